"""Minutes of a session, and the lock that was signed on paper: what is printed, who may read it, who may record it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from predikat.actions import kalibrasi as aksi
from predikat.actions import sesi as aksi_sesi
from predikat.models import Evaluasi, SesiKalibrasi
from predikat.reports import risalah
from tests import pabrik
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, gambar, periksa
from tests.predikat.pabrik_dokumen import ATAS, SESUAI, bkpsdm
from tests.predikat.pabrik_kalibrasi import duduk, ramai, sesi
from tests.predikat.test_formulir_evaluasi import _pdf
from tests.predikat.test_kalibrasi import POLA
from tests.predikat.test_layar_dokumen import masuk
from tests.skp import contoh_cetak as contoh
from tests.skp.test_formulir import LANSKAP

RAHASIA = "Ucapan di dalam ruang, bukan untuk dicetak."


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


@pytest.fixture
def dikunci(dunia):
    s, kadis = sesi(dunia), dunia.akun(dunia.k.kadis)
    ramai(dunia, s, 1)
    e = Evaluasi.objects.get(pegawai=dunia.k.pelaksana)
    aksi.bahas(s, e.pk, RAHASIA, by=kadis)
    aksi.geser(s, e.pk, ATAS, ATAS, "Rujukan kolega.", by=dunia.akun(dunia.k.kasi), demi_pola=True)
    return aksi_sesi.kunci(s, POLA, by=kadis)


def test_risalah_memuat_geseran_alasan_dan_baris_tetapi_tidak_ucapan(dunia, dikunci):
    r = risalah.rakit(str(dikunci.pk))
    (g,) = r.isi["geseran"]
    assert (g["dari"][2], g["ke"][2], g["alasan"], g["demi_pola"], g["jawaban"]) == (
        "BAIK", "SANGAT_BAIK", "Rujukan kolega.", True, "Setuju",
    )  # fmt: skip
    sebaran = {x["predikat"]: (x["sebelum"], x["sesudah"]) for x in r.isi["sebaran"]}
    assert (sebaran["SANGAT_BAIK"], sebaran["BAIK"]) == ((0, 1), (5, 4))
    assert {b["nama"]: b["alasan"] for b in r.isi["baris"] if b["alasan"]} == POLA
    assert (r.isi["dibahas"], r.isi["pengunci"]["nama"]) == (1, dunia.k.kadis.nama_gelar)
    assert RAHASIA not in str(r.isi)


def test_risalah_tidak_dibaca_yang_dinilai_di_dalamnya(dunia, dikunci):
    terbit = terbitkan_dokumen(risalah.NAMA, str(dikunci.pk), by=dunia.akun(dunia.k.kadis), antrekan=False)
    auditor = dunia.akun(dunia.k.kadis_lain)
    pabrik.peran(auditor, Peran.AUDITOR)
    for akun, tampak in (
        (dunia.akun(dunia.k.kadis), True), (dunia.akun(dunia.k.kabid), True), (bkpsdm(dunia), True),
        (dunia.akun(dunia.k.kasi), False), (dunia.akun(dunia.k.pelaksana), False), (auditor, False),
    ):  # fmt: skip
        assert risalah.boleh_terbit(akun, str(dikunci.pk)) is tampak
        assert Dokumen.objects.filter(risalah.terlihat(akun), pk=terbit.pk).exists() is tampak


def test_bkpsdm_yang_dinilai_di_sesi_itu_tidak_membacanya(dunia, dikunci):
    terbit = terbitkan_dokumen(risalah.NAMA, str(dikunci.pk), by=dunia.akun(dunia.k.kadis), antrekan=False)
    rekan = dunia.akun(dunia.k.rekan)
    pabrik.peran(rekan, Peran.ADMIN_BKPSDM)
    assert not risalah.boleh_terbit(rekan, str(dikunci.pk))
    assert not Dokumen.objects.filter(risalah.terlihat(rekan), pk=terbit.pk).exists()


def test_belum_dikunci_tanpa_risalah_dan_dibuka_lagi_gugur(dunia, dikunci):
    assert risalah.gugur(str(dikunci.pk)) == ""
    aksi_sesi.buka_kembali(dikunci, "Ada bukti baru.", "800/3", by=bkpsdm(dunia))
    assert "dibuka kembali" in risalah.gugur(str(dikunci.pk))
    with pytest.raises(Ditolak, match="belum dikunci"):
        risalah.rakit(str(dikunci.pk))


# -- locked on paper


def surat(s, orang, **lain):
    alasan = {f"baris_{n}": "Unit kecil." for n in range(3)}
    return {"pejabat": orang.pk, "nomor": "800/77", "tanggal": jam.hari_ini().isoformat(), **alasan,
            "berkas": SimpleUploadedFile("s.pdf", b"%PDF-1.4 isi %%EOF"), **lain}  # fmt: skip


def alamat(s):
    return reverse("predikat:catat_kunci_sesi", args=[s.pk])


def test_penguncian_di_atas_kertas_dicatat_fasilitator(dunia):
    s, admin = sesi(dunia), bkpsdm(dunia)
    ramai(dunia, s, 1)
    duduk(s, admin.pegawai, "FASILITATOR")
    klien = masuk(admin)
    layar = klien.get(alamat(s)).content.decode()
    assert "Alasan melewati: Baik paling banyak 70 %" in layar
    assert klien.post(alamat(s), surat(s, dunia.k.kadis, nomor="")).status_code == 422
    assert klien.post(alamat(s), surat(s, dunia.k.kadis)).status_code == 302
    s = SesiKalibrasi.objects.select_related("keputusan").get(pk=s.pk)
    assert (s.status, s.dikunci_oleh, s.keputusan.pejabat, s.alasan_baris["Baik paling banyak 70 %"]) == (
        "DIKUNCI", admin, dunia.k.kadis, "Unit kecil.",
    )  # fmt: skip
    assert (s.keputusan.objek_jenis, s.keputusan.objek_id) == ("predikat.sesikalibrasi", s.pk)
    assert set(Evaluasi.objects.values_list("penetap", "predikat")) == {(dunia.k.kadis.pk, "BAIK")}
    assert risalah.rakit(str(s.pk)).isi["ttd"]["surat"] == "800/77"


def test_surat_pejabat_lain_dan_pencatat_yang_dinilai_ditolak(dunia):
    s, admin = sesi(dunia), bkpsdm(dunia)
    duduk(s, admin.pegawai, "FASILITATOR")
    assert masuk(admin).post(alamat(s), surat(s, dunia.k.kabid)).status_code == 422
    k = KeputusanTercatat(pejabat=dunia.k.kabid, nomor="800/78")
    with pytest.raises(Ditolak, match="bukan pengunci"):
        aksi_sesi.kunci(s, POLA, by=admin, berdasarkan=k)
    duduk(s, dunia.k.rekan, "FASILITATOR")
    with pytest.raises(TidakBoleh, match="tidak dinilai"):
        aksi_sesi.kunci(s, POLA, by=dunia.akun(dunia.k.rekan), berdasarkan=k)
    assert SesiKalibrasi.objects.get(pk=s.pk).status == "TERBUKA"


# -- the form


F_RISALAH = FormulirDiharapkan(
    judul="Risalah sesi kalibrasi Dinas Kesehatan Triwulan III 2027",
    balok=(
        "RISALAH SESI KALIBRASI KINERJA", "Unit : Dinas Kesehatan", "Predikat organisasi : Baik",
        "Hasil dikunci : 12 Oktober 2027, pukul 11.00 WITA", "Peserta", "Sebaran predikat", "Ketentuan pola distribusi",
        "Perpindahan sel", "(semata demi pola)", "Ditandatangani pada surat nomor 800/77",
    ),
    kepala=("NO", "PEGAWAI", "DARI", "KE", "ALASAN", "OLEH", "JAWABAN"),
    tepi=LANSKAP,
    lanskap=True,
)  # fmt: skip


def isi_contoh(banyak):
    waktu = {"tanggal": "2027-10-12", "pukul": "11.00"}
    return {
        "kop": contoh.KOP,
        "unit": "Dinas Kesehatan",
        "periode": {"mulai": "2027-07-01", "sampai": "2027-09-30", "nama": "TRIWULAN III", "tahun": 2027},
        "organisasi": "BAIK",
        "dibuka": waktu,
        "dikunci": waktu,
        "peserta": [{"nama": "Gunawan Santosa, S.Sos.", "jabatan": "Kepala Dinas", "peran": "Fasilitator, Pengunci"}],
        "jumlah": 40,
        "dibahas": banyak,
        "sebaran": [{"predikat": p, "sebelum": 8, "sesudah": 8, "terkunci": 1} for p in ("SANGAT_BAIK", "BAIK")],
        "baris": [{"nama": "Baik paling banyak 70 %", "batas": 28, "nilai": 30, "dipenuhi": False, "informasi": False,
                   "nasihat": False, "alasan": "Semua target layanan tercapai dengan bukti."}],
        "geseran": [
            {"nama": f"Orang{n} Hidayatullah, S.A.P.", "nip": "198501012010011001",
             "dari": [SESUAI, SESUAI, "BAIK"], "ke": [ATAS, ATAS, "SANGAT_BAIK"],
             "alasan": f"Menjadi rujukan tiga puskesmas lain, dengan bukti kunjungan dan Rujukan{n}.", "demi_pola": n == 0,
             "oleh": "Gunawan Santosa", "pada": waktu, "jawaban": "Setuju"}
            for n in range(banyak)
        ],
        "alasan": "",
        "pengunci": {"nama": "Gunawan Santosa, S.Sos.", "nip": "197001011995031001", "jabatan": "Kepala Dinas Kesehatan"},
        "ttd": {"tempat": "Paringin", "tanggal": "2027-10-12", "surat": "800/77"},
    }  # fmt: skip


@pytest.mark.parametrize("banyak", JUMLAH_BARIS)
def test_risalah_tercetak_utuh(banyak):
    pdf = _pdf("cetak/risalah_kalibrasi.html", isi_contoh(banyak), F_RISALAH.judul, lanskap=True)
    periksa(pdf, F_RISALAH, [(f"Orang{n}", f"Rujukan{n}.") for n in range(banyak)])
    if banyak == 12:
        gambar("risalah-kalibrasi-12-baris", pdf)
