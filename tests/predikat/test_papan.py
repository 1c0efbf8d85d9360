"""The kabupaten board: the worker's counts against a recount person by person, who sees which unit, what is hidden."""

import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from kinerja.organisasi.models import MasaUnit
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JADWAL
from kinerja.siklus.actions import ubah_parameter
from kinerja.siklus.enums import Keyakinan, Satuan
from kinerja.siklus.models import DefinisiParameter
from predikat.actions import populasi
from predikat.aturan import KUADRAN, ParameterDistribusi, periksa_distribusi
from predikat.aturan_papan import jarak_pola, kelompok_umur
from predikat.enums import Pembulatan, Predikat, Rating
from predikat.models import (
    AlasanPola,
    Evaluasi,
    RatingDiberikan,
    RingkasanKelompok,
    RingkasanPenilai,
    RingkasanPola,
)
from predikat.papan import ringkas
from predikat.queries import PARAMETER_POLA, parameter_distribusi
from predikat.tasks import hitung_papan
from tests import pabrik
from tests.pemeran import masuk
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SESUAI, bkpsdm, ditetapkan, diusulkan, periode, predikat_unit

pytestmark = pytest.mark.django_db
BAIK, SANGAT_BAIK = Predikat.BAIK, Predikat.SANGAT_BAIK


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def staf(d, banyak, unit=None):
    return [pabrik.staf(unit or d.k.seksi, status="PPPK" if n % 2 else "PNS") for n in range(banyak)]


def belum(d, orang, unit=None):
    return Evaluasi.objects.create(pegawai=orang, periode=periode(d), unit_hitung=unit or d.k.dinas, penilai=d.k.kasi)


@pytest.fixture
def ramai(d):
    """Two units: one with something of everything, one without its predikat. The population is frozen."""
    k = d.k
    for n, orang in enumerate(staf(d, 9)):
        ditetapkan(d, orang, *((ATAS, ATAS) if n < 6 else (SESUAI, ATAS)), penilai=k.kasi)
    dipindah = diusulkan(d, k.pelaksana, SESUAI, SESUAI, penilai=k.kasi)
    RatingDiberikan.objects.create(
        evaluasi=dipindah, tahap="KALIBRASI", hasil=BAWAH, perilaku=SESUAI, alasan="Belum berbukti", penilai=k.kadis,
        pada=jam.sekarang(),
    )  # fmt: skip
    for orang in staf(d, 6):
        diusulkan(d, orang, SESUAI, SESUAI, penilai=k.kabid)
    belum(d, k.rekan)
    Evaluasi.objects.create(
        pegawai=k.jf, periode=periode(d), unit_hitung=k.dinas, status="TIDAK_DIEVALUASI", alasan_tidak_dievaluasi="CLTN"
    )
    Evaluasi.objects.create(
        pegawai=k.guru, periode=periode(d), unit_hitung=k.dinas, sumber="RUANG_GTK", status="DITETAPKAN", predikat="BAIK"
    )
    for orang in staf(d, 3, k.dinas_lain):
        diusulkan(d, orang, SESUAI, SESUAI, unit=k.dinas_lain, penilai=k.kadis_lain)
    AlasanPola.objects.create(
        unit=k.dinas, periode=periode(d), baris="Baik kelompok terbanyak", alasan="Sasaran tercapai", oleh=d.akun(k.kadis),
        nama_oleh="x", pada=jam.sekarang(),
    )  # fmt: skip
    populasi.bekukan(periode(d), periode(d).sampai, by=bkpsdm(d))
    return d


