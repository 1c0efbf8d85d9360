"""The predikat of units: who sets it, by which list, with which reason; the gate before and after it."""

import datetime as dt

import pytest

from dialog.models import Realisasi, RencanaAksi
from kinerja.organisasi.actions.unit import atur_organisasi
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import HubunganPenilai, MasaUnit, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from predikat.actions import organisasi as aksi
from predikat.actions.organisasi import LembarDitolak, PutusanUnit
from predikat.models import AlasanPola, PredikatUnit, RekomendasiUnit
from predikat.queries_organisasi import penetap_unit, unit_organisasi, usulan_unit
from skp.models import IKI
from tests import pabrik
from tests.predikat.pabrik_dokumen import SAAT, bkpsdm, ditetapkan, periode
from tests.skp.pabrik import skp_ditetapkan, surat

pytestmark = pytest.mark.django_db


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


@pytest.fixture
def sekda(d):
    """Assesses the heads of both Dinas by a letter that is left out here."""
    for orang in (d.k.kadis, d.k.kadis_lain):
        HubunganPenilai.objects.filter(pegawai=orang).update(penilai=d.k.sekda, atasan_penilai=None)
    return d.akun(d.k.sekda)


def aksi_rencana(d, *keadaan):
    """Rencana aksi of the head of the Dinas."""
    versi = skp_ditetapkan(d, d.k.kadis)
    lini = versi.rhk.get().lini
    for urut, k in enumerate(keadaan, 1):
        RencanaAksi.objects.create(
            lini_rhk=lini, periode=periode(d), urut=urut, uraian="Langkah", keadaan=k, pada=jam.sekarang()
        )
    return lini


# -- who


def test_penetap_satu_tingkat_di_atas(d, sekda):
    semua = list(unit_organisasi(jam.hari_ini()))
    assert {u.pk for u in semua} == {d.k.setda.pk, d.k.dinas.pk, d.k.dinas_lain.pk, d.k.bkpsdm.pk}
    penetap = penetap_unit([*semua, d.k.akar], jam.hari_ini())
    assert penetap[d.k.dinas.pk] == d.k.sekda
    assert penetap[d.k.setda.pk] == d.k.bupati
    assert penetap[d.k.bkpsdm.pk] == d.k.bupati, "tanpa kepala definitif: pimpinan terdekat di atasnya"
    assert penetap[d.k.akar.pk] == d.k.bupati


def test_penetap_tetap_tiga_kueri(d, sekda, django_assert_num_queries):
    semua = list(unit_organisasi(jam.hari_ini()))
    with django_assert_num_queries(3):
        penetap_unit(semua, jam.hari_ini())
    with django_assert_num_queries(2):
        penetap_unit([d.k.dinas], jam.hari_ini())


def test_hanya_penetapnya(d, sekda):
    with pytest.raises(TidakBoleh, match="Sutikno"):
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=d.akun(d.k.kadis))
    with pytest.raises(TidakBoleh, match="Bupati"):
        aksi.tetapkan_organisasi(d.k.setda, periode(d), "BAIK", by=sekda)
    pu = aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    assert (pu.penetap, pu.oleh, pu.usulan) == (d.k.sekda, sekda, "")


# -- when and why


def test_tidak_sebelum_periodenya_berakhir(d, sekda):
    with jam.pada(dt.date(2026, 9, 29)), pytest.raises(Ditolak, match="30 September 2026"):
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    with jam.pada(dt.date(2026, 9, 30)):
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)


def test_usulan_dari_rencana_aksi_dan_beda_beralasan(d, sekda):
    aksi_rencana(d, "MELAMPAUI", "SESUAI", "SEBAGIAN")
    usul = usulan_unit([d.k.dinas.pk], periode(d))[d.k.dinas.pk]
    assert usul.nilai == "BUTUH_PERBAIKAN"
    assert "usulan sistem" in usul.putusan.alasan[0].kalimat
    with pytest.raises(LembarDitolak, match="Butuh Perbaikan") as galat:
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    assert set(galat.value.per_unit) == {d.k.dinas.pk}
    pu = aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda, alasan="Anggaran dialihkan TAPD.")
    assert (pu.usulan, pu.nilai) == ("BUTUH_PERBAIKAN", "BAIK")
    assert pu.alasan_usulan[0]["fakta"]["rencana aksi"] == 3


