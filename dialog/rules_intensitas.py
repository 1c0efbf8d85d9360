"""Who sees his team, and how intense the talks of units are: counts and who leads, never what was said."""

from typing import Any

from kinerja.organisasi.rules import adalah_pegawai, adalah_pimpinan, bertugas_mengawasi
from skp.rules import memimpin_di_atas, mengawasi_unit

#: Part of ``rules.IZIN``; the second argument is the unit.
IZIN_INTENSITAS: dict[str, Any] = {
    "lihat_tim": adalah_pegawai,
    "lihat_intensitas": memimpin_di_atas | mengawasi_unit,
    "lihat_intensitas_kabupaten": bertugas_mengawasi | adalah_pimpinan,
}