def hitung_ulang(p):
    """Person by person: unit -> (now, before, waiting, set, moved)."""
    hasil = {}
    for e in Evaluasi.objects.filter(periode=p):
        kini, dulu, angka = hasil.setdefault(e.unit_hitung_id, (Counter(), Counter(), Counter()))
        if e.status == "TIDAK_DIEVALUASI":
            angka["dikecualikan"] += 1
            continue
        semua = list(RatingDiberikan.objects.filter(evaluasi=e).order_by("pada", "pk"))
        usul = [KUADRAN[Rating(r.hasil), Rating(r.perilaku)] for r in semua]
        nilai = e.predikat or (usul[-1] if usul else None)
        if nilai is None:
            angka["belum"] += 1
            continue
        awal = next((u for r, u in reversed(list(zip(semua, usul, strict=True))) if r.tahap == "USULAN"), nilai)
        kini[nilai] += 1
        dulu[awal] += 1
        angka["ditetapkan"] += bool(e.predikat)
        angka["dipindah"] += awal != nilai
        angka["terkunci", nilai] += e.sumber != "LOKAL"
    return hasil


def test_yang_dihitung_pekerja_sama_dengan_hitung_ulang_orang_demi_orang(ramai):
    p = periode(ramai)
    ulang = hitung_ulang(p)
    assert hitung_papan() == len(ulang) == 2
    for r in RingkasanPola.objects.all():
        kini, dulu, angka = ulang[r.unit_id]
        assert (r.jumlah, r.sebelum) == (dict(kini), dict(dulu))
        assert {n: getattr(r, n) for n in ("belum", "ditetapkan", "dipindah", "dikecualikan")} == {
            n: angka[n] for n in ("belum", "ditetapkan", "dipindah", "dikecualikan")
        }
        assert r.pegawai == kini.total() + angka["belum"]
    dinas = RingkasanPola.objects.get(unit=ramai.k.dinas)
    assert dinas.jarak == jarak_pola(dinas.organisasi, ulang[dinas.unit_id][0]) > 0
    patah = [b for b in periksa_distribusi(dinas.organisasi, ulang[dinas.unit_id][0]) if not b.dipenuhi and not b.nasihat]
    assert (dinas.dilewati, dinas.beralasan) == (len(patah), len({b.nama for b in patah} & {"Baik kelompok terbanyak"}))
    assert (dinas.dipindah, dinas.siap, dinas.terlambat) == (1, True, False)
    assert "predikat.hitung_papan" in {j.task for j in JADWAL}


def test_terlambat_sesudah_batas_dan_yang_tanpa_kurva_di_belakang(ramai):
    p = periode(ramai)
    ringkas(p)
    assert [r.unit_id for r in RingkasanPola.objects.order_by("urut")] == [ramai.k.dinas.pk, ramai.k.dinas_lain.pk]
    lain = RingkasanPola.objects.get(unit=ramai.k.dinas_lain)
    assert (lain.jarak, lain.siap, lain.organisasi) == (None, False, "")
    predikat_unit(ramai, ramai.k.dinas_lain, nilai="BUTUH_PERBAIKAN")
    with jam.pada(jam.sekarang() + (p.tutup_tanggal - jam.hari_ini()) * 2):
        ringkas(p)
    urut = list(RingkasanPola.objects.order_by("urut"))
    assert [r.jarak for r in urut] == sorted((r.jarak for r in urut), reverse=True)
    assert [r.terlambat for r in sorted(urut, key=lambda r: r.unit_id != ramai.k.dinas.pk)] == [True, False]


def test_penilai_dibandingkan_dengan_kabupaten_yang_menilai_sedikit_tidak_disimpan(ramai):
    p = periode(ramai)
    ringkas(p)
    semua = RingkasanPenilai.objects.get(penilai=None)
    rating = RatingDiberikan.objects.filter(tahap="USULAN", evaluasi__periode=p)
    assert semua.dinilai == rating.count()
    assert semua.tinggi == sum(ATAS in (r.hasil, r.perilaku) for r in rating)
    per = {r.penilai: r for r in RingkasanPenilai.objects.exclude(penilai=None)}
    # Three rated by the kadis_lain: hidden, and with him the next smallest, or the whole would tell his.
    assert set(per) == {ramai.k.kasi}
    kasi = per[ramai.k.kasi]
    assert (kasi.dinilai, kasi.tinggi, kasi.ditelaah) == (10, 9, True) and kasi.selisih > 0


