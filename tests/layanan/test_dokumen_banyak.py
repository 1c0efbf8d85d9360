"""Many documents at once by real workers: all processes take part, and a killed one leaves nothing half done or done twice."""

import datetime as dt
import signal

import pytest

from kinerja.layanan.dokumen import actions, segel, susun
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as SURAT
from kinerja.layanan.models import Berkas, Dokumen, Pekerjaan, StatusPekerjaan
from kinerja.layanan.pekerjaan import sapu
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, Pendelegasian
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik
from tests.pekerja_sendiri import pekerja_sendiri


def buat_surat(n: int) -> tuple[list[str], Akun]:
    """``n`` letters of one person each, decided by the head of a Dinas."""
    dinas = pabrik.unit("Dinas Kesehatan", pabrik.unit("Pemerintah Kabupaten Contoh", jenis="PEMDA"))
    akun = pabrik.akun(pabrik.kepala(dinas, "Akhmad Fauzi"))
    penilai = pabrik.staf(dinas, "Gunawan Santosa")
    berlaku = rentang(jam.hari_ini())
    surat = []
    for i in range(n):
        s = Pendelegasian.objects.create(
            penilai=penilai, nomor=f"800/{i + 1}/2026", tanggal=jam.hari_ini(), oleh=akun, berlaku=berlaku
        )
        AnggotaPendelegasian.objects.create(pendelegasian=s, pegawai=pabrik.staf(dinas, f"Pegawai {i + 1}"), berlaku=berlaku)
        surat.append(str(s.pk))
    return surat, akun


def periksa_semua_sekali(surat: list[str]) -> None:
    dokumen = list(Dokumen.objects.select_related("berkas").order_by("pk"))
    assert sorted(d.kunci_objek for d in dokumen) == sorted(surat)
    assert {d.revisi for d in dokumen} == {1}
    assert Berkas.objects.filter(untuk=actions.UNTUK).count() == len(surat)
    for d in dokumen:
        with d.berkas.isi.open("rb") as berkas:
            isi = berkas.read()
        assert susun.sidik(isi) == d.sha256_pdf
        assert segel.periksa(isi).dari_kami


@pytest.mark.usefixtures("pekerja")
def test_satu_dokumen_dicetak_pekerja_sesudah_terbit(tunggu_sampai):
    surat, akun = buat_surat(1)
    dokumen = actions.terbitkan_dokumen(SURAT, surat[0], by=akun)
    assert dokumen.berkas_id is None
    tunggu_sampai(lambda: Dokumen.objects.filter(pk=dokumen.pk, berkas__isnull=False).exists(), 60)
    periksa_semua_sekali(surat)


@pytest.mark.layanan
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("titik", ["dokumen.sesudah_klaim", "dokumen.sebelum_catat"])
def test_pekerja_yang_dibunuh_di_tengah_tidak_menggandakan_atau_menghilangkan(titik, tunggu_sampai):
    surat, akun = buat_surat(12)
    pekerjaan = actions.terbitkan_banyak(SURAT, surat, by=akun)
    with pekerja_sendiri(KINERJA_TITIK_GAGAL=titik) as anak:
        tunggu_sampai(lambda: anak.poll() is not None, 90)
        assert anak.returncode == -signal.SIGKILL
    assert Dokumen.objects.count() == 12
    assert Dokumen.objects.belum_tercetak().count() == 12
    assert Pekerjaan.objects.get().status == StatusPekerjaan.BERJALAN
    Pekerjaan.objects.update(detak_pada=jam.sekarang() - dt.timedelta(minutes=5))
    assert sapu() == 1
    with pekerja_sendiri(), pekerja_sendiri():
        tunggu_sampai(lambda: Pekerjaan.objects.get(pk=pekerjaan.pk).status == StatusPekerjaan.SELESAI, 180)
    periksa_semua_sekali(surat)
    selesai = Pekerjaan.objects.get(pk=pekerjaan.pk)
    assert (selesai.selesai, selesai.jumlah) == (12, 12)


@pytest.mark.django_db(transaction=True)
def test_satu_naskah_rusak_tidak_menghalangi_yang_lain(monkeypatch):
    surat, akun = buat_surat(3)
    pekerjaan = Pekerjaan.objects.create(
        jenis=actions.CETAK_BANYAK, masukan={"jenis": SURAT, "kunci": surat}, pemilik=akun, dibuat_pada=jam.sekarang()
    )
    asli = actions.render

    def rusak(dokumen):
        if dokumen.kunci_objek == surat[1]:
            raise ValueError("rusak")
        return asli(dokumen)

    monkeypatch.setattr(actions, "render", rusak)
    kemajuan = []
    with pytest.raises(actions.Ditolak, match="1 dokumen gagal"):
        actions.jalankan_cetak_banyak(pekerjaan, lambda selesai, jumlah, catatan="": kemajuan.append((selesai, jumlah)))
    assert kemajuan[-1] == (2, 3)
    monkeypatch.setattr(actions, "render", asli)
    actions.jalankan_cetak_banyak(pekerjaan, lambda *a: None)
    periksa_semua_sekali(surat)


@pytest.mark.django_db(transaction=True)
def test_pembantu_berhenti_bila_pekerjaan_dihentikan():
    surat, akun = buat_surat(2)
    pks = [actions.terbitkan_dokumen(SURAT, s, by=akun, antrekan=False).pk for s in surat]
    pekerjaan = Pekerjaan.objects.create(jenis=actions.CETAK_BANYAK, minta_batal=True, dibuat_pada=jam.sekarang())
    assert actions.bantu_cetak(pekerjaan.pk, pks) == 0
    assert Dokumen.objects.belum_tercetak().count() == 2
    Pekerjaan.objects.update(minta_batal=False)
    assert actions.bantu_cetak(pekerjaan.pk, pks) == 2
    assert actions.sapu_cetak() == 0
