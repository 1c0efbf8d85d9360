"""The editor and the pages around it, through the browser's own requests: rights, saving, conflicts, cost."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.layanan.actions.bantu import beri_izin_bantu
from kinerja.plumbing import jam
from skp.actions import isi, komentar, penetapan, susun
from skp.actions.mpph import buka_mpph
from skp.enums import JenisRHK, StatusSKP
from skp.models import IKI, RHK, AbaikanSaran, Komentar, Lampiran, LangkahSKP, StandarUnggul, VersiSKP
from tests import pabrik
from tests.pemeran import masuk
from tests.skp import pabrik as p

S = StatusSKP
JSON = {"Accept": "application/json"}
KUNCI = "k0a1b2c3d-0000-4000-8000-000000000001"
KUNCI_LAIN = "k0a1b2c3d-0000-4000-8000-000000000002"


@pytest.fixture
def draf(dunia):
    """The staff member's draft below superiors who have set theirs."""
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    return p.skp_draf(dunia, dunia.k.pelaksana)


@pytest.fixture
def pemilik(dunia):
    return masuk(dunia.akun(dunia.k.pelaksana))


@pytest.fixture
def penilai(dunia):
    return masuk(dunia.akun(dunia.k.kasi))


def alamat(nama, *args):
    return reverse(f"skp:{nama}", args=args)


def rhk_pertama(versi):
    return RHK.objects.filter(versi=versi).order_by("urut").first()


def iki_pertama(versi):
    return IKI.objects.filter(rhk__versi=versi).order_by("pk").first()


def kini(versi):
    return VersiSKP.objects.get(pk=versi.pk)


def teks(jawaban):
    return html.unescape(re.sub(r"<[^>]+>", " ", jawaban.content.decode()))


def pernyataan(tangkapan):
    """Statements that read or write; savepoints of the test's own transaction are no cost of the page."""
    return [q["sql"] for q in tangkapan.captured_queries if "SAVEPOINT" not in q["sql"]]


# -- what is typed


def test_satu_isian_tersimpan_seketika(draf, pemilik):
    i = iki_pertama(draf)
    kirim = {f"f.iki.{i.pk}.target_teks": "92", f"o.iki.{i.pk}.target_teks": i.target_teks, f"s.iki.{i.pk}": i.sunting}
    jawab = pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON)
    assert jawab.status_code == 200
    i.refresh_from_db()
    assert (i.target_teks, i.target_angka, jawab.json()["sunting"]) == ("92", 92, {f"iki.{i.pk}": i.sunting})


def test_kiriman_ulang_tiba_sekali(draf, pemilik):
    i = iki_pertama(draf)
    kirim = {f"f.iki.{i.pk}.uraian": "Indeks baru", f"o.iki.{i.pk}.uraian": i.uraian}
    sebelum = kini(draf).sunting
    for _ in range(3):
        assert pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON).status_code == 200
    assert kini(draf).sunting == sebelum + 1


def test_baris_baru_dengan_kunci_peramban_ada_sekali(draf, pemilik):
    r = rhk_pertama(draf)
    banyak = IKI.objects.filter(rhk=r).count()
    awal = {f"i.iki.{KUNCI}": r.pk, f"o.iki.{KUNCI}.uraian": "", f"f.iki.{KUNCI}.uraian": "Waktu tanggap"}
    pemilik.post(alamat("isi", draf.pk), awal, headers=JSON)
    target = {f"i.iki.{KUNCI}": r.pk, f"o.iki.{KUNCI}.target_teks": "", f"f.iki.{KUNCI}.target_teks": "5"}
    for kirim in (awal, target, awal):
        assert pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON).status_code == 200
    baru = IKI.objects.get(rhk=r, lini__kunci=KUNCI[1:])
    assert (IKI.objects.filter(rhk=r).count(), baru.uraian, baru.target_teks) == (banyak + 1, "Waktu tanggap", "5")


