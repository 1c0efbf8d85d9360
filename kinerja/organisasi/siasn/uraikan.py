"""Rows of the export -> people, or refusals with their reason. Pure: the units are given, the database is not touched."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinerja.organisasi import rujukan
from kinerja.organisasi.aturan import UraianNip, uraikan_nip
from kinerja.organisasi.enums import JenisMasaKhusus, StatusPegawai
from kinerja.organisasi.siasn.jabatan import JabatanSiasn, kenali_jabatan
from kinerja.organisasi.siasn.kolom import KOLOM
from kinerja.plumbing.impor import BarisLembar, Tertahan, baca_tanggal, baris_data, daftar_baris, kelompokkan
from kinerja.plumbing.lembar import Lembar
from kinerja.plumbing.tulisan import tanggal as tulis_tanggal

_PANJANG = {"PNS ID": 36, "NAMA": 150, "GELAR DEPAN": 40, "GELAR BELAKANG": 60, "KEDUDUKAN HUKUM NAMA": 80, "JABATAN NAMA": 200}
_NIP_BILANGAN = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+|\d+\.0+")
_STATUS = {
    "P": StatusPegawai.PNS,
    "PNS": StatusPegawai.PNS,
    "C": StatusPegawai.CPNS,
    "CPNS": StatusPegawai.CPNS,
    "P3K": StatusPegawai.PPPK,
    "PPPK": StatusPegawai.PPPK,
}


@dataclass(frozen=True, slots=True)
class UnitFakta:
    """A unit as parsing needs it."""

    id: int
    kode: str
    nama: str
    kepala: str


@dataclass(frozen=True, slots=True)
class PohonUnit:
    """Known units by SIASN id (upper case), and by name where it is the only one of that name."""

    per_id: Mapping[str, UnitFakta]
    per_nama: Mapping[str, UnitFakta] = field(default_factory=dict)

    @classmethod
    def dari(cls, unit: Iterable[tuple[str, UnitFakta]]) -> "PohonUnit":
        """From (SIASN id, unit) pairs."""
        per_id = {id_.upper(): u for id_, u in unit}
        nama: dict[str, list[UnitFakta]] = defaultdict(list)
        for u in per_id.values():
            nama[rujukan.sama(u.nama)].append(u)
        return cls(per_id, {n: us[0] for n, us in nama.items() if len(us) == 1})


@dataclass(frozen=True, slots=True)
class OrangSiasn:
    """A row that may be taken. Two rows that differ in nothing but ``baris`` are exact repeats."""

    baris: int
    pns_id: str
    nip: str
    nama: str
    gelar_depan: str
    gelar_belakang: str
    lahir: dt.date
    jk: str
    status: StatusPegawai
    golongan: str
    tmt_golongan: dt.date | None
    kedudukan_hukum: str
    masa: JenisMasaKhusus | None
    berhenti: bool
    unit: int
    jabatan: JabatanSiasn
    tmt_jabatan: dt.date | None
    kepala: bool


@dataclass(slots=True)
class Uraian:
    """The whole file. ``hadir_*``: everybody named in it, also on refused and held rows: they are not gone."""

    data: int = 0
    orang: list[OrangSiasn] = field(default_factory=list)
    ditolak: list[Tertahan] = field(default_factory=list)
    ganda: list[Tertahan] = field(default_factory=list)
    hadir_pns: set[str] = field(default_factory=set)
    hadir_nip: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Baris:
    """A data row on its way: what it says, and every reason against it."""

    asal: BarisLembar
    pns_id: str = ""
    nip: str = ""
    orang: OrangSiasn | None = None
    alasan: list[str] = field(default_factory=list)

    def tahan(self, alasan: str) -> Tertahan:
        nip = self.asal.sel.get("NIP BARU")
        isi = {k.nama: self.asal.teks(k.nama) for k in KOLOM if k.nama in self.asal.sel}
        return Tertahan(self.asal.baris, str(nip or ""), alasan, self.asal.teks("NAMA"), isi)


def uraikan(lembar: Lembar, acuan: dt.date, pohon: PohonUnit) -> Uraian:
    """Every row of the sheet: taken, refused with all its reasons, or held because another row contradicts it.

    Raises ``Ditolak`` when the headings are not those of the export.
    """
    semua = [_uraikan_baris(b, acuan, pohon) for b in baris_data(lembar, KOLOM)]
    hasil = Uraian(data=len(semua))
    hasil.hadir_pns = {b.pns_id for b in semua if b.pns_id}
    hasil.hadir_nip = {b.nip for b in semua if b.nip}
    hasil.ditolak = [b.tahan("; ".join(b.alasan) + ".") for b in semua if b.alasan]
    _pisahkan_ganda(semua, hasil)
    return hasil


def _uraikan_baris(asal: BarisLembar, acuan: dt.date, pohon: PohonUnit) -> _Baris:
    b = _Baris(asal, pns_id=asal.teks("PNS ID").upper())
    nip = _nip(b, acuan)
    _wajib(b)
    unit = _unit(b, pohon)
    lahir, tmt_gol, tmt_jab = (_tanggal(b, k) for k in ("TANGGAL LAHIR", "TMT GOLONGAN", "TMT JABATAN"))
    _periksa_tanggal(b, nip, lahir, acuan, {"TMT GOLONGAN": tmt_gol, "TMT JABATAN": tmt_jab})
    status = _status(b, nip)
    golongan = _golongan(b, status)
    jabatan = _jabatan(b, unit)
    if b.alasan or nip is None or unit is None or jabatan is None:
        return b
    kedudukan, kode = _kedudukan(asal)
    kepala = jabatan.struktural and rujukan.sama(unit.kepala or jabatan.nama) == rujukan.sama(jabatan.nama)
    b.orang = OrangSiasn(
        baris=asal.baris,
        pns_id=b.pns_id,
        nip=b.nip,
        nama=asal.teks("NAMA"),
        gelar_depan=asal.teks("GELAR DEPAN"),
        gelar_belakang=asal.teks("GELAR BELAKANG"),
        lahir=nip.tanggal_lahir,
        jk="L" if nip.jenis_kelamin == 1 else "P",
        status=status,
        golongan=golongan,
        tmt_golongan=tmt_gol,
        kedudukan_hukum=kedudukan,
        masa=rujukan.MASA_DARI_KEDUDUKAN.get(kode),
        berhenti=kode in rujukan.BERHENTI,
        unit=unit.id,
        jabatan=jabatan,
        tmt_jabatan=tmt_jab,
        kepala=kepala,
    )
    return b


def _nip(b: _Baris, acuan: dt.date) -> UraianNip | None:
    sel = b.asal.sel.get("NIP BARU")
    teks = "".join(sel.split()) if isinstance(sel, str) else ""
    if sel is None:
        b.alasan.append("NIP kosong")
    elif not isinstance(sel, str) or _NIP_BILANGAN.fullmatch(teks):
        b.alasan.append("NIP kehilangan digit karena disimpan sebagai angka; jadikan kolomnya teks")
    else:
        try:
            nip = uraikan_nip(teks)
        except ValueError as galat:
            b.alasan.append(str(galat).rstrip("."))
            return None
        if nip.nomor_urut == 0:
            b.alasan.append("NIP kehilangan digit karena disimpan sebagai angka (tiga angka terakhirnya 000)")
        elif (nip.tahun_tmt, nip.bulan_tmt or 1) > (acuan.year, acuan.month):
            b.alasan.append("TMT pada NIP melewati tanggal acuan")
        else:
            b.nip = teks
            return nip
    return None


def _wajib(b: _Baris) -> None:
    b.alasan += [f"{k} kosong" for k in ("PNS ID", "NAMA", "JABATAN NAMA") if b.asal.sel.get(k) is None]
    b.alasan += [f"{k} lebih dari {n} huruf" for k, n in _PANJANG.items() if len(b.asal.teks(k)) > n]


def _unit(b: _Baris, pohon: PohonUnit) -> UnitFakta | None:
    id_, nama = b.asal.teks("UNOR ID").upper(), b.asal.teks("UNOR NAMA")
    if id_:
        unit = pohon.per_id.get(id_)
        if unit is None:
            b.alasan.append(f"UNOR ID tidak ada di pohon unit ({nama or id_}); impor pohon unit lebih dahulu")
        return unit
    if not nama:
        b.alasan.append("UNOR ID dan UNOR NAMA kosong")
        return None
    unit = pohon.per_nama.get(rujukan.sama(nama))
    if unit is None:
        b.alasan.append(f"UNOR ID kosong dan UNOR NAMA tidak menunjuk tepat satu unit ({nama})")
    return unit


def _tanggal(b: _Baris, kolom: str) -> dt.date | None:
    try:
        return baca_tanggal(b.asal.sel.get(kolom))
    except ValueError:
        b.alasan.append(f"{kolom}: tanggal tidak dapat dibaca ({b.asal.teks(kolom)})")
        return None


def _periksa_tanggal(
    b: _Baris, nip: UraianNip | None, lahir: dt.date | None, acuan: dt.date, tmt: Mapping[str, dt.date | None]
) -> None:
    if nip and lahir and lahir != nip.tanggal_lahir:
        b.alasan.append(f"TANGGAL LAHIR tidak cocok 8 digit awal NIP ({tulis_tanggal(lahir)})")
    for kolom, tgl in tmt.items():
        if tgl and tgl > acuan:
            b.alasan.append(f"{kolom} melewati tanggal acuan ({tulis_tanggal(tgl)})")
        elif tgl and nip and tgl < nip.tanggal_lahir:
            b.alasan.append(f"{kolom} mendahului tanggal lahir ({tulis_tanggal(tgl)})")


def _status(b: _Baris, nip: UraianNip | None) -> StatusPegawai:
    tertulis = b.asal.teks("STATUS CPNS PNS").upper()
    status = _STATUS.get(tertulis)
    if tertulis and status is None:
        b.alasan.append(f"STATUS CPNS PNS tidak dikenal ({tertulis})")
    if status is None:
        status = StatusPegawai.PPPK if nip and nip.pppk else StatusPegawai.PNS
    if nip and nip.pppk is not (status is StatusPegawai.PPPK):
        b.alasan.append(f"STATUS CPNS PNS ({tertulis}) tidak cocok dengan NIP")
    if status is StatusPegawai.PPPK and "PARUH WAKTU" in b.asal.teks("JENIS PEGAWAI NAMA").upper():
        return StatusPegawai.PPPK_PARUH_WAKTU
    return status


def _golongan(b: _Baris, status: StatusPegawai) -> str:
    nama, id_ = b.asal.teks("GOL AKHIR NAMA"), b.asal.teks("GOL AKHIR ID")
    pns = rujukan.golongan_pns()
    pppk = status in (StatusPegawai.PPPK, StatusPegawai.PPPK_PARUH_WAKTU)
    nama = nama or next((g for g, i in pns.items() if i == id_ and not pppk), id_ if pppk else "")
    if nama not in (rujukan.golongan_pppk() if pppk else pns):
        b.alasan.append(f"golongan tidak ada di referensi {'PPPK' if pppk else 'PNS'} ({nama or 'kosong'})")
    elif not pppk and id_ in pns.values() and pns[nama] != id_:
        b.alasan.append(f"GOL AKHIR ID dan GOL AKHIR NAMA tidak cocok ({id_} dan {nama})")
    return nama


def _jabatan(b: _Baris, unit: UnitFakta | None) -> JabatanSiasn | None:
    nama = b.asal.teks("JABATAN NAMA")
    id_, jenis = b.asal.teks("JENIS JABATAN ID"), b.asal.teks("JENIS JABATAN NAMA")
    jenis_id = id_ or rujukan.jenis_jabatan().get(rujukan.sama(jenis), "")
    if jenis_id not in rujukan.jenis_jabatan().values():
        b.alasan.append(f"jenis jabatan tidak diketahui ({id_ or jenis or 'kosong'})")
        return None
    if not nama:
        return None
    eselon = b.asal.teks("ESELON NAMA") or rujukan.eselon_id().get(b.asal.teks("ESELON ID"), "")
    jabatan = kenali_jabatan(nama, jenis_id, eselon, unit.kode if unit else "")
    if jabatan is None:
        b.alasan.append(f"tingkat jabatan struktural tidak dapat ditentukan ({nama}); isi kolom ESELON NAMA")
        return None
    return replace(jabatan, siasn_id=b.asal.teks("JABATAN ID").upper())


def _kedudukan(asal: BarisLembar) -> tuple[str, str]:
    """(name to store, SIASN id); the id may be missing, or unknown for a PPPK."""
    kode, nama = asal.teks("KEDUDUKAN HUKUM ID"), asal.teks("KEDUDUKAN HUKUM NAMA")
    kode = kode.zfill(2) if kode else rujukan.kedudukan_dari_nama().get(rujukan.sama(nama), "")
    return nama or rujukan.kedudukan_hukum().get(kode, ""), kode


def _pisahkan_ganda(semua: Sequence[_Baris], hasil: Uraian) -> None:
    """Exact repeats: the first is taken. Rows of one PNS ID or NIP that contradict each other: all held."""
    for kelompok in kelompokkan(semua, lambda b: [("pns", b.pns_id)] * bool(b.pns_id) + [("nip", b.nip)] * bool(b.nip)):
        sehat = [b for b in kelompok if b.orang]
        if len(kelompok) == 1 or not sehat:
            hasil.orang += [b.orang for b in sehat if b.orang]
            continue
        isi = {replace(b.orang, baris=0) for b in sehat if b.orang}
        nomor = daftar_baris(b.asal.baris for b in kelompok)
        if len(isi) == 1 and len(sehat) == len(kelompok):
            ambil = sehat[0]
            hasil.orang += [ambil.orang] if ambil.orang else []
            alasan = f"Sama persis (baris {nomor}); baris {daftar_baris([ambil.asal.baris])} yang diambil."
        else:
            sebab = _pertentangan(kelompok, [b.orang for b in sehat if b.orang])
            alasan = f"{sebab} (baris {nomor}); semua ditahan sampai diputuskan."
        hasil.ganda += [b.tahan(alasan) for b in kelompok]
    hasil.orang.sort(key=lambda o: o.baris)
    hasil.ganda.sort(key=lambda t: t.baris)


def _pertentangan(kelompok: Sequence[_Baris], orang: Sequence[OrangSiasn]) -> str:
    if len(orang) < len(kelompok):
        return "Orang yang sama juga tertulis pada baris yang ditolak"
    kolom = {
        "PNS ID": {o.pns_id for o in orang},
        "NIP": {o.nip for o in orang},
        "nama": {o.nama for o in orang},
        "jabatan": {o.jabatan.nama for o in orang},
        "TMT jabatan": {tulis_tanggal(o.tmt_jabatan) for o in orang},
        "golongan": {o.golongan for o in orang},
    }
    beda = [f"{k} berbeda: {' dan '.join(sorted(v))}" for k, v in kolom.items() if len(v) > 1]
    if len({o.unit for o in orang}) > 1:
        beda.append("unit berbeda")
    return "; ".join(beda) or "Isinya berbeda"
