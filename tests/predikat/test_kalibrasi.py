"""Calibration: who sits, moves and who was first, the assessor's word, locking with reasons, opening again."""

import pytest
from django.db import DatabaseError, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.serempak import kumpulkan
from predikat import tugas_dokumen
from predikat.actions import dokumen as aksi_dokumen
from predikat.actions import kalibrasi as aksi
from predikat.actions import sesi as aksi_sesi
from predikat.enums import StatusSesi as S
from predikat.models import (
    Dibahas,
    DokumenEvaluasi,
    Evaluasi,
    Geseran,
    PesertaSesi,
    RatingDiberikan,
    SesiKalibrasi,
    Skenario,
)
from predikat.queries_kalibrasi import baca_orang, baca_orang_ringan, geseran_sesi, hitung
from predikat.queries_organisasi import penetap_unit
from predikat.transitions import SESI
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SESUAI, bkpsdm, diusulkan, periode, predikat_unit
from tests.predikat.pabrik_kalibrasi import duduk, ramai, sesi
from tests.predikat.test_dokumen import _parameter

POLA = {"Ada Butuh Perbaikan atau Kurang/Misconduct": "Semua target tercapai.", "Baik paling banyak 70 %": "Unit kecil."}


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def ev(dunia, orang=None) -> Evaluasi:
    return Evaluasi.objects.get(pegawai=orang or dunia.k.pelaksana)


def geser(dunia, s, orang=None, ke=(ATAS, ATAS), *, by=None, **lain) -> Geseran:
    return aksi.geser(
        s, ev(dunia, orang).pk, *ke, lain.pop("alasan", "Rujukan kolega."), by=by or dunia.akun(dunia.k.kasi), **lain
    )


def kunci(dunia, s, **lain):
    return aksi_sesi.kunci(
        s, lain.pop("alasan_baris", POLA), lain.pop("alasan", ""), by=lain.pop("by", dunia.akun(dunia.k.kadis))
    )


# -- opening


def test_dibuka_pimpinan_dengan_semua_penilai_duduk_dan_pimpinan_mengunci(dunia):
    s = sesi(dunia)
    duduk_ = set(PesertaSesi.objects.filter(sesi=s).values_list("pegawai", "peran"))
    k = dunia.k
    assert duduk_ == {
        (k.kadis.pk, "FASILITATOR"), (k.kadis.pk, "PENGUNCI"), (k.kasi.pk, "PENILAI"), (k.kabid.pk, "PENILAI"),
    }  # fmt: skip
    assert Peristiwa.objects.filter(nama=aksi_sesi.DIBUKA, objek_id=s.pk).exists()
    with pytest.raises(SudahBerubah):
        aksi_sesi.buka_sesi(k.dinas, s.periode, by=dunia.akun(k.kadis))


def test_kepala_yang_dihitung_di_unitnya_tidak_mengunci_tetapi_yang_menetapkan_unit(dunia):
    s = sesi(dunia, orang=(dunia.k.pelaksana, dunia.k.kadis))
    atasan = penetap_unit([dunia.k.dinas], jam.hari_ini())[dunia.k.dinas.pk]
    assert s.peserta.get(peran="PENGUNCI").pegawai == atasan != dunia.k.kadis


def test_tidak_dibuka_sebelum_predikat_organisasi_atau_tanpa_orang_atau_oleh_orang_lain(dunia):
    p = periode(dunia)
    diusulkan(dunia)
    with pytest.raises(Ditolak, match="belum ditetapkan"):
        aksi_sesi.buka_sesi(dunia.k.dinas, p, by=dunia.akun(dunia.k.kadis))
    predikat_unit(dunia)
    with pytest.raises(TidakBoleh):
        aksi_sesi.buka_sesi(dunia.k.dinas, p, by=dunia.akun(dunia.k.kasi))
    with pytest.raises(Ditolak, match="dinilai dalam sesi"):
        aksi_sesi.buka_sesi(dunia.k.dinas, p, by=dunia.akun(dunia.k.kadis), pengunci=dunia.k.pelaksana)
    predikat_unit(dunia, dunia.k.setda)
    with pytest.raises(Ditolak, match="Tidak ada pegawai"):
        aksi_sesi.buka_sesi(dunia.k.setda, p, by=dunia.akun(dunia.k.sekda))