def test_rhk_baru_dan_ikinya_dari_perangkat(draf, pemilik):
    kirim = [
        {f"i.rhk.{KUNCI}": "TAMBAHAN", f"f.rhk.{KUNCI}.uraian": "Terselenggaranya pameran", f"o.rhk.{KUNCI}.uraian": ""},
        {f"i.iki.{KUNCI_LAIN}": KUNCI, f"f.iki.{KUNCI_LAIN}.uraian": "Pengunjung", f"o.iki.{KUNCI_LAIN}.uraian": ""},
    ]
    for isian in kirim + kirim:
        assert pemilik.post(alamat("isi", draf.pk), isian, headers=JSON).status_code == 200
    r = RHK.objects.get(versi=draf, lini__kunci=KUNCI[1:])
    assert (r.jenis, r.uraian, [i.uraian for i in r.iki.all()]) == (
        JenisRHK.TAMBAHAN, "Terselenggaranya pameran", ["Pengunjung"],
    )  # fmt: skip


def test_tanpa_javascript_satu_blok_tersimpan_dan_tombolnya_bekerja(draf, pemilik):
    r, i = rhk_pertama(draf), iki_pertama(draf)
    kirim = {
        f"f.rhk.{r.pk}.uraian": "Terlayaninya 200 warga", f"s.rhk.{r.pk}": r.sunting, f"f.iki.{i.pk}.uraian": "Warga terlayani",
        f"s.iki.{i.pk}": i.sunting, "jangkar": f"rhk-{r.lini_id}", "aksi": f"tambah_iki:{r.pk}",
    }  # fmt: skip
    jawab = pemilik.post(alamat("isi", draf.pk), kirim)
    baru = IKI.objects.filter(rhk=r).order_by("-pk").first()
    assert jawab.status_code == 302
    assert jawab["Location"] == f"{alamat('sunting', draf.pk)}#iki-{baru.lini_id}"
    r.refresh_from_db()
    assert (r.uraian, IKI.objects.get(pk=i.pk).uraian) == ("Terlayaninya 200 warga", "Warga terlayani")


def test_bagian_lain_dari_formulir(draf, pemilik):
    r, pr = rhk_pertama(draf), draf.perilaku.first()
    kirim = {
        f"f.perilaku.{pr.pk}.ekspektasi": "Menjawab dalam satu hari", f"f.standar.{r.pk}.PEGAWAI": "Dua OPD mandiri",
        f"f.strategi.{r.pk}.uraian": "Satu\n\nDua", f"f.versi.{draf.pk}.catatan_dialog": "Sepakat",
        "aksi": "tambah_lampiran:KONSEKUENSI",
    }  # fmt: skip
    assert pemilik.post(alamat("isi", draf.pk), kirim).status_code == 302
    pr.refresh_from_db()
    assert pr.ekspektasi == "Menjawab dalam satu hari"
    assert StandarUnggul.objects.get(rhk=r, penulis="PEGAWAI").uraian == "Dua OPD mandiri"
    assert [s.uraian for s in r.strategi.all()] == ["Satu", "Dua"]
    assert kini(draf).catatan_dialog == "Sepakat"
    lampiran = Lampiran.objects.get(versi=draf, jenis="KONSEKUENSI")
    pemilik.post(alamat("isi", draf.pk), {f"f.lampiran.{lampiran.pk}.uraian": "Teguran", "aksi": ""})
    lampiran.refresh_from_db()
    assert lampiran.uraian == "Teguran"
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"hapus_lampiran:{lampiran.pk}"})
    assert not Lampiran.objects.filter(pk=lampiran.pk).exists()


def test_urutan_dan_hapus(draf, pemilik):
    kedua = p.isi_rhk(draf, induk=None)
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"naik:{kedua.pk}"})
    assert rhk_pertama(draf).pk == kedua.pk
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"hapus_rhk:{kedua.pk}"})
    assert not RHK.objects.filter(pk=kedua.pk).exists()
    i = iki_pertama(draf)
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"hapus_iki:{i.pk}"})
    assert not IKI.objects.filter(pk=i.pk).exists()


def test_turunkan_dari_rhk_pimpinan(dunia, draf, pemilik):
    induk = p.rhk_utama(dunia.k.kasi)
    assert induk.uraian in teks(pemilik.get(alamat("sunting", draf.pk)))
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"tambah_rhk:lini-{induk.lini_id}"})
    baru = RHK.objects.filter(versi=draf).order_by("-pk").first()
    assert (baru.induk_lini_id, baru.induk_versi_disepakati_id) == (induk.lini_id, induk.versi_id)


