"""Reflection, rating, gate, predikat and the way back: each act in its order, by whom it belongs to."""

import datetime as dt

import pytest

from dialog.models import Bukti, Realisasi, TautBukti
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import HubunganPenilai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from predikat.access import boleh
from predikat.actions import evaluasi as aksi
from predikat.actions import penetapan
from predikat.actions.evaluasi import BelumBerdasar, IsiRating
from predikat.actions.penetapan import PolaDilanggar
from predikat.aturan_rating import Dicentang
from predikat.enums import AspekKriteria, StatusSesi
from predikat.fakta import jumlah_bukti
from predikat.models import AlasanPola, BagianEvaluasi, Evaluasi, RatingDiberikan, SesiKalibrasi
from predikat.queries import pola_unit, visible_to
from skp.models import IKI
from tests import pabrik
from tests.pemeran import masuk
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SESUAI, berstatus, bkpsdm, ditetapkan, periode, predikat_unit
from tests.skp.pabrik import skp_ditetapkan, surat

pytestmark = pytest.mark.django_db
HASIL, PERILAKU = AspekKriteria
TANPA = "Layanan lisan; tidak ada dokumen."


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def belum(d, orang=None, **lain):
    orang = orang or d.k.pelaksana
    penilai = lain.pop("penilai", None) or HubunganPenilai.objects.pada(jam.hari_ini()).get(pegawai=orang).penilai
    return Evaluasi.objects.create(pegawai=orang, periode=periode(d), penilai=penilai, **{"unit_hitung": d.k.dinas, **lain})


def isi(hasil=SESUAI, perilaku=SESUAI, **lain):
    return IsiRating(hasil, perilaku, **{"alasan_tanpa_bukti": TANPA, **lain})


def usul(d, e=None, *a, by=None, **lain):
    e = e or belum(d)
    return aksi.usulkan_rating(e, isi(*a, **lain), by=by or d.akun(e.penilai))


def bukti(d, orang):
    """One evidence of the period."""
    lini = IKI.objects.get(rhk__versi=skp_ditetapkan(d, orang)).lini
    r = Realisasi.objects.create(lini_iki=lini, periode=periode(d), keadaan="SESUAI", pada=jam.sekarang())
    b = Bukti.objects.create(pemilik=orang, jenis="NOMOR", judul="Laporan", nomor="1/2026", pada=jam.sekarang())
    TautBukti.objects.create(realisasi=r, bukti=b, pada=jam.sekarang())
    return b


# -- reflection


def test_refleksi_oleh_yang_dinilai_sebelum_ditetapkan(d):
    e = belum(d)
    saya = d.akun(d.k.pelaksana)
    with pytest.raises(TidakBoleh):
        aksi.tulis_refleksi(e, "Baik.", by=d.akun(d.k.kasi))
    with pytest.raises(Ditolak, match="Tuliskan"):
        aksi.tulis_refleksi(e, " ", by=saya)
    assert aksi.tulis_refleksi(e, "Jemput data mulai triwulan II.", by=saya).refleksi_pada
    usul(d, e)
    aksi.tulis_refleksi(e, "Jemput data mulai triwulan I.", by=saya)
    predikat_unit(d)
    belum(d, d.k.rekan)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    with pytest.raises(TidakBoleh):
        aksi.tulis_refleksi(e, "Terlambat.", by=saya)


# -- the rating


def test_usulan_tersimpan_sedang_evaluasi_tetap_kosong(d):
    e = usul(d, None, ATAS, SESUAI, kriteria=(Dicentang(HASIL, "Inovasi", "Surat edaran 9 Desember"),))
    e.refresh_from_db()
    assert (e.status, e.hasil, e.perilaku, e.predikat) == ("DIUSULKAN", None, None, None)
    r = RatingDiberikan.objects.get()
    assert (r.tahap, r.hasil, r.perilaku, r.penilai) == ("USULAN", ATAS, SESUAI, d.k.kasi)
    assert r.kriteria == [{"aspek": "HASIL", "uraian": "Inovasi", "sandaran": "Surat edaran 9 Desember"}]
    assert "hasil" not in Peristiwa.objects.get(nama="predikat.rating_diusulkan").data


