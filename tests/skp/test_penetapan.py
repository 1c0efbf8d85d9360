"""The two signatures: who may, when, what is refused, what it leaves behind."""

import datetime as dt

import pytest

from kinerja.organisasi.models import HubunganPenilai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.models import Tenggat
from skp import snapshot
from skp.actions import isi, penetapan, pindah, susun
from skp.actions.dasar import BelumLengkap
from skp.enums import KeadaanInduk, StatusSKP
from skp.models import RHK, LangkahSKP, VersiSKP
from skp.queries_isi import isi_versi
from tests import pabrik
from tests.skp import pabrik as p


def baca(versi):
    return VersiSKP.objects.select_related("skp").get(pk=versi.pk)


@pytest.fixture
def staf(dunia):
    """The staff member's draft, whole, on the RHK of his set superiors."""
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    return p.skp_draf(dunia, dunia.k.pelaksana)


# -- ajukan


def test_ajukan_menaruh_di_meja_penilai(dunia, staf):
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    langkah = LangkahSKP.objects.get(versi=versi, tindakan="ajukan")
    assert (versi.status, versi.penilai, versi.diajukan_oleh) == (S.DIAJUKAN, dunia.k.kasi, dunia.akun(dunia.k.pelaksana))
    assert langkah.isi == snapshot.isi_konten(versi)
    t = Tenggat.objects.get(jenis="skp_periksa", objek_id=langkah.pk)
    assert (t.pemegang, t.selesai_pada) == (dunia.k.kasi, None)
    assert not Tenggat.objects.filter(jenis="skp_ajukan", objek_id=versi.skp_id, selesai_pada=None).exists()
    assert Peristiwa.objects.filter(nama="skp.diajukan", objek_id=versi.pk).count() == 1


S = StatusSKP


def test_hanya_pemilik_dengan_akunnya_sendiri(dunia, staf):
    from kinerja.layanan.actions.bantu import beri_izin_bantu

    beri_izin_bantu(dunia.k.rekan, sampai=dt.date(2026, 12, 31), by=dunia.akun(dunia.k.pelaksana))
    isi.ubah_versi(staf, {"catatan_dialog": "Dibantu"}, by=dunia.akun(dunia.k.rekan))
    for orang in (dunia.k.rekan, dunia.k.kasi, dunia.k.petugas_bkpsdm):
        with pytest.raises(TidakBoleh):
            penetapan.ajukan(staf, by=dunia.akun(orang))
    assert baca(staf).status == S.DRAF


def test_ajukan_menyebut_semua_yang_kurang(dunia):
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    versi = p.skp_kosong(dunia, dunia.k.pelaksana)
    isi.tambah_rhk(versi, by=None, jenis="UTAMA", uraian="Tersusunnya laporan")
    with pytest.raises(BelumLengkap) as galat:
        penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))
    kalimat = [a.kalimat for a in galat.value.alasan]
    assert any("belum punya indikator" in k for k in kalimat)
    assert any("Pilih RHK pimpinan" in k for k in kalimat)
    assert baca(versi).status == S.DRAF
    assert not LangkahSKP.objects.filter(versi=versi).exists()


def test_draf_boleh_tanpa_skp_pimpinan_dan_ajukan_menyebut_siapa_yang_menahan(dunia):
    versi = p.skp_kosong(dunia, dunia.k.pelaksana)
    assert versi.sementara
    p.isi_rhk(versi)
    with pytest.raises(BelumLengkap, match="Noorlaila Azizah belum menyusun SKP, padahal batasnya 15 Januari 2026"):
        penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))
    p.skp_kosong(dunia, dunia.k.kasi)
    with pytest.raises(BelumLengkap, match="SKP Noorlaila Azizah masih draf sejak 5 Januari 2026"):
        penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))


def test_pimpinan_yang_menarik_menahan_bawahannya(dunia):
    atas = p.skp_diajukan(dunia, dunia.k.kasi)
    versi = p.skp_draf(dunia, dunia.k.pelaksana)
    penetapan.tarik(atas, by=dunia.akun(dunia.k.kasi))
    with pytest.raises(BelumLengkap, match="masih draf"):
        penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))


