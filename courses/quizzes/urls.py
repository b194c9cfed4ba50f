"""Taking a quiz or an exam, watching over an exam, and answering for it."""

from django.urls import path

from courses.quizzes import views
from courses.quizzes.views import essays, exams, printing

app_name = "quizzes"

QUIZ = "kuis/<slug:course>/<uuid:attempt>/"
EXAM = "ujian/<slug:exam>/<uuid:attempt>/"

urlpatterns = [
    path("belajar/klaim/", views.claim, name="claim"),
    path("kuis/<slug:course>/", views.intro, name="intro"),
    path(QUIZ, views.resume, name="resume"),
    path(f"{QUIZ}periksa/", views.review, name="review"),
    path(f"{QUIZ}kirim/", views.submit, name="submit"),
    path(f"{QUIZ}hasil/", views.result, name="result"),
    path(f"{QUIZ}lembar/", views.sheets, name="sheets"),
    path(f"{QUIZ}waktu/", views.state, name="state"),
    path(f"{QUIZ}<int:position>/", views.question, name="question"),
    path(f"{QUIZ}<int:position>/nanti/", views.later, name="later"),
    path("kuis/<slug:course>/<slug:quiz>/", views.intro, name="intro"),
    path("penilaian/", essays.essay_queue, name="essays"),
    path("penilaian/<int:answer>/", essays.essay, name="essay"),
    path("ujian/", exams.exam_list, name="exams"),
    path("ujian/ruang/", exams.room_list, name="rooms"),
    path("ujian/ruang/buka/", exams.open_new_room, name="open-room"),
    path("ujian/ruang/<uuid:room>/", exams.room, name="room"),
    path("ujian/ruang/<uuid:room>/kursi/", exams.seat_list, name="room-seats"),
    path("ujian/ruang/<uuid:room>/cetak/", exams.seat_sheet, name="room-sheet"),
    path("ujian/ruang/<uuid:room>/<slug:verb>/", exams.act, name="room-act"),
    path("ujian/kelola/", exams.managed, name="managed-exams"),
    path("ujian/kelola/<slug:exam>/", exams.manage, name="manage-exam"),
    path("ujian/kelola/<slug:exam>/rilis/", exams.release, name="release-exam"),
    path("ujian/kelola/<slug:exam>/jadwal/", exams.schedule, name="schedule-exam"),
    path("ujian/kelola/<slug:exam>/beri/<slug:what>/", exams.grant, name="grant"),
    path("ujian/kertas/", printing.printings, name="printings"),
    path("ujian/kertas/<uuid:run>/", printing.printing, name="printing"),
    path("ujian/kertas/<uuid:run>/isian/", printing.grid, name="paper-grid"),
    path("ujian/kertas/<uuid:run>/isian/tambah/", printing.candidate, name="paper-candidate"),
    path(
        "ujian/kertas/<uuid:run>/<str:variant>-<slug:kind>.pdf",
        printing.paper,
        name="printed-paper",
    ),
    path("ujian/kelola/<slug:exam>/butir/", exams.statistics, name="statistics"),
    path("ujian/kelola/<slug:exam>/butir/<int:version>/", exams.correction, name="correct-key"),
    path(
        "ujian/kelola/<slug:exam>/percobaan/<uuid:attempt>/",
        exams.attempt_review,
        name="attempt-review",
    ),
    path("ujian/<slug:exam>/", exams.exam, name="exam"),
    path("ujian/<slug:exam>/mulai/", exams.begin, name="begin-exam"),
    path("ujian/<slug:exam>/masuk/", exams.enter_room, name="enter-room"),
    path("ujian/<slug:exam>/tunggu/", exams.waiting_room, name="waiting-room"),
    path("ujian/<slug:exam>/tunggu/keadaan/", exams.waiting_state, name="waiting-state"),
    path(EXAM, views.resume, name="exam-resume"),
    path(f"{EXAM}periksa/", views.review, name="exam-review"),
    path(f"{EXAM}kirim/", views.submit, name="exam-submit"),
    path(f"{EXAM}hasil/", views.result, name="exam-result"),
    path(f"{EXAM}lembar/", views.sheets, name="exam-sheets"),
    path(f"{EXAM}waktu/", views.state, name="exam-state"),
    path(f"{EXAM}<int:position>/", views.question, name="exam-question"),
    path(f"{EXAM}<int:position>/nanti/", views.later, name="exam-later"),
]