def test_rating_hanya_oleh_penilainya(d):
    e = belum(d)
    for orang in (d.k.pelaksana, d.k.kabid, d.k.orang_luar):
        with pytest.raises(TidakBoleh):
            usul(d, e, by=d.akun(orang))


def test_rating_yang_sama_tidak_dicatat_dua_kali(d):
    e = usul(d)
    usul(d, e)
    assert RatingDiberikan.objects.count() == 1
    usul(d, e, BAWAH)
    assert RatingDiberikan.objects.count() == 2


def test_tanpa_bukti_perlu_alasan_tertulis(d):
    e = belum(d)
    with pytest.raises(BelumBerdasar, match="Belum ada bukti dukung"):
        usul(d, e, alasan_tanpa_bukti="")
    assert not RatingDiberikan.objects.exists()
    b = bukti(d, d.k.pelaksana)
    usul(d, e, alasan_tanpa_bukti="")
    Bukti.objects.filter(pk=b.pk).update(dihapus_pada=jam.sekarang(), alasan_hapus="Salah berkas")
    with pytest.raises(BelumBerdasar):
        usul(d, e, BAWAH, alasan_tanpa_bukti="")


def test_bukti_periode_lain_tidak_dihitung(d):
    e = belum(d)
    bukti(d, d.k.pelaksana)
    tahun = periode(d, "AKHIR", 1)
    lain = Evaluasi.objects.create(pegawai=d.k.pelaksana, periode=tahun, unit_hitung=d.k.dinas, penilai=d.k.kasi)
    assert (jumlah_bukti(e), jumlah_bukti(lain)) == (1, 1), "tahunan memakai bukti semua periode"
    TautBukti.objects.all().delete()
    assert jumlah_bukti(e) == 0


def test_di_atas_ekspektasi_perlu_kriteria(d):
    e = belum(d)
    with pytest.raises(BelumBerdasar) as galat:
        usul(d, e, ATAS, ATAS)
    assert [a.fakta["di"] for a in galat.value.alasan] == [HASIL, PERILAKU]


def test_pilihan_di_luar_daftar(d):
    with pytest.raises(Ditolak, match="Pilih rating"):
        usul(d, None, "BAIK")


# -- the gate


def test_predikat_menunggu_predikat_organisasi(d):
    e = usul(d)
    with pytest.raises(Ditolak, match="belum ditetapkan"):
        penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))


def test_predikat_menunggu_usulan(d):
    predikat_unit(d)
    e = belum(d)
    with pytest.raises(SudahBerubah):
        penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))


def test_ditetapkan_terbaca_dari_kuadran(d):
    predikat_unit(d)
    belum(d, d.k.rekan)
    e = usul(d, None, BAWAH, SESUAI)
    (e,) = penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    e.refresh_from_db()
    assert (e.status, e.hasil, e.perilaku, e.predikat) == ("DITETAPKAN", BAWAH, SESUAI, "BUTUH_PERBAIKAN")
    assert (e.penetap, e.oleh, e.aturan_versi) == (d.k.kasi, d.akun(d.k.kasi), "kuadran-2022.1")
    assert set(e.parameter) >= {"rating_pimpinan", "distribusi_utama_maks"}
    assert Peristiwa.objects.get(nama="predikat.ditetapkan").data["predikat"] == "BUTUH_PERBAIKAN"
    with pytest.raises(SudahBerubah):
        penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    with pytest.raises(SudahBerubah):
        usul(d, e)


def test_hanya_penilainya_yang_menetapkan(d):
    predikat_unit(d)
    e = usul(d)
    for orang in (d.k.kabid, d.k.pelaksana):
        with pytest.raises(TidakBoleh):
            penetapan.tetapkan_predikat([e.pk], by=d.akun(orang))