def test_saran_diabaikan_dengan_alasan(draf, pemilik):
    r = rhk_pertama(draf)
    isi.ubah_rhk(r, {"uraian": "Melaksanakan pelayanan"}, by=None)
    assert "menyatakan pekerjaan" in teks(pemilik.get(alamat("sunting", draf.pk)))
    kunci = f"{r.pk}.0.KEGIATAN"
    assert pemilik.post(alamat("isi", draf.pk), {"aksi": f"abaikan:{kunci}", f"abaikan.{kunci}": ""}).status_code == 422
    pemilik.post(alamat("isi", draf.pk), {"aksi": f"abaikan:{kunci}", f"abaikan.{kunci}": "Nama resmi programnya begitu"})
    assert AbaikanSaran.objects.get(lini_rhk=r.lini).aturan == "KEGIATAN"
    layar = teks(pemilik.get(alamat("sunting", draf.pk)))
    assert "Nama resmi programnya begitu" in layar and "menyatakan pekerjaan" not in layar


# -- two tabs, two people


def test_tab_kedua_mendapat_kedua_versi(draf, pemilik):
    i = iki_pertama(draf)
    semula = i.uraian
    isi.ubah_iki(i, {"uraian": "Dari tab pertama"}, by=None)
    kirim = {f"f.iki.{i.pk}.uraian": "Dari tab kedua", f"o.iki.{i.pk}.uraian": semula}
    jawab = pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON)
    assert jawab.status_code == 409
    assert jawab.json()["bentrok"][f"iki.{i.pk}"]["isi"] == {"uraian": "Dari tab pertama"}
    lain = {f"f.iki.{i.pk}.satuan": "poin", f"o.iki.{i.pk}.satuan": i.satuan}
    assert pemilik.post(alamat("isi", draf.pk), lain, headers=JSON).status_code == 200, "isian lain di baris itu tidak bentrok"
    i.refresh_from_db()
    assert (i.uraian, i.satuan) == ("Dari tab pertama", "poin")


def test_tanpa_javascript_bentrok_diputuskan_di_satu_halaman(draf, pemilik):
    i = iki_pertama(draf)
    tahu = i.sunting
    isi.ubah_iki(i, {"uraian": "Dari orang lain"}, by=None)
    kirim = {f"f.iki.{i.pk}.uraian": "Ketikan saya", f"f.iki.{i.pk}.target_teks": i.target_teks, f"s.iki.{i.pk}": tahu}
    jawab = pemilik.post(alamat("isi", draf.pk), kirim)
    assert jawab.status_code == 409
    assert "Ketikan saya" in teks(jawab) and "Dari orang lain" in teks(jawab)
    sunting = IKI.objects.get(pk=i.pk).sunting
    pilih = {**kirim, f"s.iki.{i.pk}": sunting}
    pemilik.post(alamat("isi", draf.pk), {**pilih, f"p.iki.{i.pk}.uraian": "tersimpan"})
    assert IKI.objects.get(pk=i.pk).uraian == "Dari orang lain"
    pemilik.post(alamat("isi", draf.pk), {**pilih, f"p.iki.{i.pk}.uraian": "saya"})
    assert IKI.objects.get(pk=i.pk).uraian == "Ketikan saya"


def test_ketikan_setelah_diajukan_tidak_hilang(dunia, draf, pemilik):
    i = iki_pertama(draf)
    penetapan.ajukan(draf, by=dunia.akun(dunia.k.pelaksana))
    kirim = {f"f.iki.{i.pk}.uraian": "Terlambat diketik", f"s.iki.{i.pk}": i.sunting}
    jawab = pemilik.post(alamat("isi", draf.pk), kirim)
    assert jawab.status_code == 409
    assert "Terlambat diketik" in teks(jawab) and "sudah diajukan" in teks(jawab)
    jawab = pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON)
    assert (jawab.status_code, "sudah diajukan" in jawab.json()["kalimat"]) == (409, True)
    assert IKI.objects.get(pk=i.pk).uraian != "Terlambat diketik"


def test_terlalu_panjang_ditolak_dengan_ketikan_di_layar(draf, pemilik):
    r = rhk_pertama(draf)
    panjang = "kata " * 4000
    jawab = pemilik.post(alamat("isi", draf.pk), {f"f.rhk.{r.pk}.uraian": panjang, f"s.rhk.{r.pk}": r.sunting})
    assert jawab.status_code == 422
    assert panjang.strip() in teks(jawab) and "paling panjang" in teks(jawab)


