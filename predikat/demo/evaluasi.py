"""The third quarter by the light path: population, predikat of units, ratings, predikat. By the real actions, on their days.

The three units of the demo are rated person by person; the other units by one step that commits assessor by assessor.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai
from kinerja.organisasi.actions.penempatan import tempatkan_pegawai
from kinerja.organisasi.actions.unit import atur_organisasi
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Pendelegasian, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from kinerja.siklus.models import Periode
from predikat.actions import evaluasi as aksi
from predikat.actions import organisasi, penetapan, populasi
from predikat.actions.evaluasi import IsiRating
from predikat.actions.penetapan import PolaDilanggar
from predikat.aturan_rating import Dicentang
from predikat.enums import AspekKriteria, PredikatOrganisasi, Rating, StatusEvaluasi, SumberEvaluasi
from predikat.fakta import jumlah_bukti
from predikat.kriteria import BAWAAN, KelompokKriteria
from predikat.models import Evaluasi, PembekuanPopulasi, PredikatUnit
from predikat.queries_organisasi import unit_organisasi, usulan_unit
from skp.actions.pindah import pindahkan
from skp.demo.susun import akun_dari
from skp.models import SKP

TAHUN, TRIWULAN = 2026, 3
ACUAN = dt.date(2026, 9, 30)
PUSKESMAS = "05.P11"
UNIT = ("05", PUSKESMAS, "31")
#: Compares its ratings in a session (``demo.dokumen``), so it is not rated by the light path.
SESI = "18"
#: Whose head has rated nobody yet: the late ones. The head of the third has rated most, and set nothing.
TERLAMBAT = ("05.4", "31.3")
SEPARUH = pemeran.PERENCANAAN
SURAT_BUPATI = "100.3.3.2/402/BKPSDM/2026"
SURAT_SERAH = "800.1.11/287/DINKES/2026"
SK_PINDAH, ASAL_PINDAH, TUJUAN_PINDAH = "800.1.3.3/219/BKPSDM/2026", "05.2", "05.3"
ATAS, SESUAI, BAWAH = Rating

_NILAI = {"05": "BAIK", "31": "BAIK", "09": "BUTUH_PERBAIKAN", "06": "ISTIMEWA", "12": "BUTUH_PERBAIKAN", "20": "ISTIMEWA"}
_ALASAN = "Capaian triwulan ini dibahas pada rapat koordinasi; usulan sistem belum memuat bukti yang baru diunggah."
_REFLEKSI = (
    "Jemput data ke desa yang terlambat memangkas tunggakan separuhnya. Triwulan depan saya mulai sejak pekan pertama.",
    "Rekap selesai tepat waktu, tetapi dua kali dikoreksi. Saya akan memakai daftar periksa sebelum mengirim.",
    "Paling saya banggakan: antrean pagi tidak lagi menumpuk. Kendala: perangkat lama sering mati.",
    "Saya perlu belajar menyusun analisis, bukan hanya rekap.",
)
_SANDARAN = ("Rekap bulanan Agustus dan September", "Surat edaran Dinas tanggal 9 September", "Laporan triwulan, lembar 3")
_TELADAN = ("Umpan balik dua rekan pada Agustus", "Mendampingi petugas baru selama dua bulan")
_CATATAN = "Konsisten. Pemberitahuan kepada penerima layanan saat berkas tertunda sudah membaik."
_TANPA_BUKTI = "Bukti dukung triwulan ini masih dalam bentuk cetak di ruang arsip; sudah diperiksa di tempat."
_ALASAN_POLA = "Seluruh sasaran triwulan tercapai dengan bukti; beban terbagi rata, maka tidak dipaksakan mengikuti pola."


def periode() -> Periode:
    """The quarter that was judged last."""
    return Periode.objects.select_related("siklus").get(siklus__tahun=TAHUN, jenis="TRIWULAN", urut=TRIWULAN)


def admin() -> Akun:
    """BKPSDM."""
    return Akun.objects.get(peran_demo="admin_bkpsdm")


def siapkan_populasi() -> None:
    """The puskesmas is judged for itself, an assessor changes in August, the population is frozen and opened."""
    p = periode()
    if PembekuanPopulasi.objects.filter(periode=p).exists():
        return
    with pada(dt.date(2026, 7, 1)):
        puskesmas = pemeran.unit(PUSKESMAS)
        if not unit_organisasi(jam.hari_ini()).filter(pk=puskesmas.pk).exists():
            atur_organisasi(puskesmas, True, jam.hari_ini(), by=admin())
    _ganti_penilai()
    _pindah_unit()
    with pada(dt.date(2026, 10, 1)):
        populasi.bekukan(p, ACUAN, by=admin())


def _ganti_penilai() -> None:
    """From August on the Kasubbag Kepegawaian assesses one of the Subbagian Perencanaan: two parts, a note handed over."""
    if Pendelegasian.objects.filter(nomor=SURAT_SERAH).exists():
        return
    orang = pemeran.pekerja(pemeran.PERENCANAAN)
    if len(orang) < 2:
        return
    with pada(dt.date(2026, 8, 3)):
        isi = IsiDelegasi(
            nomor=SURAT_SERAH,
            tanggal=jam.hari_ini(),
            mulai=jam.hari_ini(),
            unit_penilai=pemeran.unit(pemeran.KEPEGAWAIAN),
            tentang="Pendelegasian penilaian kinerja pengelola arsip kepegawaian",
        )
        delegasikan_penilai(isi, {orang[-1].pk}, by=akun_dari(pemeran.kepala(pemeran.DINAS)))


def _pindah_unit() -> None:
    """In August somebody moves to another Bidang: two SKP in one quarter, the second not handed in yet."""
    if Penugasan.objects.filter(sk=SK_PINDAH).exists():
        return
    hari = dt.date(2026, 8, 18)
    calon = pemeran.pekerja(ASAL_PINDAH, tanggal=hari)
    skp = SKP.objects.filter(pegawai__in=calon, siklus__tahun=TAHUN, rentang__contains=hari).order_by("-pk").first()
    if skp is None:
        return
    with pada(hari):
        jabatan, unit = skp.penugasan.jabatan, pemeran.unit(TUJUAN_PINDAH)
        baru = tempatkan_pegawai(skp.pegawai, unit, jabatan, mulai=hari, sk=SK_PINDAH, by=admin())
        pindahkan(skp, baru, by=None)


def buka() -> None:
    """Everybody's evaluation: what the job does, batch by batch."""
    p = periode()
    if PembekuanPopulasi.objects.filter(periode=p).exists():
        with pada(dt.date(2026, 10, 1)):
            populasi.buka_evaluasi(p, by=admin())


