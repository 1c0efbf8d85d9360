"""Every pair of status and act: what the table allows the actions do, and what it does not neither they nor SQL do."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from kinerja.plumbing.galat import SudahBerubah
from skp import periksa
from skp.actions import penetapan, susun
from skp.enums import StatusSKP
from skp.models import LangkahSKP, VersiSKP
from skp.transitions import MPPH, PK, SKP
from tests.skp import pabrik as p

TINDAKAN = sorted({x.tindakan for x in SKP})
S = StatusSKP


def berstatus(dunia, status):
    """The head's version in ``status``, by the real actions."""
    k = dunia.k
    if status in (S.DRAF, S.BATAL):
        versi = p.skp_draf(dunia, k.kadis)
        return susun.batalkan(versi, "Salah orang", by=dunia.akun(k.kadis)) if status == S.BATAL else versi
    versi = p.skp_diajukan(dunia, k.kadis)
    if status == S.DIAJUKAN:
        return versi
    if status == S.DIKEMBALIKAN:
        return _kembalikan(dunia, versi)
    versi = p.tetapkan(dunia, versi)
    if status == S.DITETAPKAN:
        return versi
    baru = susun.buka_versi(versi.skp, "Target berubah", by=dunia.akun(k.kadis))
    p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(k.kadis)))
    return VersiSKP.objects.get(pk=versi.pk)


def _penilai(dunia):
    """Of the head: here somebody who can sign in, so that every act can be asked of him."""
    from kinerja.organisasi.models import HubunganPenilai

    HubunganPenilai.objects.filter(pegawai=dunia.k.kadis).update(penilai=dunia.k.sekda, atasan_penilai=None)
    return dunia.akun(dunia.k.sekda)


def _kembalikan(dunia, versi):
    return penetapan.kembalikan(versi, "Perbaiki target", by=_penilai(dunia))


def lakukan(dunia, versi, tindakan):
    saya, penilai = dunia.akun(dunia.k.kadis), _penilai(dunia)
    match tindakan:
        case "ajukan":
            return penetapan.ajukan(versi, by=saya)
        case "tarik":
            return penetapan.tarik(versi, by=saya)
        case "kembalikan":
            return penetapan.kembalikan(versi, "Perbaiki", by=penilai)
        case "sunting_penilai":
            return penetapan.sunting_penilai(versi, by=penilai)
        case "tetapkan":
            return penetapan.tetapkan(versi, by=penilai)
        case "batalkan":
            return susun.batalkan(versi, "Tidak jadi", by=saya)
    raise AssertionError(tindakan)


@pytest.mark.parametrize("tindakan", [t for t in TINDAKAN if t != "gantikan"])
@pytest.mark.parametrize("status", list(S))
def test_setiap_status_dan_tindakan(dunia, status, tindakan):
    versi = berstatus(dunia, status)
    assert versi.status == status
    ke = next((x.ke for x in SKP if (x.dari, x.tindakan) == (status, tindakan)), None)
    langkah = LangkahSKP.objects.filter(versi=versi).count()
    if ke is None:
        with pytest.raises(SudahBerubah):
            lakukan(dunia, versi, tindakan)
        assert VersiSKP.objects.get(pk=versi.pk).status == status
        assert LangkahSKP.objects.filter(versi=versi).count() == langkah
        return
    lakukan(dunia, versi, tindakan)
    assert VersiSKP.objects.get(pk=versi.pk).status == ke
    akhir = LangkahSKP.objects.filter(versi=versi).last()
    assert (akhir.dari, akhir.tindakan, akhir.ke) == (status, tindakan, ke)
    assert akhir.isi["rhk"]


@pytest.mark.parametrize("status", list(S))
def test_sql_tidak_melompat(dunia, status):
    versi = berstatus(dunia, status)
    boleh = {ke for dari, ke in SKP.pasangan() if dari == status}
    for ke in S:
        if ke in boleh or ke == status:
            continue
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("UPDATE skp_versiskp SET status = %s WHERE id = %s", [ke.value, versi.pk])


def test_gantikan_hanya_oleh_penetapan_versi_baru(dunia):
    versi = berstatus(dunia, S.DIGANTI)
    akhir = LangkahSKP.objects.filter(versi=versi).last()
    assert (akhir.tindakan, akhir.ke) == ("gantikan", S.DIGANTI)
    assert VersiSKP.objects.ditetapkan().get(skp=versi.skp).nomor == 2


# -- the check at start-up


def test_setiap_tindakan_punya_aturan_tindakan_dan_alamat():
    assert [e for e in run_checks() if e.id and e.id.startswith("skp.")] == []


@pytest.mark.parametrize("tabel", [SKP, MPPH, PK])
def test_pemeriksaan_menemukan_yang_kurang(tabel, monkeypatch):
    from kinerja.plumbing.transisi import Langkah, TabelTransisi

    palsu = TabelTransisi(tabel.nama, (*tabel, Langkah("DRAF", "lompati", "FINAL", "siapa pun")))
    monkeypatch.setattr(
        periksa, "TABEL", tuple(periksa.Milik(palsu, m.modul, m.nama, m.url) for m in periksa.TABEL if m.tabel is tabel)
    )
    assert {e.id for e in periksa.periksa_transisi(None) if "lompati" in e.msg} == {"skp.E001", "skp.E002", "skp.E003"}
