"""Screens of the matrix: with forms and with the grid's requests, what each of the cast sees, what a page costs."""

import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from kinerja.organisasi.actions.tim import bentuk_tim
from kinerja.plumbing import jam
from skp.actions import isi
from skp.actions import mpph as tindakan
from skp.actions.mpph_sel import tulis_silang
from skp.models import MPPH, RHK, BarisMPPH, KolomMPPH, PerjanjianKinerja, SelMPPH, Simpul
from skp.queries_mpph import skp_matriks, susun_matriks
from tests import pabrik
from tests.pemeran import masuk
from tests.skp import isian
from tests.skp.pabrik import AWAL, isi_rhk, skp_draf

HARI = AWAL.date()
KISI = {"HX-Request": "true"}


@pytest.fixture
def versi(dunia):
    v = skp_draf(dunia, dunia.k.kasi, penuh=False)
    isi_rhk(v, "Meningkatnya mutu layanan kesehatan primer")
    isi_rhk(v, "Menurunnya angka stunting")
    return v


@pytest.fixture
def mpph(dunia, versi):
    return tindakan.buka_mpph(versi.skp, by=dunia.akun(dunia.k.kasi))


@pytest.fixture
def pimpinan(dunia):
    return masuk(dunia.akun(dunia.k.kasi))


def alamat(nama, *args):
    return reverse(f"skp:{nama}", args=args)


def sel_url(mpph, orang, nomor=0) -> str:
    return alamat("mpph_sel", BarisMPPH.objects.get(mpph=mpph, pegawai=orang).pk, _kolom(mpph)[nomor].kunci)


def _kolom(mpph):
    return susun_matriks(skp_matriks().get(pk=mpph.skp_id)).kolom


# -- opening and looking


def test_pimpinan_membuka_matriks_dari_halamannya(dunia, versi, pimpinan):
    halaman = pimpinan.get(alamat("mpph", versi.skp_id))
    assert "Buka matriks" in halaman.content.decode()
    pimpinan.post(alamat("mpph_buka", versi.skp_id), follow=True)
    isi_halaman = pimpinan.get(alamat("mpph", versi.skp_id)).content.decode()
    assert "Menurunnya angka stunting" in isi_halaman
    assert isi_halaman.count("data-sel=") == 6
    assert "SKP Anda belum ditetapkan (draf)" in isi_halaman


def test_dari_skp_bawahan_ke_matriks_pimpinannya_bagi_yang_boleh(dunia, mpph):
    v, tautan = skp_draf(dunia, dunia.k.pelaksana, penuh=False), f'href="{alamat("mpph", mpph.skp_id)}"'
    bawahan = masuk(dunia.akun(dunia.k.pelaksana))
    for url in (alamat("saya"), alamat("lihat", v.pk)):
        assert tautan in bawahan.get(url).content.decode(), url
    assert bawahan.get(alamat("mpph", mpph.skp_id)).status_code == 200
    penilai = masuk(dunia.akun(dunia.k.kasi))
    assert tautan in penilai.get(alamat("lihat", v.pk)).content.decode()
    BarisMPPH.objects.filter(mpph=mpph, pegawai=dunia.k.pelaksana).delete()
    assert tautan not in bawahan.get(alamat("lihat", v.pk)).content.decode()


def test_tanpa_rhk_utama_halaman_menunjukkan_langkah_berikutnya(dunia, pimpinan):
    v = skp_draf(dunia, dunia.k.kasi, penuh=False)
    RHK.objects.filter(versi=v).delete()
    halaman = pimpinan.get(alamat("mpph", v.skp_id)).content.decode()
    assert "Isi RHK utama dahulu" in halaman
    assert "Buka matriks" not in halaman


