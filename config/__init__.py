"""Wiring: settings, URLs, Celery, embedded services. Knows every app and holds no domain."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