def predikat_organisasi() -> None:
    """Recommended by two, decided by the Sekda on his sheet, by the Kepala Dinas for the puskesmas, by the Bupati on paper."""
    p = periode()
    if PredikatUnit.objects.filter(periode=p).exists():
        return
    dinas, puskesmas = pemeran.unit("05"), pemeran.unit(PUSKESMAS)
    with pada(dt.date(2026, 10, 2)):
        organisasi.rekomendasikan(dinas, p, "Pelaporan tepat waktu; 97 % pegawai mengisi realisasi.", nilai="BAIK", by=admin())
        auditor = Akun.objects.get(peran_demo="auditor")
        organisasi.rekomendasikan(dinas, p, "Tindak lanjut temuan semester I tuntas 92 %.", nilai="BAIK", by=auditor)
    with pada(dt.date(2026, 10, 5)):
        sekda = pemeran.kepala("01")
        _lembar([u for u in unit_organisasi(jam.hari_ini()) if u.depth == 2 and u.kode != "01"], p, akun_dari(sekda))
        organisasi.tetapkan_organisasi(puskesmas, p, "BAIK", alasan=_ALASAN, by=akun_dari(pemeran.kepala("05")))
    with pada(dt.date(2026, 10, 6)):
        bupati = pemeran.kepala("00")
        surat = surat_contoh("Penetapan predikat organisasi triwulan III", SURAT_BUPATI, str(bupati))
        isi = IsiKeputusan(pejabat=bupati, nomor=SURAT_BUPATI, tanggal=jam.hari_ini(), unggahan=surat)
        unit = [pemeran.unit("01"), pemeran.unit("00")]
        putusan = [organisasi.PutusanUnit(u.pk, "BAIK", _ALASAN) for u in unit]
        by = admin()
        menurut_surat("tetapkan_predikat_organisasi", isi, by,
                      lambda k: organisasi.tetapkan_lembar(putusan, p, by=by, berdasarkan=k))  # fmt: skip


