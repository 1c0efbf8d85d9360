"""Attacks on evidence and rencana aksi: what a reader learns of others, and talks that are not his."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions import dialog as aksi_dialog
from dialog.actions import rencana as aksi_rencana
from dialog.actions.bukti import IsiBukti, lekatkan_bukti, tambah_bukti
from dialog.langkah_tim import berurut
from dialog.models import RencanaAksi
from dialog.queries_tim import KemajuanRealisasi, susun_tim
from kinerja.organisasi.models import AnggotaTim, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.rentang import sejak
from skp.models import LiniIKI
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_realisasi import MEI
from tests.pemeran import masuk

KEMBAR = "Dipakai juga di tempat lain"


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


@pytest.fixture
def tim(dunia):
    t = TimKerja.objects.create(
        unit=dunia.k.seksi, nama="Tim Stunting", ketua=dunia.k.jf, berlaku=sejak(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    )
    for orang in (dunia.k.pelaksana, dunia.k.rekan):
        AnggotaTim.objects.create(tim=t, pegawai=orang, berlaku=t.berlaku)
    return t


def bukti(akun, tim=None, **lain):
    isi = IsiBukti("BERKAS", unggahan=SimpleUploadedFile("foto.jpg", c.foto()), tim=tim and tim.pk)
    return tambah_bukti(isi, by=akun, **lain)


def teks(akun, alamat):
    return masuk(akun).get(alamat).content.decode()


def test_yang_dinilai_tidak_membaca_tanda_untuk_penilai_di_tabnya_sendiri(s, dunia):
    bukti(s.akun, lini_iki=s.hitung, periode=s.tw2)
    bukti(dunia.akun(dunia.k.rekan))
    alamat = f"/dialog/realisasi/orang/{s.orang.pk}/?periode={s.tw2.pk}"
    assert KEMBAR in teks(s.penilai, alamat)
    assert KEMBAR not in teks(s.akun, alamat)


def test_bukti_tim_tidak_memberi_tahu_anggotanya_bahwa_isinya_ada_di_tempat_lain(s, dunia, tim):
    b = bukti(dunia.akun(dunia.k.rekan), tim)
    lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)
    bukti(dunia.akun(dunia.k.kabid))
    halaman, tab = f"/dialog/bukti/{b.pk}/", f"/dialog/realisasi/{s.tw2.pk}/"
    assert KEMBAR in teks(s.penilai, halaman)
    assert KEMBAR not in teks(s.akun, halaman), "melekatkannya pada IKI sendiri"
    assert KEMBAR not in teks(s.akun, tab)
    assert KEMBAR not in teks(dunia.akun(dunia.k.jf), halaman), "ketua tim, bukan penilai"


def test_pembaca_satu_orang_tidak_membaca_iki_orang_lain_yang_memakai_bukti_tim(s, dunia, tim):
    AnggotaTim.objects.create(tim=tim, pegawai=dunia.k.kadis, berlaku=tim.berlaku)
    semua = LiniIKI.objects.select_related("lini_rhk__skp__pegawai")
    asing = semua.filter(lini_rhk__skp__pegawai=dunia.k.kadis).first()
    b = bukti(s.akun, tim, lini_iki=s.hitung, periode=s.tw2)
    lekatkan_bukti(b, asing, s.tw2, by=dunia.akun(dunia.k.kadis))
    halaman = f"/dialog/bukti/{b.pk}/"
    nama = dunia.k.kadis.nama
    assert nama in teks(s.akun, halaman), "satu tim"
    isi = teks(s.penilai, halaman)
    assert s.orang.nama in isi and nama not in isi and "1 IKI pegawai lain." in isi


def test_rencana_tidak_menunjukkan_dialog_orang_lain(s, dunia):
    dengan_kabid = aksi_dialog.mulai_sekarang(s.orang, dunia.k.kabid, by=dunia.akun(dunia.k.kabid))
    lini = s.hitung.lini_rhk
    r = aksi_rencana.tambah_rencana(lini, s.tw2, {"uraian": "Kumpulkan data"}, by=s.akun)
    alamat = f"/dialog/realisasi/rencana/{r.pk}/"
    assert f'value="{dengan_kabid.pk}"' in teks(s.akun, alamat)
    assert dunia.k.kabid.nama not in teks(s.penilai, alamat)
    jawab = masuk(s.penilai).post(f"{alamat}hapus/", {"dialog": dengan_kabid.pk})
    assert jawab.status_code == 422 and RencanaAksi.objects.filter(pk=r.pk).exists()
    with pytest.raises(Ditolak, match="Pilih dialog"):
        aksi_rencana.ubah_rencana(r, {"uraian": "Lain"}, by=s.penilai, dialog=dengan_kabid)


def test_ketua_tim_tidak_membaca_realisasi_anggotanya_dari_halaman_tim(s, dunia, tim):
    s.tulis(nilai_teks="3")
    penilai, ketua = (
        next(b for b in susun_tim(saya, MEI.date()).baris if b.pegawai == s.orang)
        for saya in (s.penilai.pegawai_id, dunia.k.jf.pk)
    )
    assert (penilai.realisasi.terisi, ketua.realisasi) == (1, None)


def test_dialog_kemarin_tidak_menutup_realisasi_yang_dikirim_pagi_ini(s):
    b = next(b for b in susun_tim(s.penilai.pegawai_id, MEI.date()).baris if b.pegawai == s.orang)
    b.terakhir = MEI.date() - dt.timedelta(days=1)
    b.realisasi = KemajuanRealisasi(2, 2, 2, MEI.replace(hour=7).astimezone(dt.UTC))
    assert next(x for x in berurut() if x.nama == "realisasi").pilih(b) is not None
    b.terakhir = MEI.date()
    assert next(x for x in berurut() if x.nama == "realisasi").pilih(b) is None
