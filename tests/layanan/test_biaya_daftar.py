"""Lists cost the same for one row and for many, at most ``BIAYA`` queries, and never leave a row out without saying so."""

import datetime as dt
import html
import io
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from kinerja.layanan.actions.laporan import laporkan_data
from kinerja.layanan.dokumen import susun
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.enums import BagianLaporan
from kinerja.layanan.forms.bidang import BidangBanyakPegawai
from kinerja.layanan.models import Berkas, IzinBantu, KeputusanTercatat, Pengiriman, Pesan
from kinerja.layanan.views import delegasi as views_delegasi
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, AnggotaTim, Pendelegasian, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.models import Konsumsi, Peristiwa
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik
from tests.pemeran import Pemeran, masuk

pytestmark = pytest.mark.django_db
#: session, account, its roles, unread messages and the menu take six; a list may take as many again
BIAYA = 12
HARI = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


def surat(p: Pemeran, n: int) -> list[Pendelegasian]:
    isi = {"penilai": p.k.kabid, "tanggal": HARI, "oleh": p.admin_bkpsdm, "berlaku": rentang(HARI)}
    semua = [Pendelegasian.objects.create(nomor=f"800/{i}", **isi) for i in range(n)]
    AnggotaPendelegasian.objects.create(pendelegasian=semua[0], pegawai=p.k.jf, berlaku=rentang(HARI))
    return semua


def delegasi(p: Pemeran, n: int) -> str:
    surat(p, n)
    return reverse("layanan:delegasi_daftar")


def laporan(p: Pemeran, n: int) -> str:
    for _ in range(n):
        orang = pabrik.staf(p.k.seksi)
        laporkan_data(orang, BagianLaporan.NAMA, "Nama saya keliru.", by=pabrik.akun(orang))
    return f"{reverse('layanan:laporan_daftar')}?lingkup=semua"


def tim(p: Pemeran, n: int) -> str:
    for i in range(n):
        baru = TimKerja.objects.create(unit=p.k.dinas, nama=f"Tim {i}", ketua=p.k.kabid, berlaku=rentang(HARI))
        AnggotaTim.objects.create(tim=baru, pegawai=p.k.jf, berlaku=rentang(HARI))
    return reverse("layanan:tim_daftar", args=[p.k.dinas.pk])


def anggota_tim(p: Pemeran, n: int) -> str:
    baru = TimKerja.objects.create(unit=p.k.dinas, nama="Tim", ketua=p.k.kabid, berlaku=rentang(HARI))
    for _ in range(n):
        AnggotaTim.objects.create(tim=baru, pegawai=pabrik.staf(p.k.seksi), berlaku=rentang(HARI))
    return reverse("layanan:tim", args=[baru.pk])


def bantu(p: Pemeran, n: int) -> str:
    for _ in range(n):
        IzinBantu.objects.create(
            pemilik=p.k.petugas_bkpsdm, pembantu=pabrik.pegawai(), dibuat_pada=jam.sekarang(), berlaku=rentang(HARI)
        )
    return reverse("layanan:bantu")


def dokumen(p: Pemeran, n: int) -> str:
    for i in range(n):
        Dokumen.objects.create(
            jenis="surat_pendelegasian", kunci_objek=str(i), revisi=1, judul=f"Surat {i}", nomor=f"800/{i}", tanggal=HARI,
            unit=p.k.dinas, kode=f"{i:026d}", skema=1, snapshot="{}", sha256=susun.sidik("{}"), oleh=p.admin_unit,
            dibuat_pada=jam.sekarang(),
        )  # fmt: skip
    return reverse("layanan:dokumen_daftar")


def kiriman(p: Pemeran, n: int) -> str:
    for i in range(n):
        penerima = pabrik.akun(pabrik.pegawai())
        pesan = Pesan.objects.create(penerima=penerima, kunci=f"uji:{i}", judul="Uji", dibuat_pada=jam.sekarang())
        Pengiriman.objects.create(pesan=pesan, saluran="surel", status="GAGAL", dicatat_pada=jam.sekarang())
    return reverse("layanan:kiriman")


