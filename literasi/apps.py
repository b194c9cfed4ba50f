"""The app that wires the others together."""

from django.apps import AppConfig


class LiterasiConfig(AppConfig):
    """Settings, addresses, health, schedule and commands."""

    name = "literasi"
