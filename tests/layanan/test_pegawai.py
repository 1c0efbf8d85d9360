"""The page of a person: the chain and its reasons, the least data, positions over time, and the history of changes."""

import datetime as dt

import pghistory
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.riwayat import riwayat_pegawai
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi import queries
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import AnggotaTim, MasaUnit, Pegawai, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab() -> Kabupaten:
    return pabrik.kabupaten()


def masuk(orang: Pegawai, *peran: str, **lain: object) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(orang, *peran, **lain))
    return klien


def test_rantai_sampai_ke_puncak(kab: Kabupaten) -> None:
    rantai = queries.rantai_penilai(kab.jf, jam.hari_ini())
    assert [m.pegawai for m in rantai] == [kab.kasi, kab.kabid, kab.kadis, kab.bupati]
    assert rantai[0].penugasan is not None
    assert rantai[0].penugasan.jabatan.nama == "Kepala Seksi Pelayanan Kesehatan Primer"


def test_rantai_yang_berputar_tidak_membuat_halaman_macet(kab: Kabupaten) -> None:
    a, b = pabrik.pegawai("A"), pabrik.pegawai("B")
    pabrik.hubungan(a, b)
    pabrik.hubungan(b, a)
    assert [m.pegawai for m in queries.rantai_penilai(a, jam.hari_ini())] == [b, a]


def test_mengapa_penilai_saya_ini_dengan_dasar_hukumnya(kab: Kabupaten) -> None:
    isi = masuk(kab.jf).get(f"/pegawai/{kab.jf.pk}/").content.decode()
    assert "Mengapa penilai saya ini?" in isi
    assert "Seksi Pelayanan Kesehatan Primer dipimpin pejabat definitif." in isi
    assert "PermenPANRB 6/2022, Pasal 1 angka 9" in isi


def test_yang_belum_punya_penilai_dijelaskan(kab: Kabupaten) -> None:
    baru = pabrik.pegawai("Belum Bertugas")
    from kinerja.organisasi.actions.penilai import hitung_penilai

    hitung_penilai(pabrik.SEJAK, [baru.pk], by=None)
    sebab = "Belum ada penugasan di unit mana pun"
    assert sebab in masuk(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM).get(f"/pegawai/{baru.pk}/").content.decode()
    isi = masuk(kab.kasi).get(f"/pegawai/{baru.pk}/").content.decode()
    assert "Belum ada penilai" in isi
    assert sebab not in isi


def _label_identitas(klien: Client, orang: Pegawai) -> set[str]:
    return {judul for judul, _ in klien.get(f"/pegawai/{orang.pk}/").context["identitas"]}


def test_data_pribadi_hanya_bagi_yang_berkepentingan(kab: Kabupaten) -> None:
    Pegawai.objects.filter(pk=kab.jf.pk).update(lahir=dt.date(1989, 1, 1), kedudukan_hukum="Aktif")
    pribadi = {"Tanggal lahir", "Kedudukan hukum"}
    boleh = [
        masuk(kab.jf),
        masuk(kab.sekretaris, Peran.ADMIN_UNIT, di=kab.dinas),
        masuk(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM),
    ]
    tidak = [masuk(kab.rekan), masuk(kab.orang_luar), masuk(kab.kadis_lain, Peran.ADMIN_UNIT, di=kab.dinas_lain)]
    assert [pribadi <= _label_identitas(k, kab.jf) for k in boleh] == [True] * 3
    assert [pribadi & _label_identitas(k, kab.jf) for k in tidak] == [set()] * 3