def test_standar_dan_manual_juga_tidak_saling_menimpa(dunia, draf, pemilik):
    r = rhk_pertama(draf)
    isi.simpan_standar(r, "PEGAWAI", "Dari tab lain", by=None)
    kirim = {f"f.standar.{r.pk}.PEGAWAI": "Milik saya", f"o.standar.{r.pk}.PEGAWAI": ""}
    jawab = pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON)
    assert jawab.json()["bentrok"][f"standar.{r.pk}"]["isi"] == {"PEGAWAI": "Dari tab lain"}


# -- who may


def test_siapa_boleh_apa(dunia, draf):
    k = dunia.k
    p.petugas(dunia)
    harap = {
        k.pelaksana: (200, 302, 200),
        k.kasi: (302, 403, 200),
        k.rekan: (404, 404, 404),
        k.orang_luar: (404, 404, 404),
        k.petugas_bkpsdm: (302, 403, 200),
    }
    for orang, (sunting, kirim, lihat) in harap.items():
        klien = masuk(dunia.akun(orang))
        r = rhk_pertama(draf)
        assert klien.get(alamat("sunting", draf.pk)).status_code == sunting, orang
        jawab = klien.post(alamat("isi", draf.pk), {f"f.rhk.{r.pk}.uraian": "Diubah orang", f"s.rhk.{r.pk}": r.sunting})
        assert jawab.status_code == kirim, orang
        assert klien.get(alamat("lihat", draf.pk)).status_code == lihat, orang
    assert rhk_pertama(draf).uraian == "Diubah orang"


def test_auditor_melihat_yang_ditetapkan_saja(dunia, draf):
    auditor = masuk(pabrik.akun(dunia.k.jf, "AUDITOR"))
    assert auditor.get(alamat("lihat", draf.pk)).status_code == 404
    atasan = VersiSKP.objects.get(skp__pegawai=dunia.k.kasi, status=S.DITETAPKAN)
    assert auditor.get(alamat("lihat", atasan.pk)).status_code == 200


def test_pembantu_mengisi_tetapi_tidak_mengajukan(dunia, draf):
    beri_izin_bantu(dunia.k.rekan, sampai=jam.hari_ini(), by=dunia.akun(dunia.k.pelaksana))
    pembantu = masuk(dunia.akun(dunia.k.rekan))
    r = rhk_pertama(draf)
    assert "Anda membantu mengisi" in teks(pembantu.get(alamat("sunting", draf.pk)))
    pembantu.post(alamat("isi", draf.pk), {f"f.rhk.{r.pk}.uraian": "Terbantu", f"s.rhk.{r.pk}": r.sunting})
    assert rhk_pertama(draf).uraian == "Terbantu"
    assert pembantu.post(alamat("ajukan", draf.pk)).status_code == 403


def test_baris_skp_orang_lain_tidak_dapat_ditulis_lewat_skp_sendiri(dunia, draf, pemilik):
    asing = p.rhk_utama(dunia.k.kasi)
    jawab = pemilik.post(alamat("isi", draf.pk), {f"f.rhk.{asing.pk}.uraian": "Curian", "s": "0"})
    assert jawab.status_code == 409
    asing.refresh_from_db()
    assert asing.uraian != "Curian"


# -- the page


def test_html_diloloskan(draf, pemilik):
    r = rhk_pertama(draf)
    isi.ubah_rhk(r, {"uraian": "<script>alert(1)</script> & </textarea><b>"}, by=None)
    for nama, pk in (("sunting", draf.pk), ("lihat", draf.pk), ("rhk", r.pk)):
        badan = pemilik.get(alamat(nama, pk)).content.decode()
        assert "<script>alert(1)" not in badan and "</textarea><b>" not in badan, nama
        assert "&lt;script&gt;alert(1)" in badan, nama


def test_kemajuan_menyebut_yang_kurang_dan_tempatnya(draf, pemilik):
    i = iki_pertama(draf)
    isi.ubah_iki(i, {"target_teks": ""}, by=None)
    url = f"{alamat('sunting', draf.pk)}?bagian=kemajuan&rhk={i.rhk_id}"
    badan = pemilik.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in badan
    assert f'href="#iki-{i.lini_id}"' in badan and "Isi target indikator" in badan
    assert f'id="saran-iki-{i.pk}"' in badan and "Target belum ditetapkan" in badan