def test_kepala_tidak_masuk_hitungan_penilainya(d):
    orang = staf(d, 5)
    for o in orang:
        diusulkan(d, o, SESUAI, SESUAI, penilai=d.k.kasi)
    diusulkan(d, d.k.kabid, ATAS, SESUAI, penilai=d.k.kasi, unit_dipimpin=d.k.bidang)
    ringkas(periode(d))
    assert RingkasanPenilai.objects.get(penilai=d.k.kasi).dinilai == 5


def test_kelompok_sama_dengan_hitung_ulang(ramai):
    p = periode(ramai)
    ringkas(p)
    ulang = Counter()
    for e in Evaluasi.objects.filter(periode=p, predikat__isnull=False).select_related("pegawai"):
        tugas = jabatan_utama([e.pegawai_id], p.sampai).get(e.pegawai_id)
        for dimensi, kelompok in (
            ("JENIS_KELAMIN", e.pegawai.jk), ("UMUR", kelompok_umur(e.pegawai.lahir, p.sampai)),
            ("STATUS", e.pegawai.status), ("JABATAN", tugas.jabatan.jenis if tugas else ""),
        ):  # fmt: skip
            bagian = {SANGAT_BAIK: "sangat_baik", BAIK: "baik"}.get(e.predikat, "di_bawah")
            ulang[dimensi, kelompok, bagian] += 1
    simpan = Counter()
    for r in RingkasanKelompok.objects.all():
        for bagian in ("sangat_baik", "baik", "di_bawah"):
            simpan[r.dimensi, r.kelompok, bagian] += getattr(r, bagian)
    assert +simpan == ulang
    assert len({k for x, k, _ in ulang if x == "STATUS"}) == 2


@pytest.mark.parametrize("geser", [-1, 0, 1])
def test_batas_umur_di_sql_seperti_di_aturan(d, geser):
    p = periode(d)
    orang = staf(d, 6)
    for n, o in enumerate(orang):
        o.lahir = p.sampai.replace(year=p.sampai.year - 31 - 10 * (n % 3)) + jam.hari_ini().resolution * geser
        o.save()
        ditetapkan(d, o, SESUAI, SESUAI, penilai=d.k.kasi)
    ringkas(p)
    simpan = {r.kelompok: r.baik for r in RingkasanKelompok.objects.filter(dimensi="UMUR")}
    assert simpan == Counter(kelompok_umur(o.lahir, p.sampai) for o in orang)


def test_semua_parameter_pola_dibaca(d):
    assert parameter_distribusi()[0] == ParameterDistribusi()
    assert set(parameter_distribusi()[1]) == set(PARAMETER_POLA)
    for nama, nilai, satuan in (
        ("distribusi_pembulatan", "TERDEKAT", Satuan.TANPA),
        ("distribusi_baik_wajib_di_bawah", 3, Satuan.ORANG),
        ("distribusi_sangat_baik_maks_sangat_kurang", 5, Satuan.PERSEN),
    ):
        ubah_parameter(
            DefinisiParameter.objects.get(nama=nama), nilai=nilai, satuan=satuan, mulai=jam.hari_ini(),
            dasar_hukum="Keputusan Bupati", keyakinan=Keyakinan.RANCANGAN, alasan="Uji", by=bkpsdm(d),
        )  # fmt: skip
    p = parameter_distribusi()[0]
    assert (p.pembulatan, p.wajib_di_bawah, p.sangat_baik_maks_sangat_kurang * 100) == (Pembulatan.TERDEKAT, 3, 5)


# -- pages


def isi(balasan):
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_papan_menyebut_waktunya_dan_tetap_pada_hitungan_itu(ramai):
    k = masuk(bkpsdm(ramai))
    assert "Belum dihitung" in isi(k.get("/predikat/papan/"))
    hitung_papan()
    diusulkan(ramai, staf(ramai, 1)[0], penilai=ramai.k.kasi)
    halaman = k.get("/predikat/papan/")
    teks = isi(halaman)
    assert "dihitung 12 Oktober 2026" in teks and "18 pegawai" not in teks
    assert [u.r.unit for u in halaman.context["ubin"]] == [ramai.k.dinas]
    assert [u.r.unit for u in halaman.context["tertunda"]] == [ramai.k.dinas_lain]
    assert "6 Sangat Baik, 10 Baik, 1 Butuh Perbaikan" in teks and teks.count('class="kurva-kecil"') == 1
    assert "kk-dulu" in teks and "semula 11" in teks and "style=" not in teks
    baris = list(load_workbook(io.BytesIO(k.get("/predikat/papan/?unduh=xlsx").content)).active.values)
    (dinas,) = [b for b in baris if b[0] == ramai.k.dinas.nama_kini]
    assert dinas[1:5] == ("Baik", 18, 1, 0)


