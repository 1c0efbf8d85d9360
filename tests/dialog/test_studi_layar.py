"""Tugas belajar on screen: who sees what, the forms, two who type at once, a step that comes too late."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions import perpanjangan as panjang
from dialog.actions import studi
from dialog.enums import StatusPerpanjanganStudi as S
from dialog.models import LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import visible_to
from dialog.rules import IZIN
from dialog.transitions import PERPANJANGAN_STUDI
from kinerja.layanan.models import KeputusanTercatat, Pesan
from kinerja.organisasi.enums import Peran
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import Peristiwa
from skp.actions.dasar import Bentrok
from tests import pabrik
from tests.dialog.pabrik_studi import berstatus, khs, lapor, masa, petugas
from tests.pemeran import masuk

D = dt.date


# -- who sees what


def test_daftar_sama_dengan_aturan(dunia, parameter, unit):
    milik = [masa(dunia, o) for o in (dunia.k.pelaksana, dunia.k.kasi, dunia.k.guru, dunia.k.petugas_bkpsdm)]
    luar = pabrik.akun(dunia.k.kadis_lain, Peran.ADMIN_UNIT, di=dunia.k.dinas_lain)
    auditor = pabrik.akun(None, Peran.AUDITOR)
    orang = [unit, luar, auditor, petugas(dunia), *(dunia.akun(o) for o in (dunia.k.pelaksana, dunia.k.kasi, dunia.k.rekan))]
    for akun in orang:
        tampak = set(visible_to(akun).values_list("pk", flat=True))
        assert tampak == {m.pk for m in milik if IZIN["lihat_studi"].test(akun, m)}, akun
    assert not visible_to(auditor).exists() and not visible_to(dunia.akun(dunia.k.rekan)).exists()


def test_orang_lain_404_dan_berkasnya_tertutup(dunia, parameter, unit):
    p = berstatus(dunia, S.DIMINTA)
    x = lapor(p.masa_khusus, 1, by=dunia.akun(dunia.k.pelaksana))
    url = [f"/dialog/studi/{p.masa_khusus_id}/", f"/dialog/studi/{p.masa_khusus_id}/lapor/", f"/dialog/studi/laporan/{x.pk}/",
           f"/dialog/studi/laporan/{x.pk}/catatan/", f"/dialog/studi/perpanjangan/{p.pk}/tolak/", f"/berkas/{x.khs_id}/",
           f"/dialog/studi/orang/{dunia.k.pelaksana.pk}/"]  # fmt: skip
    luar = pabrik.akun(dunia.k.kadis_lain, Peran.ADMIN_UNIT, di=dunia.k.dinas_lain)
    for akun in (dunia.akun(dunia.k.rekan), luar, pabrik.akun(None, Peran.AUDITOR)):
        klien = masuk(akun)
        for u in url:
            assert klien.get(u).status_code == 404, u
    klien = masuk(unit)
    unduhan = klien.get(f"/berkas/{x.khs_id}/")
    assert unduhan.status_code == 200 and b"".join(unduhan.streaming_content).startswith(b"%PDF-")
    assert klien.post(f"/dialog/studi/{p.masa_khusus_id}/perpanjangan/", {}).status_code == 403
    lain = pabrik.masa_khusus(dunia.k.jf, "CLTN")
    assert klien.get(f"/dialog/studi/{lain.pk}/").status_code == 404, "hanya tugas belajar"


# -- screens


def test_perjalanan_dengan_formulir_biasa(dunia, belajar, saya, unit):
    pegawai, admin, pusat = masuk(saya), masuk(unit), masuk(petugas(dunia))
    u = f"/dialog/studi/{belajar.pk}/"
    assert "Laporkan semester" in pegawai.get(u).content.decode()
    isi = {"semester": "1", "ipk": "3.61", "ips": "3.61", "sks": "20", "tahun_ajaran": "2025/2026 ganjil"}
    assert pegawai.post(f"{u}lapor/", isi).status_code == 422
    assert pegawai.post(f"{u}lapor/", isi | {"khs": khs()}).status_code == 302
    x = LaporanStudi.objects.get()
    assert admin.post(f"/dialog/studi/laporan/{x.pk}/catatan/", {"catatan": "Sesuai kebutuhan puskesmas"}).status_code == 302
    assert "Sesuai kebutuhan puskesmas" in pegawai.get(u).content.decode()
    minta = {"sampai": "2027-01-31", "alasan": "Menunggu sidang", "berkas": khs("surat.pdf")}
    assert pegawai.post(f"{u}perpanjangan/", minta).status_code == 302
    p = PerpanjanganStudi.objects.get()
    langkah = f"/dialog/studi/perpanjangan/{p.pk}/"
    assert f'href="{langkah}catat_unit/"' in admin.get(u).content.decode()
    assert f'href="{langkah}catat_unit/"' not in pegawai.get(u).content.decode()
    assert pegawai.post(f"{langkah}catat_unit/", {"catatan": "x"}).status_code == 403
    assert admin.post(f"{langkah}catat_unit/", {"catatan": ""}).status_code == 422
    assert admin.post(f"{langkah}catat_unit/", {"catatan": "Setuju"}).status_code == 302
    assert admin.post(f"{langkah}catat_unit/", {"catatan": "Setuju"}).status_code == 409, "dua kali terkirim"
    assert pusat.post(f"{langkah}rekomendasikan/", {"catatan": "Layak"}).status_code == 302
    surat = {"sampai": "2027-01-31", "pejabat": dunia.k.bupati.pk, "nomor": "800/77/2026", "tanggal": "2026-01-05"}
    assert pusat.get(f"{langkah}terbitkan/").status_code == 200
    assert pusat.post(f"{langkah}terbitkan/", surat).status_code == 422
    assert pusat.post(f"{langkah}terbitkan/", surat | {"berkas": khs("sk.pdf")}).status_code == 302
    halaman = pegawai.get(u).content.decode()
    assert "800/77/2026" in halaman and "31 Januari 2027" in halaman
    assert pusat.get(f"{langkah}menari/").status_code == 404


@pytest.mark.parametrize("status", list(S))
def test_halaman_di_setiap_keadaan(dunia, parameter, unit, status):
    p = berstatus(dunia, status)
    for akun in (dunia.akun(dunia.k.pelaksana), unit, petugas(dunia)):
        halaman = masuk(akun).get(f"/dialog/studi/{p.masa_khusus_id}/").content.decode()
        for x in PERPANJANGAN_STUDI.tindakan(status):
            tampak = f"/perpanjangan/{p.pk}/{x.tindakan}/" in halaman
            assert tampak is (x.tindakan in {y.tindakan for y in panjang.langkah_saya(akun, p)})


@pytest.mark.parametrize("banyak", [1, 3])
def test_daftar_kueri_tetap(dunia, parameter, banyak, django_assert_num_queries):
    for orang in (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf)[:banyak]:
        berstatus(dunia, S.DIMINTA, orang=orang)
    klien = masuk(petugas(dunia))
    klien.get("/dialog/studi/")
    with django_assert_num_queries(KUERI_DAFTAR):
        isi = klien.get("/dialog/studi/").content.decode()
    assert isi.count("/dialog/studi/") >= banyak


#: session, account, roles; studies, postings, reports, extensions, the parameter; what the data make of me, unread
KUERI_DAFTAR = 10


def test_kabar_kepada_meja_dan_pegawai(dunia, parameter, unit):
    from dialog import notices_studi

    p = berstatus(dunia, S.DICATAT_UNIT)
    for e in Peristiwa.objects.filter(nama=panjang.MELANGKAH, objek_id=p.pk).order_by("pk"):
        notices_studi.kabari_langkah(e)
    url = f"/dialog/studi/{p.masa_khusus_id}/"
    assert Pesan.objects.filter(penerima=unit, url=url).count() == 1
    assert Pesan.objects.filter(penerima=dunia.akun(dunia.k.pelaksana), url=url).count() == 1
    assert Pesan.objects.filter(url=url, isi__contains="sidang").count() == 0, "alasan tidak ikut surat"
    x = lapor(p.masa_khusus, 1, by=dunia.akun(dunia.k.pelaksana))
    notices_studi.kabari_laporan(Peristiwa.objects.get(nama=studi.DILAPORKAN, objek_id=x.pk))
    assert Pesan.objects.filter(penerima=unit, judul__contains="melaporkan semester 1").count() == 1


def test_berkas_yang_bukan_khs_ditolak_dengan_kata(dunia, belajar, saya):
    buruk = [
        SimpleUploadedFile("khs.pdf", b""),
        SimpleUploadedFile("khs.pdf", b"MZ program"),
        SimpleUploadedFile("k.pdf", b"%PDF-1.4 putus"),
    ]
    for berkas in buruk:
        with pytest.raises(Ditolak):
            studi.laporkan_semester(belajar, 1, studi.IsiLaporan(ipk=Decimal(3), khs=berkas), by=saya)
    assert not LaporanStudi.objects.exists()


# -- two who type, and who comes too late


def test_laporan_yang_diubah_di_layar_lain_tidak_tertimpa(dunia, belajar, saya, unit):
    x = lapor(belajar, 1, by=saya)
    url = f"/dialog/studi/laporan/{x.pk}/"
    isi = {"ipk": "3.9", "tahun_ajaran": "2025/2026 ganjil", "catatan_kampus": "Ketikan saya", "sunting": x.sunting}
    assert f'name="sunting" value="{x.sunting}"' in masuk(saya).get(url).content.decode()
    studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("3.7"), catatan_kampus="Kata unit"), by=unit)
    jawab = masuk(saya).post(url, isi)
    halaman = jawab.content.decode()
    assert jawab.status_code == 409 and "Kata unit" in halaman and "Ketikan saya" in halaman
    x.refresh_from_db()
    assert x.ipk == Decimal("3.7")
    assert f'name="sunting" value="{x.sunting}"' in halaman
    assert masuk(saya).post(url, isi | {"sunting": x.sunting}).status_code == 302
    x.refresh_from_db()
    assert (x.ipk, x.catatan_kampus) == (Decimal("3.9"), "Ketikan saya")


def test_catatan_unit_atas_nilai_yang_sudah_berganti_ditahan(dunia, belajar, saya, unit):
    x = lapor(belajar, 1, by=saya)
    studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("2.1")), by=saya)
    jawab = masuk(unit).post(f"/dialog/studi/laporan/{x.pk}/catatan/", {"catatan": "Bagus sekali", "sunting": x.sunting})
    assert jawab.status_code == 409 and "Bagus sekali" in jawab.content.decode() and "2,10" in jawab.content.decode()
    with pytest.raises(Bentrok):
        studi.catat_unit(x, "Bagus", by=unit, sunting=x.sunting)
    x.refresh_from_db()
    assert x.catatan_unit == ""
    assert studi.catat_unit(x, "Perlu didampingi", by=unit, sunting=x.sunting).sunting == x.sunting + 1


def test_langkah_yang_terlambat_tidak_membuang_ketikan(dunia, parameter, unit):
    p = berstatus(dunia, S.DIMINTA)
    u = f"/dialog/studi/perpanjangan/{p.pk}/"
    panjang.langkahkan(p, "tolak", "Kuota penuh", by=petugas(dunia))
    jawab = masuk(unit).post(f"{u}catat_unit/", {"catatan": "Panjang lebar saya ketik"})
    assert jawab.status_code == 409 and "Panjang lebar saya ketik" in jawab.content.decode()
    surat = {
        "sampai": "2027-01-31",
        "pejabat": dunia.k.bupati.pk,
        "nomor": "800/9/2026",
        "tanggal": "2026-01-05",
        "berkas": khs(),
    }
    jawab = masuk(petugas(dunia)).post(f"{u}terbitkan/", surat | {"berkas": khs()})
    assert jawab.status_code == 409 and "800/9/2026" in jawab.content.decode()
    assert not KeputusanTercatat.objects.exists()


def test_formulir_langkah_tidak_terbuka_bagi_yang_bukan_pemiliknya(dunia, parameter, unit):
    p = berstatus(dunia, S.DIMINTA)
    u, pegawai = f"/dialog/studi/perpanjangan/{p.pk}/", masuk(dunia.akun(dunia.k.pelaksana))
    for klien, tindakan in (
        (pegawai, "catat_unit"),
        (pegawai, "terbitkan"),
        (masuk(unit), "tarik"),
        (masuk(unit), "terbitkan"),
    ):
        assert klien.get(f"{u}{tindakan}/").status_code == 403, tindakan
        assert klien.post(f"{u}{tindakan}/", {}).status_code == 403, tindakan
    assert pegawai.get(f"{u}minta_lagi/").status_code == 409, "miliknya, tetapi belum dikembalikan"
    assert pegawai.get(f"{u}tarik/").status_code == 200
    assert masuk(dunia.akun(dunia.k.rekan)).get(f"{u}tarik/").status_code == 404
