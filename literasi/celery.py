"""Celery, where a deployment has a broker: workers and beat over literasi.schedule."""

import os

from celery import Celery
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.production")
app = Celery("literasi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(lambda: [config.name for config in apps.get_app_configs()])


@app.on_after_finalize.connect
def put_schedule_on_the_beat(sender: Celery, **_kwargs: object) -> None:
    """Let beat call each scheduled verb at its pace."""
    from literasi.schedule import SCHEDULE  # noqa: PLC0415 - needs the apps to be loaded
    from literasi.tasks import do_scheduled_work  # noqa: PLC0415 - needs the apps to be loaded

    for work in SCHEDULE:
        sender.add_periodic_task(
            work.every,
            do_scheduled_work.s(work.name),
            name=work.name,
            expires=work.every.total_seconds() * 2,
        )
