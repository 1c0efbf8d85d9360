"""The room under attack: strangers at every address, others' ids in the body, hostile words, forms sent twice, two tabs."""

import io

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from dialog import urls
from dialog.actions import agenda, catatan, kesepakatan, pendamping
from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.models import Agenda, CatatanDialog, CatatanPribadi, Dialog, Kesepakatan, LangkahDialog, Peserta
from dialog.reports import risalah
from kinerja.layanan.dokumen import cetak
from kinerja.layanan.dokumen import queries as dokumen
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.actions import muat_parameter
from skp.actions.dasar import rapikan
from tests import pabrik
from tests.dialog.pabrik import baca, berstatus, rencana
from tests.pemeran import masuk

JAHAT = (
    "<script>alert(1)</script>",
    '"><img src=http://127.0.0.1:9/x onerror=alert(1)>',
    "{{ d.pk }}{% url 'dialog:daftar' %}",
    '=HYPERLINK("http://127.0.0.1:9","klik")',
    "'; DROP TABLE dialog_dialog; --",
    "</textarea><h1>palsu</h1>",
)
ORANG = [n.name for n in urls._dialog if "orang/" in str(n.pattern)]
KESEPAKATAN = [n.name for n in urls._dialog if "kesepakatan/" in str(n.pattern) and n.name != "sepakati"]
RUANG = [n.name for n in urls._dialog if n.name not in {*ORANG, *KESEPAKATAN, "daftar"}]


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


@pytest.fixture
def dua(dunia):
    return masuk(dunia.akun(dunia.k.pelaksana)), masuk(dunia.akun(dunia.k.kasi))


@pytest.fixture
def penyerang(dunia):
    """A colleague, the leader's leader, the admin of another unit and of this one, BKPSDM, Inspektorat."""
    return {
        "rekan": dunia.akun(dunia.k.rekan),
        "atasan_pimpinan": dunia.akun(dunia.k.kabid),
        "admin_lain": pabrik.akun(dunia.k.kadis_lain, Peran.ADMIN_UNIT, di=dunia.k.dinas_lain),
        "admin_unit": pabrik.akun(dunia.k.sekretaris, Peran.ADMIN_UNIT, di=dunia.k.dinas),
        "bkpsdm": pabrik.akun(dunia.k.petugas_bkpsdm, Peran.ADMIN_BKPSDM),
        "inspektorat": pabrik.akun(None, Peran.AUDITOR),
    }


def _keadaan() -> list[str]:
    """Every row of every table of dialogues."""
    with connection.cursor() as kursor:
        hasil = []
        for model in (Dialog, Peserta, Agenda, CatatanDialog, CatatanPribadi, Kesepakatan, LangkahDialog):
            kursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t ORDER BY 1')
            hasil += [x[0] for x in kursor.fetchall()]
    return hasil


def _isi(dunia, d):
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    butir = agenda.tambah_agenda(d, "Butir berdua", by=saya)
    catatan.simpan_catatan(d, "Catatan berdua", by=saya)
    catatan.simpan_pribadi(d, "Rahasia", by=saya)
    k = kesepakatan.tambah_kesepakatan(d, "Sepakat", d.pegawai_id, jam.hari_ini(), by=pimpinan)
    p = pendamping.usulkan_pendamping(d, dunia.k.jf, by=saya)
    return butir, k, p


# -- strangers


SIAPA = ("rekan", "atasan_pimpinan", "admin_lain", "admin_unit", "bkpsdm", "inspektorat")


