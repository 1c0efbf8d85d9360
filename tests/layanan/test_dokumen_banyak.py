"""Many documents at once by real workers: all processes take part, and a killed one leaves nothing half done or done twice."""

import signal

import pytest

from kinerja.layanan.dokumen import actions, segel, susun
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as SURAT
from kinerja.layanan.models import Berkas, Dokumen, Pekerjaan, StatusPekerjaan
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, Pendelegasian
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik
from tests.pekerja_sendiri import proses_pekerja


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
def test_pekerja_yang_dibunuh_di_tengah_tidak_menggandakan_atau_menghilangkan(titik):
    surat, akun = buat_surat(12)
    pekerjaan = Pekerjaan.objects.create(
        jenis=actions.CETAK_BANYAK, masukan={"jenis": SURAT, "kunci": surat}, pemilik=akun, dibuat_pada=jam.sekarang()
    )
    jalankan = f"from kinerja.layanan.pekerjaan import jalankan; jalankan({pekerjaan.pk})"
    terbunuh = proses_pekerja(jalankan, KINERJA_TITIK_GAGAL=titik)
    assert terbunuh.wait(90) == -signal.SIGKILL
    assert Dokumen.objects.count() == 12
    assert Pekerjaan.objects.get().status == StatusPekerjaan.BERJALAN
    pks = list(Dokumen.objects.order_by("-pk").values_list("pk", flat=True))
    bantu = f"from kinerja.layanan.dokumen.actions import bantu_cetak; print(bantu_cetak({pekerjaan.pk}, {pks}))"
    bersama = [proses_pekerja(jalankan), proses_pekerja(bantu)]
    assert [p.wait(180) for p in bersama] == [0, 0]
    periksa_semua_sekali(surat)
    selesai = Pekerjaan.objects.get(pk=pekerjaan.pk)
    assert (selesai.status, selesai.selesai, selesai.jumlah) == (StatusPekerjaan.SELESAI, 12, 12)


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
