"""Companions: proposed by one, agreed by the other; what they read and what stays closed to them."""

import datetime as dt

import pytest

from dialog import notices
from dialog.actions import agenda, catatan, kesepakatan, pendamping
from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.models import Dialog, Peserta
from dialog.queries import visible_to
from dialog.reports import risalah
from dialog.tugas import tugas_dialog
from kinerja.layanan.models import Pesan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.actions import muat_parameter
from tests.dialog.pabrik import berstatus, rencana
from tests.pemeran import masuk

RAHASIA = "Minat mutasi"


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


@pytest.fixture
def tiga(dunia):
    """Accounts of the pegawai, his leader, and a colleague who is to accompany them."""
    return tuple(dunia.akun(o) for o in (dunia.k.pelaksana, dunia.k.kasi, dunia.k.rekan))


def _setuju(dunia, d, tiga) -> Peserta:
    return pendamping.setujui_pendamping(pendamping.usulkan_pendamping(d, dunia.k.rekan, by=tiga[1]), by=tiga[0])


def test_baru_membaca_setelah_pihak_lain_setuju(dunia, tiga):
    saya, pimpinan, teman = tiga
    d = rencana(dunia)
    p = pendamping.usulkan_pendamping(d, dunia.k.rekan, by=pimpinan)
    klien = masuk(teman)
    assert klien.get(f"/dialog/{d.pk}/").status_code == 404 and not visible_to(teman).exists()
    with pytest.raises(TidakBoleh):
        pendamping.setujui_pendamping(p, by=pimpinan)
    with pytest.raises(TidakBoleh):
        pendamping.setujui_pendamping(p, by=teman)
    pendamping.setujui_pendamping(p, by=saya)
    assert klien.get(f"/dialog/{d.pk}/").status_code == 200 and visible_to(teman).get() == d
    assert pendamping.setujui_pendamping(p, by=saya).disetujui_pada, "dua kali sama dengan sekali"


def test_keduanya_mengusulkan_orang_yang_sama_berarti_setuju(dunia, tiga):
    d = rencana(dunia)
    satu = pendamping.usulkan_pendamping(d, dunia.k.rekan, by=tiga[1])
    assert pendamping.usulkan_pendamping(d, dunia.k.rekan, by=tiga[1]).disetujui_pada is None
    dua = pendamping.usulkan_pendamping(d, dunia.k.rekan, by=tiga[0])
    assert dua.pk == satu.pk and dua.disetujui_pada is not None


def test_yang_tidak_dapat_menjadi_pendamping(dunia, tiga):
    d, k = rencana(dunia), dunia.k
    with pytest.raises(Ditolak, match="pihak"):
        pendamping.usulkan_pendamping(d, k.kasi, by=tiga[0])
    k.guru.berhenti_sejak = jam.hari_ini()
    k.guru.save()
    with pytest.raises(Ditolak, match="tidak bertugas"):
        pendamping.usulkan_pendamping(d, k.guru, by=tiga[0])
    for orang in (k.rekan, k.jf, k.kabid):
        pendamping.usulkan_pendamping(d, orang, by=tiga[0])
    with pytest.raises(Ditolak, match="paling banyak 3"):
        pendamping.usulkan_pendamping(d, k.sekretaris, by=tiga[0])
    with pytest.raises(TidakBoleh):
        pendamping.usulkan_pendamping(d, k.sekretaris, by=tiga[2])


def test_membaca_tetapi_tidak_menulis_dan_tidak_yang_pribadi(dunia, tiga):
    saya, pimpinan, teman = tiga
    lama = berstatus(dunia, S.BERLANGSUNG)
    kesepakatan.tambah_kesepakatan(lama, "Kesepakatan dialog lama", lama.pegawai_id, jam.hari_ini(), by=saya)
    aksi.konfirmasi(aksi.akhiri(lama, by=saya), by=pimpinan)
    d = berstatus(dunia, S.BERLANGSUNG)
    butir = agenda.tambah_agenda(d, "Kendala unggah", by=saya)
    agenda.tambah_agenda(d, RAHASIA, by=saya, pribadi=True)
    catatan.simpan_catatan(d, "Catatan pimpinan", by=pimpinan)
    catatan.simpan_catatan(d, "Catatan pegawai", by=saya)
    catatan.simpan_pribadi(d, RAHASIA, by=pimpinan)
    k = kesepakatan.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
    _setuju(dunia, d, tiga)
    klien = masuk(teman)
    halaman = klien.get(f"/dialog/{d.pk}/").content.decode()
    for teks in ("Kendala unggah", "Catatan pimpinan", "Catatan pegawai", "Jemput data"):
        assert teks in halaman, teks
    for teks in (RAHASIA, "Kesepakatan dialog lama", f'action="/dialog/{d.pk}/catatan/"', f'href="/dialog/{lama.pk}/"'):
        assert teks not in halaman, teks
    assert klien.get(f"/dialog/{lama.pk}/").status_code == 404
    for url in ("agenda/", f"agenda/{butir.pk}/", "catatan/", "pribadi/", "kesepakatan/", "akhiri/", "pendamping/"):
        jawab = klien.post(f"/dialog/{d.pk}/{url}", {"isi": "x", "aksi": "centang", "pegawai": "x"})
        assert jawab.status_code == 403, url
    assert klien.post(f"/dialog/kesepakatan/{k.pk}/hapus/").status_code == 403
    assert not d.catatan.filter(isi="x").exists()


