"""The feedback sheet of a person and a period: what came to light, each giver named no more than he allows.

The object is ``<pegawai>-<periode>``. Read by the receiver and his assessor only. What is withdrawn or hidden later makes
the next revision, without it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from dialog.enums import JenisUmpanBalik
from dialog.models import UmpanBalik
from dialog.queries_umpan import dengan_objek, penilai_dari, terbaca
from dialog.tampilan_umpan import bagian, siapa, tentang
from kinerja.layanan.dokumen import fakta
from kinerja.layanan.dokumen.actions import tarik_dokumen, terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.models import Periode

NAMA = "umpan_balik"
JUDUL = "Lembar Umpan Balik Berkelanjutan"
SKEMA = 1


def kunci(pegawai_id: int, periode_id: int) -> str:
    """The object of a sheet."""
    return f"{pegawai_id}-{periode_id}"


def _cari(kunci_: str) -> tuple[Pegawai, Periode] | None:
    orang, _, periode = kunci_.partition("-")
    if not (orang.isdecimal() and periode.isdecimal() and max(len(orang), len(periode)) < 19):
        return None
    p = Pegawai.objects.filter(pk=int(orang)).first()
    q = Periode.objects.filter(pk=int(periode)).select_related("siklus").first()
    return (p, q) if p is not None and q is not None else None


def rakit(kunci_: str) -> Rakitan:
    """Raises ``Ditolak`` while nothing has come to light."""
    ada = _cari(kunci_)
    umpan = list(_umpan(*ada)) if ada else []
    if ada is None or not umpan:
        raise Ditolak("Belum ada umpan balik yang terbit pada periode ini. Lembarnya dibuat setelah ada.")
    orang, periode = ada
    hari = min(jam.hari_ini(), periode.sampai)
    penilai = penilai_dari(orang.pk, hari)
    tugas = jabatan_utama([p.pk for p in (orang, penilai) if p], hari)
    unit = tugas[orang.pk].unit if orang.pk in tugas else None
    isi: dict[str, Any] = {"kop": fakta.kop(unit, hari), "periode": str(periode), **isi_lembar(umpan)}
    for peran, siapa_ in (("pegawai", orang), ("penilai", penilai)):
        t = tugas.get(siapa_.pk) if siapa_ else None
        isi[peran] = fakta.orang(siapa_, t, fakta.nama_unit(t.unit, hari) if t else "") if siapa_ else None
    pihak = [(orang.pk, "pegawai"), *([(penilai.pk, "penilai")] if penilai else [])]
    return Rakitan(
        judul=f"{JUDUL} {orang.nama} {periode}",
        isi=isi,
        tanggal=jam.hari_ini(),
        unit_id=unit.pk if unit else None,
        pihak=tuple(pihak),
    )


def _umpan(orang: Pegawai, periode: Periode) -> Sequence[UmpanBalik]:
    return list(dengan_objek(terbaca().filter(penerima=orang, periode=periode)).order_by("tanggal", "pk"))


def isi_lembar(umpan: Sequence[UmpanBalik]) -> dict[str, Any]:
    """Rows on results and on behaviour, and how many of each kind; nothing of a giver but what he allows."""
    return {
        "hasil": [_baris(u) for u in umpan if u.lini_rhk_id],
        "perilaku": [_baris(u) for u in umpan if u.nilai],
        "banyak": [{"jenis": j.label, "n": sum(u.jenis == j for u in umpan)} for j in JenisUmpanBalik],
    }


def _baris(u: UmpanBalik) -> dict[str, Any]:
    return {
        "tentang": tentang(u).removeprefix("RHK ").removeprefix("Nilai "),
        "jenis": JenisUmpanBalik(u.jenis).label,
        "bagian": [{"judul": judul, "isi": teks} for judul, teks in bagian(u)],
        "siapa": siapa(u),
        "tanggal": u.tanggal,
        "tanggapan": u.tanggapan,
    }


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Nothing: the kind is confidential."""
    return ()


def boleh_terbit(akun: Akun, kunci_: str) -> bool:
    """The receiver and his assessor."""
    ada, saya = _cari(kunci_), hak(akun).pegawai_id
    if ada is None or saya is None:
        return False
    penilai = penilai_dari(ada[0].pk, hak(akun).hari)
    return saya == ada[0].pk or (penilai is not None and penilai.pk == saya)


def terlihat(akun: Akun) -> Q:
    """The receiver and who assessed him then, whatever anybody's office."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return Q(pk__in=[])
    return Q(pk__in=Dokumen.objects.filter(jenis=NAMA, pihak__pegawai_id=saya).values("pk"))


def perbarui(peristiwa: Peristiwa) -> None:
    """A feedback was withdrawn or hidden: a sheet that was issued with it gets its next revision without it."""
    umpan = UmpanBalik.objects.filter(pk=peristiwa.objek_id).first()
    if umpan is None or not (umpan.ditarik or umpan.disembunyikan):
        return
    k = kunci(umpan.penerima_id, umpan.periode_id)
    lama = Dokumen.objects.filter(jenis=NAMA, kunci_objek=k).order_by("-revisi").first()
    ada = _cari(k)
    if lama is None or ada is None or lama.ditarik_pada is not None:
        return
    if _umpan(*ada):
        terbitkan_dokumen(NAMA, k, by=None)
    else:
        tarik_dokumen(lama, "Umpan balik di dalamnya ditarik atau disembunyikan.", by=None)


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={SKEMA: "cetak/umpan_balik.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat,
    rahasia=True,
)
