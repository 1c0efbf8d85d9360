"""Penetapan in two acts (Pasal 14 PermenPANRB 6/2022): the pegawai signs (``ajukan``), the penilai sets (``tetapkan``).

Every act locks the version first, so two of them, or an act and an edit, stand in one queue: the second one is told.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat, SudahBerubah, TidakBoleh
from skp import snapshot
from skp.actions import tenggat
from skp.actions.dasar import (
    BelumLengkap,
    catat_langkah,
    kunci_versi,
    pastikan,
    periksa_panjang,
    rapikan,
    umumkan,
)
from skp.aturan import isi_sejak
from skp.enums import KeadaanInduk, StatusSKP
from skp.models import IKI, RHK, VersiSKP
from skp.queries import penilai_kini, versi_berlaku
from skp.queries_isi import induk_dari, isi_versi, keadaan_baris, kekurangan_versi
from skp.transitions import SKP

__all__ = [
    "ajukan",
    "kembalikan",
    "konfirmasi_induk",
    "sunting_penilai",
    "tarik",
    "tetapkan",
    "tetapkan_banyak",
]

DIAJUKAN, DITARIK, DIKEMBALIKAN, DITETAPKAN = "skp.diajukan", "skp.ditarik", "skp.dikembalikan", "skp.ditetapkan"


@transaction.atomic
def ajukan(versi: VersiSKP, *, by: Akun, catatan: str = "", sunting: int | None = None) -> VersiSKP:
    """The owner signs with his own sign-in; the form lies on the desk of today's assessor.

    ``sunting``: the counter of what he read. Raises ``BelumLengkap`` with everything that is missing (also: whose SKP blocks,
    since when), ``SudahBerubah``, ``TidakBoleh`` for anybody else, a helper included.
    """
    versi = kunci_versi(versi)
    _pastikan_terbaca(versi, sunting)
    ke = SKP.berikut(versi.status, "ajukan", catatan)
    pastikan(by, "ajukan", versi, "SKP hanya diajukan oleh pemiliknya, dengan akunnya sendiri.")
    if kurang := kekurangan_versi(isi_versi(versi)):
        raise BelumLengkap(kurang)
    dari, kini = versi.status, jam.sekarang()
    versi.penilai = penilai_kini(versi.skp.pegawai_id)
    versi.diajukan_pada, versi.diajukan_oleh, versi.sementara = kini, by, False
    _sepakati_induk(versi)
    _hitung_isi_sejak(versi)
    _pindah(versi, ke, "penilai", "diajukan_pada", "diajukan_oleh", "sementara")
    langkah = catat_langkah(versi, dari, "ajukan", by=by, catatan=rapikan(catatan))
    tenggat.mulai_periksa(versi, langkah, by=by)
    umumkan(DIAJUKAN, versi, by, penilai=versi.penilai_id)
    return versi


@transaction.atomic
def tarik(versi: VersiSKP, *, by: Akun, catatan: str = "") -> VersiSKP:
    """The owner takes it back before it is set; his signature is void."""
    versi = kunci_versi(versi)
    ke = SKP.berikut(versi.status, "tarik", catatan)
    pastikan(by, "tarik", versi, "SKP hanya dapat ditarik oleh pemiliknya.")
    return _lepas_tanda_tangan(versi, "tarik", ke, DITARIK, by=by, catatan=catatan)


@transaction.atomic
def kembalikan(versi: VersiSKP, catatan: str, per_baris: Mapping[str, str] | None = None, *, by: Akun) -> VersiSKP:
    """The assessor gives it back with his reason, and reasons per row (``rhk:<lini>``, ``iki:<lini>`` -> text).

    Raises ``Ditolak`` without any reason, ``TidakBoleh`` for whoever is not the assessor today.
    """
    versi = kunci_versi(versi)
    baris = _alasan_baris(versi, per_baris or {})
    catatan = periksa_panjang("Catatan", rapikan(catatan)) or ("Lihat catatan pada baris." if baris else "")
    ke = SKP.berikut(versi.status, "kembalikan", catatan)
    _pastikan_penilai(versi, by, None)
    return _lepas_tanda_tangan(versi, "kembalikan", ke, DIKEMBALIKAN, by=by, catatan=catatan, per_baris=baris)


def _pastikan_terbaca(versi: VersiSKP, sunting: int | None) -> None:
    """Typed into (by a helper, in another window), or withdrawn and handed in again meanwhile: it is not what was read."""
    if sunting is not None and sunting != versi.sunting:
        raise SudahBerubah(f"Isi SKP {versi.skp.pegawai} berubah sejak Anda membacanya. Baca lagi, lalu ulangi.")


def _alasan_baris(versi: VersiSKP, per_baris: Mapping[str, str]) -> dict[str, str]:
    """Reasons that name a row of this very version."""
    ada = {f"rhk:{pk}" for pk in RHK.objects.filter(versi=versi).values_list("lini_id", flat=True)}
    ada |= {f"iki:{pk}" for pk in IKI.objects.filter(rhk__versi=versi).values_list("lini_id", flat=True)}
    return {k: periksa_panjang("Alasan", t) for k, v in per_baris.items() if k in ada and (t := rapikan(v))}


@transaction.atomic
def sunting_penilai(versi: VersiSKP, *, by: Akun, catatan: str = "") -> VersiSKP:
    """The assessor takes the form into his own hands: the signature is void, the owner sees the difference and signs anew."""
    versi = kunci_versi(versi)
    ke = SKP.berikut(versi.status, "sunting_penilai", catatan)
    _pastikan_penilai(versi, by, None)
    return _lepas_tanda_tangan(versi, "sunting_penilai", ke, DIKEMBALIKAN, by=by, catatan=catatan)


def _lepas_tanda_tangan(
    versi: VersiSKP,
    tindakan: str,
    ke: str,
    peristiwa: str,
    *,
    by: Akun,
    catatan: str = "",
    per_baris: Mapping[str, str] | None = None,
) -> VersiSKP:
    dari = versi.status
    tenggat.selesai_periksa(versi, by=by)
    versi.diajukan_pada, versi.diajukan_oleh = None, None
    _pindah(versi, ke, "diajukan_pada", "diajukan_oleh")
    langkah = catat_langkah(versi, dari, tindakan, by=by, catatan=rapikan(catatan), per_baris=per_baris)
    if ke == StatusSKP.DIKEMBALIKAN:
        tenggat.mulai_perbaiki(versi, langkah, by=by)
    umumkan(peristiwa, versi, by, tindakan=tindakan, langkah=langkah.pk)
    return versi


@transaction.atomic
def tetapkan(
    versi: VersiSKP, *, by: Akun, berdasarkan: KeputusanTercatat | None = None, sunting: int | None = None
) -> VersiSKP:
    """The assessor of today sets it: parties and content are frozen, the version before becomes DIGANTI.

    With ``berdasarkan`` the official named in the signed paper sets it (a kepala daerah, who never signs in) and ``by``
    records. Raises ``SudahBerubah`` when it was set, withdrawn or given back meanwhile, ``TidakBoleh`` for whoever is not the
    assessor today, ``BelumLengkap`` when the leader's SKP was taken back meanwhile.
    """
    versi = kunci_versi(versi)
    _pastikan_terbaca(versi, sunting)
    ke = SKP.berikut(versi.status, "tetapkan")
    penetap = _pastikan_penilai(versi, by, berdasarkan)
    if kurang := kekurangan_versi(isi_versi(versi)):
        raise BelumLengkap(kurang)
    sebelum = _gantikan(versi, by)
    kini = jam.sekarang()
    versi.penilai = versi.penetap = penetap
    versi.ditetapkan_pada, versi.ditetapkan_oleh, versi.keputusan = kini, by, berdasarkan
    versi.snapshot, versi.sha256 = snapshot.susun_snapshot(versi, ditetapkan_pada=kini)
    dari = versi.status
    tenggat.selesai_periksa(versi, by=by)
    _pindah(
        versi, ke, "penilai", "penetap", "ditetapkan_pada", "ditetapkan_oleh", "keputusan", "snapshot", "sha256"
    )  # fmt: skip
    if berdasarkan is not None:
        berdasarkan.tautkan(versi)
    catat_langkah(versi, dari, "tetapkan", by=by, sebagai=_sebagai(berdasarkan))
    _sepakati_anak(versi)
    umumkan(DITETAPKAN, versi, by, sebelumnya=sebelum.pk if sebelum else None)
    return versi


def _sebagai(k: KeputusanTercatat | None) -> str:
    return f"mencatat keputusan {k.pejabat}, surat {k.nomor}"[:200] if k else ""


def tetapkan_banyak(versi_ids: Sequence[int], *, by: Akun) -> list[tuple[VersiSKP, str | None]]:
    """Set many in one sitting, each in its own transaction: (version, None, or why it was not set)."""
    hasil: list[tuple[VersiSKP, str | None]] = []
    baris = VersiSKP.objects.select_related("skp__pegawai").in_bulk(list(versi_ids))
    for pk in versi_ids:
        if pk not in baris:
            continue
        try:
            hasil.append((tetapkan(baris[pk], by=by), None))
        except Galat as galat:
            hasil.append((baris[pk], galat.kalimat))
    return hasil


def _pastikan_penilai(versi: VersiSKP, by: Akun, berdasarkan: KeputusanTercatat | None) -> Pegawai:
    """Who decides: the assessor of today, himself or by the signed paper that ``by`` records. Raises ``TidakBoleh``."""
    pegawai_id = versi.skp.pegawai_id
    penilai = penilai_kini(pegawai_id)
    if penilai is None:
        raise Ditolak(f"{versi.skp.pegawai} sedang tidak punya penilai. Minta admin unitnya memperbaikinya lebih dahulu.")
    if berdasarkan is None:
        if hak(by).pegawai_id != penilai.pk:
            raise TidakBoleh(f"Penilai {versi.skp.pegawai} hari ini {penilai}. Hanya ia yang dapat melakukan ini.")
        return penilai
    pastikan(
        by,
        "catat_penetapan",
        versi,
        "Penetapan dengan surat dicatat admin unit pegawai itu atau BKPSDM, bukan orangnya sendiri atau bawahannya.",
    )
    if penilai.status != StatusPegawai.NON_ASN:
        raise Ditolak(f"{penilai} dapat masuk dengan akunnya sendiri dan menetapkan di sini, tanpa pencatatan surat.")
    if berdasarkan.pejabat_id != penilai.pk:
        raise Ditolak(f"Surat itu diputus {berdasarkan.pejabat}, sedangkan penilai {versi.skp.pegawai} adalah {penilai}.")
    diajukan = versi.diajukan_pada
    if diajukan is not None and berdasarkan.tanggal < diajukan.astimezone(jam.WITA).date():
        raise Ditolak("Tanggal surat mendahului tanggal SKP diajukan. Periksa tanggal suratnya.")
    return penilai


def _gantikan(versi: VersiSKP, by: Akun) -> VersiSKP | None:
    """The version that held until now; DIGANTI first, for only one may hold."""
    lama = VersiSKP.objects.select_for_update(of=("self",), no_key=True).select_related("skp__pegawai", "skp__siklus")
    sebelum = lama.filter(skp=versi.skp_id, status=StatusSKP.DITETAPKAN).first()
    if sebelum is None:
        return None
    dari = sebelum.status
    _pindah(sebelum, SKP.berikut(dari, "gantikan"))
    catat_langkah(sebelum, dari, "gantikan", by=by, catatan=f"Diganti versi {versi.nomor}.")
    return sebelum


def _hitung_isi_sejak(versi: VersiSKP) -> None:
    """In which version each text last changed, told from the version that holds: it says whether what others agreed to is new.

    Reckoned when the owner signs, for from then on the text is locked.
    """
    sebelum = VersiSKP.objects.ditetapkan().filter(skp=versi.skp_id).first()
    lama = {} if sebelum is None else {r.lini_id: (r.isi_sejak, _teks(r)) for r in _dengan_iki(sebelum)}
    for r in _dengan_iki(versi):
        sejak = isi_sejak(versi.nomor, lama.get(r.lini_id), _teks(r))
        if sejak != r.isi_sejak:
            RHK.objects.filter(pk=r.pk).update(isi_sejak=sejak)


def _dengan_iki(versi: VersiSKP) -> Iterable[RHK]:
    return RHK.objects.filter(versi=versi).prefetch_related("iki")


def _teks(r: RHK) -> str:
    """The words that somebody below hangs on: the result and its measures."""
    return "\n".join([r.uraian, *sorted(f"{i.lini_id}|{i.uraian}|{i.target_teks}|{i.satuan}" for i in r.iki.all())])


def _sepakati_induk(versi: VersiSKP) -> None:
    """Signing agrees to the leader's text of today; of a leader whose SKP is not set yet, ``_sepakati_anak`` says it later."""
    baris = list(RHK.objects.filter(versi=versi, induk_lini__isnull=False).select_related("induk_lini"))
    berlaku = versi_berlaku({r.induk_lini.skp_id for r in baris if r.induk_lini})
    for r in baris:
        induk = r.induk_lini
        r.induk_versi_disepakati = berlaku.get(induk.skp_id) if induk else None
    RHK.objects.bulk_update(baris, ["induk_versi_disepakati"])


