"""Screens of feedback: three taps, advice once, the citizen's page, what each sees; cost as numbers."""

import pytest
from django.core.cache import cache

from dialog.actions import umpan_balik as aksi
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from dialog.views import umpan_publik
from kinerja.plumbing import jam
from tests.dialog.pabrik_umpan import beri, isi, senin_depan, tutup, tw
from tests.pemeran import masuk
from tests.skp import pabrik as p

__all__ = ["tw"]
PENUH = {"jenis": "KOREKSI", "tentang": "nilai-AKUNTABEL", "perilaku": "Datanya kurang.", "sebutan": "NAMA"}


@pytest.fixture
def rekan(dunia, tw):
    """Client of a colleague of jf."""
    return masuk(dunia.akun(dunia.k.rekan))


def test_apresiasi_singkat_tiga_ketukan_dari_halaman_pegawai(dunia, rekan):
    jf = dunia.k.jf
    halaman = rekan.get(f"/pegawai/{jf.pk}/").content.decode()
    assert f'href="/dialog/umpan-balik/orang/{jf.pk}/"' in halaman
    halaman = rekan.get(f"/dialog/umpan-balik/orang/{jf.pk}/").content.decode()
    tujuan = f"/dialog/umpan-balik/beri/?untuk={jf.pk}"
    assert f'action="{tujuan}"' in halaman and 'value="KOLABORATIF"' in halaman
    # The team page leads to the form: there, too, the cards come first.
    assert f'action="{tujuan}"' in rekan.get(tujuan).content.decode()
    jawab = rekan.post(tujuan, {"singkat": "ya", "nilai": "KOLABORATIF"})
    assert jawab["Location"] == "/dialog/umpan-balik/?bagian=diberikan"
    u = UmpanBalik.objects.get()
    assert (u.penerima, u.nilai, u.jenis, u.nama_tampil) == (jf, "KOLABORATIF", "APRESIASI", "Hendra Maulana")
    assert u.perilaku == "Memberi kesempatan kepada berbagai pihak untuk berkontribusi."
    assert rekan.post(tujuan, {"singkat": "ya"}).status_code == 422


def test_saran_ditampilkan_sekali_lalu_boleh_apa_adanya(dunia, rekan):
    tujuan = f"/dialog/umpan-balik/beri/?untuk={dunia.k.jf.pk}"
    jawab = rekan.post(tujuan, PENUH)
    isi_halaman = jawab.content.decode()
    assert jawab.status_code == 200 and not UmpanBalik.objects.exists()
    assert "Tambahkan satu fakta" in isi_halaman and "Tambahkan satu saran" in isi_halaman and "Datanya kurang." in isi_halaman
    assert rekan.post(tujuan, PENUH | {"tetap": "ya"}).status_code == 302
    lengkap = {"situasi": "Rapat Selasa", "harapan": "Kirim sehari sebelumnya."}
    assert rekan.post(tujuan, PENUH | lengkap).status_code == 302
    assert UmpanBalik.objects.count() == 2


def test_isian_yang_salah_ditandai_dan_tulisan_tidak_hilang(dunia, rekan):
    tujuan = f"/dialog/umpan-balik/beri/?untuk={dunia.k.jf.pk}"
    for ganti in ({"tentang": ""}, {"jenis": "X"}, {"sebutan": "X"}, {"perilaku": ""}, {"perilaku": "x" * 2001}):
        jawab = rekan.post(tujuan, PENUH | {"dampak": "Rapat tertunda"} | ganti)
        assert jawab.status_code == 422 and "Rapat tertunda" in jawab.content.decode(), ganti
    assert not UmpanBalik.objects.exists()


def test_rhk_hanya_ditawarkan_kepada_yang_boleh_membaca_skp(dunia, rekan):
    k = dunia.k
    lini = p.skp_ditetapkan(dunia, k.jf).rhk.get().lini_id
    tujuan = f"/dialog/umpan-balik/beri/?untuk={k.jf.pk}"
    assert f"rhk-{lini}" in rekan.get(tujuan).content.decode(), "satu seksi"
    luar = masuk(dunia.akun(k.orang_luar))
    assert f"rhk-{lini}" not in luar.get(tujuan).content.decode()
    assert luar.post(tujuan, PENUH | {"tentang": f"rhk-{lini}", "tetap": "ya"}).status_code == 422


