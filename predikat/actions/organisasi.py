"""The predikat of units: recommended, set by the Pimpinan one level above, or recorded from his signed list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa, susun_peristiwa
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.actions.dasar import pastikan, teks, teks_wajib
from predikat.enums import BidangRekomendasi, CapaianOrganisasi, PredikatOrganisasi, SumberEvaluasi
from predikat.models import AlasanPola, Evaluasi, PredikatUnit, RekomendasiUnit
from predikat.queries_organisasi import UsulanUnit, penetap_unit, unit_organisasi, usulan_unit
from predikat.rules import bidang_rekomendasi

DITETAPKAN = "predikat.organisasi_ditetapkan"


@dataclass(frozen=True, slots=True)
class PutusanUnit:
    """One line of the sheet. ``alasan`` is due where the decision differs from the proposal; ``ekspektasi`` in the year's."""

    unit_id: int
    nilai: str
    alasan: str = ""
    ekspektasi: str = CapaianOrganisasi.SESUAI


class LembarDitolak(Ditolak):
    """Some lines cannot be set; nothing was. ``per_unit``: unit -> sentence."""

    def __init__(self, per_unit: Mapping[int, str]) -> None:
        self.per_unit = dict(per_unit)
        super().__init__(" ".join(dict.fromkeys(self.per_unit.values())))


def periksa_waktu(periode: Periode) -> None:
    """Raises ``Ditolak`` before what the period covers is over; AKHIR may be judged once it is open."""
    hari = jam.hari_ini()
    if periode.jenis == JenisPeriode.AKHIR:
        if hari < periode.buka_tanggal:
            raise Ditolak(f"{periode} baru dapat dinilai sejak {tanggal(periode.buka_tanggal)}.")
    elif hari < periode.sampai:
        raise Ditolak(f"{periode} baru berakhir {tanggal(periode.sampai)}. Nilailah pada atau sesudah hari itu.")


@transaction.atomic
def tetapkan_lembar(
    putusan: Sequence[PutusanUnit], periode: Periode, *, by: Akun, berdasarkan: KeputusanTercatat | None = None
) -> list[PredikatUnit]:
    """Set many units at once, all or none. With ``berdasarkan`` the official of the signed list decides, BKPSDM records.

    A unit that has that very predikat already stays as it is. Raises ``LembarDitolak`` with the lines that cannot be set (no
    organisasi, no reason for differing, people's predikat stand on the old one), ``TidakBoleh`` for a unit that is not his.
    """
    periksa_waktu(periode)
    if not putusan:
        raise Ditolak("Pilih predikat untuk paling sedikit satu unit.")
    # One sheet after the other: two recorders of one period do not meet in the middle.
    Periode.objects.select_for_update(no_key=True).get(pk=periode.pk)
    unit = {u.pk: u for u in unit_organisasi(jam.hari_ini()).filter(pk__in=[p.unit_id for p in putusan])}
    penetap = _penetap(list(unit.values()), by, berdasarkan)
    harapan = {p.unit_id: CapaianOrganisasi(p.ekspektasi) for p in putusan if p.ekspektasi in set(CapaianOrganisasi)}
    usulan = usulan_unit(unit, periode, harapan)
    lama = {x.unit_id: x for x in PredikatUnit.objects.filter(unit__in=unit, periode=periode)}
    berpijak = _berpijak(unit, periode)
    ditolak: dict[int, str] = {}
    hasil = []
    for p in putusan:
        if p.unit_id not in unit:
            ditolak[p.unit_id] = "Unit ini tidak dinilai tersendiri pada hari ini. Muat ulang lembar."
            continue
        kalimat = _salah(p, unit[p.unit_id], usulan[p.unit_id], lama.get(p.unit_id), p.unit_id in berpijak)
        if kalimat:
            ditolak[p.unit_id] = kalimat
        elif p.unit_id not in lama or lama[p.unit_id].nilai != p.nilai:
            baris = lama.get(p.unit_id) or PredikatUnit(unit=unit[p.unit_id], periode=periode)
            hasil.append(_isi(baris, p, usulan[p.unit_id], penetap[p.unit_id], by, berdasarkan))
    if ditolak:
        raise LembarDitolak(ditolak)
    _simpan(hasil, by, berdasarkan)
    return hasil


def tetapkan_organisasi(
    unit: UnitKerja, periode: Periode, nilai: str, *, by: Akun, alasan: str = "", ekspektasi: str = CapaianOrganisasi.SESUAI,
    berdasarkan: KeputusanTercatat | None = None,
) -> PredikatUnit:  # fmt: skip
    """One unit, by the same rules. Raises as ``tetapkan_lembar``."""
    tetapkan_lembar([PutusanUnit(unit.pk, nilai, alasan, ekspektasi)], periode, by=by, berdasarkan=berdasarkan)
    return PredikatUnit.objects.get(unit=unit, periode=periode)


def _penetap(unit: Sequence[UnitKerja], by: Akun, berdasarkan: KeputusanTercatat | None) -> dict[int, Pegawai]:
    """Who decides about each unit. Raises ``TidakBoleh`` for a unit that is not his, ``Ditolak`` for a paper of another."""
    if berdasarkan is not None:
        pastikan(by, "catat_lembar", None, "Lembar bertanda tangan dicatat oleh BKPSDM.")
    hasil: dict[int, Pegawai] = {}
    for pk, orang in penetap_unit(unit, jam.hari_ini()).items():
        nama = next(u for u in unit if u.pk == pk)
        if orang is None:
            raise Ditolak(f"Belum ada pimpinan di atas {nama}. Minta BKPSDM mencatat pimpinannya lebih dahulu.")
        if berdasarkan is None and orang.pk != hak(by).pegawai_id:
            raise TidakBoleh(f"Predikat {nama} ditetapkan {orang}, pimpinan satu tingkat di atasnya.")
        if berdasarkan is not None and orang.pk != berdasarkan.pejabat_id:
            raise Ditolak(f"Surat itu diputus {berdasarkan.pejabat}, sedangkan predikat {nama} ditetapkan {orang}.")
        hasil[pk] = orang
    return hasil