def test_semua_atau_tidak_sama_sekali(d):
    predikat_unit(d)
    satu, dua = usul(d), belum(d, d.k.rekan)
    with pytest.raises(SudahBerubah):
        penetapan.tetapkan_predikat([satu.pk, dua.pk], by=d.akun(d.k.kasi))
    with pytest.raises(Ditolak, match="Pilih pegawai"):
        penetapan.tetapkan_predikat([], by=d.akun(d.k.kasi))
    satu.refresh_from_db()
    assert satu.predikat is None


def test_hasil_kepala_dari_predikat_unitnya(d):
    e = belum(d, d.k.kadis, unit_hitung=d.k.akar, unit_dipimpin=d.k.dinas, penilai=d.k.sekda)
    with pytest.raises(Ditolak, match="mengikuti predikat"):
        usul(d, e)
    predikat_unit(d, d.k.dinas, "KURANG")
    usul(d, e, ATAS, SESUAI)
    assert RatingDiberikan.objects.get().hasil == BAWAH
    (e,) = penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.sekda))
    assert e.predikat == "BUTUH_PERBAIKAN"


def test_tahunan_lewat_sesi(d):
    tahun = periode(d, "AKHIR", 1)
    predikat_unit(d, di=tahun)
    e = usul(d, Evaluasi.objects.create(pegawai=d.k.pelaksana, periode=tahun, unit_hitung=d.k.dinas, penilai=d.k.kasi))
    with pytest.raises(Ditolak, match="sesi kalibrasi"):
        penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))


def test_sesi_terbuka_mengambil_alih(d):
    predikat_unit(d)
    e = usul(d)
    sesi = SesiKalibrasi.objects.create(unit=d.k.dinas, periode=periode(d), dibuka_pada=jam.sekarang())
    with pytest.raises(SudahBerubah, match="sedang dikalibrasi"):
        penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    SesiKalibrasi.objects.filter(pk=sesi.pk).update(status=StatusSesi.BATAL)
    belum(d, d.k.rekan)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))


# -- the pattern


def enam(d):
    """Six people of one kasi, all rated sesuai: nobody is below Baik, so a line of "Baik" is broken."""
    orang = [pabrik.staf(d.k.seksi) for _ in range(6)]
    return [usul(d, belum(d, o, penilai=d.k.kasi)) for o in orang]


def test_baris_pola_yang_dilanggar_perlu_alasan_dari_yang_melengkapi(d):
    predikat_unit(d)
    semua, kasi = enam(d), d.akun(d.k.kasi)
    penetapan.tetapkan_predikat([e.pk for e in semua[:5]], by=kasi)
    with pytest.raises(PolaDilanggar) as galat:
        penetapan.tetapkan_predikat([semua[5].pk], by=kasi)
    baris = set(galat.value.baris)
    assert baris == {"Baik paling banyak 70 %", "Ada Butuh Perbaikan atau Kurang/Misconduct"}
    alasan = dict.fromkeys(baris, "Semua target tercapai dengan bukti.")
    penetapan.tetapkan_predikat([semua[5].pk], by=kasi, alasan_pola={d.k.dinas.pk: alasan})
    assert set(AlasanPola.objects.values_list("baris", flat=True)) == baris


def test_alasan_pimpinan_unit_cukup_untuk_semua(d):
    from predikat.actions.organisasi import tulis_alasan_pola

    predikat_unit(d)
    semua = enam(d)
    baris = [b.nama for b in pola_unit([d.k.dinas.pk], periode(d))[d.k.dinas.pk].dilanggar]
    tulis_alasan_pola(d.k.dinas, periode(d), dict.fromkeys(baris, "Unit berprestasi."), by=d.akun(d.k.kadis))
    penetapan.tetapkan_predikat([e.pk for e in semua], by=d.akun(d.k.kasi))


def test_unit_kecil_hanya_saran(d):
    predikat_unit(d)
    e = usul(d)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    pola = pola_unit([d.k.dinas.pk], periode(d))[d.k.dinas.pk]
    assert (pola.dilanggar, pola.n, pola.lengkap) == ((), 1, True)


