"""An SKP begins: for one person, for everybody of a year, and again as a new version of one that was set."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan
from kinerja.organisasi.queries import pegawai_bekerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus import ingatan
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp.actions import calon, salin, tenggat
from skp.actions.dasar import catat_langkah, hari_terakhir, kunci_versi, pastikan, periksa_panjang, rapikan, umumkan
from skp.aturan import bentuk_skp, wajib_skp
from skp.enums import TERKUNCI, BentukSKP, KeadaanPerencanaan, NilaiBerAKHLAK, Pendekatan, SebabSKP, StatusSKP
from skp.models import SKP, PerilakuSKP, VersiSKP
from skp.queries import fakta_orang, penilai_kini, tugas_utama, versi_kini
from skp.ringkasan import ringkas
from skp.transitions import SKP as LANGKAH

DIBUKA, DIBATALKAN = "skp.dibuka", "skp.dibatalkan"
BUKA_SIKLUS = "skp_buka_siklus"


@transaction.atomic
def buka_skp(
    pegawai: Pegawai,
    siklus: Siklus,
    *,
    by: Akun | None,
    penugasan: Penugasan | None = None,
    mulai: dt.date | None = None,
    sebab: SebabSKP | None = None,
    asal: SKP | None = None,
    isi: bool = True,
) -> VersiSKP:
    """The SKP of a person from ``mulai`` to the end of the year, with version 1 as a draft, filled as far as it can be.

    ``mulai`` default: 1 January, or the day his posting (CPNS: SPMT) began in the year. An SKP that covers that day already is
    given back as it is. Raises ``Ditolak`` with the reason when he does not plan here: exempt, in Ruang GTK, without a post.
    """
    pegawai = Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    hari = max(mulai or _hari_dalam(siklus), dt.date(siklus.tahun, 1, 1))
    tugas = penugasan or tugas_utama(pegawai.pk, hari)
    _pastikan_wajib(pegawai, siklus, hari)
    if tugas is None:
        raise Ditolak(f"{pegawai} belum punya penugasan pada {tanggal(hari)}. Minta admin unitnya mencatatnya.")
    mulai = mulai or _mulai(tugas, siklus)
    ada = SKP.objects.filter(pegawai=pegawai, rentang__contains=mulai).select_related("siklus").first()
    if ada is not None:
        return versi_kini([ada.pk])[ada.pk]
    sampai = _sampai(pegawai, siklus, mulai)
    skp = SKP.objects.create(
        pegawai=pegawai,
        siklus=siklus,
        penugasan=tugas,
        rentang=rentang(mulai, sampai),
        sebab=sebab or (SebabSKP.AWAL_TAHUN if mulai == dt.date(siklus.tahun, 1, 1) else SebabSKP.MASUK),
        bentuk=bentuk_skp(tugas.jabatan.jenis),
        asal=asal,
        dibuat_oleh=by,
        dibuat_pada=jam.sekarang(),
    )
    pastikan(by, "buka", skp, "SKP dibuka oleh orangnya sendiri, penilainya, atau admin unitnya.")
    versi = _versi_baru(skp, 1, by)
    PerilakuSKP.objects.bulk_create([PerilakuSKP(versi=versi, nilai=n) for n in NilaiBerAKHLAK])
    tenggat.mulai_ajukan(skp, by=by)
    if isi:
        isi_awal(versi, by=None)
    catat_peristiwa(DIBUKA, versi, by=by, skp=skp.pk, pegawai=pegawai.pk, nomor=1, sebab=skp.sebab)
    return versi


def _hari_dalam(siklus: Siklus) -> dt.date:
    """Today, brought into the year of the cycle: in December one plans the next year."""
    return min(max(jam.hari_ini(), dt.date(siklus.tahun, 1, 1)), dt.date(siklus.tahun, 12, 31))


def _mulai(tugas: Penugasan, siklus: Siklus) -> dt.date:
    return max(tugas.berlaku.lower, dt.date(siklus.tahun, 1, 1))


def _sampai(pegawai: Pegawai, siklus: Siklus, mulai: dt.date) -> dt.date:
    """Until the end of the year, or where his next SKP begins."""
    sesudah = SKP.objects.filter(pegawai=pegawai, rentang__startswith__gt=mulai).order_by("rentang").first()
    akhir = hari_terakhir(siklus.tahun)
    return min(akhir, sesudah.mulai) if sesudah else akhir


def _pastikan_wajib(pegawai: Pegawai, siklus: Siklus, hari: dt.date) -> None:
    fakta = fakta_orang([pegawai], siklus, hari)[pegawai.pk]
    putusan = wajib_skp(fakta, guru_di_ruang_gtk=parameter("guru_dikelola_ruang_gtk", hari).ya)
    if putusan.nilai in (KeadaanPerencanaan.DIKECUALIKAN, KeadaanPerencanaan.DI_RUANG_GTK):
        raise Ditolak(f"{pegawai} tidak menyusun SKP di sini. {putusan.alasan[0].kalimat}")


def _versi_baru(skp: SKP, nomor: int, by: Akun | None, **lain: Any) -> VersiSKP:
    kini = jam.sekarang()
    isi: dict[str, Any] = {"pendekatan": Pendekatan.KUANTITATIF, "sementara": not _pimpinan_siap(skp), **lain}
    return VersiSKP.objects.create(
        skp=skp,
        nomor=nomor,
        status=StatusSKP.DRAF,
        status_pada=kini,
        penilai=penilai_kini(skp.pegawai_id),
        dibuat_oleh=by,
        dibuat_pada=kini,
        **isi,
    )


def _pimpinan_siap(skp: SKP) -> bool:
    """Whether the assessor's SKP of the year is handed in or set; JPT, and who is under a kepala daerah, wait for nobody."""
    if skp.bentuk == BentukSKP.JPT:
        return True
    atas = HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=skp.pegawai_id).select_related("penilai").first()
    if atas is None or atas.penilai.status == StatusPegawai.NON_ASN:
        return atas is not None
    ada = VersiSKP.objects.filter(skp__pegawai=atas.penilai_id, skp__siklus=skp.siklus_id)
    return ada.filter(status__in=[StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN]).exists()