@pytest.mark.parametrize(("siapa", "status"), [*((s, S.BERLANGSUNG) for s in SIAPA), ("bkpsdm", S.SELESAI)])
def test_orang_lain_di_setiap_alamat_404_tercatat_dan_tidak_mengubah(dunia, penyerang, siapa, status):
    d = berstatus(dunia, S.BERLANGSUNG)
    butir, k, p = _isi(dunia, d)
    if status == S.SELESAI:
        saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
        d = aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    sebelum, klien = _keadaan(), masuk(penyerang[siapa])
    kirim = {"isi": "x", "aksi": "lepas", "alasan": "x", "pegawai": dunia.k.rekan.nip, "pemilik": str(d.pegawai_id),
             "batas": "2026-12-01", "saran": "iki-1", "tanggal": "2026-12-01", "pukul": "10:00", "tanggapan": "x"}  # fmt: skip
    kunci = {"butir": {"butir": butir.pk}, "ubah_pendamping": {"peserta": p.pk}}
    alamat = [reverse(f"dialog:{n}", kwargs={"pk": d.pk, **kunci.get(n, {})}) for n in RUANG]
    alamat += [reverse(f"dialog:{n}", kwargs={"pk": k.pk}) for n in KESEPAKATAN]
    assert len(alamat) == len(RUANG) + len(KESEPAKATAN) >= 20
    for url in alamat:
        for aksi_ in ("centang", "hapus") if "agenda/" in url else ("setujui", "lepas") if "pendamping/" in url else ("",):
            assert klien.post(url, kirim | {"aksi": aksi_}).status_code in (404, 405), url
        jawab = klien.get(url)
        assert jawab.status_code in (404, 405), url
        for rahasia in ("Butir berdua", "Catatan berdua", "Rahasia", "Sepakat"):
            assert rahasia not in jawab.content.decode(), url
    assert _keadaan() == sebelum
    assert Peristiwa.objects.filter(nama="dialog.akses_ditolak", objek_id=d.pk, oleh_id=penyerang[siapa].pk).count() == 1


def test_orang_lain_tidak_menemukan_risalah_di_dokumen(dunia, penyerang):
    d = berstatus(dunia, S.SELESAI)
    dok = terbitkan_dokumen(risalah.NAMA, str(d.pk), by=dunia.akun(dunia.k.kasi), antrekan=False)
    for akun in penyerang.values():
        assert not dokumen.visible_to(akun).filter(pk=dok.pk).exists(), akun
        klien = masuk(akun)
        assert klien.get(f"/dokumen/{dok.pk}/").status_code == 404
        assert dunia.k.pelaksana.nama not in klien.get(f"/verifikasi/{dok.kode}/").content.decode()


@pytest.mark.parametrize("siapa", ["rekan", "admin_lain", "inspektorat"])
def test_yang_bukan_pasangan_tidak_memulai_dialog(dunia, penyerang, siapa):
    klien = masuk(penyerang[siapa])
    for nama in ORANG:
        url = reverse(f"dialog:{nama}", kwargs={"pk": dunia.k.pelaksana.pk})
        assert klien.post(url, {"jenis": "PEMANTAUAN", "tanggal": "2026-12-01", "pukul": "09:00"}).status_code in (403, 405)
    assert not Dialog.objects.exists()


# -- ids of others in the body


def test_kode_milik_orang_lain_dalam_kiriman(dunia, dua):
    saya, pimpinan = dua
    d, lain = berstatus(dunia, S.BERLANGSUNG), rencana(dunia, orang=dunia.k.rekan)
    asing = agenda.tambah_agenda(lain, "Milik dialog lain", by=dunia.akun(dunia.k.rekan))
    p = pendamping.usulkan_pendamping(lain, dunia.k.jf, by=dunia.akun(dunia.k.rekan))
    sebelum = _keadaan()
    assert saya.post(f"/dialog/{d.pk}/agenda/{asing.pk}/", {"aksi": "hapus"}).status_code == 404
    assert saya.post(f"/dialog/{lain.pk}/agenda/{asing.pk}/", {"aksi": "hapus"}).status_code == 404
    assert pimpinan.post(f"/dialog/{d.pk}/pendamping/{p.pk}/", {"aksi": "setujui"}).status_code == 404
    for pemilik in (dunia.k.rekan.pk, 0, -1, 2**70, "x", ""):
        isi = {"isi": "Jemput data", "pemilik": pemilik, "batas": "2026-12-01"}
        assert pimpinan.post(f"/dialog/{d.pk}/kesepakatan/", isi).status_code == 422, pemilik
    for saran in ("iki-999999", "komentar-1", "kesepakatan-1", "", "x" * 5000):
        assert saya.post(f"/dialog/{d.pk}/agenda/", {"saran": saran}).status_code == 422, saran
    for sunting in ("-1", "9" * 40, "1e3", "\x00", "٣"):
        jawab = saya.post(f"/dialog/{d.pk}/catatan/", {"isi": "", "sunting": sunting})
        assert jawab.status_code in (302, 409), sunting
        assert saya.get(f"/dialog/{d.pk}/jajak/", {"sunting": sunting, "hadir": sunting}).status_code == 200
    assert _keadaan() == sebelum