def test_kelompok_kecil_dan_pimpinan_diberi_tahu_mengapa(dunia, rekan):
    k = dunia.k
    kasi = masuk(dunia.akun(k.kasi))
    halaman = kasi.get(f"/dialog/umpan-balik/beri/?untuk={k.jf.pk}").content.decode()
    assert "Sebagai pimpinan Anda selalu disebut." in halaman and 'value="TANPA"' not in halaman
    halaman = kasi.get(f"/dialog/umpan-balik/beri/?untuk={k.kabid.pk}").content.decode()
    assert "hanya 1 orang" in halaman and 'value="PERAN"' not in halaman
    halaman = rekan.get(f"/dialog/umpan-balik/beri/?untuk={k.kasi.pk}").content.decode()
    assert 'value="PERAN"' in halaman and 'value="TANPA"' in halaman


def test_memilih_orang_lebih_dahulu(dunia, rekan):
    assert rekan.get("/dialog/umpan-balik/beri/").status_code == 200
    assert rekan.get("/dialog/umpan-balik/beri/?nama=Rahmat+Hidayatullah")["Location"].endswith(f"?untuk={dunia.k.jf.pk}")
    assert rekan.get("/dialog/umpan-balik/beri/?nama=Tidak+Ada").status_code == 422
    for salah in ("x", "-1", "9" * 30, "²"):
        assert rekan.get("/dialog/umpan-balik/beri/", {"untuk": salah}).status_code == 404


def test_penerima_membaca_menanggapi_dan_melaporkan(dunia, rekan):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan, jenis="KOREKSI")
    belum = beri(dunia, k.jf, k.pelaksana, "TANPA", perilaku="Belum terbit hari ini.")
    jf, kasi = masuk(dunia.akun(k.jf)), masuk(dunia.akun(k.kasi))
    halaman = jf.get("/dialog/umpan-balik/").content.decode()
    assert "Hendra Maulana, rekan kerja" in halaman and "Belum terbit" not in halaman
    assert jf.post(f"/dialog/umpan-balik/{belum.pk}/tanggapi/", {"tanggapan": "x"}).status_code == 404
    assert jf.post(f"/dialog/umpan-balik/{u.pk}/tanggapi/", {"tanggapan": "Terima kasih banyak"}).status_code == 302
    assert "Terima kasih banyak" in kasi.get(f"/dialog/umpan-balik/orang/{k.jf.pk}/").content.decode()
    assert "Terima kasih banyak" in rekan.get("/dialog/umpan-balik/?bagian=diberikan").content.decode()
    assert jf.post(f"/dialog/umpan-balik/{u.pk}/laporkan/", {"alasan": "Menghina saya"}).status_code == 302
    assert "Menghina saya" not in kasi.get(f"/dialog/umpan-balik/orang/{k.jf.pk}/").content.decode()
    bkpsdm = masuk(p.petugas(dunia))
    halaman = bkpsdm.get("/dialog/umpan-balik/laporan/").content.decode()
    assert "Menghina saya" in halaman and "Hendra Maulana" not in halaman
    assert bkpsdm.post(f"/dialog/umpan-balik/laporan/{u.pk}/", {"putusan": "sembunyikan", "alasan": "Kasar"}).status_code == 302
    for klien, url in ((jf, "/dialog/umpan-balik/"), (kasi, f"/dialog/umpan-balik/orang/{k.jf.pk}/")):
        halaman = klien.get(url).content.decode()
        assert "Disembunyikan BKPSDM: Kasar" in halaman and "rapat Selasa" not in halaman


def test_rekan_tidak_membaca_umpan_balik_orang_lain(dunia, rekan):
    k = dunia.k
    beri(dunia, k.jf, k.kasi)
    for orang in (k.rekan, k.kabid, k.orang_luar):
        klien = masuk(dunia.akun(orang))
        assert "rapat Selasa" not in klien.get(f"/dialog/umpan-balik/orang/{k.jf.pk}/").content.decode(), orang
    bkpsdm = masuk(p.petugas(dunia))
    assert "rapat Selasa" not in bkpsdm.get(f"/dialog/umpan-balik/orang/{k.jf.pk}/").content.decode()
    assert "rapat Selasa" in masuk(dunia.akun(k.kasi)).get(f"/dialog/umpan-balik/orang/{k.jf.pk}/").content.decode()


