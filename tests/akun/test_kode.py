"""Activation: one code, one time, one person, for a while; sheets only for one's own units."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from kinerja.layanan.akun import actions
from kinerja.layanan.akun.kode import ABJAD, kode_tampil, sidik
from kinerja.layanan.models import Pesan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, KodeAktivasi, PeranAkun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
SANDI = "lima bebek berenang"


@pytest.fixture
def orang():
    return pabrik.pegawai("Ernawati")


@pytest.fixture
def terbit(orang):
    return actions.terbitkan_kode(actions.buat_akun(orang, by=None), by=None)


def aktifkan(login, kode, sandi=SANDI, ulang=None, klien=None):
    isi = {"login": login, "kode": kode, "password1": sandi, "password2": ulang or sandi}
    return (klien or Client()).post("/akun/aktivasi/", isi)


def test_kode_membuat_kata_sandi_lalu_orangnya_masuk(terbit, orang):
    assert aktifkan(orang.nip, kode_tampil(terbit.kode).lower())["Location"] == "/akun/masuk/"
    terbit.akun.refresh_from_db()
    assert terbit.akun.check_password(SANDI)
    assert terbit.akun.aktif_sejak is not None
    assert Client().post("/akun/masuk/", {"login": orang.nip, "password": SANDI}).status_code == 302
    assert "segera hubungi BKPSDM" in Pesan.objects.get(penerima=terbit.akun).isi


def test_kode_hanya_sekali(terbit, orang):
    aktifkan(orang.nip, terbit.kode)
    jawaban = aktifkan(orang.nip, terbit.kode, "enam kambing melompat")
    assert jawaban.status_code == 422
    assert actions.KODE_SALAH in jawaban.content.decode()
    terbit.akun.refresh_from_db()
    assert terbit.akun.check_password(SANDI)


def test_kode_kedaluwarsa(terbit, orang):
    with jam.pada(jam.sekarang() + actions.UMUR_KODE - dt.timedelta(minutes=1)):
        assert actions.aktifkan(orang.nip, terbit.kode, SANDI).aktif_sejak
    baru = actions.terbitkan_kode(terbit.akun, by=None)
    with jam.pada(jam.sekarang() + actions.UMUR_KODE), pytest.raises(Ditolak, match="kedaluwarsa"):
        actions.aktifkan(orang.nip, baru.kode, SANDI)


def test_kode_orang_lain_tidak_berlaku(terbit):
    lain = actions.buat_akun(pabrik.pegawai("Hendra"), by=None)
    with pytest.raises(Ditolak, match="tidak cocok"):
        actions.aktifkan(lain.pegawai.nip, terbit.kode, SANDI)


def test_kode_baru_membatalkan_yang_lama(terbit, orang):
    baru = actions.terbitkan_kode(terbit.akun, by=None)
    with pytest.raises(Ditolak):
        actions.aktifkan(orang.nip, terbit.kode, SANDI)
    assert actions.aktifkan(orang.nip, baru.kode, SANDI)


def test_kata_sandi_lemah_tidak_menghabiskan_kode(terbit, orang):
    jawaban = aktifkan(orang.nip, terbit.kode, "pendek9")
    assert "12 karakter" in jawaban.content.decode()
    assert aktifkan(orang.nip, terbit.kode).status_code == 302


@pytest.mark.parametrize("sandi", ["{nama}", "{nama}1", "{nip}a", "nip {nip}"])
def test_kata_sandi_bukan_nama_atau_nip_sendiri(sandi):
    orang = pabrik.pegawai("Siti Hamdani Syahrani")
    terbit = actions.terbitkan_kode(actions.buat_akun(orang, by=None), by=None)
    jawaban = aktifkan(orang.nip, terbit.kode, sandi.format(nama=orang.nama.lower(), nip=orang.nip))
    assert jawaban.status_code == 422
    assert "terlalu mirip dengan nama, NIP" in jawaban.content.decode()


def test_kata_sandi_ulang_harus_sama(terbit, orang):
    assert "Kedua kata sandi tidak sama" in aktifkan(orang.nip, terbit.kode, ulang="lain sama sekali").content.decode()


def test_percobaan_kode_dibatasi(terbit, orang):
    for _ in range(6):
        aktifkan(orang.nip, "2222-2222-2222")
    jawaban = aktifkan(orang.nip, terbit.kode)
    assert "Terlalu banyak percobaan" in jawaban.content.decode()


def test_basis_data_tidak_menyimpan_kode(terbit):
    baris = KodeAktivasi.objects.get()
    assert terbit.kode not in repr(vars(baris))
    assert len(baris.sidik) == 64
    assert set(terbit.kode) <= set(ABJAD)


def test_tautan_mengisi_kode_tanpa_meninggalkannya_di_alamat(terbit, orang):
    klien = Client()
    jawaban = klien.get(f"/akun/aktivasi/{terbit.kode}/")
    assert jawaban["Location"] == "/akun/aktivasi/"
    assert f'value="{terbit.kode}"' in klien.get("/akun/aktivasi/").content.decode()
    assert terbit.kode not in klien.get("/akun/aktivasi/").content.decode()
    assert terbit.kode not in repr(dict(klien.session))


def test_kode_dari_tautan_hilang_begitu_seseorang_masuk(terbit, pemeran):
    klien = Client()
    klien.get(f"/akun/aktivasi/{terbit.kode}/")
    klien.force_login(pemeran.pegawai, backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    assert terbit.kode not in repr(dict(klien.session))


def test_kata_sandi_baru_mengeluarkan_semua_perangkat(terbit, orang):
    terbit.akun.set_password("sandi lama yang panjang")
    terbit.akun.save()
    lama = masuk(terbit.akun)
    actions.aktifkan(orang.nip, terbit.kode, SANDI)
    assert lama.get("/akun/keamanan/").status_code == 302


def test_yang_sudah_berhenti_dan_bukan_asn_tidak_diberi_akun():
    pensiun = pabrik.pegawai("Pensiun", berhenti_sejak=jam.hari_ini())
    with pytest.raises(Ditolak, match="sudah berhenti"):
        actions.buat_akun(pensiun, by=None)
    with pytest.raises(Ditolak, match="bukan ASN"):
        actions.buat_akun(pabrik.pegawai("Bupati", status="NON_ASN"), by=None)


# -- sheets


def test_lembar_untuk_yang_belum_aktif_di_bawah_unit(pemeran):
    terbit = actions.terbitkan_lembar(pemeran.k.seksi, by=pemeran.admin_unit)
    assert [t.akun.pegawai for t in terbit] == [pemeran.k.jf]
    assert KodeAktivasi.objects.get().lembar


def test_lembar_tercetak_dengan_nama_nip_kode_dan_alamat(pemeran):
    jawaban = masuk(pemeran.admin_unit).post("/akun/lembar/", {"unit": pemeran.k.dinas.pk})
    isi = "\n".join(h.extract_text() for h in PdfReader(BytesIO(jawaban.content)).pages)
    kode = {sidik(k) for k in re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)", isi)}
    assert set(KodeAktivasi.objects.values_list("sidik", flat=True)) <= kode
    assert KodeAktivasi.objects.count() > 1
    assert "Rahmat Hidayatullah" in isi
    assert "/akun/aktivasi" in isi
    assert "no-store" in jawaban["Cache-Control"]


def test_kode_pada_lembar_sungguh_berlaku(pemeran):
    terbit = actions.terbitkan_lembar(pemeran.k.seksi, by=pemeran.admin_unit)[0]
    assert aktifkan(pemeran.k.jf.nip, terbit.kode).status_code == 302


def test_lembar_hanya_oleh_admin_unit_itu(pemeran):
    for akun in (pemeran.admin_lain, pemeran.pegawai, pemeran.atasan, pemeran.auditor):
        with pytest.raises(TidakBoleh):
            actions.terbitkan_lembar(pemeran.k.dinas, by=akun)
    assert masuk(pemeran.admin_lain).post("/akun/lembar/", {"unit": pemeran.k.dinas.pk}).status_code == 422
    assert not KodeAktivasi.objects.exists()


def test_lembar_tidak_memuat_akun_yang_berhak_lebih_luas_atau_diri_sendiri(pemeran):
    semua = {t.akun.pk for t in actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_unit, semua=True)}
    assert pemeran.admin_unit.pk not in semua
    assert pemeran.pegawai.pk in semua
    pabrik.peran(pemeran.pegawai, "ADMIN_BKPSDM")
    assert pemeran.pegawai.pk not in {
        t.akun.pk for t in actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_unit, semua=True)
    }


def test_kode_satu_orang_lewat_layar(pemeran):
    jawaban = masuk(pemeran.admin_unit).post(f"/akun/pegawai/{pemeran.k.jf.pk}/kode/")
    akun = Akun.objects.get(pegawai=pemeran.k.jf)
    assert akun.kode_aktivasi.get().oleh == pemeran.admin_unit
    assert "Kode hanya tampil sekali" in jawaban.content.decode()
    assert masuk(pemeran.admin_lain).post(f"/akun/pegawai/{pemeran.k.jf.pk}/kode/").status_code == 404


# -- switching off


def test_nonaktif_membatalkan_kode_dan_mengakhiri_sesi(pemeran):
    terbit = actions.terbitkan_kode(pemeran.pegawai, by=pemeran.admin_unit)
    klien = masuk(pemeran.pegawai)
    klien.get("/")
    actions.nonaktifkan_akun(pemeran.pegawai, by=pemeran.admin_unit, alasan="Cuti panjang.")
    assert klien.get("/").status_code == 302
    with pytest.raises(Ditolak):
        actions.aktifkan(pemeran.k.pelaksana.nip, terbit.kode, SANDI)
    with pytest.raises(SudahBerubah):
        actions.nonaktifkan_akun(pemeran.pegawai, by=pemeran.admin_unit, alasan="Lagi.")
    actions.aktifkan_kembali(pemeran.pegawai, by=pemeran.admin_unit)
    assert masuk(Akun.objects.get(pk=pemeran.pegawai.pk)).get("/").status_code == 200


def test_nonaktif_perlu_alasan_dan_tercatat_dengan_pelakunya(pemeran):
    with pytest.raises(Ditolak, match="alasan"):
        actions.nonaktifkan_akun(pemeran.pegawai, by=pemeran.admin_unit, alasan="  ")
    masuk(pemeran.admin_unit).post(f"/akun/{pemeran.pegawai.pk}/nonaktifkan/", {"alasan": "Pindah instansi."})
    catatan = pemeran.pegawai.events.order_by("-pgh_id").first()
    assert not catatan.is_active
    assert catatan.pgh_context.metadata["user"] == pemeran.admin_unit.pk
    assert catatan.pgh_context.metadata["alasan"] == "Pindah instansi."


def test_kode_gugur_bila_penerbitnya_tidak_berwenang_lagi(pemeran):
    """A unit admin who kept a code must not become the account after BKPSDM gave it a wider role."""
    orang = pemeran.pegawai.pegawai
    kode = actions.terbitkan_kode(pemeran.pegawai, by=pemeran.admin_unit).kode
    PeranAkun.objects.create(akun=pemeran.pegawai, peran=Peran.ADMIN_BKPSDM, berlaku=rentang(jam.hari_ini()))
    assert actions.KODE_SALAH in aktifkan(orang.nip, kode).content.decode()
    kode = actions.terbitkan_kode(pemeran.pegawai, by=pemeran.admin_bkpsdm).kode
    assert aktifkan(orang.nip, kode)["Location"] == "/akun/masuk/"


def test_kode_gugur_bila_penerbitnya_bukan_admin_lagi(pemeran):
    kode = actions.terbitkan_kode(pemeran.pegawai, by=pemeran.admin_unit).kode
    PeranAkun.objects.filter(akun=pemeran.admin_unit).delete()
    with pytest.raises(Ditolak, match="minta kode baru"):
        actions.aktifkan(pemeran.pegawai.pegawai.nip, kode, SANDI)
