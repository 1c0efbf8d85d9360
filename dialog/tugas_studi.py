"""What a tugas belajar asks on Beranda, and where its clocks lead to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from dialog.actions.tenggat_studi import AKHIR, AKHIR_PANJANG, OBJEK_LANGKAH, PROSES
from dialog.aturan_studi import laporan_ditagih
from dialog.enums import PERPANJANGAN_BERJALAN, StatusPerpanjanganStudi
from dialog.models import LangkahStudi, LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import hari_terakhir, studi
from kinerja.layanan.beranda import alamat
from kinerja.layanan.meja import di_meja_sendiri
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import parameter

S = StatusPerpanjanganStudi
_KERJA = {
    S.DIMINTA: ("Beri catatan unit asal: perpanjangan studi {siapa}", "Beri catatan"),
    S.DICATAT_UNIT: ("Beri rekomendasi: perpanjangan studi {siapa}", "Beri rekomendasi"),
    S.DIREKOMENDASIKAN: ("Catat SK perpanjangan studi {siapa}", "Catat SK"),
    S.DIKEMBALIKAN: ("Lengkapi permintaan perpanjangan studi Anda", "Lengkapi"),
}


def tugas_perpanjangan(akun: Akun) -> Penanya:
    """Extensions at my desk: my own that came back, my unit's, BKPSDM's."""
    saya = hak(akun).pegawai_id
    meja = di_meja_sendiri(akun, "pemegang_unit__path")
    if saya is not None:
        meja |= Q(pemegang=saya)
    langkah = LangkahStudi.objects.filter(pk=OuterRef("objek_id"))
    baris: list[Any] = yield (
        Tenggat.objects.filter(meja, objek_jenis=OBJEK_LANGKAH, jenis=PROSES, selesai_pada__isnull=True)
        .annotate(
            masa=Subquery(langkah.values("perpanjangan__masa_khusus")[:1]),
            ke=Subquery(langkah.values("ke")[:1]),
            nama=Subquery(langkah.values("perpanjangan__masa_khusus__pegawai__nama")[:1]),
            milik=Subquery(langkah.values("perpanjangan__masa_khusus__pegawai")[:1]),
        )
        .order_by("batas", "pk")
    )
    for t in baris:
        if t.pemegang_id is None and t.milik == saya:  # nobody decides about himself
            continue
        judul, tombol = _KERJA[t.ke]
        url = alamat("dialog:studi", t.masa)
        isi = "Baca catatannya, perbaiki, lalu minta lagi." if t.ke == S.DIKEMBALIKAN else "Teruskan, kembalikan, atau tolak."
        yield Tugas(judul.format(siapa=t.nama), isi, tombol, url, t.batas, t.dasar, t.di_meja_sejak, t.hari_kerja)


def tugas_studi(akun: Akun) -> Penanya:
    """My own study: reports that are due, and its end when that is near."""
    saya, hari = hak(akun).pegawai_id, jam.hari_ini()
    if saya is None:
        return
    jalan = PerpanjanganStudi.objects.filter(masa_khusus=OuterRef("pk"), status__in=PERPANJANGAN_BERJALAN)
    milik: list[Any] = yield (
        studi().filter(pegawai=saya, berlaku__startswith__lte=hari).annotate(jalan=Subquery(jalan.values("pk")[:1]))
    )
    if not milik:
        return
    ada: dict[int, set[int]] = {}
    for masa_id, n in (yield LaporanStudi.objects.filter(masa_khusus__in=milik).values_list("masa_khusus_id", "semester")):
        ada.setdefault(masa_id, set()).add(n)
    for m in milik:
        yield from _laporan(m, ada.get(m.pk, set()), hari)
        yield from _akhir(m, hari)


def _laporan(m: MasaKhusus, ada: set[int], hari: Any) -> Iterable[Tugas]:
    for x in laporan_ditagih(m.berlaku.lower, hari_terakhir(m), ada, hari, parameter("tubel_laporan_batas", hari).bulat):
        judul = f"Laporkan semester {x.semester.nomor} tugas belajar"
        yield Tugas(judul, "KHS, IPS, dan IPK-nya.", "Laporkan", alamat("dialog:studi_lapor", m.pk), x.batas)


def _akhir(m: Any, hari: Any) -> Iterable[Tugas]:
    """The end, from the same day on which its clock starts."""
    selesai = hari_terakhir(m)
    if selesai is None or m.jalan or not 0 <= (selesai - hari).days <= parameter("tubel_pengingat", hari).bulat:
        return
    judul = f"Tugas belajar Anda berakhir {tanggal(selesai)}"
    yield Tugas(judul, "Minta perpanjangan, atau siapkan kembali bertugas.", "Buka", alamat("dialog:studi", m.pk), selesai)


def ajakan_laporan(hari: Any, akun_ids: Any) -> Iterable[tuple[int, int, str, str]]:
    """Whoever owes a report: (account, study, sentence, URL). Three queries for any number of people."""
    punya = {a.pegawai_id: a.pk for a in Akun.objects.filter(pk__in=list(akun_ids), pegawai__isnull=False)}
    milik = list(studi().filter(pegawai__in=list(punya), berlaku__startswith__lte=hari))
    ada: dict[int, set[int]] = {}
    for masa_id, n in LaporanStudi.objects.filter(masa_khusus__in=milik).values_list("masa_khusus_id", "semester"):
        ada.setdefault(masa_id, set()).add(n)
    for m in milik:
        for t in _laporan(m, ada.get(m.pk, set()), hari):
            yield punya[m.pegawai_id], m.pk, f"{t.judul}, paling lambat {tanggal(t.batas)}.", t.url
            break


def url_proses(langkah_id: int) -> str:
    """The study that a step of an extension belongs to."""
    masa = LangkahStudi.objects.filter(pk=langkah_id).values_list("perpanjangan__masa_khusus", flat=True).first()
    return alamat("dialog:studi", masa or 0)


def url_akhir(masa_id: int) -> str:
    """The study itself."""
    return alamat("dialog:studi", masa_id)


def url_akhir_panjang(perpanjangan_id: int) -> str:
    """The study that was extended."""
    masa = PerpanjanganStudi.objects.filter(pk=perpanjangan_id).values_list("masa_khusus", flat=True).first()
    return alamat("dialog:studi", masa or 0)


__all__ = [
    "AKHIR", "AKHIR_PANJANG", "PROSES", "ajakan_laporan", "tugas_perpanjangan", "tugas_studi", "url_akhir", "url_akhir_panjang",
    "url_proses",
]  # fmt: skip