# -- moving


def test_pindah_dari_sel_ke_sel_berurut_dengan_alasan(dunia):
    s = sesi(dunia)
    g = geser(dunia, s)
    assert (g.urut, g.dari_hasil, g.ke_hasil, g.disetujui_penilai) == (1, SESUAI, ATAS, True)
    g = geser(dunia, s, ke=(ATAS, SESUAI), urut=1, demi_pola=True)
    assert (g.urut, g.dari_perilaku, g.demi_pola) == (2, ATAS, True)
    (o,) = [o for o in baca_orang(s, geseran_sesi(s)) if o.e.pegawai_id == dunia.k.pelaksana.pk]
    assert (o.sel, o.awal, o.predikat.label, o.pindah, o.naik) == ((ATAS, SESUAI), (SESUAI, SESUAI), "Baik", True, False)
    e = ev(dunia)
    assert (e.hasil, e.predikat) == (None, None)  # a draft until it is locked


def test_peramban_kedua_diberi_tahu_siapa_lebih_dahulu_dan_mengapa(dunia):
    s = sesi(dunia)
    geser(dunia, s, alasan="Rujukan 12 perpustakaan desa.", by=dunia.akun(dunia.k.kabid), urut=0)
    with pytest.raises(aksi.SudahDigeser) as galat:
        geser(dunia, s, ke=(BAWAH, SESUAI), urut=0)
    assert "Gunawan Santosa" in galat.value.kalimat
    assert "Rujukan 12 perpustakaan desa." in galat.value.kalimat
    assert Geseran.objects.count() == 1


def test_tidak_atas_nama_sendiri_tanpa_alasan_atau_ke_sel_yang_sama(dunia):
    s = sesi(dunia)
    with pytest.raises(TidakBoleh, match="nama Anda sendiri"):
        geser(dunia, s, dunia.k.kasi)
    with pytest.raises(TidakBoleh, match="nama Anda sendiri"):
        aksi.bahas(s, ev(dunia, dunia.k.kasi).pk, by=dunia.akun(dunia.k.kasi))
    for lain in ({"alasan": " "}, {"ke": (SESUAI, SESUAI)}, {"ke": ("", ATAS)}):
        with pytest.raises(Ditolak):
            geser(dunia, s, **lain)
    assert not Geseran.objects.exists()


@pytest.mark.parametrize("peran", [None, "PENGAMAT"])
def test_bukan_peserta_dan_pengamat_tidak_memindahkan(dunia, peran):
    s = sesi(dunia)
    if peran:
        duduk(s, dunia.k.sekretaris, peran)
    with pytest.raises(TidakBoleh):
        geser(dunia, s, by=dunia.akun(dunia.k.sekretaris))


def test_yang_terkunci_belum_berating_atau_di_luar_unit_tidak_berpindah(dunia):
    s = sesi(dunia)
    guru = Evaluasi.objects.create(
        pegawai=dunia.k.guru, periode=s.periode, unit_hitung=dunia.k.dinas, sumber="RUANG_GTK", status="DITETAPKAN",
        predikat="BAIK",
    )  # fmt: skip
    belum = Evaluasi.objects.create(
        pegawai=dunia.k.sekretaris, periode=s.periode, unit_hitung=dunia.k.dinas, penilai=dunia.k.kadis
    )
    luar = diusulkan(dunia, dunia.k.orang_luar, unit=dunia.k.dinas_lain)
    for e, kata in ((guru, "Ruang GTK"), (belum, "belum mengusulkan"), (luar, "tidak ada dalam sesi")):
        with pytest.raises(Ditolak, match=kata):
            aksi.geser(s, e.pk, ATAS, ATAS, "x", by=dunia.akun(dunia.k.kasi))
    jumlah, terkunci = hitung(baca_orang(s, []))
    assert (jumlah["BAIK"], terkunci["BAIK"]) == (5, 1)


