"""Dokumen Evaluasi: every pair of status and act, its clocks, silence, opening again, many at once, what becomes official."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Konsumsi, Peristiwa
from kinerja.siklus.models import Parameter, Tenggat
from predikat import listeners, pekerjaan_dokumen
from predikat.actions import dokumen as aksi
from predikat.actions import keberatan as kasus
from predikat.actions import resmi
from predikat.enums import Predikat, StatusEvaluasi
from predikat.enums import StatusDokumen as D
from predikat.models import DokumenEvaluasi, Evaluasi, LangkahEvaluasi, PredikatResmi
from predikat.transitions import DOKUMEN
from tests.predikat.pabrik_dokumen import ATAS, baca, berstatus, bkpsdm, ditetapkan, diusulkan, periode

TINDAKAN = sorted({x.tindakan for x in DOKUMEN} - {"anggap_diam", "putus"})


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def lakukan(dunia, d, tindakan):
    saya, penilai = dunia.akun(d.evaluasi.pegawai), dunia.akun(d.evaluasi.penilai)
    match tindakan:
        case "serahkan":
            return aksi.serahkan(d, by=penilai)
        case "terima":
            return aksi.terima(d, by=saya)
        case "tanda_tangani":
            return aksi.tanda_tangani(d, by=saya)
        case "ajukan_keberatan":
            return kasus.ajukan(d, "Target terlampaui.", by=saya)
        case "tarik_keberatan":
            return kasus.tarik(getattr(d, "keberatan", None) or _kasus_palsu(d), by=saya)
        case "buka_kembali":
            return aksi.buka_kembali(d, "Salah hitung", "800/1", by=bkpsdm(dunia))
    raise AssertionError(tindakan)


def _kasus_palsu(d):
    raise SudahBerubah("Tidak ada keberatan.")


@pytest.mark.parametrize("tindakan", TINDAKAN)
@pytest.mark.parametrize("status", list(D))
def test_setiap_status_dan_tindakan(dunia, status, tindakan):
    d = berstatus(dunia, status)
    assert d.status == status
    ke = next((x.ke for x in DOKUMEN if (x.dari, x.tindakan) == (status, tindakan)), None)
    if ke is None:
        with pytest.raises((SudahBerubah, Ditolak)):
            lakukan(dunia, d, tindakan)
        assert baca(d).status == status
        return
    lakukan(dunia, d, tindakan)
    assert baca(d).status == ke


@pytest.mark.parametrize(
    ("dari", "ke"), [(D.DISUSUN, D.DITANDATANGANI), (D.DITANDATANGANI, D.DIBUKA_KEMBALI), (D.DIAM, D.KEBERATAN)]
)
def test_sql_tidak_melompat(dunia, dari, ke):
    d = berstatus(dunia, dari)
    with pytest.raises(DatabaseError), transaction.atomic():
        DokumenEvaluasi.objects.filter(pk=d.pk).update(status=ke, diserahkan_pada=jam.sekarang())


def test_kendala_dokumen(dunia):
    d = berstatus(dunia)
    for ubah in (
        {"predikat": "SANGAT_BAIK"},
        {"revisi": 7},
        {"evaluasi_id": ditetapkan(dunia, dunia.k.rekan).pk},
        {"status": D.DISERAHKAN, "diserahkan_pada": None},
        {"status": "ENTAH"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            DokumenEvaluasi.objects.filter(pk=d.pk).update(**ubah)
    with pytest.raises(DatabaseError), transaction.atomic():
        DokumenEvaluasi.objects.filter(pk=d.pk).delete()
    isi = {"evaluasi_id": d.evaluasi_id, "predikat": "BAIK", "dibuat_pada": jam.sekarang()}
    for revisi, kata in ((1, "dokumenevaluasi_revisi_sekali"), (2, "dokumenevaluasi_satu_berlaku")):
        with pytest.raises(DatabaseError, match=kata), transaction.atomic():
            DokumenEvaluasi.objects.create(revisi=revisi, **isi)


# -- making and handing over


def test_dokumen_dibuat_sekali_dan_jam_penilai_berjalan(dunia):
    e = ditetapkan(dunia)
    (d,) = aksi.buat_dokumen([e.pk], by=None)
    assert aksi.buat_dokumen([e.pk], by=None) == []
    e.refresh_from_db()
    assert (e.status, d.predikat, d.revisi, d.atasan_penilai) == (StatusEvaluasi.DIDOKUMENKAN, "BAIK", 1, dunia.k.kabid)
    assert LangkahEvaluasi.objects.get(evaluasi=e).tindakan == "dokumenkan"
    t = Tenggat.objects.get(objek_jenis="predikat.dokumenevaluasi", objek_id=d.pk)
    # 14 working days after Monday 12 October: five days a week, no holiday between.
    assert (t.jenis, t.pemegang, t.mulai, t.batas) == (
        "dokumen_serah",
        dunia.k.kasi,
        dt.date(2026, 10, 12),
        dt.date(2026, 10, 30),
    )


def test_yang_belum_ditetapkan_atau_dari_luar_tidak_didokumenkan(dunia):
    e = diusulkan(dunia)
    luar = Evaluasi.objects.create(
        pegawai=dunia.k.guru, periode=periode(dunia), unit_hitung=dunia.k.dinas_lain, sumber="RUANG_GTK", status="DITETAPKAN",
        predikat="BAIK",
    )  # fmt: skip
    assert aksi.buat_dokumen([e.pk, luar.pk], by=None) == []


def test_hanya_penilai_menyerahkan_lalu_dua_jam_berjalan_dan_jam_penilai_berhenti(dunia):
    d = berstatus(dunia)
    for bukan in (dunia.k.pelaksana, dunia.k.kabid, dunia.k.rekan):
        with pytest.raises(TidakBoleh):
            aksi.serahkan(d, by=dunia.akun(bukan))
    aksi.serahkan(d, by=dunia.akun(dunia.k.kasi))
    jalan = {t.jenis: t for t in Tenggat.objects.filter(objek_id=d.pk, objek_jenis="predikat.dokumenevaluasi")}
    assert jalan["dokumen_serah"].selesai_pada is not None
    # Signing: 14 working days; objecting: 14 calendar days (keberatan_jenis_hari).
    assert jalan["dokumen_tanda_tangan"].batas == dt.date(2026, 10, 30)
    assert jalan["keberatan_ajukan"].batas == dt.date(2026, 10, 26)
    assert {t.pemegang_id for n, t in jalan.items() if n != "dokumen_serah"} == {dunia.k.pelaksana.pk}
    with pytest.raises(SudahBerubah):
        aksi.serahkan(d, by=dunia.akun(dunia.k.kasi))


def test_tanpa_penilai_yang_dapat_masuk_admin_unit_menyerahkan(dunia):
    d = berstatus(dunia, orang=dunia.k.sekda, unit=dunia.k.setda)
    assert d.evaluasi.penilai == dunia.k.bupati
    with pytest.raises(TidakBoleh):
        aksi.serahkan(d, by=dunia.akun(dunia.k.sekda))
    aksi.serahkan(d, by=bkpsdm(dunia))
    assert baca(d).status == D.DISERAHKAN


def test_menyerahkan_banyak_hanya_milik_sendiri_dan_boleh_diulang(dunia):
    milik = [berstatus(dunia, orang=o) for o in (dunia.k.pelaksana, dunia.k.rekan)]
    orang_lain = berstatus(dunia, orang=dunia.k.kasi)
    ids = [d.pk for d in (*milik, orang_lain)]
    assert aksi.serahkan_banyak(ids, by=dunia.akun(dunia.k.kasi)) == 2
    assert aksi.serahkan_banyak(ids, by=dunia.akun(dunia.k.kasi)) == 0
    assert baca(orang_lain).status == D.DISUSUN
    assert Peristiwa.objects.filter(nama=aksi.DISERAHKAN).count() == 2


@pytest.mark.parametrize("banyak", [1, 3])
def test_membuat_dan_menyerahkan_banyak_tetap_hemat(dunia, banyak, django_assert_max_num_queries):
    orang = (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf)[:banyak]
    ids = [ditetapkan(dunia, o).pk for o in orang]
    by = dunia.akun(dunia.k.kasi)
    from kinerja.siklus import ingatan

    with ingatan.ingat():
        with django_assert_max_num_queries(14):  # twelve and the two ends of the savepoint
            dibuat = aksi.buat_dokumen(ids, by=None)
        with django_assert_max_num_queries(16):
            assert aksi.serahkan_banyak([d.pk for d in dibuat], by=by) == banyak


def test_pekerjaan_membuat_dan_menyerahkan_boleh_dijalankan_lagi(dunia):
    for o in (dunia.k.pelaksana, dunia.k.rekan):
        ditetapkan(dunia, o)
    p = pekerjaan_dokumen.antrekan_buka(periode(dunia), by=bkpsdm(dunia))
    assert pekerjaan_dokumen.antrekan_buka(periode(dunia), by=bkpsdm(dunia)).pk == p.pk
    for _ in range(2):
        pekerjaan_dokumen.jalankan_buka(p, lambda *a: None)
    ids = list(DokumenEvaluasi.objects.values_list("pk", flat=True))
    assert len(ids) == 2
    q = pekerjaan_dokumen.antrekan_serahkan(ids, by=dunia.akun(dunia.k.kasi))
    for _ in range(2):
        pekerjaan_dokumen.jalankan_serahkan(q, lambda *a: None)
    assert Peristiwa.objects.filter(nama=aksi.DISERAHKAN).count() == 2
    with pytest.raises(TidakBoleh):
        pekerjaan_dokumen.antrekan_buka(periode(dunia), by=dunia.akun(dunia.k.kasi))
    with pytest.raises(Ditolak):
        pekerjaan_dokumen.antrekan_serahkan([], by=dunia.akun(dunia.k.kasi))


# -- silence, and what becomes official


def _resmi(dunia, orang=None):
    return PredikatResmi.objects.filter(pegawai=orang or dunia.k.pelaksana, pengganti__isnull=True).first()


def dengar(nama):
    """Let the listener of official predikat hear every event of a name."""
    for p in Peristiwa.objects.filter(nama=nama).order_by("pk"):
        listeners.resmikan(p)


def test_tanda_tangan_meresmikan_dan_masa_keberatan_menutupnya(dunia):
    d = berstatus(dunia, D.DITANDATANGANI)
    dengar(aksi.DITANDATANGANI)
    r = _resmi(dunia)
    assert (r.nilai, r.sumber, r.evaluasi_id, r.periode, r.tahun) == ("BAIK", "KINERJA", d.evaluasi_id, periode(dunia), 2026)
    assert d.selesai_pada is None
    with jam.pada(dt.date(2026, 10, 26)):
        assert aksi.selesaikan_yang_lewat() == 0
    with jam.pada(dt.date(2026, 10, 27)):
        assert aksi.selesaikan_yang_lewat() == 1
    assert baca(d).selesai_pada is not None
    assert not Tenggat.objects.filter(objek_id=d.pk, objek_jenis="predikat.dokumenevaluasi", selesai_pada=None).exists()


def test_diam_menjadi_resmi_setelah_kedua_jam_lewat(dunia):
    d = berstatus(dunia, D.DISERAHKAN)
    with jam.pada(dt.date(2026, 10, 30)):  # the last day of signing; objecting ended on the 26th
        assert aksi.selesaikan_yang_lewat() == 0
        with pytest.raises(Ditolak):
            aksi.anggap_diam(d)
    with jam.pada(dt.date(2026, 10, 31)):
        assert aksi.selesaikan_yang_lewat() == 1
        assert aksi.selesaikan_yang_lewat() == 0
        dengar(aksi.DIAM)
    assert baca(d).status == D.DIAM
    assert _resmi(dunia).nilai == "BAIK"


def _parameter(nama, nilai):
    with connection.cursor() as kursor:
        kursor.execute("ALTER TABLE siklus_parameter DISABLE TRIGGER USER")
        Parameter.objects.filter(definisi__nama=nama).update(nilai=nilai)
        kursor.execute("ALTER TABLE siklus_parameter ENABLE TRIGGER USER")


def test_bila_diam_bukan_menerima_dokumen_menunggu_atasan_penilai(dunia):
    d = berstatus(dunia, D.DISERAHKAN)
    _parameter("diam_dianggap_menerima", False)
    with jam.pada(dt.date(2026, 10, 31)):
        assert aksi.selesaikan_yang_lewat() == 0
        assert baca(d).status == D.DISERAHKAN
        t = Tenggat.objects.get(objek_id=d.pk, jenis="dokumen_tanda_tangan")
        assert t.pemegang == dunia.k.kabid
        with pytest.raises(Ditolak):
            aksi.anggap_diam(d)
        with pytest.raises(TidakBoleh):
            aksi.anggap_diam(d, by=dunia.akun(dunia.k.kasi))
        aksi.anggap_diam(d, by=dunia.akun(dunia.k.kabid))
        dengar(aksi.DIAM)
    assert baca(d).alasan == "Disahkan Gunawan Santosa."
    assert _resmi(dunia).nilai == "BAIK"


def test_sumber_resmi_bkn_membuat_tanda_tangan_tidak_meresmikan(dunia):
    _parameter(resmi.PARAMETER, "EKINERJA_BKN")
    berstatus(dunia, D.DITANDATANGANI)
    dengar(aksi.DITANDATANGANI)
    assert _resmi(dunia) is None


def test_dari_ruang_gtk_resmi_langsung_tanpa_dokumen(dunia):
    e = Evaluasi.objects.create(
        pegawai=dunia.k.guru, periode=periode(dunia), unit_hitung=dunia.k.dinas_lain, sumber="RUANG_GTK", status="DITETAPKAN",
        predikat="SANGAT_BAIK",
    )  # fmt: skip
    listeners.dokumenkan(Peristiwa(objek_id=e.pk))
    r = _resmi(dunia, dunia.k.guru)
    assert (r.nilai, r.sumber) == ("SANGAT_BAIK", "RUANG_GTK")
    assert not DokumenEvaluasi.objects.exists()


def test_pendengar_membuat_dokumen_seluruh_unit_dari_satu_peristiwa(dunia):
    e = [ditetapkan(dunia, o) for o in (dunia.k.pelaksana, dunia.k.rekan)]
    listeners.dokumenkan(Peristiwa(objek_id=e[0].pk))
    assert DokumenEvaluasi.objects.count() == 2
    listeners.dokumenkan(Peristiwa(objek_id=e[1].pk))
    assert DokumenEvaluasi.objects.count() == 2


def test_peristiwa_dokumen_punya_pendengar(dunia):
    berstatus(dunia, D.DITANDATANGANI)
    p = Peristiwa.objects.get(nama=aksi.DITANDATANGANI)
    konsumen = set(Konsumsi.objects.filter(peristiwa=p).values_list("konsumen", flat=True))
    assert konsumen == {"predikat.resmikan", "predikat.kabari_jawaban"}


# -- the official predikat


def test_predikat_resmi_digantikan_bukan_ditimpa(dunia):
    orang, p = dunia.k.pelaksana, periode(dunia)
    satu = resmi.tulis(orang, 2026, p, nilai="BAIK", sumber="EKINERJA_BKN", by=None)
    assert resmi.tulis(orang, 2026, p, nilai="BAIK", sumber="EKINERJA_BKN", by=None).pk == satu.pk
    dua = resmi.tulis(orang, 2026, p, nilai="SANGAT_BAIK", sumber="EKINERJA_BKN", by=None)
    tiga = resmi.tulis(orang, 2026, p, nilai="BAIK", sumber="LUAR", by=None)
    satu.refresh_from_db()
    dua.refresh_from_db()
    assert (satu.pengganti_id, dua.pengganti_id, tiga.pengganti_id) == (dua.pk, tiga.pk, None)
    assert (satu.nilai, _resmi(dunia).pk) == ("BAIK", tiga.pk)
    assert Peristiwa.objects.filter(nama=resmi.DICATAT).count() == 3
    connection.check_constraints()


@pytest.mark.parametrize("p", [None, "ada"])
def test_kendala_predikat_resmi(dunia, p):
    p = periode(dunia) if p else None
    r = resmi.tulis(dunia.k.pelaksana, 2026, p, nilai="BAIK", sumber="LUAR", by=None)
    isi = {"pegawai": r.pegawai, "tahun": 2026, "periode": p, "berlaku_sejak": jam.hari_ini(), "dicatat_pada": jam.sekarang()}
    with pytest.raises(DatabaseError, match="predikatresmi_satu"), transaction.atomic():
        PredikatResmi.objects.create(**isi, nilai="SANGAT_BAIK", sumber="LUAR")
    for ubah in ({"nilai": "SANGAT_BAIK"}, {"sumber": "KINERJA"}, {"tahun": 2025}, {"berlaku_sejak": dt.date(2020, 1, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PredikatResmi.objects.filter(pk=r.pk).update(**ubah)
    with pytest.raises(DatabaseError), transaction.atomic():
        PredikatResmi.objects.filter(pk=r.pk).delete()


@pytest.mark.parametrize("lain", [{"nilai": "CUKUP", "sumber": "LUAR"}, {"nilai": "BAIK", "sumber": "ENTAH"}])
def test_predikat_resmi_hanya_kata_yang_dikenal(dunia, lain):
    with pytest.raises(DatabaseError), transaction.atomic():
        PredikatResmi.objects.create(
            pegawai=dunia.k.rekan, tahun=2024, berlaku_sejak=jam.hari_ini(), dicatat_pada=jam.sekarang(), **lain
        )


# -- opening again


def test_dibuka_kembali_melepas_predikat_lalu_revisi_berikut(dunia):
    d = berstatus(dunia, D.DISERAHKAN)
    e = d.evaluasi
    for alasan, surat in (("", "800/1"), ("Salah", "")):
        with pytest.raises(Ditolak):
            aksi.buka_kembali(d, alasan, surat, by=bkpsdm(dunia))
    for bukan in (dunia.k.kasi, dunia.k.kabid, dunia.k.pelaksana):
        with pytest.raises(TidakBoleh):
            aksi.buka_kembali(d, "Salah", "800/1", by=dunia.akun(bukan))
    aksi.buka_kembali(d, "Salah input", "800/1", by=bkpsdm(dunia))
    e.refresh_from_db()
    assert (e.status, e.hasil, e.perilaku, e.predikat) == (StatusEvaluasi.DIUSULKAN, None, None, None)
    assert not Tenggat.objects.filter(objek_id=d.pk, objek_jenis="predikat.dokumenevaluasi", selesai_pada=None).exists()
    e.status, e.hasil, e.perilaku, e.predikat = "DITETAPKAN", ATAS, ATAS, Predikat.SANGAT_BAIK
    e.save()
    (baru,) = aksi.buat_dokumen([e.pk], by=None)
    assert (baru.revisi, baru.predikat, baca(d).predikat) == (2, "SANGAT_BAIK", "BAIK")
