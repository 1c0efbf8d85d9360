"""The planning stage: every state counted as the rule says, by name on whose desk, in few queries, for whom it is."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from kinerja.layanan.models import Pesan
from kinerja.organisasi.models import HubunganPenilai, Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus import actions as siklus_actions
from kinerja.siklus.models import Tahap
from skp.actions.ingatkan import ingatkan
from skp.aturan_merit import FaktaMerit, skor_perencanaan
from skp.daftar_perencanaan import tugas_admin
from skp.enums import KeadaanPerencanaan as K
from skp.merit import fakta_merit
from skp.models import RingkasanPerencanaan
from skp.perencanaan import DaftarOrang, Saring, batas_penetapan, rekap_perencanaan, teks_wa
from skp.queries import keadaan_orang
from skp.ringkasan import dari_ringkasan, merit_dari, rekap_kolom, ringkas, ringkas_semua, ringkasan_kabupaten, terlama_di
from tests import pabrik
from tests.pemeran import masuk
from tests.skp import isian
from tests.skp.test_pohon import tetapkan

pytestmark = pytest.mark.django_db
HARI = dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def p(pemeran):
    siklus_actions.muat_parameter()
    isian.siklus()
    return pemeran


def ubah(versi, status, oleh):
    versi.status = status
    if status == "DIAJUKAN":
        versi.diajukan_pada, versi.diajukan_oleh = jam.sekarang(), oleh
    versi.save()
    return versi


def isi_dinas(p):
    """One of every state among the people of the Dinas, and a teacher elsewhere."""
    k = p.k
    v = isian.versi(k.kadis, k.sekda)
    isian.iki(isian.rhk(v, "Hasil"), "Jumlah")
    tetapkan(v, p.kepala_dinas)
    isian.versi(k.kabid, k.kadis)
    ubah(isian.versi(k.kasi, k.kabid), "DIAJUKAN", p.atasan)
    ubah(ubah(isian.versi(k.jf, k.kasi), "DIAJUKAN", p.atasan), "DIKEMBALIKAN", p.atasan)
    pabrik.masa_khusus(k.rekan, "TUBEL")
    return k


def per(p, unit):
    return {k: n for k, n in rekap_perencanaan(HARI, [unit.pk])[unit.pk].per.items() if n}


def test_setiap_keadaan_terhitung_di_unitnya_dan_di_atasnya(p):
    k = isi_dinas(p)
    assert per(p, k.dinas) == {
        K.DITETAPKAN: 1, K.DRAF: 1, K.DIAJUKAN: 1, K.DIKEMBALIKAN: 1, K.DIKECUALIKAN: 1, K.BELUM_ADA: 2,
    }  # fmt: skip
    assert per(p, k.seksi) == {K.DIAJUKAN: 1, K.DIKEMBALIKAN: 1, K.DIKECUALIKAN: 1, K.BELUM_ADA: 1}
    assert per(p, k.sekolah) == {K.DI_RUANG_GTK: 2}
    r = rekap_perencanaan(HARI, [k.dinas.pk])[k.dinas.pk]
    assert (r.wajib, r.berlaku, r.belum, r.bebas) == (6, 1, 5, 1)
    assert sum(per(p, k.akar).values()) == Pegawai.objects.exclude(status="NON_ASN").count()


def test_sama_dengan_aturan_untuk_setiap_orang(p):
    k = isi_dinas(p)
    pabrik.masa_khusus(k.jf, "CUTI")
    semua = list(Pegawai.objects.exclude(status="NON_ASN").values_list("pk", flat=True))
    aturan = {pk: x.nilai for pk, x in keadaan_orang(semua, isian.siklus(), HARI).items()}
    daftar = {b.pegawai.pk: b.keadaan for b in DaftarOrang(Saring((k.akar.path,), tuple(K)), HARI)[:]}
    assert daftar == aturan


def test_yang_sedang_mengubah_skp_tetap_punya_skp_yang_berlaku(p):
    k = isi_dinas(p)
    baru = isian.versi_lagi(k.kadis.skp.get(), k.sekda, nomor=2, alasan="Target berubah", pendekatan="KUANTITATIF")
    r = rekap_perencanaan(HARI, [k.dinas.pk])[k.dinas.pk]
    assert (r.per[K.DRAF], r.per[K.DITETAPKAN], r.berlaku) == (2, 0, 1)
    baris = next(b for b in DaftarOrang(Saring((k.dinas.path,)), HARI)[:] if b.versi_id == baru.pk)
    assert baris.sebab == "Perubahan versi 2: SKP masih draf"


def test_dua_kueri_untuk_berapa_pun_unit(p):
    k = isi_dinas(p)
    for unit in ([k.dinas.pk], [k.dinas.pk, k.seksi.pk, k.sekolah.pk], [k.akar.pk, k.dinas.pk, k.bkpsdm.pk]):
        with CaptureQueriesContext(connection) as kueri:
            rekap_perencanaan(HARI, unit)
        assert len([q for q in kueri if "siklus_parameter" not in q["sql"]]) == 2


# -- what the worker keeps


def test_yang_disimpan_sama_dengan_yang_dihitung_lagi(p):
    isi_dinas(p)
    ringkas(isian.siklus())
    simpan = {r.unit_id: r for r in RingkasanPerencanaan.objects.all()}
    unit = UnitKerja.objects.filter(depth__lte=2)
    assert set(simpan) == {u.pk for u in unit}
    for pk, r in rekap_perencanaan(HARI, list(simpan)).items():
        kini = dari_ringkasan(simpan[pk])
        assert (+kini.per, kini.berlaku, simpan[pk].wajib) == (+r.per, r.berlaku, r.wajib)
        assert simpan[pk].bagian_belum == (r.belum / r.wajib if r.wajib else 0)
    for u in unit:
        semua = DaftarOrang(Saring((u.path,)), HARI)[:]
        assert [b.pegawai.pk for b in semua] == [pk for _, _, pk in simpan[u.pk].terlama]


def test_dihitung_lagi_menggantikan_tahun_lalu_sekali_saja(p):
    k = isi_dinas(p)
    lalu = isian.siklus(2026)
    assert ringkas_semua() == 2 * UnitKerja.objects.filter(depth__lte=2).count()
    ubah(k.kabid.skp.get().versi.get(), "DIAJUKAN", p.atasan)
    sebelum = ringkasan_kabupaten(lalu.tahun).dihitung_pada
    with jam.pada(HARI + dt.timedelta(hours=1)):
        assert ringkas_semua() == UnitKerja.objects.filter(depth__lte=2).count()
    assert ringkasan_kabupaten(lalu.tahun).dihitung_pada == sebelum
    assert dari_ringkasan(ringkasan_kabupaten(2027)).per[K.DIAJUKAN] == 2


def test_halaman_kabupaten_menurut_hitungan_dan_menyebut_waktunya(p):
    k = isi_dinas(p)
    url = reverse("skp:perencanaan")
    klien = masuk(p.admin_bkpsdm)
    assert "Belum dihitung" in klien.get(url).content.decode()
    with jam.pada(dt.datetime(2027, 3, 1, 9, 35, tzinfo=jam.WITA)):
        ringkas(isian.siklus())
    tanggapan = klien.get(url)
    assert "dihitung 1 Maret 2027 pukul 09.35" in tanggapan.content.decode()
    ubah(k.kabid.skp.get().versi.get(), "DIAJUKAN", p.atasan)
    assert klien.get(url).context["rekap"].per[K.DRAF] == 1
    assert per(p, k.dinas)[K.DIAJUKAN] == 2
    assert klien.get(reverse("skp:perencanaan_unit", args=[k.akar.pk]))["Location"] == url


def test_yang_sudah_selesai_sejak_dihitung_tidak_disebut_lagi(p):
    k = isi_dinas(p)
    ringkas(isian.siklus())
    baris, banyak = terlama_di([k.akar.path], 2027, HARI, 20)
    assert k.kasi in [b.pegawai for b in baris] and banyak == len(baris)
    pabrik.masa_khusus(k.kasi, "TUBEL")
    baris, _ = terlama_di([k.akar.path], 2027, HARI, 20)
    assert k.kasi not in [b.pegawai for b in baris]
    assert [b.sejak for b in baris] == sorted(b.sejak for b in baris)
    seksi, banyak = terlama_di([k.seksi.path], 2027, HARI, 20)
    assert {b.unit_id for b in seksi} == {k.seksi.pk} and banyak == len(seksi)
    assert terlama_di([], 2027, HARI, 20) == ([], 0)


def test_kolom_perangkat_daerah_dari_pekerja_unit_di_bawahnya_saat_itu(p, django_assert_num_queries):
    k = isi_dinas(p)
    ringkas(isian.siklus())
    ubah(k.kabid.skp.get().versi.get(), "DIAJUKAN", p.atasan)
    with django_assert_num_queries(2):
        pd = rekap_kolom(HARI, [k.dinas.pk, k.bkpsdm.pk])
    assert pd[k.dinas.pk].per[K.DRAF] == 1
    bawah = rekap_kolom(HARI, [k.seksi.pk, k.bidang.pk])
    assert bawah[k.bidang.pk].per == rekap_perencanaan(HARI, [k.bidang.pk])[k.bidang.pk].per
    assert bawah[k.bidang.pk].per[K.DIAJUKAN] == 2


#: session, account, roles, what I lead; cycles; the root, how many units, a page of them; who waits: kept, live, names
BIAYA_KABUPATEN = 16


@pytest.mark.parametrize("banyak", [1, 3])
def test_biaya_halaman_kabupaten_tidak_tumbuh(p, django_assert_num_queries, banyak):
    isi_dinas(p)
    for n in range(banyak):
        staf = pabrik.staf(pabrik.unit(f"Dinas Baru {n}", p.k.akar))
        contoh = p.k.jf.hubungan_penilai.get()
        HubunganPenilai.objects.create(pegawai=staf, penilai=p.k.sekda, dasar=contoh.dasar, berlaku=contoh.berlaku)
    ringkas(isian.siklus())
    klien, url = masuk(p.admin_bkpsdm), reverse("skp:perencanaan")
    klien.get(url)
    with django_assert_num_queries(BIAYA_KABUPATEN):
        klien.get(url)


# -- by name


def orang(k, pegawai):
    return next(b for b in DaftarOrang(Saring((k.dinas.path,), tuple(K)), HARI)[:] if b.pegawai == pegawai)


def test_di_meja_siapa_dan_mengapa(p):
    k = isi_dinas(p)
    assert (orang(k, k.kasi).di_meja, orang(k, k.kasi).sebab) == ("Gunawan Santosa", "Menunggu penetapan")
    assert (orang(k, k.jf).di_meja, orang(k, k.jf).sebab) == ("Pegawai sendiri", "Dikembalikan dengan catatan")
    belum = orang(k, k.pelaksana)
    assert (belum.di_meja, belum.sejak) == ("Pegawai sendiri", dt.date(2027, 1, 1))
    assert belum.menunggu > 30
    assert orang(k, k.kadis).di_meja == "" and orang(k, k.rekan).sebab == "Tugas belajar"


def test_draf_sementara_menunggu_pimpinan_yang_belum_mengajukan(p):
    k = p.k
    isian.versi(k.kasi, k.kabid)
    v = isian.versi(k.pelaksana, k.kasi, sementara=True)
    assert (orang(k, k.pelaksana).di_meja, orang(k, k.pelaksana).sebab) == (
        "Noorlaila Azizah",
        "SKP Noorlaila Azizah masih draf",
    )
    ubah(k.kasi.skp.get().versi.get(), "DIAJUKAN", p.atasan)
    assert orang(k, k.pelaksana).di_meja == "Pegawai sendiri"
    assert v.sementara


def test_tanpa_penilai_di_meja_admin_unit(p):
    k = p.k
    k.jf.hubungan_penilai.all().delete()
    ubah(isian.versi(k.jf), "DIAJUKAN", p.atasan)
    assert (orang(k, k.jf).di_meja, orang(k, k.jf).sebab) == ("Admin unit", "Belum punya penilai")


def test_halaman_demi_halaman_dan_nama_dicari(p):
    k = isi_dinas(p)
    daftar = DaftarOrang(Saring((k.dinas.path,)), HARI)
    assert len(daftar) == 5
    assert [b.pegawai for b in daftar[0:2]] + [b.pegawai for b in daftar[2:9]] == [b.pegawai for b in daftar[:]]
    assert daftar[0].sejak <= daftar[4].sejak
    cari = DaftarOrang(Saring((k.dinas.path,), tuple(K), "GUNAWAN"), HARI)
    assert [b.pegawai for b in cari[:]] == [k.kabid]
    assert len(DaftarOrang(Saring((k.dinas.path,), tuple(K), "%"), HARI)) == 0
    assert len(DaftarOrang(Saring(()), HARI)) == 0


# -- screens


def alamat(unit):
    return reverse("skp:perencanaan_unit", args=[unit.pk])


def test_unit_menurut_keadaan_dan_excel_persis_yang_disaring(p):
    k = isi_dinas(p)
    klien = masuk(p.admin_unit)
    isi = klien.get(alamat(k.dinas)).content.decode()
    assert "Noorlaila Azizah" in isi and "Akhmad Fauzi</a>" not in isi.split('id="daftar"')[1].split("</section>")[0]
    tanggapan = klien.get(alamat(k.dinas), {"keadaan": "dikembalikan", "unduh": "xlsx"})
    baris = list(load_workbook(io.BytesIO(tanggapan.content)).active.iter_rows(values_only=True))
    assert [b[:1] + b[3:6] for b in baris[3:]] == [
        ("Rahmat Hidayatullah", "Dikembalikan", "Dikembalikan dengan catatan", "Rahmat Hidayatullah"),
    ]  # fmt: skip


def test_kata_cari_yang_tidak_dapat_disimpan_bukan_kesalahan_server(p):
    k = isi_dinas(p)
    isi = masuk(p.admin_unit).get(alamat(k.dinas), {"q": "GUNA\x00WAN", "keadaan": "semua"}).content.decode()
    assert "Gunawan" in isi.split('id="daftar"')[1]


def test_mengapa_seseorang_dikecualikan_hanya_bagi_yang_boleh_tahu(p):
    k = isi_dinas(p)

    def sel(akun):
        return masuk(akun).get(alamat(k.dinas), {"keadaan": "bebas"}).content.decode()

    assert "Tugas belajar" in sel(p.admin_unit) and "Tugas belajar" in sel(p.kepala_dinas)
    assert "Tugas belajar" not in sel(p.tim_penilai) and "Sedang tidak bertugas" in sel(p.tim_penilai)


def test_kabupaten_nama_hanya_di_wilayah_sendiri(p):
    isi_dinas(p)
    ringkas(isian.siklus())
    url = reverse("skp:perencanaan")
    assert "Gunawan Santosa" in masuk(p.admin_bkpsdm).get(url).content.decode()
    lain = masuk(p.admin_lain).get(url).content.decode()
    assert "Gunawan Santosa" not in lain and "Dinas Kesehatan" in lain
    tautan = [f'href="{reverse("skp:perencanaan_unit", args=[u.pk])}"' for u in (p.k.dinas, p.k.dinas_lain)]
    dilihat = {x["unit"] for x in masuk(p.kepala_dinas).get(url).context["ubin"]}
    assert p.k.dinas in dilihat and len(dilihat) > 1
    assert [t in masuk(p.kepala_dinas).get(url).content.decode() for t in tautan] == [True, False]
    assert masuk(p.pegawai).get(url).status_code == 403


@pytest.mark.parametrize("banyak", [1, 3])
def test_biaya_halaman_unit_tetap(p, banyak):
    k = isi_dinas(p)
    for _ in range(banyak):
        isian.versi(pabrik.staf(k.seksi), k.kasi)
    klien = masuk(p.admin_unit)
    klien.get(alamat(k.dinas))
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(alamat(k.dinas)).status_code == 200
    assert len(kueri) <= 22, "\n".join(q["sql"][:120] for q in kueri)


def test_teks_wa_tanpa_nama(p):
    k = isi_dinas(p)
    teks = teks_wa("Dinas Kesehatan", rekap_perencanaan(HARI, [k.dinas.pk])[k.dinas.pk], HARI)
    assert "1 dari 6 sudah ditetapkan" in teks and "2 belum disusun" in teks and "31 Januari 2027" in teks
    assert not any(x.nama in teks for x in Pegawai.objects.all())


def test_tugas_admin_unit_di_beranda_dua_kueri(p):
    isi_dinas(p)
    p.admin_unit.refresh_from_db()
    kumpulkan([tugas_admin(p.admin_unit)])
    with CaptureQueriesContext(connection) as kueri:
        (tugas,) = kumpulkan([tugas_admin(p.admin_unit)])
    assert tugas.judul == "5 orang di Dinas Kesehatan belum punya SKP yang ditetapkan"
    assert len([q for q in kueri if "siklus_parameter" not in q["sql"]]) == 2
    assert kumpulkan([tugas_admin(p.admin_bkpsdm)]) == [] and kumpulkan([tugas_admin(p.pegawai)]) == []


def test_kolom_di_halaman_kabupaten(p):
    isi_dinas(p)
    ringkas(isian.siklus())
    isi = masuk(p.admin_bkpsdm).get(reverse("layanan:kabupaten")).content.decode()
    assert "SKP ditetapkan" in isi and "Belum ditetapkan" in isi


# -- the merit row


@pytest.mark.parametrize(
    ("fakta", "skor"),
    [
        (FaktaMerit(100, 69, 69, 69, 69, 69), 0),
        (FaktaMerit(100, 70, 70, 70, 70, 70), 1),
        (FaktaMerit(100, 90, 90, 90, 90, 90), 1),
        (FaktaMerit(100, 91, 91, 91, 91, 72), 2),
        (FaktaMerit(100, 91, 91, 91, 91, 74), 3),
        (FaktaMerit(0, 0, 0, 0, 0, 0), 0),
    ],
)
def test_skor_merit_hanya_usulan_menurut_tangga(fakta, skor):
    assert skor_perencanaan(fakta).nilai == skor


def test_angka_merit_dari_skp_yang_berlaku(p):
    k = p.k
    with jam.pada(dt.date(2027, 1, 20)):
        v = isian.versi(k.kadis, k.sekda)
        induk = isian.rhk(v, "Hasil")
        isian.iki(induk, "Jumlah")
        tetapkan(v, p.kepala_dinas)
    v = isian.versi(k.kabid, k.kadis)
    isian.iki(isian.rhk(v, "Hasil lain", induk_lini=induk.lini), "Jumlah")
    v.perilaku.filter(nilai="AKUNTABEL").update(ekspektasi="Melaporkan apa adanya")
    tetapkan(v, p.atasan)
    ringkas(isian.siklus())
    f = fakta_merit(isian.siklus(), HARI, rekap_perencanaan(HARI, [k.akar.pk])[k.akar.pk])
    assert merit_dari(ringkasan_kabupaten(2027)) == f
    assert (f.berlaku, f.tepat_waktu, f.berjenjang, f.berekspektasi, f.ketiganya) == (2, 1, 1, 1, 0)
    halaman = reverse("skp:perencanaan")
    assert "Usulan skor 0 dari 4" in masuk(p.auditor).get(halaman).content.decode()
    assert "Usulan skor" not in masuk(p.kepala_dinas).get(halaman).content.decode()


# -- a reminder by hand


def test_ingatkan_yang_memegang_meja_sekali_sehari(p):
    k = isi_dinas(p)
    klien = masuk(p.admin_unit)
    pabrik.akun(k.kabid)
    for _ in range(2):
        tanggapan = klien.post(reverse("skp:ingatkan", args=[k.kasi.pk]), {"unit": k.dinas.pk})
    assert tanggapan.status_code == 422 and "sudah diingatkan hari ini" in tanggapan.content.decode()
    (pesan,) = Pesan.objects.filter(kunci__startswith="skp.ingatkan")
    assert pesan.penerima.pegawai == k.kabid and pesan.judul == "SKP Noorlaila Azizah menunggu penetapan Anda"
    with jam.pada(HARI + dt.timedelta(days=1)):
        assert klien.post(reverse("skp:ingatkan", args=[k.kasi.pk]), {"unit": k.dinas.pk}).status_code == 302


def test_ingatkan_menyebut_yang_tidak_mungkin(p):
    k = isi_dinas(p)
    with pytest.raises(SudahBerubah):
        ingatkan(k.kadis, HARI, by=p.admin_unit)
    with pytest.raises(Ditolak, match="belum punya akun aktif"):
        ingatkan(k.kabid, HARI, by=p.admin_unit)
    for bukan in (p.auditor, p.admin_lain, p.pegawai):
        with pytest.raises(TidakBoleh):
            ingatkan(k.kasi, HARI, by=bukan)
    assert ingatkan(k.pelaksana, HARI, by=p.atasan) == k.pelaksana
    assert "Ingatkan" not in masuk(p.auditor).get(alamat(k.dinas)).content.decode()


def test_batas_penetapan_mengikuti_tahap_yang_diperpanjang(p):
    assert batas_penetapan(2027, HARI) == dt.date(2027, 1, 31)
    siklus = isian.siklus()
    Tahap.objects.create(siklus=siklus, jenis="PERENCANAAN", mulai=dt.date(2026, 12, 1), sampai=dt.date(2027, 2, 28))
    assert batas_penetapan(2027, HARI) == dt.date(2027, 2, 28)
