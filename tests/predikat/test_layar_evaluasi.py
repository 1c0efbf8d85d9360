"""The pages of evaluation: what is shown to whom, what a button does, and what a page costs."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dialog.models import UmpanBalik
from kinerja.layanan.beranda import tugas_saya
from kinerja.organisasi.actions.unit import atur_organisasi
from kinerja.organisasi.models import HubunganPenilai
from kinerja.plumbing import jam
from predikat.actions import dokumen, penetapan, populasi
from predikat.actions import evaluasi as aksi
from predikat.enums import StatusEvaluasi
from predikat.models import AlasanPola, Evaluasi, PembekuanPopulasi, PredikatUnit, RatingDiberikan
from tests import pabrik
from tests.pemeran import masuk
from tests.predikat.pabrik_dokumen import ATAS, SESUAI, berstatus, bkpsdm, periode, predikat_unit
from tests.predikat.test_evaluasi import belum, isi, usul
from tests.skp.pabrik import skp_ditetapkan

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def klien(d, orang) -> Client:
    return masuk(d.akun(orang))


def teks(balasan) -> str:
    return balasan.content.decode()


# -- my desk


def test_meja_penilai_dari_nilai_sampai_tetapkan(d):
    e, k = belum(d), klien(d, d.k.kasi)
    halaman = teks(k.get("/predikat/"))
    assert "Yang Anda nilai, 1 orang" in halaman and f"/predikat/{e.pk}/nilai/" in halaman
    kirim = {"hasil": SESUAI, "perilaku": SESUAI, "alasan_tanpa_bukti": "Layanan lisan.", "catatan": "Pertahankan."}
    assert k.post(f"/predikat/{e.pk}/nilai/", kirim).status_code == 302
    assert "Menunggu predikat organisasi" in teks(k.get("/predikat/"))
    predikat_unit(d)
    halaman = teks(k.get("/predikat/"))
    assert "Tetapkan yang dicentang" in halaman and "Baik paling banyak 70 %" in halaman
    assert k.post("/predikat/tetapkan/", {"evaluasi": e.pk, "periode": periode(d).pk}).status_code == 302
    e.refresh_from_db()
    assert (e.predikat, e.catatan) == ("BAIK", "Pertahankan.")


def test_baris_dilanggar_meminta_alasan_di_halaman_itu(d):
    predikat_unit(d)
    orang = [pabrik.staf(d.k.seksi) for _ in range(6)]
    semua, k = [usul(d, belum(d, o, penilai=d.k.kasi)) for o in orang], klien(d, d.k.kasi)
    kirim = {"evaluasi": [e.pk for e in semua], "periode": periode(d).pk}
    balasan = k.post("/predikat/tetapkan/", kirim)
    assert balasan.status_code == 422
    assert f'name="b|{d.k.dinas.pk}|Baik paling banyak 70 %"' in teks(balasan)
    for baris in ("Baik paling banyak 70 %", "Ada Butuh Perbaikan atau Kurang/Misconduct"):
        kirim[f"b|{d.k.dinas.pk}|{baris}"] = "Semua target tercapai."
    assert k.post("/predikat/tetapkan/", kirim).status_code == 302
    assert AlasanPola.objects.count() == 2
    assert Evaluasi.objects.filter(predikat="BAIK").count() == 6


def test_meja_kuerinya_tetap(d, django_assert_num_queries):
    predikat_unit(d)
    k = klien(d, d.k.kasi)
    belum(d)
    k.get("/predikat/")
    for jumlah in (1, 3):
        for _ in range(jumlah):
            usul(d, belum(d, pabrik.staf(d.k.seksi), penilai=d.k.kasi))
        with django_assert_num_queries(16):
            k.get("/predikat/")


def test_orang_tanpa_bawahan_melihat_evaluasinya_sendiri(d):
    e = belum(d)
    halaman = teks(klien(d, d.k.pelaksana).get("/predikat/"))
    assert "Tulis refleksi" in halaman and f"/predikat/{e.pk}/refleksi/" in halaman
    assert "Yang Anda nilai" not in halaman


# -- the rating page


def test_halaman_nilai_memuat_fakta_dan_menolak_tanpa_dasar(d):
    versi = skp_ditetapkan(d, d.k.pelaksana)
    e, k = belum(d), klien(d, d.k.kasi)
    e.bagian.create(skp=versi.skp, penilai=d.k.kasi, rentang=periode(d).rentang)
    UmpanBalik.objects.create(
        penerima=d.k.pelaksana, peran="REKAN", nilai="KOLABORATIF", periode=periode(d), jenis="APRESIASI",
        perilaku="Menyiapkan panduan satu halaman.", tanggal=dt.date(2026, 9, 7),
    )  # fmt: skip
    halaman = teks(k.get(f"/predikat/{e.pk}/nilai/"))
    assert "Indeks kepuasan masyarakat" in halaman and "Menyiapkan panduan satu halaman." in halaman
    assert "Mengapa tanpa bukti dukung?" in halaman and "Belum ditulis" in halaman
    balasan = k.post(f"/predikat/{e.pk}/nilai/", {"hasil": ATAS, "perilaku": SESUAI, "k.k0": "ya"})
    assert balasan.status_code == 422
    assert "Belum ada bukti dukung" in teks(balasan) and "Tuliskan bukti untuk" in teks(balasan)
    assert 'name="k.k0" value="ya" checked' in teks(balasan), "yang diketik tidak hilang"
    kirim = {"hasil": ATAS, "perilaku": SESUAI, "k.k0": "ya", "s.k0": "Rekap September", "alasan_tanpa_bukti": "Cetak."}
    assert k.post(f"/predikat/{e.pk}/nilai/", kirim).status_code == 302
    assert RatingDiberikan.objects.get().kriteria[0]["sandaran"] == "Rekap September"


def test_pratinjau_kuadran_lewat_htmx(d):
    e, k = belum(d), klien(d, d.k.kasi)
    alamat = f"/predikat/{e.pk}/nilai/?hasil={ATAS}&perilaku={SESUAI}"
    potongan = teks(k.get(alamat, headers={"HX-Request": "true"}))
    assert "<html" not in potongan and "<b>Baik</b>" in potongan
    assert 'class="di">Baik' in potongan and 'class="dkt">Sangat Baik' in potongan
    assert "perilaku di atas ekspektasi</b>, maka <b>Sangat Baik" in potongan
    assert not RatingDiberikan.objects.exists()


def test_kepala_hanya_dinilai_perilakunya(d):
    e = belum(d, d.k.kadis, unit_hitung=d.k.akar, unit_dipimpin=d.k.dinas, penilai=d.k.sekda)
    k = klien(d, d.k.sekda)
    assert "Menunggu predikat" in teks(k.get(f"/predikat/{e.pk}/nilai/"))
    predikat_unit(d, d.k.dinas, "ISTIMEWA")
    halaman = teks(k.get(f"/predikat/{e.pk}/nilai/"))
    assert "<b>Di atas ekspektasi</b>" in halaman and 'name="hasil"' not in halaman


def test_sudah_ditetapkan_diantar_ke_mengapa(d):
    dok = berstatus(d)
    balasan = klien(d, d.k.kasi).get(f"/predikat/{dok.evaluasi_id}/nilai/")
    assert balasan.url == f"/predikat/{dok.evaluasi_id}/mengapa/"


def test_halaman_nilai_kuerinya_tetap(d, django_assert_num_queries):
    versi, k = skp_ditetapkan(d, d.k.pelaksana), klien(d, d.k.kasi)
    e = belum(d)
    e.bagian.create(skp=versi.skp, penilai=d.k.kasi, rentang=periode(d).rentang)
    k.get(f"/predikat/{e.pk}/nilai/")
    for jumlah in (1, 3):
        for _ in range(jumlah):
            UmpanBalik.objects.create(
                penerima=d.k.pelaksana, peran="REKAN", nilai="KOLABORATIF", periode=periode(d), jenis="APRESIASI",
                perilaku="Membantu.", tanggal=dt.date(2026, 9, 7),
            )  # fmt: skip
        with django_assert_num_queries(19):
            k.get(f"/predikat/{e.pk}/nilai/")


# -- why


def test_yang_dinilai_melihat_proses_lalu_rating_sejak_diserahkan(d):
    dok = berstatus(d)
    e, saya = dok.evaluasi, klien(d, d.k.pelaksana)
    sebelum = teks(saya.get(f"/predikat/{e.pk}/mengapa/"))
    assert "setelah dokumennya diserahkan" in sebelum and "Predikat ditetapkan" in sebelum
    assert "capai-predikat" not in sebelum and "kisi3" not in sebelum and "Rating yang diberikan" not in sebelum
    dokumen.serahkan(dok, by=d.akun(d.k.kasi))
    sesudah = teks(saya.get(f"/predikat/{e.pk}/mengapa/"))
    assert "capai-predikat" in sesudah and "Bila … maka" in sesudah and "Rating yang diberikan" in sesudah


def test_mengapa_menyebut_aturan_parameter_dan_kriteria(d):
    predikat_unit(d)
    belum(d, d.k.rekan)
    e = usul(d)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    halaman = teks(klien(d, d.k.kasi).get(f"/predikat/{e.pk}/mengapa/"))
    for kata in ("kuadran-2022.1", "Bagian terbanyak, paling banyak", "70", "kuadran kinerja pegawai", "Buka kembali"):
        assert kata in halaman, kata


def test_admin_unit_melihat_proses_tanpa_rating(d):
    e = usul(d)
    admin = pabrik.akun(d.k.orang_luar, "ADMIN_UNIT", di=d.k.dinas)
    halaman = teks(masuk(admin).get(f"/predikat/{e.pk}/mengapa/"))
    assert "Ganti penilai" in halaman and "capai-predikat" not in halaman


def test_isi_umpan_balik_hanya_bagi_penerima_dan_penilainya(d):
    e = usul(d)
    aksi.tulis_refleksi(e, "Antrean pagi lebih pendek.", by=d.akun(d.k.pelaksana))
    UmpanBalik.objects.create(
        penerima=d.k.pelaksana, peran="REKAN", nilai="KOLABORATIF", periode=periode(d), jenis="APRESIASI",
        perilaku="Menyiapkan panduan satu halaman.", tanggal=dt.date(2026, 9, 7),
    )  # fmt: skip
    admin, auditor = pabrik.akun(d.k.orang_luar, "ADMIN_UNIT", di=d.k.dinas), pabrik.akun(None, "AUDITOR")
    for akun, membaca in ((d.akun(d.k.pelaksana), True), (d.akun(d.k.kasi), True), (admin, False), (auditor, False)):
        halaman = teks(masuk(akun).get(f"/predikat/{e.pk}/mengapa/"))
        assert ("Menyiapkan panduan" in halaman, "Antrean pagi" in halaman) == (membaca, membaca)
        assert "1 umpan balik" in halaman
    assert "Menyiapkan panduan" not in teks(klien(d, d.k.kadis).get(f"/predikat/{e.pk}/mengapa/")), "pimpinan unit: hitungannya"


def test_formulir_kecil(d):
    e, k = belum(d), klien(d, d.k.pelaksana)
    assert k.post(f"/predikat/{e.pk}/refleksi/", {"isi": "Antrean pagi lebih pendek."}).status_code == 302
    e.refresh_from_db()
    assert e.refleksi == "Antrean pagi lebih pendek."
    admin = masuk(pabrik.akun(d.k.orang_luar, "ADMIN_UNIT", di=d.k.dinas))
    assert admin.post(f"/predikat/{e.pk}/tidak-dievaluasi/", {"alasan": "Pensiun dini."}).status_code == 302
    assert admin.post(f"/predikat/{e.pk}/evaluasi-juga/", {"alasan": "Batal pensiun."}).status_code == 302
    bagian = e.bagian.create(penilai=d.k.kabid, rentang=periode(d).rentang)
    kabid = klien(d, d.k.kabid)
    assert "Catatan serah terima" in teks(kabid.get("/predikat/"))
    assert kabid.post(f"/predikat/bagian/{bagian.pk}/", {"catatan": "Tepat waktu."}).status_code == 302
    Evaluasi.objects.filter(pk=e.pk).update(penilai=d.k.kabid)
    assert admin.post(f"/predikat/{e.pk}/ganti-penilai/", {"alasan": "Kabid dimutasi."}).status_code == 302
    e.refresh_from_db()
    assert e.penilai == d.k.kasi


# -- units


@pytest.fixture
def sekda(d):
    for orang in (d.k.kadis, d.k.kadis_lain):
        HubunganPenilai.objects.filter(pegawai=orang).update(penilai=d.k.sekda, atasan_penilai=None)
    return klien(d, d.k.sekda)


def test_lembar_penetap_hanya_unitnya(d, sekda):
    alamat = f"/predikat/lembar/{periode(d).pk}/"
    halaman = teks(sekda.get(alamat))
    assert "2 organisasi, 2 Anda putuskan" in halaman and f'name="n.{d.k.setda.pk}"' not in halaman
    balasan = sekda.post(alamat, {f"n.{d.k.dinas.pk}": "SANGAT_BAIK"})
    assert balasan.status_code == 422 and "Pilih predikat untuk Dinas Kesehatan" in teks(balasan)
    assert sekda.post(alamat, {f"n.{d.k.dinas.pk}": "BAIK", f"n.{d.k.setda.pk}": "ISTIMEWA"}).status_code == 302
    assert list(PredikatUnit.objects.values_list("unit", "nilai")) == [(d.k.dinas.pk, "BAIK")]
    assert "1 dari 2 diputuskan" in teks(sekda.get(alamat))
    assert sekda.get("/predikat/lembar/").url == alamat


def test_lembar_bkpsdm_membaca_semua_dan_mencatat_bupati(d, sekda, settings):
    k = masuk(bkpsdm(d))
    halaman = teks(k.get(f"/predikat/lembar/{periode(d).pk}/"))
    assert "4 organisasi" in halaman and "Diputuskan Bupati Contoh" in halaman and "Sahkan lembar" not in halaman
    alamat = f"/predikat/lembar/{periode(d).pk}/catat/"
    assert "Sekretariat Daerah" in teks(k.get(alamat))
    surat = {"pejabat": d.k.bupati.pk, "nomor": "100/1/2026", "tanggal": "2026-10-09"}
    assert k.post(alamat, surat | {f"n.{d.k.setda.pk}": "BAIK"}).status_code == 422, "tanpa lembarnya"
    berkas = SimpleUploadedFile("lembar.pdf", PDF, "application/pdf")
    balasan = k.post(alamat, surat | {f"n.{d.k.setda.pk}": "BAIK", "berkas": berkas})
    assert balasan.status_code == 302, teks(balasan)
    pu = PredikatUnit.objects.get(unit=d.k.setda)
    assert (pu.penetap, pu.keputusan.nomor) == (d.k.bupati, "100/1/2026")


def test_lembar_kuerinya_tetap(d, sekda, django_assert_num_queries):
    alamat = f"/predikat/lembar/{periode(d).pk}/"
    sekda.get(alamat)
    with django_assert_num_queries(17):
        sekda.get(alamat)
    for _ in range(3):
        lain = pabrik.unit("Dinas Lain", d.k.akar, organisasi=True)
        kepala = pabrik.kepala(lain)
        pabrik.hubungan(kepala, d.k.sekda)
    with django_assert_num_queries(17):
        assert "5 organisasi" in teks(sekda.get(alamat))


def test_halaman_unit_menurut_pembacanya(d):
    predikat_unit(d)
    usul(d)
    alamat = f"/predikat/unit/{d.k.dinas.pk}/?periode={periode(d).pk}"
    pimpinan = teks(klien(d, d.k.kadis).get(alamat))
    assert "Pola distribusi" in pimpinan and "<b>Baik</b>" in pimpinan
    admin = teks(masuk(pabrik.akun(d.k.orang_luar, "ADMIN_UNIT", di=d.k.dinas)).get(alamat))
    assert "Pegawai yang dihitung di sini" in admin and "Pola distribusi" not in admin and "<b>Baik</b>" not in admin


def test_halaman_unit_kuerinya_tetap(d, django_assert_num_queries):
    predikat_unit(d)
    k, alamat = klien(d, d.k.kadis), f"/predikat/unit/{d.k.dinas.pk}/?periode={periode(d).pk}"
    k.get(alamat)
    for jumlah in (1, 3):
        for _ in range(jumlah):
            usul(d, belum(d, pabrik.staf(d.k.seksi), penilai=d.k.kasi))
        with django_assert_num_queries(17):
            k.get(alamat)


def test_pimpinan_menulis_alasan_pola(d):
    k = klien(d, d.k.kadis)
    alamat = f"/predikat/unit/{d.k.dinas.pk}/alasan/{periode(d).pk}/"
    assert k.post(alamat, {"b.Baik kelompok terbanyak": "Unit baru dibentuk."}).status_code == 302
    assert AlasanPola.objects.get().baris == "Baik kelompok terbanyak"


def test_periode_dibuka_sebagai_pekerjaan(d):
    k = masuk(bkpsdm(d))
    alamat = f"/predikat/periode/{periode(d).pk}/buka/"
    assert "Belum dibekukan" in teks(k.get("/predikat/periode/"))
    assert k.post(alamat, {"hari": "2026-12-31"}).status_code == 422
    balasan = k.post(alamat, {"hari": "2026-09-30"})
    assert balasan.status_code == 302 and "/pekerjaan/" in balasan.url
    assert PembekuanPopulasi.objects.get().tanggal == dt.date(2026, 9, 30)
    populasi.buka_evaluasi(periode(d), by=None)
    assert "acuan 30 September 2026" in teks(k.get("/predikat/periode/"))


def test_puskesmas_dinyalakan_dari_halamannya(d):
    k = masuk(bkpsdm(d))
    assert k.post(f"/predikat/unit/{d.k.seksi.pk}/tersendiri/").status_code == 302
    assert d.k.seksi.masa.filter(organisasi=True).exists()
    with pytest.raises(Exception, match="memang dinilai"):
        atur_organisasi(d.k.seksi, True, jam.hari_ini(), by=None)


def test_rating_bupati_dicatat_dengan_surat(d):
    e = belum(d, d.k.sekda, unit_hitung=d.k.akar, unit_dipimpin=d.k.setda, penilai=d.k.bupati)
    predikat_unit(d, d.k.setda)
    k = masuk(bkpsdm(d))
    assert "Catat dengan surat" in teks(k.get(f"/predikat/{e.pk}/mengapa/"))
    berkas = SimpleUploadedFile("nilai.pdf", PDF, "application/pdf")
    kirim = {"perilaku": SESUAI, "nomor": "100/2/2026", "tanggal": "2026-10-09", "berkas": berkas}
    balasan = k.post(f"/predikat/{e.pk}/catat/", kirim)
    assert balasan.status_code == 302, teks(balasan)
    e.refresh_from_db()
    assert (e.predikat, e.penetap, e.keputusan.nomor) == ("BAIK", d.k.bupati, "100/2/2026")


# -- Beranda


def test_tugas_di_beranda(d, sekda, django_assert_num_queries):
    PembekuanPopulasi.objects.create(periode=periode(d), tanggal=dt.date(2026, 9, 30), jumlah=1, pada=jam.sekarang())
    e = belum(d)

    def judul(orang):
        return [t.tugas.judul for t in tugas_saya(d.akun(orang), jam.hari_ini())]

    assert "Nilai 1 pegawai, Triwulan III 2026" in judul(d.k.kasi)
    assert "Tulis refleksi diri Triwulan III 2026" in judul(d.k.pelaksana)
    assert "Tetapkan predikat 2 organisasi, Triwulan III 2026" in judul(d.k.sekda)
    usul(d, e)
    assert "Tetapkan predikat 1 pegawai, Triwulan III 2026" in judul(d.k.kasi)
    assert "Tulis refleksi diri Triwulan III 2026" not in judul(d.k.pelaksana)
    predikat_unit(d)
    assert "Tetapkan predikat 1 organisasi, Triwulan III 2026" in judul(d.k.sekda)
    belum(d, d.k.rekan)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    assert Evaluasi.objects.get(pk=e.pk).status == StatusEvaluasi.DITETAPKAN
    assert isi().hasil == SESUAI


def test_kriteria_ditulis_bkpsdm_dan_dipakai_halaman_nilai(d):
    k, kasi = masuk(bkpsdm(d)), klien(d, d.k.kasi)
    e = belum(d)
    assert "Hasil melampaui target dengan bukti" in teks(kasi.get(f"/predikat/{e.pk}/nilai/"))
    alamat = "/predikat/kriteria/PELAKSANA/"
    assert k.post(alamat, {"hasil": "Arsip rapi", "perilaku": ""}).status_code == 422
    kirim = {"hasil": "Arsip rapi | Sebut ruangnya.\nSurat selesai hari itu", "perilaku": "Ramah"}
    assert k.post(alamat, kirim).status_code == 302
    halaman = teks(kasi.get(f"/predikat/{e.pk}/nilai/"))
    assert "Arsip rapi" in halaman and "Sebut ruangnya." in halaman and "melampaui target dengan bukti" not in halaman
    assert "Arsip rapi | Sebut ruangnya." in teks(k.get(alamat))
    k.post(alamat, {"hasil": "", "perilaku": ""})
    assert "Hasil melampaui target dengan bukti" in teks(kasi.get(f"/predikat/{e.pk}/nilai/"))
    assert k.get("/predikat/kriteria/GURU/").status_code == 404


def test_halaman_unit_dibagi_per_enam_puluh_orang(d):
    p = periode(d)
    orang = [Evaluasi(pegawai=pabrik.pegawai(f"Orang {n:03}"), periode=p, unit_hitung=d.k.dinas) for n in range(62)]
    Evaluasi.objects.bulk_create(orang)
    k, alamat = klien(d, d.k.kadis), f"/predikat/unit/{d.k.dinas.pk}/?periode={p.pk}"
    pertama, kedua = k.get(alamat), k.get(f"{alamat}&page=2")
    assert [len(h.context["tabel"].page.object_list) for h in (pertama, kedua)] == [60, 2]
    assert "Orang 061" in teks(kedua) and "Orang 061" not in teks(pertama)
