"""Publish, start, answer, submit."""