@transaction.atomic
def isi_awal(versi: VersiSKP, *, by: Akun | None) -> int:
    """Fill an empty draft: from the matrix, else the Perjanjian Kinerja, last year, the library; then lampiran and perilaku.

    Returns how many RHK it wrote. A draft that has rows already is left alone.
    """
    versi = kunci_versi(versi)
    if versi.status != StatusSKP.DRAF or versi.rhk.exists():
        return 0
    pilihan = calon.semua(versi)
    for sumber in calon.URUTAN_ISI_AWAL:
        milik = [c for c in pilihan if c.sumber == sumber]
        if milik:
            for c in milik:
                calon.ambil(versi, c.sumber, c.pk, by=by)
            break
    calon.isi_lampiran(versi, by=by)
    calon.isi_perilaku(versi, by=by)
    return int(versi.rhk.count())


@transaction.atomic
def buka_versi(skp: SKP, alasan: str, *, by: Akun | None) -> VersiSKP:
    """A new version of a set SKP, with all its content and the same lineage; ``alasan`` is printed.

    Raises ``Ditolak`` without a reason or before anything was set, ``SudahBerubah`` when one is open already.
    """
    SKP.objects.select_for_update(no_key=True).get(pk=skp.pk)
    alasan = periksa_panjang("Alasan", rapikan(alasan), 2000)
    if not alasan:
        raise Ditolak("Tuliskan mengapa SKP diubah. Alasan itu tercatat bersama versinya.")
    semua = list(VersiSKP.objects.filter(skp=skp).select_related("skp__pegawai", "skp__siklus").order_by("nomor"))
    lama = next((v for v in semua if v.status == StatusSKP.DITETAPKAN), None)
    if lama is None:
        raise Ditolak("SKP ini belum ditetapkan. Ubah drafnya saja.")
    if any(v.status not in (*TERKUNCI, StatusSKP.BATAL) for v in semua):
        raise SudahBerubah("Versi perubahan sudah terbuka. Muat ulang halaman, lalu lanjutkan versi itu.")
    pastikan(by, "buka_versi", lama, "Perubahan SKP dimulai oleh pemiliknya.")
    baru = _versi_baru(lama.skp, semua[-1].nomor + 1, by, pendekatan=lama.pendekatan, alasan=alasan, lain=lama.lain)
    salin.salin_isi(lama, baru)
    umumkan(DIBUKA, baru, by, sebab=lama.skp.sebab)
    return baru


