"""The nudge to a leader who is silent: on a working day of his office, and not while he is away.

How often at most, the frame of reminders keeps (``ajakan_irama``). No names: messages go by mail.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from dialog.intensitas import AtasanDiam, diam_dari
from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun, MasaKhusus, MasaUnit
from kinerja.plumbing import tulisan
from kinerja.siklus.aturan import adalah_hari_kerja, hari_kerja_dari
from kinerja.siklus.queries import libur, parameter


def ajak_yang_diam(tanggal: dt.date, akun_ids: Collection[int]) -> Iterable[tuple[int, int, str, str]]:
    """(account, person, sentence, URL), in six queries for any number of accounts."""
    akun = dict(Akun.objects.filter(pk__in=akun_ids, pegawai__isnull=False).values_list("pegawai_id", "pk"))
    diam = diam_dari(tanggal, list(akun))
    if not diam:
        return
    irama = parameter("dialog_irama", tanggal).bulat
    pergi = set(MasaKhusus.objects.pada(tanggal).filter(pegawai__in=list(akun)).values_list("pegawai_id", flat=True))
    pekan = dict(MasaUnit.objects.pada(tanggal).filter(unit__in={d.unit_id for d in diam}).values_list("unit_id", "hari_kerja"))
    kalender = libur()
    for d in diam:
        bekerja = adalah_hari_kerja(tanggal, kalender, hari_kerja_dari(pekan.get(d.unit_id, 5)))
        if bekerja and d.pegawai.pk not in pergi:
            yield akun[d.pegawai.pk], d.pegawai.pk, _kalimat(d, irama), alamat("dialog:tim")


def _kalimat(d: AtasanDiam, irama: int) -> str:
    kapan = f"Yang terakhir {tulisan.tanggal(d.terakhir)}." if d.terakhir else "Belum ada satu pun."
    return f"{d.bawahan} orang di tim Anda lewat {irama} hari tanpa dialog. {kapan} Jadwalkan dari halaman Tim saya."
