"""People of the export against people of the database: new, changed field by field, unchanged, gone."""

import datetime as dt
from collections.abc import Iterator

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.siasn import fakta as baca
from kinerja.organisasi.siasn.fakta import Fakta, PegawaiFakta
from kinerja.organisasi.siasn.pimpinan import tetapkan_pimpinan
from kinerja.organisasi.siasn.rencana import MasaBuka, Rencana
from kinerja.organisasi.siasn.tugas import PERKIRAAN_AKIBAT, langkah_tugas
from kinerja.organisasi.siasn.uraikan import OrangSiasn, Uraian
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG, Beda, HasilBanding, Tertahan, Ubah
from kinerja.plumbing.tulisan import tanggal as tulis

#: Columns of a person: (field, what the screen calls it, what follows from a change).
_KOLOM = (
    ("nip", "NIP", "Dipakai untuk masuk"),
    ("nama", "Nama", "Dokumen yang sudah ditetapkan tidak berubah"),
    ("gelar_depan", "Gelar depan", ""),
    ("gelar_belakang", "Gelar belakang", ""),
    ("lahir", "Tanggal lahir", ""),
    ("jk", "Jenis kelamin", ""),
    ("status", "Status", ""),
    ("golongan", "Golongan", ""),
    ("tmt_golongan", "TMT golongan", ""),
    ("kedudukan_hukum", "Kedudukan hukum", ""),
)


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Compare with the database as of ``acuan``; writes nothing."""
    fakta = baca.kumpulkan()
    hasil = HasilBanding(data=uraian.data, ditolak=list(uraian.ditolak), ganda=list(uraian.ganda))
    rencana = Rencana()
    beda: list[tuple[OrangSiasn, PegawaiFakta | None, list[Ubah]]] = []
    for o in uraian.orang:
        alasan, p = _kenali(o, fakta)
        ubah = list(_banding_pegawai(o, p)) if p else []
        alasan = alasan or langkah_tugas(o, p.id if p else None, fakta, acuan, rencana)
        if alasan:
            hasil.ditolak.append(Tertahan(o.baris, o.nip, alasan, o.nama))
            continue
        rencana.orang.append(o)
        if p:
            rencana.id_pegawai[o.baris] = p.id
        ubah += _keadaan(o, p, fakta, acuan, rencana)
        beda.append((o, p, ubah))
    hasil.catatan = tetapkan_pimpinan(rencana, fakta, uraian, acuan)
    for o, p, ubah in beda:
        _catat(o, p, ubah, hasil, rencana, fakta)
    _hilang(hasil, rencana, fakta, uraian, acuan)
    hasil.ditolak.sort(key=lambda t: t.baris)
    hasil.rencana = rencana
    return hasil


def _kenali(o: OrangSiasn, fakta: Fakta) -> tuple[str, PegawaiFakta | None]:
    """(reason to refuse or "", the known person): PNS ID is the key, the NIP must not contradict it."""
    p, q = fakta.per_pns.get(o.pns_id), fakta.per_nip.get(o.nip)
    if p and q and p.id != q.id:
        return f"NIP sudah tercatat pada pegawai lain ({q.nama}); perbaiki salah satunya lebih dahulu.", None
    if q and q.pns_id and not p:
        return f"NIP sudah tercatat dengan PNS ID lain ({q.nama}); pastikan PNS ID yang benar di SIASN.", None
    return "", p or q


def _banding_pegawai(o: OrangSiasn, p: PegawaiFakta) -> Iterator[Ubah]:
    if (p.pns_id or "").upper() != o.pns_id:
        yield Ubah("PNS ID", p.pns_id or "", o.pns_id)
    for kolom, judul, akibat in _KOLOM:
        lama, baru = getattr(p, kolom), getattr(o, kolom)
        if lama != baru:
            yield Ubah(judul, _teks(kolom, lama), _teks(kolom, baru), akibat)


def _teks(kolom: str, nilai: object) -> str:
    if isinstance(nilai, dt.date):
        return tulis(nilai)
    if kolom == "status" and nilai:
        return StatusPegawai(str(nilai)).label
    return str(nilai or "")


def _keadaan(o: OrangSiasn, p: PegawaiFakta | None, fakta: Fakta, acuan: dt.date, rencana: Rencana) -> Iterator[Ubah]:
    """Gone before and back; left, or back at work; special times."""
    if p and p.hilang_sejak:
        rencana.kembali.append(p.id)
        yield Ubah("Keberadaan", f"Tidak ada sejak {tulis(p.hilang_sejak)}", "Ada di berkas")
    sudah = bool(p and p.berhenti_sejak)
    if o.berhenti and not sudah:
        rencana.berhenti.add(o.baris)
        yield Ubah("Berhenti", "", f"Sejak {tulis(acuan)}", "Tidak dinilai lagi")
    elif sudah and p and not o.berhenti and p.kedudukan_hukum != o.kedudukan_hukum:
        rencana.bekerja_lagi.add(o.baris)
        yield Ubah("Berhenti", f"Sejak {tulis(p.berhenti_sejak)}", "Bekerja kembali")
    yield from _masa(o, p, fakta, acuan, rencana)


def _masa(o: OrangSiasn, p: PegawaiFakta | None, fakta: Fakta, acuan: dt.date, rencana: Rencana) -> Iterator[Ubah]:
    """Times from earlier imports (without a letter) follow the export; those with a letter are never touched."""
    daftar = fakta.masa.get(p.id, []) if p else []
    berjalan = [m for m in daftar if m.mulai <= acuan and (m.sampai is None or acuan < m.sampai)]
    for m in berjalan:
        if not m.bersurat and m.sampai is None and m.jenis is not o.masa:
            rencana.masa_tutup.append(m.id)
            yield Ubah("Masa khusus", m.jenis.label, "Selesai", "Penilai dihitung ulang")
    if o.masa and o.masa not in {m.jenis for m in berjalan}:
        nanti = [m.mulai for m in daftar if m.jenis is o.masa and m.mulai > acuan]
        rencana.masa_buka.append(MasaBuka(o.baris, o.masa, acuan, min(nanti, default=None)))
        yield Ubah("Masa khusus", "", o.masa.label, "Tidak memimpin selama masa ini")


def _catat(
    o: OrangSiasn, p: PegawaiFakta | None, ubah: list[Ubah], hasil: HasilBanding, rencana: Rencana, fakta: Fakta
) -> None:
    if p is None:
        hasil.beda.append(Beda(BARU, o.baris, o.nip, o.nama))
        return
    ubah += _banding_tugas(o, p, rencana, fakta)
    if ubah:
        hasil.beda.append(Beda(BERUBAH, o.baris, o.nip, o.nama, tuple(ubah)))
    else:
        hasil.tetap += 1


def _banding_tugas(o: OrangSiasn, p: PegawaiFakta, rencana: Rencana, fakta: Fakta) -> Iterator[Ubah]:
    """The posting that held against the one that will: position, unit, start, lead."""
    lama = [rencana.tugas_ubah[t.id] for t in fakta.definitif.get(p.id, []) if t.id in rencana.tugas_ubah]
    lama = [t for t in lama if t.berubah]
    baru = rencana.tugas_baru.get(o.baris)
    sebelum = next((t.lama for t in reversed(lama)), None)
    if baru is None and not lama:
        return
    sesudah = baru or (lama[-1] if not o.berhenti else None)
    if sesudah is None:
        yield Ubah("Jabatan", sebelum.jabatan[0] if sebelum else "", "Ditutup", "Penilai dihitung ulang")
        return
    jabatan = sesudah.jabatan.nama if sesudah.jabatan else (sebelum.jabatan[0] if sebelum else "")
    pasangan = (
        ("Jabatan", sebelum.jabatan[0] if sebelum else "", jabatan),
        ("Unit", fakta.nama_unit[sebelum.unit] if sebelum else "", fakta.nama_unit[sesudah.unit]),
        ("TMT jabatan", tulis(sebelum.mulai) if sebelum else "", tulis(sesudah.mulai)),
        ("Memimpin unit", _ya(sebelum.memimpin) if sebelum else "", _ya(sesudah.memimpin)),
    )
    tampak = [Ubah(k, a, b, PERKIRAAN_AKIBAT[k].format(tmt=tulis(sesudah.mulai))) for k, a, b in pasangan if a != b]
    yield from tampak or [Ubah("Jabatan", jabatan, jabatan, "Tingkat atau masa jabatannya disesuaikan")]


def _ya(nilai: bool) -> str:
    return "Ya" if nilai else "Tidak"


def _hilang(hasil: HasilBanding, rencana: Rencana, fakta: Fakta, uraian: Uraian, acuan: dt.date) -> None:
    """Only people who once came from SIASN can be missing from it; those who left are not missed."""
    for p in fakta.orang:
        if not p.pns_id or (p.berhenti_sejak and p.berhenti_sejak <= acuan):
            continue
        if p.pns_id.upper() in uraian.hadir_pns or p.nip in uraian.hadir_nip:
            continue
        baru_hilang = p.hilang_sejak is None
        ubah = (Ubah("Keberadaan", "Ada", "Tidak ada di berkas", "Ditandai, tidak dihapus"),) if baru_hilang else ()
        hasil.beda.append(Beda(HILANG, 0, p.nip, p.nama, ubah))
        if baru_hilang:
            rencana.hilang.append(p.id)
