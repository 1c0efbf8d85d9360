"""In a calibration session people move from cell to cell, each with a reason; a predikat is never chosen.

Every act locks the session first, so two of them stand in one queue, and the second one is told who was first and why.
"""

from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.titik_gagal import titik
from kinerja.plumbing.tulisan import pukul, tanggal_pendek
from predikat.actions.dasar_dokumen import teks_wajib
from predikat.actions.dasar_kalibrasi import kunci_sesi, naikkan, pastikan, pastikan_terbuka
from predikat.aturan import KUADRAN
from predikat.enums import (
    Rating,
    StatusEvaluasi,
    SumberEvaluasi,
)
from predikat.models import (
    Dibahas,
    Evaluasi,
    Geseran,
    SesiKalibrasi,
    Skenario,
)
from predikat.queries_kalibrasi import baca_orang, dengan_sel, geseran_sesi, orang_sesi, sel_dari
from skp.actions.dasar import periksa_panjang, rapikan


class SudahDigeser(SudahBerubah):
    """Somebody else moved this person meanwhile; ``geseran`` says who and why."""

    def __init__(self, g: Geseran) -> None:
        siapa = g.oleh.nama_tampil if g.oleh else "Peserta lain"
        ke = KUADRAN[Rating(g.ke_hasil), Rating(g.ke_perilaku)].label
        super().__init__(
            f"{g.evaluasi.pegawai} sudah dipindahkan {siapa} ke {ke} ({tanggal_pendek(g.pada)} {pukul(g.pada)}). "
            f"Alasannya: {g.alasan} Periksa keadaannya sekarang, lalu pindahkan lagi bila perlu."
        )
        self.geseran = g


@transaction.atomic
def geser(
    sesi: SesiKalibrasi,
    evaluasi_id: int,
    hasil: str,
    perilaku: str,
    alasan: str,
    *,
    by: Akun,
    demi_pola: bool = False,
    urut: int | None = None,
) -> Geseran:
    """Move a person to another cell, with the reason. ``urut``: the number of his last move that the page knew (0: none).

    Raises ``SudahDigeser`` when somebody was first, ``TidakBoleh`` on one's own name, ``Ditolak`` without a reason, for a
    person whose predikat comes from elsewhere, or for the rating hasil of a head (it is his unit's predikat).
    """
    s = kunci_sesi(sesi.pk)
    pastikan_terbuka(s)
    pastikan(by, "geser", s, "Yang memindahkan adalah fasilitator, penilai, dan pengunci sesi ini.")
    e = _orang(s, evaluasi_id)
    if by.pegawai_id == e.pegawai_id:
        raise TidakBoleh("Anda tidak ikut memutuskan nama Anda sendiri.")
    ke = _sel(hasil, perilaku)
    kini = sel_dari(e)
    if urut is not None and urut != (e.g_urut or 0):
        raise SudahDigeser(_terakhir(e))
    if e.sumber != SumberEvaluasi.LOKAL or e.status != StatusEvaluasi.DIUSULKAN or kini is None:
        raise Ditolak(f"{e.pegawai} tidak dapat dipindahkan di sini: {_mengapa(e)}")
    if e.unit_dipimpin_id and ke[0] != kini[0]:
        raise Ditolak(f"Rating hasil kerja {e.pegawai} mengikuti predikat unit yang dipimpinnya, jadi tidak berpindah baris.")
    if ke == kini:
        raise Ditolak(f"{e.pegawai} sudah di sel itu.")
    g = Geseran.objects.create(
        sesi=s,
        evaluasi=e,
        urut=(e.g_urut or 0) + 1,
        dari_hasil=kini[0],
        dari_perilaku=kini[1],
        ke_hasil=ke[0],
        ke_perilaku=ke[1],
        alasan=teks_wajib(alasan, "Tuliskan alasan memindahkannya.", maks=1000),
        demi_pola=demi_pola,
        oleh=by,
        pada=jam.sekarang(),
        **_jawaban(e, by),
    )
    titik("kalibrasi.geser")
    naikkan(s)
    return g


def _orang(s: SesiKalibrasi, evaluasi_id: int) -> Any:
    ada = dengan_sel(orang_sesi(s).filter(pk=evaluasi_id), s).select_related("pegawai").first()
    if ada is None:
        raise Ditolak("Orang ini tidak ada dalam sesi ini. Muat ulang halaman.")
    return ada


def _sel(hasil: str, perilaku: str) -> tuple[Rating, Rating]:
    if hasil not in set(Rating) or perilaku not in set(Rating):
        raise Ditolak("Pilih sel tujuannya.")
    return Rating(hasil), Rating(perilaku)


