"""The extension of a tugas belajar: asked, noted by the home unit, recommended, granted. Every wait has a desk and a clock.

``transitions.PERPANJANGAN_STUDI`` says who leads it where. A clock belongs to the step that led into a wait, for what was
returned comes back and waits anew.
"""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction

from dialog.actions.dasar import pastikan, teks_wajib
from dialog.actions.studi import dengan_berkas
from dialog.actions.tenggat_studi import buka_proses, pindahkan_akhir, selesai_akhir, selesai_proses
from dialog.aturan_studi import ALASAN_MAKS, boleh_diperpanjang, laporan_ditagih, periksa_sampai
from dialog.enums import PERPANJANGAN_BERJALAN, StatusPerpanjanganStudi
from dialog.models import LangkahStudi, LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import hari_terakhir
from dialog.rules import SIAPA_STUDI
from dialog.transitions import PERPANJANGAN_STUDI
from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.actions.masa_khusus import perpanjang_masa_khusus
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.transisi import Langkah
from kinerja.siklus.queries import parameter
from skp.actions.dasar import periksa_panjang, rapikan

MELANGKAH = "studi.perpanjangan"


def langkah_saya(akun: Akun, perpanjangan: PerpanjanganStudi) -> list[Langkah]:
    """The steps that are open to ``akun`` now: the buttons, and what is refused otherwise."""
    semua = PERPANJANGAN_STUDI.tindakan(perpanjangan.status)
    boleh = {s: SIAPA_STUDI[s].test(akun, perpanjangan) for s in {x.siapa for x in semua}}
    return [x for x in semua if boleh[x.siapa]]


def pastikan_langkah(akun: Akun, perpanjangan: PerpanjanganStudi, tindakan: str) -> None:
    """Raises ``TidakBoleh`` when the step is never his, whatever the state."""
    pemilik = {x.siapa for x in PERPANJANGAN_STUDI if x.tindakan == tindakan}
    if not any(SIAPA_STUDI[s].test(akun, perpanjangan) for s in pemilik):
        raise TidakBoleh(f"Langkah ini milik {' atau '.join(sorted(pemilik))}.")


def minta_perpanjangan(
    masa: MasaKhusus, sampai: dt.date, alasan: str, *, by: Akun, berkas: "File[Any] | None" = None
) -> PerpanjanganStudi:
    """Ask for more time. Raises ``Ditolak`` with the reason of ``boleh_diperpanjang``, or for a day that cannot be."""
    pastikan(by, "minta_perpanjangan", masa, "Perpanjangan diminta oleh pegawai yang tugas belajar sendiri.")
    teks = teks_wajib(alasan, "Tuliskan mengapa studinya perlu diperpanjang.", maks=ALASAN_MAKS)
    with dengan_berkas(berkas, by) as simpan:
        kini = MasaKhusus.objects.select_for_update(of=("self",), no_key=True).select_related("pegawai").get(pk=masa.pk)
        _periksa(kini, sampai)
        baru = PerpanjanganStudi(masa_khusus=kini, sampai_diminta=sampai, alasan=teks, berkas=simpan, oleh=by)
        baru.diminta_pada = baru.status_pada = jam.sekarang()
        baru.save()
        if simpan is not None:
            simpan.untuk_id = baru.pk
            simpan.save(update_fields=["untuk_id"])
        _catat(baru, "", "minta", by, teks)
    return baru


def _periksa(masa: MasaKhusus, sampai: dt.date) -> None:
    hari, selesai = jam.hari_ini(), hari_terakhir(masa)
    ada = set(LaporanStudi.objects.filter(masa_khusus=masa).values_list("semester", flat=True))
    ditagih = laporan_ditagih(masa.berlaku.lower, selesai, ada, hari, parameter("tubel_laporan_batas", hari).bulat)
    berjalan = PerpanjanganStudi.objects.filter(masa_khusus=masa, status__in=PERPANJANGAN_BERJALAN).exists()
    putusan = boleh_diperpanjang(selesai, hari, ditagih, berjalan=berjalan)
    if not putusan.nilai or selesai is None:
        raise Ditolak(" ".join(a.kalimat for a in putusan.alasan))
    _periksa_sampai(selesai, sampai)


def _periksa_sampai(selesai: dt.date, sampai: dt.date) -> None:
    if keliru := periksa_sampai(selesai, sampai, parameter("tubel_perpanjangan_maks", jam.hari_ini()).bulat):
        raise Ditolak(keliru)


