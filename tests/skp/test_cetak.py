"""A form that was set is issued by itself; who may see a version may print it; a draft says so and is kept nowhere."""

import io
import json
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from kinerja.layanan.dokumen import access, queries
from kinerja.layanan.dokumen.actions import cetak_dan_segel, terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import jalankan
from kinerja.layanan.peristiwa import antar
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from skp import draf, snapshot
from skp.actions import penetapan, susun
from skp.actions.isi import ubah_rhk
from skp.models import MPPH, RHK, BarisMPPH, KolomMPPH, SelMPPH
from skp.reports import dokumen, mpph
from tests import pabrik as umum
from tests.layanan.uji_formulir import Lembaran
from tests.skp import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def kadis(dunia):
    """The version of the kepala dinas, set."""
    return pabrik.skp_ditetapkan(dunia, dunia.k.kadis)


def alamat(versi, formulir):
    return reverse("skp:cetak", args=[versi.pk, formulir])


def terbit(versi):
    """The latest document of each kind."""
    return {d.jenis: d for d in Dokumen.objects.filter(kunci_objek=str(versi.skp_id)).order_by("revisi")}


def tersimpan(d):
    with d.berkas.isi.open("rb") as berkas:
        return berkas.read()


def isi(tanggapan):
    return b"".join(tanggapan)


def cetak_semua():
    for d in Dokumen.objects.belum_tercetak():
        assert cetak_dan_segel(d.pk)


def test_yang_ditetapkan_terbit_sendiri_dari_snapshot_nya(dunia, kadis):
    assert not terbit(kadis)
    antar()
    dokumen_kadis = terbit(kadis)
    assert set(dokumen_kadis) == {"skp", "skp_lampiran", "mik"}
    for d in dokumen_kadis.values():
        assert (d.snapshot, d.sha256) == (kadis.snapshot, kadis.sha256)
        assert d.oleh == kadis.ditetapkan_oleh
        assert d.unit_id == kadis.skp.penugasan.unit_id
    assert set(dokumen_kadis["skp"].pihak.values_list("pegawai_id", "sebagai")) == {
        (dunia.k.kadis.pk, "pegawai yang dinilai"),
        (kadis.penilai_id, "pejabat penilai kinerja"),
    }


def test_manual_hanya_untuk_jpt(dunia):
    versi = pabrik.skp_ditetapkan(dunia, dunia.k.kabid)
    antar()
    assert set(terbit(versi)) == {"skp", "skp_lampiran"}
    with pytest.raises(Ditolak, match="JPT"):
        terbitkan_dokumen("mik", str(versi.skp_id), by=None)


def test_yang_belum_ditetapkan_tidak_dapat_diterbitkan(dunia):
    versi = pabrik.skp_draf(dunia, dunia.k.kadis)
    with pytest.raises(Ditolak, match="belum ditetapkan"):
        terbitkan_dokumen("skp", str(versi.skp_id), by=None)


def test_baris_yang_berubah_sesudahnya_tidak_mengubah_cetakan(dunia, kadis):
    dunia.k.kadis.nama = "Nama Sesudah Menikah"
    dunia.k.kadis.save()
    antar()
    assert "Nama Sesudah Menikah" not in terbit(kadis)["skp"].snapshot
    assert terbitkan_dokumen("skp", str(kadis.skp_id), by=None) == terbit(kadis)["skp"]


def versi_dua(dunia, kadis):
    pemilik = dunia.akun(dunia.k.kadis)
    baru = susun.buka_versi(kadis.skp, "Pergeseran anggaran", by=pemilik)
    ubah_rhk(baru.rhk.first(), {"uraian": "Meningkatnya mutu yang lain"}, by=pemilik, sunting=None)
    return pabrik.tetapkan(dunia, penetapan.ajukan(baru, by=pemilik))


