"""Reports of a unit and all below it: recap, ranking, compliance, the years. Rows for the screen and for Excel alike.

A ranking names a predikat only from the hand-over of its document (one from elsewhere: from the day it was taken in), and never
the reader himself. Equal predikat are equal ranks: no order within them was found in the regulation (8.8).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from kinerja.layanan.reports.excel import Lembar
from kinerja.organisasi.models import Akun, Penugasan, UnitKerja
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.enums import Predikat, StatusEvaluasi, SumberEvaluasi
from predikat.models import AlasanPola, Evaluasi, PredikatResmi, SesiKalibrasi
from predikat.queries import dalam_keberatan, dokumen_diserahkan, pola_unit
from predikat.queries_organisasi import unit_organisasi
from predikat.reports.isi import tanda
from predikat.tampilan_organisasi import label_predikat

_P = tuple(p.label for p in Predikat)


def rekap(unit: UnitKerja, p: Periode, akun: Akun) -> list[Lembar]:
    """Per organisasi from ``unit`` down: its predikat, its people, its pattern. Eight queries, however many units."""
    semua = list(unit_organisasi(jam.hari_ini()).filter(path__startswith=unit.path))
    pola = pola_unit([u.pk for u in semua], p, tanpa=akun.pegawai_id)
    alasan = _alasan([u.pk for u in semua], p)
    baris = []
    for u in semua:
        x = pola[u.pk]
        angka_ = [x.jumlah.get(n, 0) for n in Predikat]
        lewat = "; ".join(f"{b.nama} ({alasan.get((u.pk, b.nama), 'belum beralasan')})" for b in x.dilanggar)
        organisasi = x.organisasi.label if x.organisasi else "Belum"
        sisa = [sum(x.terkunci.values()), x.n - sum(angka_), x.belum, x.dikecualikan]
        baris.append([u.nama_kini, organisasi, *angka_, *sisa, lewat or "–"])
    keadaan = ("Dari sumber lain", "Baru diusulkan", "Belum dinilai", "Tidak dievaluasi")
    kolom = ("Unit", "Predikat organisasi", *_P, *keadaan, "Baris pola dilewati")
    return [Lembar("Rekap per unit", kolom, baris, (f"{unit.nama_kini}, {p}", "Pola distribusi adalah pertimbangan."))]


def _alasan(ids: list[int], p: Periode) -> dict[tuple[int, str], str]:
    hasil = {(u, b): a for u, b, a in AlasanPola.objects.filter(unit__in=ids, periode=p).order_by("pada").values_list(
        "unit", "baris", "alasan")}  # fmt: skip
    for u, isi in SesiKalibrasi.objects.filter(unit__in=ids, periode=p, status="DIKUNCI").values_list("unit", "alasan_baris"):
        hasil |= {(u, b): a for b, a in isi.items()}
    return hasil


def _orang(unit: UnitKerja, p: Periode) -> QuerySet[Evaluasi]:
    semua = Evaluasi.objects.filter(periode=p, unit_hitung__path__startswith=unit.path)
    return semua.select_related("pegawai", "penilai", "unit_hitung")


def peringkat(unit: UnitKerja, p: Periode, akun: Akun) -> list[Lembar]:
    """Everybody whose predikat is open, the best first, and how many are in which group. Two queries."""
    orang: Any = _orang(unit, p).annotate(diserahkan=dokumen_diserahkan(), dalam_keberatan=dalam_keberatan())
    orang = (
        orang.exclude(pegawai=akun.pegawai_id or 0)
        .exclude(status=StatusEvaluasi.TIDAK_DIEVALUASI)
        .order_by("pegawai__nama_urut", "pk")
    )
    buka = [e for e in orang if e.predikat and (e.diserahkan or e.sumber != SumberEvaluasi.LOKAL)]
    urut = list(Predikat)
    hitung = Counter(Predikat(e.predikat) for e in buka)
    nomor = {n: 1 + sum(hitung[x] for x in urut[:i]) for i, n in enumerate(urut)}
    tugas = jabatan_utama([e.pegawai_id for e in buka], p.sampai)
    baris = [
        [nomor[Predikat(e.predikat)], e.pegawai.nama_gelar, _jabatan(tugas, e.pegawai_id), e.unit_hitung.nama_kini,
         label_predikat(e.predikat), tanda(e) or e.get_sumber_display()]
        for e in sorted(buka, key=lambda e: urut.index(Predikat(e.predikat)))
    ]  # fmt: skip
    kelompok = [[n.label, hitung[n], f"{round(100 * hitung[n] / len(buka)) if buka else 0} %"] for n in Predikat]
    belum = len(orang) - len(buka)
    ket = (f"{unit.nama_kini}, {p}", *([f"{angka(belum)} orang belum tampak: dokumennya belum diserahkan."] if belum else []))
    kolom = ("Peringkat", "Pegawai", "Jabatan", "Unit", "Predikat", "Sumber")
    return [Lembar("Pemeringkatan", kolom, baris, ket), Lembar("Kelompok", ("Predikat", "Orang", "Bagian"), kelompok, ket[:1])]


def _jabatan(tugas: Mapping[int, Penugasan], pk: int) -> str:
    return tugas[pk].nama_jabatan if pk in tugas else ""


def kepatuhan(unit: UnitKerja, p: Periode, akun: Akun) -> list[Lembar]:
    """Who has no predikat that he could see yet, and why; no rating in it. Two queries."""
    orang: Any = _orang(unit, p).annotate(diserahkan=dokumen_diserahkan()).order_by("unit_hitung__path", "pegawai__nama_urut")
    baris, hitung = [], Counter[str]()
    for e in orang:
        sebab, meja = _sebab(e)
        hitung[sebab or "Selesai"] += 1
        if sebab:
            baris.append([e.pegawai.nama_gelar, e.unit_hitung.nama_kini, sebab, e.alasan_tidak_dievaluasi or "–", meja])
    ringkas = [[n, hitung[n]] for n in sorted(hitung, key=lambda n: (n != "Selesai", -hitung[n]))]
    ket = (f"{unit.nama_kini}, {p}", "Usul pemeriksaan ditulis pimpinan dengan surat; aplikasi tidak mengusulkan siapa pun.")
    kolom = ("Pegawai", "Unit", "Keadaan", "Alasan", "Di meja")
    return [Lembar("Kepatuhan", kolom, baris, ket), Lembar("Ringkasan", ("Keadaan", "Orang"), ringkas, ket[:1])]


def _sebab(e: Any) -> tuple[str, str]:
    """(what is missing, at whose desk it lies); nothing when the document was handed over."""
    if e.status == StatusEvaluasi.TIDAK_DIEVALUASI:
        return "Tidak dievaluasi", "–"
    if e.sumber != SumberEvaluasi.LOKAL:
        return ("", "") if e.predikat else (f"Menunggu {e.get_sumber_display()}", "BKPSDM")
    if e.diserahkan:
        return "", ""
    if e.penilai_id is None:
        return "Tanpa penilai", "Admin unit"
    kata = {
        StatusEvaluasi.BELUM: "Belum dinilai",
        StatusEvaluasi.DIUSULKAN: "Predikat belum ditetapkan",
        StatusEvaluasi.DITETAPKAN: "Dokumen belum dibuat",
        StatusEvaluasi.DIDOKUMENKAN: "Dokumen belum diserahkan",
    }
    return kata[StatusEvaluasi(e.status)], str(e.penilai)


def tren(unit: UnitKerja, p: Periode, akun: Akun) -> list[Lembar]:
    """Official predikat of those who work here today, year by year. Two queries."""
    kini = Penugasan.objects.pada(jam.hari_ini()).filter(unit__path__startswith=unit.path)
    resmi = PredikatResmi.objects.filter(pengganti=None, pegawai__in=kini.values("pegawai")).exclude(
        pegawai=akun.pegawai_id or 0
    )
    ket = (f"{unit.nama_kini}: predikat resmi orang yang hari ini bertugas di sini.",)
    per: dict[str, Counter[str]] = defaultdict(Counter)
    for r in _berurut(resmi):
        per[_waktu(r)][r.nilai] += 1
    baris = [[nama, *(n[x] for x in Predikat), sum(n.values()), _bagian(n)] for nama, n in per.items()]
    return [Lembar("Tren", ("Periode", *_P, "Orang", "Baik ke atas"), baris, ket)]


def tren_orang(pegawai_id: int) -> list[list[str]]:
    """(period, predikat, source, since, remark) of a person, the latest first. One query."""
    resmi = _berurut(PredikatResmi.objects.filter(pengganti=None, pegawai=pegawai_id))
    return [[_waktu(r), r.get_nilai_display(), r.get_sumber_display(), r.keterangan or "–"] for r in resmi][::-1]


def _berurut(resmi: QuerySet[PredikatResmi]) -> list[PredikatResmi]:
    """By year, the quarters before the year itself."""
    semua: Iterable[PredikatResmi] = resmi.select_related("periode__siklus")
    return sorted(semua, key=lambda r: (r.tahun, r.periode is None or r.periode.jenis == JenisPeriode.AKHIR,
                                        r.periode.rentang.upper if r.periode else None or jam.hari_ini()))  # fmt: skip


def _waktu(r: PredikatResmi) -> str:
    return f"Tahun {r.tahun}" if r.periode is None or r.periode.jenis == JenisPeriode.AKHIR else str(r.periode)


def _bagian(n: Counter[str]) -> str:
    atas, semua = n[Predikat.SANGAT_BAIK] + n[Predikat.BAIK], sum(n.values())
    return f"{round(100 * atas / semua)} %" if semua else "–"
