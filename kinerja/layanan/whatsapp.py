"""WhatsApp as one more way out for messages, off unless a gateway is named. It carries a name and a link, never what happened.

The gateway speaks WhatsApp's Cloud API: a template message with two texts, the receiver's name and the address to open.
Only who wrote down his number himself is reached (``NomorWhatsApp``).
"""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from kinerja.layanan.models import NomorWhatsApp, Pengiriman, Pesan
from kinerja.layanan.pengiriman import PastiBelumTerkirim, Saluran

NAMA = "whatsapp"
_DETIK = 20
#: Beyond these the gateway may have passed the message on before it failed.
_PASTI_TIDAK = range(400, 500)


def aktif() -> bool:
    """Whether a gateway is named."""
    return bool(settings.WA_GERBANG)


def nomor(pesan: Pesan) -> str:
    """The number the receiver gave, or "" for not at all. ``pengiriman.antrekan`` loads it with the receiver."""
    milik: NomorWhatsApp | None = getattr(pesan.penerima, "nomor_whatsapp", None)
    return milik.nomor if milik else ""


def naskah(pesan: Pesan) -> dict[str, Any]:
    """What the gateway is told. The title stays here: who holds the phone reads who is called, not what about."""
    isi = [pesan.penerima.nama_tampil, f"{settings.ALAMAT_SITUS}{reverse('layanan:kotak_masuk')}"]
    return {
        "messaging_product": "whatsapp",
        "to": nomor(pesan),
        "type": "template",
        "template": {
            "name": settings.WA_TEMPLATE,
            "language": {"code": "id"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": x} for x in isi]}],
        },
    }


def kirim(pengiriman: Pengiriman) -> None:
    """By HTTP. No connection, or an answer of the 400s: surely not sent. Silence or a 500 after that: nobody knows."""
    badan = json.dumps(naskah(pengiriman.pesan)).encode()
    kepala = {"Authorization": f"Bearer {settings.WA_TOKEN}", "Content-Type": "application/json"}
    alamat = urlsplit(settings.WA_GERBANG)
    sambungan = _sambungan(alamat.scheme, alamat.netloc)
    try:
        sambungan.connect()
    except OSError as galat:
        raise PastiBelumTerkirim(f"Gerbang WhatsApp tidak dapat dihubungi ({type(galat).__name__}).") from galat
    try:
        sambungan.request("POST", alamat.path or "/", badan, kepala)
        status = sambungan.getresponse().status
    finally:
        sambungan.close()
    if status in _PASTI_TIDAK:
        raise PastiBelumTerkirim(f"Gerbang WhatsApp menolak ({status}).")
    if status not in range(200, 300):
        raise http.client.HTTPException(f"Gerbang WhatsApp menjawab {status}.")


def _sambungan(skema: str, tuan: str) -> http.client.HTTPConnection:
    macam = http.client.HTTPSConnection if skema == "https" else http.client.HTTPConnection
    return macam(tuan, timeout=_DETIK)


SALURAN_WHATSAPP = Saluran(
    nama=NAMA, judul="WhatsApp", alamat=nomor, kirim=kirim, aktif=aktif, bersama=("penerima__nomor_whatsapp",)
)
