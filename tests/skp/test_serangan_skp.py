"""What a form must not accept from a signed-in stranger, colleague or subordinate, and what it must not tell him."""

import pytest
from django.urls import reverse

from kinerja.layanan.models import Berkas
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_BERKAS
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from skp.actions import calon, isi, komentar, mpph, penetapan, pindah, salin, susun
from skp.aturan import RHK_MAKS
from skp.models import (
    IKI,
    RHK,
    IndikatorPK,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Sasaran,
    StandarUnggul,
    VersiSKP,
)
from tests.pemeran import masuk
from tests.skp import pabrik as p

JSON = {"Accept": "application/json"}
BESAR = "9" * 30


@pytest.fixture
def draf(dunia):
    """The staff member's draft below superiors who have set theirs."""
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    return p.skp_draf(dunia, dunia.k.pelaksana)


@pytest.fixture
def pemilik(dunia):
    return masuk(dunia.akun(dunia.k.pelaksana))


def alamat(nama, *args):
    return reverse(f"skp:{nama}", args=args)


def isikan(klien, versi, **kolom):
    return klien.post(alamat("isi", versi.pk), {k.replace("__", "."): v for k, v in kolom.items()}, headers=JSON)


def rhk(versi):
    return RHK.objects.filter(versi=versi).order_by("pk").first()


def pk_berlaku(unit, tahun=p.TAHUN):
    """A Perjanjian Kinerja in force with one sasaran and one indikator."""
    dokumen = PerjanjianKinerja.objects.create(unit=unit, tahun=tahun, versi=1, dibuat_pada=jam.sekarang())
    s = Sasaran.objects.create(
        pk_unit=dokumen, lini=LiniSasaran.objects.create(unit=unit, tahun=tahun), urut=1, uraian="Meningkatnya mutu"
    )
    i = IndikatorPK.objects.create(
        sasaran=s, lini=LiniIndikator.objects.create(unit=unit, tahun=tahun), urut=1, uraian="Indeks mutu"
    )
    PerjanjianKinerja.objects.filter(pk=dokumen.pk).update(status="BERLAKU", berlaku_sejak=jam.sekarang())
    return s, i


# -- what is sent


@pytest.mark.parametrize("nomor", [BESAR, "-5", "0", "999999999"])
def test_sasaran_dan_indikator_yang_tidak_ada_ditolak(draf, pemilik, nomor):
    r = rhk(draf)
    assert isikan(pemilik, draf, **{f"f.rhk.{r.pk}.sasaran": nomor}).status_code == 422
    assert isikan(pemilik, draf, **{f"f.iki.{r.iki.first().pk}.indikator_pk": nomor}).status_code == 422


def test_sasaran_dan_indikator_unit_lain_ditolak(dunia, draf, pemilik):
    r = rhk(draf)
    s, i = pk_berlaku(dunia.k.dinas_lain)
    assert isikan(pemilik, draf, **{f"f.rhk.{r.pk}.sasaran": s.lini_id}).status_code == 422
    assert isikan(pemilik, draf, **{f"f.iki.{r.iki.first().pk}.indikator_pk": i.lini_id}).status_code == 422
    s, i = pk_berlaku(dunia.k.dinas)
    assert isikan(pemilik, draf, **{f"f.rhk.{r.pk}.sasaran": s.lini_id}).status_code == 200
    assert isikan(pemilik, draf, **{f"f.iki.{r.iki.first().pk}.indikator_pk": i.lini_id}).status_code == 200


def test_draf_pimpinan_tidak_terbaca_dengan_menebak_nomor(dunia, draf, pemilik):
    """A row that the leader has only typed so far is nobody's to choose, and so its text is not shown."""
    kasi = dunia.k.kasi
    baru = susun.buka_versi(VersiSKP.objects.get(skp__pegawai=kasi).skp, "Arah baru", by=dunia.akun(kasi))
    rahasia = p.isi_rhk(baru, "Rencana yang belum diumumkan")
    jawab = isikan(pemilik, draf, **{f"f.rhk.{rhk(draf).pk}.induk_lini": rahasia.lini_id})
    assert jawab.status_code == 422
    assert "belum diajukan" in jawab.content.decode()
    assert "belum diumumkan" not in pemilik.get(alamat("sunting", draf.pk)).content.decode()


def test_target_draf_pimpinan_tidak_ditawarkan(dunia, draf, pemilik):
    kasi = dunia.k.kasi
    baru = susun.buka_versi(VersiSKP.objects.get(skp__pegawai=kasi).skp, "Arah baru", by=dunia.akun(kasi))
    induk = RHK.objects.get(versi=baru, lini=rhk(draf).induk_lini_id)
    isi.ubah_iki(induk.iki.first(), {"uraian": "Indikator yang belum diumumkan"}, by=dunia.akun(kasi))
    assert "belum diumumkan" not in pemilik.get(alamat("rhk", rhk(draf).pk)).content.decode()


