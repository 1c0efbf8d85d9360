"""The imports of the ground as declarations; ``kinerja.layanan.impor`` executes them."""

from kinerja.organisasi import tugas_tambahan, unor
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.organisasi.siasn import bandingkan, terapkan, uraikan
from kinerja.organisasi.siasn.fakta import pohon_unit
from kinerja.organisasi.siasn.kolom import KOLOM as KOLOM_SIASN
from kinerja.plumbing.daftar import JenisImpor


def boleh_impor(akun: Akun) -> bool:
    """Only BKPSDM takes data in."""
    return hak(akun).admin_bkpsdm


UNOR = JenisImpor(
    nama="unor",
    judul="Pohon unit",
    bantu="Unit dan unit di atasnya, dengan jabatan yang memimpin. Unggah ini lebih dahulu.",
    kolom=unor.KOLOM,
    rujukan=unor.id_dikenal,
    uraikan=unor.uraikan,
    bandingkan=unor.bandingkan,
    terapkan=unor.terapkan,
    boleh=boleh_impor,
    kepala=("Unit", "Id", "Nama"),
)
SIASN = JenisImpor(
    nama="siasn",
    judul="Pegawai dari SIASN",
    bantu="Ekspor data utama SIASN (.xlsx atau .csv). Pegawai, golongan, jabatan, dan unitnya.",
    kolom=KOLOM_SIASN,
    rujukan=pohon_unit,
    uraikan=uraikan.uraikan,
    bandingkan=bandingkan.bandingkan,
    terapkan=terapkan.terapkan,
    boleh=boleh_impor,
    tak_disimpan="Agama, status kawin, NIK, NPWP, alamat, nomor telepon, dan surel dibuang saat dibaca.",
)
TUGAS_TAMBAHAN = JenisImpor(
    nama="tugas_tambahan",
    judul="Tugas tambahan",
    bantu="Kepala sekolah dan kepala puskesmas beserta SK-nya, yang tidak tampak di SIASN.",
    kolom=tugas_tambahan.KOLOM,
    rujukan=pohon_unit,
    uraikan=tugas_tambahan.uraikan,
    bandingkan=tugas_tambahan.bandingkan,
    terapkan=tugas_tambahan.terapkan,
    boleh=boleh_impor,
)
SEMUA = (UNOR, SIASN, TUGAS_TAMBAHAN)
