"""Taking a quiz."""

from django.urls import path

from courses.quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("belajar/klaim/", views.claim, name="claim"),
    path("kuis/<slug:course>/", views.intro, name="intro"),
    path("kuis/<slug:course>/<uuid:attempt>/", views.resume, name="resume"),
    path("kuis/<slug:course>/<uuid:attempt>/periksa/", views.review, name="review"),
    path("kuis/<slug:course>/<uuid:attempt>/kirim/", views.submit, name="submit"),
    path("kuis/<slug:course>/<uuid:attempt>/hasil/", views.result, name="result"),
    path("kuis/<slug:course>/<uuid:attempt>/lembar/", views.sheets, name="sheets"),
    path("kuis/<slug:course>/<uuid:attempt>/<int:position>/", views.question, name="question"),
    path("kuis/<slug:course>/<slug:quiz>/", views.intro, name="intro"),
]
