"""What an action or an access function raises. Each carries a sentence for the person, with the next step in it.

``kinerja.layanan.middleware.GalatMiddleware`` turns them into pages; a view never catches them, except ``Ditolak`` when it
can show the sentence beside the form that was sent.
"""


class Galat(Exception):
    """Base. ``kalimat`` is Bahasa Indonesia baku, shown as it is."""

    status = 400

    def __init__(self, kalimat: str) -> None:
        super().__init__(kalimat)
        self.kalimat = kalimat


class Ditolak(Galat):
    """The act is refused by a rule; the sentence says what to do instead (422)."""

    status = 422


class TidakBoleh(Galat):
    """The object may be seen, this act on it may not be done by this person (403)."""

    status = 403


class SudahBerubah(Galat):
    """The state has moved on since the page was read (409)."""

    status = 409