def _lembar(unit: list, p: Periode, by: Akun) -> None:  # type: ignore[type-arg]
    usulan = usulan_unit([u.pk for u in unit], p)
    putusan = []
    for u in unit:
        usul = usulan[u.pk].nilai
        nilai = PredikatOrganisasi(_NILAI.get(u.kode) or usul or "BAIK")
        putusan.append(organisasi.PutusanUnit(u.pk, nilai, _ALASAN if usul and nilai != usul else ""))
    organisasi.tetapkan_lembar(putusan, p, by=by)


# -- ratings


def _terbuka(p: Periode, **saring: object) -> Iterator[tuple[Pegawai, list[Evaluasi]]]:
    """Open evaluations by assessor, those who have an account of their own to act with."""
    semua = Evaluasi.objects.filter(
        periode=p, sumber=SumberEvaluasi.LOKAL, status=StatusEvaluasi.BELUM, penilai__isnull=False, **saring
    ).exclude(penilai__status=StatusPegawai.NON_ASN)
    per: dict[int, list[Evaluasi]] = defaultdict(list)
    baris = semua.select_related("pegawai", "penilai", "periode__siklus", "unit_hitung", "unit_dipimpin")
    for e in baris.order_by("penilai", "pegawai__nip"):
        assert e.penilai_id is not None
        per[e.penilai_id].append(e)
    for daftar in per.values():
        assert daftar[0].penilai is not None
        yield daftar[0].penilai, daftar


def tiga_unit() -> None:
    """Reflections, ratings on evidence or with a reason, predikat beside the pattern; two heads have rated nobody."""
    p = periode()
    terlambat = {pemeran.kepala(k).pk for k in TERLAMBAT}
    separuh = pemeran.kepala(SEPARUH).pk
    unit = [pemeran.unit(k).pk for k in UNIT]
    for penilai, daftar in _terbuka(p, unit_hitung__in=unit):
        if penilai.pk in terlambat or (penilai.pk == separuh and _sudah(penilai, p)):
            continue
        with transaction.atomic():
            _serah_terima(daftar)
            if penilai.pk == separuh:
                _nilai(penilai, daftar[:-2], rinci=True, tetapkan=False)
            else:
                _nilai(penilai, daftar, rinci=True)


def _sudah(penilai: Pegawai, p: Periode) -> bool:
    return bool(Evaluasi.objects.filter(penilai=penilai, periode=p, status=StatusEvaluasi.DIUSULKAN).exists())


def unit_lain() -> None:
    """The other units by the light path, so that the board has a curve for each. What was done is passed over."""
    p = periode()
    unit = [pemeran.unit(k).pk for k in (*UNIT, SESI)]
    for penilai, daftar in _terbuka(p):
        sisa = [e for e in daftar if e.unit_hitung_id not in unit]
        if sisa:
            with transaction.atomic():
                _nilai(penilai, sisa, rinci=False)


def _serah_terima(daftar: Iterable[Evaluasi]) -> None:
    for e in daftar:
        for b in e.bagian.exclude(penilai=e.penilai).exclude(penilai=None).select_related("penilai"):
            assert b.penilai is not None
            with pada(dt.date(2026, 10, 5)):
                catatan, by = "Juli: arsip 2025 selesai dipindai, tepat waktu.", akun_dari(b.penilai)
                aksi.serahkan_catatan(b, catatan, hasil=SESUAI, perilaku=SESUAI, by=by)


def _nilai(penilai: Pegawai, daftar: list[Evaluasi], *, rinci: bool, tetapkan: bool = True) -> None:
    by, siap = akun_dari(penilai), []
    hari = dt.date(2026, 10, 7) + dt.timedelta(days=penilai.pk % 5)
    for urut, e in enumerate(daftar):
        n = urut + penilai.pk
        if rinci and n % 3 and Akun.objects.filter(pegawai=e.pegawai, is_active=True).exists():
            with pada(dt.date(2026, 10, 2 + n % 3)):
                aksi.tulis_refleksi(e, _REFLEKSI[n % len(_REFLEKSI)], by=akun_dari(e.pegawai))
        with pada(hari):
            aksi.usulkan_rating(e, _isi(e, n), by=by)
        siap.append(e.pk)
    if tetapkan:
        with pada(hari + dt.timedelta(days=1)):
            _tetapkan(siap, by)


