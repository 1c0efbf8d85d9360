"""The kinds of documents of evaluation: the evaluation form (F10 to F12), the Dokumen Evaluasi (F13), the penetapan (F14).

A document is issued when somebody asks for it: 4,600 a year would be printed for a few hundred who read them on paper. The
snapshot changes with every signature, so each is a revision of the same document.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404

from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak, mencakup
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from predikat.actions.dasar_dokumen import ISI
from predikat.enums import PredikatOrganisasi, StatusDokumen
from predikat.models import DokumenEvaluasi, Evaluasi, PredikatUnit
from predikat.queries import dokumen_diserahkan
from predikat.queries_dokumen import dokumen_terlihat
from predikat.reports import isi as kumpul

EVALUASI, DOKUMEN, PENETAPAN = "evaluasi_kinerja", "dokumen_evaluasi", "penetapan_predikat"
SKEMA = 1
_JUDUL = {
    EVALUASI: "Evaluasi Kinerja Pegawai",
    DOKUMEN: "Dokumen Evaluasi Kinerja Pegawai",
    PENETAPAN: "Penetapan Predikat Kinerja",
}
#: Word in the address -> kind.
FORMULIR = {"evaluasi": EVALUASI, "dokumen": DOKUMEN}
_ISI: Mapping[str, Callable[[DokumenEvaluasi], dict[str, Any]]] = {
    EVALUASI: kumpul.isi_evaluasi,
    DOKUMEN: kumpul.isi_dokumen,
}


def dokumen_cetak(d: DokumenEvaluasi, formulir: str, *, by: Akun) -> Dokumen:
    """The issued document as it stands now; equal content is not issued again. ``Http404`` for an unknown form."""
    if formulir not in FORMULIR:
        raise Http404
    if d.status == StatusDokumen.DIBUKA_KEMBALI:
        raise Ditolak("Dokumen ini dibuka kembali, jadi tidak dicetak lagi. Tunggu penggantinya.")
    dokumen = terbitkan_dokumen(FORMULIR[formulir], str(d.pk), by=by)
    if formulir == "dokumen" and d.dokumen_id != dokumen.pk:
        DokumenEvaluasi.objects.filter(pk=d.pk).update(dokumen=dokumen)
    return dokumen


def _cari(kunci: str) -> DokumenEvaluasi | None:
    semua = DokumenEvaluasi.objects.select_related(*ISI, "evaluasi__unit_dipimpin")
    return semua.filter(pk=int(kunci)).first() if kunci.isdecimal() and len(kunci) < 19 else None


def _rakit(jenis: str, kunci: str) -> Rakitan:
    """Raises ``Ditolak`` when there is no such document."""
    d = _cari(kunci)
    if d is None or d.status == StatusDokumen.DIBUKA_KEMBALI:
        raise Ditolak("Dokumen Evaluasi ini tidak ada, atau sudah dibuka kembali.")
    e, isi = d.evaluasi, _ISI[jenis](d)
    pihak = [(e.penilai_id, "pejabat penilai kinerja"), (d.atasan_penilai_id, "atasan pejabat penilai kinerja")]
    if d.diserahkan_pada:
        pihak.append((e.pegawai_id, "pegawai yang dinilai"))
    return Rakitan(
        judul=f"{_JUDUL[jenis]} {e.periode} {e.pegawai.nama_gelar}",
        isi=isi,
        tanggal=isi["ttd"]["tanggal"],
        unit_id=e.unit_hitung_id,
        pihak=tuple((pk, nama) for pk, nama in pihak if pk),
    )


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What anyone who holds the paper may read: no NIP, no predikat."""
    return (
        ("Pegawai", ", ".join(x for x in (isi["pegawai"]["nama"], isi["pegawai"]["jabatan"]) if x)),
        ("Pejabat penilai kinerja", isi["penilai"]["nama"]),
        ("Periode", f"{isi['periode']['nama'].capitalize()} {isi['periode']['tahun']}"),
    )


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """Whoever may see the document may have it printed."""
    return kunci.isdecimal() and len(kunci) < 19 and dokumen_terlihat(akun).filter(pk=int(kunci)).exists()


def terlihat(akun: Akun) -> Q:
    """Parties, those who look after the unit, BKPSDM, Inspektorat: as the document itself."""
    kunci = [str(pk) for pk in dokumen_terlihat(akun).values_list("pk", flat=True)[:5000]]
    return Q(jenis__in=[EVALUASI, DOKUMEN], kunci_objek__in=kunci)


