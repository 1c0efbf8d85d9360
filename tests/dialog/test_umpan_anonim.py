"""Who gave without his name is found nowhere: not in the database beside its own table, on no page, export or history.

The database is compared row by row before and after; pages are walked from link to link by the receiver, his leader and BKPSDM.
"""

import ast
import datetime as dt
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from django.db import connection, transaction
from openpyxl import load_workbook

from dialog.actions import umpan_balik as aksi
from dialog.models import UmpanBalik
from dialog.reports import umpan_balik as lembar
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.models import Pesan
from kinerja.layanan.peristiwa import konsumsi
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.models import Konsumsi
from kinerja.siklus.enums import JenisTahap
from kinerja.siklus.models import Tahap
from tests import pabrik
from tests.dialog.pabrik_umpan import beri, isi, senin_depan, tw
from tests.pemeran import masuk
from tests.skp import pabrik as p

__all__ = ["tw"]
NAMA, NIP = "Zulkarnain Rahasia", "199101012015011999"
#: Numbers that no other row has, so that finding one of them means him.
NOMOR, NOMOR_AKUN = 987_654_321, 987_654_323
#: Where a giver stands, by design; and what changes because somebody is signed in, whatever he does.
MILIK_PEMBERI = {"dialog_pemberiumpanbalik"}
SESI = {"django_session", "usersessions_usersession", "organisasi_akun", "organisasi_akunevent"}
#: Pages beyond the first ones here; all of them in tests/berat/test_umpan_peramban.py.
KELILING_MAKS = 24
AKAR = Path(__file__).parents[2]


@pytest.fixture
def pemberi(dunia, tw):
    """A subordinate of the kasi like five others, with a name that nobody else bears."""
    orang = pabrik.staf(dunia.k.seksi, NAMA, nip=NIP, pk=NOMOR)
    pabrik.hubungan(orang, dunia.k.kasi, dunia.k.kabid)
    pabrik.akun(orang, pk=NOMOR_AKUN)
    return orang


def _isi_basis_data() -> dict[str, set[str]]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        nama = sorted(x[0] for x in kursor.fetchall())
        hasil = {}
        for tabel in nama:
            kursor.execute(f'SELECT t::text FROM "{tabel}" t')
            hasil[tabel] = {x[0] for x in kursor.fetchall()}
    return hasil


def _proses_pendengar() -> None:
    for k in Konsumsi.objects.filter(selesai_pada__isnull=True).order_by("pk"):
        konsumsi(k.pk)


def _perjalanan(dunia, pemberi) -> UmpanBalik:
    """The whole life of one feedback without a name, through the screens where its giver acts."""
    kasi = dunia.k.kasi
    klien = masuk(dunia.akun(pemberi))
    data = {"jenis": "KOREKSI", "tentang": "nilai-ADAPTIF", "perilaku": "Arahan saat apel Senin tidak tertulis.", "tetap": "ya"}
    assert klien.post(f"/dialog/umpan-balik/beri/?untuk={kasi.pk}", data | {"sebutan": "PERAN"}).status_code == 302
    batal = data | {"perilaku": "Keliru saya tulis saat apel.", "sebutan": "TANPA"}
    assert klien.post(f"/dialog/umpan-balik/beri/?untuk={kasi.pk}", batal).status_code == 302
    salah = UmpanBalik.objects.get(perilaku__startswith="Keliru")
    assert klien.post(f"/dialog/umpan-balik/tarik/?umpan={salah.pk}", {"alasan": "Salah orang"}).status_code == 302
    return UmpanBalik.objects.get(perilaku__startswith="Arahan")


def _setelah_terbit(dunia, umpan) -> None:
    """Come to light, told of, answered, reported, decided, printed."""
    kasi = dunia.k.kasi
    aksi.umumkan_terbit()
    aksi.tanggapi(umpan, "Akan saya tulis di ruang dialog.", by=dunia.akun(kasi))
    aksi.laporkan(umpan, "Tidak benar", by=dunia.akun(kasi))
    aksi.putuskan(umpan, False, "Tidak menghina", by=p.petugas(dunia))
    _proses_pendengar()
    terbitkan_dokumen(lembar.NAMA, lembar.kunci(kasi.pk, umpan.periode_id), by=dunia.akun(kasi), antrekan=False)


