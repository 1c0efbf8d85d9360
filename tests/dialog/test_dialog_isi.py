"""What is written in a room: points, notes, agreements; what stays private; what is carried over; facts and tasks."""

import datetime as dt

import pytest
from django.db import connection

from dialog.actions import agenda, catatan, kesepakatan
from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.fakta import FAKTA, Saran, bergiliran
from dialog.lanjutan import AKSI_LANJUTAN, AksiLanjutan
from dialog.models import Agenda, CatatanPribadi, Kesepakatan
from dialog.queries import isi_ruang
from dialog.reports import risalah
from dialog.tampilan_dialog import Ruang
from dialog.tugas import tugas_dialog, tugas_kesepakatan
from kinerja.layanan.dokumen import queries as dokumen
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.sandi import SandiTakTerbuka, buka_sandi, sandikan
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.actions import muat_parameter
from skp.actions.dasar import Bentrok
from skp.actions.komentar import tambah_komentar
from tests.dialog.pabrik import baca, berstatus, rencana
from tests.layanan.uji_formulir import gambar
from tests.pemeran import masuk
from tests.skp import pabrik as p

RAHASIA = "Minat mutasi ke Dinas Pendidikan"


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


@pytest.fixture
def saya(dunia):
    return dunia.akun(dunia.k.pelaksana)


@pytest.fixture
def pimpinan(dunia):
    return dunia.akun(dunia.k.kasi)


# -- agenda


def test_agenda_dua_kali_sama_satu_butir_dan_tanpa_kata_ditolak(dunia, saya):
    d = rencana(dunia)
    a = agenda.tambah_agenda(d, " Kendala unggah ", by=saya)
    assert agenda.tambah_agenda(d, "Kendala unggah", by=saya).pk == a.pk
    with pytest.raises(Ditolak):
        agenda.tambah_agenda(d, "  ", by=saya)
    with pytest.raises(Ditolak, match="paling panjang"):
        agenda.tambah_agenda(d, "x" * 1001, by=saya)


def test_keduanya_mencentang_hanya_penulis_menghapus(dunia, saya, pimpinan):
    d = rencana(dunia)
    a = agenda.tambah_agenda(d, "Kendala", by=saya)
    assert agenda.centang(a, True, by=pimpinan).selesai_pada is not None
    assert agenda.centang(a, False, by=saya).selesai_pada is None
    for langgar in (lambda: agenda.hapus_agenda(a, by=pimpinan), lambda: agenda.atur_pribadi(a, True, by=pimpinan)):
        with pytest.raises(TidakBoleh):
            langgar()
    agenda.hapus_agenda(a, by=saya)
    with pytest.raises(SudahBerubah):
        agenda.centang(a, True, by=pimpinan)


@pytest.mark.parametrize("status", [S.MENUNGGU_KONFIRMASI, S.SELESAI, S.DITOLAK, S.TIDAK_TERLAKSANA])
def test_setelah_ditutup_tidak_ditulis_lagi(dunia, saya, status):
    d = berstatus(dunia, status)
    for tulis in (
        lambda: agenda.tambah_agenda(d, "Susulan", by=saya),
        lambda: catatan.simpan_catatan(d, "Susulan", by=saya),
        lambda: kesepakatan.tambah_kesepakatan(d, "Susulan", d.pegawai_id, jam.hari_ini(), by=saya),
    ):
        with pytest.raises(SudahBerubah):
            tulis()


def test_orang_lain_tidak_menulis(dunia):
    d = berstatus(dunia, S.BERLANGSUNG)
    for orang in (dunia.k.rekan, dunia.k.kabid, dunia.k.petugas_bkpsdm):
        by = dunia.akun(orang)
        for tulis in (
            lambda by=by: agenda.tambah_agenda(d, "x", by=by),
            lambda by=by: catatan.simpan_catatan(d, "x", by=by),
            lambda by=by: catatan.simpan_pribadi(d, "x", by=by),
            lambda by=by: kesepakatan.tambah_kesepakatan(d, "x", d.pegawai_id, jam.hari_ini(), by=by),
        ):
            with pytest.raises(TidakBoleh):
                tulis()