def test_pemberi_menarik_miliknya_saja_sampai_periode_ditutup(dunia, rekan, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    url = f"/dialog/umpan-balik/tarik/?umpan={u.pk}"
    assert masuk(dunia.akun(k.jf)).get(url).status_code == 404
    assert url in rekan.get("/dialog/umpan-balik/?bagian=diberikan").content.decode()
    assert rekan.post(url, {"alasan": ""}).status_code == 422
    assert rekan.post(url, {"alasan": "Keliru orang"}).status_code == 302
    assert "Ditarik pemberinya: Keliru orang" in masuk(dunia.akun(k.jf)).get("/dialog/umpan-balik/").content.decode()
    lain = beri(dunia, k.jf, k.rekan, perilaku="Tetap ada")
    tutup(tw)
    url = f"/dialog/umpan-balik/tarik/?umpan={lain.pk}"
    assert url not in rekan.get("/dialog/umpan-balik/?bagian=diberikan").content.decode()
    assert rekan.post(url, {"alasan": "Terlambat"}).status_code == 422


def test_meminta_menjawab_dan_menolak_dari_layar(dunia, rekan):
    k = dunia.k
    jf = masuk(dunia.akun(k.jf))
    minta = {"kepada": "Hendra Maulana", "tentang": "nilai-LOYAL", "pesan": "Satu kalimat saja"}
    assert jf.post("/dialog/umpan-balik/minta/", minta | {"kepada": ""}).status_code == 422
    assert jf.post("/dialog/umpan-balik/minta/", minta | {"kepada": "Rahmat Hidayatullah"}).status_code == 422, "diri sendiri"
    assert jf.post("/dialog/umpan-balik/minta/", minta).status_code == 302
    m = PermintaanUmpanBalik.objects.get()
    halaman = rekan.get("/dialog/umpan-balik/").content.decode()
    assert f"?permintaan={m.pk}" in halaman and "Satu kalimat saja" in halaman
    url = f"/dialog/umpan-balik/beri/?permintaan={m.pk}"
    halaman = rekan.get(url).content.decode()
    assert "Nilai Loyal" in halaman and 'name="tentang"' not in halaman and "kepada 1 orang" in halaman
    assert masuk(dunia.akun(k.pelaksana)).get(url).status_code == 404
    assert (
        rekan.post(
            url, {"jenis": "APRESIASI", "perilaku": "Menjaga rahasia peserta saat rapat.", "sebutan": "NAMA"}
        ).status_code
        == 302
    )
    assert UmpanBalik.objects.get().nilai == "LOYAL"
    assert rekan.get(url).status_code == 422
    kedua = aksi.minta(k.rekan, isi(nilai="HARMONIS"), by=dunia.akun(k.jf))
    assert rekan.post("/dialog/umpan-balik/tolak/", {"permintaan": kedua.pk}).status_code == 302
    assert "Menunggu" in jf.get("/dialog/umpan-balik/?bagian=permintaan").content.decode()
    assert jf.post(f"/dialog/umpan-balik/permintaan/{kedua.pk}/batalkan/").status_code == 302
    assert rekan.post(f"/dialog/umpan-balik/permintaan/{m.pk}/batalkan/").status_code == 404


# -- the citizen


@pytest.fixture
def tautan(dunia, tw, client):
    """(path of a fresh link of jf, a client of nobody)."""
    cache.clear()
    jf = masuk(dunia.akun(dunia.k.jf))
    buat = {"cara": "tautan", "tentang": "nilai-BERORIENTASI_PELAYANAN", "pesan": "Agar antrean lebih cepat", "jumlah": "1"}
    jawab = jf.post("/dialog/umpan-balik/minta/", buat, follow=True)
    halaman = jawab.content.decode()
    kode = aksi.kode_tautan(PermintaanUmpanBalik.objects.get())
    assert f"/dialog/umpan/{kode}/" in halaman and "data:image/png" in halaman
    return f"/dialog/umpan/{kode}/", client


def test_penerima_layanan_menjawab_tanpa_masuk(dunia, tautan):
    url, warga = tautan
    jawab = warga.get(url)
    halaman = jawab.content.decode()
    for kata in (
        "Rahmat Hidayatullah",
        "Perawat Ahli Muda",
        "Agar antrean lebih cepat",
        "Noorlaila" not in halaman and "atasannya",
    ):
        assert kata in halaman
    assert "no-store" in jawab["Cache-Control"] and jawab["X-Robots-Tag"].startswith("noindex")
    assert 'name="sandi"' not in halaman and "nip" not in halaman.lower().replace("tanpa nip", "")
    assert warga.post(url, {"jenis": "KOREKSI", "perilaku": ""}).status_code == 422
    kirim = {"jenis": "KOREKSI", "perilaku": "Antre satu jam pada hari Senin"}
    assert "Terima kasih" in warga.post(url, kirim).content.decode()
    assert "Terima kasih" in warga.post(url, kirim).content.decode(), "klik kedua"
    assert warga.post(url, kirim | {"perilaku": "Tulisan lain"}).status_code == 409
    u = UmpanBalik.objects.get()
    assert (u.penerima, u.peran, u.perilaku) == (dunia.k.jf, "PENERIMA_LAYANAN", "Antre satu jam pada hari Senin")
    # Whoever only looks does not learn that the link was used.
    assert warga.get(url).status_code == 200 and "Ceritakan singkat" in warga.get(url).content.decode()
    with jam.pada(senin_depan()):
        assert "Penerima layanan (tanpa nama)" in masuk(dunia.akun(dunia.k.jf)).get("/dialog/umpan-balik/").content.decode()


def test_tautan_salah_404_dan_terlalu_sering_429(tautan, monkeypatch):
    url, warga = tautan
    assert (umpan_publik.PER_MENIT, umpan_publik.KIRIM_PER_MENIT) == (60, 15)
    monkeypatch.setattr(umpan_publik, "PER_MENIT", 4)
    assert warga.get("/dialog/umpan/" + "0" * 40 + "/").status_code == 404
    assert [warga.get(url).status_code for _ in range(4)] == [200] * 3 + [429]


def test_kiriman_warga_dibatasi_per_menit(tautan, monkeypatch):
    url, warga = tautan
    monkeypatch.setattr(umpan_publik, "KIRIM_PER_MENIT", 2)
    assert [warga.post(url, {}).status_code for _ in range(3)] == [422] * 2 + [429]


# -- cost


@pytest.mark.parametrize("banyak", [1, 3])
def test_daftar_diterima_kueri_tetap(dunia, tw, banyak, django_assert_num_queries):
    k = dunia.k
    for i in range(banyak):
        beri(dunia, k.jf, k.rekan, perilaku=f"Membantu {i}")
    klien = masuk(dunia.akun(k.jf))
    klien.get("/dialog/umpan-balik/")
    with django_assert_num_queries(DAFTAR):
        assert len(klien.get("/dialog/umpan-balik/").context["baris"]) == banyak
    pemberi = masuk(dunia.akun(k.rekan))
    pemberi.get("/dialog/umpan-balik/")
    with django_assert_num_queries(DIBERIKAN):
        assert len(pemberi.get("/dialog/umpan-balik/?bagian=diberikan").context["baris"]) == banyak


#: session, account; what I am asked; assessor; period; the list; roles (2); unread
DAFTAR = 9
DIBERIKAN = 8


def test_tautan_yang_dibatalkan_saat_dibuka_bukan_galat(dunia, tw, tautan):
    """Taken back between the look for the code and the page: the page says that it holds no more."""
    from dialog.forms_umpan import PublikForm
    from dialog.views.umpan_publik import _konteks

    url, warga = tautan
    dibaca = PermintaanUmpanBalik.objects.select_related("peminta").get()
    assert _konteks(dibaca, PublikForm()) is not None
    aksi.batalkan_permintaan(dibaca, by=dunia.akun(dibaca.peminta))
    assert _konteks(dibaca, PublikForm()) is None
    assert warga.get(url).status_code == 404


@pytest.mark.parametrize("kata", ["tidak ada orang bernama ini", "0", "'; --", "x" * 300])
def test_nama_yang_tidak_ditemukan_dikatakan(dunia, tw, kata):
    jawab = masuk(dunia.akun(dunia.k.pelaksana)).get("/dialog/umpan-balik/beri/", {"nama": kata})
    assert jawab.status_code == 422
