"""The Celery application, and the sign of life of the worker."""

import os
import signal
import warnings
from typing import Any

from celery import Celery, signals
from django_structlog.celery.steps import DjangoStructLogInitStep

from config import proses

# `make run` may be root's on a laptop; what makes that dangerous, tasks as pickle, is refused by Celery itself.
warnings.filterwarnings("ignore", message=".*superuser privileges")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("kinerja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)  # a task's lines carry the id of the request that queued it


@signals.heartbeat_sent.connect
def catat_denyut(**_: Any) -> None:
    """Sent by the consumer's own loop: a worker that hangs stops renewing, which a thread beside it would not show."""
    from config import denyut

    denyut.catat(denyut.PEKERJA)


@signals.worker_process_init.connect
def ikut_pekerja(**_: Any) -> None:
    """A pool process ends with its worker, also when that is killed."""
    proses.ikut_induk(signal.SIGKILL)