#: How many of twenty go where, by the predikat of their unit: near the pattern, not exactly on it.
_BAGIAN: Mapping[str, tuple[tuple[int, Rating, Rating], ...]] = {
    # Nobody below "Baik", which an organisation rated Baik must have: the broken line with its reason.
    PUSKESMAS: ((8, ATAS, ATAS), (20, SESUAI, SESUAI)),
    "ISTIMEWA": ((12, ATAS, ATAS), (18, SESUAI, SESUAI), (20, BAWAH, SESUAI)),
    "BAIK": ((3, ATAS, ATAS), (15, SESUAI, SESUAI), (17, ATAS, SESUAI), (19, BAWAH, SESUAI), (20, SESUAI, BAWAH)),
    "BUTUH_PERBAIKAN": ((2, ATAS, ATAS), (7, SESUAI, SESUAI), (19, BAWAH, SESUAI), (20, BAWAH, BAWAH)),
}


def _isi(e: Evaluasi, n: int) -> IsiRating:
    nilai = PredikatUnit.objects.filter(unit=e.unit_hitung_id, periode=e.periode_id).values_list("nilai", flat=True).first()
    bagian = _BAGIAN.get(e.unit_hitung.kode) or _BAGIAN.get(nilai or "BAIK") or _BAGIAN["BAIK"]
    letak = (n * 7) % 20
    _, hasil, perilaku = next(b for b in bagian if letak < b[0])
    kriteria = []
    umum = BAWAAN[KelompokKriteria.PELAKSANA]
    if hasil is ATAS and not e.unit_dipimpin_id:
        kriteria.append(Dicentang(AspekKriteria.HASIL, umum[0][1], _SANDARAN[n % len(_SANDARAN)]))
    if perilaku is ATAS:
        kriteria.append(Dicentang(AspekKriteria.PERILAKU, umum[2][1], _TELADAN[n % len(_TELADAN)]))
    alasan = "Dua target tidak tercapai; sudah dibahas pada dialog dan ada rencana perbaikan." if hasil is BAWAH else ""
    tanpa = "" if jumlah_bukti(e) else _TANPA_BUKTI
    return IsiRating(hasil, perilaku, tuple(kriteria), alasan, tanpa, _CATATAN if n % 4 == 0 else "")


def _tetapkan(ids: list[int], by: Akun) -> None:
    """Whoever completes a unit with a broken line writes why."""
    try:
        penetapan.tetapkan_predikat(ids, by=by)
    except PolaDilanggar as galat:
        alasan = {galat.pola.unit_id: dict.fromkeys(galat.baris, _ALASAN_POLA)}
        penetapan.tetapkan_predikat(ids, by=by, alasan_pola=alasan)


def sekda_oleh_bupati() -> None:
    """The Bupati's paper rates the Sekda: recorded by BKPSDM."""
    p, sekda = periode(), pemeran.kepala("01")
    e = Evaluasi.objects.filter(periode=p, pegawai=sekda, status=StatusEvaluasi.BELUM).select_related("penilai").first()
    if e is None or e.penilai is None or not HubunganPenilai.objects.filter(pegawai=sekda).exists():
        return
    with pada(dt.date(2026, 10, 8)):
        by, nomor = admin(), "100.3.3.2/409/BKPSDM/2026"
        surat = surat_contoh("Penilaian kinerja Sekretaris Daerah", nomor, str(e.penilai))
        isi = IsiKeputusan(pejabat=e.penilai, nomor=nomor, tanggal=jam.hari_ini(), unggahan=surat)

        def catat(k: object) -> None:
            rating = IsiRating("", SESUAI, alasan_tanpa_bukti="Menurut laporan lisan pada rapat pimpinan.")
            aksi.usulkan_rating(e, rating, by=by, berdasarkan=k)  # type: ignore[arg-type]
            penetapan.tetapkan_predikat([e.pk], by=by, berdasarkan=k)  # type: ignore[arg-type]

        menurut_surat("nilai_pegawai", isi, by, catat)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for jalankan, sekaligus in (
        (siapkan_populasi, True), (buka, False), (predikat_organisasi, True), (tiga_unit, False), (sekda_oleh_bupati, True),
        (unit_lain, False),
    ):  # fmt: skip
        LANGKAH_DEMO.daftarkan(LangkahDemo(f"predikat.{jalankan.__name__}", "predikat", jalankan, sekaligus))