@transaction.atomic
def batalkan(versi: VersiSKP, catatan: str, *, by: Akun | None) -> VersiSKP:
    """Give up a draft; what was set before goes on. Raises ``Ditolak`` without a reason, ``SudahBerubah``."""
    versi = kunci_versi(versi)
    ke = LANGKAH.berikut(versi.status, "batalkan", catatan)
    pastikan(by, "batalkan", versi, "Draf hanya dibatalkan oleh pemiliknya.")
    dari = versi.status
    tenggat.hentikan_semua(versi, by=by)
    versi.status, versi.status_pada = ke, jam.sekarang()
    versi.save(update_fields=["status", "status_pada"])
    catat_langkah(versi, dari, "batalkan", by=by, catatan=rapikan(catatan))
    umumkan(DIBATALKAN, versi, by)
    return versi


@transaction.atomic
def susun_pengganti(pegawai: Pegawai, siklus: Siklus, *, by: Akun) -> VersiSKP:
    """The unit drafts for somebody who has nothing yet, from the date of the parameter on; off by default.

    Only the draft is the unit's: the owner signs, the assessor sets. Raises ``Ditolak`` while it is off or too early.
    """
    hari = jam.hari_ini()
    mulai = parameter("skp_pengganti_pengelola", hari).tanggal(siklus.tahun)
    if not parameter("skp_pengganti_aktif", hari).ya:
        raise Ditolak("SKP pengganti tidak dipakai. BKPSDM dapat mengaktifkannya di Siklus, Parameter.")
    if hari < mulai:
        raise Ditolak(f"SKP pengganti baru boleh disusun sejak {tanggal(mulai)}.")
    versi = buka_skp(pegawai, siklus, by=by)
    pastikan(by, "susun_pengganti", versi.skp.pegawai, "SKP pengganti disusun oleh admin unit pegawai itu.")
    if versi.nomor != 1 or versi.status != StatusSKP.DRAF or versi.sunting or versi.dibuat_oleh_id != by.pk:
        raise Ditolak(f"{versi.skp.pegawai} sudah menyusun SKP-nya sendiri.")
    versi.pengganti = True
    versi.save(update_fields=["pengganti"])
    return versi


# -- for everybody


def minta_buka_siklus(siklus: Siklus, *, by: Akun) -> Pekerjaan:
    """Queue the job that opens the SKP of everybody; asked again while it runs, the same job. Raises ``TidakBoleh``."""
    pastikan(by, "buka_siklus", siklus, "SKP seluruh pegawai dibuka oleh BKPSDM.")
    return buat_pekerjaan(BUKA_SIKLUS, {"siklus": siklus.pk}, by=by, kunci=f"{BUKA_SIKLUS}:{siklus.pk}")


def jalankan_buka_siklus(pekerjaan: Pekerjaan, laporkan: Callable[..., None]) -> None:
    """Job: open the SKP of everybody who must plan in ``masukan["siklus"]`` (its id). Run again it goes on where it stopped."""
    siklus = Siklus.objects.get(pk=pekerjaan.masukan["siklus"])
    hari = _hari_dalam(siklus)
    belum = list(_belum_ber_skp(siklus, hari))
    jumlah, dibuka, dilewati = len(belum), 0, 0
    with ingatan.ingat():
        for n, orang in enumerate(belum, 1):
            try:
                buka_skp(orang, siklus, by=None)
                dibuka += 1
            except Galat:
                dilewati += 1
            if n % 50 == 0:
                laporkan(n, jumlah)
    ringkas(siklus)
    pekerjaan.hasil = {"dibuka": dibuka, "dilewati": dilewati}
    pekerjaan.save(update_fields=["hasil"])
    laporkan(jumlah, jumlah, f"{dibuka} SKP dibuka, {dilewati} pegawai tidak menyusun SKP di sini.")


def _belum_ber_skp(siklus: Siklus, hari: dt.date) -> Iterable[Pegawai]:
    """From the top down, so that a leader's rows are there when his people's are filled."""
    sudah = SKP.objects.filter(siklus=siklus, rentang__contains=hari).values("pegawai_id")
    orang = pegawai_bekerja(hari).filter(penugasan__berlaku__contains=hari).exclude(pk__in=sudah).distinct()
    atas = set(HubunganPenilai.objects.pada(hari).values_list("penilai_id", flat=True).distinct())
    return sorted(orang, key=lambda p: (p.pk not in atas, p.pk))