@pytest.mark.parametrize(
    "kirim",
    [
        {"aksi": "tambah_rhk:lini-" + "9" * 5000},
        {"kembali": "rhk", "kembali_id": "9" * 5000},
    ],
)
def test_nomor_yang_terlalu_panjang_bukan_kesalahan_server(draf, pemilik, kirim):
    r = rhk(draf)
    assert pemilik.post(alamat("isi", draf.pk), {f"f.rhk.{r.pk}.uraian": "Meningkatnya mutu", **kirim}).status_code == 404


def test_salinan_rekan_tidak_melampaui_batas_baris(dunia, draf, pemilik):
    rekan = p.skp_ditetapkan(dunia, dunia.k.rekan)
    dari = rhk(rekan)
    kurang = RHK_MAKS - RHK.objects.filter(versi=draf).count()
    for _ in range(kurang):
        salin.salin_rhk(RHK.objects.filter(pk=dari.pk), draf)
    with pytest.raises(Ditolak, match="Paling banyak"):
        calon.ambil(draf, calon.REKAN, dari.pk, by=dunia.akun(dunia.k.pelaksana))


def test_standar_pimpinan_rekan_tidak_ikut_tersalin(dunia, draf):
    """A leader's hand is in no form into which he did not write."""
    rekan = p.skp_draf(dunia, dunia.k.rekan)
    isi.simpan_standar(rhk(rekan), "PIMPINAN", "Melampaui bila nasional", by=dunia.akun(rekan.penilai))
    isi.simpan_standar(rhk(rekan), "PEGAWAI", "Melampaui bila provinsi", by=dunia.akun(dunia.k.rekan))
    penetapan.ajukan(rekan, by=dunia.akun(dunia.k.rekan))
    p.tetapkan(dunia, VersiSKP.objects.select_related("penilai", "skp__pegawai").get(pk=rekan.pk))
    baru = calon.ambil(draf, calon.REKAN, rhk(rekan).pk, by=dunia.akun(dunia.k.pelaksana))
    assert [s.penulis for s in StandarUnggul.objects.filter(rhk=baru)] == ["PEGAWAI"]


def test_sasaran_tidak_ikut_ke_skp_tahun_lain(dunia, draf):
    s, i = pk_berlaku(dunia.k.dinas)
    r = rhk(draf)
    isi.ubah_rhk(r, {"sasaran": s.lini_id}, by=None)
    isi.ubah_iki(r.iki.first(), {"indikator_pk": i.lini_id}, by=None)
    lain = p.skp_kosong(dunia, dunia.k.orang_luar)
    baru = salin.salin_rhk(RHK.objects.filter(pk=r.pk), lain)[0]
    assert baru.sasaran_id is None
    assert IKI.objects.get(rhk=baru).indikator_pk_id is None


def test_matriks_tidak_dibuka_oleh_yang_tidak_memimpin(dunia, draf):
    """Else anybody could put anybody into a matrix of his own, and have the application write to all of them."""
    with pytest.raises(Ditolak, match="orang yang Anda nilai"):
        mpph.buka_mpph(draf.skp, by=dunia.akun(dunia.k.pelaksana))
    kasi = VersiSKP.objects.get(skp__pegawai=dunia.k.kasi)
    assert mpph.buka_mpph(kasi.skp, by=dunia.akun(dunia.k.kasi)).baris.exists()


def test_ingatan_halaman_matriks_yang_bersarang_dalam_diabaikan(dunia, draf):
    kasi = VersiSKP.objects.get(skp__pegawai=dunia.k.kasi)
    m = mpph.buka_mpph(kasi.skp, by=dunia.akun(dunia.k.kasi))
    klien, url = masuk(dunia.akun(dunia.k.kasi)), alamat("mpph_tempel", m.skp_id)
    kirim = {"baris": m.baris.first().pk, "kolom": rhk(kasi).lini_id, "blok": "Terpantaunya balita", "dikenal": "[" * 100_000}
    assert klien.post(url, kirim, headers={"HX-Request": "true"}).status_code == 200
    assert klien.post(url, kirim | {"baris": "9" * 5000}, headers={"HX-Request": "true"}).status_code == 422


# -- what was read is what is signed


def test_ajukan_bukan_yang_dibaca_ditolak(dunia, draf, pemilik):
    """A helper typed while the owner read: the owner signs nothing that he has not seen."""
    halaman = pemilik.get(alamat("ajukan", draf.pk)).content.decode()
    dibaca = VersiSKP.objects.get(pk=draf.pk).sunting
    assert f'name="s.{draf.pk}" value="{dibaca}"' in halaman
    isi.ubah_rhk(rhk(draf), {"uraian": "Meningkatnya hal yang tidak dibaca"}, by=None)
    assert pemilik.post(alamat("ajukan", draf.pk), {f"s.{draf.pk}": dibaca}).status_code == 409
    assert VersiSKP.objects.get(pk=draf.pk).status == "DRAF"
    pemilik.post(alamat("ajukan", draf.pk), {f"s.{draf.pk}": dibaca + 1})
    assert VersiSKP.objects.get(pk=draf.pk).status == "DIAJUKAN"


