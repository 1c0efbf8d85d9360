"""Roles: by dates, by subtree, from the data; and no way up for whoever may give some of them."""

import datetime as dt

import pytest

from kinerja.layanan.akun import actions
from kinerja.layanan.models import Pesan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, PeranAkun
from kinerja.organisasi.peran import hak, lupakan, mencakup
from kinerja.organisasi.rules import adalah_admin_unit_atas, adalah_atasan_dari, adalah_penilai_dari
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
MULAI = dt.date(2026, 5, 1)
AKHIR = dt.date(2026, 6, 1)


def hak_pada(akun, tanggal):
    with jam.pada(tanggal):
        return hak(Akun.objects.get(pk=akun.pk))


def test_penilai_dan_pimpinan_dari_data(pemeran):
    k = pemeran.k
    atasan, pegawai = hak(pemeran.atasan), hak(pemeran.pegawai)
    assert (atasan.menilai, atasan.memimpin) == (True, (k.seksi.path,))
    assert (pegawai.menilai, pegawai.memimpin, pegawai.peran) == (False, (), ())
    assert adalah_penilai_dari(pemeran.atasan, k.pelaksana)
    assert not adalah_penilai_dari(pemeran.kepala_dinas, k.pelaksana)
    assert adalah_atasan_dari(pemeran.kepala_dinas, k.pelaksana)
    assert not adalah_atasan_dari(pemeran.admin_lain, k.pelaksana)


def test_hak_paling_banyak_dua_kueri_lalu_diingat(pemeran, django_assert_num_queries):
    akun = Akun.objects.get(pk=pemeran.admin_unit.pk)
    with django_assert_num_queries(2):
        for _ in range(3):
            h = hak(akun)
            _ = h.peran, h.wilayah_admin, h.memimpin, h.menilai, h.auditor, h.wajib_dua_faktor


def test_admin_unit_hanya_atas_unit_dan_orang_di_bawahnya(pemeran):
    k = pemeran.k
    for objek in (k.dinas, k.seksi, k.pelaksana, pemeran.pegawai):
        assert adalah_admin_unit_atas(pemeran.admin_unit, objek)
    for objek in (k.akar, k.dinas_lain, k.guru, k.petugas_bkpsdm):
        assert not adalah_admin_unit_atas(pemeran.admin_unit, objek)
        assert adalah_admin_unit_atas(pemeran.admin_bkpsdm, objek)


def test_awalan_path_tidak_tertukar_dengan_tetangga():
    assert mencakup(("00010002",), "000100020001")
    assert not mencakup(("00010002",), "00010003")
    assert not mencakup((), "0001")


def test_peran_berlaku_menurut_tanggal(pemeran):
    actions.beri_peran(pemeran.rekan, Peran.AUDITOR, by=pemeran.admin_bkpsdm, mulai=MULAI, sampai=AKHIR)
    satu = dt.timedelta(days=1)
    for tanggal, berlaku in ((MULAI - satu, False), (MULAI, True), (AKHIR - satu, True), (AKHIR, False)):
        assert hak_pada(pemeran.rekan, tanggal).auditor is berlaku


def test_peran_gugur_bila_orangnya_berhenti_atau_akun_mati(pemeran):
    pegawai = pemeran.k.petugas_bkpsdm
    assert hak(pemeran.admin_bkpsdm).admin_bkpsdm
    pegawai.berhenti_sejak = jam.hari_ini()
    pegawai.save()
    lupakan(pemeran.admin_bkpsdm)
    assert not hak(pemeran.admin_bkpsdm).peran
    Akun.objects.filter(pk=pemeran.auditor.pk).update(is_active=False)
    assert not hak(Akun.objects.get(pk=pemeran.auditor.pk)).peran


def test_pimpinan_dan_penilai_gugur_begitu_orangnya_berhenti(pemeran):
    """Postings end with the next import; the rights of a retired head end on the day."""
    kasi = pemeran.k.kasi
    kasi.berhenti_sejak = jam.hari_ini() + dt.timedelta(days=1)
    kasi.save()
    assert hak(Akun.objects.get(pk=pemeran.atasan.pk)).pimpinan
    kasi.berhenti_sejak = jam.hari_ini()
    kasi.save()
    h = hak(Akun.objects.get(pk=pemeran.atasan.pk))
    assert (h.pimpinan, h.menilai, h.data.memimpin_id) == (False, False, frozenset())