def test_jpt_perspektif_manual_dan_peringatan(dunia):
    versi = p.skp_draf(dunia, dunia.k.kadis)
    klien = masuk(dunia.akun(dunia.k.kadis))
    layar = teks(klien.get(alamat("sunting", versi.pk)))
    assert "Perspektif belum terwakili" in layar and "Proses Bisnis" in layar
    i = iki_pertama(versi)
    rinci = klien.get(alamat("iki", i.pk)).content.decode()
    assert f'name="f.manual.{i.pk}.formula"' in rinci
    semula = {f"o.manual.{i.pk}.formula": p.MANUAL["formula"]}
    jawab = klien.post(alamat("isi", versi.pk), {f"f.manual.{i.pk}.formula": "A dibagi B", **semula}, headers=JSON)
    assert jawab.status_code == 200
    i.manual.refresh_from_db()
    assert i.manual.formula == "A dibagi B"


def test_kualitatif_tanpa_aspek(draf, pemilik):
    assert ".aspek" in pemilik.get(alamat("sunting", draf.pk)).content.decode()
    pemilik.post(alamat("isi", draf.pk), {f"f.versi.{draf.pk}.pendekatan": "KUALITATIF"})
    assert ".aspek" not in pemilik.get(alamat("sunting", draf.pk)).content.decode()


def test_penyunting_menunjuk_matriks_pimpinan(dunia, draf, pemilik):
    skp = p.rhk_utama(dunia.k.kasi).versi.skp
    tautan = f'href="{alamat("mpph", skp.pk)}"'
    assert tautan not in pemilik.get(alamat("sunting", draf.pk)).content.decode()
    buka_mpph(skp, by=dunia.akun(dunia.k.kasi))
    assert tautan in pemilik.get(alamat("sunting", draf.pk)).content.decode()


def test_biaya_penyunting(dunia, draf, pemilik):
    """Twelve RHK with four IKI cost as much as one with one."""
    isi.ubah_versi(draf, {"pendekatan": "KUANTITATIF"}, by=None)
    induk = p.rhk_utama(dunia.k.kasi)
    for r in [rhk_pertama(draf), *(p.isi_rhk(draf, induk=induk) for _ in range(11))]:
        for aspek in ("KUALITAS", "WAKTU", "BIAYA"):
            p.isi_iki(r, aspek=aspek)
        komentar.tambah_komentar(draf, r.lini, "Cermati", by=dunia.akun(dunia.k.pelaksana))
    assert (RHK.objects.filter(versi=draf).count(), IKI.objects.filter(rhk__versi=draf).count()) == (12, 48)
    with CaptureQueriesContext(connection) as tangkapan:
        assert pemilik.get(alamat("sunting", draf.pk)).status_code == 200
    assert len(pernyataan(tangkapan)) <= 15, "\n".join(pernyataan(tangkapan))


def test_biaya_simpan_satu_isian(draf, pemilik):
    i = iki_pertama(draf)
    kirim = {f"f.iki.{i.pk}.uraian": "Indeks", f"o.iki.{i.pk}.uraian": i.uraian, f"s.iki.{i.pk}": i.sunting}
    with CaptureQueriesContext(connection) as tangkapan:
        assert pemilik.post(alamat("isi", draf.pk), kirim, headers=JSON).status_code == 200
    assert len(pernyataan(tangkapan)) <= 6, "\n".join(pernyataan(tangkapan))


