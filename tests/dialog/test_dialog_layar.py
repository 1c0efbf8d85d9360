"""Screens of dialogues: two clicks, what each sees of the other, the poll, somebody else's room, everything by plain forms."""

import datetime as dt

import pytest

from dialog.actions import agenda, catatan, kesepakatan
from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.models import Dialog
from dialog.tugas import tugas_kesepakatan
from kinerja.layanan.models import Pesan
from kinerja.plumbing import jam
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.actions import muat_parameter
from tests import pabrik
from tests.dialog.pabrik import baca, berstatus, rencana
from tests.pemeran import masuk
from tests.skp import pabrik as p


@pytest.fixture
def parameter(dunia):
    muat_parameter()


@pytest.fixture
def dua(dunia, parameter):
    """Clients of the pegawai and of his leader."""
    return masuk(dunia.akun(dunia.k.pelaksana)), masuk(dunia.akun(dunia.k.kasi))


def test_dialog_tak_terencana_dua_klik(dunia, dua):
    halaman = dua[1].get("/dialog/").content.decode()
    tujuan = f"/dialog/orang/{dunia.k.pelaksana.pk}/mulai/"
    assert f'action="{tujuan}"' in halaman
    jawab = dua[1].post(tujuan)
    d = Dialog.objects.get()
    assert jawab["Location"] == f"/dialog/{d.pk}/" and d.status == S.BERLANGSUNG
    assert (d.pegawai, d.pimpinan) == (dunia.k.pelaksana, dunia.k.kasi)


def test_pegawai_pun_memulai_dan_penilainya_yang_memimpin(dunia, dua):
    dua[0].post(f"/dialog/orang/{dunia.k.kasi.pk}/mulai/")
    assert Dialog.objects.get().pimpinan == dunia.k.kasi


def test_perjalanan_penuh_dengan_formulir_biasa(dunia, dua):
    saya, pimpinan = dua
    jadwal = {"jenis": "EVALUASI", "tanggal": "2026-01-06", "pukul": "10:00", "tempat": "Ruang rapat"}
    url = f"/dialog/orang/{dunia.k.pelaksana.pk}/rencanakan/"
    assert pimpinan.get(url).status_code == 200
    assert pimpinan.post(url, jadwal | {"tanggal": "2026-01-01"}).status_code == 422
    assert pimpinan.post(url, jadwal).status_code == 302
    d = Dialog.objects.get()
    ruang = f"/dialog/{d.pk}/"
    assert saya.post(f"{ruang}agenda/", {"isi": "Kendala unggah"})["Location"] == f"{ruang}#agenda"
    a = d.agenda.get()
    assert saya.post(f"{ruang}pindahkan/", jadwal | {"tanggal": "2026-01-07", "alasan": "Ada apel"}).status_code == 302
    assert baca(d).jadwal.astimezone(jam.WITA) == dt.datetime(2026, 1, 7, 10, tzinfo=jam.WITA)
    assert pimpinan.post(f"{ruang}mulai/").status_code == 302
    assert pimpinan.post(f"{ruang}agenda/{a.pk}/", {"aksi": "centang"}).status_code == 302
    assert saya.post(f"{ruang}catatan/", {"isi": "Berkas besar gagal.", "sunting": "0"}).status_code == 302
    assert "Berkas besar gagal." in pimpinan.get(ruang).content.decode()
    isi = {"isi": "Jemput data", "pemilik": str(dunia.k.pelaksana.pk), "batas": "2026-01-20"}
    assert pimpinan.post(f"{ruang}kesepakatan/", isi)["Location"] == f"{ruang}#kesepakatan"
    assert pimpinan.post(f"{ruang}akhiri/").status_code == 302
    assert [t.judul for t in kumpulkan([tugas_kesepakatan(dunia.akun(dunia.k.pelaksana))])] == ["Jemput data"], "ada di Beranda"
    assert saya.post(f"{ruang}konfirmasi/", {"tanggapan": "Setuju"}).status_code == 302
    assert baca(d).status == S.SELESAI
    k = d.kesepakatan.get()
    assert saya.get(f"/dialog/kesepakatan/{k.pk}/").status_code == 200
    assert saya.post(f"/dialog/kesepakatan/{k.pk}/selesai/", {"catatan": "Beres"}).status_code == 302
    k.refresh_from_db()
    assert k.selesai_pada is not None
    for klien in dua:
        assert klien.get(ruang).status_code == 200
        assert klien.get(f"/dialog/orang/{dunia.k.pelaksana.pk}/").status_code == 200