def test_daftar_menyaring_yang_sudah_berhenti(pemeran):
    pemeran.k.rekan.berhenti_sejak = jam.hari_ini()
    pemeran.k.rekan.save()
    for peran in ("admin_unit", "admin_bkpsdm"):
        klien = pemeran.klien(peran)
        assert "Hendra Maulana" not in klien.get("/akun/").content.decode()
        isi = klien.get("/akun/?keadaan=berhenti").content.decode()
        assert "Hendra Maulana" in isi
        assert "Ernawati" not in isi
        assert klien.get(f"/akun/{pemeran.rekan.pk}/").status_code == 200
    assert "Hendra Maulana" not in pemeran.klien("admin_lain").get("/akun/?keadaan=berhenti").content.decode()


def test_peran_diberi_dan_diakhiri_lewat_layar_dengan_kabar(pemeran):
    klien = masuk(pemeran.admin_bkpsdm)
    isi = {"peran": "ADMIN_UNIT", "unit": pemeran.k.bidang.pk, "mulai": "2026-03-01"}
    assert klien.post(f"/akun/{pemeran.rekan.pk}/peran/", isi).status_code == 302
    baris = PeranAkun.objects.get(akun=pemeran.rekan)
    assert (baris.oleh, baris.unit) == (pemeran.admin_bkpsdm, pemeran.k.bidang)
    assert klien.post(f"/akun/peran/{baris.pk}/cabut/").status_code == 302
    baris.refresh_from_db()
    assert baris.berlaku.upper == jam.hari_ini()
    assert not hak(Akun.objects.get(pk=pemeran.rekan.pk)).peran
    assert Pesan.objects.filter(penerima=pemeran.rekan).count() == 2
    with pytest.raises(SudahBerubah):
        actions.cabut_peran(baris, by=pemeran.admin_bkpsdm)


def test_admin_unit_melimpahkan_hanya_di_bawah_unitnya(pemeran):
    k, by = pemeran.k, pemeran.admin_unit
    assert actions.beri_peran(pemeran.rekan, Peran.ADMIN_UNIT, by=by, unit=k.bidang, mulai=MULAI)
    for peran, unit in (
        (Peran.ADMIN_UNIT, k.dinas),
        (Peran.ADMIN_UNIT, k.akar),
        (Peran.ADMIN_UNIT, k.dinas_lain),
        (Peran.ADMIN_BKPSDM, None),
        (Peran.AUDITOR, k.bidang),
        (Peran.TIM_PENILAI, None),
        (Peran.PYB, None),
    ):
        with pytest.raises(TidakBoleh):
            actions.beri_peran(pemeran.rekan, peran, by=by, unit=unit, mulai=MULAI)
    with pytest.raises(TidakBoleh):
        actions.beri_peran(pemeran.orang_luar, Peran.ADMIN_UNIT, by=by, unit=k.bidang, mulai=MULAI)


def test_admin_yang_dilimpahi_berhenti_di_subpohonnya(pemeran):
    k = pemeran.k
    actions.beri_peran(pemeran.rekan, Peran.ADMIN_UNIT, by=pemeran.admin_unit, unit=k.seksi, mulai=MULAI)
    assert adalah_admin_unit_atas(pemeran.rekan, k.seksi)
    assert not adalah_admin_unit_atas(pemeran.rekan, k.bidang)


@pytest.mark.parametrize("siapa", ["pegawai", "atasan", "kepala_dinas", "auditor", "tim_penilai", "admin_lain"])
def test_tanpa_hak_tidak_memberi_peran(pemeran, siapa):
    with pytest.raises(TidakBoleh):
        actions.beri_peran(pemeran.rekan, Peran.ADMIN_UNIT, by=getattr(pemeran, siapa), unit=pemeran.k.seksi, mulai=MULAI)


