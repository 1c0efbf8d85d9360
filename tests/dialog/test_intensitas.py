"""Intensity: what is counted is a recount person by person; the strip, the silent leader, the board, the nudge."""

import datetime as dt
import io
from collections import defaultdict

import pytest
from django.db.models import Max, Q
from openpyxl import load_workbook

from dialog.actions import catatan, kesepakatan
from dialog.actions import dialog as aksi
from dialog.aturan_intensitas import HitungJenjang, Jenjang, jenjang
from dialog.intensitas import (
    KOLOM,
    TERLAKSANA,
    Intensitas,
    atasan_diam,
    dari_ringkasan,
    hitung_intensitas,
    hitung_kolom,
    ringkas,
    ringkasan_kabupaten,
)
from dialog.models import Dialog, Kesepakatan, Realisasi, RingkasanIntensitas, UmpanBalik
from dialog.tasks import hitung_intensitas as tugas_hitung
from kinerja.layanan import pengingat
from kinerja.layanan.models import BarisPengingat
from kinerja.organisasi.models import HubunganPenilai, UnitKerja
from kinerja.organisasi.queries import jabatan_utama, jalur
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JADWAL
from kinerja.siklus.actions import muat_parameter
from kinerja.siklus.models import HariLibur, Periode
from skp.aturan import DIKECUALIKAN
from skp.models import IKI
from tests import pabrik
from tests.dialog.pabrik import rencana
from tests.dialog.test_tim import beri_umpan, periode
from tests.pemeran import masuk
from tests.skp import pabrik as p

