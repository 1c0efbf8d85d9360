"""The workflows of evaluation, each one table: buttons, refusals, tests, the diagram and the database trigger come from it."""

from kinerja.plumbing.transisi import Langkah, TabelTransisi
from predikat.enums import StatusDokumen as D
from predikat.enums import StatusEvaluasi as E
from predikat.enums import StatusKeberatan as K
from predikat.enums import StatusSesi as S

PEGAWAI = "pegawai"
PENILAI = "penilai"
ATASAN = "atasan pejabat penilai"
SISTEM = "sistem"

EVALUASI = TabelTransisi(
    "evaluasi",
    (
        Langkah(E.BELUM, "usulkan_rating", E.DIUSULKAN, PENILAI),
        Langkah(E.DIUSULKAN, "usulkan_rating", E.DIUSULKAN, PENILAI),
        Langkah(E.DIUSULKAN, "tetapkan_predikat", E.DITETAPKAN, PENILAI),
        Langkah(E.BELUM, "terima_predikat", E.DITETAPKAN, "BKPSDM, untuk predikat dari luar atau tugas belajar"),
        Langkah(E.DITETAPKAN, "terima_predikat", E.DITETAPKAN, "BKPSDM, bila sumbernya membetulkan"),
        Langkah(E.DITETAPKAN, "dokumenkan", E.DIDOKUMENKAN, SISTEM),
        Langkah(E.DITETAPKAN, "buka_kembali", E.DIUSULKAN, PENILAI, wajib_catatan=True),
        Langkah(E.DIDOKUMENKAN, "buka_kembali", E.DIUSULKAN, "BKPSDM dengan surat", wajib_catatan=True),
        Langkah(E.DIDOKUMENKAN, "putus_keberatan", E.DIDOKUMENKAN, ATASAN, wajib_catatan=True),
        Langkah(E.BELUM, "nyatakan_tidak_dievaluasi", E.TIDAK_DIEVALUASI, "admin unit", wajib_catatan=True),
        Langkah(E.TIDAK_DIEVALUASI, "evaluasi_juga", E.BELUM, "admin unit", wajib_catatan=True),
    ),
)

SESI = TabelTransisi(
    "sesi kalibrasi",
    (
        Langkah(S.TERBUKA, "kunci", S.DIKUNCI, "pimpinan yang berwenang mengunci"),
        Langkah(S.TERBUKA, "batalkan", S.BATAL, "fasilitator", wajib_catatan=True),
        Langkah(S.DIKUNCI, "buka_kembali", S.TERBUKA, "pimpinan dengan surat", wajib_catatan=True),
    ),
)

DOKUMEN = TabelTransisi(
    "Dokumen Evaluasi",
    (
        Langkah(D.DISUSUN, "serahkan", D.DISERAHKAN, PENILAI),
        Langkah(D.DISERAHKAN, "terima", D.DITERIMA, PEGAWAI),
        Langkah(D.DISERAHKAN, "tanda_tangani", D.DITANDATANGANI, PEGAWAI),
        Langkah(D.DITERIMA, "tanda_tangani", D.DITANDATANGANI, PEGAWAI),
        Langkah(D.DISERAHKAN, "ajukan_keberatan", D.KEBERATAN, PEGAWAI, wajib_catatan=True),
        Langkah(D.DITERIMA, "ajukan_keberatan", D.KEBERATAN, PEGAWAI, wajib_catatan=True),
        Langkah(D.DITANDATANGANI, "ajukan_keberatan", D.KEBERATAN, PEGAWAI, wajib_catatan=True),
        Langkah(D.KEBERATAN, "putus", D.DIPUTUS, ATASAN, wajib_catatan=True),
        Langkah(D.KEBERATAN, "tarik_keberatan", D.DITERIMA, PEGAWAI),
        Langkah(D.DISERAHKAN, "anggap_diam", D.DIAM, "sistem, saat batas tanda tangan lewat"),
        Langkah(D.DITERIMA, "anggap_diam", D.DIAM, "sistem, saat batas tanda tangan lewat"),
        Langkah(D.DISUSUN, "buka_kembali", D.DIBUKA_KEMBALI, "BKPSDM dengan surat", wajib_catatan=True),
        Langkah(D.DISERAHKAN, "buka_kembali", D.DIBUKA_KEMBALI, "BKPSDM dengan surat", wajib_catatan=True),
        Langkah(D.DITERIMA, "buka_kembali", D.DIBUKA_KEMBALI, "BKPSDM dengan surat", wajib_catatan=True),
    ),
)

KEBERATAN = TabelTransisi(
    "keberatan",
    (
        Langkah(K.DIAJUKAN, "jelaskan", K.DIJELASKAN, PENILAI, wajib_catatan=True),
        Langkah(K.DIAJUKAN, "periksa", K.DIPERIKSA, ATASAN, wajib_catatan=True),
        Langkah(K.DIJELASKAN, "periksa", K.DIPERIKSA, ATASAN, wajib_catatan=True),
        Langkah(K.DIPERIKSA, "periksa", K.DIPERIKSA, ATASAN, wajib_catatan=True),
        Langkah(K.DIJELASKAN, "putus", K.DIPUTUS, ATASAN, wajib_catatan=True),
        Langkah(K.DIPERIKSA, "putus", K.DIPUTUS, ATASAN, wajib_catatan=True),
        Langkah(K.DIAJUKAN, "tarik", K.DITARIK, PEGAWAI),
        Langkah(K.DIJELASKAN, "tarik", K.DITARIK, PEGAWAI),
    ),
)
