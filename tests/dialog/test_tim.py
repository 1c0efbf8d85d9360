"""The team page: the next act per row, the way back to the next row, who stands on it, and its literal cost."""

import datetime as dt

import pytest
from django.urls import reverse

from dialog.actions import dialog as aksi
from dialog.actions import kesepakatan
from dialog.langkah_tim import LANGKAH_TIM, LangkahTim, Tombol
from dialog.models import Dialog, Realisasi, UmpanBalik
from dialog.queries_tim import susun_tim
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.models import AnggotaTim, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_siklus, muat_parameter
from kinerja.siklus.models import Periode
from skp.models import IKI
from tests import pabrik
from tests.dialog.pabrik import berstatus, rencana
from tests.pemeran import masuk
from tests.skp import pabrik as p

HARI = dt.date(2026, 1, 5)


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


def baris(dunia, orang=None, hari=HARI):
    tim = susun_tim(dunia.k.kasi.pk, hari)
    return next(b for b in tim.baris if b.pegawai == (orang or dunia.k.pelaksana))


def beri_umpan(dunia, orang, tanggal=HARI):
    return UmpanBalik.objects.create(
        penerima=orang, peran="PIMPINAN", nilai="AKUNTABEL", periode=periode(dunia), jenis="APRESIASI", perilaku="Tepat waktu",
        tanggal=tanggal,
    )  # fmt: skip


def periode(dunia, urut=1, mulai=dt.date(2026, 1, 1), sampai=dt.date(2026, 4, 1)):
    return Periode.objects.get_or_create(
        siklus=dunia.siklus, jenis="TRIWULAN", urut=urut,
        defaults={
            "rentang": sejak(mulai, sampai), "buka_tanggal": mulai, "tutup_tanggal": sampai + dt.timedelta(days=5),
        },
    )[0]  # fmt: skip


# -- the next act


def test_yang_belum_pernah_berdialog_sejak_dinilai_dijadwalkan(dunia):
    b = baris(dunia)
    assert (b.dialog_lewat, b.terakhir, b.langkah.nama, b.tombol.judul) == (True, None, "dialog", "Jadwalkan dialog")
    assert b.tombol.url == reverse("dialog:rencanakan", args=[dunia.k.pelaksana.pk])
    assert b.menunggu_saya


def test_skp_yang_menunggu_didahulukan(dunia):
    versi = p.skp_diajukan(dunia, dunia.k.pelaksana)
    b = baris(dunia)
    assert (b.langkah.nama, b.tombol.url) == ("skp", reverse("skp:periksa", args=[versi.pk]))
    p.tetapkan(dunia, versi)
    assert (baris(dunia).langkah.nama, baris(dunia).skp["status"]) == ("dialog", "DITETAPKAN")


def test_dialog_menentukan_langkahnya_sampai_selesai(dunia):
    d = rencana(dunia, jadwal=jam.sekarang() + dt.timedelta(days=1))
    assert baris(dunia).langkah.nama not in ("dialog", "mulai"), "sudah dijadwalkan"
    assert baris(dunia, hari=HARI + dt.timedelta(days=1)).langkah.nama == "mulai"
    d = aksi.mulai(d, by=dunia.akun(dunia.k.kasi))
    assert baris(dunia).langkah.nama == "berlangsung"
    kesepakatan.tambah_kesepakatan(d, "Surat pengantar", dunia.k.kasi.pk, HARI, by=dunia.akun(dunia.k.kasi))
    d = aksi.akhiri(d, by=dunia.akun(dunia.k.pelaksana), konfirmasi_saya=True)
    b = baris(dunia)
    assert (b.langkah.nama, b.terakhir, b.hari_dialog) == ("konfirmasi", HARI, 0)
    aksi.konfirmasi(d, by=dunia.akun(dunia.k.kasi))
    b = baris(dunia)
    assert (b.dialog, b.dialog_lewat, b.kesepakatan.terbuka, b.kesepakatan.lewat) == (None, False, 1, 0)
    besok = baris(dunia, hari=HARI + dt.timedelta(days=1))
    assert (besok.kesepakatan.lewat, besok.kesepakatan.milik_saya) == (1, d.kesepakatan.get().pk)


def test_yang_menunggu_orang_lain_bukan_langkah_saya(dunia):
    d = aksi.mulai(rencana(dunia), by=dunia.akun(dunia.k.kasi))
    aksi.akhiri(d, by=dunia.akun(dunia.k.kasi), konfirmasi_saya=True)
    assert (baris(dunia).dialog, baris(dunia).terakhir) == (None, HARI)


def test_irama_sesudah_dialog_terakhir(dunia):
    berstatus(dunia, "SELESAI")
    for hari, lewat in ((30, False), (31, True)):
        assert baris(dunia, hari=HARI + dt.timedelta(days=hari)).dialog_lewat is lewat


