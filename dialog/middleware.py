"""Leads a leader back to the next row of his team after an act that he began there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dialog.pulang_tim import pulang


class PulangKeTim:
    """Changes only where a POST that succeeded leads to; the message of the act is shown on the team page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with another ``Location`` perhaps."""
        response = self.get_response(request)
        berhasil = request.method == "POST" and response.status_code == 302 and request.user.is_authenticated
        if berhasil and (tujuan := pulang(request)):
            response["Location"] = tujuan
        return response
