"""The feedback sheet: what stands on it, who gets it, rows that no page cuts, the next revision without what was hidden."""

import pytest

from dialog.actions import umpan_balik as aksi
from dialog.reports import umpan_balik as lembar
from kinerja.layanan.dokumen import cetak, queries, susun
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import Peristiwa
from tests.dialog.pabrik_umpan import beri, tw
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, gambar, periksa
from tests.pemeran import masuk
from tests.skp import pabrik as p

__all__ = ["tw"]
MM = 72 / 25.4
HARAP = FormulirDiharapkan(
    judul="Lembar Umpan Balik Berkelanjutan Rahmat Hidayatullah Triwulan I 2026",
    balok=(
        "UMPAN BALIK BERKELANJUTAN",
        "PERIODE TRIWULAN I 2026",
        "PEGAWAI YANG DINILAI PEJABAT PENILAI KINERJA",
        "Nama Rahmat Hidayatullah Noorlaila Azizah",
        "Jabatan Perawat Ahli Muda Kepala Seksi Pelayanan Kesehatan Primer",
        "Hasil kerja",
        "No. Rencana hasil kerja Umpan balik berkelanjutan Pemberi",
        "Perilaku kerja",
        "No. Nilai BerAKHLAK Umpan balik berkelanjutan Pemberi",
    ),
    kepala=("No.", "Nilai BerAKHLAK", "Umpan balik berkelanjutan", "Pemberi"),
    tepi=(25 * MM, 15 * MM, 20 * MM, 32 * MM),
    larangan=("Hendra Maulana",),
)
BARIS = {
    "jenis": "Koreksi",
    "siapa": "Bawahan (tanpa nama)",
    "tanggal": "2026-01-12",
    "tanggapan": "",
}


def _banyak(n: int) -> list[dict]:
    return [
        BARIS
        | {
            "tentang": "Kolaboratif",
            "bagian": [
                {"judul": "Situasi", "isi": f"Awal{i:03d} rapat koordinasi pada hari Selasa bersama seluruh bidang."},
                {"judul": "Perilaku", "isi": "Data desa dibawa dalam tiga format yang berbeda. " * 3},
                {"judul": "Saran atau harapan", "isi": f"Sebaiknya satu format sejak pengumpulan Akhir{i:03d}"},
            ],
        }
        for i in range(n)
    ]


@pytest.mark.parametrize("n", JUMLAH_BARIS)
def test_formulir_lembar_umpan_balik(dunia, tw, n):
    k = dunia.k
    rhk = p.skp_ditetapkan(dunia, k.jf).rhk.get()
    beri(dunia, k.jf, k.kasi, lini_rhk=rhk.lini_id, harapan="Teruskan.")
    rakitan = lembar.rakit(lembar.kunci(k.jf.pk, tw.pk))
    asli = terbitkan_dokumen(lembar.NAMA, lembar.kunci(k.jf.pk, tw.pk), by=None, rakitan=rakitan, antrekan=False)
    isi, _ = susun.uraikan(asli.snapshot)
    isi = {**isi, "perilaku": _banyak(n)}
    pdf = cetak.cetak(cetak.susun_html("cetak/umpan_balik.html", isi, queries.ket_cetak(asli))).isi
    periksa(pdf, HARAP, [(f"Awal{i:03d}", f"Akhir{i:03d}") for i in range(n)])
    if n < 60:
        gambar(f"umpan-balik-{n}-baris", pdf)


def test_lembar_memuat_yang_terbaca_saja_dan_hanya_bagi_penerima_dan_penilai(dunia, tw):
    k = dunia.k
    kunci = lembar.kunci(k.jf.pk, tw.pk)
    for kosong in (kunci, "x", "1-2-3", f"{k.jf.pk}-"):
        with pytest.raises(Ditolak):
            lembar.rakit(kosong)
    tetap = beri(dunia, k.jf, k.rekan, perilaku="Ini tetap terbaca")
    ditarik = beri(dunia, k.jf, k.rekan, perilaku="Ini ditarik")
    aksi.tarik(ditarik, "Keliru", by=dunia.akun(k.rekan))
    beri(dunia, k.jf, k.rekan, "TANPA", perilaku="Ini belum terbit")
    isi = lembar.rakit(kunci).isi
    assert [b["siapa"] for b in isi["perilaku"]] == ["Hendra Maulana, rekan kerja"]
    for orang, boleh in ((k.jf, True), (k.kasi, True), (k.kabid, False), (k.rekan, False), (k.orang_luar, False)):
        assert lembar.boleh_terbit(dunia.akun(orang), kunci) is boleh, orang
    assert not lembar.boleh_terbit(p.petugas(dunia), kunci)
    d = terbitkan_dokumen(lembar.NAMA, kunci, by=dunia.akun(k.jf), antrekan=False)
    assert "Ini tetap terbaca" in d.snapshot and "Ini ditarik" not in d.snapshot and "belum terbit" not in d.snapshot
    for orang, boleh in ((k.jf, 200), (k.kasi, 200), (k.kabid, 404), (k.rekan, 404)):
        assert masuk(dunia.akun(orang)).get(f"/dokumen/{d.pk}/").status_code == boleh, orang
    assert masuk(p.petugas(dunia)).get(f"/dokumen/{d.pk}/").status_code == 404
    assert tetap.pk


def test_yang_disembunyikan_hilang_dari_revisi_berikut(dunia, tw):
    k = dunia.k
    kunci = lembar.kunci(k.jf.pk, tw.pk)
    kasar, baik = beri(dunia, k.jf, k.rekan, perilaku="Payah"), beri(dunia, k.jf, k.rekan, perilaku="Membantu")
    terbitkan_dokumen(lembar.NAMA, kunci, by=dunia.akun(k.jf), antrekan=False)
    aksi.putuskan(aksi.laporkan(kasar, "Menghina", by=dunia.akun(k.jf)), True, "Menghina", by=p.petugas(dunia))
    lembar.perbarui(Peristiwa.objects.get(nama="umpan_balik.diputus"))
    kini = Dokumen.objects.filter(jenis=lembar.NAMA).order_by("-revisi").first()
    assert kini.revisi == 2 and "Payah" not in kini.snapshot and "Membantu" in kini.snapshot
    aksi.tarik(baik, "Keliru orang", by=dunia.akun(k.rekan))
    lembar.perbarui(Peristiwa.objects.get(nama=aksi.DITARIK))
    kini.refresh_from_db()
    assert kini.ditarik_pada is not None, "tidak ada lagi yang tersisa"