def test_dialog_dengan_orang_lain_tidak_menghapus_utang_penilainya(dunia):
    kabid = dunia.akun(dunia.k.kabid)
    d = aksi.mulai(rencana(dunia, pimpinan=dunia.k.kabid), by=kabid)
    aksi.akhiri(d, by=kabid, konfirmasi_saya=True)
    assert (baris(dunia).terakhir, baris(dunia).dialog_lewat) == (None, True)


def test_umpan_balik_dihitung_dari_hari_terakhir_diterima(dunia):
    beri_umpan(dunia, dunia.k.pelaksana)
    assert (baris(dunia).umpan, baris(dunia).umpan_lewat) == (HARI, False)
    with jam.pada(dt.datetime(2026, 2, 5, 9, tzinfo=jam.WITA)):
        assert baris(dunia, hari=dt.date(2026, 2, 5)).umpan_lewat


def test_realisasi_terhitung_pada_periode_yang_akan_ditutup(dunia):
    versi = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    tw = periode(dunia)
    assert (baris(dunia).realisasi.iki, baris(dunia).realisasi.terisi) == (1, 0)
    iki = IKI.objects.get(rhk__versi=versi)
    r = Realisasi.objects.create(lini_iki=iki.lini, periode=tw, nilai_teks="40", pada=jam.sekarang())
    assert (baris(dunia).realisasi.terisi, baris(dunia).realisasi.lengkap) == (1, False)
    r.dikirim_pada = jam.sekarang()
    r.save()
    assert baris(dunia).realisasi.lengkap
    periode(dunia, 2, dt.date(2026, 4, 1), dt.date(2026, 7, 1))
    lewat, sesudah = susun_tim(dunia.k.kasi.pk, dt.date(2026, 4, 3)), susun_tim(dunia.k.kasi.pk, dt.date(2026, 4, 20))
    assert (lewat.periode, sesudah.periode) == ("Triwulan I 2026", "Triwulan II 2026")


def test_yang_tidak_bertugas_tidak_diminta_apa_pun(dunia):
    pabrik.masa_khusus(dunia.k.pelaksana, "TUBEL")
    b = baris(dunia)
    assert (b.masa, b.dialog_lewat, b.umpan_lewat, b.menunggu_saya) == ("Tugas belajar", False, False, False)


def test_anggota_tim_yang_diketuai_ada_tanpa_kewajiban_penilai(dunia):
    tim = TimKerja.objects.create(unit=dunia.k.dinas, nama="Tim Stunting", ketua=dunia.k.kasi, berlaku=sejak(pabrik.SEJAK))
    AnggotaTim.objects.create(tim=tim, pegawai=dunia.k.guru, berlaku=sejak(pabrik.SEJAK))
    AnggotaTim.objects.create(tim=tim, pegawai=dunia.k.jf, berlaku=sejak(pabrik.SEJAK))
    b = baris(dunia, dunia.k.guru)
    assert (b.dinilai, b.tim, b.dialog_lewat, b.umpan_lewat) == (False, "Tim Stunting", False, True)
    assert [x.pegawai for x in susun_tim(dunia.k.kasi.pk, HARI).baris].count(dunia.k.jf) == 1
    assert baris(dunia, dunia.k.jf).dinilai


def test_aplikasi_hilir_menambah_langkahnya_sendiri(dunia, monkeypatch):
    monkeypatch.setattr(LANGKAH_TIM, "_isi", dict(LANGKAH_TIM._isi))
    LANGKAH_TIM.daftarkan(
        LangkahTim(
            "hilir", 5, lambda b: Tombol("Beri rating", "/rating/") if b.tambahan.get("hilir") else None,
            siapkan=lambda saya, orang: {dunia.k.jf.pk: True},
        )
    )  # fmt: skip
    tim = susun_tim(dunia.k.kasi.pk, HARI)
    assert (tim.baris[0].pegawai, tim.baris[0].tombol.judul) == (dunia.k.jf, "Beri rating")
    assert {b.langkah.nama for b in tim.baris[1:]} == {"dialog"}


# -- on the screen


@pytest.fixture
def klien(dunia):
    return masuk(dunia.akun(dunia.k.kasi))


def test_satu_baris_satu_tombol_dan_saringannya(dunia, klien):
    halaman = klien.get("/dialog/tim/")
    assert [x["b"].pegawai for x in halaman.context["baris"]] == [dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf]
    berstatus(dunia, "SELESAI")
    isi = klien.get("/dialog/tim/?saring=dialog").context
    assert dunia.k.pelaksana not in [x["b"].pegawai for x in isi["baris"]]
    assert {x["nama"]: x["jumlah"] for x in isi["pil"]}["dialog"] == 2
    assert klien.get("/dialog/tim/?saring=entah").context["saring"] == "semua"


