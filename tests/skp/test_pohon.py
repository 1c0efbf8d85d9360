"""The tree of results: what hangs where, what is a gap, who reads what, what a level costs, the way up to the PK."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.plumbing import jam
from skp.enums import StatusSKP
from skp.jalur import jalur_banyak, jalur_ke_pk
from skp.models import (
    MPPH,
    RHK,
    IndikatorPK,
    KolomMPPH,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Sasaran,
    VersiSKP,
)
from skp.pohon import Pembaca
from skp.temuan import hitung_temuan
from tests import pabrik
from tests.pemeran import masuk
from tests.skp import isian

pytestmark = pytest.mark.django_db
HARI = dt.date(2027, 3, 1)
TAHUN = 2027
_urut = itertools.count(1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


def pk(unit, status="BERLAKU"):
    baru = PerjanjianKinerja.objects.create(unit=unit, tahun=TAHUN, dibuat_pada=jam.sekarang())
    baru.tujuan_status = status
    return baru


def sasaran(dokumen, uraian, *indikator):
    lini = LiniSasaran.objects.create(unit=dokumen.unit, tahun=TAHUN)
    s = Sasaran.objects.create(pk_unit=dokumen, lini=lini, urut=next(_urut), uraian=uraian)
    for n, teks in enumerate(indikator, 1):
        lini_i = LiniIndikator.objects.create(unit=dokumen.unit, tahun=TAHUN)
        IndikatorPK.objects.create(lini=lini_i, sasaran=s, urut=n, uraian=teks, target_teks="82,50", satuan="poin")
    return s


def berlakukan(dokumen):
    dokumen.status, dokumen.berlaku_sejak = "BERLAKU", jam.sekarang()
    dokumen.save()


def tetapkan(versi, oleh):
    """Set past the actions, with the shortest snapshot the table takes."""
    import hashlib

    kini = jam.sekarang()
    versi.status, versi.diajukan_pada, versi.diajukan_oleh = StatusSKP.DIAJUKAN, kini, oleh
    versi.save()
    versi.status, versi.ditetapkan_pada, versi.ditetapkan_oleh = StatusSKP.DITETAPKAN, kini, oleh
    versi.penilai = versi.penilai or versi.skp.pegawai
    versi.penetap, versi.snapshot = versi.penilai, "{}"
    versi.sha256 = hashlib.sha256(b"{}").hexdigest()
    versi.save()
    return versi


@pytest.fixture
def dinas(pemeran):
    """PK of the Dinas with two sasaran; kadis -> kabid -> kasi -> pelaksana, each one RHK; the second indicator is a gap."""
    k = pemeran.k
    dokumen = pk(k.dinas)
    satu = sasaran(dokumen, "Meningkatnya derajat kesehatan", "Angka harapan hidup", "Indeks keluarga sehat")
    dua = sasaran(dokumen, "Meningkatnya tata kelola", "Nilai SAKIP")
    berlakukan(dokumen)
    v = {n: isian.versi(getattr(k, n), getattr(k, atas)) for n, atas in
         (("kadis", "sekda"), ("kabid", "kadis"), ("kasi", "kabid"), ("pelaksana", "kasi"))}  # fmt: skip
    r = {"kadis": isian.rhk(v["kadis"], "Terwujudnya layanan kesehatan bermutu", sasaran=satu.lini)}
    i = isian.iki(r["kadis"], "Angka harapan hidup", "72", "tahun", indikator_pk=satu.indikator.get(urut=1).lini)
    r["kabid"] = isian.rhk(v["kabid"], "Meningkatnya cakupan layanan", induk_lini=r["kadis"].lini, induk_iki=i.lini)
    r["kasi"] = isian.rhk(v["kasi"], "Meningkatnya puskesmas terakreditasi", induk_lini=r["kabid"].lini)
    r["pelaksana"] = isian.rhk(v["pelaksana"], "Tersusunnya laporan akreditasi", induk_lini=r["kasi"].lini)
    for n in ("kabid", "kasi", "pelaksana"):
        isian.iki(r[n], "Jumlah laporan")
    return {"k": k, "p": pemeran, "pk": dokumen, "v": v, "r": r, "satu": satu, "dua": dua, "siklus": isian.siklus()}


def baca(d, akun, unit=None, mengawasi=True):
    return Pembaca(akun, unit or d["k"].dinas, d["siklus"], mengawasi=mengawasi)


def test_akar_sasaran_lalu_rhk_kepala_dan_celahnya(dinas):
    akar = baca(dinas, dinas["p"].admin_bkpsdm).pohon().akar
    assert [s.judul.split(". ")[1] for s in akar] == ["Meningkatnya derajat kesehatan", "Meningkatnya tata kelola"]
    assert akar[0].cip == ("1 dari 2 indikator belum didukung", "awas", "link-off")
    assert akar[1].cip[0] == "Celah: tanpa RHK"
    anak = akar[0].anak
    assert [a.judul for a in anak] == [
        "Terwujudnya layanan kesehatan bermutu", "Indikator “Indeks keluarga sehat” belum didukung siapa pun",
    ]  # fmt: skip
    assert anak[0].cip[0] == "Draf" and "1 orang mendukung" in anak[0].keterangan


def test_tingkat_demi_tingkat_sampai_pelaksana(dinas):
    r = dinas["r"]
    kunci = [f"s{dinas['satu'].lini_id}", *(f"r{r[n].lini_id}" for n in ("kadis", "kabid", "kasi"))]
    semua = list(baca(dinas, dinas["p"].admin_bkpsdm).pohon(kunci).semua())
    judul = {s.judul: dalam for dalam, s in semua}
    assert judul["Tersusunnya laporan akreditasi"] == 5
    assert "Terwujudnya layanan kesehatan bermutu" in judul


def test_versi_yang_ditetapkan_menang_atas_yang_terbuka_dan_yang_berakhir_tidak_terhitung(dinas):
    k, r = dinas["k"], dinas["r"]
    tetapkan(dinas["v"]["pelaksana"], dinas["p"].pegawai)
    baru = isian.versi_lagi(dinas["v"]["pelaksana"].skp, k.kasi, nomor=2, alasan="Ubah", pendekatan="KUANTITATIF")
    isian.rhk(baru, "Kalimat yang baru diketik", lini=r["pelaksana"].lini, induk_lini=r["kasi"].lini)
    bawah = baca(dinas, dinas["p"].admin_bkpsdm).cabang(f"r{r['kasi'].lini_id}").anak
    assert [(s.judul, s.cip[0]) for s in bawah] == [("Tersusunnya laporan akreditasi", "Ditetapkan")]
    skp = dinas["v"]["pelaksana"].skp
    skp.rentang = isian.sejak(dt.date(TAHUN, 1, 1), dt.date(TAHUN, 2, 1))
    skp.save()
    cabang = baca(dinas, dinas["p"].admin_bkpsdm).cabang(f"r{r['kasi'].lini_id}")
    assert cabang.anak == [] and cabang.cip[0] == "Celah: belum dibagi"


def test_rhk_pimpinan_tanpa_anak_celah_kecuali_dikerjakan_sendiri(dinas):
    lini = isian.rhk(dinas["v"]["kasi"], "Terkelolanya aset seksi", induk_lini=dinas["r"]["kabid"].lini).lini
    staf = isian.rhk(dinas["v"]["pelaksana"], "Tugas lain", induk_lini=dinas["r"]["kasi"].lini).lini
    pembaca = baca(dinas, dinas["p"].admin_bkpsdm)
    assert pembaca.cabang(f"r{lini.pk}").cip[0] == "Celah: belum dibagi"
    assert pembaca.cabang(f"r{staf.pk}").cip[0] == "Draf", "siapa yang tidak menilai siapa pun tidak membagi"
    matriks = MPPH.objects.create(skp=dinas["v"]["kasi"].skp, dibuat_pada=jam.sekarang())
    KolomMPPH.objects.create(mpph=matriks, lini_rhk=lini, urut=1, dikerjakan_sendiri=True)
    assert pembaca.cabang(f"r{lini.pk}").cip[0] == "Draf"


def test_indikator_pimpinan_celah_bila_setiap_pendukung_menyebut_yang_lain(dinas):
    r = dinas["r"]
    isian.iki(r["kadis"], "Sertifikasi kompetensi JF", "120", "orang")
    kunci = f"r{r['kadis'].lini_id}"
    anak = baca(dinas, dinas["p"].admin_bkpsdm).cabang(kunci).anak
    assert [a.judul for a in anak if a.jenis == "c"] == ["Indikator “Sertifikasi kompetensi JF” belum didukung siapa pun"]
    isian.rhk(isian.versi(dinas["k"].sekretaris), "Mendukung seluruhnya", induk_lini=r["kadis"].lini)
    anak = baca(dinas, dinas["p"].admin_bkpsdm).cabang(kunci).anak
    assert [a for a in anak if a.jenis == "c"] == []


def test_temuan_sama_persis_tanpa_induk_dan_berakhir(dinas):
    k, r = dinas["k"], dinas["r"]
    isian.rhk(dinas["v"]["pelaksana"], "MENINGKATNYA puskesmas  terakreditasi (J4).", induk_lini=r["kasi"].lini)
    isian.rhk(dinas["v"]["pelaksana"], "Tidak tahu di bawah siapa")
    lama = isian.versi(k.orang_luar)
    lama_r = isian.rhk(lama, "RHK lama")
    lama.skp.rentang = isian.sejak(dt.date(TAHUN, 1, 1), dt.date(TAHUN, 2, 1))
    lama.skp.save()
    isian.rhk(dinas["v"]["pelaksana"], "Menggantung", induk_lini=lama_r.lini)
    hitung = hitung_temuan(k.dinas, dinas["siklus"], HARI)
    assert (hitung["sama_induk"], hitung["tanpa_induk"], hitung["induk_berakhir"], hitung["tanpa_anak"]) == (1, 1, 1, 0)
    assert hitung["rhk"] == 7


def test_unit_tanpa_pk_mulai_dari_rhk_pimpinannya(dinas):
    isi = baca(dinas, dinas["p"].admin_bkpsdm, dinas["k"].bidang).pohon()
    assert isi.pk is None
    assert [s.judul for s in isi.akar] == ["Meningkatnya cakupan layanan"]


def test_data_yang_melingkar_tidak_membuat_pohon_tak_berujung(dinas):
    r = dinas["r"]
    RHK.objects.filter(pk=r["kabid"].pk).update(induk_lini=r["kasi"].lini, induk_iki=None)
    kunci = [f"r{r['kabid'].lini_id}", f"r{r['kasi'].lini_id}"]
    isi = baca(dinas, dinas["p"].admin_bkpsdm, dinas["k"].bidang).pohon(kunci)
    assert len(list(isi.semua())) < 40
    assert not jalur_ke_pk(r["pelaksana"]).utuh


# -- who reads what


def test_rekan_melihat_yang_ditetapkan_dan_miliknya_yang_lain_hanya_terhitung(dinas):
    p, r = dinas["p"], dinas["r"]
    pembaca = baca(dinas, p.pegawai, mengawasi=False)
    isi = pembaca.pohon()
    assert isi.akar[0].anak[0].judul.startswith("Indikator") and isi.akar[0].tersembunyi == 1
    tetapkan(dinas["v"]["kadis"], p.kepala_dinas)
    assert baca(dinas, p.pegawai, mengawasi=False).pohon().akar[0].anak[0].judul == r["kadis"].uraian


def test_pengawas_melihat_tempatnya_tanpa_kalimat_yang_belum_ditetapkan(dinas):
    kepala = baca(dinas, dinas["p"].auditor).pohon().akar[0].anak[0]
    assert kepala.judul == "Isi RHK ini belum terbuka untuk Anda" and kepala.url == ""


@pytest.mark.parametrize(
    ("peran", "dinas_sendiri", "dinas_lain"),
    [
        ("pegawai", 200, 403),
        ("kepala_dinas", 200, 403),
        ("admin_unit", 200, 403),
        ("auditor", 200, 200),
        ("orang_luar", 403, 200),
    ],
)
def test_pohon_siapa_boleh(dinas, peran, dinas_sendiri, dinas_lain):
    klien = dinas["p"].klien(peran)
    assert klien.get(reverse("skp:pohon_unit", args=[dinas["k"].dinas.pk])).status_code == dinas_sendiri
    assert klien.get(reverse("skp:pohon_unit", args=[dinas["k"].dinas_lain.pk])).status_code == dinas_lain


def test_jalur_milik_orang_lain_yang_belum_terbuka_tidak_dibuka_lewat_alamat(dinas):
    alamat = reverse("skp:pohon_unit", args=[dinas["k"].dinas.pk])
    isi = masuk(dinas["p"].rekan).get(alamat, {"jalur": f"r{dinas['r']['pelaksana'].lini_id}"}).content.decode()
    assert "Tersusunnya laporan akreditasi" not in isi


# -- the screen


def test_layar_terbuka_tanpa_javascript_dan_dengan_htmx_hanya_satu_cabang(dinas):
    klien, r = masuk(dinas["p"].admin_bkpsdm), dinas["r"]
    alamat = reverse("skp:pohon_unit", args=[dinas["k"].dinas.pk])
    buka = [f"s{dinas['satu'].lini_id}", f"r{r['kadis'].lini_id}"]
    isi = klien.get(alamat, {"buka": buka}).content.decode()
    assert "Meningkatnya cakupan layanan" in isi and "Meningkatnya puskesmas" not in isi
    cabang = klien.get(alamat, {"cabang": f"r{r['kabid'].lini_id}", "buka": buka}, headers={"HX-Request": "true"})
    teks = cabang.content.decode()
    assert "Meningkatnya puskesmas" in teks and "<html" not in teks and f'id="nr{r["kabid"].lini_id}"' in teks
    tutup = klien.get(alamat, {"cabang": f"r{r['kabid'].lini_id}", "tutup": "1"}, headers={"HX-Request": "true"})
    assert "Meningkatnya puskesmas" not in tutup.content.decode()


def test_tabel_memuat_isi_yang_sama_dan_cabang_rusak_404(dinas):
    klien = masuk(dinas["p"].admin_bkpsdm)
    alamat = reverse("skp:pohon_unit", args=[dinas["k"].dinas.pk])
    isi = klien.get(alamat, {"bentuk": "tabel"}).content.decode()
    assert "Terwujudnya layanan kesehatan bermutu" in isi and "Celah: tanpa RHK" in isi
    for rusak in ("r0", "rx", "s99999999999999999999", "x1", "r999999"):
        assert klien.get(alamat, {"cabang": rusak}, headers={"HX-Request": "true"}).status_code == 404


@pytest.mark.parametrize("banyak", [1, 3])
def test_satu_tingkat_paling_banyak_lima_kueri(dinas, banyak):
    for n in range(banyak):
        for m in range(3):
            v = isian.versi(pabrik.staf(dinas["k"].seksi), dinas["k"].kasi)
            isian.iki(isian.rhk(v, f"Hasil {n}.{m}", induk_lini=dinas["r"]["kasi"].lini), "Jumlah")
    pembaca = baca(dinas, dinas["p"].auditor)
    pembaca.akun.pegawai_id, pembaca._terlihat({0})
    with CaptureQueriesContext(connection) as kueri:
        assert len(pembaca.cabang(f"r{dinas['r']['kasi'].lini_id}").anak) == 1 + 3 * banyak
    assert len(kueri) == 4
    with CaptureQueriesContext(connection) as kueri:
        pembaca.cabang(f"s{dinas['satu'].lini_id}")
    assert len(kueri) == 5


# -- the way up


def test_jalur_utuh_dari_pelaksana_sampai_pk(dinas):
    hasil = jalur_ke_pk(dinas["r"]["pelaksana"])
    assert hasil.utuh and hasil.kalimat == "Jalur utuh, 5 tingkat."
    assert [m.judul for m in hasil.mata] == [
        "Tersusunnya laporan akreditasi", "Meningkatnya puskesmas terakreditasi", "Meningkatnya cakupan layanan",
        "Terwujudnya layanan kesehatan bermutu", "Meningkatnya derajat kesehatan",
    ]  # fmt: skip
    assert hasil.mata[-2].keterangan == "Angka harapan hidup: 72 tahun · draf"
    assert hasil.satu_baris.endswith("→ Meningkatnya derajat kesehatan")


def test_jalur_kepala_berhenti_di_pk_unitnya_walau_ia_mengintervensi_sekda(dinas):
    sekda = isian.rhk(isian.versi(dinas["k"].sekda), "Hasil Sekda")
    RHK.objects.filter(pk=dinas["r"]["kadis"].pk).update(induk_lini=sekda.lini)
    assert [m.judul for m in jalur_ke_pk(dinas["r"]["kadis"]).mata][-1] == "Meningkatnya derajat kesehatan"


def test_jalur_terputus_menyebut_di_mana(dinas):
    RHK.objects.filter(pk=dinas["r"]["kabid"].pk).update(induk_lini=None, induk_iki=None)
    hasil = jalur_ke_pk(dinas["r"]["pelaksana"])
    assert not hasil.utuh
    assert hasil.kalimat == "Jalur terputus: RHK Gunawan Santosa belum menyebut RHK pimpinan atau sasaran Perjanjian Kinerja."
    skp = VersiSKP.objects.get(pk=dinas["v"]["kasi"].pk).skp
    skp.rentang = isian.sejak(dt.date(TAHUN, 1, 1), dt.date(TAHUN, 2, 1))
    skp.save()
    assert "berakhir 31 Januari 2027" in jalur_ke_pk(dinas["r"]["pelaksana"]).kalimat


def test_jalur_banyak_empat_kueri(dinas):
    for banyak in (1, 3):
        rhk = [isian.rhk(dinas["v"]["pelaksana"], f"Hasil {n}", induk_lini=dinas["r"]["kasi"].lini) for n in range(banyak)]
        with CaptureQueriesContext(connection) as kueri:
            assert all(j.utuh for j in jalur_banyak(rhk).values())
        assert len(kueri) == 4
