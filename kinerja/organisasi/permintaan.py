"""The request as a view behind ``plumbing.izin`` gets it: somebody is signed in. For type checkers only."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kinerja.organisasi.models import Akun


class Permintaan(HttpRequest):
    """``user`` is an account, ``LoginRequiredMiddleware`` has turned the others away; ``htmx`` comes from its middleware."""

    user: Akun
    htmx: HtmxDetails
