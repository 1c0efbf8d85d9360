"""The screens: who sees what from when, every step by its button, queries of lists and of a session."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from predikat.actions import dokumen, kalibrasi
from predikat.actions import keberatan as kasus
from predikat.enums import StatusDokumen as D
from predikat.models import Evaluasi, Geseran, Keberatan, SesiKalibrasi
from tests import pabrik
from tests.predikat.pabrik_dokumen import ATAS, SESUAI, baca, berstatus, bkpsdm, periode
from tests.predikat.pabrik_kalibrasi import ramai, sesi


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def masuk(akun) -> Client:
    c = Client()
    c.force_login(akun)
    return c


@pytest.fixture
def saya(dunia):
    return masuk(dunia.akun(dunia.k.pelaksana))


@pytest.fixture
def penilai(dunia):
    return masuk(dunia.akun(dunia.k.kasi))


def url(nama, *args):
    return reverse(f"predikat:{nama}", args=args)


def test_pegawai_melihat_hasilnya_sejak_diserahkan(dunia, saya, penilai):
    d = berstatus(dunia)
    assert saya.get(url("dokumen", d.pk)).status_code == 404
    assert "Belum ada dokumen" in saya.get(url("dokumen_daftar")).content.decode()
    assert penilai.post(url("serahkan", d.pk)).status_code == 302
    isi = saya.get(url("dokumen", d.pk)).content.decode()
    assert "Predikat Anda" in isi and "Tanda tangani" in isi and "Tulis keberatan" in isi
    assert saya.post(url("tanda_tangani", d.pk)).status_code == 302
    isi = saya.get(url("dokumen", d.pk)).content.decode()
    assert "Tulis keberatan" in isi and 'action="' + url("tanda_tangani", d.pk) not in isi
    assert saya.post(url("tanda_tangani", d.pk)).status_code == 409


def test_orang_lain_tidak_tahu(dunia):
    d = berstatus(dunia, D.DISERAHKAN)
    # A unit's admin looks after data, not after predikat; he hands over only where the assessor cannot.
    admin = masuk(pabrik.akun(dunia.k.sekretaris, "ADMIN_UNIT", di=dunia.k.dinas))
    assert admin.get(url("dokumen", d.pk)).status_code == 404
    tanpa = berstatus(dunia, orang=dunia.k.sekda, unit=dunia.k.dinas)
    assert admin.get(url("dokumen", tanpa.pk)).status_code == 200
    for orang in (dunia.k.rekan, dunia.k.orang_luar):
        assert masuk(dunia.akun(orang)).get(url("dokumen", d.pk)).status_code == 404
    assert masuk(dunia.akun(dunia.k.kabid)).get(url("dokumen", d.pk)).status_code == 200


def test_keberatan_dari_layar_dengan_bukti_sampai_putusan(dunia, saya, penilai):
    d = berstatus(dunia, D.DISERAHKAN)
    assert saya.post(url("ajukan_keberatan", d.pk), {"alasan": ""}).status_code == 422
    salah = SimpleUploadedFile("a.exe", b"MZ")
    assert saya.post(url("ajukan_keberatan", d.pk), {"alasan": "Sebab", "bukti": salah}).status_code == 422
    bukti = SimpleUploadedFile("rekap.pdf", b"%PDF-1.4 isi %%EOF")
    saya.post(url("ajukan_keberatan", d.pk), {"alasan": "Target terlampaui.", "bukti": bukti, "keterangan": "Rekap Agustus"})
    k = Keberatan.objects.get(dokumen=d)
    isi = saya.get(url("keberatan", k.pk)).content.decode()
    assert "Rekap Agustus" in isi and "Tarik keberatan" in isi and "Putuskan" not in isi
    kabid = masuk(dunia.akun(dunia.k.kabid))
    assert b"".join(kabid.get(reverse("layanan:berkas", args=[k.bukti.get().berkas_id])).streaming_content).startswith(b"%PDF")
    assert masuk(dunia.akun(dunia.k.rekan)).get(reverse("layanan:berkas", args=[k.bukti.get().berkas_id])).status_code == 404
    assert penilai.post(url("jelaskan", k.pk), {"isi": ""}).status_code == 422
    assert penilai.post(url("jelaskan", k.pk), {"isi": "Sudah dicek."}).status_code == 302
    assert kabid.post(url("periksa_keberatan", k.pk), {"isi": "Keduanya didengar."}).status_code == 302
    assert kabid.post(url("putus", k.pk), {"hasil": ATAS, "perilaku": ATAS, "putusan": ""}).status_code == 422
    assert kabid.post(url("putus", k.pk), {"hasil": ATAS, "perilaku": ATAS, "putusan": "Bukti kuat."}).status_code == 302
    isi = kabid.get(url("keberatan", k.pk)).content.decode()
    assert "Sangat Baik" in isi and "Pola distribusi diperiksa lagi" in isi
    isi = saya.get(url("keberatan", k.pk)).content.decode()
    assert "Bukti kuat." in isi and "Pola distribusi diperiksa lagi" not in isi
    assert "Predikat pertama" in saya.get(url("dokumen", d.pk)).content.decode()


def test_putusan_di_atas_kertas_dicatat_bkpsdm(dunia):
    d = berstatus(dunia, D.DISUSUN, orang=dunia.k.kadis, unit=dunia.k.akar, penilai=dunia.k.sekda)
    dokumen.serahkan(baca(d), by=dunia.akun(dunia.k.sekda))
    k = kasus.ajukan(baca(d), "Alasan", by=dunia.akun(dunia.k.kadis))
    kasus.jelaskan(k, "Penjelasan", by=dunia.akun(dunia.k.sekda))
    admin = masuk(bkpsdm(dunia))
    assert "Catat putusan dari surat" in admin.get(url("keberatan", k.pk)).content.decode()
    isi = {"hasil": SESUAI, "perilaku": SESUAI, "putusan": "Tetap.", "nomor": "800/7", "tanggal": "2026-10-12",
           "berkas": SimpleUploadedFile("s.pdf", b"%PDF-1.4 isi %%EOF")}  # fmt: skip
    assert admin.post(url("catat_putusan", k.pk), isi).status_code == 302
    k.refresh_from_db()
    assert (k.status, k.pemutus, k.keputusan.nomor) == ("DIPUTUS", dunia.k.bupati, "800/7")


@pytest.mark.parametrize("banyak", [1, 3])
def test_daftar_hemat(dunia, penilai, banyak, django_assert_max_num_queries):
    for o in (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf)[:banyak]:
        berstatus(dunia, orang=o)
    penilai.get(url("dokumen_daftar"))
    with django_assert_max_num_queries(16):
        isi = penilai.get(url("dokumen_daftar")).content.decode()
    assert isi.count('name="dokumen"') == banyak


def test_menyerahkan_yang_dicentang(dunia, penilai):
    d = [berstatus(dunia, orang=o) for o in (dunia.k.pelaksana, dunia.k.rekan)]
    assert penilai.post(url("serahkan_banyak")).status_code == 422
    assert penilai.post(url("serahkan_banyak"), {"dokumen": [x.pk for x in d]}).status_code == 302
    assert {baca(x).status for x in d} == {"DISERAHKAN"}


def test_buka_kembali_dari_layar(dunia, saya):
    d = berstatus(dunia, D.DISERAHKAN)
    admin = masuk(bkpsdm(dunia))
    assert admin.post(url("buka_kembali_dokumen", d.pk), {"alasan": "Salah", "surat": ""}).status_code == 422
    assert admin.post(url("buka_kembali_dokumen", d.pk), {"alasan": "Salah", "surat": "800/1"}).status_code == 302
    assert saya.get(url("dokumen", d.pk)).status_code == 404
    assert saya.post(url("buka_kembali_dokumen", d.pk), {"alasan": "x", "surat": "y"}).status_code == 404


def test_pdf_terbit_dan_revisi_mengikuti_tanda_tangan(dunia, saya):
    d = berstatus(dunia, D.DISERAHKAN)
    assert saya.get(url("cetak_dokumen", d.pk, "dokumen")).status_code == 302
    baru = baca(d).dokumen
    assert (baru.revisi, baru.jenis) == (1, "dokumen_evaluasi")
    saya.post(url("tanda_tangani", d.pk))
    saya.get(url("cetak_dokumen", d.pk, "dokumen"))
    saya.get(url("cetak_dokumen", d.pk, "dokumen"))
    assert baca(d).dokumen.revisi == 2
    assert saya.get(url("cetak_dokumen", d.pk, "evaluasi")).status_code == 302
    assert saya.get(url("cetak_dokumen", d.pk, "entah")).status_code == 404


# -- calibration


def test_panel_memberi_tahu_bahwa_orang_lain_mendahului(dunia, penilai):
    s = sesi(dunia)
    e = Evaluasi.objects.get(pegawai=dunia.k.pelaksana)
    kalibrasi.geser(s, e.pk, ATAS, ATAS, "Ditiru kabupaten lain.", by=dunia.akun(dunia.k.kabid), urut=0)

    def panel(siapa, urut):
        kirim = {"orang": e.pk, "ke": f"{SESUAI}/{ATAS}", "urut": urut}
        return siapa.get(url("sesi", s.pk), kirim).content.decode()

    assert "lebih dahulu memindahkan nama ini" in panel(penilai, 0)
    assert "lebih dahulu memindahkan nama ini" not in panel(penilai, 1)
    assert "lebih dahulu memindahkan nama ini" not in panel(masuk(dunia.akun(dunia.k.kabid)), 0)


def test_sesi_menyembunyikan_nama_sendiri_dari_pesertanya(dunia, penilai):
    s = sesi(dunia)
    isi = penilai.get(url("sesi", s.pk)).content.decode()
    assert "nama Anda tidak ditampilkan" in isi and f'data-orang="{Evaluasi.objects.get(pegawai=dunia.k.kasi).pk}"' not in isi
    assert "Baik 3 orang" in isi  # of four
    kadis = masuk(dunia.akun(dunia.k.kadis)).get(url("sesi", s.pk)).content.decode()
    assert "nama Anda tidak ditampilkan" not in kadis and "Baik 4 orang" in kadis and "Kunci hasil" in kadis
    assert masuk(dunia.akun(dunia.k.pelaksana)).get(url("sesi", s.pk)).status_code == 404


def test_pindah_dengan_formulir_dan_andai_sebelum_tersimpan(dunia, penilai):
    s = sesi(dunia)
    e = Evaluasi.objects.get(pegawai=dunia.k.pelaksana)
    isi = penilai.get(url("sesi", s.pk), {"orang": e.pk, "ke": f"{ATAS}/{ATAS}"}).content.decode()
    assert "Andai Ernawati dipindahkan" in isi and "Baik 2 orang" in isi
    assert not Geseran.objects.exists()
    kirim = {"orang": e.pk, "ke": f"{ATAS}/{ATAS}", "urut": 0, "alasan": "Rujukan."}
    assert penilai.post(url("geser", s.pk), kirim).status_code == 302
    jawab = penilai.post(url("geser", s.pk), kirim, headers={"HX-Request": "true"})
    assert jawab.status_code == 409 and "sudah dipindahkan" in jawab.content.decode()
    isi = penilai.post(url("geser", s.pk), kirim | {"urut": 1, "ke": f"{SESUAI}/{ATAS}"}, headers={"HX-Request": "true"})
    assert 'id="papan"' in isi.content.decode() and 'hx-swap-oob="true"' in isi.content.decode()


def test_jajak_hanya_menjawab_bila_berubah(dunia, penilai):
    s = sesi(dunia)
    assert penilai.get(url("jajak_sesi", s.pk), {"sunting": 0}).status_code == 204
    e = Evaluasi.objects.get(pegawai=dunia.k.pelaksana)
    penilai.post(url("bahas", s.pk), {"orang": e.pk})
    assert penilai.get(url("jajak_sesi", s.pk), {"sunting": 0}).status_code == 200


@pytest.mark.parametrize("banyak", [3, 60])
def test_halaman_sesi_hemat(dunia, penilai, banyak, django_assert_max_num_queries):
    s = sesi(dunia)
    ramai(dunia, s, banyak)
    penilai.get(url("sesi", s.pk))
    with django_assert_max_num_queries(12):
        assert penilai.get(url("sesi", s.pk)).status_code == 200


def test_mengunci_dari_layar_meminta_alasan_per_baris(dunia):
    s = sesi(dunia)
    ramai(dunia, s, 1)
    kadis = masuk(dunia.akun(dunia.k.kadis))
    isi = kadis.get(url("kunci_sesi", s.pk)).content.decode()
    assert "Alasan melewati: Baik paling banyak 70 %" in isi
    assert kadis.post(url("kunci_sesi", s.pk), {"baris-0": "Unit kecil.", "baris-1": ""}).status_code == 422
    assert kadis.post(url("kunci_sesi", s.pk), {"baris-0": "Unit kecil.", "baris-1": "Semua tercapai."}).status_code == 302
    assert SesiKalibrasi.objects.get(pk=s.pk).status == "DIKUNCI"
    assert "Semua tercapai." in kadis.get(url("sesi", s.pk)).content.decode()


def test_membuka_sesi_dari_daftar_dan_mengatur_peserta(dunia):
    s = sesi(dunia)
    kadis = masuk(dunia.akun(dunia.k.kadis))
    assert str(s.unit) in kadis.get(url("sesi_daftar")).content.decode()
    assert kadis.post(url("buka_sesi", dunia.k.dinas.pk, periode(dunia).pk)).status_code == 409
    isi = {"orang": "Rusmina Jannah", "peran": "PENGAMAT", "tindakan": "masuk"}
    assert kadis.post(url("peserta_sesi", s.pk), isi).status_code == 302
    pengamat = masuk(dunia.akun(dunia.k.sekretaris))
    assert pengamat.get(url("sesi", s.pk)).status_code == 200
    assert pengamat.post(url("geser", s.pk)).status_code == 403
    for nama in ("batalkan_sesi", "buka_kembali_sesi"):
        assert pengamat.post(url(nama, s.pk)).status_code == 403
    assert kadis.post(url("batalkan_sesi", s.pk), {"alasan": "Cukup jalur ringan."}).status_code == 302