def test_pegawai_yang_menutup_menyertakan_tanggapannya(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    assert 'form="f-akhiri"' in dua[0].get(f"/dialog/{d.pk}/").content.decode()
    assert 'form="f-akhiri"' not in dua[1].get(f"/dialog/{d.pk}/").content.decode(), "pimpinan tidak menanggapi"
    dua[0].post(f"/dialog/{d.pk}/akhiri/", {"tanggapan": "Mohon jadwal lain"})
    assert d.peserta.get(pegawai=d.pegawai).tanggapan == "Mohon jadwal lain"
    assert "Mohon jadwal lain" in dua[0].get(f"/dialog/{d.pk}/").content.decode(), "masih dapat diubah sampai selesai"


@pytest.mark.parametrize("status", list(S))
def test_ruang_di_setiap_keadaan(dunia, parameter, dua, status):
    d = berstatus(dunia, status)
    for klien in dua:
        halaman = klien.get(f"/dialog/{d.pk}/")
        assert halaman.status_code == 200
        assert (f'action="/dialog/{d.pk}/agenda/"' in halaman.content.decode()) is (status in (S.RENCANA, S.BERLANGSUNG))


def test_catatan_json_dan_bentrok(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    kirim = {"path": f"/dialog/{d.pk}/catatan/", "headers": {"accept": "application/json"}}
    assert dua[0].post(**kirim, data={"isi": "Satu", "sunting": "0"}).json()["sunting"] == 1
    tolak = dua[0].post(**kirim, data={"isi": "Dua", "sunting": "0"})
    assert (tolak.status_code, tolak.json()["isi"], tolak.json()["sunting"]) == (409, "Satu", 1)
    polos = dua[0].post(f"/dialog/{d.pk}/catatan/", {"isi": "Dua", "sunting": "0"})
    assert polos.status_code == 409 and "Dua" in polos.content.decode() and "Satu" in polos.content.decode()
    aksi.akhiri(d, by=dunia.akun(dunia.k.kasi))
    usai = dua[0].post(**kirim, data={"isi": "Tiga", "sunting": "1"})
    assert usai.status_code in (403, 409)


# -- the poll


HTMX = {"HX-Request": "true"}


def test_jajak_204_lalu_bagian_yang_berubah(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    saya, pimpinan = dua
    jajak = f"/dialog/{d.pk}/jajak/?sunting={baca(d).sunting}"
    assert saya.get(jajak, headers=HTMX).status_code == 204
    pimpinan.post(
        f"/dialog/{d.pk}/catatan/", {"isi": "Ditulis pimpinan", "sunting": "0"}, headers={"accept": "application/json"}
    )
    berubah = saya.get(jajak, headers=HTMX)
    assert berubah.status_code == 200 and f"/dialog/{d.pk}/?bagian=langsung" in berubah.content.decode()
    bagian = saya.get(f"/dialog/{d.pk}/?bagian=langsung", headers=HTMX).content.decode()
    assert "Ditulis pimpinan" in bagian and 'id="catatan-lawan" hx-swap-oob="true"' in bagian
    assert f"sunting={baca(d).sunting}" in bagian and "<html" not in bagian


def test_jajak_setiap_tiga_detik_jadi_terlihat_dalam_lima(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    assert 'hx-trigger="every 3s"' in dua[0].get(f"/dialog/{d.pk}/").content.decode()


def test_hadir_terlihat_oleh_pihak_lain(dunia, dua):
    d = berstatus(dunia, S.BERLANGSUNG)
    jajak = f"/dialog/{d.pk}/jajak/?sunting={baca(d).sunting}&hadir=0"
    assert dua[0].get(jajak, headers=HTMX).status_code == 204
    assert "sedang membuka" in dua[1].get(f"/dialog/{d.pk}/").content.decode()
    assert dua[0].get(jajak, headers=HTMX).status_code == 200


# -- cost, as numbers


def _penuh(dunia):
    d = berstatus(dunia, S.BERLANGSUNG)
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    aksi.konfirmasi(aksi.akhiri(d, by=saya), by=pimpinan)
    d = berstatus(dunia, S.BERLANGSUNG)
    for i in range(12):
        agenda.tambah_agenda(d, f"Butir {i}", by=saya if i % 2 else pimpinan, pribadi=i % 3 == 0)
        kesepakatan.tambah_kesepakatan(d, f"Kesepakatan {i}", d.pegawai_id, jam.hari_ini(), by=saya)
    catatan.simpan_catatan(d, "Catatan", by=pimpinan)
    catatan.simpan_pribadi(d, "Pribadi", by=pimpinan)
    return d


def test_ruang_paling_banyak_18_kueri(dunia, dua, django_assert_max_num_queries):
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    d = _penuh(dunia)
    with django_assert_max_num_queries(18):
        assert dua[1].get(f"/dialog/{d.pk}/").status_code == 200
    with django_assert_max_num_queries(18):
        assert dua[1].get(f"/dialog/{d.pk}/?bagian=langsung", headers=HTMX).status_code == 200
    aksi.akhiri(d, by=dunia.akun(dunia.k.pelaksana))
    with django_assert_max_num_queries(18):
        assert dua[1].get(f"/dialog/{d.pk}/").status_code == 200


def test_jajak_paling_banyak_3_kueri(dunia, dua, django_assert_max_num_queries):
    d = _penuh(dunia)
    kini = baca(d).sunting
    for sunting, jawab in ((kini, 204), (kini - 1, 200)):
        with django_assert_max_num_queries(3):
            assert dua[1].get(f"/dialog/{d.pk}/jajak/?sunting={sunting}", headers=HTMX).status_code == jawab


# -- somebody else's


def test_dialog_orang_lain_404_dan_tercatat_sekali_sehari(dunia, parameter):
    d = berstatus(dunia, S.BERLANGSUNG)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=dunia.akun(dunia.k.kasi))
    for orang in (p.petugas(dunia), dunia.akun(dunia.k.kabid), dunia.akun(dunia.k.rekan)):
        klien = masuk(orang)
        for url in (f"/dialog/{d.pk}/", f"/dialog/{d.pk}/jajak/", f"/dialog/kesepakatan/{k.pk}/", f"/dialog/{d.pk}/risalah/"):
            assert klien.get(url).status_code == 404, url
        for url in ("mulai", "akhiri", "agenda", "catatan", "pribadi", "konfirmasi"):
            assert klien.post(f"/dialog/{d.pk}/{url}/", {"isi": "x"}).status_code == 404, url
        catatan_akses = Peristiwa.objects.filter(nama="dialog.akses_ditolak", objek_id=d.pk, oleh_id=orang.pk)
        assert catatan_akses.count() == 1
        assert catatan_akses.get().data == {}


def test_tab_pegawai_hanya_bagi_yang_boleh(dunia, parameter):
    tab = f'href="/dialog/orang/{dunia.k.pelaksana.pk}/"'
    for orang, tampak in ((dunia.k.pelaksana, True), (dunia.k.kasi, True), (dunia.k.rekan, False), (dunia.k.kabid, False)):
        klien = masuk(dunia.akun(orang))
        assert (tab in klien.get(f"/pegawai/{dunia.k.pelaksana.pk}/").content.decode()) is tampak, orang
        assert klien.get(f"/dialog/orang/{dunia.k.pelaksana.pk}/").status_code == (200 if tampak else 403)


def test_menu_dialog_bagi_pegawai_saja(dunia, parameter):
    assert 'href="/dialog/"' in masuk(dunia.akun(dunia.k.rekan)).get("/pegawai/").content.decode()
    assert 'href="/dialog/"' not in masuk(pabrik.akun(None, "AUDITOR")).get("/pegawai/").content.decode()


# -- messages


def test_pesan_kepada_pihak_lain_tanpa_isi(dunia, parameter):
    from dialog import notices

    dunia.akun(dunia.k.pelaksana)
    d = rencana(dunia)
    agenda.tambah_agenda(d, "Hal yang peka", by=dunia.akun(dunia.k.kasi))
    d = aksi.mulai(d, by=dunia.akun(dunia.k.kasi))
    d = aksi.akhiri(d, by=dunia.akun(dunia.k.kasi))
    for nama, dengar in (("dialog.direncanakan", notices.kabari), ("dialog.dimulai", notices.kabari),
                         ("dialog.diakhiri", notices.kabari_diakhiri)):  # fmt: skip
        dengar(Peristiwa.objects.get(nama=nama, objek_id=d.pk))
    d = aksi.konfirmasi(d, by=dunia.akun(dunia.k.pelaksana))
    notices.kabari_selesai(Peristiwa.objects.get(nama="dialog.selesai", objek_id=d.pk))
    pesan = Pesan.objects.filter(url=f"/dialog/{d.pk}/")
    assert pesan.filter(penerima=dunia.akun(dunia.k.pelaksana)).count() == 3
    assert pesan.filter(penerima=dunia.akun(dunia.k.kasi)).count() == 1
    assert "paling lambat" in pesan.get(kunci__startswith="dialog.diakhiri").isi
    assert not pesan.filter(isi__contains="peka").exists() and not pesan.filter(judul__contains="peka").exists()