def gugur(jenis: str, kunci: str) -> str:
    """Opened again, or decided upon after it was printed. Anyone who holds the paper reads it: no word of an objection."""
    d = _cari(kunci)
    if d is not None and d.status == StatusDokumen.DIBUKA_KEMBALI:
        return "Dokumen Evaluasi ini dibuka kembali sesudah terbit, jadi tidak berlaku lagi."
    terbit = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci).order_by("-revisi").first()
    if d is None or terbit is None or d.status != StatusDokumen.DIPUTUS:
        return ""
    assert d.selesai_pada is not None, "yang diputus selesai"
    return "Ada lembar yang lebih baru untuk dokumen ini. Minta yang terbaru." if terbit.dibuat_pada < d.selesai_pada else ""


# -- F14


def kunci_penetapan(unit_id: int, periode_id: int) -> str:
    """The object of a penetapan is the unit in a period."""
    return f"{unit_id}-{periode_id}"


def _predikat_unit(kunci: str) -> PredikatUnit | None:
    bagian = kunci.split("-")
    if len(bagian) != 2 or not all(x.isdecimal() and len(x) < 19 for x in bagian):
        return None
    semua = PredikatUnit.objects.select_related("unit", "periode__siklus", "penetap", "keputusan")
    return semua.filter(unit=int(bagian[0]), periode=int(bagian[1])).first()


def _rakit_penetapan(kunci: str) -> Rakitan:
    """Raises ``Ditolak`` before the predikat of the unit is set."""
    pu = _predikat_unit(kunci)
    if pu is None:
        raise Ditolak("Predikat organisasi unit ini belum ditetapkan, jadi belum ada penetapannya.")
    isi = kumpul.isi_penetapan(pu)
    return Rakitan(
        judul=f"{_JUDUL[PENETAPAN]} {isi['unit']} {pu.periode}",
        isi=isi,
        tanggal=isi["ttd"]["tanggal"],
        unit_id=pu.unit_id,
        pihak=((pu.penetap_id, "pimpinan yang menetapkan"),),
    )


def _publik_penetapan(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    return (
        ("Unit", isi["unit"]),
        ("Periode", f"{isi['periode']['nama'].capitalize()} {isi['periode']['tahun']}"),
        ("Predikat organisasi", PredikatOrganisasi(isi["organisasi"]).label),
    )


def _boleh_penetapan(akun: Akun, kunci: str) -> bool:
    """Who leads the unit or stands above it, who set it, BKPSDM; nobody whose own predikat in it he may not see yet."""
    pu, h = _predikat_unit(kunci), hak(akun)
    if pu is None or kunci in _tentang_saya(h.pegawai_id):
        return False
    return h.admin_bkpsdm or pu.penetap_id == h.pegawai_id or mencakup(h.memimpin, pu.unit.path)


def _tentang_saya(pegawai_id: int | None) -> list[str]:
    """Penetapan that name a person's predikat before his document is handed over."""
    milik = Evaluasi.objects.filter(pegawai=pegawai_id or 0).exclude(dokumen_diserahkan())
    return [kunci_penetapan(*x) for x in milik.values_list("unit_hitung_id", "periode_id")]


def _terlihat_penetapan(akun: Akun) -> Q:
    """It names everybody's predikat: not for admins of units; Inspektorat reads documents one by one."""
    return _penetapan_untuk(akun) & ~Q(kunci_objek__in=_tentang_saya(hak(akun).pegawai_id))


def _penetapan_untuk(akun: Akun) -> Q:
    h = hak(akun)
    if h.admin_bkpsdm:
        return Q(jenis=PENETAPAN)
    boleh = Q(pk__in=Dokumen.objects.filter(jenis=PENETAPAN, pihak__pegawai_id=h.pegawai_id or 0).values("pk"))
    for path in h.memimpin:
        boleh |= Q(jenis=PENETAPAN, unit__path__startswith=path)
    return boleh


def _jenis(nama: str, template: str, *, lanskap: bool) -> JenisDokumen:
    return JenisDokumen(
        nama=nama,
        judul=_JUDUL[nama],
        template={SKEMA: template},
        rakit=lambda kunci: _rakit(nama, kunci),
        publik=publik,
        boleh_terbit=boleh_terbit,
        terlihat=terlihat,
        gugur=lambda kunci: gugur(nama, kunci),
        lanskap=lanskap,
    )


JENIS = (
    _jenis(EVALUASI, "cetak/evaluasi_kinerja.html", lanskap=True),
    _jenis(DOKUMEN, "cetak/dokumen_evaluasi.html", lanskap=False),
    JenisDokumen(
        nama=PENETAPAN,
        judul=_JUDUL[PENETAPAN],
        template={SKEMA: "cetak/penetapan_predikat.html"},
        rakit=_rakit_penetapan,
        publik=_publik_penetapan,
        boleh_terbit=_boleh_penetapan,
        terlihat=_terlihat_penetapan,
        lanskap=False,
    ),
)