def test_rhk_bukan_pimpinan_ditolak(dunia, staf):
    p.skp_ditetapkan(dunia, dunia.k.sekretaris)
    lain = p.rhk_utama(dunia.k.sekretaris)
    with pytest.raises(Ditolak, match="bukan milik pimpinan Anda"):
        isi.ubah_rhk(staf.rhk.get(), {"induk_lini": lain.lini_id}, by=None)


def test_pimpinan_berganti_menagih_rhk_pimpinan_baru(dunia, staf):
    HubunganPenilai.objects.filter(pegawai=dunia.k.pelaksana).update(penilai=dunia.k.kabid, atasan_penilai=None)
    with pytest.raises(BelumLengkap, match="bukan pimpinan Anda"):
        penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))


def test_tanpa_penilai_ditolak(dunia, staf):
    HubunganPenilai.objects.filter(pegawai=dunia.k.pelaksana).delete()
    with pytest.raises(BelumLengkap, match="belum punya penilai"):
        penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))


# -- tarik, kembalikan, sunting


def test_tarik_membatalkan_tanda_tangan_dan_jam(dunia, staf):
    akun = dunia.akun(dunia.k.pelaksana)
    versi = penetapan.tarik(penetapan.ajukan(staf, by=akun), by=akun)
    assert (versi.status, versi.diajukan_pada, versi.diajukan_oleh) == (S.DRAF, None, None)
    jalan = Tenggat.objects.filter(jenis="skp_periksa", selesai_pada=None, objek_id__in=versi.langkah.values("pk"))
    assert not jalan.exists()
    assert penetapan.ajukan(versi, by=akun).status == S.DIAJUKAN
    assert jalan.count() == 1


def test_kembalikan_dengan_alasan_per_baris(dunia, staf):
    rhk, akun = staf.rhk.get(), dunia.akun(dunia.k.pelaksana)
    versi = penetapan.ajukan(staf, by=akun)
    with pytest.raises(Ditolak, match="alasan"):
        penetapan.kembalikan(versi, " ", by=dunia.akun(dunia.k.kasi))
    per_baris = {f"rhk:{rhk.lini_id}": "Terlalu umum", "rhk:0": "Baris orang lain", f"iki:{rhk.iki.get().lini_id}": " "}
    versi = penetapan.kembalikan(versi, "", per_baris, by=dunia.akun(dunia.k.kasi))
    langkah = LangkahSKP.objects.get(versi=versi, tindakan="kembalikan")
    assert langkah.per_baris == {f"rhk:{rhk.lini_id}": "Terlalu umum"}
    assert langkah.catatan
    assert Tenggat.objects.get(jenis="skp_perbaiki", objek_id=langkah.pk).pemegang == dunia.k.pelaksana
    isi.ubah_rhk(rhk, {"uraian": "Tersusunnya rekap harian"}, by=akun)
    penetapan.ajukan(versi, by=akun)
    assert not Tenggat.objects.filter(jenis="skp_perbaiki", selesai_pada=None).exists()


def test_sunting_penilai_membuka_isian_bagi_penilai_dan_menampakkan_beda(dunia, staf):
    penilai = dunia.akun(dunia.k.kasi)
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(SudahBerubah):
        isi.ubah_rhk(versi.rhk.get(), {"uraian": "x"}, by=penilai)
    versi = penetapan.sunting_penilai(versi, by=penilai)
    isi.ubah_rhk(versi.rhk.get(), {"uraian": "Kalimat penilai"}, by=penilai)
    semula = LangkahSKP.objects.get(versi=versi, tindakan="sunting_penilai").isi
    assert [b.baru for b in snapshot.beda(semula, snapshot.isi_konten(versi))] == ["Kalimat penilai"]
    with pytest.raises(TidakBoleh):
        isi.ubah_rhk(versi.rhk.get(), {"uraian": "x"}, by=dunia.akun(dunia.k.kabid))
    penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))


def test_setelah_dikembalikan_penilai_tidak_mengetik(dunia, staf):
    penilai = dunia.akun(dunia.k.kasi)
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    versi = penetapan.kembalikan(versi, "Perbaiki", by=penilai)
    with pytest.raises(TidakBoleh):
        isi.ubah_rhk(versi.rhk.get(), {"uraian": "x"}, by=penilai)


# -- tetapkan