def test_peran_sendiri_tidak_diubah_sendiri(pemeran):
    for by in (pemeran.admin_unit, pemeran.admin_bkpsdm):
        with pytest.raises(TidakBoleh, match="Peran sendiri"):
            actions.beri_peran(by, Peran.AUDITOR, by=by, mulai=MULAI)
        with pytest.raises(TidakBoleh, match="Peran sendiri"):
            actions.cabut_peran(PeranAkun.objects.get(akun=by), by=by)


def test_kode_tidak_mengangkat_diri_lewat_akun_yang_lebih_berhak(pemeran):
    """An admin would set the password of a colleague who may more, and act as him."""
    by = pemeran.admin_unit
    assert actions.terbitkan_kode(pemeran.rekan, by=by)
    pabrik.peran(pemeran.rekan, Peran.ADMIN_BKPSDM)
    with pytest.raises(TidakBoleh):
        actions.terbitkan_kode(pemeran.rekan, by=by)
    with pytest.raises(TidakBoleh):
        actions.nonaktifkan_akun(pemeran.rekan, by=by, alasan="Uji.")


def test_juga_tidak_lewat_peran_yang_baru_mulai_besok_atau_akun_mati(pemeran):
    besok = jam.hari_ini() + dt.timedelta(days=1)
    pabrik.peran(pemeran.rekan, Peran.TIM_PENILAI, sejak=besok)
    with pytest.raises(TidakBoleh):
        actions.terbitkan_kode(pemeran.rekan, by=pemeran.admin_unit)
    actions.nonaktifkan_akun(pemeran.rekan, by=pemeran.admin_bkpsdm, alasan="Uji.")
    with pytest.raises(TidakBoleh):
        actions.aktifkan_kembali(pemeran.rekan, by=pemeran.admin_unit)


def test_dua_peran_sama_pada_masa_sama_ditolak_dengan_kalimat(pemeran):
    beri = lambda: actions.beri_peran(  # noqa: E731
        pemeran.rekan, Peran.ADMIN_UNIT, by=pemeran.admin_bkpsdm, unit=pemeran.k.bidang, mulai=MULAI
    )
    beri()
    with pytest.raises(Ditolak, match="sudah memegang peran"):
        beri()


def test_admin_unit_tanpa_unit_dan_peran_lain_dengan_unit_ditolak(pemeran):
    tanpa_unit = (Peran.ADMIN_BKPSDM, Peran.AUDITOR, Peran.TIM_PENILAI, Peran.PYB)
    for peran, unit in ((Peran.ADMIN_UNIT, None), *((p, pemeran.k.dinas) for p in tanpa_unit)):
        with pytest.raises(Ditolak):
            actions.beri_peran(pemeran.rekan, peran, by=pemeran.admin_bkpsdm, unit=unit, mulai=MULAI)


def test_daftar_akun_hanya_subpohon_dan_hitungannya_cocok(pemeran):
    isi = masuk(pemeran.admin_unit).get("/akun/").content.decode()
    assert "Ernawati" in isi
    assert "Lailatul Hikmah" not in isi
    semua = masuk(pemeran.admin_bkpsdm).get("/akun/").content.decode()
    assert "Lailatul Hikmah" in semua
    assert "Auditor Inspektorat" in semua
    assert "Auditor Inspektorat" not in isi


def test_daftar_dan_objek_melihat_orang_yang_sama(pemeran):
    klien = masuk(pemeran.admin_unit)
    isi = klien.get("/akun/").content.decode()
    for akun in (pemeran.pegawai, pemeran.rekan, pemeran.orang_luar, pemeran.admin_bkpsdm):
        ada = f"/akun/pegawai/{akun.pegawai_id}/" in isi
        assert (klien.get(f"/akun/{akun.pk}/").status_code == 200) is ada


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_daftar_akun_tidak_bertambah_kuerinya(pemeran, jumlah, django_assert_max_num_queries):
    for _ in range(jumlah):
        orang = pabrik.staf(pemeran.k.bkpsdm)
        pabrik.akun(orang, Peran.AUDITOR)
    klien = masuk(pemeran.admin_bkpsdm)
    klien.get("/akun/")
    with django_assert_max_num_queries(12):
        assert "Daftar akun" in klien.get("/akun/").content.decode()
