"""Reports of evaluation: what each counts, who reads it, that no predikat is seen before its document was handed over."""

import pytest
from django.urls import reverse

from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from predikat.enums import StatusDokumen as D
from predikat.models import AlasanPola, Evaluasi, PredikatResmi
from predikat.reports import laporan
from predikat.views.laporan import LAPORAN
from tests import pabrik
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SESUAI, berstatus, bkpsdm, diusulkan, periode, predikat_unit
from tests.predikat.test_layar_dokumen import masuk


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def isi(fungsi, dunia, oleh=None):
    return fungsi(dunia.k.dinas, periode(dunia), oleh or dunia.akun(dunia.k.kadis))


def test_pemeringkatan_sesudah_diserahkan_tanpa_pembacanya(dunia):
    k = dunia.k
    berstatus(dunia, D.DISERAHKAN, orang=k.pelaksana, hasil=SESUAI, perilaku=SESUAI)
    berstatus(dunia, D.DISERAHKAN, orang=k.rekan, hasil=ATAS, perilaku=ATAS)
    berstatus(dunia, D.DISERAHKAN, orang=k.kasi, hasil=ATAS, perilaku=ATAS, penilai=k.kabid)
    berstatus(dunia, orang=k.jf, hasil=ATAS, perilaku=ATAS)
    Evaluasi.objects.create(
        pegawai=k.guru, unit_hitung=k.dinas, periode=periode(dunia), sumber="RUANG_GTK", status="DITETAPKAN", predikat="BAIK"
    )
    utama, kelompok = isi(laporan.peringkat, dunia)
    assert {(b[0], b[4]) for b in utama.baris} == {(1, "Sangat Baik"), (3, "Baik")}
    assert {b[1] for b in utama.baris} == {x.nama_gelar for x in (k.pelaksana, k.rekan, k.kasi, k.guru)}
    assert utama.keterangan[1].startswith("1 orang belum tampak")
    assert [b[1] for b in kelompok.baris] == [2, 2, 0, 0, 0]
    assert k.kasi.nama_gelar not in [b[1] for b in isi(laporan.peringkat, dunia, dunia.akun(k.kasi))[0].baris]


def test_kepatuhan_menyebut_sebab_dan_meja_tanpa_rating(dunia):
    k, p = dunia.k, periode(dunia)
    berstatus(dunia, D.DISERAHKAN, orang=k.pelaksana, hasil=ATAS, perilaku=ATAS)
    berstatus(dunia, orang=k.rekan, hasil=ATAS, perilaku=ATAS)
    diusulkan(dunia, k.jf, ATAS, ATAS)
    lain = {"unit_hitung": k.dinas, "periode": p}
    Evaluasi.objects.create(pegawai=k.kasi, **lain)
    Evaluasi.objects.create(pegawai=k.kabid, status="TIDAK_DIEVALUASI", alasan_tidak_dievaluasi="CLTN.", **lain)
    Evaluasi.objects.create(pegawai=k.guru, sumber="RUANG_GTK", **lain)
    utama, ringkas = isi(laporan.kepatuhan, dunia)
    assert {(b[0], *b[2:]) for b in utama.baris} == {
        (k.rekan.nama_gelar, "Dokumen belum diserahkan", "–", str(k.kasi)),
        (k.jf.nama_gelar, "Predikat belum ditetapkan", "–", str(k.kasi)),
        (k.kasi.nama_gelar, "Tanpa penilai", "–", "Admin unit"),
        (k.kabid.nama_gelar, "Tidak dievaluasi", "CLTN.", "–"),
        (k.guru.nama_gelar, "Menunggu Ruang GTK", "–", "BKPSDM"),
    }
    assert ["Selesai", 1] in ringkas.baris
    assert "Sangat Baik" not in str([utama, ringkas])