def test_tanpa_rencana_aksi_dari_realisasi_iki(d, sekda):
    versi = skp_ditetapkan(d, d.k.kadis)
    iki = IKI.objects.get(rhk__versi=versi)
    Realisasi.objects.create(lini_iki=iki.lini, periode=periode(d), keadaan="SESUAI", pada=jam.sekarang())
    assert usulan_unit([d.k.dinas.pk], periode(d))[d.k.dinas.pk].nilai == "BAIK"


def test_usulan_tetap_dua_kueri(d, django_assert_num_queries):
    p = periode(d)
    with django_assert_num_queries(2):
        usulan_unit([d.k.dinas.pk], p)
    with django_assert_num_queries(2):
        usulan_unit([d.k.dinas.pk, d.k.setda.pk, d.k.bkpsdm.pk], p)


def test_tahunan_dari_perjanjian_kinerja_dan_ekspektasi(d, sekda):
    tahun = periode(d, "AKHIR", 1)
    usul = usulan_unit([d.k.dinas.pk], tahun)[d.k.dinas.pk]
    assert usul.nilai is None
    assert "Belum ada realisasi" in usul.putusan.alasan[0].kalimat


def test_diubah_selama_belum_ada_yang_berpijak(d, sekda):
    aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    aksi.tetapkan_organisasi(d.k.dinas, periode(d), "ISTIMEWA", by=sekda)
    ditetapkan(d)
    with pytest.raises(LembarDitolak, match="tidak dapat diubah lagi"):
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    aksi.tetapkan_organisasi(d.k.dinas, periode(d), "ISTIMEWA", by=sekda)
    assert PredikatUnit.objects.get(unit=d.k.dinas).nilai == "ISTIMEWA"


# -- the sheet


def test_lembar_semua_atau_tidak_sama_sekali(d, sekda):
    baris = [PutusanUnit(d.k.dinas.pk, "BAIK"), PutusanUnit(d.k.dinas_lain.pk, "SANGAT_BAIK")]
    with pytest.raises(LembarDitolak) as galat:
        aksi.tetapkan_lembar(baris, periode(d), by=sekda)
    assert set(galat.value.per_unit) == {d.k.dinas_lain.pk}
    assert not PredikatUnit.objects.exists()
    hasil = aksi.tetapkan_lembar([baris[0], PutusanUnit(d.k.dinas_lain.pk, "KURANG")], periode(d), by=sekda)
    assert len(hasil) == 2
    assert aksi.tetapkan_lembar([baris[0]], periode(d), by=sekda) == [], "dua ketukan, satu keputusan"
    with pytest.raises(Ditolak, match="paling sedikit satu"):
        aksi.tetapkan_lembar([], periode(d), by=sekda)


def test_unit_yang_bukan_organisasi_ditolak(d, sekda):
    with pytest.raises(LembarDitolak, match="tidak dinilai tersendiri"):
        aksi.tetapkan_organisasi(d.k.seksi, periode(d), "BAIK", by=sekda)


def test_lembar_bupati_dicatat_bkpsdm(d):
    admin = bkpsdm(d)
    kertas = surat(d, d.k.bupati)
    with pytest.raises(TidakBoleh, match="BKPSDM"):
        aksi.tetapkan_organisasi(d.k.setda, periode(d), "BAIK", by=d.akun(d.k.sekda), berdasarkan=kertas)
    pu = aksi.tetapkan_organisasi(d.k.setda, periode(d), "BAIK", by=admin, berdasarkan=kertas)
    assert (pu.penetap, pu.oleh, pu.keputusan) == (d.k.bupati, admin, kertas)
    kertas.refresh_from_db()
    assert kertas.objek_jenis == "siklus.periode"