def peristiwa(p: Pemeran, n: int) -> str:
    for i in range(n):
        baru = Peristiwa.objects.create(nama="libur_diubah", objek_jenis="uji", objek_id=i, terjadi_pada=jam.sekarang())
        Konsumsi.objects.create(peristiwa=baru, konsumen="uji")
    return reverse("layanan:peristiwa")


def keputusan(p: Pemeran, n: int) -> str:
    (objek,) = surat(p, 1)
    for i in range(n):
        berkas = Berkas.objects.create(
            isi=f"uji/{i}.pdf", nama="a.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk="layanan.keputusan",
            oleh=p.admin_bkpsdm, dibuat_pada=jam.sekarang(),
        )  # fmt: skip
        KeputusanTercatat.objects.create(
            objek_jenis="organisasi.pendelegasian", objek_id=objek.pk, tindakan="delegasikan_penilai", pejabat=p.k.kadis,
            jabatan_pejabat="Kepala Dinas", nomor=f"800/{i}", tanggal=HARI, berkas=berkas, oleh=p.admin_bkpsdm,
            dicatat_pada=jam.sekarang(),
        )  # fmt: skip
    return reverse("layanan:delegasi", args=[objek.pk])


DAFTAR = [delegasi, laporan, tim, anggota_tim, bantu, dokumen, kiriman, peristiwa, keputusan]


@pytest.mark.parametrize(("isi", "kunci"), [(kiriman, "page"), (peristiwa, "page"), (bantu, "beri")])
def test_setiap_baris_tercapai_lewat_tautan_halaman(pemeran: Pemeran, isi: Callable[[Pemeran, int], str], kunci: str) -> None:
    """Whoever follows "next" to the end has seen every row once."""
    alamat, klien, baris = isi(pemeran, 105), masuk(pemeran.admin_bkpsdm), set()
    berikut = alamat
    while berikut:
        tanggapan = klien.get(berikut)
        halaman = tanggapan.context["diberikan" if kunci == "beri" else "halaman"]
        assert len(halaman) <= 30
        baris |= {b.pk for b in halaman}
        tautan = re.search(r'rel="next" href="([^"]+)"', tanggapan.content.decode())
        assert not tautan or f"{kunci}=" in tautan[1]
        berikut = f"{alamat}{html.unescape(tautan[1])}" if tautan else ""
    assert len(baris) == 105


@pytest.mark.parametrize("jumlah", [1, 3, 60])
@pytest.mark.parametrize("isi", DAFTAR, ids=lambda f: f.__name__)
def test_biaya_daftar_tetap(pemeran: Pemeran, isi: Callable[[Pemeran, int], str], jumlah: int) -> None:
    alamat = isi(pemeran, jumlah)
    klien = masuk(pemeran.admin_bkpsdm)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(alamat).status_code == 200
    assert len(kueri) <= BIAYA, "\n".join(q["sql"][:150] for q in kueri)


# -- nothing is cut in silence


def _isi_excel(isi: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(isi)).active.iter_rows(values_only=True))


def test_surat_berhalaman_dan_excel_memuat_semuanya(pemeran: Pemeran) -> None:
    surat(pemeran, 70)
    klien = masuk(pemeran.admin_bkpsdm)
    alamat = reverse("layanan:delegasi_daftar")
    halaman = [klien.get(alamat, {"page": n}).context["tabel"] for n in (1, 2)]
    assert [len(t.paginated_rows) for t in halaman] == [60, 10]
    baris = _isi_excel(klien.get(alamat, {"unduh": "xlsx", "q": "800/6"}).content)
    assert {b[0] for b in baris[3:]} == {"800/6", *(f"800/6{i}" for i in range(10))}
    assert Peristiwa.objects.get(nama="daftar_diunduh").data["baris"] == 11


