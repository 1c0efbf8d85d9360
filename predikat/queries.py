"""The read side of evaluation: whose evaluation one may see, and how a unit stands to its pattern."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak
from kinerja.plumbing import jam
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.aturan import KUADRAN, Baris, ParameterDistribusi, periksa_distribusi
from predikat.enums import Pembulatan, Predikat, PredikatOrganisasi, Rating, StatusDokumen, StatusEvaluasi, SumberEvaluasi
from predikat.models import DokumenEvaluasi, Evaluasi, PredikatUnit, RatingDiberikan

#: Parameters of the pattern that are shares, numbers of people, and a choice -> their field of ``ParameterDistribusi``.
_POLA_BAGIAN = {
    "distribusi_utama_maks": "utama_maks",
    "distribusi_utama_min": "utama_min",
    "distribusi_sangat_baik_maks": "sangat_baik_maks",
    "distribusi_sangat_baik_maks_sangat_kurang": "sangat_baik_maks_sangat_kurang",
    "distribusi_pendamping_min": "pendamping_min",
}
_POLA_ORANG = {"distribusi_unit_kecil": "unit_kecil", "distribusi_baik_wajib_di_bawah": "wajib_di_bawah"}
PARAMETER_POLA = (*_POLA_BAGIAN, *_POLA_ORANG, "distribusi_pembulatan")


# -- who sees what


def visible_to(akun: Akun) -> QuerySet[Evaluasi]:
    """One's own, of people one assesses or assessed in a part, of units one leads or administers; overseers: all.

    It says that an evaluation exists and how far it is; what was rated, ``rules.IZIN["lihat_rating"]`` says.
    """
    h = hak(akun)
    if not h.masuk:
        return Evaluasi.objects.none()
    if h.admin_bkpsdm or h.auditor or h.tim_penilai or h.pyb:
        return Evaluasi.objects.all()
    return Evaluasi.objects.filter(_terlihat(h)).distinct()


def _terlihat(h: Hak) -> Q:
    boleh = Q(pk__in=[])
    if h.pegawai_id is not None:
        boleh |= Q(pegawai=h.pegawai_id) | Q(penilai=h.pegawai_id) | Q(bagian__penilai=h.pegawai_id)
    for path in (*h.memimpin, *h.wilayah_admin):
        boleh |= Q(unit_hitung__path__startswith=path) if path != SELURUH_KABUPATEN else Q()
    return boleh


def rating_terlihat(akun: Akun) -> QuerySet[Evaluasi]:
    """Whose rating one reads now, so also the signed paper that it was recorded from: ``rules.IZIN["lihat_rating"]`` as rows.

    BKPSDM and Inspektorat see recorded decisions by a rule of their own.
    """
    h = hak(akun)
    if not h.masuk or h.pegawai_id is None:
        return Evaluasi.objects.none()
    boleh = Q(penilai=h.pegawai_id)
    for path in h.memimpin:
        boleh |= Q(unit_hitung__path__startswith=path)
    if h.tim_penilai or h.pyb:
        boleh = Q()
    saya = Q(pegawai=h.pegawai_id)
    return Evaluasi.objects.filter((boleh & ~saya) | (saya & Q(dokumen_diserahkan())))


def lengkap(evaluasi: QuerySet[Evaluasi]) -> QuerySet[Evaluasi]:
    """With person, period, penilai and units."""
    return evaluasi.select_related("pegawai", "penilai", "periode__siklus", "unit_hitung", "unit_dipimpin", "penetap")


def dokumen_diserahkan(evaluasi: str = "pk") -> Exists:
    """Whether the document that holds was handed over: from then on the subject sees rating and predikat."""
    ada = DokumenEvaluasi.objects.filter(evaluasi=OuterRef(evaluasi), diserahkan_pada__isnull=False)
    return Exists(ada.exclude(status=StatusDokumen.DIBUKA_KEMBALI))


def dalam_keberatan(evaluasi: str = "pk") -> Exists:
    """Whether an objection runs against it: its first predikat is reported with that mark (``aturan_jangka``)."""
    return Exists(DokumenEvaluasi.objects.filter(evaluasi=OuterRef(evaluasi), status=StatusDokumen.KEBERATAN))


def sudah_diserahkan(evaluasi: Evaluasi) -> bool:
    """The same for one row. One query, unless the row was read with ``diserahkan``."""
    if hasattr(evaluasi, "diserahkan"):
        return bool(evaluasi.diserahkan)
    return bool(Evaluasi.objects.filter(dokumen_diserahkan(), pk=evaluasi.pk).exists())


def dengan_usulan(evaluasi: QuerySet[Evaluasi]) -> QuerySet[Evaluasi]:
    """With ``usul_hasil`` and ``usul_perilaku``: the rating given last, on whatever occasion."""
    akhir = RatingDiberikan.objects.filter(evaluasi=OuterRef("pk")).order_by("-pada", "-pk")
    return evaluasi.annotate(
        usul_hasil=Subquery(akhir.values("hasil")[:1]), usul_perilaku=Subquery(akhir.values("perilaku")[:1])
    )


# -- periods


def periode_dinilai(hari: dt.date | None = None) -> QuerySet[Periode]:
    """Periods that can be evaluated on ``hari``: what they cover is over, AKHIR once it is open. The latest first."""
    hari = hari or jam.hari_ini()
    usai = Q(rentang__endswith__lte=hari + dt.timedelta(days=1)) | Q(jenis=JenisPeriode.AKHIR, buka_tanggal__lte=hari)
    return Periode.objects.filter(usai).select_related("siklus").order_by("-rentang__endswith", "-tutup_tanggal", "-pk")


# -- the pattern


def parameter_distribusi(
    hari: dt.date | None = None, unit: UnitKerja | int | None = None
) -> tuple[ParameterDistribusi, dict[str, int]]:
    """The shares of the pattern that hold on a date, and the rows they come from (name -> ``Parameter`` id)."""
    nilai = {n: parameter(n, hari, unit) for n in PARAMETER_POLA}
    isi: dict[str, Any] = {medan: Fraction(nilai[n].bulat, 100) for n, medan in _POLA_BAGIAN.items()}
    isi |= {medan: nilai[n].bulat for n, medan in _POLA_ORANG.items()}
    pola = ParameterDistribusi(**isi, pembulatan=Pembulatan(nilai["distribusi_pembulatan"].teks))
    return pola, {n: x.versi_id for n, x in nilai.items()}


@dataclass(frozen=True, slots=True)
class Pola:
    """How a unit stands to its pattern in a period. ``jumlah``: set predikat; ``sementara``: with what is proposed;
    ``terkunci``: the part that cannot be moved here; ``belum``: not rated yet; ``baris``: empty before the predikat organisasi;
    ``tanpa_saya``: the reader is one of them and is left out, for a small rest would tell him his own predikat.
    """

    unit_id: int
    organisasi: PredikatOrganisasi | None = None
    jumlah: Mapping[Predikat, int] = field(default_factory=dict)
    sementara: Mapping[Predikat, int] = field(default_factory=dict)
    terkunci: Mapping[Predikat, int] = field(default_factory=dict)
    belum: int = 0
    dikecualikan: int = 0
    baris: tuple[Baris, ...] = ()
    tanpa_saya: bool = False

    @property
    def n(self) -> int:
        """People who are counted: set and proposed."""
        return sum(self.sementara.values())

    @property
    def lengkap(self) -> bool:
        """Everybody who is evaluated here has at least a proposal."""
        return self.belum == 0

    @property
    def dilanggar(self) -> tuple[Baris, ...]:
        """Broken lines for which a reason is due: advice to a small unit is none."""
        return tuple(b for b in self.baris if not b.dipenuhi and not b.nasihat)


def pola_unit(
    unit_ids: Iterable[int],
    periode: Periode,
    *,
    andai: Mapping[int, tuple[str, str]] | None = None,
    tanpa: int | None = None,
) -> dict[int, Pola]:
    """The pattern of each unit in two queries (and the parameters). ``andai``: evaluation -> ratings in place of the stored;
    ``tanpa``: the reader, who is not counted before his own document is handed over (one query more).
    """
    ids = list(unit_ids)
    organisasi = dict(PredikatUnit.objects.filter(unit__in=ids, periode=periode).values_list("unit_id", "nilai"))
    orang = dengan_usulan(Evaluasi.objects.filter(unit_hitung__in=ids, periode=periode))
    kolom = ("pk", "unit_hitung_id", "sumber", "status", "predikat", "usul_hasil", "usul_perilaku")
    hitung = {pk: _Hitung() for pk in ids}
    tertutup = _tertutup(tanpa, periode)
    for baris in orang.values_list(*kolom):
        if baris[0] in tertutup:
            hitung[baris[1]].tanpa_saya = True
        else:
            hitung[baris[1]].tambah(*baris, andai=andai or {})
    p, _ = parameter_distribusi()
    return {pk: _pola(pk, h, organisasi.get(pk), p) for pk, h in hitung.items()}


def _tertutup(pegawai_id: int | None, periode: Periode) -> set[int]:
    """Evaluations of a person whose rating he may not see yet."""
    if pegawai_id is None:
        return set()
    milik = Evaluasi.objects.filter(pegawai=pegawai_id, periode=periode).exclude(dokumen_diserahkan())
    return set(milik.values_list("pk", flat=True))


class _Hitung:
    def __init__(self) -> None:
        self.jumlah: Counter[Predikat] = Counter()
        self.sementara: Counter[Predikat] = Counter()
        self.terkunci: Counter[Predikat] = Counter()
        self.belum = self.dikecualikan = 0
        self.tanpa_saya = False

    def tambah(
        self, pk: int, unit: int, sumber: str, status: str, predikat: str | None, hasil: str | None, perilaku: str | None,
        *, andai: Mapping[int, tuple[str, str]],
    ) -> None:  # fmt: skip
        if status == StatusEvaluasi.TIDAK_DIEVALUASI:
            self.dikecualikan += 1
            return
        usul = andai.get(pk) or ((hasil, perilaku) if hasil and perilaku else None)
        nilai = Predikat(predikat) if predikat and pk not in andai else _dari_usul(usul)
        if nilai is None:
            self.belum += sumber == SumberEvaluasi.LOKAL
            return
        self.sementara[nilai] += 1
        self.jumlah[nilai] += bool(predikat)
        self.terkunci[nilai] += sumber != SumberEvaluasi.LOKAL


def _dari_usul(usul: tuple[Any, Any] | None) -> Predikat | None:
    return KUADRAN[Rating(usul[0]), Rating(usul[1])] if usul else None


def _pola(pk: int, h: _Hitung, organisasi: str | None, p: ParameterDistribusi) -> Pola:
    nilai = PredikatOrganisasi(organisasi) if organisasi else None
    baris = tuple(periksa_distribusi(nilai, h.sementara, h.terkunci, p)) if nilai else ()
    return Pola(pk, nilai, h.jumlah, h.sementara, h.terkunci, h.belum, h.dikecualikan, baris, h.tanpa_saya)
