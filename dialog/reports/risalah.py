"""The minutes of a dialogue: what both saw, as it was confirmed.

Only the two read it; the public page says no more than genuine or changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from dialog.aturan_dialog import sebutan
from dialog.enums import StatusDialog
from dialog.models import Dialog
from dialog.queries import IsiRuang, isi_ruang, lengkap
from dialog.tampilan_dialog import periode_dialog
from kinerja.layanan.dokumen import fakta
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import pukul, tanggal, waktu

NAMA = "risalah_dialog"
JUDUL = "Risalah Dialog Kinerja"
SKEMA = 1


def _cari(kunci: str) -> Dialog | None:
    return lengkap(Dialog.objects.filter(pk=int(kunci))).first() if kunci.isdecimal() and len(kunci) < 19 else None


def rakit(kunci: str) -> Rakitan:
    """Raises ``Ditolak`` while it is not closed."""
    d = _cari(kunci)
    if d is None or d.status != StatusDialog.SELESAI or d.mulai_pada is None:
        raise Ditolak("Risalah terbit setelah dialog dikonfirmasi kedua pihak.")
    hari = d.mulai_pada.astimezone(jam.WITA).date()
    tugas = jabatan_utama([d.pegawai_id, d.pimpinan_id], hari)
    unit = tugas[d.pegawai_id].unit if d.pegawai_id in tugas else None
    isi = isi_risalah(d, isi_ruang(d, None))
    isi["kop"] = fakta.kop(unit, hari)
    for peran, orang in (("pegawai", d.pegawai), ("pimpinan", d.pimpinan)):
        t = tugas.get(orang.pk)
        isi[peran] = fakta.orang(orang, t, fakta.nama_unit(t.unit, hari) if t else "")
    return Rakitan(
        judul=f"{JUDUL} {d.pegawai.nama} {tanggal(hari)}",
        isi=isi,
        tanggal=hari,
        unit_id=unit.pk if unit else None,
        pihak=((d.pegawai_id, "pegawai"), (d.pimpinan_id, "pimpinan")),
    )


def isi_risalah(d: Dialog, ruang: IsiRuang) -> dict[str, Any]:
    """Everything both saw. Private points and notes are not in ``ruang`` and cannot come along."""
    nama = {d.pegawai_id: d.pegawai.nama_gelar, d.pimpinan_id: d.pimpinan.nama_gelar}
    return {
        "dialog": d.pk,
        "sebutan": sebutan(d.jenis, periode_dialog(d)),
        "tahun": d.siklus.tahun,
        "tempat": d.tempat,
        "waktu": f"{waktu(d.mulai_pada)} sampai {pukul(d.berakhir_pada)} WITA",
        "agenda": [{"isi": a.teks, "dibahas": a.selesai_pada is not None} for a in ruang.agenda if not a.pribadi],
        "catatan": [
            {"siapa": nama.get(p.pegawai_id, ""), "isi": str(getattr(p, "isi_catatan", ""))}
            for p in ruang.peserta
            if getattr(p, "isi_catatan", "")
        ],
        "kesepakatan": [{"isi": k.isi, "siapa": nama.get(k.pemilik_id, ""), "batas": k.batas} for k in ruang.kesepakatan],
        "tanggapan": next((p.tanggapan for p in ruang.peserta if p.pegawai_id == d.pegawai_id), ""),
        "konfirmasi": [
            {"siapa": nama.get(p.pegawai_id, ""), "pada": waktu(p.dikonfirmasi_pada) if p.dikonfirmasi_pada else ""}
            for p in ruang.peserta
            if p.pegawai_id in nama
        ],
        "pendamping": [p.pegawai.nama_gelar for p in ruang.peserta if p.pegawai_id not in nama and p.disetujui_pada],
        "tanpa_tanggapan": d.tanpa_tanggapan,
    }


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Nothing: the kind is confidential."""
    return ()


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """The two who talked."""
    d = _cari(kunci)
    return d is not None and hak(akun).pegawai_id in (d.pegawai_id, d.pimpinan_id)


def terlihat(akun: Akun) -> Q:
    """The two who talked, whatever anybody's office."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return Q(pk__in=[])
    return Q(pk__in=Dokumen.objects.filter(jenis=NAMA, pihak__pegawai_id=saya).values("pk"))


def terbitkan(peristiwa: Peristiwa) -> None:
    """When it was confirmed, or locked."""
    d = _cari(str(peristiwa.objek_id))
    if d is not None and d.status == StatusDialog.SELESAI:
        oleh = Akun.objects.filter(pk=peristiwa.oleh_id).first() if peristiwa.oleh_id else None
        terbitkan_dokumen(NAMA, str(d.pk), by=oleh)


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={SKEMA: "cetak/risalah_dialog.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat,
    rahasia=True,
)
