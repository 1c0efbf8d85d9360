"""A Perjanjian Kinerja from its first row to its replacement: who may, what is refused, what stays the same."""

import datetime as dt
from typing import Any

import pytest

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from skp.actions import pk as aksi
from skp.actions import pk_baris as ketik
from skp.enums import StatusPK
from skp.models import IndikatorPK, PerjanjianKinerja, Sasaran, Simpul
from skp.pk_isi import beda, rupiah, sebut_target
from skp.queries_pk import baca_isi, pk_terlihat, rincian
from skp.rules import IZIN
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def k() -> Kabupaten:
    return pabrik.kabupaten()


@pytest.fixture
def kadis(k: Kabupaten) -> Akun:
    return pabrik.akun(k.kadis)


class Surat:
    """A recorded decision."""

    nomor, tanggal = "1", dt.date(2026, 1, 2)
    objek: Any = None

    def __init__(self, pejabat_id: int) -> None:
        self.pejabat_id = pejabat_id

    def tautkan(self, objek: Any) -> None:
        self.objek = objek


def draf(k: Kabupaten, by: Akun | None, **isi: Any) -> PerjanjianKinerja:
    """A draft with one sasaran, one indikator, one program, and a node below it."""
    pk = aksi.buat_pk(k.dinas, 2026, by=by)
    sasaran = ketik.tambah_sasaran(pk, {"uraian": "Meningkatnya layanan kesehatan"}, by=by)
    ketik.tambah_indikator(sasaran, {"uraian": "Indeks kepuasan", "target_teks": "88,5", "satuan": "indeks", **isi}, by=by)
    program = ketik.tambah_program(pk, {"nama": "Program Kesehatan", "sasaran": sasaran, "anggaran": 1_500_000}, by=by)
    ketik.tambah_simpul(pk, {"uraian": "Kegiatan", "level": "KEGIATAN", "induk_program": program}, by=by)
    ketik.tambah_rujukan(pk, {"jenis": "RENSTRA", "judul": "Renstra 2025-2029"}, by=by)
    return pk


def test_pimpinan_menyusun_dan_memberlakukan(k: Kabupaten, kadis: Akun) -> None:
    pk = aksi.berlakukan_pk(draf(k, kadis), by=kadis, nomor="100/PK/2026", tanggal=dt.date(2026, 1, 5))
    assert (pk.status, pk.versi, pk.nomor) == (StatusPK.BERLAKU, 1, "100/PK/2026")
    assert pk.jabatan_kepala == "Kepala Dinas Kesehatan"
    assert IndikatorPK.objects.get(sasaran__isnull=False).target_angka == 88.5
    kabar = Peristiwa.objects.get(nama=aksi.BERLAKU)
    assert kabar.data == {"unit": k.dinas.pk, "tahun": 2026, "versi": 1}


@pytest.mark.parametrize("siapa", ["kabid", "jf", "kadis_lain", "sekda"])
def test_orang_lain_tidak_menyusun(k: Kabupaten, siapa: str) -> None:
    with pytest.raises(TidakBoleh):
        aksi.buat_pk(k.dinas, 2026, by=pabrik.akun(getattr(k, siapa)))
    assert not PerjanjianKinerja.objects.exists()


def test_admin_unit_mengetik_tetapi_memberlakukan_hanya_dengan_surat(k: Kabupaten) -> None:
    admin = pabrik.akun(k.sekretaris, Peran.ADMIN_UNIT, di=k.dinas)
    pk = draf(k, admin)
    with pytest.raises(Ditolak, match="ditandatangani"):
        aksi.berlakukan_pk(pk, by=admin)

    for bukan in (k.kabid, k.kadis_lain):
        with pytest.raises(Ditolak, match="tidak memimpin"):
            aksi.berlakukan_pk(pk, by=admin, berdasarkan=Surat(bukan.pk))
    surat = Surat(k.bupati.pk)
    assert aksi.berlakukan_pk(pk, by=admin, berdasarkan=surat).status == StatusPK.BERLAKU
    assert surat.objek == pk


def test_admin_unit_lain_tidak_mengetik(k: Kabupaten, kadis: Akun) -> None:
    luar = pabrik.akun(k.orang_luar, Peran.ADMIN_UNIT, di=k.dinas_lain)
    pk = draf(k, kadis)
    for lakukan in (
        lambda: ketik.tambah_sasaran(pk, {"uraian": "x"}, by=luar),
        lambda: ketik.hapus_baris(pk.sasaran.get(), by=luar),
        lambda: ketik.ubah_baris(pk.sasaran.get(), {"uraian": "x"}, by=luar),
        lambda: ketik.geser_baris(pk.sasaran.get(), 1, by=luar),
        lambda: ketik.ubah_pk(pk, {"catatan": "x"}, by=luar),
        lambda: aksi.batalkan_pk(pk, "x", by=luar),
        lambda: aksi.berlakukan_pk(pk, by=luar),
    ):
        with pytest.raises(TidakBoleh):
            lakukan()


