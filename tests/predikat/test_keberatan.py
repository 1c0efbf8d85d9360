"""Keberatan: every pair of status and act, its clocks, exhibits, the decision, what stays as it was."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.models import Tenggat
from predikat import listeners, tugas_dokumen
from predikat.actions import dokumen as aksi_dokumen
from predikat.actions import keberatan as aksi
from predikat.enums import StatusDokumen as D
from predikat.enums import StatusKeberatan as K
from predikat.models import BuktiKeberatan, Evaluasi, Keberatan, LangkahKeberatan, PredikatResmi, RatingDiberikan
from predikat.transitions import KEBERATAN
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SESUAI, baca, berkas, berstatus, bkpsdm, ditetapkan, periode
from tests.predikat.test_dokumen import _parameter, dengar

TINDAKAN = sorted({x.tindakan for x in KEBERATAN})


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def kasus(dunia, status=K.DIAJUKAN, **lain) -> Keberatan:
    """A case in ``status``: the kasi explains, the kabid examines and decides."""
    d = berstatus(dunia, D.DISERAHKAN, **lain)
    k = aksi.ajukan(d, "Target terlampaui dua bulan.", by=dunia.akun(d.evaluasi.pegawai))
    penilai, atasan = dunia.akun(d.evaluasi.penilai), dunia.akun(d.atasan_penilai) if d.atasan_penilai else None
    if status == K.DITARIK:
        return aksi.tarik(k, by=dunia.akun(d.evaluasi.pegawai))
    if status != K.DIAJUKAN:
        k = aksi.jelaskan(k, "Bukti belum diunggah.", by=penilai)
    if status == K.DIPERIKSA:
        k = aksi.periksa(k, "Keduanya didengar.", by=atasan)
    if status == K.DIPUTUS:
        k = aksi.putus(k, ATAS, ATAS, "Bukti ada.", by=atasan)
    return k


def lakukan(dunia, k, tindakan):
    d = baca(k.dokumen)
    match tindakan:
        case "jelaskan":
            return aksi.jelaskan(k, "Penjelasan.", by=dunia.akun(d.evaluasi.penilai))
        case "periksa":
            with jam.pada(jam.sekarang() + dt.timedelta(days=40)):
                return aksi.periksa(k, "Didengar.", by=dunia.akun(d.atasan_penilai))
        case "putus":
            return aksi.putus(k, SESUAI, ATAS, "Pertimbangan.", by=dunia.akun(d.atasan_penilai))
        case "tarik":
            return aksi.tarik(k, by=dunia.akun(d.evaluasi.pegawai))
    raise AssertionError(tindakan)


@pytest.mark.parametrize("tindakan", TINDAKAN)
@pytest.mark.parametrize("status", list(K))
def test_setiap_status_dan_tindakan(dunia, status, tindakan):
    k = kasus(dunia, status)
    ke = next((x.ke for x in KEBERATAN if (x.dari, x.tindakan) == (status, tindakan)), None)
    langkah = LangkahKeberatan.objects.count()
    if ke is None:
        with pytest.raises(SudahBerubah):
            lakukan(dunia, k, tindakan)
        assert LangkahKeberatan.objects.count() == langkah
        return
    lakukan(dunia, k, tindakan)
    assert Keberatan.objects.get(pk=k.pk).status == ke
    assert LangkahKeberatan.objects.last().tindakan == tindakan


@pytest.mark.parametrize("tindakan", TINDAKAN)
def test_orang_lain_ditolak(dunia, tindakan):
    status = K.DIJELASKAN if tindakan in ("periksa", "putus") else K.DIAJUKAN
    k = kasus(dunia, status)
    for bukan in (dunia.k.rekan, dunia.k.kadis, dunia.k.orang_luar):
        by = dunia.akun(bukan)
        with pytest.raises(TidakBoleh):
            match tindakan:
                case "jelaskan":
                    aksi.jelaskan(k, "x", by=by)
                case "periksa":
                    aksi.periksa(k, "x", by=by)
                case "putus":
                    aksi.putus(k, SESUAI, SESUAI, "x", by=by)
                case "tarik":
                    aksi.tarik(k, by=by)


# -- lodging it


def test_hanya_yang_dinilai_dengan_alasan_dan_sekali(dunia):
    d = berstatus(dunia, D.DITERIMA)
    with pytest.raises(Ditolak):
        aksi.ajukan(d, "  ", by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(TidakBoleh):
        aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.kasi))
    k = aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))
    t = Tenggat.objects.get(objek_jenis="predikat.keberatan", objek_id=k.pk)
    assert (t.jenis, t.pemegang, t.batas, k.pemutus) == (
        "keberatan_jelaskan",
        dunia.k.kasi,
        dt.date(2026, 10, 30),
        dunia.k.kabid,
    )
    aksi.tarik(k, by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(Ditolak, match="pernah"):
        aksi.ajukan(d, "Lagi", by=dunia.akun(dunia.k.pelaksana))


@pytest.mark.parametrize(("hari", "boleh"), [(dt.date(2026, 10, 26), True), (dt.date(2026, 10, 27), False)])
def test_batas_keberatan_hari_kalender_sejak_diserahkan(dunia, hari, boleh):
    d = berstatus(dunia, D.DISERAHKAN)
    with jam.pada(dt.datetime.combine(hari, dt.time(23, 59), jam.WITA)):
        if boleh:
            aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))
        else:
            with pytest.raises(Ditolak, match="lewat"):
                aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))


def test_hari_kerja_bila_parameternya_demikian(dunia):
    _parameter("keberatan_jenis_hari", "hari_kerja")
    d = berstatus(dunia, D.DISERAHKAN)
    assert Tenggat.objects.get(objek_id=d.pk, jenis="keberatan_ajukan").batas == dt.date(2026, 10, 30)


def test_periodik_dapat_dikecualikan_tahunan_tetap(dunia):
    _parameter("keberatan_atas_periodik", False)
    d = berstatus(dunia, D.DISERAHKAN)
    with pytest.raises(Ditolak, match="tahunan"):
        aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))
    akhir = berstatus(dunia, D.DISERAHKAN, di=periode(dunia, "AKHIR", 1))
    assert aksi.ajukan(akhir, "Alasan", by=dunia.akun(dunia.k.pelaksana)).status == K.DIAJUKAN


def test_menandatangani_tidak_menutup_keberatan(dunia):
    d = berstatus(dunia, D.DITANDATANGANI)
    k = aksi.ajukan(d, "Saya keliru menandatangani.", by=dunia.akun(dunia.k.pelaksana))
    assert (k.status, baca(d).status) == (K.DIAJUKAN, D.KEBERATAN)


def test_bukti_oleh_kedua_pihak_sampai_diputus(dunia):
    saya = dunia.akun(dunia.k.pelaksana)
    d = berstatus(dunia, D.DISERAHKAN)
    k = aksi.ajukan(d, "Alasan", by=saya, bukti=[(berkas(saya), "Rekap Agustus")])
    b = aksi.beri_bukti(k, berkas(), "Hasil telaah", by=dunia.akun(dunia.k.kasi))
    assert b.berkas.untuk_id == k.pk
    with pytest.raises(TidakBoleh):
        aksi.beri_bukti(k, berkas(), "Lain", by=dunia.akun(dunia.k.rekan))
    for _ in range(aksi.BUKTI_MAKS - 2):
        aksi.beri_bukti(k, berkas(), "x", by=saya)
    with pytest.raises(Ditolak, match="paling banyak"):
        aksi.beri_bukti(k, berkas(), "x", by=saya)
    aksi.jelaskan(k, "x", by=dunia.akun(dunia.k.kasi))
    aksi.putus(k, SESUAI, SESUAI, "x", by=dunia.akun(dunia.k.kabid))
    with pytest.raises(TidakBoleh):
        aksi.beri_bukti(k, berkas(), "Terlambat", by=saya)


# -- explaining, examining


def test_penjelasan_memindahkan_ke_meja_atasan(dunia):
    k = kasus(dunia, K.DIJELASKAN)
    jalan = {t.jenis: t for t in Tenggat.objects.filter(objek_jenis="predikat.keberatan", objek_id=k.pk)}
    assert jalan["keberatan_jelaskan"].selesai_pada is not None
    assert (jalan["keberatan_putus"].pemegang, jalan["keberatan_putus"].selesai_pada) == (dunia.k.kabid, None)
    assert [t.judul for t in kumpulkan([tugas_dokumen.tugas_keberatan(dunia.akun(dunia.k.kabid))])] == [
        "Putuskan keberatan Ernawati"
    ]
    assert not kumpulkan([tugas_dokumen.tugas_keberatan(dunia.akun(dunia.k.kasi))])


def test_penilai_diam_lalu_atasan_memeriksa_tanpa_penjelasan(dunia):
    k = kasus(dunia)
    kabid = dunia.akun(dunia.k.kabid)
    with pytest.raises(Ditolak, match="Tunggu"):
        aksi.periksa(k, "Didengar", by=kabid)
    assert not kumpulkan([tugas_dokumen.tugas_keberatan(kabid)])
    with jam.pada(dt.date(2026, 10, 30)):
        assert aksi.teruskan_yang_lewat() == 0
    with jam.pada(dt.date(2026, 10, 31)):
        assert aksi.teruskan_yang_lewat() == 1
        assert aksi.teruskan_yang_lewat() == 0
        assert len(kumpulkan([tugas_dokumen.tugas_keberatan(kabid)])) == 1
        aksi.periksa(k, "Pegawai didengar, penilai tidak hadir.", by=kabid)
        aksi.putus(k, SESUAI, SESUAI, "Tetap.", by=kabid)
    assert Keberatan.objects.get(pk=k.pk).penjelasan == ""


# -- deciding


def test_putusan_mengubah_evaluasi_menyimpan_predikat_pertama_dan_tidak_menyentuh_orang_lain(dunia):
    lain = ditetapkan(dunia, dunia.k.rekan, SESUAI, SESUAI)
    d = berstatus(dunia, D.DITANDATANGANI)
    dengar(aksi_dokumen.DITANDATANGANI)
    k = aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))
    aksi.jelaskan(k, "Penjelasan", by=dunia.akun(dunia.k.kasi))
    k = aksi.putus(k, ATAS, ATAS, "Bukti meyakinkan.", by=dunia.akun(dunia.k.kabid))
    e = Evaluasi.objects.get(pk=d.evaluasi_id)
    assert (e.hasil, e.perilaku, e.predikat, e.status) == (ATAS, ATAS, "SANGAT_BAIK", "DIDOKUMENKAN")
    assert (baca(d).predikat, baca(d).status, k.pemutus) == ("BAIK", D.DIPUTUS, dunia.k.kabid)
    assert baca(d).selesai_pada is not None
    r = RatingDiberikan.objects.get(evaluasi=e, tahap="KEBERATAN")
    assert (r.hasil, r.alasan, r.penilai) == (ATAS, "Bukti meyakinkan.", dunia.k.kabid)
    assert Evaluasi.objects.get(pk=lain.pk).predikat == "BAIK"
    dengar(aksi.DIPUTUS)
    resmi = list(PredikatResmi.objects.filter(pegawai=dunia.k.pelaksana).order_by("pk"))
    assert [(x.nilai, x.pengganti_id is None) for x in resmi] == [("BAIK", False), ("SANGAT_BAIK", True)]
    assert not Tenggat.objects.filter(objek_jenis="predikat.keberatan", selesai_pada=None).exists()


def test_putusan_menolak_tidak_menulis_rating_dan_dokumen_tetap_resmi(dunia):
    k = kasus(dunia, K.DIJELASKAN)
    aksi.putus(k, SESUAI, SESUAI, "Sesuai bukti.", by=dunia.akun(dunia.k.kabid))
    assert not RatingDiberikan.objects.filter(tahap="KEBERATAN").exists()
    assert Peristiwa.objects.get(nama=aksi.DIPUTUS).data["berubah"] is False
    dengar(aksi.DIPUTUS)
    assert PredikatResmi.objects.get(pegawai=dunia.k.pelaksana).nilai == "BAIK"


def test_selama_keberatan_tidak_ada_yang_menjadi_resmi(dunia):
    d = berstatus(dunia, D.DITANDATANGANI)
    aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.pelaksana))
    dengar(aksi_dokumen.DITANDATANGANI)  # heard only after the objection
    assert not PredikatResmi.objects.exists()


@pytest.mark.parametrize(("hasil", "perilaku", "kata"), [("", SESUAI, "Pilih"), (SESUAI, "BAIK", "Pilih")])
def test_putusan_dengan_rating_yang_tidak_ada(dunia, hasil, perilaku, kata):
    k = kasus(dunia, K.DIJELASKAN)
    with pytest.raises(Ditolak, match=kata):
        aksi.putus(k, hasil, perilaku, "x", by=dunia.akun(dunia.k.kabid))
    with pytest.raises(Ditolak):
        aksi.putus(k, SESUAI, SESUAI, "", by=dunia.akun(dunia.k.kabid))


def _surat(dunia, pejabat):
    b = berkas()
    b.untuk = "layanan.keputusan"
    b.save()
    return KeputusanTercatat.objects.create(
        tindakan="putus_keberatan", pejabat=pejabat, jabatan_pejabat="Bupati", nomor="800/99", tanggal=jam.hari_ini(), berkas=b,
        oleh=bkpsdm(dunia), dicatat_pada=jam.sekarang(),
    )  # fmt: skip


def test_rating_hasil_pimpinan_mengikuti_unitnya_dan_putusan_tanpa_atasan_dicatat_bkpsdm(dunia):
    d = berstatus(
        dunia, D.DISERAHKAN, orang=dunia.k.kadis, hasil=SESUAI, perilaku=BAWAH, unit=dunia.k.akar, unit_dipimpin=dunia.k.dinas,
        penilai=dunia.k.sekda,
    )  # fmt: skip
    k = aksi.ajukan(d, "Alasan", by=dunia.akun(dunia.k.kadis))
    aksi.jelaskan(k, "Penjelasan", by=dunia.akun(dunia.k.sekda))
    admin, surat = bkpsdm(dunia), _surat(dunia, dunia.k.bupati)
    with pytest.raises(Ditolak, match="mengikuti predikat unitnya"):
        aksi.putus(k, ATAS, SESUAI, "x", by=admin, berdasarkan=surat)
    with pytest.raises(TidakBoleh):
        aksi.putus(k, SESUAI, SESUAI, "x", by=admin)
    k = aksi.putus(k, SESUAI, SESUAI, "Perilaku sesuai.", by=admin, berdasarkan=surat)
    surat.refresh_from_db()
    assert (k.pemutus, surat.objek_id, surat.objek_jenis) == (dunia.k.bupati, k.pk, "predikat.keberatan")
    assert "800/99" in LangkahKeberatan.objects.last().catatan


def test_putusan_atasan_yang_dapat_masuk_tidak_dicatat_dari_surat(dunia):
    k = kasus(dunia, K.DIJELASKAN)
    with pytest.raises(TidakBoleh):
        aksi.putus(k, SESUAI, SESUAI, "x", by=bkpsdm(dunia), berdasarkan=_surat(dunia, dunia.k.kabid))


def test_ditarik_dokumen_kembali_menunggu_dan_diam_menutupnya(dunia):
    k = kasus(dunia, K.DITARIK)
    d = baca(k.dokumen)
    assert d.status == D.DITERIMA
    assert Tenggat.objects.get(objek_id=d.pk, jenis="dokumen_tanda_tangan").selesai_pada is None
    with jam.pada(dt.date(2026, 10, 31)):
        assert aksi_dokumen.selesaikan_yang_lewat() == 1
    assert baca(d).status == D.DIAM


# -- the tables refuse by themselves


def test_kendala_keberatan(dunia):
    k = kasus(dunia)
    for ubah in (
        {"status": "ENTAH"},
        {"alasan": ""},
        {"status": K.DIPUTUS},
        {"status": K.DIPERIKSA, "alasan": ""},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Keberatan.objects.filter(pk=k.pk).update(**ubah)
    with pytest.raises(DatabaseError), transaction.atomic():
        Keberatan.objects.filter(pk=k.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Keberatan.objects.create(dokumen=k.dokumen, alasan="dua", diajukan_pada=jam.sekarang())
    aksi.jelaskan(k, "x", by=dunia.akun(dunia.k.kasi))
    utuh = {"status": K.DIPUTUS, "pemutus": dunia.k.kabid, "diputus_pada": jam.sekarang(), "putusan": "x",
            "putusan_hasil": SESUAI, "putusan_perilaku": SESUAI}  # fmt: skip
    for kosong in ("pemutus", "diputus_pada", "putusan", "putusan_hasil", "putusan_perilaku"):
        nilai = None if kosong in ("pemutus", "diputus_pada") else ""
        with pytest.raises(DatabaseError, match="keberatan_diputus_utuh"), transaction.atomic():
            Keberatan.objects.filter(pk=k.pk).update(**(utuh | {kosong: nilai}))


def test_langkah_dan_bukti_hanya_bertambah(dunia):
    k = kasus(dunia)
    aksi.beri_bukti(k, berkas(), "Rekap", by=dunia.akun(dunia.k.pelaksana))
    for baris in (LangkahKeberatan.objects.filter(keberatan=k), BuktiKeberatan.objects.filter(keberatan=k)):
        kolom = "catatan" if baris.model is LangkahKeberatan else "keterangan"
        with pytest.raises(DatabaseError), transaction.atomic():
            baris.update(**{kolom: "lain"})
        with pytest.raises(DatabaseError), transaction.atomic():
            baris.delete()


def test_konversi_ipk_berdasar_dan_wajar(dunia):
    from kinerja.plumbing.rentang import sejak
    from predikat.models import KonversiIPK

    isi = {"ipk_minimum": "3.51", "predikat": "SANGAT_BAIK", "dasar_hukum": "Perbup", "berlaku": sejak(dt.date(2026, 1, 1))}
    KonversiIPK.objects.create(**isi)
    kosong = {"berlaku": sejak(dt.date(2026, 1, 1), dt.date(2026, 1, 1))}
    for salah in ({"ipk_minimum": "4.01"}, {"ipk_minimum": "-0.1"}, {"dasar_hukum": ""}, kosong):
        with pytest.raises(DatabaseError), transaction.atomic():
            KonversiIPK.objects.create(**(isi | salah))


def test_pendengar_mengabaikan_dokumen_yang_tidak_ada(dunia):
    listeners.resmikan(Peristiwa(objek_id=2**40, data={}))
    assert not PredikatResmi.objects.exists()