def test_pola_menghitung_yang_terkunci_dan_tidak_yang_dikecualikan(d):
    predikat_unit(d)
    usul(d)
    belum(d, d.k.jf)
    belum(d, d.k.guru, sumber="RUANG_GTK", predikat="SANGAT_BAIK", status="DITETAPKAN", penilai=d.k.kasi)
    belum(d, d.k.rekan, status="TIDAK_DIEVALUASI", alasan_tidak_dievaluasi="CLTN")
    pola = pola_unit([d.k.dinas.pk], periode(d))[d.k.dinas.pk]
    assert (pola.n, pola.belum, pola.dikecualikan) == (2, 1, 1)
    assert (sum(pola.jumlah.values()), dict(pola.terkunci)["SANGAT_BAIK"]) == (1, 1)


def test_pola_dua_kueri_dan_parameternya(d, django_assert_num_queries):
    predikat_unit(d)
    usul(d)
    from kinerja.siklus.ingatan import ingat

    p = periode(d)
    for unit in ([d.k.dinas.pk], [d.k.dinas.pk, d.k.setda.pk, d.k.bkpsdm.pk]):
        with ingat(), django_assert_num_queries(3):
            pola_unit(unit, p)


def test_tetapkan_kuerinya_tetap(d, django_assert_num_queries):
    from kinerja.siklus.ingatan import ingat

    predikat_unit(d)
    semua, kasi = enam(d), d.akun(d.k.kasi)
    belum(d)
    assert kasi.pegawai
    for bagian in (semua[:1], semua[1:4]):
        with ingat(), django_assert_num_queries(16):
            penetapan.tetapkan_predikat([e.pk for e in bagian], by=kasi)


# -- back, and who


def test_dibuka_kembali_dengan_alasan_sebelum_ada_dokumen(d):
    e = ditetapkan(d)
    kasi = d.akun(d.k.kasi)
    with pytest.raises(Ditolak, match="mengapa"):
        penetapan.buka_kembali(e, " ", by=kasi)
    with pytest.raises(TidakBoleh):
        penetapan.buka_kembali(e, "Salah.", by=d.akun(d.k.kabid))
    e = penetapan.buka_kembali(e, "Bukti baru masuk.", by=kasi)
    assert (e.status, e.hasil, e.predikat, e.rating.count()) == ("DIUSULKAN", None, None, 1)
    assert e.langkah.get().catatan == "Bukti baru masuk."


def test_setelah_ada_dokumen_tidak_dibuka_dari_sini(d):
    dok = berstatus(d)
    with pytest.raises(SudahBerubah):
        penetapan.buka_kembali(dok.evaluasi, "Salah.", by=d.akun(d.k.kasi))


def test_tidak_dievaluasi_dan_dievaluasi_juga(d):
    e, admin = belum(d), pabrik.akun(d.k.orang_luar, Peran.ADMIN_UNIT, di=d.k.dinas)
    with pytest.raises(TidakBoleh):
        aksi.nyatakan_tidak_dievaluasi(e, "Sakit.", by=d.akun(d.k.kasi))
    with pytest.raises(Ditolak):
        aksi.nyatakan_tidak_dievaluasi(e, "", by=admin)
    e = aksi.nyatakan_tidak_dievaluasi(e, "Meninggal 3 Agustus 2026.", by=admin)
    assert e.status == "TIDAK_DIEVALUASI"
    with pytest.raises(SudahBerubah):
        usul(d, e)
    e = aksi.evaluasi_juga(e, "Salah orang.", by=admin)
    assert (e.status, e.alasan_tidak_dievaluasi) == ("BELUM", "")
    assert [x.tindakan for x in e.langkah.all()] == ["nyatakan_tidak_dievaluasi", "evaluasi_juga"]


def test_penilai_diganti_yang_sekarang(d):
    e, admin = belum(d, penilai=d.k.kabid), pabrik.akun(d.k.orang_luar, Peran.ADMIN_UNIT, di=d.k.dinas)
    e = aksi.ganti_penilai(e, "Kabid pensiun.", by=admin)
    assert e.penilai == d.k.kasi
    with pytest.raises(Ditolak, match="memang"):
        aksi.ganti_penilai(e, "Lagi.", by=admin)


