"""Opening a year, its periods and stages, letters, and what the calendar does by itself."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from config.celery import app as celery
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JADWAL
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus import actions
from kinerja.siklus.enums import JenisPeriode, JenisTahap, Keyakinan, StatusPeriode
from kinerja.siklus.jadwal import pasang_jadwal
from kinerja.siklus.models import DefinisiParameter, HariLibur, Periode, Perpanjangan, Siklus, Tahap
from kinerja.siklus.queries import parameter, periode_pada, periode_terbuka
from kinerja.siklus.tasks import jalankan_jadwal
from kinerja.siklus.transitions import PERIODE

pytestmark = pytest.mark.usefixtures("bawaan")
D = dt.date
SURAT = {"nomor": "800/77/BKPSDM/2026", "tanggal": D(2026, 11, 20), "alasan": "Banjir di empat kecamatan"}


def _periode(jenis=JenisPeriode.TRIWULAN, urut=1, tahun=2026):
    return Periode.objects.select_related("siklus").get(siklus__tahun=tahun, jenis=jenis, urut=urut)


def _atur(nama, nilai, by, mulai=None):
    d = DefinisiParameter.objects.get(nama=nama)
    kini = parameter(nama)
    return actions.ubah_parameter(
        d,
        nilai=nilai,
        satuan=kini.satuan,
        mulai=mulai or jam.hari_ini(),
        dasar_hukum="Uji",
        keyakinan=Keyakinan.RANCANGAN,
        alasan="Uji",
        by=by,
    )


# -- opening


def test_siklus_baru_membuat_tahap_periode_dan_libur(admin):
    siklus = actions.buka_siklus(tahun=2026, by=admin)
    assert (siklus.irama, siklus.tw_iv_digabung, siklus.dibuka_oleh) == ("TRIWULAN", True, admin)
    assert [p.nama for p in siklus.periode.order_by("tutup_tanggal")] == [
        "Triwulan I",
        "Triwulan II",
        "Triwulan III",
        "Triwulan IV dan akhir tahun",
    ]
    tahap = {t.jenis: (t.mulai, t.sampai) for t in siklus.tahap.all()}
    assert tahap == {
        JenisTahap.PERENCANAAN: (D(2025, 12, 1), D(2026, 1, 31)),
        JenisTahap.PEMANTAUAN: (D(2026, 1, 1), D(2026, 12, 31)),
        JenisTahap.PENILAIAN: (D(2027, 1, 1), D(2027, 1, 31)),
        JenisTahap.TINDAK_LANJUT: (D(2027, 2, 1), D(2027, 12, 31)),
    }
    assert Peristiwa.objects.get(nama="siklus_dibuka").data == {"tahun": 2026}


def test_libur_tahun_itu_dan_januari_berikutnya_dengan_tanda_perkiraan(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    tahun = {x.tanggal: x for x in HariLibur.objects.all()}
    assert min(tahun).year == 2027
    assert {d for d in tahun if d.year == 2028} and all(d.month == 1 for d in tahun if d.year == 2028)
    assert tahun[D(2027, 8, 17)].perkiraan is False
    assert "perkiraan" not in tahun[D(2027, 3, 10)].nama
    assert tahun[D(2027, 3, 10)].perkiraan is True
    assert any(x.jenis == "CUTI_BERSAMA" for x in tahun.values())


def test_periode_yang_sudah_lewat_langsung_ditutup_yang_berjalan_terbuka(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    status = {p.nama: p.status for p in Periode.objects.select_related("siklus")}
    assert [status[f"Triwulan {x}"] for x in ("I", "II", "III")] == [StatusPeriode.DITUTUP] * 3
    assert status["Triwulan IV dan akhir tahun"] == StatusPeriode.TERBUKA
    assert [p.nama for p in periode_terbuka()] == ["Triwulan IV dan akhir tahun"]


def test_siklus_tahun_depan_belum_membuka_apa_pun(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    assert set(Periode.objects.values_list("status", flat=True)) == {StatusPeriode.BELUM}


@pytest.mark.parametrize(("tahun", "kalimat"), [(2028, "Paling jauh buka siklus 2027"), (2021, "sejak 2022")])
def test_tahun_yang_tidak_wajar_ditolak(admin, tahun, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        actions.buka_siklus(tahun=tahun, by=admin)
    assert not Siklus.objects.exists()
    assert not HariLibur.objects.exists()


def test_satu_tahun_dibuka_sekali(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    with pytest.raises(Ditolak, match="sudah dibuka"):
        actions.buka_siklus(tahun=2026, by=admin)


def test_irama_bulanan_dibaca_dari_parameter_tanggal_satu_januari(admin):
    _atur("periode_evaluasi", "BULAN", admin, D(2027, 1, 1))
    actions.buka_siklus(tahun=2026, by=admin)
    siklus = actions.buka_siklus(tahun=2027, by=admin)
    assert Siklus.objects.get(tahun=2026).irama == "TRIWULAN"
    assert (siklus.irama, siklus.tw_iv_digabung) == ("BULAN", False)
    assert siklus.periode.filter(jenis=JenisPeriode.BULAN).count() == 12
    assert [p.nama for p in periode_pada(D(2027, 5, 9))] == ["Mei"]


def test_triwulan_keempat_terpisah_menurut_parameter(admin):
    _atur("tw_iv_digabung_akhir", False, admin)
    siklus = actions.buka_siklus(tahun=2027, by=admin)
    assert [p.nama for p in siklus.periode.order_by("tutup_tanggal", "id")][-2:] == ["Triwulan IV", "Akhir tahun"]


def test_tahap_yang_berakhir_sebelum_dimulai_membatalkan_semuanya(admin):
    _atur("penilaian_mulai", "T+1/03-01", admin)
    with pytest.raises(Ditolak, match="berakhir sebelum dimulai"):
        actions.buka_siklus(tahun=2027, by=admin)
    assert not Siklus.objects.exists()


# -- by hand


def test_periode_dibuka_lebih_awal(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    periode = actions.buka_periode(_periode(tahun=2027), by=admin)
    assert (periode.status, periode.dibuka_pada.date()) == (StatusPeriode.TERBUKA, D(2026, 11, 24))
    with pytest.raises(SudahBerubah):
        actions.buka_periode(periode, by=admin)


def test_periode_yang_batasnya_lewat_perlu_surat_bukan_tombol(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    with jam.pada(D(2027, 6, 1)), pytest.raises(Ditolak, match="Perpanjang dengan surat"):
        actions.buka_periode(_periode(tahun=2027), by=admin)


def test_periode_tidak_ditutup_sebelum_yang_dinilai_berakhir(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    with pytest.raises(Ditolak, match="baru berakhir 31 Desember 2026"):
        actions.tutup_periode(_periode(JenisPeriode.AKHIR), alasan="selesai semua", by=admin)


def test_menutup_lebih_awal_perlu_alasan_yang_tercatat(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    with jam.pada(D(2027, 1, 20)):
        with pytest.raises(Ditolak, match="Tuliskan alasan"):
            actions.tutup_periode(_periode(JenisPeriode.AKHIR), alasan=" ", by=admin)
        periode = actions.tutup_periode(_periode(JenisPeriode.AKHIR), alasan="Semua sudah dinilai", by=admin)
    assert periode.status == StatusPeriode.DITUTUP
    peristiwa = Peristiwa.objects.filter(nama="periode_ditutup", objek_id=periode.pk).get()
    assert (peristiwa.data["alasan"], peristiwa.oleh_id) == ("Semua sudah dinilai", admin.pk)


@pytest.mark.parametrize(
    ("dari", "tindakan"), [(s.value, t) for s in StatusPeriode for t in ("buka_periode", "tutup_periode", "perpanjang")]
)
def test_hanya_langkah_dalam_tabel_yang_diterima(admin, dari, tindakan):
    actions.buka_siklus(tahun=2026, by=admin)
    p = {"BELUM": None, "TERBUKA": _periode(JenisPeriode.AKHIR), "DITUTUP": _periode()}[dari]
    if p is None:
        actions.buka_siklus(tahun=2027, by=admin)
        p = _periode(tahun=2027)
    jalankan = {
        "buka_periode": lambda: actions.buka_periode(p, by=admin),
        "tutup_periode": lambda: actions.tutup_periode(p, alasan="uji", by=admin),
        "perpanjang": lambda: actions.perpanjang(p, batas_baru=D(2027, 8, 1), **SURAT, by=admin),
    }[tindakan]
    ada = {x.tindakan: x.ke for x in PERIODE.tindakan(dari)}
    with jam.pada(D(2027, 1, 4)):
        if tindakan not in ada:
            with pytest.raises(SudahBerubah):
                jalankan()
            return
        jalankan()
    p.refresh_from_db()
    assert p.status == ada[tindakan]


# -- letters


def test_perpanjangan_membuka_lagi_periode_yang_ditutup(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    surat = actions.perpanjang(_periode(urut=3), batas_baru=D(2026, 12, 4), **SURAT, by=admin)
    periode = _periode(urut=3)
    assert (periode.status, periode.tutup_tanggal, periode.ditutup_pada) == (StatusPeriode.TERBUKA, D(2026, 12, 4), None)
    assert (surat.nomor, surat.batas_lama, surat.oleh) == (SURAT["nomor"], D(2026, 10, 14), admin)
    with jam.pada(D(2026, 12, 5)):
        assert actions.jalankan_jadwal() == (0, 1)


def test_perpanjangan_akhir_menggeser_tahap_penilaian_dengan_surat_yang_sama(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    actions.perpanjang(_periode(JenisPeriode.AKHIR), batas_baru=D(2027, 2, 28), **SURAT, by=admin)
    tahap = Tahap.objects.get(jenis=JenisTahap.PENILAIAN)
    assert tahap.sampai == D(2027, 2, 28)
    assert tahap.perpanjangan.get().nomor == SURAT["nomor"]


def test_perpanjangan_tahap(admin):
    siklus = actions.buka_siklus(tahun=2027, by=admin)
    tahap = siklus.tahap.get(jenis=JenisTahap.PERENCANAAN)
    actions.perpanjang_tahap(tahap, batas_baru=D(2027, 2, 15), **SURAT, by=admin)
    tahap.refresh_from_db()
    assert tahap.sampai == D(2027, 2, 15)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"nomor": " "}, "nomor surat"),
        ({"alasan": ""}, "alasan"),
        ({"tanggal": D(2026, 11, 25)}, "belum tiba"),
        ({"batas_baru": D(2026, 10, 14)}, "Batas sekarang 14 Oktober 2026"),
        ({"batas_baru": D(2026, 11, 23)}, "sudah lewat"),
    ],
)
def test_perpanjangan_yang_ditolak(admin, isi, kalimat):
    actions.buka_siklus(tahun=2026, by=admin)
    with pytest.raises(Ditolak, match=kalimat):
        actions.perpanjang(_periode(urut=3), **({"batas_baru": D(2026, 12, 4)} | SURAT | isi), by=admin)
    assert not Perpanjangan.objects.exists()
    assert _periode(urut=3).status == StatusPeriode.DITUTUP


# -- the calendar by itself


def test_setahun_periode_terbuka_dan_tertutup_pada_tanggalnya(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    jejak = []
    for hari in [D(2026, 12, 31), D(2027, 1, 1), D(2027, 4, 1), D(2027, 12, 31), D(2028, 1, 31), D(2028, 2, 1)]:
        with jam.pada(hari):
            actions.jalankan_jadwal()
            actions.jalankan_jadwal()
            jejak.append([p.status[0] for p in Periode.objects.order_by("id")])
    assert jejak == [
        ["B", "B", "B", "B"],
        ["T", "B", "B", "B"],
        ["T", "T", "B", "B"],
        ["D", "D", "D", "T"],
        ["D", "D", "D", "T"],
        ["D", "D", "D", "D"],
    ]


def test_batas_hari_kerja_triwulan_melewati_libur_tahun_itu(admin):
    actions.buka_siklus(tahun=2026, by=admin)
    assert _periode().tutup_tanggal == D(2026, 4, 15)  # 10 working days after 31 March, Good Friday 3 April off
    assert _periode(urut=2).tutup_tanggal == D(2026, 7, 14)


def test_tugas_celery_menjalankan_jadwal_dan_terdaftar(admin):
    actions.buka_siklus(tahun=2027, by=admin)
    with jam.pada(D(2027, 1, 1)):
        jalankan_jadwal()
    assert _periode(tahun=2027).status == StatusPeriode.TERBUKA
    celery.loader.import_default_modules()
    assert {j.task for j in JADWAL} <= set(celery.tasks)


def test_jadwal_beat_dipasang_sekali_dan_dapat_dimatikan_dengan_tangan(db):
    from django_celery_beat.models import PeriodicTask

    pasang_jadwal()
    baris = PeriodicTask.objects.get(task="siklus.jalankan_jadwal")
    assert (baris.task, baris.crontab.hour, str(baris.crontab.timezone)) == ("siklus.jalankan_jadwal", "*", "Asia/Makassar")
    PeriodicTask.objects.filter(pk=baris.pk).update(enabled=False)
    assert pasang_jadwal() == 0
    PeriodicTask.objects.filter(pk=baris.pk).update(task="lama")
    assert pasang_jadwal() == 1
    baris.refresh_from_db()
    assert (baris.task, baris.enabled) == ("siklus.jalankan_jadwal", False)


@pytest.mark.django_db(transaction=True)
def test_dua_admin_membuka_tahun_yang_sama_bersamaan(admin):
    hasil = []
    mulai = threading.Barrier(2)

    def buka():
        with jam.pada(D(2026, 11, 24)):
            mulai.wait()
            try:
                hasil.append(actions.buka_siklus(tahun=2026, by=admin))
            except Ditolak as galat:
                hasil.append(galat.kalimat)
            finally:
                connections.close_all()

    kerja = [threading.Thread(target=buka) for _ in range(2)]
    for t in kerja:
        t.start()
    for t in kerja:
        t.join()
    assert sum(isinstance(x, Siklus) for x in hasil) == 1
    assert any("sudah dibuka" in str(x) for x in hasil)
    assert Periode.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_periode_yang_sedang_diperpanjang_tidak_ditutup_jadwal(admin):
    """The sweep runs while an officer holds the row: it leaves the row, so no closing slips in behind the extension."""
    actions.buka_siklus(tahun=2026, by=admin)
    terkunci, lanjut = threading.Event(), threading.Event()

    def perpanjang():
        from django.db import transaction

        with jam.pada(D(2027, 2, 1)), transaction.atomic():
            Periode.objects.select_for_update().get(pk=_periode(JenisPeriode.AKHIR).pk)
            terkunci.set()
            lanjut.wait(10)
            actions.perpanjang(_periode(JenisPeriode.AKHIR), batas_baru=D(2027, 2, 28), **SURAT, by=admin)
        connection.close()

    t = threading.Thread(target=perpanjang)
    t.start()
    terkunci.wait(10)
    with jam.pada(D(2027, 2, 1)):
        assert actions.jalankan_jadwal() == (0, 0)
        lanjut.set()
        t.join()
        assert actions.jalankan_jadwal() == (0, 0)
    assert _periode(JenisPeriode.AKHIR).status == StatusPeriode.TERBUKA


def test_pekerja_sungguhan_menjalankan_jadwal(pekerja, tunggu_sampai):
    """The worker lives by its own clock, so the period is due whatever the day is."""
    siklus = Siklus.objects.create(tahun=2022, irama="TRIWULAN", tw_iv_digabung=True, dibuka_pada=jam.sekarang())
    periode = Periode.objects.create(
        siklus=siklus,
        jenis=JenisPeriode.TRIWULAN,
        urut=1,
        rentang=sejak(D(2022, 1, 1), D(2022, 4, 1)),
        buka_tanggal=D(2022, 1, 1),
        tutup_tanggal=D(2100, 1, 1),
    )
    jalankan_jadwal.delay()
    tunggu_sampai(lambda: Periode.objects.get(pk=periode.pk).status == StatusPeriode.TERBUKA)
    assert Peristiwa.objects.get(nama="periode_dibuka", objek_id=periode.pk).oleh_id is None