def test_tiga_ratus_rhk_dan_dua_puluh_ribu_huruf_tetap_terbuka(draf, pemilik):
    """An import may bring what the editor would not let anybody type."""
    r, i = rhk_pertama(draf), iki_pertama(draf)
    from skp.models import LiniIKI, LiniRHK

    lini = LiniRHK.objects.bulk_create(LiniRHK(skp=draf.skp) for _ in range(299))
    baris = RHK.objects.bulk_create(
        RHK(versi=draf, lini=x, jenis=JenisRHK.UTAMA, urut=n, uraian=f"Hasil {n}") for n, x in enumerate(lini, 2)
    )
    lini_iki = LiniIKI.objects.bulk_create(LiniIKI(lini_rhk=b.lini) for b in baris)
    IKI.objects.bulk_create(IKI(rhk=b, lini=x, urut=1, uraian="Jumlah") for b, x in zip(baris, lini_iki, strict=True))
    RHK.objects.filter(pk=r.pk).update(uraian="huruf " * 3334)
    for nama in ("sunting", "lihat"):
        badan = pemilik.get(alamat(nama, draf.pk)).content.decode()
        assert "Hasil 300" in badan and "huruf " * 3300 in badan, nama
    jawab = pemilik.post(alamat("isi", draf.pk), {f"f.iki.{i.pk}.satuan": "poin", f"s.iki.{i.pk}": i.sunting})
    assert jawab.status_code == 302
    assert "Paling banyak" in teks(pemilik.post(alamat("isi", draf.pk), {"aksi": "tambah_rhk:UTAMA"}))


# -- both signatures


def test_ajukan_menyebut_semua_yang_kurang_lalu_menandatangani(dunia, draf, pemilik):
    i = iki_pertama(draf)
    isi.ubah_iki(i, {"target_teks": ""}, by=None)
    jawab = pemilik.post(alamat("ajukan", draf.pk))
    assert (jawab.status_code, "Isi target indikator" in teks(jawab)) == (422, True)
    isi.ubah_iki(i, {"target_teks": "85"}, by=None)
    assert "Tandatangani dan ajukan" in teks(pemilik.get(alamat("ajukan", draf.pk)))
    pemilik.post(alamat("ajukan", draf.pk))
    assert kini(draf).status == S.DIAJUKAN
    assert pemilik.get(alamat("sunting", draf.pk))["Location"] == alamat("lihat", draf.pk)
    layar = teks(pemilik.get(alamat("lihat", draf.pk)))
    assert f"Di meja {dunia.k.kasi} sejak" in " ".join(layar.split())
    pemilik.post(alamat("tarik", draf.pk))
    assert kini(draf).status == S.DRAF


@pytest.fixture
def diajukan(dunia, draf):
    return penetapan.ajukan(draf, by=dunia.akun(dunia.k.pelaksana))


def test_penilai_mengembalikan_dengan_alasan_per_baris(dunia, diajukan, pemilik, penilai):
    r = rhk_pertama(diajukan)
    kosong = penilai.post(alamat("kembalikan", diajukan.pk), {"catatan": ""})
    assert (kosong.status_code, kini(diajukan).status) == (422, S.DIAJUKAN)
    penilai.post(alamat("kembalikan", diajukan.pk), {f"baris.rhk:{r.lini_id}": "Targetnya terlalu rendah"})
    assert kini(diajukan).status == S.DIKEMBALIKAN
    layar = teks(pemilik.get(alamat("sunting", diajukan.pk)))
    assert "Targetnya terlalu rendah" in layar and f"Dikembalikan {dunia.k.kasi}" in layar.replace("  ", " ")


def test_penilai_menyunting_lalu_pegawai_melihat_bedanya(dunia, diajukan, pemilik, penilai):
    i = iki_pertama(diajukan)
    penilai.post(alamat("sunting_penilai", diajukan.pk))
    assert "menyunting sebagai penilai" in teks(penilai.get(alamat("sunting", diajukan.pk)))
    kirim = {f"f.iki.{i.pk}.target_teks": "99", f"o.iki.{i.pk}.target_teks": i.target_teks}
    assert penilai.post(alamat("isi", diajukan.pk), kirim, headers=JSON).status_code == 200
    awal = LangkahSKP.objects.get(versi=diajukan, tindakan="ajukan")
    badan = pemilik.get(f"{alamat('lihat', diajukan.pk)}?dari={awal.pk}&ke=kini").content.decode()
    assert "<del>85 indeks</del>" in badan and "<ins>99 indeks</ins>" in badan