@pytest.mark.parametrize("tanda", ["9" * 5000, "abc", "0"])
def test_tetapkan_bukan_yang_dibaca_ditolak(dunia, draf, tanda):
    penetapan.ajukan(draf, by=dunia.akun(dunia.k.pelaksana))
    penilai = masuk(dunia.akun(dunia.k.kasi))
    assert penilai.post(alamat("tetapkan", draf.pk), {f"s.{draf.pk}": tanda}).status_code == 409
    with pytest.raises(SudahBerubah):
        penetapan.tetapkan(draf, by=dunia.akun(dunia.k.kasi), sunting=-1)
    assert VersiSKP.objects.get(pk=draf.pk).status == "DIAJUKAN"


# -- what colleagues and subordinates may not know


@pytest.fixture
def ditetapkan(dunia, draf):
    """The staff member's form, set after it had been given back once, with a remark and advice set aside."""
    saya, kasi = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    r = rhk(draf)
    isi.ubah_rhk(r, {"uraian": "Melaksanakan kegiatan rahasia awal"}, by=saya)
    komentar.tambah_komentar(draf, r.lini, "Komentar antara kita", by=kasi)
    komentar.abaikan_saran(draf, r.lini, "KEGIATAN", "Alasan antara kita", by=saya)
    penetapan.ajukan(draf, by=saya)
    penetapan.kembalikan(draf, "Catatan pengembalian antara kita", by=kasi)
    isi.ubah_rhk(RHK.objects.get(pk=r.pk), {"uraian": "Melaksanakan kegiatan terbuka"}, by=saya)
    penetapan.ajukan(draf, by=saya)
    return penetapan.tetapkan(draf, by=kasi)


RAHASIA = ("antara kita", "rahasia awal")


def halaman_skp(klien, versi):
    r = rhk(versi)
    langkah = versi.langkah.order_by("pk").first()
    return [
        klien.get(url).content.decode()
        for url in (
            alamat("lihat", versi.pk),
            f"{alamat('lihat', versi.pk)}?dari={langkah.pk}&ke=kini",
            alamat("rhk", r.pk),
            alamat("iki", r.iki.first().pk),
        )
    ]


def test_rekan_membaca_hasil_bukan_pembicaraannya(dunia, ditetapkan):
    semua = halaman_skp(masuk(dunia.akun(dunia.k.rekan)), ditetapkan)
    assert all("Melaksanakan kegiatan terbuka" in h for h in semua)
    assert not any(kata in h for h in semua for kata in RAHASIA)


def test_bawahan_membaca_hasil_bukan_pembicaraannya(dunia, ditetapkan):
    kasi = VersiSKP.objects.get(skp__pegawai=dunia.k.kasi)
    komentar.tambah_komentar(kasi, rhk(kasi).lini, "Komentar antara kita", by=dunia.akun(dunia.k.kabid))
    semua = halaman_skp(masuk(dunia.akun(dunia.k.pelaksana)), kasi)
    assert not any(kata in h for h in semua for kata in RAHASIA)


@pytest.mark.parametrize("siapa", ["pelaksana", "kasi", "kabid"])
def test_yang_terlibat_membaca_seluruhnya(dunia, ditetapkan, siapa):
    lihat, banding, baris, _ = halaman_skp(masuk(dunia.akun(getattr(dunia.k, siapa))), ditetapkan)
    assert "Catatan pengembalian antara kita" in lihat
    assert "Alasan antara kita" in lihat
    assert "rahasia awal" in banding
    assert "Komentar antara kita" in baris


def test_berkas_skp_bukan_untuk_rekan(dunia, ditetapkan):
    """The paper may be his predikat elsewhere; that colleagues may read the set form does not open it to them."""
    k = dunia.k
    oleh = dunia.akun(k.pelaksana)
    berkas = Berkas.objects.create(
        isi="uji.pdf", nama="evaluasi.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64,
        untuk=pindah.UNTUK_BERKAS, untuk_id=ditetapkan.skp_id, oleh=oleh, dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    pindah.lampirkan_berkas(ditetapkan.skp, berkas, "Evaluasi instansi asal", by=oleh)
    jenis = JENIS_BERKAS[pindah.UNTUK_BERKAS]
    siapa = {
        n: bool(jenis.boleh(dunia.akun(getattr(k, n)), berkas)) for n in ("pelaksana", "kasi", "kabid", "rekan", "orang_luar")
    }
    assert siapa == {"pelaksana": True, "kasi": True, "kabid": True, "rekan": False, "orang_luar": False}
