"""Two people act on the same thing at the same moment: one succeeds, the other reads a clear sentence."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from kinerja.layanan.actions.laporan import jawab_laporan, laporkan_data, tarik_laporan
from kinerja.layanan.akun.actions import beri_peran, buat_akun, cabut_peran, terbitkan_lembar
from kinerja.layanan.enums import BagianLaporan, StatusLaporan
from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai
from kinerja.organisasi.actions.penugasan import IsiPimpinan, tunjuk_pimpinan
from kinerja.organisasi.actions.tim import akhiri_tim, bentuk_tim, keluarkan_anggota, tambah_anggota
from kinerja.organisasi.enums import Peran, SifatPenugasan
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, KodeAktivasi, Penugasan, PeranAkun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from tests import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
HARI = dt.date(2026, 4, 1)


def bersamaan(*tindakan):
    """Run the acts in threads that start together; returns what each raised (None: it succeeded)."""
    gerbang = threading.Barrier(len(tindakan))
    hasil = [None] * len(tindakan)

    def jalan(i, lakukan):
        try:
            gerbang.wait(10)
            lakukan()
        except Exception as galat:
            hasil[i] = galat
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=(i, t)) for i, t in enumerate(tindakan)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(30)
    return hasil


def satu_gagal(hasil, jenis):
    gagal = [g for g in hasil if g is not None]
    assert len(gagal) == len(hasil) - 1
    assert all(isinstance(g, jenis) for g in gagal), gagal


def test_laporan_dijawab_dan_ditarik_bersamaan():
    k = pabrik.kabupaten(hitung=False)
    admin, pelapor = pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas), pabrik.akun(k.jf)
    laporan = laporkan_data(k.jf, BagianLaporan.NAMA, "Gelar", by=pelapor)
    hasil = bersamaan(
        lambda: jawab_laporan(laporan, "perbaiki_laporan", "", by=admin), lambda: tarik_laporan(laporan, by=pelapor)
    )
    satu_gagal(hasil, SudahBerubah)
    laporan.refresh_from_db()
    assert laporan.status == (StatusLaporan.DIPERBAIKI if hasil[0] is None else StatusLaporan.DITARIK)


def test_dua_surat_untuk_orang_yang_sama_bersamaan():
    k = pabrik.kabupaten()
    isi = [IsiDelegasi(nomor=n, tanggal=HARI, mulai=HARI, penilai=p) for n, p in (("1", k.kabid), ("2", k.sekretaris))]
    hasil = bersamaan(*(lambda x=x: delegasikan_penilai(x, [k.jf.pk], by=None) for x in isi))
    satu_gagal(hasil, Ditolak)
    assert AnggotaPendelegasian.objects.count() == 1


def test_dua_unit_menunjuk_orang_yang_sama_bersamaan():
    k = pabrik.kabupaten()
    kursi = pabrik.jabatan("Kepala Seksi", "PENGAWAS")
    isi = IsiPimpinan(k.jf, kursi, SifatPenugasan.DEFINITIF, HARI, None, "821/1", HARI)
    hasil = bersamaan(lambda: tunjuk_pimpinan(k.seksi, isi, by=None), lambda: tunjuk_pimpinan(k.bidang, isi, by=None))
    satu_gagal(hasil, Ditolak)
    assert Penugasan.objects.pada(HARI).filter(pegawai=k.jf, sifat="DEFINITIF").count() == 1


def test_peran_yang_belum_mulai_dicabut_dua_kali():
    """Such a role is deleted: the second one reads that, too."""
    k = pabrik.kabupaten(hitung=False)
    bkpsdm = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    peran = beri_peran(pabrik.akun(k.jf), Peran.AUDITOR, by=bkpsdm, mulai=jam.hari_ini())
    satu_gagal(bersamaan(*(lambda: cabut_peran(peran, by=bkpsdm) for _ in range(2))), SudahBerubah)
    assert not PeranAkun.objects.filter(pk=peran.pk).exists()


def test_anggota_dikeluarkan_dari_tim_yang_diakhiri_bersamaan():
    k = pabrik.kabupaten(hitung=False)
    besok = jam.hari_ini() + dt.timedelta(days=1)
    tim = bentuk_tim(k.seksi, "Tim", k.kasi, mulai=jam.hari_ini(), sampai=None, sk="1", by=None)
    tambah_anggota(tim, [k.jf], mulai=besok, by=None)
    anggota = tim.anggota.get()
    akhiri_tim(tim, besok, by=None)
    with pytest.raises(SudahBerubah, match="dihapus bersama timnya"):
        keluarkan_anggota(anggota, besok, by=None)


def test_dua_lembar_kode_bersamaan_meninggalkan_satu_kode_per_orang():
    """The second sheet waits for the first one to be committed, and voids its codes."""
    k = pabrik.kabupaten(hitung=False)
    satu, dua = (pabrik.akun(p, "ADMIN_UNIT", di=k.dinas) for p in (k.sekretaris, k.rekan))
    terbitkan_lembar(k.seksi, by=satu)
    kedua = threading.Thread(target=lambda: (terbitkan_lembar(k.seksi, by=dua), connection.close()))
    with transaction.atomic():
        terbitkan_lembar(k.seksi, by=satu)
        kedua.start()
        kedua.join(1)
        assert kedua.is_alive()
    kedua.join(30)
    assert KodeAktivasi.objects.get(akun__pegawai=k.jf).oleh == dua


def test_akun_seseorang_dibuat_dua_kali_bersamaan():
    k = pabrik.kabupaten(hitung=False)
    admin = pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas)
    assert bersamaan(*(lambda: buat_akun(k.jf, by=admin) for _ in range(4))) == [None] * 4
    assert Akun.objects.filter(pegawai=k.jf).count() == 1