def test_tanpa_sasaran_atau_indikator_tidak_berlaku(k: Kabupaten, kadis: Akun) -> None:
    pk = aksi.buat_pk(k.dinas, 2026, by=kadis)
    with pytest.raises(Ditolak, match="Belum ada sasaran"):
        aksi.berlakukan_pk(pk, by=kadis)
    ketik.tambah_sasaran(pk, {"uraian": "Sasaran kosong"}, by=kadis)
    with pytest.raises(Ditolak, match="Sasaran kosong"):
        aksi.berlakukan_pk(pk, by=kadis)


def test_target_yang_belum_ada_hanya_disebut(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis, target_teks="")
    assert [i.uraian for i in rincian(pk).tanpa_target] == ["Indeks kepuasan"]
    assert aksi.berlakukan_pk(pk, by=kadis).status == StatusPK.BERLAKU


def test_tanggal_dokumen_tidak_di_depan(k: Kabupaten, kadis: Akun) -> None:
    with pytest.raises(Ditolak, match="belum tiba"):
        aksi.berlakukan_pk(draf(k, kadis), by=kadis, tanggal=jam.hari_ini() + dt.timedelta(days=1))


def test_satu_draf_per_unit_dan_tahun(k: Kabupaten, kadis: Akun) -> None:
    draf(k, kadis)
    with pytest.raises(Ditolak, match="sudah ada"):
        aksi.buat_pk(k.dinas, 2026, by=kadis)
    assert aksi.buat_pk(k.dinas, 2027, by=kadis).versi == 1


def test_yang_dibatalkan_tetap_terbaca_dan_diganti_yang_baru(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis)
    with pytest.raises(Ditolak):
        aksi.batalkan_pk(pk, " ", by=kadis)
    aksi.batalkan_pk(pk, "Salah unit.", by=kadis)
    baru = aksi.buat_pk(k.dinas, 2026, by=kadis)
    assert (baru.versi, bool(baru.alasan), pk.sasaran.count()) == (2, True, 1)


def test_revisi_menyalin_dengan_silsilah_dan_menggantikan(k: Kabupaten, kadis: Akun) -> None:
    lama = aksi.berlakukan_pk(draf(k, kadis), by=kadis)
    with pytest.raises(Ditolak, match="alasan revisi"):
        aksi.revisi_pk(lama, " ", by=kadis)
    baru = aksi.revisi_pk(lama, "APBD Perubahan", by=kadis)
    assert (baru.versi, baru.status, baru.alasan) == (2, StatusPK.DRAF, "APBD Perubahan")
    assert baca_isi(rincian(baru)) == baca_isi(rincian(lama))
    assert list(baru.sasaran.values_list("lini", flat=True)) == list(lama.sasaran.values_list("lini", flat=True))
    assert set(IndikatorPK.objects.filter(sasaran__pk_unit=baru).values_list("lini", flat=True)) == set(
        IndikatorPK.objects.filter(sasaran__pk_unit=lama).values_list("lini", flat=True)
    )
    with pytest.raises(Ditolak, match="sudah ada"):
        aksi.revisi_pk(lama, "Sekali lagi", by=kadis)
    ketik.ubah_baris(IndikatorPK.objects.get(sasaran__pk_unit=baru), {"target_teks": "90"}, by=kadis)
    aksi.berlakukan_pk(baru, by=kadis)
    lama.refresh_from_db()
    assert (lama.status, baru.unit_id) == (StatusPK.DIGANTI, lama.unit_id)
    ubah = beda(baca_isi(rincian(lama)), baca_isi(rincian(baru)))
    assert [(p.kelas, p.kolom, p.lama, p.baru) for p in ubah] == [("BERUBAH", "Target", "88,5", "90")]


def test_yang_berlaku_tidak_dapat_diketik(k: Kabupaten, kadis: Akun) -> None:
    pk = aksi.berlakukan_pk(draf(k, kadis), by=kadis)
    with pytest.raises(SudahBerubah, match="revisi"):
        ketik.tambah_sasaran(pk, {"uraian": "x"}, by=kadis)
    with pytest.raises(SudahBerubah):
        aksi.berlakukan_pk(pk, by=kadis)
    with pytest.raises(SudahBerubah):
        aksi.batalkan_pk(pk, "x", by=kadis)