def test_serah_terima_oleh_penilai_sebelumnya(d):
    e = belum(d)
    rentang = sejak(dt.date(2026, 7, 1), dt.date(2026, 8, 1))
    bagian = BagianEvaluasi.objects.create(evaluasi=e, penilai=d.k.kabid, rentang=rentang)
    with pytest.raises(TidakBoleh):
        aksi.serahkan_catatan(bagian, "Bagus.", by=d.akun(d.k.kasi))
    b = aksi.serahkan_catatan(bagian, "Rekap selalu tepat waktu.", by=d.akun(d.k.kabid), hasil=SESUAI, perilaku=ATAS)
    assert (b.usulan_perilaku, bool(b.diserahkan_pada)) == (ATAS, True)
    tautan, meja = f'href="/predikat/bagian/{b.pk}/"', masuk(d.akun(d.k.kabid))
    url = f"/predikat/?periode={e.periode_id}"
    assert tautan in meja.get(url).content.decode()
    predikat_unit(d)
    belum(d, d.k.rekan)
    usul(d, e)
    penetapan.tetapkan_predikat([e.pk], by=d.akun(d.k.kasi))
    with pytest.raises(TidakBoleh):
        aksi.serahkan_catatan(bagian, "Terlambat.", by=d.akun(d.k.kabid))
    sesudah = meja.get(url).content.decode()
    assert tautan not in sesudah and "Catatan serah terima" in sesudah


def test_kepala_daerah_menilai_lewat_surat(d):
    e = belum(d, d.k.sekda, unit_hitung=d.k.akar, unit_dipimpin=d.k.setda, penilai=d.k.bupati)
    predikat_unit(d, d.k.setda)
    admin, kertas = bkpsdm(d), surat(d, d.k.bupati)
    with pytest.raises(TidakBoleh):
        aksi.usulkan_rating(e, isi(), by=d.akun(d.k.kadis), berdasarkan=kertas)
    aksi.usulkan_rating(e, isi(), by=admin, berdasarkan=kertas)
    (e,) = penetapan.tetapkan_predikat([e.pk], by=admin, berdasarkan=kertas)
    assert (e.penetap, e.oleh, e.keputusan, e.predikat) == (d.k.bupati, admin, kertas, "BAIK")
    lain = belum(d)
    with pytest.raises(Ditolak, match="akunnya sendiri"):
        aksi.usulkan_rating(lain, isi(), by=admin, berdasarkan=kertas)


# -- who sees what


def test_yang_dinilai_melihat_rating_sejak_diserahkan(d):
    from predikat.actions import dokumen

    dok = berstatus(d)
    saya, kasi = d.akun(d.k.pelaksana), d.akun(d.k.kasi)
    e = Evaluasi.objects.get(pk=dok.evaluasi_id)
    assert (boleh(saya, "lihat", e), boleh(saya, "lihat_rating", e), boleh(kasi, "lihat_rating", e)) == (True, False, True)
    dokumen.serahkan(dok, by=kasi)
    assert boleh(saya, "lihat_rating", Evaluasi.objects.get(pk=e.pk))


def test_siapa_melihat_rating(d):
    e = usul(d)
    atasan, pimpinan, luar = (d.akun(o) for o in (d.k.kabid, d.k.kadis, d.k.kadis_lain))
    admin = pabrik.akun(d.k.orang_luar, Peran.ADMIN_UNIT, di=d.k.dinas)
    assert boleh(pimpinan, "lihat_rating", e)
    assert not boleh(luar, "lihat", e)
    assert (boleh(admin, "lihat", e), boleh(admin, "lihat_rating", e)) == (True, False)
    assert not boleh(atasan, "lihat_rating", e), "Kabid memimpin Bidang, bukan organisasi tempat ia dihitung"
    assert e in visible_to(admin)
    assert e not in visible_to(luar)
    assert e in visible_to(d.akun(d.k.pelaksana))
