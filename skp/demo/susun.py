"""How a person of the demo plans: opens, fills, signs; how his leader divides roles and sets. Always by the real actions."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from kinerja.layanan.akun.actions import buat_akun
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.actions import isi, mpph, mpph_sel, susun
from skp.demo.resep import ResepRHK, resep_untuk
from skp.enums import BentukSKP, JenisRHK, PeriodeLapor, TingkatKendali
from skp.models import IKI, MPPH, RHK, SKP, BarisMPPH, Sasaran, VersiSKP
from skp.queries import tugas_rencana, tugas_utama
from skp.queries_mpph import susun_matriks

_EKSPEKTASI = {
    "BERORIENTASI_PELAYANAN": "Menjawab permintaan layanan paling lambat pada hari kerja berikutnya.",
    "AKUNTABEL": "Melaporkan kemajuan apa adanya, termasuk yang belum tercapai.",
    "KOLABORATIF": "Melibatkan bidang lain sejak rencana disusun.",
}
_LAMPIRAN = (
    ("DUKUNGAN_SUMBER_DAYA", "Perangkat kerja: laptop, jaringan internet, dan akses aplikasi {unit}."),
    ("SKEMA_PERTANGGUNGJAWABAN", "Dialog kinerja setiap bulan; realisasi dan bukti dukung diisi setiap triwulan."),
    ("KONSEKUENSI", "Kesempatan mengikuti pelatihan bila ekspektasi terlampaui; bimbingan kinerja bila belum tercapai."),
)


_FORMULA = {"%": "Jumlah yang memenuhi dibagi jumlah seluruhnya, dikali seratus."}


def akun_dari(pegawai: Pegawai) -> Akun:
    """The account with which a person acts."""
    return Akun.objects.filter(pegawai=pegawai).first() or buat_akun(pegawai, by=None)


def tugas_dari(pegawai: Pegawai) -> Penugasan:
    """The posting that he plans for today: that of a head counts before the position he holds besides."""
    tugas = tugas_utama(pegawai.pk, jam.hari_ini())
    assert tugas is not None, "pemain data contoh selalu bertugas"
    return tugas


def bawahan(pegawai: Pegawai) -> list[Pegawai]:
    """Whom he assesses today, by the code of their unit."""
    hubungan = HubunganPenilai.objects.pada(jam.hari_ini()).filter(penilai=pegawai).select_related("pegawai")
    orang = [h.pegawai for h in hubungan]
    tugas = tugas_rencana([p.pk for p in orang], jam.hari_ini())
    return sorted((p for p in orang if p.pk in tugas), key=lambda p: (tugas[p.pk].unit.kode, p.nip or ""))


@transaction.atomic
def bagi_peran(pimpinan: VersiSKP, orang: Iterable[Pegawai], *, by: Akun) -> MPPH:
    """The matrix of a leader with a cell for every result that a recipe gives to one of his people."""
    matriks = mpph.buka_mpph(pimpinan.skp, by=by)
    baris = {b.pegawai_id: b for b in BarisMPPH.objects.filter(mpph=matriks).select_related("mpph", "pegawai")}
    kolom = _kolom(pimpinan)
    for urut, p in enumerate(orang):
        if p.pk in baris and not baris[p.pk].sel.exists():
            for ke, resep in enumerate(resep_untuk(tugas_dari(p))):
                kunci = kolom.get(resep.induk) or list(kolom.values())[(urut + ke) % len(kolom)]
                mpph_sel.tulis_sel(baris[p.pk], kunci, resep.uraian, by=by, keluaran=resep.keluaran or "OUTCOME_ANTARA")
    return matriks


def _kolom(pimpinan: VersiSKP) -> dict[str, str]:
    """Key of a recipe -> key of the leader's column."""
    tugas = tugas_dari(pimpinan.skp.pegawai)
    kunci = {r.uraian: r.kunci or r.uraian for r in resep_untuk(tugas)}
    rhk = RHK.objects.filter(versi=pimpinan, jenis=JenisRHK.UTAMA)
    return {kunci.get(r.uraian, r.uraian): str(r.lini_id) for r in rhk}


def sendiri_bila_kosong(matriks: MPPH, *, by: Akun) -> None:
    """A column that nobody serves is the leader's own work."""
    tabel = susun_matriks(matriks.skp, matriks)
    for k in tabel.kolom:
        if k.diharapkan and not tabel.pendukung[k.kunci]:
            mpph.tandai_sendiri(matriks, k.kunci, True, by=by)


