"""The employee list: what is filtered is what is shown and what is downloaded, at a literal cost."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.privasi import keadaan_terlihat
from kinerja.layanan.reports import unduhan
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.models import Peristiwa
from tests import pabrik
from tests.pabrik import Kabupaten
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def kab() -> Kabupaten:
    kab = pabrik.kabupaten()
    segarkan_cari()
    return kab


@pytest.fixture
def klien(kab: Kabupaten) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(kab.kasi))
    return klien


def nama(klien: Client, **saring: object) -> list[str]:
    tabel = klien.get("/pegawai/", saring).context["tabel"]
    return [baris.record.nama for baris in tabel.paginated_rows]


def test_kepala_daerah_tidak_masuk_daftar_pegawai(klien: Client, kab: Kabupaten) -> None:
    semua = nama(klien)
    assert kab.bupati.nama not in semua
    assert len(semua) == Pegawai.objects.count() - 1


def test_urut_nama_tanpa_beda_huruf_besar(klien: Client, kab: Kabupaten) -> None:
    pabrik.staf(kab.seksi, "aaron kecil")
    semua = nama(klien)
    assert semua[0] == "aaron kecil"
    assert semua == sorted(semua, key=str.lower)


def test_unit_mencakup_semua_di_bawahnya(klien: Client, kab: Kabupaten) -> None:
    assert set(nama(klien, unit=kab.bidang.pk)) == {x.nama for x in (kab.kabid, kab.kasi, kab.jf, kab.pelaksana, kab.rekan)}


def test_unit_yang_dalam_tetap_dapat_dipilih_dari_tautan(klien: Client, kab: Kabupaten) -> None:
    form = klien.get("/pegawai/", {"unit": kab.seksi.pk}).context["saring"].form
    assert form["unit"].value() == str(kab.seksi.pk)
    assert form.is_valid()


@pytest.mark.parametrize(
    ("saring", "siapa"),
    [
        ({"q": "rahmat"}, {"Rahmat Hidayatullah"}),
        ({"q": "perawat"}, {"Rahmat Hidayatullah"}),
        ({"jenis": "PENGAWAS"}, {"Noorlaila Azizah"}),
        ({"penilai": "saya"}, {"Rahmat Hidayatullah", "Ernawati", "Hendra Maulana"}),
        ({"penilai": "saya", "q": "erna"}, {"Ernawati"}),
        ({"status": "CPNS"}, set()),
    ],
)
def test_saringan(klien: Client, saring: dict[str, str], siapa: set[str]) -> None:
    assert set(nama(klien, **saring)) == siapa


def test_tanpa_penilai_menampakkan_yang_belum_punya(klien: Client, kab: Kabupaten) -> None:
    baru = pabrik.pegawai("Belum Bertugas")
    hitung_penilai(pabrik.SEJAK, [baru.pk], by=None)
    assert nama(klien, penilai="belum") == ["Belum Bertugas"]
    assert "Belum Bertugas" not in nama(klien, penilai="ada")


def test_masa_khusus_dan_jenisnya(klien: Client, kab: Kabupaten) -> None:
    pabrik.masa_khusus(kab.jf, "TUBEL")
    pabrik.masa_khusus(kab.rekan, "MPP")
    pabrik.masa_khusus(kab.guru, "MPP")
    assert set(nama(klien, keadaan="khusus")) == {kab.jf.nama, kab.rekan.nama, kab.guru.nama}
    # The kasi leads no school: that the teacher is in MPP is not for him.
    assert nama(klien, keadaan="MPP") == [kab.rekan.nama]


def test_pegawai_biasa_tidak_menyaring_dan_tidak_membaca_sebabnya(kab: Kabupaten) -> None:
    pabrik.masa_khusus(kab.rekan, "DIBERHENTIKAN_SEMENTARA")
    klien = masuk(pabrik.akun(kab.jf))
    jawab = klien.get("/pegawai/", {"keadaan": "DIBERHENTIKAN_SEMENTARA"})
    assert {k for k, _ in jawab.context["saring"].form.fields["keadaan"].choices} == {"", "khusus", "berhenti"}
    isi = klien.get("/pegawai/", {"keadaan": "khusus"}).content.decode()
    assert "Sedang tidak bertugas</span>" in isi
    assert "Diberhentikan sementara" not in isi


def test_nip_hanya_dirinya_dan_yang_di_bawahnya(kab: Kabupaten, klien: Client) -> None:
    def bernip(klien: Client) -> set[str]:
        return {b.record.nama for b in klien.get("/pegawai/").context["tabel"].paginated_rows if b.record.boleh_nip}

    assert bernip(masuk(pabrik.akun(kab.jf))) == {kab.jf.nama}
    assert bernip(klien) == {x.nama for x in (kab.kasi, kab.jf, kab.pelaksana, kab.rekan)}
    isi = masuk(kab.jf.akun).get("/pegawai/").content.decode()
    assert nip_berkelompok(kab.jf.nip) in isi
    assert nip_berkelompok(kab.rekan.nip) not in isi


def test_daftar_dan_halaman_sepakat_siapa_yang_boleh_tahu(kab: Kabupaten) -> None:
    """The condition of the list and the rule of the page are one rule said twice: they must not drift apart."""
    pabrik.penugasan(kab.guru, kab.seksi, "Plt. Kepala Seksi", "PENGAWAS", sifat="PLT")
    hitung_penilai(pabrik.SEJAK, by=None)
    peserta = [
        pabrik.akun(kab.kadis),
        pabrik.akun(kab.kabid),
        pabrik.akun(kab.jf),
        pabrik.akun(kab.sekretaris, Peran.ADMIN_UNIT, di=kab.bidang),
        pabrik.akun(kab.kadis_lain, Peran.ADMIN_UNIT, di=kab.dinas_lain),
        pabrik.akun(kab.orang_luar, Peran.TIM_PENILAI),
        pabrik.akun(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM),
        pabrik.akun(None, Peran.AUDITOR),
    ]
    for akun in peserta:
        menurut_daftar = set(Pegawai.objects.filter(keadaan_terlihat(akun)))
        assert menurut_daftar == {p for p in Pegawai.objects.all() if akun.has_perm("organisasi.lihat_rantai_penilai", p)}, akun


def test_sebagian_nip_tidak_dapat_dicari_pegawai_biasa(kab: Kabupaten, klien: Client) -> None:
    biasa = masuk(pabrik.akun(kab.jf))
    assert nama(biasa, q=kab.rekan.nip) == [kab.rekan.nama]
    assert nama(biasa, q=kab.rekan.nip[:8]) == []
    assert nama(biasa, q=f"hendra {kab.rekan.nip[:8]}") == []
    assert kab.rekan.nama in nama(klien, q=kab.rekan.nip[:8])


def test_yang_berhenti_hanya_bila_diminta(klien: Client, kab: Kabupaten) -> None:
    Pegawai.objects.filter(pk=kab.rekan.pk).update(berhenti_sejak=jam.hari_ini())
    Pegawai.objects.filter(pk=kab.jf.pk).update(berhenti_sejak=jam.hari_ini() + dt.timedelta(days=1))
    assert kab.rekan.nama not in nama(klien)
    assert kab.jf.nama in nama(klien)
    assert nama(klien, keadaan="berhenti") == [kab.rekan.nama]


def test_urut_menurut_penilai_dan_jabatan(klien: Client, kab: Kabupaten) -> None:
    per_jabatan = nama(klien, unit=kab.seksi.pk, sort="jabatan")
    assert per_jabatan == [kab.kasi.nama, kab.pelaksana.nama, kab.rekan.nama, kab.jf.nama]
    assert nama(klien, unit=kab.seksi.pk, sort="-jabatan") == per_jabatan[::-1]
    assert nama(klien, unit=kab.bidang.pk, sort="penilai")[0] == kab.kabid.nama


RUSAK = [{"page": "x"}, {"page": "9999"}, {"page": "0"}, {"unit": "abc"}, {"unit": "9" * 30}, {"q": "\x00"}]


@pytest.mark.parametrize("rusak", RUSAK)
def test_alamat_rusak_tidak_menggagalkan_halaman(klien: Client, rusak: dict[str, str]) -> None:
    jawab = klien.get("/pegawai/", rusak)
    assert jawab.status_code == 200
    assert "tabel" in jawab.context


def _isi_excel(klien: Client, **saring: object) -> list[list[object]]:
    jawab = klien.get("/pegawai/", {**saring, "unduh": "xlsx"})
    assert jawab["Content-Disposition"].startswith("attachment; filename=")
    return [list(b) for b in load_workbook(io.BytesIO(jawab.content)).active.iter_rows(values_only=True)]


def test_excel_berisi_tepat_yang_disaring(klien: Client, kab: Kabupaten) -> None:
    baris = _isi_excel(klien, unit=kab.seksi.pk, jenis="PELAKSANA")
    judul, *isi = baris[2:]
    assert judul[:3] == ["NIP", "Nama", "Status"]
    assert [b[1] for b in isi] == [kab.pelaksana.nama, kab.rekan.nama]
    pelaksana = dict(zip(judul, isi[0], strict=True))
    assert pelaksana["NIP"] == kab.pelaksana.nip
    assert pelaksana["Perangkat daerah"] == "Dinas Kesehatan"
    assert pelaksana["NIP penilai"] == kab.kasi.nip


def test_excel_lebih_dari_satu_halaman(kab: Kabupaten) -> None:
    klien = masuk(pabrik.akun(kab.kadis))
    for _ in range(70):
        pabrik.staf(kab.sekretariat)
    assert len(_isi_excel(klien, unit=kab.sekretariat.pk)) == 3 + 71


def test_excel_bukan_untuk_pegawai_biasa_dan_hanya_di_unit_sendiri(klien: Client, kab: Kabupaten) -> None:
    biasa = masuk(pabrik.akun(kab.jf))
    assert biasa.get("/pegawai/", {"unduh": "xlsx"}).status_code == 403
    assert "unduh=xlsx" not in biasa.get("/pegawai/").content.decode()
    assert "unduh=xlsx" in klien.get("/pegawai/").content.decode()
    assert {b[1] for b in _isi_excel(klien)[3:]} == {x.nama for x in (kab.kasi, kab.jf, kab.pelaksana, kab.rekan)}


def test_excel_tim_penilai_tidak_memuat_sebab_tidak_bertugas(kab: Kabupaten) -> None:
    pabrik.masa_khusus(kab.jf, "CLTN")
    isi = _isi_excel(masuk(pabrik.akun(kab.orang_luar, Peran.TIM_PENILAI)), unit=kab.seksi.pk)
    assert {b[-1] for b in isi[3:]} == {"Sedang tidak bertugas", None}


def test_setiap_unduhan_tercatat_siapa_saringan_dan_barisnya(klien: Client, kab: Kabupaten) -> None:
    _isi_excel(klien, unit=kab.seksi.pk, jenis="PELAKSANA")
    catatan = Peristiwa.objects.get(nama="daftar_diunduh")
    assert catatan.oleh_id == kab.kasi.akun.pk
    assert catatan.data == {"daftar": "pegawai", "saringan": {"unit": str(kab.seksi.pk), "jenis": "PELAKSANA"}, "baris": 2}


def test_unduhan_dibatasi(klien: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unduhan, "PALING_BANYAK", 2)
    jawab = [klien.get("/pegawai/", {"unduh": "xlsx"}) for _ in range(3)]
    assert [j.status_code for j in jawab] == [200, 200, 422]
    assert "Tunggu sebentar" in jawab[2].content.decode()
    assert Peristiwa.objects.filter(nama="daftar_diunduh").count() == 2


def test_redis_yang_mati_tidak_menahan_unduhan(klien: Client, settings: Any) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert klien.get("/pegawai/", {"unduh": "xlsx"}).status_code == 200
    assert Peristiwa.objects.filter(nama="daftar_diunduh").count() == 1


def test_teks_berawalan_sama_dengan_tetap_teks(klien: Client, kab: Kabupaten) -> None:
    Pegawai.objects.filter(pk=kab.jf.pk).update(nama="=1+1")
    jawab = klien.get("/pegawai/", {"unit": kab.seksi.pk, "unduh": "xlsx"})
    sel = [s for baris in load_workbook(io.BytesIO(jawab.content)).active.iter_rows() for s in baris if s.value == "=1+1"]
    assert [s.data_type for s in sel] == ["s"]


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_tetap_berapa_pun_barisnya(
    kab: Kabupaten, klien: Client, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = pabrik.unit("Dinas Baru", kab.akar)
    pabrik.kepala(unit)
    for _ in range(jumlah - 1):
        pabrik.staf(unit)
    hitung_penilai(pabrik.SEJAK, by=None)
    with django_assert_num_queries(BIAYA):
        jawab = klien.get("/pegawai/", {"unit": unit.pk, "sort": "unit"})
    assert len(jawab.context["tabel"].paginated_rows) == jumlah


#: session, account, its roles (2), unread messages, units to choose, count, people, postings, assessors, special times
BIAYA = 11


@pytest.mark.parametrize("peran", [Peran.ADMIN_BKPSDM, Peran.AUDITOR])
def test_htmx_hanya_mendapat_daftarnya(kab: Kabupaten, peran: Peran) -> None:
    klien = Client(headers={"hx-request": "true"})
    klien.force_login(pabrik.akun(kab.petugas_bkpsdm, peran))
    isi = klien.get("/pegawai/", {"q": "erna"}).content.decode()
    assert "Ernawati" in isi
    assert "<html" not in isi
