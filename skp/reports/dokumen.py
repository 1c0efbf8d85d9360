"""The kinds of documents of planning: SKP (F1 to F4), Lampiran (F5), Manual Indikator (F6).

The object of a document is the SKP, so that a later version is the next revision and the earlier one says that it was replaced.
What is printed is the snapshot of the version that holds, character by character: live rows are read for a draft print only.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kinerja.layanan.dokumen import cetak, susun
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak, mencakup
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import tanggal
from skp import snapshot
from skp.enums import BentukSKP, StatusSKP
from skp.models import SKP, VersiSKP

SKP_, LAMPIRAN, MIK = "skp", "skp_lampiran", "mik"
_JUDUL = {SKP_: "Sasaran Kinerja Pegawai", LAMPIRAN: "Lampiran SKP", MIK: "Manual Indikator Kinerja"}
_TEMPLATE = {SKP_: "cetak/skp.html", LAMPIRAN: "cetak/skp_lampiran.html", MIK: "cetak/skp_mik.html"}
_LANSKAP = frozenset({SKP_})
#: More letters than this are not printed as a draft.
_TERPANJANG = 1_000_000


def formulir(bentuk: str) -> tuple[str, ...]:
    """Which kinds an SKP of that form has: a manual of indicators is for JPT and heads of independent units (5.9)."""
    return (SKP_, LAMPIRAN, MIK) if bentuk == BentukSKP.JPT else (SKP_, LAMPIRAN)


def judul_cetak(jenis: str, isi: Mapping[str, Any]) -> str:
    """Title of the PDF, and its file name."""
    return f"{_JUDUL[jenis]} {isi['tahun']} {isi['pegawai']['nama']}"


def versi_ditetapkan(kunci: str) -> VersiSKP | None:
    """The version of an SKP that holds."""
    if not kunci.isdigit():
        return None
    semua = VersiSKP.objects.filter(skp=int(kunci), status=StatusSKP.DITETAPKAN)
    return semua.select_related("skp__penugasan").first()


def _rakit(jenis: str, kunci: str) -> Rakitan:
    """Raises ``Ditolak`` when no version is set, or when this form does not belong to it."""
    versi = versi_ditetapkan(kunci)
    if versi is None:
        raise Ditolak("SKP ini belum ditetapkan, jadi belum ada dokumen yang terbit.")
    if jenis not in formulir(versi.skp.bentuk):
        raise Ditolak("Manual Indikator Kinerja hanya disusun pada SKP JPT dan pimpinan unit kerja mandiri.")
    isi, _ = susun.uraikan(versi.snapshot)
    pihak = [(versi.skp.pegawai_id, "pegawai yang dinilai")]
    if versi.penilai_id:
        pihak.append((versi.penilai_id, "pejabat penilai kinerja"))
    return Rakitan(
        judul=judul_cetak(jenis, isi),
        isi=isi,
        tanggal=dt.date.fromisoformat(isi["ttd"]["tanggal"]),
        unit_id=versi.skp.penugasan.unit_id,
        pihak=tuple(pihak),
    )


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What anyone who holds the paper may read: names and offices, no NIP, no content."""
    penilai = ", ".join(x for x in (isi["penilai"]["nama"], isi["penilai"]["jabatan"]) if x)
    mulai, sampai = (tanggal(dt.date.fromisoformat(isi["periode"][k])) for k in ("mulai", "sampai"))
    return (
        ("Pegawai", ", ".join(x for x in (isi["pegawai"]["nama"], isi["pegawai"]["jabatan"]) if x)),
        ("Pejabat penilai kinerja", penilai),
        ("Periode", f"{mulai} sampai {sampai}"),
        ("Ditetapkan", f"{tanggal(dt.date.fromisoformat(isi['ttd']['tanggal']))}, versi {isi['versi']}"),
    )


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """BKPSDM, and whoever is admin of the unit of the posting; the worker issues by itself when an SKP is set."""
    h = hak(akun)
    if h.admin_bkpsdm:
        return True
    if not (h.wilayah_admin and kunci.isdigit()):
        return False
    path = SKP.objects.filter(pk=int(kunci)).values_list("penugasan__unit__path", flat=True).first()
    return path is not None and mencakup(h.wilayah_admin, path)


def _gugur(jenis: str, kunci: str) -> str:
    """A newer version was set and its document is not issued yet."""
    versi = versi_ditetapkan(kunci)
    terkini = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci).order_by("-revisi").first()
    if versi is None or terkini is None or terkini.sha256 == versi.sha256:
        return ""
    return f"SKP ini diubah. Versi {versi.nomor} ditetapkan pada {tanggal(versi.ditetapkan_pada)}."


def _jenis(nama: str) -> JenisDokumen:
    return JenisDokumen(
        nama=nama,
        judul=_JUDUL[nama],
        template={snapshot.SKEMA: _TEMPLATE[nama]},
        rakit=lambda kunci: _rakit(nama, kunci),
        publik=publik,
        boleh_terbit=boleh_terbit,
        gugur=lambda kunci: _gugur(nama, kunci),
        lanskap=nama in _LANSKAP,
    )


JENIS = tuple(_jenis(nama) for nama in _JUDUL)


def dokumen_versi(versi: VersiSKP, jenis: str) -> Dokumen | None:
    """The issued document of that very version: the same snapshot, the same hash."""
    if not versi.sha256:
        return None
    sama = Dokumen.objects.filter(jenis=jenis, kunci_objek=str(versi.skp_id), sha256=versi.sha256)
    return sama.select_related("berkas").order_by("-revisi").first()


def isi_versi(versi: VersiSKP) -> Mapping[str, Any]:
    """What a form is given: the snapshot; of a version that is not set, live rows in the very shape of one."""
    if versi.snapshot:
        return susun.uraikan(versi.snapshot)[0]
    isi = snapshot.isi_cetak(versi, ditetapkan_pada=None)
    polos: Mapping[str, Any] = json.loads(susun.kanonik(isi, snapshot.SKEMA))["isi"]
    return polos


def pratinjau(jenis: str, isi: Mapping[str, Any]) -> cetak.HasilCetak:
    """A PDF marked DRAF, neither stored nor sealed."""
    ket = cetak.KetCetak(judul=judul_cetak(jenis, isi), lanskap=jenis in _LANSKAP, draf=True)
    return cetak.cetak(cetak.susun_html(_TEMPLATE[jenis], isi, ket))


def pastikan_singkat(huruf: int) -> None:
    """Raises ``Ditolak`` for what is printed once only, when it was set."""
    if huruf > _TERPANJANG:
        raise Ditolak("Isinya terlalu panjang untuk dicetak sebagai draf. PDF-nya dibuat setelah ditetapkan.")