def _berpijak(unit: Collection[int], periode: Periode) -> set[int]:
    """Units on whose predikat people's predikat stand already; so does the trigger ``predikatunit_berpijak``."""
    tetap = Evaluasi.objects.filter(periode=periode, predikat__isnull=False, sumber=SumberEvaluasi.LOKAL)
    anggota = tetap.filter(unit_hitung__in=unit, unit_dipimpin__isnull=True).values_list("unit_hitung_id", flat=True)
    kepala = tetap.filter(unit_dipimpin__in=unit).values_list("unit_dipimpin_id", flat=True)
    return set(anggota.distinct()) | set(kepala)


def _salah(p: PutusanUnit, unit: UnitKerja, usul: UsulanUnit, lama: PredikatUnit | None, berpijak: bool) -> str:
    """Why a line cannot be set; empty when it can."""
    if p.nilai not in set(PredikatOrganisasi):
        return f"Pilih predikat untuk {unit}."
    if lama is not None and lama.nilai != p.nilai and berpijak:
        return f"Predikat {unit} tidak dapat diubah lagi: predikat pegawai sudah ditetapkan menurutnya."
    if usul.nilai is not None and p.nilai != usul.nilai and not teks(p.alasan):
        return f"{unit}: predikatnya berbeda dari usulan ({usul.nilai.label}). Tuliskan alasannya."
    return ""


def _isi(
    baris: PredikatUnit, p: PutusanUnit, usul: UsulanUnit, penetap: Pegawai, by: Akun, berdasarkan: KeputusanTercatat | None
) -> PredikatUnit:
    baris.nilai, baris.alasan = p.nilai, teks(p.alasan)
    baris.usulan = usul.nilai or ""
    baris.alasan_usulan = [asdict(a) for a in usul.putusan.alasan]
    baris.penetap, baris.oleh, baris.keputusan, baris.ditetapkan_pada = penetap, by, berdasarkan, jam.sekarang()
    return baris


def _simpan(baris: list[PredikatUnit], by: Akun, berdasarkan: KeputusanTercatat | None) -> None:
    kolom = ["nilai", "alasan", "usulan", "alasan_usulan", "penetap", "oleh", "keputusan", "ditetapkan_pada"]
    PredikatUnit.objects.bulk_update([x for x in baris if x.pk], kolom)
    PredikatUnit.objects.bulk_create([x for x in baris if not x.pk])
    if berdasarkan is not None and baris:
        berdasarkan.tautkan(baris[0].periode)
    Peristiwa.objects.bulk_create(
        [
            susun_peristiwa(DITETAPKAN, PredikatUnit, x.pk, by=by, unit=x.unit_id, periode=x.periode_id, nilai=str(x.nilai))
            for x in baris
        ]
    )


# -- recommendations


@transaction.atomic
def rekomendasikan(unit: UnitKerja, periode: Periode, isi: str, *, by: Akun, nilai: str = "") -> RekomendasiUnit:
    """What the planning, personnel or inspectorate unit says, until the predikat is set (8.2). Said again, it is replaced.

    Raises ``TidakBoleh`` for anybody else, ``SudahBerubah`` when the predikat is set already, ``Ditolak`` without words.
    """
    bidang: BidangRekomendasi | None = bidang_rekomendasi(hak(by))
    if bidang is None:
        raise TidakBoleh("Rekomendasi diberikan unit perencanaan kinerja, kepegawaian, atau pengawasan.")
    if nilai and nilai not in set(PredikatOrganisasi):
        raise Ditolak("Pilih predikat yang tersedia, atau kosongkan.")
    isi = teks_wajib(isi, "Tuliskan rekomendasinya.", "Rekomendasi")
    if PredikatUnit.objects.filter(unit=unit, periode=periode).exists():
        raise SudahBerubah(f"Predikat {unit} sudah ditetapkan, jadi rekomendasi tidak dipakai lagi.")
    baris, _ = RekomendasiUnit.objects.update_or_create(
        unit=unit, periode=periode, bidang=bidang, defaults={"nilai": nilai, "isi": isi, "oleh": by, "pada": jam.sekarang()}
    )
    return baris


# -- reasons of the pattern


@transaction.atomic
def tulis_alasan_pola(unit: UnitKerja, periode: Periode, alasan: Mapping[str, str], *, by: Akun) -> list[AlasanPola]:
    """Why lines of the pattern are broken: by the head of the unit, per line. What stands already is not written twice."""
    pastikan(by, "alasan_pola", unit, "Alasan baris pola ditulis oleh pimpinan unit.")
    ada = alasan_tertulis(unit.pk, periode)
    baru = [
        AlasanPola(unit=unit, periode=periode, baris=baris, alasan=rapi, oleh=by, nama_oleh=by.nama_tampil, pada=jam.sekarang())
        for baris, isi in alasan.items()
        if (rapi := teks(isi)) and ada.get(baris) != rapi
    ]
    return AlasanPola.objects.bulk_create(baru)


def alasan_tertulis(unit_id: int, periode: Periode) -> dict[str, str]:
    """The latest reason per line of the pattern."""
    return dict(AlasanPola.objects.filter(unit=unit_id, periode=periode).values_list("baris", "alasan"))