def test_surat_pejabat_lain_ditolak(d, sekda):
    kertas = surat(d, d.k.bupati)
    with pytest.raises(Ditolak, match="ditetapkan Sutikno"):
        aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=bkpsdm(d), berdasarkan=kertas)


# -- recommendations, reasons, the switch


def test_rekomendasi_sebelum_ditetapkan(d, sekda):
    admin = bkpsdm(d)
    r = aksi.rekomendasikan(d.k.dinas, periode(d), "Disiplin pelaporan baik.", by=admin, nilai="BAIK")
    assert r.bidang == "KEPEGAWAIAN"
    aksi.rekomendasikan(d.k.dinas, periode(d), "Disiplin pelaporan sangat baik.", by=admin)
    assert RekomendasiUnit.objects.get().isi.endswith("sangat baik.")
    auditor = pabrik.akun(d.k.orang_luar, Peran.AUDITOR)
    assert aksi.rekomendasikan(d.k.dinas, periode(d), "Tindak lanjut temuan tuntas.", by=auditor).bidang == "PENGAWASAN"
    with pytest.raises(TidakBoleh):
        aksi.rekomendasikan(d.k.dinas, periode(d), "Baik.", by=d.akun(d.k.kadis))
    with pytest.raises(Ditolak, match="Tuliskan"):
        aksi.rekomendasikan(d.k.dinas, periode(d), "  ", by=admin)
    aksi.tetapkan_organisasi(d.k.dinas, periode(d), "BAIK", by=sekda)
    with pytest.raises(SudahBerubah):
        aksi.rekomendasikan(d.k.dinas, periode(d), "Terlambat.", by=admin)


def test_perencanaan_dikenali_dari_badannya(d):
    MasaUnit.objects.filter(unit=d.k.bkpsdm).update(nama="Badan Perencanaan Pembangunan")
    kepala = pabrik.kepala(d.k.bkpsdm)
    r = aksi.rekomendasikan(d.k.dinas, periode(d), "Program tercapai.", by=d.akun(kepala))
    assert r.bidang == "PERENCANAAN"


def test_alasan_pola_oleh_pimpinan_unit(d):
    with pytest.raises(TidakBoleh):
        aksi.tulis_alasan_pola(d.k.dinas, periode(d), {"Ada Butuh Perbaikan": "x"}, by=d.akun(d.k.kabid))
    kadis = d.akun(d.k.kadis)
    aksi.tulis_alasan_pola(d.k.dinas, periode(d), {"A": "Unit kecil.", "B": ""}, by=kadis)
    aksi.tulis_alasan_pola(d.k.dinas, periode(d), {"A": "Unit kecil."}, by=kadis)
    assert AlasanPola.objects.count() == 1
    aksi.tulis_alasan_pola(d.k.dinas, periode(d), {"A": "Unit baru."}, by=kadis)
    assert aksi.alasan_tertulis(d.k.dinas.pk, periode(d)) == {"A": "Unit baru."}


def test_puskesmas_dapat_dinilai_tersendiri(d):
    hari = jam.hari_ini()
    with pytest.raises(TidakBoleh):
        atur_organisasi(d.k.seksi, True, hari, by=d.akun(d.k.kadis))
    atur_organisasi(d.k.seksi, True, hari, by=bkpsdm(d))
    assert unit_organisasi(hari).filter(pk=d.k.seksi.pk).exists()
    assert not unit_organisasi(hari - dt.timedelta(days=1)).filter(pk=d.k.seksi.pk).exists()
    with pytest.raises(Ditolak, match="memang dinilai"):
        atur_organisasi(d.k.seksi, True, hari, by=None)
    with pytest.raises(Ditolak, match="hari ini atau"):
        atur_organisasi(d.k.seksi, False, hari + dt.timedelta(days=1), by=None)


def test_kursi_kepala_kosong_diputus_pimpinan_di_atasnya(d, sekda):
    Penugasan.objects.filter(unit=d.k.dinas, memimpin=True).update(memimpin=False)
    assert penetap_unit([d.k.dinas], SAAT.date())[d.k.dinas.pk] == d.k.bupati