def test_pimpinan_unit_bawahan_tidak_berpindah_baris(dunia):
    s = sesi(dunia)
    diusulkan(dunia, dunia.k.sekretaris, SESUAI, SESUAI, di=s.periode, unit_dipimpin=dunia.k.sekretariat)
    with pytest.raises(Ditolak, match="mengikuti predikat unit"):
        geser(dunia, s, dunia.k.sekretaris)
    assert geser(dunia, s, dunia.k.sekretaris, (SESUAI, ATAS)).ke_perilaku == ATAS


def test_rating_baru_sesudah_geseran_mengalahkannya(dunia):
    s = sesi(dunia)
    geser(dunia, s)
    e = ev(dunia)
    RatingDiberikan.objects.create(
        evaluasi=e, tahap="USULAN", hasil=BAWAH, perilaku=SESUAI, penilai=dunia.k.kasi, pada=jam.sekarang()
    )
    (o,) = [o for o in baca_orang(s, geseran_sesi(s)) if o.e.pk == e.pk]
    assert o.sel == (BAWAH, SESUAI)
    assert geser(dunia, s, ke=(SESUAI, SESUAI)).dari_hasil == BAWAH


def test_hemat_satu_geseran(dunia, django_assert_max_num_queries):
    s = sesi(dunia)
    by = dunia.akun(dunia.k.kasi)
    pk = ev(dunia).pk
    with django_assert_max_num_queries(8 + 2):  # and the two ends of the test's savepoint
        aksi.geser(s, pk, ATAS, ATAS, "Alasan", by=by, urut=0)


@pytest.mark.parametrize("banyak", [1, 60])
def test_hemat_membaca_orang(dunia, banyak, django_assert_num_queries):
    s = sesi(dunia)
    ramai(dunia, s, banyak)
    with django_assert_num_queries(3):
        assert len(baca_orang(s, geseran_sesi(s))) == banyak + 4


# -- the assessor's word, notes, scenarios


def test_penilai_menjawab_pindahan_ratingnya(dunia):
    s = sesi(dunia)
    kasi = dunia.akun(dunia.k.kasi)
    g = geser(dunia, s, by=dunia.akun(dunia.k.kadis))
    assert g.disetujui_penilai is None
    assert [t.tombol for t in kumpulkan([tugas_dokumen.tugas_sesi(kasi)])] == ["Jawab"]
    with pytest.raises(TidakBoleh):
        aksi.jawab(g, True, by=dunia.akun(dunia.k.kabid))
    with pytest.raises(Ditolak):
        aksi.jawab(g, False, by=kasi)
    assert aksi.jawab(g, False, "Bukti belum ada.", by=kasi).disetujui_penilai is False
    baru = geser(dunia, s, ke=(ATAS, SESUAI), by=dunia.akun(dunia.k.kadis))
    with pytest.raises(aksi.SudahDigeser):
        aksi.jawab(g, True, by=kasi)
    assert aksi.jawab(baru, True, by=kasi).disetujui_penilai is True
    assert not kumpulkan([tugas_dokumen.tugas_sesi(kasi)])


def test_ditandai_dibahas_sekali(dunia):
    s = sesi(dunia)
    for _ in range(2):
        aksi.bahas(s, ev(dunia).pk, "Dibandingkan dengan rekan.", by=dunia.akun(dunia.k.kasi))
    assert Dibahas.objects.get(sesi=s).catatan == "Dibandingkan dengan rekan."


def test_skenario_disimpan_dibandingkan_dan_dipakai(dunia):
    s = sesi(dunia)
    kasi = dunia.akun(dunia.k.kasi)
    a = aksi.simpan_skenario(s, "A", by=kasi)
    geser(dunia, s)
    geser(dunia, s, dunia.k.rekan, (BAWAH, SESUAI))
    assert aksi.pakai_skenario(a, "Kembali ke usulan.", by=kasi) == 2
    assert {o.predikat for o in baca_orang(s, geseran_sesi(s))} == {"BAIK"}
    assert aksi.pakai_skenario(a, "Lagi.", by=kasi) == 0
    assert aksi.simpan_skenario(s, "A", by=kasi).pk == a.pk


# -- locking


def test_pada_unit_kecil_pola_hanya_nasihat(dunia):
    s = kunci(dunia, sesi(dunia), alasan_baris={})
    assert (s.status, s.dikunci_oleh.pegawai, s.alasan_baris) == (S.DIKUNCI, dunia.k.kadis, {})