# -- hostile words


@pytest.mark.parametrize("teks", JAHAT)
def test_kata_jahat_tampil_sebagai_kata(dunia, dua, teks):
    saya, pimpinan = dua
    d = berstatus(dunia, S.BERLANGSUNG)
    saya.post(f"/dialog/{d.pk}/agenda/", {"isi": teks})
    saya.post(f"/dialog/{d.pk}/catatan/", {"isi": teks, "sunting": "0"})
    saya.post(f"/dialog/{d.pk}/kesepakatan/", {"isi": teks, "pemilik": d.pegawai_id, "batas": "2026-12-01"})
    for klien in dua:
        for u in (f"/dialog/{d.pk}/", f"/dialog/kesepakatan/{d.kesepakatan.get().pk}/"):
            halaman = klien.get(u).content.decode()
            assert escape(teks) in halaman and (teks == escape(teks) or teks not in halaman), u
    pimpinan.post(f"/dialog/{d.pk}/akhiri/")
    saya.post(f"/dialog/{d.pk}/konfirmasi/", {"tanggapan": teks})
    daftar = saya.get("/dialog/").content.decode()
    assert escape(teks) in daftar and (teks == escape(teks) or teks not in daftar)
    assert baca(d).status == S.SELESAI and d.peserta.get(pegawai=d.pegawai).tanggapan == teks


