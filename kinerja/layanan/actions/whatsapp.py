"""Whether and where WhatsApp tells somebody: only he himself decides."""

from django.db import transaction

from kinerja.layanan.models import NomorWhatsApp
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam


@transaction.atomic
def simpan_nomor_whatsapp(nomor: str, *, by: Akun) -> NomorWhatsApp | None:
    """Keep the number of ``by``; an empty one is forgotten, and nothing goes out any more."""
    if not nomor:
        NomorWhatsApp.objects.filter(akun=by).delete()
        return None
    return NomorWhatsApp.objects.update_or_create(akun=by, defaults={"nomor": nomor, "dicatat_pada": jam.sekarang()})[0]