@pytest.mark.parametrize("status", [S.RENCANA, S.BERLANGSUNG, S.MENUNGGU_KONFIRMASI, S.SELESAI])
def test_ruang_pendamping_tanpa_tombol_pihak(dunia, tiga, status):
    d = rencana(dunia)
    _setuju(dunia, d, tiga)
    if status != S.RENCANA:
        d = aksi.mulai(d, by=tiga[1])
    if status in (S.MENUNGGU_KONFIRMASI, S.SELESAI):
        d = aksi.akhiri(d, by=tiga[1])
    if status == S.SELESAI:
        d = aksi.konfirmasi(d, by=tiga[0])
    klien = masuk(tiga[2])
    halaman = klien.get(f"/dialog/{d.pk}/").content.decode()
    for langkah in (
        "mulai",
        "pindahkan",
        "tolak",
        "tidak-terlaksana",
        "akhiri",
        "lanjutkan",
        "konfirmasi",
        "risalah",
        "pribadi",
    ):
        assert f"/dialog/{d.pk}/{langkah}/" not in halaman, langkah
    assert (f"/dialog/{d.pk}/jajak/" in halaman) is (status != S.SELESAI)
    assert "Dialog" in klien.get("/dialog/").content.decode()


def test_dilepas_oleh_pihak_atau_berhenti_sendiri(dunia, tiga):
    saya, pimpinan, teman = tiga
    d = rencana(dunia)
    p = pendamping.usulkan_pendamping(d, dunia.k.rekan, by=pimpinan)
    with pytest.raises(TidakBoleh):
        pendamping.lepas_pendamping(p, by=teman)
    pendamping.lepas_pendamping(p, by=saya)
    with pytest.raises(SudahBerubah):
        pendamping.setujui_pendamping(p, by=saya)
    p = _setuju(dunia, d, tiga)
    klien = masuk(teman)
    assert klien.post(f"/dialog/{d.pk}/pendamping/{p.pk}/", {"aksi": "lepas"})["Location"] == "/dialog/"
    assert klien.get(f"/dialog/{d.pk}/").status_code == 404
    p = _setuju(dunia, d, tiga)
    aksi.akhiri(aksi.mulai(d, by=saya), by=saya)
    with pytest.raises(TidakBoleh):
        pendamping.lepas_pendamping(p, by=saya)


def test_layar_mengusulkan_dan_menyetujui(dunia, tiga):
    d = rencana(dunia)
    saya, pimpinan = masuk(tiga[0]), masuk(tiga[1])
    u = f"/dialog/{d.pk}/pendamping/"
    assert pimpinan.post(u, {"pegawai": "Tidak Ada Orangnya"}).status_code == 422
    assert pimpinan.post(u, {"pegawai": dunia.k.rekan.nip})["Location"] == f"/dialog/{d.pk}/#pendamping"
    p = Peserta.objects.get(pegawai=dunia.k.rekan)
    assert "Menunggu Anda" in saya.get(f"/dialog/{d.pk}/").content.decode()
    assert "Menunggu persetujuan" in pimpinan.get(f"/dialog/{d.pk}/").content.decode()
    assert pimpinan.post(f"{u}{p.pk}/", {"aksi": "setujui"}).status_code == 403
    bagian = saya.post(f"{u}{p.pk}/", {"aksi": "setujui"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="pendamping-isi" hx-swap-oob="true"' in bagian and "Disetujui" in bagian
    assert saya.post(f"{u}{p.pk}/", {"aksi": "menari"}).status_code == 422
    lain = rencana(dunia, jadwal=jam.sekarang() + dt.timedelta(days=2))
    assert saya.post(f"/dialog/{lain.pk}/pendamping/{p.pk}/", {"aksi": "lepas"}).status_code == 404, "pendamping dialog lain"


def test_usulan_menjadi_tugas_pihak_lain_dan_dikabarkan(dunia, tiga):
    d = rencana(dunia)
    p = pendamping.usulkan_pendamping(d, dunia.k.rekan, by=tiga[1])
    assert [t.tombol for t in kumpulkan([tugas_dialog(tiga[0])])] == ["Lihat usulan"]
    assert kumpulkan([tugas_dialog(tiga[1])]) == []
    notices.kabari_pendamping(Peristiwa.objects.get(nama=pendamping.DIUSULKAN))
    assert Pesan.objects.get(url=f"/dialog/{d.pk}/").penerima == tiga[0]
    pendamping.setujui_pendamping(p, by=tiga[0])
    notices.kabari_pendamping(Peristiwa.objects.get(nama=pendamping.DISETUJUI))
    assert Pesan.objects.filter(url=f"/dialog/{d.pk}/", penerima=tiga[2]).count() == 1
    assert kumpulkan([tugas_dialog(tiga[0])]) == []


def test_risalah_menyebut_pendamping_yang_disetujui_saja(dunia, tiga):
    d = rencana(dunia)
    _setuju(dunia, d, tiga)
    pendamping.usulkan_pendamping(d, dunia.k.jf, by=tiga[0])
    d = aksi.konfirmasi(aksi.akhiri(aksi.mulai(d, by=tiga[0]), by=tiga[0]), by=tiga[1])
    isi = risalah.rakit(str(d.pk)).isi
    assert isi["pendamping"] == [dunia.k.rekan.nama_gelar]
    assert [k["siapa"] for k in isi["konfirmasi"]] == [dunia.k.pelaksana.nama_gelar, dunia.k.kasi.nama_gelar]


def test_jajak_pendamping_paling_banyak_tiga_kueri(dunia, tiga, django_assert_max_num_queries):
    d = rencana(dunia)
    _setuju(dunia, d, tiga)
    klien, kini = masuk(tiga[2]), Dialog.objects.get(pk=d.pk).sunting
    with django_assert_max_num_queries(3):
        assert klien.get(f"/dialog/{d.pk}/jajak/?sunting={kini}").status_code == 204