def test_tetapkan_membekukan(dunia, staf):
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    versi = baca(penetapan.tetapkan(versi, by=dunia.akun(dunia.k.kasi)))
    assert (versi.status, versi.penetap, versi.ditetapkan_oleh) == (S.DITETAPKAN, dunia.k.kasi, dunia.akun(dunia.k.kasi))
    assert '"pegawai"' in versi.snapshot
    assert not Tenggat.objects.filter(jenis="skp_periksa", selesai_pada=None, pemegang=dunia.k.kasi).exists()
    with pytest.raises(SudahBerubah):
        isi.ubah_rhk(versi.rhk.get(), {"uraian": "x"}, by=dunia.akun(dunia.k.pelaksana))


@pytest.mark.parametrize("siapa", ["kabid", "pelaksana", "rekan", "petugas_bkpsdm", "kadis"])
def test_hanya_penilai_hari_ini(dunia, staf, siapa):
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    akun = dunia.akun(getattr(dunia.k, siapa))
    for tindakan in (
        lambda: penetapan.tetapkan(versi, by=akun),
        lambda: penetapan.kembalikan(versi, "x", by=akun),
        lambda: penetapan.sunting_penilai(versi, by=akun),
    ):
        with pytest.raises(TidakBoleh):
            tindakan()
    assert baca(versi).status == S.DIAJUKAN


def test_penilai_baru_menetapkan_yang_lama_tidak(dunia, staf):
    """The desk moves with the relation, also before the listener ran."""
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    HubunganPenilai.objects.filter(pegawai=dunia.k.pelaksana).update(penilai=dunia.k.kabid, atasan_penilai=None)
    from kinerja.organisasi import peran

    lama, baru = dunia.akun(dunia.k.kasi), dunia.akun(dunia.k.kabid)
    peran.lupakan(lama)
    with pytest.raises(TidakBoleh, match="Gunawan Santosa"):
        penetapan.tetapkan(versi, by=lama)
    pindah.dengar_penilai_berubah(Peristiwa(objek_id=dunia.k.pelaksana.pk))
    kini = baca(versi)
    assert kini.penilai == dunia.k.kabid
    assert (
        Tenggat.objects.get(jenis="skp_periksa", selesai_pada=None, objek_id__in=kini.langkah.values("pk")).pemegang
        == dunia.k.kabid
    )
    assert penetapan.kembalikan(kini, "Sesuaikan dengan RHK saya", by=baru).status == S.DIKEMBALIKAN


def test_tetapkan_banyak_yang_gagal_tidak_menahan_yang_lain(dunia, staf):
    satu = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    dua = p.skp_diajukan(dunia, dunia.k.rekan)
    draf = p.skp_draf(dunia, dunia.k.jf)
    hasil = penetapan.tetapkan_banyak([satu.pk, draf.pk, dua.pk, 0], by=dunia.akun(dunia.k.kasi))
    assert [(v.pk, k is None) for v, k in hasil] == [(satu.pk, True), (draf.pk, False), (dua.pk, True)]
    assert {baca(satu).status, baca(dua).status, baca(draf).status} == {S.DITETAPKAN, S.DRAF}


# -- a kepala daerah never signs in


def test_penetapan_bupati_dicatat_dengan_surat(dunia):
    versi = p.skp_diajukan(dunia, dunia.k.kadis)
    surat = p.surat(dunia, dunia.k.bupati)
    hasil = baca(penetapan.tetapkan(versi, by=p.petugas(dunia), berdasarkan=surat))
    assert (hasil.penetap, hasil.ditetapkan_oleh, hasil.keputusan) == (dunia.k.bupati, p.petugas(dunia), surat)
    surat.refresh_from_db()
    assert (surat.objek_jenis, surat.objek_id) == ("skp.versiskp", versi.pk)
    assert "Bupati Contoh" in LangkahSKP.objects.get(versi=versi, tindakan="tetapkan").sebagai