def test_jabatan_lama_memakai_nama_unit_pada_masanya(kab: Kabupaten) -> None:
    MasaUnit.objects.filter(unit=kab.bkpsdm).update(berlaku=sejak(dt.date(2022, 1, 1)))
    MasaUnit.objects.create(
        unit=kab.bkpsdm,
        nama="Badan Kepegawaian Daerah",
        induk=kab.akar,
        berlaku=sejak(dt.date(2014, 1, 1), dt.date(2022, 1, 1)),
    )
    orang = pabrik.pegawai("Lama Bekerja")
    pabrik.penugasan(orang, kab.bkpsdm, "Analis Kepegawaian", sejak=dt.date(2014, 1, 1), sampai=dt.date(2023, 4, 1))
    pabrik.penugasan(orang, kab.bkpsdm, "Analis SDM Aparatur", sejak=dt.date(2023, 4, 1))
    kini, lama = masuk(kab.jf).get(f"/pegawai/{orang.pk}/").context["linimasa"]
    assert (kini["judul"], kini["isi"], kini["cip"]) == ("Analis SDM Aparatur", "BKPSDM", ("Sekarang", "ok"))
    assert (lama["isi"], lama["cip"]) == ("Badan Kepegawaian Daerah", None)
    assert lama["waktu"] == "1 Januari 2014 sampai 31 Maret 2023"


def test_tim_dan_masa_khusus_ikut_dalam_linimasa(kab: Kabupaten) -> None:
    tim = TimKerja.objects.create(unit=kab.setda, nama="Tim Reformasi Birokrasi", ketua=kab.sekda, berlaku=sejak(pabrik.SEJAK))
    AnggotaTim.objects.create(tim=tim, pegawai=kab.jf, berlaku=sejak(pabrik.SEJAK))
    pabrik.masa_khusus(kab.jf, "TUBEL", sejak=dt.date(2100, 1, 1))
    linimasa = masuk(kab.jf).get(f"/pegawai/{kab.jf.pk}/").context["linimasa"]
    assert linimasa[0]["judul"] == "Tugas belajar"
    assert linimasa[0]["cip"] == ("Mendatang", "info")
    assert "Anggota Tim Reformasi Birokrasi" in {b["judul"] for b in linimasa}


@pytest.mark.parametrize(
    ("siapa", "peran", "melihat"),
    [
        ("jf", (), True),
        ("kasi", (), True),
        ("kadis", (), True),
        ("petugas_bkpsdm", (Peran.ADMIN_BKPSDM,), True),
        ("orang_luar", (Peran.AUDITOR,), True),
        ("sekretaris", (Peran.ADMIN_UNIT,), True),
        ("kadis_lain", (Peran.ADMIN_UNIT,), False),
        ("orang_luar", (Peran.TIM_PENILAI,), False),
        ("rekan", (), False),
    ],
)
def test_sebab_tidak_bertugas_dan_rantai_hanya_bagi_yang_berhak(
    kab: Kabupaten, siapa: str, peran: tuple[str, ...], melihat: bool
) -> None:
    masa = pabrik.masa_khusus(kab.jf, "DIBERHENTIKAN_SEMENTARA")
    di = kab.dinas_lain if siapa == "kadis_lain" else kab.dinas
    isi = masuk(getattr(kab, siapa), *peran, di=di).get(f"/pegawai/{kab.jf.pk}/").content.decode()
    for rahasia in ("Diberhentikan sementara", masa.sk, "Mengapa penilai", kab.kabid.nama):
        assert (rahasia in isi) is melihat, rahasia
    assert ("Sedang tidak bertugas" in isi) is not melihat
    assert kab.kasi.nama in isi


def test_yang_dinilai_seseorang_hanya_bagi_yang_berhak(kab: Kabupaten) -> None:
    konteks = masuk(kab.kasi).get(f"/pegawai/{kab.kasi.pk}/").context
    assert {p.pk for p in konteks["bawahan"]} == {kab.jf.pk, kab.pelaksana.pk, kab.rekan.pk}
    assert "Yang dinilai" not in masuk(kab.orang_luar).get(f"/pegawai/{kab.kasi.pk}/").content.decode()


def test_nip_di_halaman_hanya_bagi_yang_berhak(kab: Kabupaten) -> None:
    def tampak(klien: Client) -> bool:
        return nip_berkelompok(kab.jf.nip) in klien.get(f"/pegawai/{kab.jf.pk}/").content.decode()

    boleh = [masuk(kab.jf), masuk(kab.kabid), masuk(kab.sekretaris, Peran.ADMIN_UNIT, di=kab.dinas)]
    assert [tampak(k) for k in [*boleh, masuk(kab.orang_luar, Peran.TIM_PENILAI)]] == [True] * 4
    assert [tampak(k) for k in (masuk(kab.rekan), masuk(kab.kadis_lain, Peran.ADMIN_UNIT, di=kab.dinas_lain))] == [False] * 2