def test_pimpinan_perangkat_daerah_melihat_unitnya_sendiri(ramai):
    hitung_papan()

    def terlihat(orang):
        k = masuk(ramai.akun(orang))
        return [u.r.unit for u in k.get("/predikat/papan/").context["semua"]]

    assert terlihat(ramai.k.kadis) == [ramai.k.dinas]
    assert terlihat(ramai.k.kadis_lain) == [ramai.k.dinas_lain]
    assert len(terlihat(ramai.k.sekda)) == 2
    assert masuk(ramai.akun(ramai.k.kabid)).get("/predikat/papan/").status_code == 403
    assert 'href="/predikat/papan/"' in isi(masuk(ramai.akun(ramai.k.kadis)).get("/predikat/"))
    admin = masuk(pabrik.akun(ramai.k.sekretaris, "ADMIN_UNIT", di=ramai.k.dinas))
    assert admin.get("/predikat/papan/").status_code == 403


def test_telaah_hanya_untuk_kepala_bkpsdm_dan_inspektorat(ramai):
    hitung_papan()
    kepala = pabrik.kepala(ramai.k.bkpsdm, "Kepala Kepegawaian")
    MasaUnit.objects.filter(unit=ramai.k.bkpsdm).update(nama="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia")
    auditor = masuk(pabrik.akun(None, "AUDITOR", nama="Auditor"))
    for k in (masuk(ramai.akun(kepala)), auditor):
        teks = isi(k.get("/predikat/telaah/"))
        assert "Perlu ditelaah" in teks and ramai.k.kasi.nama in teks and "Telaah" in isi(k.get("/predikat/papan/"))
        # A guru alone among nine staff: his group is hidden, and the other with it.
        assert "disembunyikan" in teks and ramai.k.kadis_lain.nama not in teks
        for kata in ("curang", "melanggar", "kesalahan penilai"):
            assert kata not in teks.lower()
    # He sees how every unit stands, and is led into none that is not his.
    unit = f'href="/predikat/unit/{ramai.k.dinas.pk}/'
    assert unit not in isi(masuk(ramai.akun(kepala)).get("/predikat/papan/")) and unit in isi(auditor.get("/predikat/papan/"))
    for orang in (ramai.k.kadis, ramai.k.sekda, ramai.k.petugas_bkpsdm):
        assert masuk(ramai.akun(orang)).get("/predikat/telaah/").status_code == 403
    assert 'href="/predikat/telaah/"' not in isi(masuk(bkpsdm(ramai)).get("/predikat/papan/"))


#: session, account, my roles, what I lead (menu); periods, the sums, a page of units; unread
BIAYA = 8


@pytest.mark.parametrize("banyak", [1, 60])
def test_biaya_papan_tidak_tumbuh_dengan_unitnya(ramai, django_assert_num_queries, banyak):
    ringkas(periode(ramai))
    contoh = RingkasanPola.objects.get(unit=ramai.k.dinas)
    for n in range(banyak):
        unit = pabrik.unit(f"Dinas Baru {n}", ramai.k.akar)
        contoh.pk, contoh.unit, contoh.urut = None, unit, n + 2
        contoh.save(force_insert=True)
    k = masuk(bkpsdm(ramai))
    k.get("/predikat/papan/")
    with django_assert_num_queries(BIAYA):
        halaman = k.get("/predikat/papan/")
    assert halaman.context["jumlah"]["unit"] == banyak + 2
    assert len(halaman.context["semua"]) == min(banyak + 2, 36)
    assert BIAYA <= 8