def test_rekap_menghitung_dan_menyebut_alasan_baris(dunia):
    k, p = dunia.k, periode(dunia)
    for o, hasil in ((k.pelaksana, ATAS), (k.rekan, ATAS), (k.jf, ATAS), (k.kasi, ATAS), (k.kabid, BAWAH)):
        berstatus(dunia, orang=o, hasil=hasil, perilaku=ATAS, penilai=k.kadis)
    (utama,) = isi(laporan.rekap, dunia)
    (baris,) = [b for b in utama.baris if b[0] == k.dinas.nama_kini]
    assert baris[1:7] == ["Baik", 4, 0, 1, 0, 0]
    assert baris[7:11] == [0, 0, 0, 0]
    nama = baris[11].split(" (belum beralasan)")[0]
    oleh = {"oleh": dunia.akun(k.kadis), "nama_oleh": "X", "pada": jam.sekarang()}
    AlasanPola.objects.create(unit=k.dinas, periode=p, baris=nama, alasan="Tercapai.", **oleh)
    (baris,) = [b for b in isi(laporan.rekap, dunia)[0].baris if b[0] == k.dinas.nama_kini]
    assert f"{nama} (Tercapai.)" in baris[11]


def test_tren_unit_dan_orang_dari_predikat_resmi(dunia):
    k, p = dunia.k, periode(dunia)
    for orang, tahun, di, nilai in (
        (k.pelaksana, 2024, None, "BAIK"), (k.rekan, 2024, None, "SANGAT_KURANG"), (k.pelaksana, 2026, p, "SANGAT_BAIK"),
        (k.guru, 2024, None, "BAIK"),
    ):  # fmt: skip
        PredikatResmi.objects.create(
            pegawai=orang, tahun=tahun, periode=di, nilai=nilai, sumber="KINERJA", berlaku_sejak=p.sampai,
            dicatat_pada=jam.sekarang(),
        )  # fmt: skip
    (utama,) = isi(laporan.tren, dunia)
    assert utama.baris == [["Tahun 2024", 0, 1, 0, 0, 1, 2, "50 %"], ["Triwulan III 2026", 1, 0, 0, 0, 0, 1, "100 %"]]
    assert [b[:2] for b in laporan.tren_orang(k.pelaksana.pk)] == [["Triwulan III 2026", "Sangat Baik"], ["Tahun 2024", "Baik"]]
    assert isi(laporan.tren, dunia, dunia.akun(k.pelaksana))[0].baris[0][6] == 1


@pytest.mark.parametrize("banyak", [1, 3])
@pytest.mark.parametrize(("nama", "kueri"), [("peringkat", 2), ("kepatuhan", 1), ("tren", 1)])
def test_laporan_hemat(dunia, banyak, nama, kueri, django_assert_num_queries):
    p, akun = periode(dunia), dunia.akun(dunia.k.kadis)
    for o in (dunia.k.pelaksana, dunia.k.rekan, dunia.k.jf)[:banyak]:
        berstatus(dunia, D.DISERAHKAN, orang=o)
    with django_assert_num_queries(kueri):
        LAPORAN[nama][2](dunia.k.dinas, p, akun)


def test_hak_tiap_laporan(dunia):
    k = dunia.k
    predikat_unit(dunia)
    pabrik.peran(dunia.akun(k.rekan), Peran.ADMIN_UNIT, k.dinas)
    pabrik.peran(dunia.akun(k.kadis_lain), Peran.AUDITOR)
    harap = {
        k.kadis: "rekap peringkat kepatuhan tren",
        k.rekan: "kepatuhan",
        k.kadis_lain: "rekap kepatuhan",
        k.kasi: "",
        bkpsdm(dunia).pegawai: "rekap peringkat kepatuhan tren",
    }
    for orang, boleh in harap.items():
        klien = masuk(dunia.akun(orang))
        jawab = {n: klien.get(reverse("predikat:laporan", args=[k.dinas.pk, n])).status_code for n in LAPORAN}
        assert jawab == {n: 200 if n in boleh.split() else 403 for n in LAPORAN}, orang


def test_layar_dan_unduhan(dunia):
    berstatus(dunia, D.DISERAHKAN)
    klien, alamat = masuk(dunia.akun(dunia.k.kadis)), reverse("predikat:laporan", args=[dunia.k.dinas.pk, "peringkat"])
    assert dunia.k.pelaksana.nama_gelar in klien.get(alamat).content.decode()
    assert klien.get(f"{alamat}?unduh=xlsx").content[:2] == b"PK"
    orang = klien.get(reverse("predikat:tren_orang", args=[dunia.k.pelaksana.pk])).content.decode()
    assert "Belum ada predikat resmi" in orang
