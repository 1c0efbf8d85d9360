"""The ground's steps of the first-run checklist: units, people, head of the kabupaten, additional duties, assessors."""

from django.db.models import Count, Q

from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisJabatan, SifatPenugasan
from kinerja.organisasi.models import Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import angka


def langkah_unit() -> tuple[bool, str]:
    """Is there a tree of units?"""
    n = queries.unit_berlaku(jam.hari_ini()).aggregate(semua=Count("pk"), pd=Count("pk", filter=Q(depth=2)))
    if not n["semua"]:
        return False, "Pohon unit belum ada. Impor berkas referensi unit."
    return True, f"{angka(n['semua'])} unit, {angka(n['pd'])} perangkat daerah."


def langkah_pegawai() -> tuple[bool, str]:
    """Are there people?"""
    n = queries.pegawai_bekerja(jam.hari_ini()).aggregate(
        semua=Count("pk"), hilang=Count("pk", filter=Q(hilang_sejak__isnull=False))
    )
    if not n["semua"]:
        return False, "Belum ada pegawai. Impor ekspor SIASN."
    hilang = f" {angka(n['hilang'])} tidak ada pada ekspor terakhir." if n["hilang"] else ""
    return True, f"{angka(n['semua'])} orang.{hilang}"


def langkah_kepala_daerah() -> tuple[bool, str]:
    """Does somebody lead the root, who assesses the Sekda and the heads?"""
    kepala = (
        Penugasan.objects.pada(jam.hari_ini())
        .filter(jabatan__jenis=JenisJabatan.KEPALA_DAERAH, memimpin=True)
        .select_related("pegawai", "jabatan")
        .first()
    )
    if kepala is None:
        return False, "Puncak pohon belum berkepala. Catat Bupati sebagai pejabat bukan ASN."
    return True, f"{kepala.jabatan.nama}: {kepala.pegawai.nama_gelar}."


def langkah_tugas_tambahan() -> tuple[bool, str]:
    """Do heads of schools and puskesmas lead their units?"""
    n = Penugasan.objects.pada(jam.hari_ini()).filter(sifat=SifatPenugasan.TUGAS_TAMBAHAN).count()
    if not n:
        return False, "Kepala sekolah dan kepala puskesmas belum tercatat. Impor berkas tugas tambahan."
    return True, f"{angka(n)} pimpinan unit dengan tugas tambahan."


def langkah_penilai() -> tuple[bool, str]:
    """Has everybody exactly one assessor?"""
    hari = jam.hari_ini()
    n = queries.pegawai_bekerja(hari).aggregate(semua=Count("pk"), ada=Count("pk", filter=Q(queries.berpenilai(hari))))
    belum = n["semua"] - n["ada"]
    if not n["semua"]:
        return False, "Dihitung setelah pegawai diimpor."
    if belum:
        return False, f"{angka(n['ada'])} orang punya tepat satu penilai. {angka(belum)} belum."
    return True, f"{angka(n['semua'])} orang punya tepat satu penilai."