@pytest.fixture
def sesi_lima(dunia):
    s = sesi(dunia)
    ramai(dunia, s, 1)
    return s


def test_tanpa_alasan_baris_yang_dilewati_menahan(dunia, sesi_lima):
    geser(dunia, sesi_lima, demi_pola=True)
    with pytest.raises(aksi_sesi.PolaDilewati) as galat:
        kunci(dunia, sesi_lima, alasan_baris={"Baik paling banyak 70 %": "Unit kecil."})
    assert galat.value.baris == ["Ada Butuh Perbaikan atau Kurang/Misconduct"]
    assert ev(dunia).predikat is None
    s = kunci(dunia, sesi_lima)
    assert s.alasan_baris == POLA
    e = ev(dunia)
    assert (e.status, e.predikat, e.penetap, ev(dunia, dunia.k.rekan).predikat) == (
        "DITETAPKAN",
        "SANGAT_BAIK",
        dunia.k.kadis,
        "BAIK",
    )
    r = RatingDiberikan.objects.get(tahap="KALIBRASI")
    assert (r.evaluasi, r.alasan, r.demi_pola, r.penilai) == (e, "Rujukan kolega.", True, dunia.k.kasi)
    assert Peristiwa.objects.filter(nama="predikat.ditetapkan").count() == 5


def test_pola_terpenuhi_tidak_minta_alasan(dunia, sesi_lima):
    geser(dunia, sesi_lima, dunia.k.rekan, (BAWAH, SESUAI))
    geser(dunia, sesi_lima, dunia.k.jf, (ATAS, ATAS))
    assert kunci(dunia, sesi_lima, alasan_baris={}).alasan_baris == {}


def test_parameter_membebaskan_dari_alasan(dunia, sesi_lima):
    _parameter("distribusi_wajib_alasan", False)
    assert kunci(dunia, sesi_lima, alasan_baris={}).status == S.DIKUNCI


def test_hanya_pengunci_dan_bukan_yang_dinilai_di_dalamnya(dunia):
    s = sesi(dunia)
    for bukan in (dunia.k.kasi, dunia.k.kabid, dunia.k.sekda):
        with pytest.raises(TidakBoleh):
            kunci(dunia, s, by=dunia.akun(bukan))
    duduk(s, dunia.k.kasi, "PENGUNCI")
    with pytest.raises(TidakBoleh, match="dinilai dalam sesi ini"):
        kunci(dunia, s, by=dunia.akun(dunia.k.kasi))
    with pytest.raises(Ditolak, match="dinilai dalam sesi ini"):
        aksi_sesi.atur_peserta(s, dunia.k.pelaksana, "PENGUNCI", by=dunia.akun(dunia.k.kadis))


def test_belum_berating_menahan_kunci_dengan_namanya(dunia):
    s = sesi(dunia)
    Evaluasi.objects.create(pegawai=dunia.k.sekretaris, periode=s.periode, unit_hitung=dunia.k.dinas, penilai=dunia.k.kadis)
    with pytest.raises(Ditolak, match="Rusmina Jannah"):
        kunci(dunia, s)
    Evaluasi.objects.filter(pegawai=dunia.k.sekretaris).update(status="TIDAK_DIEVALUASI", alasan_tidak_dievaluasi="Cuti")
    assert kunci(dunia, s).status == S.DIKUNCI


def test_tanpa_persetujuan_penilai_perlu_alasan_pengunci(dunia):
    s = sesi(dunia)
    geser(dunia, s, by=dunia.akun(dunia.k.kadis))
    with pytest.raises(Ditolak, match="belum menyetujui"):
        kunci(dunia, s)
    assert kunci(dunia, s, alasan="Penilai cuti sampai batas.").alasan == "Penilai cuti sampai batas."


def test_parameter_persetujuan_penilai_dapat_dimatikan(dunia):
    _parameter("kalibrasi_penilai_menyetujui", False)
    s = sesi(dunia)
    geser(dunia, s, by=dunia.akun(dunia.k.kadis))
    assert kunci(dunia, s).status == S.DIKUNCI


