"""The workflow of a dialogue: every pair of status and act, the clock of the minutes, every trigger and constraint."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from dialog.actions import agenda as aksi_agenda
from dialog.actions import catatan as aksi_catatan
from dialog.actions import dialog as aksi
from dialog.actions import kesepakatan as aksi_sepakat
from dialog.aturan_dialog import KabarIKI, bulan_tanpa_kabar, keadaan_kesepakatan, menyelesaikan, sebutan
from dialog.enums import KeadaanKesepakatan as K
from dialog.enums import StatusDialog as S
from dialog.models import Agenda, CatatanDialog, Dialog, Kesepakatan, LangkahDialog, Peserta
from dialog.transitions import DIALOG
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.actions import muat_parameter
from kinerja.siklus.models import Tenggat
from tests.dialog.pabrik import baca, berstatus, rencana

TINDAKAN = sorted({x.tindakan for x in DIALOG} - {"selesaikan", "kunci"})


@pytest.fixture(autouse=True)
def parameter(dunia):
    muat_parameter()


def lakukan(dunia, d, tindakan):
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    match tindakan:
        case "mulai":
            return aksi.mulai(d, by=saya)
        case "pindahkan":
            return aksi.pindahkan(d, jam.sekarang() + dt.timedelta(days=3), "Ada apel", by=saya)
        case "tolak":
            return aksi.tolak(d, "Tugas luar", by=saya)
        case "nyatakan_tidak_terlaksana":
            return aksi.nyatakan_tidak_terlaksana(d, "Listrik padam", by=pimpinan)
        case "akhiri":
            return aksi.akhiri(d, by=pimpinan, konfirmasi_saya=False)
        case "lanjutkan":
            return aksi.lanjutkan(d, "Kurang satu kesepakatan", by=saya)
        case "konfirmasi":
            return aksi.konfirmasi(d, by=saya)
    raise AssertionError(tindakan)


@pytest.mark.parametrize("tindakan", TINDAKAN)
@pytest.mark.parametrize("status", list(S))
def test_setiap_status_dan_tindakan(dunia, status, tindakan):
    d = berstatus(dunia, status)
    assert baca(d).status == status
    ke = next((x.ke for x in DIALOG if (x.dari, x.tindakan) == (status, tindakan)), None)
    langkah = LangkahDialog.objects.filter(dialog=d).count()
    if ke is None:
        with pytest.raises(SudahBerubah):
            lakukan(dunia, d, tindakan)
        assert baca(d).status == status
        assert LangkahDialog.objects.filter(dialog=d).count() == langkah
        return
    lakukan(dunia, d, tindakan)
    assert baca(d).status == ke
    akhir = LangkahDialog.objects.filter(dialog=d).last()
    assert (akhir.dari, akhir.tindakan, akhir.ke) == (status, tindakan, ke)


@pytest.mark.parametrize("status", list(S))
def test_sql_tidak_melompat(dunia, status):
    d = berstatus(dunia, status)
    boleh = {ke for dari, ke in DIALOG.pasangan() if dari == status}
    for ke in S:
        if ke in boleh or ke == status:
            continue
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("UPDATE dialog_dialog SET status = %s, alasan = 'x' WHERE id = %s", [ke.value, d.pk])


@pytest.mark.parametrize("tindakan", ["pindahkan", "tolak", "nyatakan_tidak_terlaksana", "lanjutkan"])
def test_tanpa_alasan_ditolak(dunia, tindakan):
    d = berstatus(dunia, S.MENUNGGU_KONFIRMASI if tindakan == "lanjutkan" else S.RENCANA)
    saya = dunia.akun(dunia.k.pelaksana)
    with pytest.raises(Ditolak):
        if tindakan == "pindahkan":
            aksi.pindahkan(d, jam.sekarang() + dt.timedelta(days=3), "  ", by=saya)
        else:
            getattr(aksi, tindakan)(d, " ", by=saya)


# -- who


def test_pengundang_tidak_menolak_undangannya_sendiri(dunia):
    d = rencana(dunia)
    with pytest.raises(TidakBoleh):
        aksi.tolak(d, "Batal", by=dunia.akun(dunia.k.kasi))
    assert aksi.tolak(d, "Tugas luar", by=dunia.akun(dunia.k.pelaksana)).alasan == "Tugas luar"


@pytest.mark.parametrize("tindakan", TINDAKAN)
def test_orang_lain_tidak_melangkah(dunia, tindakan):
    status = next(x.dari for x in DIALOG if x.tindakan == tindakan)
    d = berstatus(dunia, status)
    for orang in (dunia.k.rekan, dunia.k.kabid, dunia.k.petugas_bkpsdm):
        by = dunia.akun(orang)
        with pytest.raises(TidakBoleh):
            match tindakan:
                case "pindahkan":
                    aksi.pindahkan(d, jam.sekarang(), "x", by=by)
                case "mulai" | "akhiri" | "konfirmasi":
                    getattr(aksi, tindakan)(d, by=by)
                case _:
                    getattr(aksi, tindakan)(d, "x", by=by)


def test_hanya_dengan_atasan_atau_ketua_tim(dunia):
    with pytest.raises(Ditolak, match="bukan penilai"):
        rencana(dunia, pimpinan=dunia.k.kadis_lain)
    with pytest.raises(TidakBoleh):
        rencana(dunia, by=dunia.akun(dunia.k.rekan))
    assert rencana(dunia, pimpinan=dunia.k.kabid).pimpinan == dunia.k.kabid, "atasan penilai"


def test_jadwal_tidak_mundur_dan_siklus_harus_ada(dunia):
    with pytest.raises(Ditolak, match="sudah lewat"):
        rencana(dunia, jadwal=jam.sekarang() - dt.timedelta(days=1))
    with pytest.raises(Ditolak, match="Siklus 2031 belum dibuka"):
        rencana(dunia, jadwal=dt.datetime(2031, 1, 5, 9, tzinfo=jam.WITA))


def test_mulai_sekarang_dua_kali_satu_dialog(dunia):
    by = dunia.akun(dunia.k.kasi)
    a = aksi.mulai_sekarang(dunia.k.pelaksana, dunia.k.kasi, by=by)
    b = aksi.mulai_sekarang(dunia.k.pelaksana, dunia.k.kasi, by=dunia.akun(dunia.k.pelaksana))
    assert (a.pk, a.status, a.jenis) == (b.pk, S.BERLANGSUNG, "INSIDENTAL")


# -- confirming, and the clock


def tenggat(d):
    return Tenggat.objects.filter(jenis="risalah_setujui", objek_id__in=d.langkah.values("pk")).order_by("-pk").first()


def test_penutup_ikut_mengonfirmasi_dan_meja_di_pihak_lain(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.kasi))
    sudah = set(Peserta.objects.filter(dialog=d, dikonfirmasi_pada__isnull=False).values_list("pegawai_id", flat=True))
    assert sudah == {dunia.k.kasi.pk}
    t = tenggat(d)
    # Closed on Monday 5 January: three working days.
    assert (t.pemegang, t.batas, t.selesai_pada) == (dunia.k.pelaksana, dt.date(2026, 1, 8), None)


def test_konfirmasi_terakhir_menyelesaikan_dengan_tanggapan(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.kasi))
    d = aksi.konfirmasi(d, by=dunia.akun(dunia.k.pelaksana), tanggapan="Mohon kuota unggah ditambah.")
    assert (d.status, d.tanpa_tanggapan) == (S.SELESAI, False)
    assert Peserta.objects.get(dialog=d, pegawai=dunia.k.pelaksana).tanggapan == "Mohon kuota unggah ditambah."
    assert tenggat(d).selesai_pada is not None
    assert [x.tindakan for x in d.langkah.all()] == ["mulai", "akhiri", "konfirmasi", "selesaikan"]
    p = Peristiwa.objects.get(nama="dialog.selesai", objek_id=d.pk)
    assert p.data == {"pegawai": d.pegawai_id, "pimpinan": d.pimpinan_id, "tanpa_tanggapan": False}


def test_konfirmasi_dua_kali_oleh_orang_yang_sama(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.pelaksana))
    with pytest.raises(SudahBerubah, match="sudah mengonfirmasi"):
        aksi.konfirmasi(d, by=dunia.akun(dunia.k.pelaksana))
    assert tenggat(d).pemegang == dunia.k.kasi


def test_pegawai_menambah_tanggapan_setelah_konfirmasi_pimpinan_tidak(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.pelaksana))
    aksi.konfirmasi(d, by=dunia.akun(dunia.k.pelaksana), tanggapan="Susulan")
    aksi.konfirmasi(d, by=dunia.akun(dunia.k.kasi), tanggapan="Bukan untuk pimpinan")
    assert dict(Peserta.objects.filter(dialog=d).values_list("peran", "tanggapan")) == {"PEGAWAI": "Susulan", "PIMPINAN": ""}


def test_lanjutkan_menghapus_konfirmasi_dan_jam_lalu_mulai_lagi(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.kasi))
    lama = tenggat(d)
    d = aksi.lanjutkan(d, "Kurang satu kesepakatan", by=dunia.akun(dunia.k.pelaksana))
    assert not Peserta.objects.filter(dialog=d, dikonfirmasi_pada__isnull=False).exists()
    lama.refresh_from_db()
    assert lama.selesai_pada is not None
    d = aksi.akhiri(d, by=dunia.akun(dunia.k.pelaksana))
    assert tenggat(d).pk != lama.pk and tenggat(d).pemegang == dunia.k.kasi


def test_dikunci_setelah_batas_dengan_belum_ditanggapi(dunia):
    d = aksi.akhiri(berstatus(dunia, S.BERLANGSUNG), by=dunia.akun(dunia.k.kasi))
    with jam.pada(dt.date(2026, 1, 8)):
        assert aksi.kunci_yang_lewat() == 0, "hari terakhir masih boleh"
        with pytest.raises(Ditolak):
            aksi.kunci(d)
    with jam.pada(dt.date(2026, 1, 9)):
        assert aksi.kunci_yang_lewat() == 1
        assert aksi.kunci_yang_lewat() == 0
    d = baca(d)
    assert (d.status, d.tanpa_tanggapan) == (S.SELESAI, True)
    assert d.langkah.last().tindakan == "kunci" and d.langkah.last().oleh is None
    assert tenggat(d).selesai_pada is not None


def test_beat_menjalankan_penguncian():
    from dialog.tasks import kunci
    from kinerja.plumbing.daftar import JADWAL

    assert [j.task for j in JADWAL if j.task == "dialog.kunci"] == ["dialog.kunci"]
    assert kunci() == 0


# -- what closes with the dialogue: triggers


@pytest.mark.parametrize("status", [S.SELESAI, S.DITOLAK, S.TIDAK_TERLAKSANA])
def test_isi_terkunci_di_basis_data(dunia, status):
    d = rencana(dunia)
    saya = dunia.akun(dunia.k.pelaksana)
    aksi_agenda.tambah_agenda(d, "Kendala", by=saya)
    aksi_catatan.simpan_catatan(d, "Catatan", by=saya)
    if status == S.DITOLAK:
        aksi.tolak(d, "x", by=saya)
    elif status == S.TIDAK_TERLAKSANA:
        aksi.nyatakan_tidak_terlaksana(d, "x", by=saya)
    else:
        d = aksi.mulai(d, by=saya)
        aksi_sepakat.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=saya)
        aksi.konfirmasi(aksi.akhiri(d, by=saya), by=dunia.akun(dunia.k.kasi))
    larangan = [
        lambda: Agenda.objects.filter(dialog=d).update(isi="lain"),
        lambda: Agenda.objects.filter(dialog=d).delete(),
        lambda: Agenda.objects.create(dialog=d, isi="baru", urut=9, pada=jam.sekarang()),
        lambda: CatatanDialog.objects.filter(dialog=d).update(isi="lain"),
        lambda: Peserta.objects.filter(dialog=d).update(tanggapan="lain"),
        lambda: Peserta.objects.filter(dialog=d).delete(),
        lambda: Kesepakatan.objects.create(dialog=d, isi="x", pemilik=d.pegawai, batas=jam.hari_ini(), pada=jam.sekarang()),
    ]
    if status == S.SELESAI:
        larangan.append(lambda: Kesepakatan.objects.filter(dialog=d).update(batas=dt.date(2027, 1, 1)))
        larangan.append(lambda: Kesepakatan.objects.filter(dialog=d)._raw_delete("default"))
    for i, langgar in enumerate(larangan):
        with pytest.raises(DatabaseError), transaction.atomic():
            langgar()
            pytest.fail(f"larangan {i} lolos")
    assert Agenda.objects.filter(dialog=d).update(dilanjutkan=True) == 1, "nasib butir masih boleh"


def test_dialog_lahir_direncanakan_tidak_dihapus_dan_langkah_tetap(dunia):
    d = berstatus(dunia, S.BERLANGSUNG)
    isi = {"siklus": d.siklus, "pegawai": d.pegawai, "pimpinan": d.pimpinan, "jenis": "EVALUASI", "jadwal": d.jadwal}
    lahir = {"pengundang": d.pegawai, "dibuat_pada": jam.sekarang()}
    for langgar in (
        lambda: Dialog.objects.create(status=S.BERLANGSUNG, **isi, **lahir),
        lambda: Dialog.objects.filter(pk=d.pk)._raw_delete("default"),
        lambda: LangkahDialog.objects.filter(dialog=d).update(catatan="x"),
        lambda: LangkahDialog.objects.filter(dialog=d)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            langgar()


def test_kendala_dialog(dunia):
    d = berstatus(dunia, S.BERLANGSUNG)
    k = aksi_sepakat.tambah_kesepakatan(d, "Jemput data", d.pegawai_id, jam.hari_ini(), by=dunia.akun(dunia.k.kasi))
    a = aksi_agenda.tambah_agenda(d, "Kendala", by=dunia.akun(dunia.k.kasi))
    kini = jam.sekarang()
    for langgar in (
        lambda: Dialog.objects.filter(pk=d.pk).update(pimpinan=d.pegawai_id),
        lambda: Dialog.objects.filter(pk=d.pk).update(jenis="ARISAN"),
        lambda: Dialog.objects.filter(pk=d.pk).update(status=S.TIDAK_TERLAKSANA, alasan=""),
        lambda: Peserta.objects.create(dialog=d, pegawai=d.pegawai, peran="PENDAMPING"),
        lambda: Peserta.objects.create(dialog=d, pegawai=dunia.k.rekan, peran="PEGAWAI"),
        lambda: Peserta.objects.filter(dialog=d).update(peran="TAMU"),
        lambda: Agenda.objects.filter(pk=a.pk).update(isi=""),
        lambda: Agenda.objects.filter(pk=a.pk).update(pribadi=True, penulis=None),
        lambda: Agenda.objects.filter(pk=a.pk).update(sumber="MIMPI"),
        lambda: [Agenda.objects.create(dialog=d, isi="x", asal=a, urut=i, pada=kini) for i in (5, 6)],
        lambda: CatatanDialog.objects.bulk_create([CatatanDialog(dialog=d, penulis=d.pegawai, pada=kini) for _ in range(2)]),
        lambda: Kesepakatan.objects.filter(pk=k.pk).update(isi=""),
        lambda: Kesepakatan.objects.filter(pk=k.pk).update(dilepas_pada=kini),
        lambda: Kesepakatan.objects.filter(pk=k.pk).update(dilepas_pada=kini, alasan_lepas="x", selesai_pada=kini),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            langgar()
            pytest.fail("kendala lolos")


# -- pure


@pytest.mark.parametrize(
    ("hari", "selesai", "dilepas", "harap"),
    [(10, False, False, K.BERJALAN), (11, False, False, K.LEWAT), (11, True, False, K.SELESAI), (11, False, True, K.DILEPAS)],
)
def test_keadaan_kesepakatan(hari, selesai, dilepas, harap):
    assert keadaan_kesepakatan(dt.date(2026, 3, 10), dt.date(2026, 3, hari), selesai=selesai, dilepas=dilepas) is harap


def test_yang_terakhir_menyelesaikan():
    assert menyelesaikan((1, 2), {1}, 2) and not menyelesaikan((1, 2), set(), 2)


@pytest.mark.parametrize(("hari", "bulan"), [(59, 0), (60, 2), (95, 3)])
def test_iki_tanpa_kabar(hari, bulan):
    mulai = dt.date(2026, 1, 1)
    assert bulan_tanpa_kabar(KabarIKI("1.1", mulai), mulai + dt.timedelta(days=hari)) == bulan
    assert bulan_tanpa_kabar(KabarIKI("1.1", mulai, mulai + dt.timedelta(days=hari)), mulai + dt.timedelta(days=hari)) == 0


def test_sebutan():
    assert sebutan("PEMANTAUAN", "triwulan IV") == "Dialog triwulan IV"
    assert sebutan("KLARIFIKASI", "triwulan I") == "Klarifikasi ekspektasi"