def test_basis_data_tidak_menyebut_pemberi_di_luar_tabelnya(dunia, tw, pemberi):
    akun = dunia.akun(pemberi)
    masuk(akun).get("/dialog/umpan-balik/")
    for orang in (dunia.k.kasi, dunia.k.kabid):
        dunia.akun(orang)
    p.petugas(dunia)
    sebelum = _isi_basis_data()
    umpan = _perjalanan(dunia, pemberi)
    with jam.pada(senin_depan()):
        _setelah_terbit(dunia, umpan)
    baru = {t: baris - sebelum[t] for t, baris in _isi_basis_data().items()}
    assert len(baru["dialog_umpanbalik"]) == 2 and len(baru["dialog_pemberiumpanbalik"]) == 2
    assert {"plumbing_peristiwa", "layanan_pesan", "layanan_dokumen"} <= {t for t, b in baru.items() if b}
    angka = re.compile(rf"\b({NOMOR}|{NOMOR_AKUN})\b")
    for tabel, baris in baru.items():
        if tabel in MILIK_PEMBERI | SESI:
            continue
        for teks in baris:
            assert NAMA not in teks and NIP not in teks and akun.email not in teks, (tabel, teks)
            assert not angka.search(teks), (tabel, teks)
    assert all(angka.search(teks) for teks in baru["dialog_pemberiumpanbalik"]), "di tabelnya sendiri ia ditemukan"


def test_peristiwa_dan_pesan_tanpa_pelaku(dunia, tw, pemberi):
    from kinerja.plumbing.models import Peristiwa

    akun = dunia.akun(pemberi)
    umpan = _perjalanan(dunia, pemberi)
    assert not Peristiwa.objects.filter(objek_jenis="dialog.umpanbalik").exists(), (
        "memberi dan menarik tidak meninggalkan jejak"
    )
    with jam.pada(senin_depan()):
        _setelah_terbit(dunia, umpan)
    assert set(Peristiwa.objects.filter(nama=aksi.TERBIT).values_list("oleh_id", flat=True)) == {None}
    assert not Peristiwa.objects.filter(oleh_id=akun.pk).exists()
    assert not Pesan.objects.filter(penerima=akun).exists(), "pesan kepada pemberi akan tampak pada daftar kiriman BKPSDM"


def test_nomor_tidak_menyatakan_urutan(dunia, tw):
    k = dunia.k
    pk = [beri(dunia, k.jf, k.rekan, perilaku=f"Membantu {i}").pk for i in range(12)]
    assert len(set(pk)) == 12 and pk != sorted(pk) and pk != sorted(pk, reverse=True)


def test_dua_tanpa_nama_pada_pekan_yang_sama_tidak_dapat_diurutkan(dunia, tw, pemberi):
    k = dunia.k
    satu = beri(dunia, k.kasi, pemberi, "PERAN", perilaku="Ditulis pertama")
    with jam.pada(senin_depan().replace(hour=9) - dt.timedelta(days=2)):
        dua = beri(dunia, k.kasi, k.jf, "PERAN", perilaku="Ditulis kedua")
    assert satu.tanggal == dua.tanggal == senin_depan().date()
    kolom = {f.name: getattr(satu, f.name) for f in UmpanBalik._meta.fields if f.name not in ("id", "perilaku")}
    assert kolom == {n: getattr(dua, n) for n in kolom}, "selain isi dan nomor undian tidak ada yang membedakan"


# -- walking


def _keliling(klien, mulai: list[str], maks: int) -> dict[str, str]:
    """Everything that can be reached by links, breadth first, as text; Excel files cell by cell."""
    antre, hasil = list(mulai), {}
    while antre and len(hasil) < maks:
        url = antre.pop(0)
        if url in hasil:
            continue
        jawab = klien.get(url, follow=True)
        isi_ = b"".join(jawab.streaming_content) if jawab.streaming else jawab.content
        if "spreadsheet" in jawab.get("Content-Type", ""):
            buku = load_workbook(io.BytesIO(isi_), read_only=True)
            hasil[url] = " ".join(str(s) for lembar_ in buku for b in lembar_.iter_rows(values_only=True) for s in b)
            continue
        teks = hasil[url] = isi_.decode(errors="replace")
        if "html" not in jawab.get("Content-Type", ""):
            continue
        for tautan in re.findall(r'href="([^"]+)"', teks):
            tujuan = urldefrag(urljoin(url, unescape(tautan)))[0]
            if tujuan.startswith("/") and not re.match(r"/(static|keluar|akun/keluar|gaya)", tujuan) and tujuan not in antre:
                antre.append(tujuan)
    return hasil


def _sebutan(teks: str, pemberi, akun) -> int:
    return sum(teks.count(x) for x in (NAMA, NIP, "19910101 201501 1 999", akun.email))


@pytest.mark.parametrize("siapa", ["penerima", "pimpinan", "bkpsdm"])
def test_keliling_halaman_unduhan_dan_riwayat_tanpa_pemberi(dunia, tw, pemberi, siapa):
    assert len(periksa_keliling(dunia, tw, pemberi, siapa, KELILING_MAKS)) >= 15