def test_butir_yang_tertinggal_dibawa_sekali(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    tinggal = agenda.tambah_agenda(d, "Format rekap", by=saya)
    agenda.centang(agenda.tambah_agenda(d, "Sudah", by=saya), True, by=saya)
    agenda.tambah_agenda(d, RAHASIA, by=saya, pribadi=True)
    aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    baru = rencana(dunia)
    assert baru.sebelumnya_id == d.pk
    assert [(a.teks, a.sumber, a.pribadi) for a in baru.agenda.all()] == [
        ("Format rekap", "LANJUTAN", False), (RAHASIA, "LANJUTAN", True),
    ]  # fmt: skip
    tinggal.refresh_from_db()
    assert tinggal.dilanjutkan
    assert [a.teks for a in isi_ruang(baru, dunia.k.kasi.pk).agenda] == ["Format rekap"]
    assert rencana(dunia, jadwal=jam.sekarang() + dt.timedelta(days=9)).agenda.count() == 0


def test_butir_dibawa_ke_dialog_yang_sudah_direncanakan(dunia, saya, pimpinan):
    d = rencana(dunia)
    berikut = rencana(dunia, jadwal=jam.sekarang() + dt.timedelta(days=30))
    agenda.tambah_agenda(d, "Format rekap", by=saya)
    aksi.nyatakan_tidak_terlaksana(d, "Rapat", by=pimpinan)
    assert [a.teks for a in berikut.agenda.all()] == ["Format rekap"]
    assert baca(berikut).sunting == 1


def test_butir_orang_lain_tidak_ikut(dunia, saya):
    d = rencana(dunia)
    agenda.tambah_agenda(d, "Antara kami", by=saya)
    aksi.tolak(d, "x", by=saya)
    assert rencana(dunia, pimpinan=dunia.k.kabid).agenda.count() == 0


def test_saran_bergiliran_per_sumber():
    iki = [Saran(f"iki-{i}", f"IKI {i}") for i in range(6)]
    lain = [Saran("kesepakatan-1", "Lewat", "KESEPAKATAN"), Saran("komentar-1", "Cermati", "KOMENTAR_SKP")]
    assert [s.kunci for s in bergiliran([*iki, *lain], 4)] == ["iki-0", "kesepakatan-1", "komentar-1", "iki-1"]
    assert bergiliran(iki, 4) == iki[:4] and bergiliran([], 4) == []


# -- private


def _seluruh_basis_data() -> str:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type='BASE TABLE'"
        )
        nama = [x[0] for x in kursor.fetchall()]
        semua = []
        for n in nama:
            if n.startswith(("dialog_", "layanan_", "plumbing_", "pghistory_", "skp_")):
                kursor.execute(f'SELECT t::text FROM "{n}" t')
                semua += [x[0] for x in kursor.fetchall()]
    return "\n".join(semua)


