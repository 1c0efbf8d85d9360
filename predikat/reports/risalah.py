"""The minutes of a calibration session: who sat, who was moved and why, which lines of the pattern were passed over and why.

What was said about somebody (``Dibahas.catatan``) stays in the room: it is not printed. Whoever was evaluated in the session
does not read its minutes, for the reasons of his own moves stand in them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q

from kinerja.layanan.dokumen import fakta
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import pukul
from predikat.access_dokumen import boleh
from predikat.aturan import KUADRAN, periksa_distribusi
from predikat.enums import Predikat, PredikatOrganisasi, Rating, StatusSesi, SumberEvaluasi, TahapRating
from predikat.models import Evaluasi, Geseran, PredikatUnit, RatingDiberikan, SesiKalibrasi
from predikat.queries import parameter_distribusi
from predikat.queries_kalibrasi import Sel, geseran_sesi, orang_sesi
from predikat.reports.isi import periode_cetak
from skp.snapshot import pihak

NAMA, JUDUL = "risalah_kalibrasi", "Risalah sesi kalibrasi"
_SUSUNAN = ("unit", "periode__siklus", "dibuka_oleh__pegawai", "dikunci_oleh__pegawai", "keputusan__pejabat")


def _sesi(kunci: str) -> SesiKalibrasi | None:
    semua = SesiKalibrasi.objects.select_related(*_SUSUNAN)
    return semua.filter(pk=int(kunci)).first() if kunci.isdecimal() and len(kunci) < 19 else None


def rakit(kunci: str) -> Rakitan:
    """Raises ``Ditolak`` before the session is locked."""
    s = _sesi(kunci)
    if s is None or s.status != StatusSesi.DIKUNCI or s.dikunci_pada is None:
        raise Ditolak("Sesi ini belum dikunci, jadi belum ada risalahnya.")
    isi = isi_risalah(s, s.dikunci_pada.astimezone(jam.WITA).date())
    dinilai = set(orang_sesi(s).values_list("pegawai_id", flat=True))
    duduk = s.peserta.exclude(pegawai__in=dinilai).order_by("pegawai_id", "peran")
    return Rakitan(
        judul=f"{JUDUL} {isi['unit']} {s.periode}",
        isi=isi,
        tanggal=isi["ttd"]["tanggal"],
        unit_id=s.unit_id,
        pihak=tuple({p.pegawai_id: (p.pegawai_id, p.get_peran_display().lower()) for p in duduk}.values()),
    )


def isi_risalah(s: SesiKalibrasi, hari: dt.date) -> dict[str, Any]:
    """What is printed. Twelve queries, however many people."""
    geseran = geseran_sesi(s)
    orang = list(orang_sesi(s).order_by("pk"))
    sebelum, sesudah, terkunci = _sebaran(orang, geseran)
    pu = PredikatUnit.objects.filter(unit=s.unit_id, periode=s.periode_id).first()
    pengunci = _pengunci(s)
    return {
        "kop": fakta.kop(s.unit, hari),
        "unit": fakta.nama_unit(s.unit, hari),
        "periode": periode_cetak(s.periode),
        "organisasi": pu.nilai if pu else "",
        "dibuka": _kapan(s.dibuka_pada),
        "dikunci": _kapan(s.dikunci_pada),
        "peserta": _peserta(s, hari),
        "jumlah": len(orang),
        "dibahas": s.dibahas.count(),
        "sebaran": [{"predikat": p, "sebelum": sebelum[p], "sesudah": sesudah[p], "terkunci": terkunci[p]} for p in Predikat],
        "baris": _baris(s, pu, sesudah, terkunci, hari),
        "geseran": [_geseran(g) for g in geseran],
        "alasan": s.alasan,
        "pengunci": pihak(pengunci, jabatan_utama([pengunci.pk], hari).get(pengunci.pk) if pengunci else None, hari),
        "ttd": {"tempat": settings.KOP_TEMPAT, "tanggal": hari, "surat": s.keputusan.nomor if s.keputusan else ""},
    }


def _pengunci(s: SesiKalibrasi) -> Pegawai:
    orang = s.keputusan.pejabat if s.keputusan else (s.dikunci_oleh.pegawai if s.dikunci_oleh else None)
    assert orang is not None, "yang mengunci selalu seorang pegawai"
    return orang


def _kapan(kini: dt.datetime | None) -> dict[str, Any]:
    assert kini is not None, "sesi yang dikunci punya kedua waktunya"
    return {"tanggal": kini.astimezone(jam.WITA).date(), "pukul": pukul(kini)}


def _peserta(s: SesiKalibrasi, hari: dt.date) -> list[dict[str, str]]:
    """One row per person with all he sat as."""
    per: dict[Pegawai, list[str]] = {}
    for p in s.peserta.select_related("pegawai").order_by("pegawai__nama_urut", "pegawai_id", "peran"):
        per.setdefault(p.pegawai, []).append(p.get_peran_display())
    tugas = jabatan_utama([o.pk for o in per], hari)
    return [
        {"nama": o.nama_gelar, "jabatan": tugas[o.pk].nama_jabatan if o.pk in tugas else "", "peran": ", ".join(peran)}
        for o, peran in per.items()
    ]


def _sebaran(
    orang: Sequence[Evaluasi], geseran: Sequence[Geseran]
) -> tuple[Counter[Predikat], Counter[Predikat], Counter[Predikat]]:
    """(as the assessors proposed, as it was locked, the part that comes from elsewhere)."""
    usul = _usulan([e.pk for e in orang])
    akhir = {g.evaluasi_id: g for g in geseran}
    sebelum, sesudah, terkunci = Counter[Predikat](), Counter[Predikat](), Counter[Predikat]()
    for e in orang:
        if e.sumber != SumberEvaluasi.LOKAL:
            if e.predikat:
                for hitung in (sebelum, sesudah, terkunci):
                    hitung[Predikat(e.predikat)] += 1
        elif e.pk in usul:
            awal = usul[e.pk]
            sebelum[KUADRAN[_sel(awal.hasil, awal.perilaku)]] += 1
            g = akhir.get(e.pk)
            lebih_baru = g is not None and g.pada >= awal.pada
            sesudah[KUADRAN[_sel(g.ke_hasil, g.ke_perilaku) if g and lebih_baru else _sel(awal.hasil, awal.perilaku)]] += 1
    return sebelum, sesudah, terkunci


def _usulan(ids: Sequence[int]) -> dict[int, RatingDiberikan]:
    baris = RatingDiberikan.objects.filter(evaluasi__in=ids, tahap=TahapRating.USULAN)
    return {r.evaluasi_id: r for r in baris.order_by("evaluasi_id", "-pada", "-pk").distinct("evaluasi_id")}


def _sel(hasil: str, perilaku: str) -> Sel:
    return Rating(hasil), Rating(perilaku)


def _baris(
    s: SesiKalibrasi, pu: PredikatUnit | None, jumlah: Counter[Predikat], terkunci: Counter[Predikat], hari: dt.date
) -> list[dict[str, Any]]:
    if pu is None:
        return []
    semua = periksa_distribusi(PredikatOrganisasi(pu.nilai), jumlah, terkunci, parameter_distribusi(hari)[0])
    return [
        {"nama": b.nama, "batas": b.batas, "nilai": b.nilai, "dipenuhi": b.dipenuhi, "informasi": b.informasi,
         "nasihat": b.nasihat, "alasan": s.alasan_baris.get(b.nama, "")}
        for b in semua
    ]  # fmt: skip


def _geseran(g: Geseran) -> dict[str, Any]:
    dari, ke = _sel(g.dari_hasil, g.dari_perilaku), _sel(g.ke_hasil, g.ke_perilaku)
    return {
        "nama": g.evaluasi.pegawai.nama_gelar,
        "nip": g.evaluasi.pegawai.nip or "",
        "dari": [*dari, KUADRAN[dari]],
        "ke": [*ke, KUADRAN[ke]],
        "alasan": g.alasan,
        "demi_pola": g.demi_pola,
        "oleh": g.oleh.nama_tampil if g.oleh else "",
        "pada": _kapan(g.pada),
        "jawaban": _jawaban(g),
    }


def _jawaban(g: Geseran) -> str:
    if g.disetujui_penilai is None:
        return "Belum dijawab"
    return "Setuju" if g.disetujui_penilai else f"Tidak setuju: {g.alasan_penilai}"


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What anyone who holds the paper may read: no names."""
    return (
        ("Unit", isi["unit"]),
        ("Periode", f"{isi['periode']['nama'].capitalize()} {isi['periode']['tahun']}"),
    )


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """Participants and BKPSDM, of a locked session in which they were not evaluated."""
    s = _sesi(kunci)
    return s is not None and boleh(akun, "risalah_sesi", s)


def terlihat(akun: Akun) -> Q:
    """The same: whoever was evaluated in it is no party. BKPSDM: all but those about themselves."""
    h = hak(akun)
    if h.admin_bkpsdm:
        tentang_saya = Evaluasi.objects.filter(pegawai=h.pegawai_id or 0).values_list("unit_hitung", "periode")
        milik = Q(pk__in=[])
        for unit, periode in tentang_saya:
            milik |= Q(unit=unit, periode=periode)
        kunci = [str(pk) for pk in SesiKalibrasi.objects.filter(milik).values_list("pk", flat=True)]
        return Q(jenis=NAMA) & ~Q(kunci_objek__in=kunci)
    return Q(pk__in=Dokumen.objects.filter(jenis=NAMA, pihak__pegawai_id=h.pegawai_id or 0).values("pk"))


def gugur(kunci: str) -> str:
    """A session that was opened again has no result."""
    s = _sesi(kunci)
    if s is not None and s.status == StatusSesi.DIKUNCI:
        return ""
    return "Sesi kalibrasi ini dibuka kembali sesudah risalahnya terbit."


RISALAH = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={1: "cetak/risalah_kalibrasi.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat,
    gugur=gugur,
    lanskap=True,
)