def test_halaman_saya_menuju_halaman_sendiri(kab: Kabupaten) -> None:
    assert masuk(kab.jf).get("/saya/").url == f"/pegawai/{kab.jf.pk}/"
    klien = Client()
    klien.force_login(pabrik.akun(None, Peran.AUDITOR))
    assert klien.get("/saya/").status_code == 422


# -- history


def test_riwayat_menyebut_siapa_apa_dan_kapan(kab: Kabupaten) -> None:
    petugas = pabrik.akun(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM)
    with pghistory.context(user=petugas.pk):
        kab.jf.gelar_belakang = "S.Kep., Ns."
        kab.jf.save()
    catatan = riwayat_pegawai(kab.jf, pribadi=False)
    ubah = next(c for c in catatan if c.judul == "Data pegawai diubah")
    assert ubah.oleh == kab.petugas_bkpsdm.nama
    assert [(p.bidang, p.dari, p.menjadi) for p in ubah.perubahan] == [("Gelar belakang", "kosong", "S.Kep., Ns.")]


def test_riwayat_penilai_dan_jabatan_memakai_nama(kab: Kabupaten) -> None:
    tugas = kab.jf.penugasan.get()
    tugas.unit = kab.bidang
    tugas.save()
    judul = {c.judul: c for c in riwayat_pegawai(kab.jf, pribadi=False)}
    assert judul["Pejabat penilai dicatat"].isi.startswith("Noorlaila Azizah")
    (pindah,) = judul["Jabatan diubah"].perubahan
    assert (pindah.bidang, pindah.dari, pindah.menjadi) == (
        "Unit",
        "Seksi Pelayanan Kesehatan Primer",
        "Bidang Pelayanan Kesehatan",
    )


def test_perubahan_data_pribadi_tersembunyi_bagi_penilai(kab: Kabupaten) -> None:
    kab.jf.lahir = dt.date(1989, 1, 1)
    kab.jf.save()
    alamat = f"/pegawai/{kab.jf.pk}/riwayat/"
    assert "Tanggal lahir" not in masuk(kab.kasi).get(alamat).content.decode()
    assert "1 Januari 1989" in masuk(kab.jf).get(alamat).content.decode()


def test_rekan_tidak_membuka_riwayat_dan_tidak_melihat_tabnya(kab: Kabupaten) -> None:
    klien = masuk(kab.rekan)
    assert klien.get(f"/pegawai/{kab.jf.pk}/riwayat/").status_code == 403
    tab = klien.get(f"/pegawai/{kab.jf.pk}/").context["daftar_tab"]
    assert [t["judul"] for t in tab] == ["Profil", "SKP", "Umpan balik"]
    tab = masuk(kab.kasi).get(f"/pegawai/{kab.jf.pk}/").context["daftar_tab"]
    tampak = ["Profil", "Riwayat perubahan", "SKP", "Dialog", "Realisasi", "Umpan balik", "Predikat"]
    assert [t["judul"] for t in tab] == tampak


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_riwayat_tetap(kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for i in range(jumlah):
        kab.jf.gelar_belakang = f"S{i}"
        kab.jf.save()
    klien = masuk(kab.jf)
    with django_assert_num_queries(BIAYA_RIWAYAT):
        klien.get(f"/pegawai/{kab.jf.pk}/riwayat/")


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_halaman_pegawai_tetap(kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(jumlah):
        pabrik.hubungan(pabrik.staf(kab.setda), kab.kadis_lain)
    klien = masuk(kab.kadis_lain)
    with django_assert_num_queries(BIAYA_HALAMAN):
        assert len(klien.get(f"/pegawai/{kab.kadis_lain.pk}/").context["bawahan"]) >= jumlah


#: session, account, its roles (2), the person; events (4), names (3), positions, whether he studies, unread
BIAYA_RIWAYAT = 15
#: as measured: a page of one person, the same however many he assesses
BIAYA_HALAMAN = 24