def test_versi_baru_adalah_revisi_baru_dan_yang_lama_gugur(dunia, kadis):
    antar()
    lama = terbit(kadis)["skp"]
    assert queries.keadaan_revisi(lama).berlaku
    baru = versi_dua(dunia, kadis)
    assert f"Versi {baru.nomor}" in queries.keadaan_revisi(lama).gugur
    antar()
    kini = terbit(kadis)["skp"]
    assert (kini.revisi, kini.sha256) == (2, baru.sha256)
    assert "revisi 2" in queries.keadaan_revisi(lama).gugur
    assert queries.keadaan_revisi(kini).berlaku
    assert dokumen.dokumen_versi(kadis, "skp") == lama


def test_peristiwa_versi_yang_sudah_diganti_tidak_menerbitkan_apa_pun(dunia, kadis):
    baru = versi_dua(dunia, kadis)
    antar()
    assert Dokumen.objects.filter(jenis="skp", kunci_objek=str(kadis.skp_id)).count() == 1
    assert terbit(kadis)["skp"].sha256 == baru.sha256


def test_halaman_pemeriksaan_tidak_menyebut_nip_dan_isi(kadis):
    semua = " ".join(x for baris in dokumen.publik(json.loads(kadis.snapshot)["isi"]) for x in baris)
    assert kadis.skp.pegawai.nama in semua
    assert kadis.skp.pegawai.nip not in semua
    assert kadis.rhk.first().uraian not in semua


def test_siapa_boleh_menerbitkan_dan_menarik(dunia, kadis):
    kunci = str(kadis.skp_id)
    assert access.boleh_terbit(pabrik.petugas(dunia), "skp", kunci)
    assert access.boleh_terbit(umum.akun(dunia.k.rekan, "ADMIN_UNIT", di=dunia.k.dinas), "skp", kunci)
    assert not access.boleh_terbit(umum.akun(dunia.k.orang_luar, "ADMIN_UNIT", di=dunia.k.dinas_lain), "skp", kunci)
    assert not access.boleh_terbit(dunia.akun(dunia.k.kadis), "skp", kunci)