def test_yang_kembali_ke_selnya_tidak_menerima_rating_baru(dunia):
    s = sesi(dunia)
    geser(dunia, s)
    geser(dunia, s, ke=(SESUAI, SESUAI))
    kunci(dunia, s)
    assert not RatingDiberikan.objects.filter(tahap="KALIBRASI").exists()


def test_terkunci_tidak_berpindah_dan_tidak_dikunci_lagi(dunia):
    s = sesi(dunia)
    kunci(dunia, s)
    for lakukan in (
        lambda: geser(dunia, s), lambda: kunci(dunia, s), lambda: aksi_sesi.batalkan(s, "x", by=dunia.akun(dunia.k.kadis)),
        lambda: aksi.simpan_skenario(s, "A", by=dunia.akun(dunia.k.kasi)),
        lambda: aksi.bahas(s, ev(dunia).pk, by=dunia.akun(dunia.k.kasi)),
        lambda: aksi_sesi.atur_peserta(s, dunia.k.sekda, "PENGAMAT", by=dunia.akun(dunia.k.kadis)),
    ):  # fmt: skip
        with pytest.raises(SudahBerubah):
            lakukan()


# -- opening again, giving up


def test_dibuka_kembali_dengan_surat_melepas_dokumen_yang_belum_final(dunia):
    s = sesi(dunia)
    geser(dunia, s)
    kunci(dunia, s)
    aksi_dokumen.buat_dokumen(list(Evaluasi.objects.values_list("pk", flat=True)), by=None)
    d = DokumenEvaluasi.objects.get(evaluasi=ev(dunia))
    aksi_dokumen.serahkan(d, by=dunia.akun(dunia.k.kasi))
    kadis = dunia.akun(dunia.k.kadis)
    for alasan, surat in (("", "800/1"), ("Salah", "")):
        with pytest.raises(Ditolak):
            aksi_sesi.buka_kembali(s, alasan, surat, by=kadis)
    with pytest.raises(TidakBoleh):
        aksi_sesi.buka_kembali(s, "Salah", "800/1", by=dunia.akun(dunia.k.kabid))
    s = aksi_sesi.buka_kembali(s, "Data sekretariat tertinggal", "800/1", by=kadis)
    assert (s.status, s.surat_buka_kembali, s.dikunci_pada) == (S.TERBUKA, "800/1", None)
    assert set(DokumenEvaluasi.objects.values_list("status", flat=True)) == {"DIBUKA_KEMBALI"}
    assert set(Evaluasi.objects.values_list("status", "predikat")) == {("DIUSULKAN", None)}
    (o,) = [o for o in baca_orang(s, geseran_sesi(s)) if o.e.pegawai_id == dunia.k.pelaksana.pk]
    assert o.sel == (ATAS, ATAS)  # the session goes on from where it was
    kunci(dunia, s)
    assert ev(dunia).predikat == "SANGAT_BAIK"