def test_tetapkan_hanya_yang_sudah_dibaca(dunia, diajukan, pemilik, penilai):
    dibaca = kini(diajukan).sunting
    pemilik.post(alamat("tarik", diajukan.pk))
    isi.ubah_iki(iki_pertama(diajukan), {"target_teks": "10"}, by=None)
    penetapan.ajukan(diajukan, by=dunia.akun(dunia.k.pelaksana))
    jawab = penilai.post(alamat("tetapkan", diajukan.pk), {f"s.{diajukan.pk}": dibaca})
    assert (jawab.status_code, kini(diajukan).status) == (409, S.DIAJUKAN)
    penilai.post(alamat("tim"), {"versi": diajukan.pk, f"s.{diajukan.pk}": dibaca})
    assert kini(diajukan).status == S.DIAJUKAN
    penilai.post(alamat("tetapkan", diajukan.pk), {f"s.{diajukan.pk}": kini(diajukan).sunting})
    assert kini(diajukan).status == S.DITETAPKAN


def test_orang_lain_tidak_menetapkan(dunia, diajukan, pemilik):
    for orang, harap in ((dunia.k.pelaksana, 403), (dunia.k.kabid, 403), (dunia.k.rekan, 404)):
        klien = masuk(dunia.akun(orang))
        assert klien.post(alamat("tetapkan", diajukan.pk)).status_code == harap, orang
    assert kini(diajukan).status == S.DIAJUKAN


def test_perubahan_setelah_ditetapkan_dan_bedanya_di_daftar(dunia, diajukan, pemilik, penilai):
    penetapan.tetapkan(diajukan, by=dunia.akun(dunia.k.kasi))
    assert pemilik.post(alamat("buka_versi", diajukan.pk), {"catatan": ""}).status_code == 422
    pemilik.post(alamat("buka_versi", diajukan.pk), {"catatan": "Anggaran dipotong"})
    baru = VersiSKP.objects.get(skp=diajukan.skp_id, nomor=2)
    isi.ubah_iki(iki_pertama(baru), {"target_teks": "70"}, by=None)
    penetapan.ajukan(baru, by=dunia.akun(dunia.k.pelaksana))
    assert "Baca dahulu" in teks(penilai.get(alamat("tim")))
    badan = penilai.get(alamat("periksa", baru.pk)).content.decode()
    assert "<del>85 indeks</del>" in badan and "Anggaran dipotong" in badan
    daftar = penilai.get(alamat("tim")).content.decode()
    assert "<del>85 indeks</del>" in daftar and "Sudah Anda baca" in daftar
    penilai.post(alamat("tim"), {"versi": baru.pk, f"s.{baru.pk}": kini(baru).sunting})
    assert (kini(baru).status, kini(diajukan).status) == (S.DITETAPKAN, S.DIGANTI)


@pytest.mark.parametrize("banyak", [1, 3, 60])
def test_biaya_daftar_tim(dunia, diajukan, penilai, banyak):
    for _ in range(banyak - 1):
        orang = pabrik.staf(dunia.k.seksi)
        pabrik.hubungan(orang, dunia.k.kasi)
        penetapan.ajukan(p.skp_draf(dunia, orang), by=dunia.akun(orang))
    with CaptureQueriesContext(connection) as tangkapan:
        badan = penilai.get(alamat("tim")).content.decode()
    assert badan.count("Periksa SKP") >= banyak
    assert len(pernyataan(tangkapan)) <= 12, "\n".join(pernyataan(tangkapan))


def test_konfirmasi_perubahan_rhk_pimpinan(dunia, diajukan, pemilik):
    penetapan.tetapkan(diajukan, by=dunia.akun(dunia.k.kasi))
    atas = VersiSKP.objects.get(skp__pegawai=dunia.k.kasi, status=S.DITETAPKAN)
    baru = susun.buka_versi(atas.skp, "Arah baru", by=dunia.akun(dunia.k.kasi))
    isi.ubah_rhk(rhk_pertama(baru), {"uraian": "Meningkatnya cakupan imunisasi"}, by=None)
    penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi))
    p.tetapkan(dunia, baru)
    layar = teks(pemilik.get(alamat("lihat", diajukan.pk)))
    assert "berubah setelah disepakati" in layar and "Meningkatnya cakupan imunisasi" in layar
    r = rhk_pertama(diajukan)
    assert masuk(dunia.akun(dunia.k.kasi)).post(alamat("konfirmasi_induk", r.pk)).status_code == 403
    pemilik.post(alamat("konfirmasi_induk", r.pk))
    assert "berubah setelah disepakati" not in teks(pemilik.get(alamat("lihat", diajukan.pk)))
    assert pemilik.post(alamat("konfirmasi_induk", r.pk)).status_code == 409