class TestUnduh:
    """What one gets at the address of a form."""

    def test_draf_bertanda_tidak_disimpan(self, dunia, client):
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        client.force_login(dunia.akun(dunia.k.kadis))
        tanggapan = client.get(alamat(versi, "skp"))
        assert tanggapan["Content-Type"] == "application/pdf"
        assert "no-store" in tanggapan["Cache-Control"]
        lembar = Lembaran(tanggapan.content)
        assert all("DRAF" in m for m in lembar.miring)
        assert lembar.cari("A. UTAMA 1 Meningkatnya mutu layanan kesehatan primer") is not None
        assert not Dokumen.objects.exists()

    def test_yang_ditetapkan_berkas_tersegel_yang_sama(self, dunia, kadis, client):
        antar()
        client.force_login(dunia.akun(dunia.k.kadis))
        belum = client.get(alamat(kadis, "skp"))
        assert (belum.status_code, belum["Location"]) == (302, reverse("skp:lihat", args=[kadis.pk]))
        cetak_semua()
        tanggapan = client.get(alamat(kadis, "skp"))
        assert isi(tanggapan) == tersimpan(terbit(kadis)["skp"])

    def test_semua_dalam_satu_zip(self, dunia, kadis, client):
        antar()
        cetak_semua()
        client.force_login(dunia.akun(dunia.k.kadis))
        isi_zip = zipfile.ZipFile(io.BytesIO(client.get(alamat(kadis, "semua")).content))
        assert len(isi_zip.namelist()) == 3
        assert all(isi_zip.read(n).startswith(b"%PDF") for n in isi_zip.namelist())

    def test_semua_dari_draf(self, dunia, client):
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        client.force_login(dunia.akun(dunia.k.kadis))
        isi_zip = zipfile.ZipFile(io.BytesIO(client.get(alamat(versi, "semua")).content))
        assert len(isi_zip.namelist()) == 3

    def test_paket_salin(self, dunia, kadis, client):
        client.force_login(dunia.akun(dunia.k.kadis))
        buku = openpyxl.load_workbook(io.BytesIO(client.get(alamat(kadis, "salin")).content))
        baris = [list(b) for b in buku.active.iter_rows(values_only=True)]
        kepala = next(n for n, b in enumerate(baris) if b[0] == "Jenis")
        assert baris[kepala] == ["Jenis", "No.", "RHK pimpinan", "RHK", "Perspektif", "IKI", "Target", "Satuan"]
        assert baris[kepala + 1][3:] == [
            kadis.rhk.first().uraian,
            "Penerima Layanan",
            "Indeks kepuasan masyarakat",
            "85",
            "indeks",
        ]

    def test_rumus_dalam_sel_tetap_huruf(self, dunia, client):
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        RHK.objects.filter(versi=versi).update(uraian="=1+1")
        client.force_login(dunia.akun(dunia.k.kadis))
        buku = openpyxl.load_workbook(io.BytesIO(client.get(alamat(versi, "salin")).content))
        sel = next(s for b in buku.active.iter_rows() for s in b if s.value == "=1+1")
        assert sel.data_type == "s"

    @pytest.mark.parametrize("formulir", ["skp", "skp_lampiran", "semua", "salin"])
    def test_orang_lain_tidak_tahu_ada(self, dunia, client, formulir):
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        client.force_login(dunia.akun(dunia.k.orang_luar))
        assert client.get(alamat(versi, formulir)).status_code == 404

    def test_formulir_yang_tidak_ada(self, dunia, client):
        versi = pabrik.skp_draf(dunia, dunia.k.kabid)
        client.force_login(dunia.akun(dunia.k.kabid))
        assert client.get(alamat(versi, "mik")).status_code == 404
        assert client.get(alamat(versi, "lain")).status_code == 404

    def test_yang_terlalu_panjang_tidak_dicetak_sebagai_draf(self, dunia, client):
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        RHK.objects.filter(versi=versi).update(uraian="x" * 1_100_000)
        client.force_login(dunia.akun(dunia.k.kadis))
        assert client.get(alamat(versi, "skp")).status_code == 422

    @pytest.mark.parametrize("formulir", ["skp", "semua"])
    def test_draf_besar_dibuat_pekerja_lalu_diunduh(self, dunia, client, formulir, monkeypatch):
        monkeypatch.setattr(draf, "LATAR_SEJAK", 1000)
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        client.force_login(dunia.akun(dunia.k.kadis))
        assert "Buat PDF draf" in client.get(alamat(versi, formulir)).content.decode()
        tujuan = client.post(alamat(versi, formulir))["Location"]
        pekerjaan = Pekerjaan.objects.get(jenis="skp_draf")
        assert tujuan == f"/pekerjaan/{pekerjaan.pk}/"
        jalankan(pekerjaan.pk)
        pekerjaan.refresh_from_db()
        assert pekerjaan.status == "SELESAI" and draf.url_hasil(pekerjaan) == alamat(versi, formulir)
        tanggapan = client.get(alamat(versi, formulir))
        assert tanggapan["Content-Type"] == ("application/zip" if formulir == "semua" else "application/pdf")
        RHK.objects.filter(versi=versi).update(uraian="Kalimat baru")
        assert "Buat PDF draf" in client.get(alamat(versi, formulir)).content.decode()

    def test_pekerja_menanyakan_hak_lagi(self, dunia, client, monkeypatch):
        monkeypatch.setattr(draf, "LATAR_SEJAK", 1000)
        versi = pabrik.skp_draf(dunia, dunia.k.kadis)
        with pytest.raises(TidakBoleh):
            draf.jalankan(draf.minta(versi.pk, "skp", by=dunia.akun(dunia.k.orang_luar)), lambda *_: None)


