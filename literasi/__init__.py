"""Literasi wires everything: settings, addresses, background work. Nobody imports it."""

from literasi.celery import app as celery_app

__all__ = ["celery_app"]