def _terakhir(e: Evaluasi) -> Geseran:
    g = Geseran.objects.filter(evaluasi=e).select_related("evaluasi__pegawai", "oleh__pegawai").order_by("-urut").first()
    if g is None:
        raise SudahBerubah("Keadaan sesi ini sudah berubah. Muat ulang halaman.")
    return g


def _mengapa(e: Evaluasi) -> str:
    if e.sumber != SumberEvaluasi.LOKAL:
        return f"predikatnya dari {e.get_sumber_display()}."
    return "penilainya belum mengusulkan rating." if e.status == StatusEvaluasi.BELUM else "predikatnya sudah ditetapkan."


def _jawaban(e: Evaluasi, by: Akun) -> dict[str, Any]:
    """The assessor's own move needs no further word of his."""
    return {"disetujui_penilai": True, "dijawab_pada": jam.sekarang()} if by.pegawai_id == e.penilai_id else {}


@transaction.atomic
def jawab(geseran: Geseran, setuju: bool, alasan: str = "", *, by: Akun) -> Geseran:
    """The assessor says yes or no to a move of his rating; a no has a reason. Only a person's last move can be answered."""
    s = kunci_sesi(geseran.sesi_id)
    pastikan_terbuka(s)
    g = Geseran.objects.select_related("evaluasi__pegawai", "oleh__pegawai").get(pk=geseran.pk)
    pastikan(by, "jawab_geseran", g, "Perpindahan ini dijawab pejabat penilai pegawai itu.")
    akhir = _terakhir(g.evaluasi)
    if akhir.pk != g.pk:
        raise SudahDigeser(akhir)
    g.alasan_penilai = periksa_panjang("Alasan", rapikan(alasan), 1000)
    if not setuju and not g.alasan_penilai:
        raise Ditolak("Tuliskan mengapa Anda tidak setuju.")
    g.disetujui_penilai, g.dijawab_pada = setuju, jam.sekarang()
    g.save(update_fields=["disetujui_penilai", "dijawab_pada", "alasan_penilai"])
    naikkan(s)
    return g


@transaction.atomic
def bahas(sesi: SesiKalibrasi, evaluasi_id: int, catatan: str = "", *, by: Akun) -> Dibahas:
    """He was talked about; the note stays in the room. Nobody notes on himself."""
    s = kunci_sesi(sesi.pk)
    pastikan_terbuka(s)
    pastikan(by, "bahas", s, "Yang menandai adalah fasilitator, penilai, dan pengunci sesi ini.")
    e = _orang(s, evaluasi_id)
    if by.pegawai_id == e.pegawai_id:
        raise TidakBoleh("Anda tidak ikut membahas nama Anda sendiri.")
    isi = periksa_panjang("Catatan", rapikan(catatan), 1000)
    d, baru = Dibahas.objects.get_or_create(sesi=s, evaluasi=e, defaults={"catatan": isi, "pada": jam.sekarang()})
    if not baru and isi and isi != d.catatan:
        d.catatan = isi
        d.save(update_fields=["catatan"])
    naikkan(s)
    return d


# -- what-if


@transaction.atomic
def simpan_skenario(sesi: SesiKalibrasi, nama: str, *, by: Akun) -> Skenario:
    """Keep where everybody stands now under a name (A, B), to compare and to come back to."""
    s = kunci_sesi(sesi.pk)
    pastikan_terbuka(s)
    pastikan(by, "geser", s, "Skenario disimpan peserta sesi ini.")
    nama = teks_wajib(nama, "Beri nama skenarionya.", "Nama", 60)
    isi = {str(o.e.pk): list(o.sel) for o in baca_orang(s, geseran_sesi(s)) if o.sel and not o.terkunci}
    baru, _ = Skenario.objects.update_or_create(sesi=s, nama=nama, defaults={"isi": isi, "oleh": by, "pada": jam.sekarang()})
    naikkan(s)
    return baru


@transaction.atomic
def pakai_skenario(skenario: Skenario, alasan: str, *, by: Akun) -> int:
    """Move everybody who stands elsewhere to where the scenario has him, with one reason; returns how many. Not oneself."""
    s = kunci_sesi(skenario.sesi_id)
    pastikan_terbuka(s)
    pastikan(by, "geser", s, "Skenario dipakai peserta sesi ini.")
    alasan = teks_wajib(alasan, "Tuliskan alasan memakai skenario ini.", maks=1000)
    banyak = 0
    for o in baca_orang(s, geseran_sesi(s)):
        tujuan = skenario.isi.get(str(o.e.pk))
        if tujuan is None or o.terkunci or o.sel is None or by.pegawai_id == o.e.pegawai_id:
            continue
        if (Rating(tujuan[0]), Rating(tujuan[1])) != o.sel and o.e.status == StatusEvaluasi.DIUSULKAN:
            geser(s, o.e.pk, tujuan[0], tujuan[1], alasan, by=by)
            banyak += 1
    return banyak