@transaction.atomic
def buka_dan_isi(pegawai: Pegawai, siklus: Siklus, pimpinan: VersiSKP | None = None) -> VersiSKP:
    """His draft, filled from the matrix or the Perjanjian Kinerja and completed by himself."""
    by = akun_dari(pegawai)
    versi = susun.buka_skp(pegawai, siklus, by=by)
    tugas = tugas_dari(pegawai)
    for resep in resep_untuk(tugas):
        _isi_rhk(versi, resep, pimpinan, by)
    _hubungkan_pk(versi, by)
    for p in versi.perilaku.all():
        if p.nilai in _EKSPEKTASI and not p.ekspektasi:
            isi.ubah_perilaku(p, _EKSPEKTASI[p.nilai], by=by)
    if not versi.lampiran.exists():
        for jenis, uraian in _LAMPIRAN:
            isi.tambah_lampiran(versi, jenis, uraian.format(unit=tugas.unit.nama_kini), by=by)
    versi.refresh_from_db()
    return versi


def _isi_rhk(versi: VersiSKP, resep: ResepRHK, pimpinan: VersiSKP | None, by: Akun) -> None:
    rhk = RHK.objects.filter(versi=versi, uraian=resep.uraian).first()
    if rhk is None:
        induk = None if versi.skp.bentuk == BentukSKP.JPT or pimpinan is None else _induk(resep, pimpinan)
        rhk = isi.tambah_rhk(versi, by=by, jenis=JenisRHK.UTAMA, uraian=resep.uraian, induk_lini=induk)
    lain = {k: getattr(resep, k) for k in ("keluaran", "kendali") if getattr(resep, k)}
    if lain:
        isi.ubah_rhk(rhk, lain, by=by)
    ada = {i.uraian: i for i in rhk.iki.all()}
    for r in resep.iki:
        iki = ada.get(r.isi["uraian"])
        iki = isi.ubah_iki(iki, r.isi, by=by) if iki else isi.tambah_iki(rhk, by=by, **dict[str, Any](r.isi))
        if versi.skp.bentuk == BentukSKP.JPT:
            _isi_manual(iki, r.isi, by)


def _hubungkan_pk(versi: VersiSKP, by: Akun) -> None:
    """Whoever leads a unit names the sasaran and indicators of its Perjanjian Kinerja that his rows are worded after."""
    pk = {"pk_unit__unit": versi.skp.penugasan.unit_id, "pk_unit__tahun": versi.skp.siklus.tahun, "pk_unit__status": "BERLAKU"}
    sasaran = Sasaran.objects.filter(**pk) if versi.skp.penugasan.memimpin else Sasaran.objects.none()
    for s in sasaran.prefetch_related("indikator"):
        for rhk in RHK.objects.filter(versi=versi, uraian=s.uraian, sasaran__isnull=True):
            isi.ubah_rhk(rhk, {"sasaran": s.lini_id}, by=by)
            for i in s.indikator.all():
                for iki in IKI.objects.filter(rhk=rhk, uraian=i.uraian):
                    isi.ubah_iki(iki, {"indikator_pk": i.lini_id}, by=by)


def _induk(resep: ResepRHK, pimpinan: VersiSKP) -> int | None:
    kolom = _kolom(pimpinan)
    kunci = kolom.get(resep.induk) or next(iter(kolom.values()), None)
    return int(kunci) if kunci else None


def _isi_manual(iki: IKI, r: dict[str, str], by: Akun) -> None:
    isi.simpan_manual(
        iki,
        {
            "tujuan": f"Mengetahui perkembangan: {r['uraian'].lower()}.",
            "definisi": f"{r['uraian']} menurut dokumen perencanaan yang berlaku.",
            "formula": _FORMULA.get(r["satuan"], "Nilai pada akhir tahun."),
            "satuan": r["satuan"],
            "kendali": TingkatKendali.OUTCOME_ANTARA,
            "sumber_data": "Laporan berkala bidang dan puskesmas.",
            "periode": PeriodeLapor.TRIWULANAN,
        },
        by=by,
    )


def skp_dari(pegawai: Pegawai, siklus: Siklus) -> SKP | None:
    """His SKP of the year, when it has been opened."""
    return SKP.objects.filter(pegawai=pegawai, siklus=siklus).first()
