"""Envelopes of background work: ids in, an action out."""

from celery import shared_task

from skp.actions.pindah import ikuti_pindah as ikuti


@shared_task(name="skp.ikuti_pindah")
def ikuti_pindah() -> int:
    """Follow those who moved, left or came back."""
    return ikuti()
