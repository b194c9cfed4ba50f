"""The addresses of an attempt at an exam, and an answer sent as its page's script sends it."""

from django.urls import reverse

from tests.courses.quizzes.exams import now_in_ms


def at(attempt, name, *more):
    return reverse(f"quizzes:exam-{name}", args=[attempt.exam.slug, attempt.pk, *more])


def save(client, attempt, position, response, sequence=None):
    body = {"response": response, "sequence": now_in_ms() if sequence is None else sequence}
    return client.post(at(attempt, "question", position), body, "application/json")