def test_risalah_dengan_kata_jahat_tercetak_apa_adanya(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    for teks in JAHAT:
        agenda.tambah_agenda(d, teks, by=saya)
    catatan.simpan_catatan(d, "\n".join(JAHAT) + "\n" + "W" * 3000 + "\nمرحبا بكم", by=pimpinan)
    d = aksi.konfirmasi(aksi.akhiri(d, by=pimpinan), by=saya, tanggapan=JAHAT[0])
    dok = terbitkan_dokumen(risalah.NAMA, str(d.pk), by=saya, antrekan=False)
    html = cetak.susun_html("cetak/risalah_dialog.html", dok.isi, dokumen.ket_cetak(dok))
    pdf = PdfReader(io.BytesIO(cetak.cetak(html).isi))
    isi = "".join("".join(h.extract_text() for h in pdf.pages).replace("\u200b", "").split())
    for teks in JAHAT:
        assert "".join(teks.split()) in isi, teks
    assert not any("/Annots" in h and any("/URI" in str(a.get_object()) for a in h["/Annots"]) for h in pdf.pages)


def test_arah_tulisan_dan_huruf_tak_terlihat_tidak_tersimpan(dunia, dua):
    saya = dunia.akun(dunia.k.pelaksana)
    d = berstatus(dunia, S.BERLANGSUNG)
    a = agenda.tambah_agenda(d, "Setuju \u202elautes\u202c \u2066x\u2069\u200f", by=saya)
    assert a.isi == "Setuju lautes x"
    assert catatan.simpan_catatan(d, "\ufeffبسم \u061cالله \u200f👩\u200d🏫\x7f", by=saya).isi == "بسم الله 👩\u200d🏫"
    for kosong in ("\u200b\u2060", "\u202e \ufeff"):
        assert dua[0].post(f"/dialog/{d.pk}/agenda/", {"isi": kosong}).status_code == 422
    assert rapikan("kata\u00adkata") == "kata\u00adkata", "tanda hubung lunak dan penyambung tetap"


def test_terlalu_panjang_ditolak_dengan_kata_dan_tidak_hilang(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    jawab = dua[0].post(f"/dialog/{d.pk}/catatan/", {"isi": "y" * 20_001, "sunting": "0"})
    assert jawab.status_code == 422 and "y" * 20_001 in jawab.content.decode()
    assert dua[0].post(f"/dialog/{d.pk}/agenda/", {"isi": "y" * 1001}).status_code == 422
    assert dua[0].post(f"/dialog/{d.pk}/tidak-terlaksana/", {"alasan": "y" * 1001}).status_code == 422


# -- sent twice, two tabs


def test_setiap_langkah_dua_kali_terjadi_sekali(dunia, dua):
    saya, pimpinan = dua
    d = rencana(dunia)
    u = f"/dialog/{d.pk}/"
    agenda_ = {"isi": "Kendala unggah"}
    for _ in range(2):
        assert saya.post(f"{u}agenda/", agenda_).status_code == 302
    assert d.agenda.count() == 1
    assert [pimpinan.post(f"{u}mulai/").status_code for _ in range(2)] == [302, 403]
    sepakat = {"isi": "Jemput data", "pemilik": d.pegawai_id, "batas": "2026-12-01"}
    for _ in range(2):
        pimpinan.post(f"{u}kesepakatan/", sepakat)
    assert d.kesepakatan.count() == 1
    assert [pimpinan.post(f"{u}akhiri/").status_code for _ in range(2)] == [302, 403]
    assert [saya.post(f"{u}konfirmasi/").status_code for _ in range(2)] == [302, 403]
    k = d.kesepakatan.get()
    assert [saya.post(f"/dialog/kesepakatan/{k.pk}/selesai/").status_code for _ in range(2)] == [302, 403]
    assert Peristiwa.objects.filter(nama="dialog.selesai", objek_id=d.pk).count() == 1
    tindakan = LangkahDialog.objects.filter(dialog=d).values_list("tindakan", flat=True)
    assert list(tindakan) == ["mulai", "akhiri", "konfirmasi", "selesaikan"]


def test_dua_tab_yang_lama_diberi_tahu(dunia, dua):
    saya, pimpinan = dua
    d = berstatus(dunia, S.BERLANGSUNG)
    u = f"/dialog/{d.pk}/"
    assert saya.post(f"{u}catatan/", {"isi": "Tab satu", "sunting": "0"}).status_code == 302
    tab_dua = saya.post(f"{u}catatan/", {"isi": "Tab dua", "sunting": "0"})
    assert tab_dua.status_code == 409 and "Tab satu" in tab_dua.content.decode() and "Tab dua" in tab_dua.content.decode()
    assert saya.post(f"{u}pribadi/", {"isi": "Satu", "sunting": "0"}).status_code == 302
    assert saya.post(f"{u}pribadi/", {"isi": "Dua", "sunting": "0"}).status_code == 409
    a = d.agenda.create(penulis=dunia.k.pelaksana, isi="Butir", urut=1, pada=jam.sekarang())
    assert saya.post(f"{u}agenda/{a.pk}/", {"aksi": "hapus"}).status_code == 302
    assert saya.post(f"{u}agenda/{a.pk}/", {"aksi": "centang"}).status_code == 404
    pimpinan.post(f"{u}akhiri/")
    terlambat = saya.post(f"{u}catatan/", {"isi": "Terlambat", "sunting": "1"})
    assert terlambat.status_code in (403, 409) and "Terlambat" in terlambat.content.decode(), "ketikannya tidak hilang"
    assert d.catatan.get().isi == "Tab satu"
