"""Tables of evaluation."""

from predikat.models.dokumen import (
    BuktiKeberatan,
    DokumenEvaluasi,
    Keberatan,
    KonversiIPK,
    LangkahKeberatan,
    PredikatResmi,
)
from predikat.models.evaluasi import BagianEvaluasi, Evaluasi, LangkahEvaluasi, RatingDiberikan
from predikat.models.kalibrasi import Dibahas, Geseran, PesertaSesi, SesiKalibrasi, Skenario
from predikat.models.organisasi import (
    AlasanPola,
    KriteriaUnggul,
    PembekuanPopulasi,
    PredikatUnit,
    RekomendasiUnit,
    SelKuadran,
)
from predikat.models.ringkasan import RingkasanKelompok, RingkasanPenilai, RingkasanPola

__all__ = [
    "AlasanPola", "BagianEvaluasi", "BuktiKeberatan", "Dibahas", "DokumenEvaluasi", "Evaluasi", "Geseran", "Keberatan",
    "KonversiIPK", "KriteriaUnggul",
    "LangkahEvaluasi", "LangkahKeberatan", "PembekuanPopulasi", "PesertaSesi", "PredikatResmi", "PredikatUnit",
    "RatingDiberikan", "RekomendasiUnit", "RingkasanKelompok", "RingkasanPenilai", "RingkasanPola",
    "SelKuadran", "SesiKalibrasi", "Skenario",
]  # fmt: skip