def test_yang_pribadi_tersandi_di_semua_tabel_dan_hanya_dibaca_pemiliknya(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    a = agenda.tambah_agenda(d, RAHASIA, by=saya, pribadi=True)
    catatan.simpan_pribadi(d, f"{RAHASIA}, rinci", by=saya)
    semua = _seluruh_basis_data()
    assert RAHASIA not in semua and RAHASIA.encode().hex() not in semua
    assert a.teks == RAHASIA
    assert isi_ruang(d, dunia.k.pelaksana.pk).pribadi == f"{RAHASIA}, rinci"
    for lain in (dunia.k.kasi.pk, None):
        isi = isi_ruang(d, lain)
        assert (isi.pribadi, isi.agenda) == ("", [])
    assert baca(d).sunting == d.sunting, "browser pihak lain tidak diberi tahu"


def test_pribadi_tidak_ada_di_layar_risalah_dan_pesan(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    a = agenda.tambah_agenda(d, RAHASIA, by=saya, pribadi=True)
    catatan.simpan_pribadi(d, RAHASIA, by=saya)
    klien = masuk(pimpinan)
    assert RAHASIA not in klien.get(f"/dialog/{d.pk}/").content.decode()
    assert RAHASIA in masuk(saya).get(f"/dialog/{d.pk}/").content.decode()
    assert klien.post(f"/dialog/{d.pk}/agenda/{a.pk}/", {"aksi": "centang"}).status_code == 404
    aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    assert RAHASIA not in str(risalah.rakit(str(d.pk)).isi)
    assert RAHASIA not in str(list(Peristiwa.objects.values_list("data", flat=True)))


def test_mata_menyandikan_dan_membuka(dunia, saya):
    d = rencana(dunia)
    a = agenda.tambah_agenda(d, RAHASIA, by=saya)
    assert agenda.atur_pribadi(a, True, by=saya).isi != RAHASIA
    assert Agenda.objects.get(pk=a.pk).teks == RAHASIA
    assert agenda.atur_pribadi(a, False, by=saya).isi == RAHASIA


def test_kunci_sandi_berganti_dan_salah(settings, tmp_path):
    from cryptography.fernet import Fernet

    lama, baru = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    for nama, isi in (("a", lama), ("b", f"{baru}\n{lama}"), ("c", baru)):
        (tmp_path / nama).write_text(isi)
    settings.KUNCI_SANDI = str(tmp_path / "a")
    token = sandikan(RAHASIA)
    settings.KUNCI_SANDI = str(tmp_path / "b")
    assert buka_sandi(token) == RAHASIA
    settings.KUNCI_SANDI = str(tmp_path / "c")
    with pytest.raises(SandiTakTerbuka):
        buka_sandi(token)
    settings.KUNCI_SANDI = str(tmp_path / "dibuat" / "kunci")
    assert buka_sandi(sandikan("x")) == "x"
    assert (tmp_path / "dibuat" / "kunci").stat().st_mode & 0o077 == 0


def test_pribadi_masih_ditulis_setelah_selesai(dunia, saya):
    d = berstatus(dunia, S.SELESAI)
    assert catatan.simpan_pribadi(d, "Untuk nanti", by=saya) == 1
    assert CatatanPribadi.objects.get(dialog=d).pemilik == dunia.k.pelaksana


# -- notes


def test_catatan_masing_masing_dan_bentrok_dua_jendela(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    assert catatan.simpan_catatan(d, "Satu", by=saya, sunting=0).sunting == 1
    assert catatan.simpan_catatan(d, "Dua", by=pimpinan, sunting=0).sunting == 1
    assert catatan.simpan_catatan(d, "Satu", by=saya, sunting=0).sunting == 1, "dikirim dua kali, tiba sekali"
    with pytest.raises(Bentrok) as galat:
        catatan.simpan_catatan(d, "Lain", by=saya, sunting=0)
    assert galat.value.milik_kini == {"isi": "Satu"}
    isi = isi_ruang(d, None)
    assert {x.pegawai_id: x.isi_catatan for x in isi.peserta} == {dunia.k.pelaksana.pk: "Satu", dunia.k.kasi.pk: "Dua"}
    assert baca(d).sunting == d.sunting + 2


# -- agreements


def test_kesepakatan_menjadi_tugas_pemiliknya_setelah_ditutup(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    batas = jam.hari_ini() + dt.timedelta(days=5)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data cuti", d.pegawai_id, batas, by=pimpinan)
    assert kumpulkan([tugas_kesepakatan(saya)]) == []
    with pytest.raises(TidakBoleh):
        kesepakatan.selesaikan_kesepakatan(k, by=saya)
    d = aksi.akhiri(d, by=pimpinan)
    tugas = kumpulkan([tugas_kesepakatan(saya)])
    assert [(t.judul, t.batas, t.url) for t in tugas] == [("Jemput data cuti", batas, f"/dialog/kesepakatan/{k.pk}/")]
    assert kumpulkan([tugas_kesepakatan(pimpinan)]) == []
    assert [t.tombol for t in kumpulkan([tugas_dialog(saya)])] == ["Baca risalah"]
    aksi.konfirmasi(d, by=saya)
    assert kumpulkan([tugas_dialog(saya)]) == []
    with pytest.raises(TidakBoleh):
        kesepakatan.selesaikan_kesepakatan(k, by=pimpinan)
    kesepakatan.selesaikan_kesepakatan(k, "Selesai di dua kecamatan", by=saya)
    assert kumpulkan([tugas_kesepakatan(saya)]) == []
    with pytest.raises(SudahBerubah):
        kesepakatan.lepaskan_kesepakatan(k, "x", by=pimpinan)
    assert Peristiwa.objects.get(nama="kesepakatan.selesai").data == {"dialog": d.pk, "pemilik": d.pegawai_id}


def test_kesepakatan_ditolak_tanpa_isi_pemilik_dan_batas(dunia, saya):
    d = berstatus(dunia, S.BERLANGSUNG)
    hari = jam.hari_ini()
    for isi, siapa, batas in (
        ("", d.pegawai_id, hari), ("x", dunia.k.rekan.pk, hari), ("x", d.pegawai_id, None),
        ("x", d.pegawai_id, hari - dt.timedelta(days=1)),
    ):  # fmt: skip
        with pytest.raises(Ditolak):
            kesepakatan.tambah_kesepakatan(d, isi, siapa, batas, by=saya)


def test_dilepas_dengan_alasan_oleh_salah_satu(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
    lagi = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=pimpinan)
    assert lagi.pk == k.pk
    aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    with pytest.raises(Ditolak):
        kesepakatan.lepaskan_kesepakatan(k, " ", by=pimpinan)
    assert kesepakatan.lepaskan_kesepakatan(k, "Sudah digantikan aplikasi", by=pimpinan).dilepas_pada is not None


def test_hapus_kesepakatan_selama_berlangsung(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
    kesepakatan.hapus_kesepakatan(k, by=pimpinan)
    assert not Kesepakatan.objects.filter(dialog=d).exists()


# -- facts


def test_fakta_menyarankan_iki_diam_komentar_terbuka_dan_kesepakatan_lewat(dunia, saya, pimpinan):
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    versi = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    rhk = versi.rhk.first()
    tambah_komentar(versi, rhk.lini, "Target perlu diperjelas", by=pimpinan)
    d = berstatus(dunia, S.BERLANGSUNG)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
    aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    with jam.pada(dt.date(2026, 3, 20)):
        baru = rencana(dunia)
        r = Ruang(baca(baru), dunia.k.pelaksana.pk)
        kunci = {s.kunci: s for s in r.saran}
        iki = rhk.iki.first()
        assert set(kunci) == {f"iki-{iki.lini_id}", f"komentar-{versi.komentar.get().pk}", f"kesepakatan-{k.pk}"}
        assert kunci[f"iki-{iki.lini_id}"].isi.startswith("IKI 1.1 belum ada realisasi 2 bulan")
        klien = masuk(saya)
        assert klien.post(f"/dialog/{baru.pk}/agenda/", {"saran": f"iki-{iki.lini_id}"}).status_code == 302
        a = Agenda.objects.get(dialog=baru)
        assert (a.sumber, a.lini_iki_id, a.lini_rhk_id) == ("FAKTA", iki.lini_id, rhk.lini_id)
        assert f"iki-{iki.lini_id}" not in {s.kunci for s in Ruang(baca(baru), dunia.k.kasi.pk).saran}
        assert ("Kesepakatan terbuka", "1 dari 1") in r.fakta.ringkas
    assert len(FAKTA) >= 4


# -- minutes


def test_risalah_hanya_bagi_keduanya(dunia, saya, pimpinan):
    with pytest.raises(Ditolak):
        risalah.rakit(str(berstatus(dunia, S.MENUNGGU_KONFIRMASI).pk))
    d = berstatus(dunia, S.SELESAI)
    terbit = terbitkan_dokumen(risalah.NAMA, str(d.pk), by=saya, antrekan=False)
    bkpsdm = p.petugas(dunia)
    for akun, tampak in ((saya, True), (pimpinan, True), (bkpsdm, False), (dunia.akun(dunia.k.kabid), False)):
        akun = Akun.objects.get(pk=akun.pk)
        assert dokumen.visible_to(akun).filter(pk=terbit.pk).exists() is tampak
        assert risalah.boleh_terbit(akun, str(d.pk)) is tampak
    assert Dokumen.objects.get(pk=terbit.pk).rahasia


def test_risalah_tercetak(dunia, saya, pimpinan):
    from kinerja.layanan.dokumen.actions import render

    d = berstatus(dunia, S.BERLANGSUNG)
    agenda.tambah_agenda(d, "Kendala unggah", by=saya)
    catatan.simpan_catatan(d, "Berkas besar gagal.", by=saya)
    kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
    aksi.konfirmasi(aksi.akhiri(d, by=pimpinan), by=saya, tanggapan="Setuju")
    terbit = terbitkan_dokumen(risalah.NAMA, str(d.pk), by=saya, antrekan=False)
    cetak = render(terbit).isi
    assert cetak.startswith(b"%PDF")
    gambar("risalah-dialog", cetak)
    isi = risalah.rakit(str(d.pk)).isi
    assert [a["isi"] for a in isi["agenda"]] == ["Kendala unggah"] and isi["tanggapan"] == "Setuju"


# -- further acts


def test_tanpa_aksi_lanjutan_tidak_ada_tombol(dunia, saya, pimpinan):
    d = berstatus(dunia, S.BERLANGSUNG)
    klien = masuk(pimpinan)
    assert "Mulai bimbingan" not in klien.get(f"/dialog/{d.pk}/").content.decode()
    try:
        AKSI_LANJUTAN.daftarkan(
            AksiLanjutan("uji", "Mulai bimbingan", "heart-handshake", lambda d: f"/talenta/?dialog={d.pk}",
                         lambda akun, d: akun.pegawai_id == d.pimpinan_id)
        )  # fmt: skip
        assert f"/talenta/?dialog={d.pk}" in klien.get(f"/dialog/{d.pk}/").content.decode()
        assert "Mulai bimbingan" not in masuk(saya).get(f"/dialog/{d.pk}/").content.decode()
    finally:
        AKSI_LANJUTAN._isi.pop("uji")