def test_dua_orang_pada_satu_baris(k: Kabupaten, kadis: Akun) -> None:
    sasaran = draf(k, kadis).sasaran.get()
    sidik = ketik.sidik_baris(sasaran)
    ketik.ubah_baris(sasaran, {"uraian": "Dari tab pertama"}, by=kadis, sidik=sidik)
    with pytest.raises(SudahBerubah, match="diubah orang lain"):
        ketik.ubah_baris(sasaran, {"uraian": "Dari tab kedua"}, by=kadis, sidik=sidik)
    assert Sasaran.objects.get().uraian == "Dari tab pertama"


def test_urutan_dan_hapus(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis)
    kedua = ketik.tambah_sasaran(pk, {"uraian": "Kedua"}, by=kadis)
    ketik.geser_baris(kedua, -1, by=kadis)
    assert [s.uraian for s in rincian(pk).sasaran] == ["Kedua", "Meningkatnya layanan kesehatan"]
    ketik.geser_baris(kedua, -1, by=kadis)
    ketik.hapus_baris(kedua, by=kadis)
    assert pk.sasaran.count() == 1


def test_kolom_di_luar_daftar_dan_teks_kosong_ditolak(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis)
    with pytest.raises(LookupError):
        ketik.ubah_pk(pk, {"status": "BERLAKU"}, by=kadis)
    with pytest.raises(Ditolak, match="masih kosong"):
        ketik.tambah_sasaran(pk, {"uraian": "   "}, by=kadis)


def test_induk_harus_dari_dokumen_yang_sama_dan_tidak_melingkar(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis)
    lain = aksi.buat_pk(k.dinas, 2027, by=kadis)
    asing = ketik.tambah_sasaran(lain, {"uraian": "x"}, by=kadis)
    with pytest.raises(Ditolak, match="bukan bagian"):
        ketik.tambah_program(pk, {"nama": "x", "sasaran": asing}, by=kadis)
    atas = Simpul.objects.get()
    bawah = ketik.tambah_simpul(pk, {"uraian": "Sub", "level": "SUB_KEGIATAN", "induk": atas}, by=kadis)
    with pytest.raises(Ditolak, match="dirinya sendiri"):
        ketik.ubah_baris(atas, {"induk": bawah, "induk_program": None}, by=kadis)
    with pytest.raises(Ditolak, match="satu induk saja"):
        ketik.ubah_baris(bawah, {"induk_sasaran": pk.sasaran.get()}, by=kadis)


def test_siapa_melihat_draf(k: Kabupaten, kadis: Akun) -> None:
    pk = draf(k, kadis)

    def melihat(orang: Any, *peran: str, **di: Any) -> bool:
        akun = pabrik.akun(orang, *peran, **di)
        ada = bool(pk_terlihat(akun).filter(pk=pk.pk).exists())
        assert bool(IZIN["lihat_pk"].test(akun, PerjanjianKinerja.objects.get(pk=pk.pk))) == ada
        return ada

    assert pk_terlihat(kadis).exists()
    assert melihat(k.bupati)
    assert melihat(k.petugas_bkpsdm, Peran.ADMIN_BKPSDM)
    assert not melihat(k.jf)
    assert melihat(k.sekretaris, Peran.ADMIN_UNIT, di=k.dinas)
    assert melihat(None, Peran.AUDITOR)
    assert not melihat(k.kadis_lain, Peran.ADMIN_UNIT, di=k.dinas_lain)
    assert not melihat(None, Peran.TIM_PENILAI), "draf bukan bahan Tim Penilai Kinerja"
    assert not melihat(None, Peran.PYB)
    aksi.berlakukan_pk(pk, by=kadis)
    assert melihat(k.rekan)


@pytest.mark.parametrize(
    ("nilai", "tertulis"), [(None, "belum terbaca"), (0, "Rp0"), (13514663987, "Rp13.514.663.987"), (1500.5, "Rp1.500,50")]
)
def test_rupiah(nilai: Any, tertulis: str) -> None:
    assert rupiah(nilai) == tertulis


def test_target_sebagaimana_dibaca() -> None:
    dibaca = [sebut_target(*x) for x in (("", "%"), ("", ""), ("90", "%"), ("BB", "predikat"))]
    assert dibaca == ["belum ditetapkan (%)", "belum ditetapkan", "90%", "BB predikat"]
