"""Facts about people, sent on commit."""

from django.dispatch import Signal

# A letter by e-mail is written; sent with key, kind, person (or None), address, subject, body.
letter_written = Signal()
