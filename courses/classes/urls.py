"""Pages of teachers under /kelas/, the pupils' door under /masuk/kelas/."""

from django.urls import path

from courses.classes.views import (
    assignments,
    cards,
    classes,
    door,
    gradebook,
    overviews,
    pupils,
    roster,
    teachers,
)

app_name = "classes"
urlpatterns = [
    path("masuk/kelas/", door.enter, name="enter"),
    path("kelas/", classes.home, name="home"),
    path("kelas/baru/", classes.new, name="new"),
    path("kelas/saya/", door.pupil, name="pupil"),
    path("kelas/saya/<int:assignment>/", door.go, name="go"),
    path("kelas/sekolah/", overviews.school, name="school"),
    path("kelas/kabupaten/", overviews.regency, name="regency"),
    path("kelas/<slug:code>/", classes.detail, name="class"),
    path("kelas/<slug:code>/ubah/", classes.change, name="change"),
    path("kelas/<slug:code>/arsip/", classes.archive, name="archive"),
    path("kelas/<slug:code>/buka-lagi/", classes.restore, name="restore"),
    path("kelas/<slug:code>/tahun-baru/", classes.next_year, name="next-year"),
    path("kelas/<slug:code>/guru/", teachers.teachers, name="teachers"),
    path("kelas/<slug:code>/guru/<int:teacher>/lepas/", teachers.remove, name="remove-teacher"),
    path("kelas/<slug:code>/pemilik/", teachers.owner, name="owner"),
    path("kelas/<slug:code>/daftar/", roster.upload, name="roster"),
    path("kelas/<slug:code>/daftar/lihat/", roster.look, name="roster-look"),
    path("kelas/<slug:code>/daftar/tulis/", roster.confirm, name="roster-confirm"),
    path("kelas/<slug:code>/daftar/templat.xlsx", roster.template, name="roster-template"),
    path("kelas/<slug:code>/kartu.pdf", cards.cards, name="cards"),
    path("kelas/<slug:code>/murid/baru/", pupils.add, name="add-pupil"),
    path("kelas/<slug:code>/murid/<int:pupil>/", pupils.detail, name="pupil-detail"),
    path("kelas/<slug:code>/murid/<int:pupil>/kartu.pdf", cards.card, name="card"),
    path("kelas/<slug:code>/murid/<int:pupil>/kartu-baru/", pupils.new_card, name="new-card"),
    path("kelas/<slug:code>/murid/<int:pupil>/keluar/", pupils.leave, name="leave"),
    path("kelas/<slug:code>/murid/<int:pupil>/kembali/", pupils.back, name="back"),
    path("kelas/<slug:code>/murid/<int:pupil>/pindah/", pupils.move, name="move"),
    path("kelas/<slug:code>/murid/<int:pupil>/izin/", pupils.consent, name="consent"),
    path(
        "kelas/<slug:code>/murid/<int:pupil>/izin/tarik/", pupils.consent_back, name="consent-back"
    ),
    path("kelas/<slug:code>/tugas/baru/", assignments.new, name="new-assignment"),
    path("kelas/<slug:code>/tugas/<int:assignment>/", assignments.detail, name="assignment"),
    path(
        "kelas/<slug:code>/tugas/<int:assignment>/ubah/",
        assignments.change,
        name="change-assignment",
    ),
    path(
        "kelas/<slug:code>/tugas/<int:assignment>/hapus/",
        assignments.withdraw,
        name="withdraw-assignment",
    ),
    path(
        "kelas/<slug:code>/tugas/<int:assignment>/remedial/", assignments.remedial, name="remedial"
    ),
    path("kelas/<slug:code>/tugas/<int:assignment>/langsung/", assignments.live, name="live"),
    path(
        "kelas/<slug:code>/tugas/<int:assignment>/murid/<int:pupil>/", gradebook.cell, name="cell"
    ),
    path("kelas/<slug:code>/nilai/", gradebook.gradebook, name="gradebook"),
    path("kelas/<slug:code>/nilai.xlsx", gradebook.export, name="export"),
    path("kelas/<slug:code>/kemajuan/", gradebook.gains, name="gains"),
]