@transaction.atomic
def langkahkan(
    perpanjangan: PerpanjanganStudi, tindakan: str, catatan: str = "", *, by: Akun, sampai: dt.date | None = None
) -> PerpanjanganStudi:
    """One step of the table, all but ``terbitkan``. ``sampai``: for ``minta_lagi`` the last day that is asked for now.

    Raises ``SudahBerubah`` when it is not possible any more, ``TidakBoleh`` when it is another's, ``Ditolak`` without a reason.
    """
    if tindakan == "terbitkan":
        raise Ditolak("SK perpanjangan dicatat dengan suratnya.")
    kini, ke, teks = _melangkah(perpanjangan, tindakan, by, catatan)
    dari = kini.status
    if tindakan == "catat_unit":
        kini.catatan_unit = teks
    elif tindakan == "rekomendasikan":
        kini.rekomendasi = teks
    elif tindakan == "tolak":
        kini.alasan_tolak = teks
    elif tindakan == "minta_lagi":
        _ulangi(kini, teks, sampai)
    return _pindah(kini, dari, ke, tindakan, by, teks)


def _ulangi(kini: PerpanjanganStudi, alasan: str, sampai: dt.date | None) -> None:
    """Asked anew: what unit and kepegawaian wrote was about the request before; the steps keep it."""
    selesai = hari_terakhir(kini.masa_khusus)
    if selesai is None or jam.hari_ini() > selesai:
        raise Ditolak("Masa tugas belajarnya sudah habis, jadi permintaan ini hanya dapat ditarik.")
    kini.sampai_diminta = sampai or kini.sampai_diminta
    _periksa_sampai(selesai, kini.sampai_diminta)
    kini.alasan, kini.catatan_unit, kini.rekomendasi = alasan, "", ""


@transaction.atomic
def terbitkan(
    perpanjangan: PerpanjanganStudi, sampai: dt.date, *, by: Akun, berdasarkan: KeputusanTercatat
) -> PerpanjanganStudi:
    """The SK is there: ``berdasarkan`` holds its number, date and file. The time of study goes on until ``sampai``."""
    kini, ke, _ = _melangkah(perpanjangan, "terbitkan", by, "")
    dari, masa = kini.status, kini.masa_khusus
    selesai = hari_terakhir(masa)
    if selesai is None:
        raise Ditolak("Hari terakhir tugas belajar belum tercatat. Catat dahulu menurut SK-nya.")
    _periksa_sampai(selesai, sampai)
    if berdasarkan.tanggal < kini.diminta_pada.astimezone(jam.WITA).date():
        raise Ditolak("Tanggal SK mendahului permintaannya. Periksa tanggal suratnya.")
    perpanjang_masa_khusus(masa, sampai + dt.timedelta(days=1), by=by)
    kini.nomor_sk, kini.tanggal_sk, kini.sampai, kini.keputusan = berdasarkan.nomor, berdasarkan.tanggal, sampai, berdasarkan
    berdasarkan.tautkan(kini)
    return _pindah(kini, dari, ke, "terbitkan", by, f"SK {berdasarkan.nomor}")


def _melangkah(perpanjangan: PerpanjanganStudi, tindakan: str, by: Akun, catatan: str) -> tuple[PerpanjanganStudi, str, str]:
    """Lock, look the act up, ask whose it is: the extension, the next status, the tidied note."""
    baris = PerpanjanganStudi.objects.select_for_update(of=("self",)).select_related("masa_khusus__pegawai")
    kini: PerpanjanganStudi = baris.get(pk=perpanjangan.pk)
    teks = periksa_panjang("Catatan", rapikan(catatan), ALASAN_MAKS)
    ke = PERPANJANGAN_STUDI.berikut(kini.status, tindakan, teks)
    if tindakan not in {x.tindakan for x in langkah_saya(by, kini)}:
        siapa = next(x.siapa for x in PERPANJANGAN_STUDI.tindakan(kini.status) if x.tindakan == tindakan)
        raise TidakBoleh(f"Langkah ini milik {siapa}.")
    return kini, ke, teks


def _pindah(kini: PerpanjanganStudi, dari: str, ke: str, tindakan: str, by: Akun, catatan: str) -> PerpanjanganStudi:
    selesai_proses(kini, by=by)
    kini.status, kini.status_pada = ke, jam.sekarang()
    kini.save()
    _catat(kini, dari, tindakan, by, catatan)
    return kini


def _catat(kini: PerpanjanganStudi, dari: str, tindakan: str, by: Akun, catatan: str) -> None:
    langkah = LangkahStudi.objects.create(
        perpanjangan=kini,
        dari=dari,
        tindakan=tindakan,
        ke=kini.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=by.nama_tampil,
        catatan=catatan,
    )
    if kini.status in PERPANJANGAN_BERJALAN:
        buka_proses(langkah, by=by)
    if kini.status == StatusPerpanjanganStudi.DITERBITKAN:
        selesai_akhir(kini.masa_khusus, by=by)
    else:
        pindahkan_akhir(kini.masa_khusus, by=by)
    catat_peristiwa(
        MELANGKAH, kini, by=by, pegawai=kini.masa_khusus.pegawai_id, tindakan=tindakan, ke=kini.status, langkah=langkah.pk
    )