def periksa_keliling(dunia, tw, pemberi, siapa: str, maks: int) -> dict[str, str]:
    """Walk as ``siapa`` and fail where the giver is named; the pages by address."""
    k, akun = dunia.k, dunia.akun(pemberi)
    orang = {"penerima": k.kasi, "pimpinan": k.kabid, "bkpsdm": k.petugas_bkpsdm}[siapa]
    klien = masuk(p.petugas(dunia) if siapa == "bkpsdm" else dunia.akun(orang))
    dokumen = f"/dokumen/terbit/umpan_balik/{lembar.kunci(k.kasi.pk, tw.pk)}/"
    mulai = [
        "/dialog/umpan-balik/", f"/dialog/umpan-balik/orang/{k.kasi.pk}/", "/dialog/umpan-balik/laporan/", dokumen, "/dokumen/",
        f"/pegawai/{k.kasi.pk}/riwayat/", f"/pegawai/{k.kasi.pk}/", "/peristiwa/", "/kiriman/", "/pesan/", "/dialog/tim/",
        "/pegawai/?unduh=xlsx", "/kabupaten/?unduh=xlsx", "/", f"/dialog/orang/{k.kasi.pk}/", f"/dialog/orang/{pemberi.pk}/",
    ]  # fmt: skip
    for jenis in JenisTahap:
        Tahap.objects.create(siklus=dunia.siklus, jenis=jenis, mulai=dt.date(2026, 1, 1), sampai=dt.date(2026, 12, 31))
    pendek = senin_depan()
    with jam.pada(pendek):
        with transaction.atomic():
            with jam.pada(pendek - dt.timedelta(days=5)):
                umpan = _perjalanan(dunia, pemberi)
            _setelah_terbit(dunia, umpan)
            sesudah = _keliling(klien, mulai, maks)
            transaction.set_rollback(True)
        if siapa != "bkpsdm":
            assert "Arahan saat apel Senin tidak tertulis." in sesudah[f"/dialog/umpan-balik/orang/{k.kasi.pk}/"]
        menyebut = {u: _sebutan(t, pemberi, akun) for u, t in sesudah.items() if _sebutan(t, pemberi, akun)}
        tentang = [u for u in menyebut if u.startswith(("/dialog/umpan", "/dokumen/")) and str(pemberi.pk) not in u]
        assert not tentang, tentang
        # Elsewhere he is a colleague like any other: he stands there as often as before he wrote. Lists of people as Excel may
        # be taken so often only; they hold no feedback at all.
        for url, banyak in menyebut.items():
            if "unduh=" in url:
                assert "apel Senin" not in sesudah[url], url
                continue
            isi_ = klien.get(url, follow=True).content.decode(errors="replace")
            assert _sebutan(isi_, pemberi, akun) == banyak, url
    return sesudah


# -- nobody else may ask


def test_hanya_tindakan_dan_daftar_sendiri_yang_membaca_pemberi():
    boleh = {"dialog/actions/umpan_balik.py", "dialog/queries_umpan.py", "dialog/notices_umpan.py", "dialog/models/__init__.py"}
    pakai = set()
    for app in ("dialog", "predikat", "talenta", "kinerja", "skp"):
        for berkas in Path(AKAR, app).rglob("*.py"):
            jalan = berkas.relative_to(AKAR).as_posix()
            if "migrations" in jalan or jalan == "dialog/models/umpan_balik.py":
                continue
            teks = berkas.read_text()
            if "PemberiUmpanBalik" not in teks:
                continue
            pohon = ast.parse(teks)
            nama = {n.id for n in ast.walk(pohon) if isinstance(n, ast.Name)}
            nama |= {a.name for n in ast.walk(pohon) if isinstance(n, ast.ImportFrom) for a in n.names}
            if "PemberiUmpanBalik" in nama:
                pakai.add(jalan)
    assert pakai <= boleh, pakai - boleh


def test_lembar_beku_tanpa_pemberi(dunia, tw, pemberi):
    umpan = _perjalanan(dunia, pemberi)
    with jam.pada(senin_depan()):
        d = terbitkan_dokumen(lembar.NAMA, lembar.kunci(dunia.k.kasi.pk, umpan.periode_id), by=None, antrekan=False)
    assert "Arahan saat apel" in d.snapshot and "Bawahan (tanpa nama)" in d.snapshot
    assert NAMA not in d.snapshot and NIP not in d.snapshot
    assert Pegawai.objects.filter(nip=NIP).exists() and isi()