def test_tidak_dibuka_kembali_sesudah_satu_dokumen_final(dunia):
    s = sesi(dunia)
    kunci(dunia, s)
    aksi_dokumen.buat_dokumen(list(Evaluasi.objects.values_list("pk", flat=True)), by=None)
    d = DokumenEvaluasi.objects.get(evaluasi=ev(dunia))
    aksi_dokumen.serahkan(d, by=dunia.akun(dunia.k.kasi))
    aksi_dokumen.tanda_tangani(d, by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(Ditolak, match="1 dokumen"):
        aksi_sesi.buka_kembali(s, "Salah", "800/1", by=bkpsdm(dunia))
    assert ev(dunia).predikat == "BAIK"


def test_dibatalkan_lalu_sesi_lain(dunia):
    s = sesi(dunia)
    with pytest.raises(Ditolak):
        aksi_sesi.batalkan(s, "", by=dunia.akun(dunia.k.kadis))
    assert aksi_sesi.batalkan(s, "Cukup jalur ringan.", by=dunia.akun(dunia.k.kadis)).status == S.BATAL
    assert aksi_sesi.buka_sesi(dunia.k.dinas, s.periode, by=dunia.akun(dunia.k.kadis)).pk != s.pk


def test_selalu_ada_fasilitator(dunia):
    s = sesi(dunia)
    kadis = dunia.akun(dunia.k.kadis)
    with pytest.raises(Ditolak, match="sedikitnya satu fasilitator"):
        aksi_sesi.atur_peserta(s, dunia.k.kadis, "FASILITATOR", by=kadis, keluar=True)
    aksi_sesi.atur_peserta(s, dunia.k.sekda, "PENGAMAT", by=kadis)
    aksi_sesi.atur_peserta(s, dunia.k.sekda, "PENGAMAT", by=kadis, keluar=True)
    assert not PesertaSesi.objects.filter(pegawai=dunia.k.sekda).exists()


# -- the tables refuse by themselves


@pytest.mark.parametrize("ke", ["DIKUNCI", "BATAL", "TERBUKA"])
@pytest.mark.parametrize("dari", list(S))
def test_sql_sesi_tidak_melompat(dunia, dari, ke):
    s = sesi(dunia)
    if dari != S.TERBUKA:
        SesiKalibrasi.objects.filter(pk=s.pk).update(status=dari)
    boleh = dari == ke or (dari, ke) in SESI.pasangan()
    try:
        with transaction.atomic():
            SesiKalibrasi.objects.filter(pk=s.pk).update(status=ke)
        assert boleh
    except DatabaseError:
        assert not boleh


def test_kendala_sesi(dunia):
    s = sesi(dunia)
    g = geser(dunia, s)
    kini = jam.sekarang()
    dua = {"unit": s.unit, "periode": s.periode, "dibuka_pada": kini}
    isi = {f: getattr(g, f) for f in ("dari_hasil", "dari_perilaku", "ke_hasil", "ke_perilaku")}
    salah = (
        lambda: SesiKalibrasi.objects.create(**dua),
        lambda: SesiKalibrasi.objects.filter(pk=s.pk).update(status="ENTAH"),
        lambda: SesiKalibrasi.objects.filter(pk=s.pk).delete(),
        lambda: PesertaSesi.objects.create(sesi=s, pegawai=dunia.k.kasi, peran="PENILAI"),
        lambda: Geseran.objects.create(sesi=s, evaluasi=g.evaluasi, urut=1, alasan="x", pada=kini, **isi),
        lambda: Geseran.objects.create(sesi=s, evaluasi=g.evaluasi, urut=2, alasan="", pada=kini, **isi),
        lambda: Geseran.objects.filter(pk=g.pk).update(ke_hasil=BAWAH),
        lambda: Geseran.objects.filter(pk=g.pk).update(alasan="lain"),
        lambda: Geseran.objects.filter(pk=g.pk).update(demi_pola=True),
        lambda: Geseran.objects.filter(pk=g.pk).delete(),
        lambda: [Dibahas.objects.create(sesi=s, evaluasi=g.evaluasi, pada=kini) for _ in range(2)],
        lambda: [Skenario.objects.create(sesi=s, nama="A", pada=kini) for _ in range(2)],
    )
    for lakukan in salah:
        with pytest.raises(DatabaseError), transaction.atomic():
            lakukan()


def test_baris_ringan_halaman_sama_dengan_yang_dibaca_tindakan(dunia):
    s = sesi(dunia)
    geser(dunia, s)
    aksi.bahas(s, ev(dunia).pk, "x", by=dunia.akun(dunia.k.kasi))
    Evaluasi.objects.create(
        pegawai=dunia.k.guru, periode=s.periode, unit_hitung=dunia.k.dinas, sumber="RUANG_GTK", status="DITETAPKAN",
        predikat="BAIK",
    )  # fmt: skip
    Evaluasi.objects.create(pegawai=dunia.k.sekretaris, periode=s.periode, unit_hitung=dunia.k.dinas, penilai=dunia.k.kadis)

    def isi(orang):
        return [
            (o.e.pk, o.nama, o.e.penilai_id, o.sel, o.awal, o.geser, o.dibahas, o.predikat, o.terkunci, o.naik, o.menunggu)
            for o in orang
        ]

    g = geseran_sesi(s)
    assert isi(baca_orang_ringan(s, g)) == isi(baca_orang(s, g))
    assert {o.e.nama_penilai for o in baca_orang_ringan(s, g)} == {
        dunia.k.kasi.nama,
        dunia.k.kabid.nama,
        dunia.k.kadis.nama,
        None,
    }
