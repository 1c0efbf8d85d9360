"""The context of history: who acted, at which address; not where somebody gives feedback, asks it back or declines it."""

from django.http import HttpRequest, HttpResponse
from pghistory.middleware import HistoryMiddleware

#: Whatever these requests write, now or later, no row of history names the account.
JALAN_PEMBERI = ("/dialog/umpan-balik/beri/", "/dialog/umpan-balik/tarik/", "/dialog/umpan-balik/tolak/")


class KonteksRiwayat(HistoryMiddleware):
    """As pghistory's, without a word about givers of feedback."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the context empty where a giver acts."""
        jawaban: HttpResponse = (
            self.get_response(request) if request.path.startswith(JALAN_PEMBERI) else super().__call__(request)
        )
        return jawaban