def test_penetapan_bupati_dicatat_dengan_surat(dunia):
    from django.core.files.uploadedfile import SimpleUploadedFile

    versi = p.skp_diajukan(dunia, dunia.k.sekda)
    petugas = masuk(p.petugas(dunia))
    assert "Catat penetapan dengan surat" in teks(petugas.get(alamat("lihat", versi.pk)))
    surat = SimpleUploadedFile("surat.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")
    isian = {"nomor": "800/1/SKP", "tanggal": jam.hari_ini().isoformat()}
    assert petugas.post(alamat("catat_penetapan", versi.pk), isian).status_code == 422, "tanpa surat"
    jawab = petugas.post(alamat("catat_penetapan", versi.pk), {**isian, "berkas": surat})
    assert jawab.status_code == 302, teks(jawab)
    versi = VersiSKP.objects.select_related("keputusan").get(pk=versi.pk)
    assert (versi.status, versi.penetap, versi.keputusan.nomor) == (S.DITETAPKAN, dunia.k.bupati, "800/1/SKP")


# -- remarks, offers, my own list


def test_utas_komentar_dan_tanda_selesai(dunia, draf, pemilik, penilai):
    i = iki_pertama(draf)
    penilai.post(alamat("komentar", draf.pk), {"rhk": i.rhk_id, "iki": i.pk, "teks": "Dari mana angkanya?"})
    ucapan = Komentar.objects.get(lini_iki=i.lini)
    assert (ucapan.penulis, "1 komentar terbuka" in pemilik.get(alamat("sunting", draf.pk)).content.decode()) == (
        dunia.k.kasi,
        True,
    )
    assert "Dari mana angkanya?" in teks(pemilik.get(alamat("iki", i.pk)))
    pemilik.post(alamat("komentar_selesai", ucapan.pk))
    ucapan.refresh_from_db()
    assert ucapan.selesai_oleh == dunia.akun(dunia.k.pelaksana)
    orang_luar = masuk(dunia.akun(dunia.k.orang_luar))
    assert orang_luar.post(alamat("komentar", draf.pk), {"rhk": i.rhk_id, "teks": "Hai"}).status_code == 404


def test_ambil_dari_rekan_dan_sekali_saja(dunia, draf, pemilik):
    rekan = p.skp_ditetapkan(dunia, dunia.k.rekan)
    r = rhk_pertama(rekan)
    layar = teks(pemilik.get(f"{alamat('calon', draf.pk)}?rekan={rekan.pk}"))
    assert r.uraian in layar
    pemilik.post(alamat("calon", draf.pk), {"calon": f"rekan:{r.pk}"})
    diambil = RHK.objects.get(versi=draf, uraian=r.uraian)
    assert [i.uraian for i in diambil.iki.all()] == [i.uraian for i in r.iki.all()]
    assert "Sudah ada" in teks(pemilik.get(f"{alamat('calon', draf.pk)}?rekan={rekan.pk}"))


def test_skp_saya_mulai_dan_siapa_menghalangi(dunia):
    klien = masuk(dunia.akun(dunia.k.pelaksana))
    layar = teks(klien.get(alamat("saya")))
    assert "Mulai susun SKP" in layar and f"{dunia.k.kasi} belum menyusun SKP" in layar
    jawab = klien.post(alamat("mulai"), {"tahun": p.TAHUN})
    versi = VersiSKP.objects.get(skp__pegawai=dunia.k.pelaksana)
    assert jawab["Location"] == alamat("sunting", versi.pk)
    klien.post(alamat("mulai"), {"tahun": p.TAHUN})
    assert VersiSKP.objects.filter(skp__pegawai=dunia.k.pelaksana).count() == 1
    assert "Lanjutkan" in teks(klien.get(alamat("saya")))


def test_tab_skp_di_halaman_pegawai(dunia, diajukan):
    url = alamat("pegawai", dunia.k.pelaksana.pk)
    assert "Diajukan" in teks(masuk(dunia.akun(dunia.k.kasi)).get(url))
    assert "Tidak ada SKP yang terlihat" in teks(masuk(dunia.akun(dunia.k.rekan)).get(url))
