"""Celery as in production, with the jobs of the chaos test: celery -A tests.faults.chaos_app worker.

FILES           folder of the private storage, shared by all workers
CHAOS_DEATHS    how likely a process dies, by SIGKILL, each time it passes one of the points
"""

import os

from django.conf import settings

from literasi import celery_app as app

settings.STORAGES["private"]["OPTIONS"]["location"] = os.environ["FILES"]
settings.CERTIFICATE_ISSUER = "tests.faults.chaos_jobs.issuer"
app.conf.update(
    imports=["tests.faults.chaos_jobs"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    broker_transport_options={"visibility_timeout": 15},
)
