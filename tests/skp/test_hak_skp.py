"""Who sees which version: the list and the single door give the same answer for the whole cast and every state."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from kinerja.layanan.actions.bantu import beri_izin_bantu
from kinerja.layanan.models import IzinBantu
from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import TidakBoleh
from skp import access
from skp.actions import susun
from skp.enums import StatusSKP
from skp.models import SKP, VersiSKP
from skp.queries import skp_terlihat, versi_terlihat
from tests import pabrik
from tests.skp import pabrik as p

S = StatusSKP


@pytest.fixture
def pemeran(dunia):
    k = dunia.k
    return {
        "pemilik": dunia.akun(k.pelaksana),
        "rekan": dunia.akun(k.rekan),
        "penilai": dunia.akun(k.kasi),
        "atasan penilai": dunia.akun(k.kabid),
        "kepala dinas": dunia.akun(k.kadis),
        "sekretaris, admin unit": pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas),
        "admin unit lain": pabrik.akun(k.kadis_lain, "ADMIN_UNIT", di=k.dinas_lain),
        "bkpsdm": p.petugas(dunia),
        "auditor": pabrik.akun(None, "AUDITOR"),
        "orang luar": dunia.akun(k.orang_luar),
        "anonim": AnonymousUser(),
    }


@pytest.fixture
def versi(dunia):
    """Of the staff member: a version that was replaced, and the one that holds; a draft of a colleague."""
    lama = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    baru = susun.buka_versi(lama.skp, "Arah baru", by=dunia.akun(dunia.k.pelaksana))
    baru = p.tetapkan(dunia, p.penetapan.ajukan(baru, by=dunia.akun(dunia.k.pelaksana)))
    draf = p.skp_kosong(dunia, dunia.k.jf)
    return {"digantikan": VersiSKP.objects.get(pk=lama.pk), "ditetapkan": baru, "draf jf": draf}


_TERLIHAT = {
    "pemilik": {"digantikan", "ditetapkan"},
    "rekan": {"ditetapkan"},
    "penilai": {"digantikan", "ditetapkan", "draf jf"},
    "atasan penilai": {"digantikan", "ditetapkan", "draf jf"},
    "kepala dinas": {"digantikan", "ditetapkan", "draf jf"},
    "sekretaris, admin unit": {"digantikan", "ditetapkan", "draf jf"},
    "admin unit lain": set(),
    "bkpsdm": {"digantikan", "ditetapkan", "draf jf"},
    "auditor": {"digantikan", "ditetapkan"},
    "orang luar": set(),
    "anonim": set(),
}


def lewat_pintu(akun, versi):
    try:
        access.get_versi(akun, versi.pk)
    except Http404:
        return False
    return True


def test_daftar_dan_pintu_sama_jawabnya(pemeran, versi):
    for nama, akun in pemeran.items():
        daftar = set(versi_terlihat(akun).filter(pk__in=[v.pk for v in versi.values()]).values_list("pk", flat=True))
        assert daftar == {versi[n].pk for n in _TERLIHAT[nama]}, nama
        assert {n for n, v in versi.items() if lewat_pintu(akun, v)} == _TERLIHAT[nama], nama


def test_semua_versi_sama_di_daftar_dan_di_pintu(dunia, pemeran, versi):
    """Also those of superiors, which were made on the way."""
    for nama, akun in pemeran.items():
        daftar = set(versi_terlihat(akun).values_list("pk", flat=True))
        assert {v.pk for v in VersiSKP.objects.all() if lewat_pintu(akun, v)} == daftar, nama
        skp = set(skp_terlihat(akun).values_list("pk", flat=True))
        assert {s.pk for s in SKP.objects.all() if access.boleh(akun, "lihat", s)} == skp, nama


def test_skp_atasan_yang_ditetapkan_terbuka_bagi_bawahannya(dunia, pemeran, versi):
    atas = p.rhk_utama(dunia.k.kabid).versi
    assert lewat_pintu(pemeran["pemilik"], atas)
    assert not lewat_pintu(pemeran["orang luar"], atas)


def test_pembantu_melihat_dan_mengisi_tetapi_tidak_menandatangani(dunia, pemeran, versi):
    draf, pembantu = versi["draf jf"], pemeran["rekan"]
    assert not lewat_pintu(pembantu, draf)
    beri_izin_bantu(dunia.k.rekan, sampai=dt.date(2026, 12, 31), by=dunia.akun(dunia.k.jf))
    assert lewat_pintu(pembantu, draf)
    assert versi_terlihat(pembantu).filter(pk=draf.pk).exists()
    access.get_versi(pembantu, draf.pk, "isi")
    for tindakan in ("ajukan", "batalkan", "tarik", "konfirmasi_induk"):
        with pytest.raises(TidakBoleh):
            access.get_versi(pembantu, draf.pk, tindakan)


def test_izin_untuk_satu_skp_tidak_membuka_yang_lain(dunia, pemeran, versi):
    draf, pembantu = versi["draf jf"], pemeran["rekan"]
    izin = beri_izin_bantu(dunia.k.rekan, sampai=dt.date(2026, 12, 31), by=dunia.akun(dunia.k.jf))
    for objek, buka in ((draf.skp_id, True), (draf.skp_id + 1, False)):
        IzinBantu.objects.filter(pk=izin.pk).update(lingkup="skp", objek_id=objek)
        assert lewat_pintu(pembantu, draf) is buka
        assert versi_terlihat(pembantu).filter(pk=draf.pk).exists() is buka


#: act -> the cast that may, on a version in that state
_BOLEH = {
    ("ajukan", S.DRAF): {"jf"},
    ("isi", S.DRAF): {"jf"},
    ("batalkan", S.DRAF): {"jf"},
    ("komentar", S.DRAF): {"jf", "penilai", "atasan penilai", "kepala dinas"},
    ("tarik", S.DIAJUKAN): {"jf"},
    ("tetapkan", S.DIAJUKAN): {"penilai"},
    ("kembalikan", S.DIAJUKAN): {"penilai"},
    ("sunting_penilai", S.DIAJUKAN): {"penilai"},
    ("catat_penetapan", S.DIAJUKAN): {"sekretaris, admin unit", "bkpsdm"},
    ("isi", S.DIAJUKAN): set(),
    ("ajukan", S.DIAJUKAN): set(),
    ("buka_versi", S.DITETAPKAN): {"jf"},
    ("tetapkan", S.DITETAPKAN): set(),
    ("isi", S.DITETAPKAN): set(),
    ("gantikan", S.DITETAPKAN): set(),
}


@pytest.mark.parametrize("status", [S.DRAF, S.DIAJUKAN, S.DITETAPKAN])
def test_siapa_boleh_apa(dunia, pemeran, status):
    semua: dict[str, Akun] = pemeran | {"jf": dunia.akun(dunia.k.jf)}
    buat = {S.DRAF: p.skp_draf, S.DIAJUKAN: p.skp_diajukan, S.DITETAPKAN: p.skp_ditetapkan}[status]
    versi = VersiSKP.objects.select_related("skp__pegawai", "skp__penugasan").get(pk=buat(dunia, dunia.k.jf).pk)
    for (tindakan, keadaan), siapa in _BOLEH.items():
        if keadaan == status:
            assert {n for n, akun in semua.items() if access.boleh(akun, tindakan, versi)} == siapa, tindakan


def test_tindakan_atas_yang_tak_terlihat_404_yang_terlihat_403(dunia, pemeran, versi):
    with pytest.raises(Http404):
        access.get_versi(pemeran["orang luar"], versi["draf jf"].pk, "ajukan")
    with pytest.raises(TidakBoleh):
        access.get_versi(pemeran["penilai"], versi["draf jf"].pk, "ajukan")
