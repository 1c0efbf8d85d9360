"""What the page to read, the leader's pages and the list of one's own SKP show around the content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kinerja.organisasi.models import Akun
from kinerja.plumbing.tulisan import waktu
from skp import access, snapshot
from skp.beda import Perubahan
from skp.enums import TERBUKA, JenisRHK, KeadaanInduk, StatusSKP
from skp.kalimat import bentuk_baku
from skp.layar_skp import LayarSKP
from skp.models import MPPH, RHK, Komentar, LangkahSKP, VersiSKP
from skp.queries import versi_terlihat
from skp.queries_mpph import matriks_memuat
from skp.transitions import SKP as LANGKAH

#: act -> (what happened, icon)
TINDAKAN = {
    "ajukan": ("Diajukan", "send"),
    "tarik": ("Ditarik kembali", "arrow-back-up"),
    "kembalikan": ("Dikembalikan", "arrow-back-up"),
    "sunting_penilai": ("Disunting penilai", "pencil"),
    "tetapkan": ("Ditetapkan", "signature"),
    "gantikan": ("Diganti versi baru", "refresh"),
    "batalkan": ("Dibatalkan", "circle-x"),
}
#: status -> (chip kind, icon)
CIP = {
    StatusSKP.DRAF: ("info", "pencil"),
    StatusSKP.DIAJUKAN: ("awas", "clock"),
    StatusSKP.DIKEMBALIKAN: ("awas", "arrow-back-up"),
    StatusSKP.DITETAPKAN: ("ok", "check"),
    StatusSKP.DIGANTI: ("", "history"),
    StatusSKP.BATAL: ("", "circle-x"),
}
KINI = "kini"
_REKAN_TERBANYAK = 40


@dataclass(frozen=True, slots=True)
class Banding:
    """A difference between two moments. ``baris``: place -> changes there, in the order of the form."""

    dari: str
    ke: str
    perubahan: Sequence[Perubahan]

    @property
    def baris(self) -> list[tuple[str, list[Perubahan]]]:
        """By row."""
        hasil: dict[str, list[Perubahan]] = {}
        for p in self.perubahan:
            hasil.setdefault(p.tempat or p.label, []).append(p)
        return list(hasil.items())


def konteks_lihat(akun: Akun, v: VersiSKP) -> dict[str, Any]:
    """What the page to read shows of a version."""
    pembicaraan = access.boleh(akun, "lihat_pembicaraan", v)
    langkah = list(_langkah(akun, v, pembicaraan))
    layar = LayarSKP(v, pembicaraan=pembicaraan)
    return {
        "layar": layar,
        "versi_lain": _versi_lain(akun, v),
        "langkah": langkah,
        "layar_langkah": [(x, sebut_langkah(x)) for x in reversed(langkah)],
        "linimasa": [_butir(x) for x in reversed(langkah)],
        "boleh": {n: access.boleh(akun, n, v) for n in _TOMBOL},
        "pemilik": akun.pegawai_id == v.skp.pegawai_id,
        "perlu_konfirmasi": [r for r in layar.rhk if r.baris.keadaan.nilai is KeadaanInduk.MENUNGGU_KONFIRMASI],
        "matriks": matriks_terlihat(akun, v),
        "cip": CIP[StatusSKP(v.status)],
        "mungkin": {x.tindakan for x in LANGKAH.tindakan(v.status)},
    }


def matriks_terlihat(akun: Akun, v: VersiSKP) -> list[MPPH]:
    """Matrices of leaders that gave the owner his roles, as far as ``akun`` may look into them."""
    semua = matriks_memuat(v.skp.pegawai_id, v.skp.siklus_id)
    return [m for m in semua if akun.pegawai_id == v.skp.pegawai_id or access.boleh(akun, "lihat_mpph", m)]


_TOMBOL = ("isi", "tarik", "tetapkan", "buka_versi", "batalkan", "konfirmasi_induk", "catat_penetapan", "komentar")


def _langkah(akun: Akun, v: VersiSKP, pembicaraan: bool) -> QuerySet[LangkahSKP]:
    """Steps of all versions of the SKP that one may see, the oldest first; without ``pembicaraan`` only that it was set."""
    terlihat = versi_terlihat(akun).filter(skp=v.skp_id).values("pk")
    semua = LangkahSKP.objects.filter(versi__in=terlihat).select_related("versi").defer("isi", "versi__snapshot")
    return semua if pembicaraan else semua.filter(tindakan="tetapkan")


def _butir(x: LangkahSKP) -> dict[str, Any]:
    kata, ikon = TINDAKAN.get(x.tindakan, (x.tindakan, "circle-dashed"))
    siapa = f"{x.nama_oleh}, {x.sebagai}" if x.sebagai else x.nama_oleh
    baris = f" {len(x.per_baris)} catatan pada baris." if x.per_baris else ""
    isi = f"{siapa}. {x.catatan}{baris}".strip()
    return {"ikon": ikon, "judul": f"{kata}, versi {x.versi.nomor}", "isi": isi, "waktu": waktu(x.pada)}


def _versi_lain(akun: Akun, v: VersiSKP) -> list[VersiSKP]:
    semua = versi_terlihat(akun).filter(skp=v.skp_id).defer("snapshot").order_by("-nomor")
    return list(semua)


def banding(v: VersiSKP, dari: str, ke: str, langkah: Sequence[LangkahSKP]) -> Banding | None:
    """The difference between two steps, or a step and now. Without a choice: since the last step of an open version, or
    since the version before."""
    dikenal = {str(x.pk): x for x in langkah}
    awal = dikenal.get(dari) or (None if dari else _awal(v, langkah))
    akhir = dikenal.get(ke)
    if awal is None or (akhir is not None and akhir.pk == awal.pk):
        return None
    isi = dict(LangkahSKP.objects.filter(pk__in=[x.pk for x in (awal, akhir) if x]).values_list("pk", "isi"))
    kini = isi[akhir.pk] if akhir else snapshot.isi_konten(v)
    sesudah = sebut_langkah(akhir) if akhir else f"Isi versi {v.nomor} sekarang"
    return Banding(sebut_langkah(awal), sesudah, snapshot.beda(isi[awal.pk], kini))


def _awal(v: VersiSKP, langkah: Sequence[LangkahSKP]) -> LangkahSKP | None:
    """What a reader compares with first."""
    milik = [x for x in langkah if x.versi_id == v.pk]
    if v.status in TERBUKA:
        tanda = [x for x in milik if x.tindakan in ("ajukan", "kembalikan", "sunting_penilai")]
        tanda = tanda[:-1] if v.status == StatusSKP.DIAJUKAN else tanda
        if tanda:
            return tanda[-1]
    lama = [x for x in langkah if x.versi.nomor < v.nomor and x.tindakan == "tetapkan"]
    return lama[-1] if lama else None


def sebut_langkah(x: LangkahSKP) -> str:
    """A step in a list of choices."""
    kata = TINDAKAN.get(x.tindakan, (x.tindakan, ""))[0]
    return f"Versi {x.versi.nomor}, {kata.lower()} {waktu(x.pada)}"


# -- remarks


@dataclass(frozen=True, slots=True)
class Ucapan:
    """A remark with what the reader may do to it."""

    komentar: Komentar
    boleh_selesai: bool


def acara(akun: Akun, v: VersiSKP, lini_rhk: int, lini_iki: int | None) -> list[Ucapan] | None:
    """The thread of a row through all versions, the oldest first; None for whoever has no part in it."""
    if not access.boleh(akun, "lihat_pembicaraan", v):
        return None
    semua = Komentar.objects.filter(lini_rhk=lini_rhk, lini_iki=lini_iki)
    rinci = semua.select_related("penulis", "versi", "selesai_oleh__pegawai")
    pemilik = access.boleh(akun, "komentar", v)
    return [
        Ucapan(k, k.selesai_pada is None and pemilik and access.boleh(akun, "selesaikan_komentar", _milik(k, v))) for k in rinci
    ]


def _milik(k: Komentar, v: VersiSKP) -> Komentar:
    k.versi = v
    return k


# -- colleagues


def rekan_terbuka(akun: Akun, v: VersiSKP) -> list[VersiSKP]:
    """Published SKP of colleagues that one may copy from: of the same form, the same position first."""
    semua = versi_terlihat(akun).filter(status=StatusSKP.DITETAPKAN, skp__bentuk=v.skp.bentuk)
    semua = semua.exclude(skp__pegawai=v.skp.pegawai_id).defer("snapshot")
    rinci = semua.select_related("skp__pegawai", "skp__siklus", "skp__penugasan__jabatan")
    nama = v.skp.penugasan.jabatan.nama.casefold()
    daftar = rinci.order_by("-skp__siklus__tahun", "skp__pegawai__nama_urut")[:_REKAN_TERBANYAK]
    return sorted(daftar, key=lambda x: x.skp.penugasan.jabatan.nama.casefold() != nama)


def baris_rekan(v: VersiSKP, rekan: VersiSKP) -> list[tuple[RHK, bool]]:
    """The rows of a colleague's SKP, and whether the draft has the sentence already."""
    punya = {bentuk_baku(t) for t in RHK.objects.filter(versi=v).values_list("uraian", flat=True)}
    milik = RHK.objects.filter(versi=rekan, jenis=JenisRHK.UTAMA).prefetch_related("iki")
    return [(r, bentuk_baku(r.uraian) in punya) for r in milik]