HARI = dt.date(2026, 3, 2)
SENIN = dt.datetime(2026, 3, 2, 9, tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


def bicara(dunia, orang, pimpinan, hari=HARI, *, janji=0, lewat=0):
    """A closed talk on ``hari``; of its agreements ``lewat`` are overdue and one is done."""
    with jam.pada(dt.datetime.combine(hari, dt.time(9), jam.WITA)):
        by = dunia.akun(pimpinan)
        d = aksi.mulai(rencana(dunia, orang=orang, pimpinan=pimpinan, jadwal=jam.sekarang() + dt.timedelta(hours=1)), by=by)
        catatan.simpan_catatan(d, "Rahasia dua orang", by=by)
        for n in range(janji):
            batas = hari if n < lewat else hari + dt.timedelta(days=90)
            k = kesepakatan.tambah_kesepakatan(d, f"Janji rahasia {n}", orang.pk, batas, by=by)
        d = aksi.akhiri(d, by=by)
        if janji > lewat:
            kesepakatan.selesaikan_kesepakatan(k, "Beres", by=dunia.akun(orang))
    return d


@pytest.fixture
def ramai(dunia):
    """Something of everything: talks in and out of the rhythm, feedback, realisasi, agreements, somebody away."""
    k = dunia.k
    versi = p.skp_ditetapkan(dunia, k.jf)
    tw = periode(dunia)
    periode(dunia, 2, dt.date(2026, 4, 1), dt.date(2026, 7, 1))
    Realisasi.objects.create(
        lini_iki=IKI.objects.filter(rhk__versi=versi).first().lini, periode=tw, nilai_teks="4", pada=jam.sekarang()
    )
    bicara(dunia, k.jf, k.kasi, dt.date(2026, 2, 20), janji=3, lewat=1)
    bicara(dunia, k.pelaksana, k.kasi, dt.date(2026, 1, 20), janji=1)
    bicara(dunia, k.kabid, k.kadis, dt.date(2026, 1, 10))
    bicara(dunia, k.guru, k.kepsek, dt.date(2026, 1, 30))
    beri_umpan(dunia, k.jf, dt.date(2026, 2, 27))
    beri_umpan(dunia, k.rekan, dt.date(2026, 1, 10))
    UmpanBalik.objects.filter(pk=beri_umpan(dunia, k.pelaksana, dt.date(2026, 2, 27)).pk).update(
        ditarik=True, alasan_tarik="Keliru orang"
    )
    pabrik.masa_khusus(k.rekan, "TUBEL")
    return dunia


def hitung_ulang(hari, irama=30):
    """Person by person, as simply as can be."""
    jumlah, bawahan = defaultdict(Intensitas), defaultdict(list)
    hubungan = HubunganPenilai.objects.pada(hari).exclude(pegawai__status="NON_ASN").exclude(
        pegawai__masa_khusus__jenis__in=list(DIKECUALIKAN), pegawai__masa_khusus__berlaku__contains=hari
    )  # fmt: skip
    tugas = jabatan_utama([x for h in hubungan for x in (h.pegawai_id, h.penilai_id)], hari)
    for h in hubungan:
        usai = Dialog.objects.filter(pegawai=h.pegawai_id, pimpinan=h.penilai_id, status__in=TERLAKSANA)
        akhir = usai.aggregate(x=Max("berakhir_pada"))["x"]
        bicara_ = (hari - (akhir.astimezone(jam.WITA).date() if akhir else h.berlaku.lower)).days <= irama
        umpan = UmpanBalik.objects.filter(penerima=h.pegawai_id, ditarik=False, tanggal__lte=hari)
        terakhir = umpan.aggregate(x=Max("tanggal"))["x"]
        janji = Kesepakatan.objects.filter(dialog__pegawai=h.pegawai_id, dialog__status__in=TERLAKSANA, dilepas_pada=None)
        isi = Realisasi.objects.filter(lini_iki__lini_rhk__skp__pegawai=h.pegawai_id).exclude(
            nilai_teks="", cerita="", nilai_angka=None
        )
        lalu = Q(rentang__endswith__lte=hari) & ~Q(jenis="AKHIR")
        setiap = isi.exists() and all(isi.filter(periode=x).exists() for x in Periode.objects.filter(lalu))
        diberi, sepakat = terakhir is not None and terakhir.year == hari.year, janji.exists()
        satu = Intensitas(
            1, bicara_, (hari - (terakhir or h.berlaku.lower)).days <= irama, janji.count(),
            janji.exclude(selesai_pada=None).count(), janji.filter(selesai_pada=None, batas__lt=hari).count(),
            isi.exists(), setiap, diberi, sepakat, setiap and diberi, setiap and diberi and sepakat,
        )  # fmt: skip
        for path in jalur(tugas[h.pegawai_id].unit.path):
            jumlah[path].tambah(satu)
        bawahan[h.penilai_id].append(bicara_)
    for penilai, mereka in bawahan.items():
        t = tugas[penilai]
        if t.pegawai.status == "NON_ASN":
            continue
        h = HitungJenjang(1, not any(mereka), len(mereka), sum(mereka))
        for path in jalur(t.unit.path):
            jumlah[path].tambah(Intensitas(jenjang={jenjang(t.jabatan.jenis): h}))
    return jumlah


def sama(a, b):
    return {k: int(getattr(a, k)) for k in KOLOM} == {k: int(getattr(b, k)) for k in KOLOM} and a.jenjang == b.jenjang


@pytest.mark.parametrize("hari", [HARI, dt.date(2026, 2, 15), dt.date(2026, 4, 15)])
def test_yang_dihitung_pekerja_sama_dengan_hitung_ulang_orang_demi_orang(ramai, hari):
    ulang = hitung_ulang(hari)
    ringkas(hari)
    simpan = {r.unit.path: r for r in RingkasanIntensitas.objects.select_related("unit")}
    assert set(simpan) == set(ulang)
    for path, r in simpan.items():
        assert sama(dari_ringkasan(r), ulang[path]), path
        assert (r.atasan, r.atasan_diam) == (ulang[path].atasan, ulang[path].atasan_diam)


def test_contohnya_memang_berisi(ramai):
    ini = hitung_intensitas(HARI, [ramai.k.seksi.path])[ramai.k.seksi.path]
    assert (ini.pegawai, ini.berdialog, ini.berumpan_balik) == (3, 1, 1)
    assert (ini.kesepakatan, ini.kesepakatan_selesai, ini.kesepakatan_lewat) == (4, 2, 1)
    assert (ini.berealisasi, ini.keempatnya) == (1, 1)
    assert ini.jenjang == {Jenjang.PENGAWAS: HitungJenjang(1, 0, 2, 1)}


def test_satu_cabang_sama_dengan_bagiannya_dari_keseluruhan(ramai):
    semua = hitung_intensitas(HARI, [u.path for u in UnitKerja.objects.all()])
    for unit in (ramai.k.dinas, ramai.k.bidang, ramai.k.sekolah, ramai.k.setda):
        assert sama(hitung_intensitas(HARI, [unit.path])[unit.path], semua[unit.path]), unit


def test_berapa_pun_unit_satu_kueri_hitungan(ramai, django_assert_num_queries):
    for unit in ([ramai.k.dinas], [ramai.k.dinas, ramai.k.sekolah, ramai.k.setda]):
        with django_assert_num_queries(3):  # two parameters, the count
            hitung_intensitas(HARI, [u.path for u in unit])


def test_atasan_yang_diam_disebut_dengan_yang_menunggunya(ramai):
    k = ramai.k
    diam = {d.pegawai: d for d in atasan_diam(HARI, [k.dinas.path])}
    assert set(diam) == {k.kadis, k.kabid}
    assert (diam[k.kadis].terakhir, diam[k.kadis].jenjang, diam[k.kadis].bawahan) == (dt.date(2026, 1, 10), Jenjang.JPT, 2)
    assert diam[k.kabid].terakhir is None
    bicara(ramai, k.kasi, k.kabid)
    assert [d.pegawai for d in atasan_diam(HARI, [k.dinas.path])] == [k.kadis]


def test_atasan_yang_cuti_di_luar_tanggungan_bukan_diam(ramai):
    pabrik.masa_khusus(ramai.k.kadis, "CLTN")
    assert ramai.k.kadis not in [d.pegawai for d in atasan_diam(HARI, [ramai.k.dinas.path])]
    assert Jenjang.JPT not in hitung_intensitas(HARI, [ramai.k.dinas.path])[ramai.k.dinas.path].jenjang


# -- pages


def klien(dunia, orang):
    return masuk(dunia.akun(orang))


def test_halaman_unit_selalu_dihitung_saat_dibuka(ramai):
    with jam.pada(SENIN):
        kepala = klien(ramai, ramai.k.kadis)
        url = f"/dialog/intensitas/{ramai.k.dinas.pk}/"
        konteks = kepala.get(url).context
        assert [(t["judul"], t["berhenti"]) for t in konteks["rantai"]] == [
            ("Pimpinan tinggi", True), ("Administrator", False), ("Pengawas", False),
        ]  # fmt: skip
        assert konteks["berhenti"]["kalimat"] == "Dialog berhenti di jenjang pimpinan tinggi"
        isi = kepala.get(url).content.decode()
        assert "Gunawan Santosa" in isi
        bicara(ramai, ramai.k.kabid, ramai.k.kadis)
        bicara(ramai, ramai.k.kasi, ramai.k.kabid)
        sesudah = kepala.get(url).context
        assert sesudah["ini"].berdialog == konteks["ini"].berdialog + 2
        assert sesudah["berhenti"]["kalimat"] == "Dialog sampai ke setiap jenjang"


def test_bkpsdm_melihat_angka_tidak_pernah_isi(ramai):
    with jam.pada(SENIN):
        ringkas(HARI)
        petugas = masuk(p.petugas(ramai))
        for url in ("/dialog/intensitas/", f"/dialog/intensitas/{ramai.k.dinas.pk}/"):
            isi = petugas.get(url).content.decode()
            assert "ahasia" not in isi
        assert ramai.k.kasi.nama not in petugas.get("/dialog/intensitas/").content.decode()
        kadis = masuk(ramai.akun(ramai.k.kadis)).get("/dialog/intensitas/")
        terbuka = {
            x["unit"] for x in kadis.context["ubin"] if f'href="/dialog/intensitas/{x["unit"].pk}/"' in kadis.content.decode()
        }
        assert terbuka == {ramai.k.dinas} and len(kadis.context["ubin"]) > 1


def test_papan_menyebut_kapan_dihitung_dan_tetap_pada_hitungan_itu(ramai):
    with jam.pada(SENIN):
        petugas = masuk(p.petugas(ramai))
        assert "Belum dihitung" in petugas.get("/dialog/intensitas/").content.decode()
        assert tugas_hitung() == RingkasanIntensitas.objects.count() > 5
        bicara(ramai, ramai.k.kabid, ramai.k.kadis)
        halaman = petugas.get("/dialog/intensitas/")
        assert "dihitung 2 Maret 2026" in halaman.content.decode()
        assert halaman.context["ini"].berdialog + 1 == hitung_intensitas(HARI, [ramai.k.akar.path])[ramai.k.akar.path].berdialog
        bagian = [x["i"].lewat / x["i"].pegawai for x in halaman.context["ubin"] if x["i"].pegawai]
        assert bagian == sorted(bagian, reverse=True)
        buku = load_workbook(io.BytesIO(petugas.get("/dialog/intensitas/?unduh=xlsx").content))
        assert buku.active.max_row > len(halaman.context["ubin"])
    assert "dialog.hitung_intensitas" in {j.task for j in JADWAL}


def test_akar_membuka_papan_kabupaten(ramai):
    with jam.pada(SENIN):
        assert masuk(p.petugas(ramai)).get(f"/dialog/intensitas/{ramai.k.akar.pk}/")["Location"] == "/dialog/intensitas/"


#: session, account, my roles, what I lead (menu); the root, how many, a page of units; parameters; unread
BIAYA_KABUPATEN = 9
#: without the board: unit, its leaders, those above it, units below; the count; silent ones and their names
BIAYA_UNIT = 13


@pytest.mark.parametrize("banyak", [1, 3])
def test_biaya_papan_dan_halaman_unit_tidak_tumbuh_dengan_unitnya(ramai, django_assert_num_queries, banyak):
    for n in range(banyak):
        dinas = pabrik.unit(f"Dinas Baru {n}", ramai.k.akar)
        kepala, staf = pabrik.kepala(dinas, f"Kepala Baru {n}"), pabrik.staf(dinas)
        seksi = pabrik.unit(f"Seksi Baru {n}", ramai.k.dinas)
        for orang, atasan in ((staf, kepala), (pabrik.staf(seksi), ramai.k.kadis)):
            contoh = ramai.k.jf.hubungan_penilai.get()
            HubunganPenilai.objects.create(pegawai=orang, penilai=atasan, dasar=contoh.dasar, berlaku=contoh.berlaku)
    with jam.pada(SENIN):
        ringkas(HARI)
        petugas = masuk(p.petugas(ramai))
        with django_assert_num_queries(BIAYA_KABUPATEN):
            assert len(petugas.get("/dialog/intensitas/").context["ubin"]) >= banyak
        with django_assert_num_queries(BIAYA_UNIT):
            assert len(petugas.get(f"/dialog/intensitas/{ramai.k.dinas.pk}/").context["anak"]) == banyak + 2
    assert BIAYA_KABUPATEN <= 10


def test_kolom_perangkat_daerah_dari_pekerja_dan_unit_di_bawahnya_saat_itu(ramai, django_assert_num_queries):
    ringkas(HARI)
    k = ramai.k
    bicara(ramai, k.kabid, k.kadis)
    with django_assert_num_queries(2):
        pd = hitung_kolom(HARI, [k.dinas.pk, k.dinas_lain.pk])
    bawah = hitung_kolom(HARI, [k.bidang.pk, k.sekretariat.pk])
    assert pd[k.dinas.pk].berdialog + 1 == hitung_intensitas(HARI, [k.dinas.path])[k.dinas.path].berdialog
    assert bawah[k.bidang.pk].berdialog == hitung_intensitas(HARI, [k.bidang.path])[k.bidang.path].berdialog
    assert ringkasan_kabupaten().unit == k.akar


# -- the nudge


def ajakan(hari):
    pengingat.catat(hari)
    return set(BarisPengingat.objects.filter(ajakan="dialog_diam", tanggal=hari).values_list("penerima__pegawai", flat=True))


def test_yang_diam_diajak_pada_hari_kerja_kantornya_dan_tidak_lebih_sering_dari_iramanya(ramai):
    k = ramai.k
    for orang in (k.kadis, k.kabid, k.kasi):
        ramai.akun(orang)
    assert ajakan(dt.date(2026, 3, 1)) == set(), "Minggu"
    assert {k.kadis.pk, k.kabid.pk} <= ajakan(HARI)
    assert k.kasi.pk not in ajakan(HARI)
    assert ajakan(HARI + dt.timedelta(days=1)) & {k.kadis.pk, k.kabid.pk} == set()
    baris = BarisPengingat.objects.get(ajakan="dialog_diam", penerima__pegawai=k.kadis)
    assert baris.kalimat == (
        "2 orang di tim Anda lewat 30 hari tanpa dialog. Yang terakhir 10 Januari 2026. Jadwalkan dari halaman Tim saya."
    )
    assert baris.url == "/dialog/tim/"


def test_yang_libur_atau_cuti_tidak_diajak(ramai):
    for orang in (ramai.k.kadis, ramai.k.kabid):
        ramai.akun(orang)
    HariLibur.objects.create(tanggal=HARI, nama="Libur uji", jenis="LIBUR_NASIONAL", sumber="Uji")
    assert ajakan(HARI) == set()
    pabrik.masa_khusus(ramai.k.kadis, "CUTI")
    assert ajakan(HARI + dt.timedelta(days=1)) & {ramai.k.kadis.pk, ramai.k.kabid.pk} == {ramai.k.kabid.pk}


def test_yang_menilai_mendapat_menu_tim_satu_kali(dunia):
    isi = klien(dunia, dunia.k.kasi).get("/dialog/tim/").content.decode()
    assert 'href="/dialog/tim/"' in isi
    assert (
        'href="/skp/tim/" class' not in isi and "/dialog/tim/" not in klien(dunia, dunia.k.jf).get("/dialog/").content.decode()
    )
