"""What people are told about their SKP. Listeners: in the worker, once per event."""

from collections import defaultdict

from kinerja.layanan.beranda import alamat
from kinerja.layanan.pesan import kirim_pesan, kirim_pesan_masing
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import angka, tanggal
from skp.enums import KeadaanInduk, StatusSKP
from skp.models import RHK, SKP, Komentar, LangkahSKP, VersiSKP
from skp.queries import lengkap
from skp.queries_isi import induk_dari, keadaan_baris


def kabari(peristiwa: Peristiwa) -> None:
    """The assessor when it was handed in; the owner when it was given back or set."""
    versi = lengkap(VersiSKP.objects.all()).filter(pk=peristiwa.objek_id).first()
    if versi is None:
        return
    if peristiwa.nama == "skp.diajukan":
        _kabari_penilai(versi, peristiwa)
    elif peristiwa.nama == "skp.dikembalikan":
        _kabari_dikembalikan(versi, peristiwa)
    else:
        _kirim(
            versi.skp.pegawai_id,
            f"skp.ditetapkan:{peristiwa.pk}",
            f"SKP {versi.skp.siklus.tahun} Anda ditetapkan",
            f"Ditetapkan {versi.penetap} {tanggal(versi.ditetapkan_pada)}. Dokumennya dapat diunduh dari halaman SKP.",
            alamat("skp:lihat", versi.pk),
        )


def _kabari_penilai(versi: VersiSKP, peristiwa: Peristiwa) -> None:
    if versi.status != StatusSKP.DIAJUKAN or versi.penilai_id is None:
        return
    _kirim(
        versi.penilai_id,
        f"skp.diajukan:{peristiwa.pk}",
        f"{versi.skp.pegawai} mengajukan SKP {versi.skp.siklus.tahun}",
        "Baca, lalu tetapkan atau kembalikan dengan catatan.",
        alamat("skp:periksa", versi.pk),
    )


def _kabari_dikembalikan(versi: VersiSKP, peristiwa: Peristiwa) -> None:
    langkah = LangkahSKP.objects.filter(pk=peristiwa.data.get("langkah")).first()
    disunting = peristiwa.data.get("tindakan") == "sunting_penilai"
    judul = "disunting penilai" if disunting else "dikembalikan"
    baris = len(langkah.per_baris) if langkah else 0
    rinci = f" Ada {angka(baris)} catatan pada baris." if baris else ""
    catatan = (langkah.catatan if langkah else "") or "Bandingkan perubahannya, lalu ajukan lagi."
    _kirim(
        versi.skp.pegawai_id,
        f"skp.dikembalikan:{peristiwa.pk}",
        f"SKP {versi.skp.siklus.tahun} Anda {judul}",
        f"{catatan}{rinci}",
        alamat("skp:sunting", versi.pk),
    )


def kabari_anak(peristiwa: Peristiwa) -> None:
    """Whoever hangs on a text that changed: he reads it and confirms; nothing of his is rewritten.

    A version that was replaced meanwhile is silent: the event of the newer one tells.
    """
    versi = lengkap(VersiSKP.objects.ditetapkan()).filter(pk=peristiwa.objek_id).first()
    if versi is None:
        return
    anak = RHK.objects.filter(induk_lini__rhk__versi=versi, versi__status__in=[StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN])
    rinci = anak.select_related("versi__skp", "induk_lini__skp__pegawai", "induk_versi_disepakati").distinct()
    induk = induk_dari({r.induk_lini.pk: r.induk_lini for r in rinci if r.induk_lini is not None})
    menunggu: dict[int, list[RHK]] = defaultdict(list)
    for r in rinci:
        if keadaan_baris(r.versi, r, induk.get(r.induk_lini_id or 0)).nilai is KeadaanInduk.MENUNGGU_KONFIRMASI:
            menunggu[r.versi.skp.pegawai_id].append(r)
    akun = Akun.objects.filter(pegawai__in=menunggu, is_active=True).values_list("pegawai_id", "pk")
    isi = {pk: _kabar_anak(versi, menunggu[orang]) for orang, pk in akun}
    if isi:
        kirim_pesan_masing(f"skp.induk_berubah:{peristiwa.pk}", isi, ikon="refresh")


def _kabar_anak(versi: VersiSKP, baris: list[RHK]) -> tuple[str, str, str]:
    judul = f"RHK {versi.skp.pegawai} berubah"
    isi = f"{angka(len(baris))} RHK Anda terhubung dengannya. Baca perubahannya, lalu konfirmasi atau ubah SKP Anda."
    return judul, isi, alamat("skp:lihat", baris[0].versi_id)


def kabari_komentar(peristiwa: Peristiwa) -> None:
    """The owner when somebody else wrote; the assessor when the owner answers on a form that lies on his desk."""
    komentar = Komentar.objects.select_related("versi__skp__siklus", "penulis").filter(pk=peristiwa.data["komentar"]).first()
    if komentar is None:
        return
    versi = komentar.versi
    milik_sendiri = komentar.penulis_id == versi.skp.pegawai_id
    tujuan = versi.penilai_id if milik_sendiri else versi.skp.pegawai_id
    if tujuan is None or (milik_sendiri and versi.status != StatusSKP.DIAJUKAN):
        return
    layar = "skp:periksa" if milik_sendiri else "skp:sunting" if versi.dapat_disunting else "skp:lihat"
    judul = f"{komentar.penulis} mengomentari SKP {versi.skp.siklus.tahun}"
    _kirim(tujuan, f"skp.dikomentari:{komentar.pk}", judul, komentar.isi[:200], alamat(layar, versi.pk))


def kabari_penutupan(peristiwa: Peristiwa) -> None:
    """The owner: his SKP has ended before the year did, and why."""
    skp = SKP.objects.select_related("siklus").filter(pk=peristiwa.objek_id).first()
    if skp is None:
        return
    _kirim(
        skp.pegawai_id,
        f"skp.ditutup:{peristiwa.pk}",
        f"SKP {skp.siklus.tahun} Anda berakhir {tanggal(skp.sampai)}",
        f"{peristiwa.data['sebab']} Isinya tetap tersimpan.",
        alamat("skp:saya"),
    )


def _kirim(pegawai_id: int | Pegawai, kunci: str, judul: str, isi: str, url: str) -> None:
    akun = Akun.objects.filter(pegawai=pegawai_id, is_active=True).first()
    if akun is not None:
        kirim_pesan(akun, kunci, judul, isi, url, ikon="file-check")
