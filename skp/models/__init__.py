"""Tables of planning."""

from skp.models.mpph import MPPH, BarisMPPH, KolomMPPH, LangkahMPPH, SelMPPH
from skp.models.pk import (
    IndikatorPK,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Program,
    RujukanPK,
    Sasaran,
    Simpul,
)
from skp.models.pustaka import PustakaIKI, PustakaRHK, TemplatLampiran
from skp.models.rhk import (
    IKI,
    RHK,
    AbaikanSaran,
    Komentar,
    Lampiran,
    LiniIKI,
    LiniRHK,
    ManualIndikator,
    PerilakuSKP,
    StandarUnggul,
    Strategi,
)
from skp.models.ringkasan import RingkasanPerencanaan
from skp.models.skp import SKP, BerkasSKP, LangkahSKP, VersiSKP

__all__ = [
    "IKI", "MPPH", "RHK", "SKP", "AbaikanSaran", "BarisMPPH", "BerkasSKP", "IndikatorPK", "KolomMPPH", "Komentar",
    "Lampiran", "LangkahMPPH", "LangkahSKP", "LiniIKI", "LiniIndikator", "LiniRHK", "LiniSasaran", "ManualIndikator",
    "PerilakuSKP", "PerjanjianKinerja", "Program", "PustakaIKI", "PustakaRHK", "RingkasanPerencanaan", "RujukanPK",
    "Sasaran", "SelMPPH", "Simpul", "StandarUnggul", "Strategi", "TemplatLampiran", "VersiSKP",
]  # fmt: skip