def test_bawahan_melihat_barisnya_sendiri_sampai_disepakati(dunia, mpph):
    k = dunia.k
    by = dunia.akun(k.kasi)
    for b in mpph.baris.all():
        tulis_silang(b, _kolom(mpph)[0].kunci, f"Tersusunnya milik {b.pegawai.nama}", by=by)
    tulis_silang(mpph.baris.first(), _kolom(mpph)[1].kunci, "Terpantaunya balita", by=by)
    jf = masuk(dunia.akun(k.jf))
    halaman = jf.get(alamat("mpph", mpph.skp_id)).content.decode()
    assert f"milik {k.jf.nama}" in halaman
    assert f"milik {k.rekan.nama}" not in halaman
    assert "data-sel" not in halaman
    tindakan.sepakati(mpph, HARI, by=by)
    assert f"milik {k.rekan.nama}" in jf.get(alamat("mpph", mpph.skp_id)).content.decode()


def test_orang_luar_tidak_tahu_matriks_itu(dunia, mpph):
    luar = masuk(dunia.akun(dunia.k.orang_luar))
    for nama in ("mpph", "mpph_unduh", "mpph_tempel", "mpph_riwayat"):
        assert luar.get(alamat(nama, mpph.skp_id)).status_code == 404
    assert luar.get(sel_url(mpph, dunia.k.jf)).status_code == 404


# -- without JavaScript


def test_sel_diisi_lewat_formulirnya_dengan_jenis_keluaran(dunia, mpph, pimpinan):
    url = sel_url(mpph, dunia.k.jf)
    jawab = pimpinan.post(url, {"teks": "Tersusunnya A\n- Tersusunnya B", "dikenal": ""})
    assert jawab.url.startswith(alamat("mpph", mpph.skp_id) + "#s-")
    satu, dua = SelMPPH.objects.order_by("urut")
    dikenal = f"{satu.pk}.0,{dua.pk}.0"
    pimpinan.post(url, {"teks": "Tersusunnya A\nTersusunnya B", "dikenal": dikenal, f"keluaran_{dua.pk}": "LAYANAN"})
    dua.refresh_from_db()
    assert dua.keluaran == "LAYANAN"


def test_formulir_yang_tertinggal_menampilkan_kedua_isian(dunia, mpph, pimpinan):
    url = sel_url(mpph, dunia.k.jf)
    pimpinan.post(url, {"teks": "Tersimpan lebih dulu", "dikenal": ""})
    jawab = pimpinan.post(url, {"teks": "Isian saya", "dikenal": ""})
    isi_halaman = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Tersimpan lebih dulu" in isi_halaman
    assert ">Isian saya<" in re.sub(r">\s+", ">", isi_halaman)
    dikenal = re.search(r'name="dikenal" value="([^"]+)"', isi_halaman)[1]
    assert pimpinan.post(url, {"teks": "Isian saya", "dikenal": dikenal}).status_code == 302
    assert [s.uraian for s in SelMPPH.objects.all()] == ["Isian saya"]


def test_isian_yang_ditolak_tetap_ada_di_formulir(dunia, mpph, pimpinan):
    jawab = pimpinan.post(sel_url(mpph, dunia.k.jf), {"teks": "x" * 2001, "dikenal": ""})
    assert jawab.status_code == 422
    assert "x" * 2001 in jawab.content.decode()
    assert "paling panjang 2.000 huruf" in jawab.content.decode()