def test_surat_hanya_dari_penilai_dan_dicatat_yang_berwenang(dunia):
    versi = p.skp_diajukan(dunia, dunia.k.kadis)
    sekretaris = pabrik.akun(dunia.k.sekretaris, "ADMIN_UNIT", di=dunia.k.dinas)
    with pytest.raises(Ditolak, match="sedangkan penilai"):
        penetapan.tetapkan(versi, by=p.petugas(dunia), berdasarkan=p.surat(dunia, dunia.k.sekda))
    for akun in (dunia.akun(dunia.k.rekan), dunia.akun(dunia.k.kadis), dunia.akun(dunia.k.orang_luar)):
        with pytest.raises(TidakBoleh):
            penetapan.tetapkan(versi, by=akun, berdasarkan=p.surat(dunia, dunia.k.bupati))
    with pytest.raises(TidakBoleh):
        penetapan.tetapkan(versi, by=p.petugas(dunia))
    # Not even an admin of the unit, when it is his own assessor's SKP.
    with pytest.raises(TidakBoleh, match="bawahannya"):
        penetapan.tetapkan(versi, by=sekretaris, berdasarkan=p.surat(dunia, dunia.k.bupati))
    lain = pabrik.akun(dunia.k.pelaksana, "ADMIN_UNIT", di=dunia.k.dinas)
    assert penetapan.tetapkan(versi, by=lain, berdasarkan=p.surat(dunia, dunia.k.bupati)).status == S.DITETAPKAN


def test_kepala_tidak_mencatat_penetapan_bagi_dirinya(dunia):
    akun = pabrik.akun(dunia.k.kadis, "ADMIN_UNIT", di=dunia.k.dinas)
    versi = p.skp_diajukan(dunia, dunia.k.kadis)
    with pytest.raises(TidakBoleh):
        penetapan.tetapkan(versi, by=akun, berdasarkan=p.surat(dunia, dunia.k.bupati))


def test_penilai_yang_dapat_masuk_tidak_diwakili_surat(dunia, staf):
    versi = penetapan.ajukan(staf, by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(Ditolak, match="akunnya sendiri"):
        penetapan.tetapkan(versi, by=p.petugas(dunia), berdasarkan=p.surat(dunia, dunia.k.kasi))


def test_surat_mendahului_pengajuan_ditolak(dunia):
    surat = p.surat(dunia, dunia.k.bupati)
    with jam.pada(p.AWAL + dt.timedelta(days=3)):
        versi = p.skp_diajukan(dunia, dunia.k.kadis)
        with pytest.raises(Ditolak, match="mendahului"):
            penetapan.tetapkan(versi, by=p.petugas(dunia), berdasarkan=surat)


# -- versions


def ubah_atas(dunia, uraian="Meningkatnya mutu layanan rujukan", **lain):
    """The kasi sets a new version of hers with another sentence."""
    versi = p.rhk_utama(dunia.k.kasi).versi
    baru = susun.buka_versi(versi.skp, "Arah baru", by=dunia.akun(dunia.k.kasi))
    isi.ubah_rhk(baru.rhk.get(), {"uraian": uraian, **lain}, by=dunia.akun(dunia.k.kasi))
    return p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi)))


def keadaan(versi):
    return isi_versi(baca(versi)).rhk[0].keadaan.nilai


def test_versi_baru_menggantikan_dan_menyalin_seluruh_isi(dunia):
    lama = p.skp_ditetapkan(dunia, dunia.k.kadis)
    isi_lama = snapshot.isi_konten(lama)
    with pytest.raises(Ditolak, match="mengapa"):
        susun.buka_versi(lama.skp, " ", by=dunia.akun(dunia.k.kadis))
    baru = susun.buka_versi(lama.skp, "Anggaran berubah", by=dunia.akun(dunia.k.kadis))
    assert snapshot.isi_konten(baru) == isi_lama
    assert set(baru.rhk.values_list("lini", flat=True)) == set(lama.rhk.values_list("lini", flat=True))
    with pytest.raises(SudahBerubah, match="sudah terbuka"):
        susun.buka_versi(lama.skp, "Lagi", by=dunia.akun(dunia.k.kadis))
    p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kadis)))
    assert (baca(lama).status, baca(baru).status) == (S.DIGANTI, S.DITETAPKAN)


def test_versi_yang_dibatalkan_membiarkan_yang_berlaku(dunia):
    lama = p.skp_ditetapkan(dunia, dunia.k.kadis)
    baru = susun.buka_versi(lama.skp, "Coba", by=dunia.akun(dunia.k.kadis))
    susun.batalkan(baru, "Tidak jadi", by=dunia.akun(dunia.k.kadis))
    assert baca(lama).status == S.DITETAPKAN
    assert susun.buka_versi(lama.skp, "Jadi", by=dunia.akun(dunia.k.kadis)).nomor == 3


