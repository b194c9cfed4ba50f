"""My learning, and where the facts of a learner's device arrive."""

from django.urls import path

from courses.learning import views

app_name = "learning"
urlpatterns = [
    path("belajar/", views.home, name="home"),
    path("belajar/fakta/", views.facts, name="facts"),
    path("belajar/pesan/<int:message>/", views.seen, name="message-seen"),
]
