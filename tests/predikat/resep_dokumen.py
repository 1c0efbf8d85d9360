"""Objects of documents, objections and sessions for the table of rights, brought as far as each URL needs."""

from typing import Any

from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.siklus.models import Periode
from predikat.actions import dokumen as aksi
from predikat.actions import kalibrasi, keberatan
from predikat.actions import sesi as aksi_sesi
from predikat.actions.dasar_dokumen import ISI
from predikat.models import DokumenEvaluasi, Evaluasi, Geseran, PredikatUnit, RatingDiberikan, SesiKalibrasi
from tests import pabrik

TIADA = 2**40
_SESUAI = {"hasil": "SESUAI_EKSPEKTASI", "perilaku": "SESUAI_EKSPEKTASI"}


def _akun(orang: Pegawai) -> Akun:
    return Akun.objects.filter(pegawai=orang).first() or pabrik.akun(orang)


def _periode(s: Any) -> Periode:
    return Periode.objects.select_related("siklus").get(siklus=s.siklus, jenis="TRIWULAN", urut=3)


def _orang(s: Any, objek: str, peran: str) -> tuple[Pegawai, Pegawai, Any]:
    """(person, assessor, unit)."""
    k = s.k
    if objek != "sendiri":
        return {"unit": (k.jf, k.kasi, k.dinas), "luar": (k.guru, k.kepsek, k.dinas_lain)}[objek]
    orang = s.pelihat(peran).pegawai
    ada = HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=orang).select_related("penilai").first()
    return orang, ada.penilai if ada else k.sekda, k.dinas


def _predikat_unit(s: Any, unit: Any) -> None:
    isi = {"nilai": "BAIK", "penetap": s.k.sekda, "oleh": _akun(s.k.sekda), "ditetapkan_pada": jam.sekarang()}
    PredikatUnit.objects.get_or_create(unit=unit, periode=_periode(s), defaults=isi)


def dokumen(s: Any, objek: str, peran: str, sampai: str = "DISERAHKAN", **lain: Any) -> DokumenEvaluasi:
    """A document of that person."""
    orang, penilai, unit = _orang(s, objek, peran)
    _predikat_unit(s, unit)
    e = Evaluasi.objects.create(
        pegawai=orang, penilai=penilai, unit_hitung=unit, periode=_periode(s), status="DITETAPKAN", predikat="BAIK", **_SESUAI
    )
    (d,) = aksi.buat_dokumen([e.pk], by=None)
    if lain:
        DokumenEvaluasi.objects.filter(pk=d.pk).update(**lain)
    if sampai == "DISERAHKAN":
        DokumenEvaluasi.objects.filter(pk=d.pk).update(status="DISERAHKAN", diserahkan_pada=jam.sekarang())
        meja = aksi.Jam(d.pk, unit, pemegang=orang)
        for jenis in ("dokumen_tanda_tangan", "keberatan_ajukan"):
            aksi.jangka.mulai(aksi.jangka.DOKUMEN, jenis, [meja])
    return DokumenEvaluasi.objects.select_related(*ISI).get(pk=d.pk)


def _dok(sampai: str = "DISERAHKAN", **lain: Any) -> Any:
    return lambda s, o, p: {"pk": TIADA if o == "tiada" else dokumen(s, o, p, sampai).pk, **lain}


def _kasus(sampai: str = "DIAJUKAN", **lain: Any) -> Any:
    def resep(s: Any, objek: str, peran: str) -> dict[str, Any]:
        d = dokumen(s, objek, peran, **lain)
        k = keberatan.ajukan(d, "Alasan uji.", by=_akun(d.evaluasi.pegawai))
        if sampai == "DIJELASKAN":
            keberatan.jelaskan(k, "Penjelasan uji.", by=_akun(d.evaluasi.penilai))
        return {"pk": k.pk}

    return resep


# -- sessions


def _diusulkan(s: Any, orang: Pegawai, penilai: Pegawai, unit: Any) -> Evaluasi:
    _predikat_unit(s, unit)
    e = Evaluasi.objects.create(pegawai=orang, penilai=penilai, unit_hitung=unit, periode=_periode(s))
    RatingDiberikan.objects.create(evaluasi=e, tahap="USULAN", penilai=penilai, pada=jam.sekarang(), **_SESUAI)
    Evaluasi.objects.filter(pk=e.pk).update(status="DIUSULKAN")
    return e


def _kepala(s: Any, objek: str) -> Akun:
    return _akun({"unit": s.k.kadis, "luar": s.k.kadis_lain}[objek])


def sesi(s: Any, objek: str, *, dikunci: bool = False) -> SesiKalibrasi:
    """Opened by the head of the Dinas."""
    e = _diusulkan(s, *_orang(s, objek, ""))
    kini = aksi_sesi.buka_sesi(e.unit_hitung, _periode(s), by=_kepala(s, objek))
    return aksi_sesi.kunci(kini, {}, "", by=_kepala(s, objek)) if dikunci else kini


def _sesi(*, dikunci: bool = False) -> Any:
    return lambda s, o, p: {"pk": TIADA if o == "tiada" else sesi(s, o, dikunci=dikunci).pk}


def _buka(s: Any, objek: str, peran: str) -> dict[str, Any]:
    e = _diusulkan(s, *_orang(s, objek, peran))
    return {"pk": e.unit_hitung_id, "periode": e.periode_id}


def _geseran(s: Any, objek: str, peran: str) -> dict[str, Any]:
    kini = sesi(s, objek)
    e = Evaluasi.objects.get(unit_hitung=kini.unit, periode=kini.periode)
    g: Geseran = kalibrasi.geser(kini, e.pk, "DI_ATAS_EKSPEKTASI", "SESUAI_EKSPEKTASI", "Alasan uji.", by=_kepala(s, objek))
    return {"pk": g.pk}


RESEP: dict[str, Any] = {
    **{
        f"predikat:{n}": _dok()
        for n in ("dokumen", "terima", "tanda_tangani", "sahkan", "ajukan_keberatan", "buka_kembali_dokumen")
    },
    "predikat:serahkan": _dok("DISUSUN"),
    "predikat:cetak_dokumen": _dok(formulir="dokumen"),
    **{f"predikat:{n}": _kasus() for n in ("keberatan", "jelaskan", "periksa_keberatan", "tarik_keberatan", "beri_bukti")},
    "predikat:putus": _kasus("DIJELASKAN"),
    "predikat:catat_putusan": _kasus("DIJELASKAN", atasan_penilai=None),
    "predikat:buka_sesi": _buka,
    **{
        f"predikat:{n}": _sesi()
        for n in (
            "sesi",
            "jajak_sesi",
            "geser",
            "bahas",
            "skenario_sesi",
            "kunci_sesi",
            "batalkan_sesi",
            "peserta_sesi",
            "catat_kunci_sesi",
        )
    },
    "predikat:buka_kembali_sesi": _sesi(dikunci=True),
    "predikat:jawab_geseran": _geseran,
}