def test_setelah_satu_langkah_kembali_ke_baris_berikutnya(dunia, klien):
    pertama, kedua = [b.pegawai for b in susun_tim(dunia.k.kasi.pk, HARI).baris][:2]
    jawab = klien.get(f"/dialog/tim/{pertama.pk}/?saring=menunggu")
    assert jawab["Location"] == reverse("dialog:rencanakan", args=[pertama.pk])
    isi = {"jenis": "EVALUASI", "tanggal": "2026-01-06", "pukul": "10:00", "tempat": "Ruang rapat"}
    assert klien.post(jawab["Location"], isi | {"pukul": "aneh"}).status_code == 422
    kembali = klien.post(jawab["Location"], isi)
    assert kembali["Location"] == f"/dialog/tim/?saring=menunggu#p-{kedua.pk}"
    assert f'id="p-{kedua.pk}"' in klien.get(kembali["Location"]).content.decode()
    # Done with it: the same act later leads where it always leads.
    isi["tanggal"] = "2026-01-07"
    lain = klien.post(reverse("dialog:rencanakan", args=[kedua.pk]), isi)
    assert lain["Location"].startswith("/dialog/") and "tim" not in lain["Location"]


def test_langkah_yang_sama_untuk_orang_lain_tidak_mengantar_pulang(dunia, klien):
    klien.get(f"/dialog/tim/{dunia.k.jf.pk}/")
    isi = {"jenis": "EVALUASI", "tanggal": "2026-01-06", "pukul": "10:00", "tempat": ""}
    jawab = klien.post(reverse("dialog:rencanakan", args=[dunia.k.rekan.pk]), isi)
    assert jawab["Location"] == f"/dialog/{Dialog.objects.get().pk}/"


def test_penetapan_skp_pun_mengantar_pulang(dunia, klien):
    versi = p.skp_diajukan(dunia, dunia.k.pelaksana)
    tujuan = klien.get(f"/dialog/tim/{dunia.k.pelaksana.pk}/")["Location"]
    assert klien.get(tujuan).status_code == 200
    jawab = klien.post(reverse("skp:tetapkan", args=[versi.pk]), {f"s.{versi.pk}": str(versi.sunting)})
    assert jawab["Location"].startswith("/dialog/tim/#p-")


def test_umpan_balik_mengantar_pulang(dunia, klien):
    periode(dunia)
    berstatus(dunia, "SELESAI")
    with jam.pada(dt.datetime(2026, 1, 12, 9, tzinfo=jam.WITA)):
        tujuan = klien.get(f"/dialog/tim/{dunia.k.pelaksana.pk}/")["Location"]
        assert tujuan == f"/dialog/umpan-balik/beri/?untuk={dunia.k.pelaksana.pk}"
        isi = {
            "tentang": "nilai-AKUNTABEL", "jenis": "APRESIASI", "situasi": "Rekap Oktober", "perilaku": "Selesai lebih awal",
            "dampak": "Bahan rapat siap", "harapan": "Pertahankan", "sebutan": "NAMA", "tetap": "ya",
        }  # fmt: skip
        jawab = klien.post(tujuan, isi)
    assert jawab.status_code == 302, jawab.content.decode()
    assert jawab["Location"].startswith("/dialog/tim/")


def test_beranda_membuka_halaman_tim(dunia, klien):
    buka_siklus(tahun=2027, by=None)
    with jam.pada(dt.datetime(2027, 3, 1, 9, tzinfo=jam.WITA)):
        isi = klien.get("/").content.decode()
    assert 'href="/dialog/tim/"' in isi and "Buka Tim saya" in isi
    assert "Buka halaman" not in isi


def test_orang_di_luar_tim_tidak_ada(dunia, klien):
    assert klien.get(f"/dialog/tim/{dunia.k.guru.pk}/").status_code == 404


def test_excel_memuat_setiap_baris(dunia, klien):
    assert klien.get("/dialog/tim/?unduh=xlsx")["Content-Type"].endswith("sheet")


#: session, account; what I lead and assess, my roles (menu); people; talks; feedback; agreements; realisasi; parameters;
#: what later apps prepare (predikat: ratings); unread
BIAYA = 12


@pytest.mark.parametrize("banyak", [1, 3, 60])
def test_biayanya_sama_untuk_satu_tiga_dan_enam_puluh_baris(dunia, django_assert_num_queries, banyak):
    dunia.k.kasi.hubungan_bawahan.all().delete()
    unit = pabrik.unit("Seksi Besar", dunia.k.dinas)
    kepala = pabrik.kepala(unit, "Kepala Besar", "PENGAWAS")
    orang = [pabrik.staf(unit) for _ in range(banyak)]
    hitung_penilai(pabrik.SEJAK, by=None)
    for o in orang[:3]:
        d = rencana(dunia, orang=o, pimpinan=kepala)
        aksi.akhiri(aksi.mulai(d, by=dunia.akun(kepala)), by=dunia.akun(kepala))
    klien = masuk(dunia.akun(kepala))
    with django_assert_num_queries(BIAYA):
        assert len(klien.get("/dialog/tim/").context["baris"]) == banyak
    assert BIAYA <= 12