def test_perubahan_pimpinan_menunggu_konfirmasi_dan_tidak_menulis_apa_pun(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    isi_anak = snapshot.isi_konten(anak)["rhk"][0] | {"rhk_pimpinan": ""}
    assert keadaan(anak) is KeadaanInduk.COCOK
    baru = ubah_atas(dunia)
    assert keadaan(anak) is KeadaanInduk.MENUNGGU_KONFIRMASI
    assert baca(anak).status == S.DITETAPKAN
    rhk = anak.rhk.get()
    with pytest.raises(TidakBoleh):
        penetapan.konfirmasi_induk(rhk, by=dunia.akun(dunia.k.kasi))
    sebelum = baca(anak)
    penetapan.konfirmasi_induk(rhk, by=dunia.akun(dunia.k.pelaksana))
    assert keadaan(anak) is KeadaanInduk.COCOK
    assert RHK.objects.get(pk=rhk.pk).induk_versi_disepakati_id == baru.pk
    assert snapshot.isi_konten(anak)["rhk"][0] | {"rhk_pimpinan": ""} == isi_anak
    assert baca(anak).snapshot == sebelum.snapshot
    with pytest.raises(SudahBerubah):
        penetapan.konfirmasi_induk(rhk, by=dunia.akun(dunia.k.pelaksana))


def test_perubahan_yang_tidak_menyentuh_kalimat_tidak_mengganggu_bawahan(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    versi = p.rhk_utama(dunia.k.kasi).versi
    baru = susun.buka_versi(versi.skp, "Tambah RHK", by=dunia.akun(dunia.k.kasi))
    p.isi_rhk(baru, induk=p.rhk_utama(dunia.k.kabid))
    p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi)))
    assert keadaan(anak) is KeadaanInduk.COCOK


def test_target_pimpinan_yang_berubah_juga_menunggu(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    versi = p.rhk_utama(dunia.k.kasi).versi
    baru = susun.buka_versi(versi.skp, "Target naik", by=dunia.akun(dunia.k.kasi))
    isi.ubah_iki(baru.rhk.get().iki.get(), {"target_teks": "95"}, by=dunia.akun(dunia.k.kasi))
    p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi)))
    assert keadaan(anak) is KeadaanInduk.MENUNGGU_KONFIRMASI


def test_rhk_pimpinan_yang_dihapus_hilang(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    versi = p.rhk_utama(dunia.k.kasi).versi
    baru = susun.buka_versi(versi.skp, "Ganti arah", by=dunia.akun(dunia.k.kasi))
    p.isi_rhk(baru, induk=p.rhk_utama(dunia.k.kabid))
    isi.hapus_rhk(baru.rhk.order_by("urut").first(), by=dunia.akun(dunia.k.kasi))
    p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi)))
    assert keadaan(anak) is KeadaanInduk.INDUK_HILANG


def test_bawahan_yang_menandatangani_sesudah_kalimat_tetap_tidak_perlu_konfirmasi(dunia):
    """He signed on the very text that was set afterwards."""
    atas = p.skp_diajukan(dunia, dunia.k.kasi)
    anak = p.skp_diajukan(dunia, dunia.k.pelaksana)
    assert keadaan(anak) is KeadaanInduk.BELUM_DITETAPKAN
    p.tetapkan(dunia, atas)
    assert keadaan(anak) is KeadaanInduk.COCOK


def test_bawahan_yang_menandatangani_sebelum_pimpinan_mengubah_harus_konfirmasi(dunia):
    atas = p.skp_diajukan(dunia, dunia.k.kasi)
    anak = p.skp_diajukan(dunia, dunia.k.pelaksana)
    akun = dunia.akun(dunia.k.kasi)
    atas = penetapan.tarik(atas, by=akun)
    isi.ubah_rhk(atas.rhk.get(), {"uraian": "Kalimat lain"}, by=akun)
    p.tetapkan(dunia, penetapan.ajukan(atas, by=akun))
    assert keadaan(anak) is KeadaanInduk.MENUNGGU_KONFIRMASI


def test_mengajukan_lagi_menagih_konfirmasi_lebih_dahulu(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    ubah_atas(dunia)
    akun = dunia.akun(dunia.k.pelaksana)
    baru = susun.buka_versi(anak.skp, "Menyesuaikan", by=akun)
    with pytest.raises(BelumLengkap, match="berubah setelah disepakati"):
        penetapan.ajukan(baru, by=akun)
    penetapan.konfirmasi_induk(baru.rhk.get(), by=akun)
    penetapan.ajukan(baru, by=akun)