def _sepakati_anak(versi: VersiSKP) -> None:
    """Whoever signed after this text was handed in has signed this very text; earlier signatures wait for a confirmation."""
    RHK.objects.filter(
        induk_lini__rhk__versi=versi,
        induk_versi_disepakati__isnull=True,
        versi__status__in=[StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN],
        versi__diajukan_pada__gte=versi.diajukan_pada,
    ).update(induk_versi_disepakati=versi)


def _pindah(versi: VersiSKP, ke: str, *kolom: str) -> None:
    versi.status, versi.status_pada = ke, jam.sekarang()
    versi.save(update_fields=["status", "status_pada", *kolom])


@transaction.atomic
def konfirmasi_induk(rhk: RHK, *, by: Akun) -> RHK:
    """The owner has read the leader's new text and stays with his own: only the version agreed upon is written.

    Raises ``SudahBerubah`` when nothing waits, ``TidakBoleh`` for anybody else.
    """
    versi = kunci_versi(rhk.versi)
    pastikan(by, "konfirmasi_induk", versi, "Perubahan RHK pimpinan dikonfirmasi pemilik SKP dengan akunnya sendiri.")
    kini = (
        RHK.objects.select_related("induk_lini__skp__pegawai", "induk_versi_disepakati").filter(pk=rhk.pk, versi=versi).first()
    )
    if kini is None or kini.induk_lini is None:
        raise SudahBerubah("RHK ini sudah tidak terhubung dengan RHK pimpinan. Muat ulang halaman.")
    induk = induk_dari({kini.induk_lini.pk: kini.induk_lini})[kini.induk_lini.pk]
    if keadaan_baris(versi, kini, induk).nilai is not KeadaanInduk.MENUNGGU_KONFIRMASI or induk.versi is None:
        raise SudahBerubah("Tidak ada perubahan RHK pimpinan yang menunggu konfirmasi. Muat ulang halaman.")
    kini.induk_versi_disepakati = induk.versi
    kini.save(update_fields=["induk_versi_disepakati"])
    umumkan("skp.induk_dikonfirmasi", versi, by, rhk=kini.lini_id, versi_pimpinan=induk.versi.pk)
    return kini