def test_html_di_sel_tampil_sebagai_teks(dunia, mpph, pimpinan):
    pimpinan.post(sel_url(mpph, dunia.k.jf), {"teks": "<script>alert(1)</script>", "dikenal": ""})
    halaman = pimpinan.get(alamat("mpph", mpph.skp_id)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in halaman
    assert "<script>alert(1)" not in halaman


def test_usulan_perjanjian_kinerja_menjadi_baris_baru_isian(dunia, mpph, pimpinan):
    pk = PerjanjianKinerja.objects.create(unit=dunia.k.dinas, tahun=dunia.siklus.tahun, dibuat_pada=jam.sekarang())
    Simpul.objects.create(pk_unit=pk, urut=1, level="ES3", uraian="Terpantaunya balita berisiko")
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(status="BERLAKU", berlaku_sejak=jam.sekarang())
    url = sel_url(mpph, dunia.k.jf)
    assert "Terpantaunya balita berisiko" in pimpinan.get(url).content.decode()
    jawab = pimpinan.post(url, {"teks": "Sudah saya ketik", "dikenal": "", "usul": "0"})
    assert "Sudah saya ketik\nTerpantaunya balita berisiko" in jawab.content.decode()
    assert SelMPPH.objects.count() == 0


def test_tempel_lewat_formulir_dan_penolakannya(dunia, mpph, pimpinan):
    b, k = mpph.baris.first(), _kolom(mpph)[0]
    isian_form = {"baris": b.pk, "kolom": k.kunci, "blok": "A\tB\nC\tD"}
    assert pimpinan.post(alamat("mpph_tempel", mpph.skp_id), isian_form).status_code == 302
    assert SelMPPH.objects.count() == 4
    jawab = pimpinan.post(alamat("mpph_tempel", mpph.skp_id), isian_form | {"blok": "A\tB\tC"})
    assert jawab.status_code == 422
    assert "hanya 2" in jawab.content.decode()


def test_formulir_tempel_yang_tertinggal_tidak_menimpa_dan_bloknya_tetap_ada(dunia, mpph, pimpinan):
    url, b, k = alamat("mpph_tempel", mpph.skp_id), mpph.baris.first(), _kolom(mpph)[0]
    dikenal = pimpinan.get(url).context["form"]["dikenal"].value()
    tulis_silang(b, k.kunci, "Milik layar lain", by=None)
    kirim = {"baris": b.pk, "kolom": k.kunci, "blok": "Blok saya", "dikenal": dikenal}
    jawab = pimpinan.post(url, kirim)
    assert jawab.status_code == 422
    assert "menjadi “Milik layar lain”" in jawab.content.decode()
    assert "Blok saya" in jawab.content.decode()
    assert pimpinan.post(url, kirim | {"dikenal": jawab.context["form"]["dikenal"].value()}).status_code == 302
    assert [s.uraian for s in SelMPPH.objects.all()] == ["Blok saya"]


def test_baris_kolom_dan_langkah_lewat_formulir(dunia, mpph, pimpinan):
    k, skp = dunia.k, mpph.skp_id
    pimpinan.post(alamat("mpph_baris_baru", skp), {"orang": k.orang_luar.nip})
    tamu = BarisMPPH.objects.get(mpph=mpph, pegawai=k.orang_luar)
    assert "Lintas unit" in pimpinan.get(alamat("mpph", skp)).content.decode()
    assert "Keluarkan" in pimpinan.get(alamat("mpph_baris", tamu.pk)).content.decode()
    pimpinan.post(alamat("mpph_baris", tamu.pk), {"yakin": "ya"})
    assert not BarisMPPH.objects.filter(pk=tamu.pk).exists()
    pimpinan.post(alamat("mpph_kolom", skp, _kolom(mpph)[1].kunci), {"sendiri": "ya"})
    iki = RHK.objects.get(uraian__startswith="Meningkatnya", versi__skp=skp).iki.get()
    pimpinan.post(alamat("mpph_kolom_baru", skp), {"iki": iki.pk})
    assert [x.nomor for x in _kolom(mpph)] == ["RHK 1", f"RHK 1, IKI {iki.urut}", "RHK 2"]
    assert pimpinan.post(alamat("mpph_sepakati", skp), {"tanggal_dialog": HARI.isoformat()}).status_code == 422
    for b in mpph.baris.all():
        tulis_silang(b, _kolom(mpph)[0].kunci, f"Tersusunnya {b.pk}", by=None)
    assert pimpinan.post(alamat("mpph_sepakati", skp), {"tanggal_dialog": HARI.isoformat()}).status_code == 302
    pimpinan.post(alamat("mpph_finalkan", skp), {})
    pimpinan.post(alamat("mpph_buka_kembali", skp), {"catatan": "Pegawai baru"})
    assert MPPH.objects.get(pk=mpph.pk).status == "DRAF"
    riwayat = pimpinan.get(alamat("mpph_riwayat", skp)).content.decode()
    assert riwayat.index("Pegawai baru") < riwayat.index("Matriks dibuka")


def test_tombol_mengikuti_tabel_transisi(dunia, mpph, pimpinan):
    halaman = pimpinan.get(alamat("mpph", mpph.skp_id)).content.decode()
    assert "Lengkapi dahulu matriksnya." in halaman
    for b in mpph.baris.all():
        for k in _kolom(mpph):
            tulis_silang(b, k.kunci, f"Tersusunnya {b.pk} {k.kunci}", by=None)
    assert alamat("mpph_sepakati", mpph.skp_id) in pimpinan.get(alamat("mpph", mpph.skp_id)).content.decode()
    tindakan.sepakati(mpph, HARI, by=dunia.akun(dunia.k.kasi))
    halaman = pimpinan.get(alamat("mpph", mpph.skp_id)).content.decode()
    assert alamat("mpph_finalkan", mpph.skp_id) in halaman
    assert alamat("mpph_sepakati", mpph.skp_id) not in halaman
    assert "data-sel" not in halaman


def test_rhk_yang_dihapus_pimpinan_dipindahkan_lewat_halaman_kolom(dunia, versi, mpph, pimpinan):
    lama, tujuan = _kolom(mpph)[1].kunci, _kolom(mpph)[0].kunci
    tulis_silang(mpph.baris.first(), lama, "Terpantaunya balita", by=None)
    isi.hapus_rhk(versi.rhk.get(uraian="Menurunnya angka stunting"), by=None)
    assert "<s>" in pimpinan.get(alamat("mpph", mpph.skp_id)).content.decode()
    halaman = pimpinan.get(alamat("mpph_kolom", mpph.skp_id, lama)).content.decode()
    assert "Pindahkan isi" in halaman
    assert "Terpantaunya balita" in halaman
    pimpinan.post(alamat("mpph_kolom", mpph.skp_id, lama), {"pindah": "ya", "ke": tujuan})
    assert SelMPPH.objects.get().kolom.lini_rhk_id == int(tujuan)


def test_ketua_tim_mengetik_hanya_di_baris_anggotanya(dunia, versi):
    k = dunia.k
    bentuk_tim(k.seksi, "Tim Stunting", k.jf, mulai=HARI, sampai=None, sk="800/1", anggota=[k.rekan], by=None)
    mpph = tindakan.buka_mpph(versi.skp, by=None)
    anggota = BarisMPPH.objects.get(mpph=mpph, induk__isnull=False)
    ketua = masuk(dunia.akun(k.jf))
    halaman = ketua.get(alamat("mpph", mpph.skp_id)).content.decode()
    assert set(re.findall(r'data-sel="(\d+):', halaman)) == {str(anggota.pk)}
    assert ketua.post(alamat("mpph_sel", anggota.pk, _kolom(mpph)[0].kunci), {"teks": "Terkumpulnya data"}).status_code == 302
    assert ketua.post(sel_url(mpph, k.pelaksana), {"teks": "Bukan haknya"}).status_code == 403


def test_unduhan_memuat_apa_yang_terlihat(dunia, mpph, pimpinan):
    tulis_silang(BarisMPPH.objects.get(mpph=mpph, pegawai=dunia.k.jf), _kolom(mpph)[0].kunci, "=A\nTersusunnya B", by=None)
    lembar = load_workbook(io.BytesIO(pimpinan.get(alamat("mpph_unduh", mpph.skp_id)).content)).active
    baris = [tuple(b) for b in lembar.iter_rows(values_only=True)]
    kepala = next(i for i, b in enumerate(baris) if b[0] == "Pegawai")
    assert baris[kepala][2] == "RHK 1: Meningkatnya mutu layanan kesehatan primer"
    jf = next(b for b in baris if b[0] == dunia.k.jf.nama_gelar)
    assert jf == (dunia.k.jf.nama_gelar, "Perawat Ahli Muda", "=A\nTersusunnya B", None, 2)
    assert baris[-1][2:] == (1, 0, "1 dari 3")
    jf_sendiri = masuk(dunia.akun(dunia.k.rekan)).get(alamat("mpph_unduh", mpph.skp_id)).content
    nama = {b[0] for b in load_workbook(io.BytesIO(jf_sendiri)).active.iter_rows(values_only=True)}
    assert dunia.k.jf.nama_gelar not in nama


# -- the grid's requests


def test_kisi_mendapat_bagian_yang_berubah(dunia, mpph, pimpinan):
    url = sel_url(mpph, dunia.k.jf)
    jawab = pimpinan.post(url, {"teks": "Tersusunnya A", "dikenal": ""}, headers=KISI).content.decode()
    b = BarisMPPH.objects.get(mpph=mpph, pegawai=dunia.k.jf).pk
    kunci = _kolom(mpph)[0].kunci
    for id_bagian in (f"s-{b}-{kunci}", f"p-{b}", f"k-{kunci}", "k-semua", "kurang", "terlihat", "langkah"):
        assert f'id="{id_bagian}"' in jawab, id_bagian
    assert f'data-jejak="{SelMPPH.objects.get().pk}.0"' in jawab
    assert "<html" not in jawab


def test_kisi_yang_kalah_cepat_mendapat_409_dengan_isi_yang_tersimpan(dunia, mpph, pimpinan):
    url = sel_url(mpph, dunia.k.jf)
    pimpinan.post(url, {"teks": "Lebih dulu", "dikenal": ""}, headers=KISI)
    jawab = pimpinan.post(url, {"teks": "Kemudian", "dikenal": ""}, headers=KISI)
    assert jawab.status_code == 409
    assert "<p data-milik-kini>Lebih dulu</p>" in jawab.content.decode()


def test_kisi_menempel_blok_dan_penolakannya_menjadi_kabar(dunia, mpph, pimpinan):
    b, k = mpph.baris.first(), _kolom(mpph)[0]
    url = alamat("mpph_tempel", mpph.skp_id)
    kirim = {"baris": b.pk, "kolom": k.kunci, "blok": 'A\t"B\nC"', "dikenal": json.dumps({f"{b.pk}:{k.kunci}": ""})}
    jawab = pimpinan.post(url, kirim, headers=KISI).content.decode()
    assert "2 sel berubah." in jawab
    assert '<table class="matriks"' in jawab
    jawab = pimpinan.post(url, kirim | {"blok": "A\tB\tC"}, headers=KISI)
    assert jawab.status_code == 422
    assert "Tidak ada yang diubah" in jawab.content.decode()
    assert pimpinan.post(url, kirim | {"blok": "Lain"}, headers=KISI).status_code == 409
    assert pimpinan.post(url, kirim | {"baris": "x"}, headers=KISI).status_code == 422
    assert pimpinan.post(url, kirim | {"dikenal": "[1"}, headers=KISI).status_code == 200


# -- what a page costs


def _matriks_sebesar(dunia, baris: int, kolom: int):
    """A set-up past the actions: what is asked is reading."""
    v = isian.versi(dunia.k.kepsek, None, tahun=2031)
    rhk = [isian.rhk(v, f"Meningkatnya mutu {i}") for i in range(kolom)]
    mpph = MPPH.objects.create(skp=v.skp, dibuat_pada=jam.sekarang())
    kolom_ini = [KolomMPPH.objects.create(mpph=mpph, lini_rhk=r.lini, urut=i) for i, r in enumerate(rhk)]
    for i in range(baris):
        orang = pabrik.pegawai(f"Guru {i}")
        tugas = pabrik.penugasan(orang, dunia.k.sekolah, "Guru Ahli Pertama", "JF")
        b = BarisMPPH.objects.create(mpph=mpph, pegawai=orang, penugasan=tugas, urut=i, lintas_unit=True)
        SelMPPH.objects.bulk_create(
            SelMPPH(baris=b, kolom=k, urut=u, uraian=f"Tersusunnya bagian {i} {u}") for k in kolom_ini for u in (1, 2)
        )
    return mpph


@pytest.mark.parametrize(("baris", "kolom"), [(3, 2), (40, 10)])
def test_halaman_matriks_paling_banyak_sepuluh_kueri(dunia, baris, kolom):
    mpph = _matriks_sebesar(dunia, baris, kolom)
    klien = masuk(dunia.akun(dunia.k.kepsek))
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        jawab = klien.get(alamat("mpph", mpph.skp_id))
    assert jawab.content.decode().count("data-p>") == baris * kolom * 2
    assert len(kueri) == 10, [q["sql"][:150] for q in kueri]
