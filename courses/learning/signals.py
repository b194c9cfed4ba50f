"""What has happened in learning; sent after commit."""

from django.dispatch import Signal

# Sent with `enrolment`, an Enrolment that has just been completed.
course_completed = Signal()
