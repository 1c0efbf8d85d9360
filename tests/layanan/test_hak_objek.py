"""Whose letters and decisions one may open: by today's place, never by a role somewhere else or by what once was."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kinerja.layanan.access import get_anggota_delegasi
from kinerja.layanan.berkas import get_berkas
from kinerja.layanan.keputusan import delegasi_terlihat
from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai, lepaskan_dari_surat
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai, Pendelegasian, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik
from tests.pemeran import Pemeran, masuk

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


def surat(p: Pemeran, *orang: Pegawai, nomor: str = "800/1") -> Pendelegasian:
    isi = IsiDelegasi(nomor=nomor, tanggal=HARI, mulai=HARI, penilai=p.k.sekda)
    return delegasikan_penilai(isi, [x.pk for x in orang], by=None)


def keputusan(p: Pemeran, objek: Pendelegasian, *, oleh: Akun) -> KeputusanTercatat:
    berkas = Berkas.objects.create(
        isi=ContentFile(b"%PDF-1.7 isi %%EOF", "a.pdf"), nama="a.pdf", jenis="application/pdf", ukuran=18, sha256="0" * 64,
        untuk="layanan.keputusan", oleh=oleh, dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    return KeputusanTercatat.objects.create(
        objek_jenis="organisasi.pendelegasian", objek_id=objek.pk, tindakan="delegasikan_penilai", pejabat=p.k.kadis,
        jabatan_pejabat="Kepala Dinas", nomor="800/9", tanggal=HARI, berkas=berkas, oleh=oleh, dicatat_pada=jam.sekarang(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("siapa", "jawaban"),
    [
        ("admin_bkpsdm", 200),
        ("auditor", 200),
        ("kepala_dinas", 200),  # decided
        ("rekan", 200),  # the letter is about him
        ("admin_unit", 200),  # the letter is about people of his unit
        ("admin_lain", 404),
        ("atasan", 404),
        ("orang_luar", 404),
    ],
)
def test_keputusan_dan_berkasnya_hanya_bagi_yang_bersangkutan(pemeran: Pemeran, siapa: str, jawaban: int) -> None:
    baris = keputusan(pemeran, surat(pemeran, pemeran.k.rekan), oleh=pemeran.admin_bkpsdm)
    klien = pemeran.klien(siapa)
    for nama, pk in (("keputusan", baris.pk), ("berkas_keputusan", baris.pk), ("berkas", baris.berkas_id)):
        hasil = klien.get(reverse(f"layanan:{nama}", args=[pk]))
        if hasil.streaming:
            assert b"".join(hasil.streaming_content).startswith(b"%PDF-")
        assert hasil.status_code == jawaban, nama


def test_pencatat_tetap_melihat_catatannya(pemeran: Pemeran) -> None:
    baris = keputusan(pemeran, surat(pemeran, pemeran.k.guru), oleh=pemeran.admin_unit)
    assert pemeran.klien("admin_unit").get(reverse("layanan:keputusan", args=[baris.pk])).status_code == 200
    assert get_berkas(pemeran.admin_unit, baris.berkas_id) == baris.berkas


def test_surat_lama_tidak_ikut_orang_ke_unit_barunya(pemeran: Pemeran) -> None:
    k = pemeran.k
    objek = surat(pemeran, k.rekan)
    assert objek in delegasi_terlihat(pemeran.admin_unit)
    lepaskan_dari_surat(objek.anggota.get(), HARI + dt.timedelta(days=1), by=None)
    with jam.pada(HARI + dt.timedelta(days=2)):
        assert objek not in delegasi_terlihat(Akun.objects.get(pk=pemeran.admin_unit.pk))
        assert objek not in delegasi_terlihat(Akun.objects.get(pk=pemeran.rekan.pk))


def test_unit_tempat_ia_dahulu_bekerja_tidak_melihat_suratnya(pemeran: Pemeran) -> None:
    k = pemeran.k
    pabrik.penugasan(k.guru, k.seksi, "Guru", sejak=dt.date(2018, 1, 1), sampai=pabrik.SEJAK)
    assert surat(pemeran, k.guru) not in delegasi_terlihat(pemeran.admin_unit)


def test_surat_yang_akan_datang_sudah_tampak_bagi_adminnya(pemeran: Pemeran) -> None:
    isi = IsiDelegasi(nomor="800/2", tanggal=HARI, mulai=HARI + dt.timedelta(days=9), penilai=pemeran.k.sekda)
    assert delegasikan_penilai(isi, [pemeran.k.rekan.pk], by=None) in delegasi_terlihat(pemeran.admin_unit)


def test_admin_tidak_mencabut_surat_yang_memuat_orang_unit_lain(pemeran: Pemeran) -> None:
    objek = surat(pemeran, pemeran.k.rekan, pemeran.k.guru)
    alamat = reverse("layanan:cabut_delegasi", args=[objek.pk])
    hasil = pemeran.klien("admin_unit").post(alamat, {"sejak": "2026-05-01", "alasan": "Keliru"})
    assert hasil.status_code == 403
    assert "di luar unit yang Anda urus" in hasil.content.decode()
    assert alamat not in pemeran.klien("admin_unit").get(reverse("layanan:delegasi", args=[objek.pk])).content.decode()
    assert pemeran.klien("admin_bkpsdm").get(alamat).status_code == 200


def test_yang_sudah_berhenti_tidak_menghalangi_pencabutan(pemeran: Pemeran) -> None:
    objek = surat(pemeran, pemeran.k.rekan, pemeran.k.guru)
    Pegawai.objects.filter(pk=pemeran.k.guru.pk).update(berhenti_sejak=HARI)
    assert pemeran.klien("admin_unit").get(reverse("layanan:cabut_delegasi", args=[objek.pk])).status_code == 200


def test_bkpsdm_mengurus_surat_bagi_yang_belum_bertugas(pemeran: Pemeran) -> None:
    objek = surat(pemeran, pemeran.k.rekan)
    Penugasan.objects.filter(pegawai=pemeran.k.rekan).delete()
    assert pemeran.klien("admin_bkpsdm").get(reverse("layanan:cabut_delegasi", args=[objek.pk])).status_code == 200


def test_anggota_surat_lewat_satu_pintu(pemeran: Pemeran) -> None:
    objek = surat(pemeran, pemeran.k.rekan, pemeran.k.guru)
    guru = objek.anggota.get(pegawai=pemeran.k.guru)
    with pytest.raises(TidakBoleh, match="di luar unit"):
        get_anggota_delegasi(pemeran.admin_unit, objek.pk, guru.pk)
    assert get_anggota_delegasi(pemeran.admin_bkpsdm, objek.pk, guru.pk, lock=True) == guru
    lain = surat(pemeran, pemeran.k.jf, nomor="800/3")
    alamat = reverse("layanan:lepaskan_delegasi", args=[lain.pk, guru.pk])
    assert masuk(pabrik.akun(pemeran.k.bupati, Peran.ADMIN_BKPSDM)).post(alamat).status_code == 404


def test_pimpinan_kantor_yang_ditunjuk_melihat_suratnya(pemeran: Pemeran) -> None:
    isi = IsiDelegasi(nomor="800/4", tanggal=HARI, mulai=HARI, unit_penilai=pemeran.k.dinas)
    objek = delegasikan_penilai(isi, [pemeran.k.guru.pk], by=None)
    assert objek in delegasi_terlihat(pemeran.kepala_dinas)
    assert objek not in delegasi_terlihat(pemeran.atasan)
    assert objek.berlaku == rentang(HARI)