def test_surat_menurut_keadaannya(pemeran: Pemeran) -> None:
    lalu, dicabut, kini, nanti = surat(pemeran, 4)
    semua = Pendelegasian.objects
    semua.filter(pk=lalu.pk).update(berlaku=rentang(dt.date(2025, 1, 1), HARI))
    semua.filter(pk=dicabut.pk).update(dicabut_pada=HARI, alasan_cabut="Keliru")
    semua.filter(pk=nanti.pk).update(berlaku=rentang(dt.date(2026, 9, 1)))
    klien = masuk(pemeran.admin_bkpsdm)

    def nomor(**saring: str) -> set[str]:
        tabel = klien.get(reverse("layanan:delegasi_daftar"), saring).context["tabel"]
        return {b.record.nomor for b in tabel.paginated_rows}

    assert nomor() == {kini.nomor, nanti.nomor}
    assert nomor(keadaan="selesai") == {lalu.nomor, dicabut.nomor}
    assert len(nomor(keadaan="")) == 4
    assert nomor(keadaan="rusak") == nomor(keadaan="")


def test_laporan_menurut_lingkup_dan_excel(pemeran: Pemeran) -> None:
    milik = laporkan_data(pemeran.k.rekan, BagianLaporan.NAMA, "Nama saya keliru.", by=pemeran.rekan)
    luar = laporkan_data(pemeran.k.orang_luar, BagianLaporan.UNIT, "Unit saya keliru.", by=pemeran.orang_luar)
    alamat = reverse("layanan:laporan_daftar")

    def tampak(akun: Akun, **saring: str) -> list[int]:
        return [b.record.pk for b in masuk(akun).get(alamat, saring).context["tabel"].paginated_rows]

    assert tampak(pemeran.admin_unit) == [milik.pk]
    assert set(tampak(pemeran.admin_bkpsdm, lingkup="semua")) == {milik.pk, luar.pk}
    assert tampak(pemeran.admin_bkpsdm, lingkup="semua", bagian="UNIT") == [luar.pk]
    assert tampak(pemeran.rekan, lingkup="saya") == [milik.pk]
    assert tampak(pemeran.pegawai) == []
    baris = _isi_excel(masuk(pemeran.admin_bkpsdm).get(alamat, {"lingkup": "semua", "unduh": "xlsx"}).content)
    assert {b[2] for b in baris[2:]} == {milik.uraian, luar.uraian}


def test_daftar_orang_diperiksa_dengan_satu_kueri_dan_dibatasi(pemeran: Pemeran) -> None:
    bidang = BidangBanyakPegawai()
    orang = [pabrik.pegawai() for _ in range(40)]
    with CaptureQueriesContext(connection) as kueri:
        assert bidang.clean("\n".join(p.nip if i % 2 else p.nama for i, p in enumerate(orang))) == orang
    assert len(kueri) == 1
    with pytest.raises(ValidationError, match="501 baris, paling banyak 500"):
        bidang.clean("\n".join(["x"] * 501))


def test_nama_kembar_dan_nip_salah_disebut_barisnya(pemeran: Pemeran) -> None:
    pabrik.pegawai("Nama Kembar")
    pabrik.pegawai("Nama Kembar")
    with pytest.raises(ValidationError) as galat:
        BidangBanyakPegawai().clean(f"nama  kembar\n12 34\n{pemeran.k.jf.nip}")
    assert galat.value.messages == [
        "nama  kembar: 2 orang bernama sama. Ketik NIP-nya.",
        "12 34: Tidak ada pegawai dengan NIP itu. Periksa kembali 18 angkanya.",
    ]


def test_terlalu_banyak_orang_ditolak_bukan_dibuang(pemeran: Pemeran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views_delegasi, "PALING_BANYAK", 2)
    klien = masuk(pemeran.kepala_dinas)
    alamat = reverse("layanan:delegasi_baru")
    tiga = [pemeran.k.jf, pemeran.k.rekan, pemeran.k.pelaksana]
    isi = {"kepada": "ORANG", "penilai": pemeran.k.kabid.nip, "nomor": "800/1", "tanggal": HARI, "mulai": HARI}
    hasil = klien.post(alamat, {**isi, "pegawai": [p.pk for p in tiga]})
    assert hasil.status_code == 422
    assert "Anda memilih 3 orang, paling banyak 2 orang per surat" in hasil.content.decode()
    assert {p.pk for p in hasil.context["calon"]} == {p.pk for p in tiga}
    assert not Pendelegasian.objects.exists()
    saring = klien.get(alamat, {"unit": pemeran.k.seksi.pk})
    assert "4 orang cocok, satu surat memuat paling banyak 2 orang" in saring.content.decode()
    assert saring.context["calon"] == []