class TestMatriks:
    """F7 from the rows of a matrix."""

    @pytest.fixture
    def matriks(self, dunia, kadis):
        m = MPPH.objects.create(skp=kadis.skp, dibuat_pada=jam.sekarang())
        kolom = KolomMPPH.objects.create(mpph=m, lini_rhk=kadis.rhk.first().lini, urut=1)
        baris = BarisMPPH.objects.create(
            mpph=m, pegawai=dunia.k.kabid, penugasan=dunia.k.kabid.penugasan.first(), urut=1, lintas_unit=True
        )
        for n, teks in enumerate(("Tersusunnya standar layanan", "Terlaksananya survei"), 1):
            SelMPPH.objects.create(baris=baris, kolom=kolom, urut=n, uraian=teks)
        return m

    def sepakati(self, m):
        m.status, m.tanggal_dialog = "DISEPAKATI", jam.hari_ini()
        m.save()

    def test_draf(self, dunia, kadis, matriks, client):
        client.force_login(dunia.akun(dunia.k.kadis))
        lembar = Lembaran(client.get(alamat(kadis, "mpph")).content)
        assert all("DRAF" in x for x in lembar.miring)
        kabid = "Gunawan Santosa (dari unit lain) Kepala Bidang Pelayanan Kesehatan"
        assert lembar.cari(f"{kabid} Tersusunnya standar layanan") is not None
        assert lembar.cari("Terlaksananya survei") is not None

    def test_belum_disepakati_tidak_terbit(self, matriks):
        with pytest.raises(Ditolak, match="belum disepakati"):
            terbitkan_dokumen("mpph", str(matriks.skp_id), by=None)

    def test_yang_disepakati_terbit_dan_gugur_bila_dibuka_lagi(self, dunia, kadis, matriks, client):
        self.sepakati(matriks)
        d = terbitkan_dokumen("mpph", str(matriks.skp_id), by=None)
        assert cetak_dan_segel(d.pk)
        client.force_login(dunia.akun(dunia.k.kadis))
        d.refresh_from_db()
        assert isi(client.get(alamat(kadis, "mpph"))) == tersimpan(d)
        assert dict(d.pihak.values_list("pegawai_id", "sebagai")) == {
            dunia.k.kadis.pk: "pimpinan",
            dunia.k.kabid.pk: "anggota matriks",
        }
        matriks.status = "DRAF"
        matriks.save()
        assert "dibuka kembali" in queries.keadaan_revisi(d).gugur
        assert all("DRAF" in x for x in Lembaran(client.get(alamat(kadis, "mpph")).content).miring)

    def test_orang_lain_tidak_tahu_ada(self, dunia, kadis, matriks, client):
        client.force_login(dunia.akun(dunia.k.orang_luar))
        assert client.get(alamat(kadis, "mpph")).status_code == 404

    def test_pimpinan_boleh_menerbitkan_matriksnya(self, dunia, matriks):
        assert mpph.boleh_terbit(dunia.akun(dunia.k.kadis), str(matriks.skp_id))
        assert not mpph.boleh_terbit(dunia.akun(dunia.k.kabid), str(matriks.skp_id))


def test_rhk_pimpinan_dicetak_seperti_disepakati(dunia, kadis):
    """The leader changed his words afterwards: until the subordinate confirms, his form says what he agreed to."""
    kabid = pabrik.skp_ditetapkan(dunia, dunia.k.kabid)
    semula = kadis.rhk.first().uraian
    versi_dua(dunia, kadis)
    assert snapshot.isi_konten(kabid)["rhk"][0]["rhk_pimpinan"] == semula
    RHK.objects.filter(versi=kabid).update(induk_versi_disepakati=None)
    assert snapshot.isi_konten(kabid)["rhk"][0]["rhk_pimpinan"] == "Meningkatnya mutu yang lain"


def test_isi_versi_membaca_snapshot_bukan_baris(dunia, kadis, django_assert_num_queries):
    with django_assert_num_queries(0):
        isi_cetak = dokumen.isi_versi(kadis)
    assert isi_cetak == json.loads(kadis.snapshot)["isi"]
    assert json.loads(kadis.snapshot)["skema"] == snapshot.SKEMA
