"""What has happened in the catalogue; sent after commit."""

from django.dispatch import Signal

# Sent with `version`, a CourseVersion that has just become the current one of its course.
course_published = Signal()
