"""Write what ``bandingkan`` found: COPY into temporary tables, then one statement per kind of row."""

import contextlib
import datetime as dt
from collections.abc import Iterable

from django.db import connection

from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.actions.penilai import hitung_penilai, terdampak
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Akun, HubunganPenilai, Jabatan, MasaKhusus, Pegawai, Penugasan
from kinerja.organisasi.salin import salin_sementara
from kinerja.organisasi.siasn.jabatan import JabatanSiasn
from kinerja.organisasi.siasn.rencana import Rencana, TugasUbah
from kinerja.plumbing.impor import HasilBanding
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.riwayat_massal import riwayat_sekaligus

_PEGAWAI = (
    "baris int",
    "id bigint",
    "pns_id varchar",
    "nip varchar",
    "nama varchar",
    "gelar_depan varchar",
    "gelar_belakang varchar",
    "lahir date",
    "jk varchar",
    "status varchar",
    "golongan varchar",
    "tmt_golongan date",
    "kedudukan_hukum varchar",
    "berhenti_sejak date",
)
_ISI = ", ".join(k.split()[0] for k in _PEGAWAI[2:])
_ADOPSI = """
    UPDATE organisasi_pegawai p SET pns_id = s.pns_id FROM impor_pegawai s
    WHERE p.id = s.id AND p.pns_id IS DISTINCT FROM s.pns_id
"""
_TULIS_PEGAWAI = f"""
    INSERT INTO organisasi_pegawai ({_ISI}) SELECT {_ISI} FROM impor_pegawai ORDER BY baris
    ON CONFLICT (pns_id) DO UPDATE SET {", ".join(f"{k} = EXCLUDED.{k}" for k in _ISI.split(", ")[1:])}
"""
_BARIS_KE_ID = "SELECT s.baris, p.id FROM impor_pegawai s JOIN organisasi_pegawai p ON p.pns_id = s.pns_id"
_UBAH_TUGAS = """
    UPDATE organisasi_penugasan t
    SET unit_id = s.unit, memimpin = s.memimpin, jabatan_id = coalesce(s.jabatan, t.jabatan_id),
        berlaku = daterange(s.mulai, s.sampai, '[)')
    FROM impor_tugas s WHERE t.id = s.id
"""
_TUGAS_BARU = f"""
    INSERT INTO organisasi_penugasan (pegawai_id, jabatan_id, unit_id, sifat, memimpin, sk, berlaku)
    SELECT pegawai, jabatan, unit, '{SifatPenugasan.DEFINITIF.value}', memimpin, '', daterange(mulai, sampai, '[)')
    FROM impor_tugas_baru ORDER BY baris
"""
_BANYAK = 1_000


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Write the plan of ``hasil`` in the caller's transaction, then search column and assessors of those it touches.

    ``terbuka_sejak``: assessors before it are closed history (default: the year of ``acuan``).
    """
    r: Rencana = hasil.rencana
    ubah = [u for u in r.tugas_ubah.values() if u.berubah]
    ada_lama = HubunganPenilai.objects.exists()
    terkena = _unit_terkena(r, ubah)
    with _riwayat(hasil):
        id_baris = _tulis_pegawai(r, hasil, acuan)
        id_jabatan = _tulis_jabatan([t.jabatan for t in r.tugas_baru.values()] + [u.jabatan for u in ubah if u.jabatan])
        _ubah_tugas(ubah, id_jabatan)
        _tulis_tugas_baru(r, id_baris, id_jabatan)
    _tulis_masa(r, id_baris, acuan)
    Pegawai.objects.filter(pk__in=r.hilang).update(hilang_sejak=acuan)
    Pegawai.objects.filter(pk__in=r.kembali).update(hilang_sejak=None)
    orang = _orang_terkena(r, ubah, id_baris, hasil)
    if len(orang) > _BANYAK:
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE organisasi_pegawai, organisasi_penugasan, organisasi_jabatan")
    if orang:
        segarkan_cari(None if len(orang) > _BANYAK else orang)
        sejak = max(terbuka_sejak or acuan.replace(month=1, day=1), _mulai_berubah(r, ubah, acuan))
        _hitung(r, sejak, orang if ada_lama else None, terkena, by)


def _riwayat(hasil: HasilBanding) -> contextlib.AbstractContextManager[None]:
    """Row by row is slower by a factor of fifteen; below a thousand rows it does not matter, and locks nobody out."""
    banyak = len(hasil.beda) > _BANYAK
    return riwayat_sekaligus(Pegawai, Penugasan) if banyak else contextlib.nullcontext()


def _tulis_pegawai(r: Rencana, hasil: HasilBanding, acuan: dt.date) -> dict[int, int]:
    """New and changed people; returns sheet row -> id of everybody in the file who is taken."""
    berubah = {b.baris for b in hasil.beda if b.baris}
    lama = {p.pk: p.berhenti_sejak for p in Pegawai.objects.filter(berhenti_sejak__isnull=False).only("berhenti_sejak")}
    baris = []
    for o in r.orang:
        if o.baris not in berubah:
            continue
        id_ = r.id_pegawai.get(o.baris)
        berhenti = acuan if o.baris in r.berhenti else None if o.baris in r.bekerja_lagi else lama.get(id_ or 0)
        isi = (o.pns_id, o.nip, o.nama, o.gelar_depan, o.gelar_belakang, o.lahir, o.jk, o.status.value, o.golongan)
        baris.append((o.baris, id_, *isi, o.tmt_golongan, o.kedudukan_hukum, berhenti))
    if not salin_sementara("impor_pegawai", _PEGAWAI, baris):
        return dict(r.id_pegawai)
    with connection.cursor() as kursor:
        kursor.execute(_ADOPSI)
        kursor.execute(_TULIS_PEGAWAI)
        kursor.execute(_BARIS_KE_ID)
        return {**r.id_pegawai, **dict(kursor.fetchall())}


def _tulis_jabatan(perlu: Iterable[JabatanSiasn]) -> dict[tuple[str, str, str, str], int]:
    """Ids of positions, the missing ones made; a SIASN id already taken by another position is left out."""
    perlu = list({j.kunci: j for j in perlu}.values())
    ada: dict[tuple[str, str, str, str], int] = {}
    id_terpakai: set[str] = set()
    for pk, siasn_id, *kunci in Jabatan.objects.order_by("-pk").values_list(
        "pk", "siasn_id", "nama", "jenis", "eselon", "jenjang_jf"
    ):
        ada[kunci[0], kunci[1], kunci[2], kunci[3]] = pk
        id_terpakai |= {siasn_id} if siasn_id else set()
    baru = []
    for j in perlu:
        if j.kunci in ada:
            continue
        siasn_id = j.siasn_id if j.siasn_id and len(j.siasn_id) <= 36 and j.siasn_id not in id_terpakai else None
        id_terpakai |= {siasn_id} if siasn_id else set()
        baru.append(Jabatan(siasn_id=siasn_id, nama=j.nama, jenis=j.jenis.value, eselon=j.eselon, jenjang_jf=j.jenjang))
    for jabatan in Jabatan.objects.bulk_create(baru):
        ada[jabatan.nama, str(jabatan.jenis), jabatan.eselon, str(jabatan.jenjang_jf)] = jabatan.pk
    return ada


def _ubah_tugas(ubah: list[TugasUbah], id_jabatan: dict[tuple[str, str, str, str], int]) -> None:
    """In two passes: exclusion constraints look at every row as it is written, so ranges shrink before any grows."""
    sempit = [(u, *_irisan(u)) for u in ubah]
    _tulis_ubah(
        (u.lama.id, u.lama.unit, u.lama.memimpin and u.memimpin and u.unit == u.lama.unit, None, mulai, sampai)
        for u, mulai, sampai in sempit
        if (mulai, sampai) != (u.lama.mulai, u.lama.sampai) or (u.lama.memimpin and not (u.memimpin and u.unit == u.lama.unit))
    )
    _tulis_ubah(
        (u.lama.id, u.unit, u.memimpin, id_jabatan[u.jabatan.kunci] if u.jabatan else None, u.mulai, u.sampai)
        for u, mulai, sampai in sempit
        if u.jabatan or u.unit != u.lama.unit or (u.memimpin and not u.lama.memimpin) or (mulai, sampai) != (u.mulai, u.sampai)
    )


def _irisan(u: TugasUbah) -> tuple[dt.date, dt.date | None]:
    ujung = [x for x in (u.lama.sampai, u.sampai) if x]
    return max(u.lama.mulai, u.mulai), min(ujung, default=None)


def _tulis_ubah(baris: Iterable[tuple[object, ...]]) -> None:
    kolom = ("id bigint", "unit bigint", "memimpin boolean", "jabatan bigint", "mulai date", "sampai date")
    if salin_sementara("impor_tugas", kolom, baris):
        with connection.cursor() as kursor:
            kursor.execute(_UBAH_TUGAS)


def _tulis_tugas_baru(r: Rencana, id_baris: dict[int, int], id_jabatan: dict[tuple[str, str, str, str], int]) -> None:
    kolom = (
        "baris int",
        "pegawai bigint",
        "jabatan bigint",
        "unit bigint",
        "memimpin boolean",
        "mulai date",
        "sampai date",
    )
    baris = (
        (t.baris, id_baris[t.baris], id_jabatan[t.jabatan.kunci], t.unit, t.memimpin, t.mulai, t.sampai)
        for t in r.tugas_baru.values()
    )
    if salin_sementara("impor_tugas_baru", kolom, baris):
        with connection.cursor() as kursor:
            kursor.execute(_TUGAS_BARU)


def _tulis_masa(r: Rencana, id_baris: dict[int, int], acuan: dt.date) -> None:
    for masa in MasaKhusus.objects.filter(pk__in=r.masa_tutup):
        if masa.berlaku.lower >= acuan:
            masa.delete()
        else:
            masa.berlaku = rentang(masa.berlaku.lower, acuan)
            masa.save(update_fields=["berlaku"])
    MasaKhusus.objects.bulk_create(
        MasaKhusus(pegawai_id=id_baris[m.baris], jenis=m.jenis.value, berlaku=rentang(m.mulai, m.sampai)) for m in r.masa_buka
    )


def _unit_terkena(r: Rencana, ubah: list[TugasUbah]) -> set[int]:
    """Units whose lead changes."""
    baru = {t.unit for t in r.tugas_baru.values() if t.memimpin}
    return baru | {x for u in ubah if u.memimpin or u.lama.memimpin for x in (u.unit, u.lama.unit)}


def _orang_terkena(r: Rencana, ubah: list[TugasUbah], id_baris: dict[int, int], hasil: HasilBanding) -> set[int]:
    return {id_baris[b.baris] for b in hasil.beda if b.baris} | {u.lama.pegawai for u in ubah}


def _mulai_berubah(r: Rencana, ubah: list[TugasUbah], acuan: dt.date) -> dt.date:
    """The first date on which this import says something else."""
    return min([t.mulai for t in r.tugas_baru.values()] + [min(u.mulai, u.lama.mulai) for u in ubah] + [acuan])


def _hitung(r: Rencana, sejak: dt.date, orang: set[int] | None, unit: set[int], by: Akun | None) -> None:
    if orang is not None and unit:
        orang |= terdampak(unit, sejak)
    if orang is not None and (r.masa_buka or r.masa_tutup or r.berhenti or r.bekerja_lagi):
        orang |= terdampak(_unit_dipimpin(orang), sejak)
    hitung_penilai(sejak, orang, by=by)


def _unit_dipimpin(orang: set[int]) -> set[int]:
    return set(Penugasan.objects.filter(pegawai_id__in=orang, memimpin=True).values_list("unit_id", flat=True))
