"""Acts of feedback: given once, on what there is, in an open period; asked, by link; withdrawn, answered, reported."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from dialog.actions import umpan_balik as aksi
from dialog.enums import PeranPemberi as P
from dialog.fakta import KonteksFakta
from dialog.fakta_umpan import baca
from dialog.models import PemberiUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from dialog.notices_umpan import kabari_diminta, kabari_diputus, kabari_ditanggapi, kabari_terbit
from dialog.queries_umpan import (
    besar_kelompok,
    diterima,
    peran_terhadap,
    permintaan_kepada,
    permintaan_saya,
    pilihan_sebutan,
    terakhir_per_orang,
)
from dialog.tampilan_umpan import baris_permintaan, siapa
from dialog.tugas_umpan import tugas_umpan
from kinerja.layanan.models import Pesan
from kinerja.organisasi.models import AnggotaTim, Pegawai, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.serempak import kumpulkan
from tests import pabrik
from tests.dialog.pabrik import rencana
from tests.dialog.pabrik_umpan import beri, isi, senin_depan, tutup, tw
from tests.skp import pabrik as p

__all__ = ["tw"]


# -- who is who


def test_peran_pemberi_menurut_rantai_tim_dan_bawahan(dunia, tw):
    k, hari = dunia.k, jam.hari_ini()
    tim = TimKerja.objects.create(unit=k.dinas, nama="Tim", ketua=k.orang_luar, berlaku=rentang(pabrik.SEJAK))
    AnggotaTim.objects.create(tim=tim, pegawai=k.jf, berlaku=rentang(pabrik.SEJAK))
    for pemberi, peran in ((k.kasi, P.PIMPINAN), (k.kadis, P.PIMPINAN), (k.orang_luar, P.KETUA_TIM), (k.rekan, P.REKAN)):
        assert peran_terhadap(pemberi.pk, k.jf.pk, hari) == peran
    assert peran_terhadap(k.jf.pk, k.kasi.pk, hari) == P.BAWAHAN
    assert peran_terhadap(k.jf.pk, k.kadis.pk, hari) == P.REKAN


def test_kelompok_hanya_menghitung_yang_dapat_memberi(dunia, tw):
    k, hari = dunia.k, jam.hari_ini()
    assert besar_kelompok(P.BAWAHAN, k.kasi.pk, hari) == 5
    akun = dunia.akun(k.jf)
    akun.is_active = False
    akun.save()
    assert besar_kelompok(P.BAWAHAN, k.kasi.pk, hari) == 4
    # In the seksi: pelaksana, rekan and the two new ones; not the head, not jf himself.
    assert besar_kelompok(P.REKAN, k.jf.pk, hari) == 4
    baru = pabrik.staf(k.seksi, "Tanpa Akun")
    assert besar_kelompok(P.REKAN, k.jf.pk, hari) == 4, baru


# -- giving


def test_bernama_terbit_seketika_dan_tanpa_nama_hari_senin(dunia, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    assert (u.nama_tampil, u.peran, u.tanggal, u.periode) == ("Hendra Maulana", "REKAN", jam.hari_ini(), tw)
    a = beri(dunia, k.kasi, k.rekan, "PERAN")
    b = beri(dunia, k.kasi, k.pelaksana, "TANPA")
    assert (a.nama_tampil, a.peran, b.nama_tampil, b.peran) == ("", "BAWAHAN", "", "")
    assert [siapa(x) for x in (u, a, b)] == ["Hendra Maulana, rekan kerja", "Bawahan (tanpa nama)", "Pemberi tidak disebut"]
    assert a.tanggal == b.tanggal == dt.date(2026, 1, 12)
    assert not diterima(k.kasi.pk).exists() and terakhir_per_orang([k.kasi.pk, k.jf.pk]) == {k.jf.pk: jam.hari_ini()}
    with jam.pada(senin_depan()):
        assert diterima(k.kasi.pk).count() == 2
        assert terakhir_per_orang([k.kasi.pk]) == {k.kasi.pk: dt.date(2026, 1, 12)}


def test_pimpinan_selalu_bernama_dan_kelompok_kecil_tanpa_peran(dunia, tw):
    k = dunia.k
    for sebutan in ("TANPA", "PERAN", "X"):
        with pytest.raises(Ditolak, match="dapat menunjuk Anda"):
            beri(dunia, k.jf, k.kasi, sebutan)
    # The kabid has one subordinate only.
    with pytest.raises(Ditolak):
        beri(dunia, k.kabid, k.kasi, "PERAN")
    assert beri(dunia, k.kabid, k.kasi, "TANPA").peran == ""


def test_kata_yang_sama_pada_hari_itu_satu_umpan_balik(dunia, tw):
    k = dunia.k
    for sebutan in ("NAMA", "TANPA"):
        a = beri(dunia, k.jf, k.rekan, sebutan, perilaku=f"Membantu {sebutan}")
        assert beri(dunia, k.jf, k.rekan, sebutan, perilaku=f" Membantu {sebutan} ").pk == a.pk
        assert beri(dunia, k.jf, k.pelaksana, sebutan, perilaku=f"Membantu {sebutan}").pk != a.pk


def test_ditolak_tanpa_kata_kepada_diri_dan_kepada_yang_berhenti(dunia, tw):
    k = dunia.k
    with pytest.raises(Ditolak, match="perilaku"):
        beri(dunia, k.jf, k.rekan, perilaku="  ")
    with pytest.raises(Ditolak, match="paling panjang"):
        beri(dunia, k.jf, k.rekan, perilaku="x" * 2001)
    with pytest.raises(Ditolak, match="jenis"):
        beri(dunia, k.jf, k.rekan, jenis="PUJIAN")
    with pytest.raises(TidakBoleh):
        beri(dunia, k.jf, k.jf)
    berhenti = Pegawai.objects.get(pk=k.guru.pk)
    berhenti.berhenti_sejak = jam.hari_ini()
    with pytest.raises(TidakBoleh):
        beri(dunia, berhenti, k.rekan)
    with pytest.raises(TidakBoleh):
        beri(dunia, k.bupati, k.rekan)


def test_objek_satu_rhk_yang_berlaku_atau_satu_nilai(dunia, tw):
    k = dunia.k
    rhk = p.skp_ditetapkan(dunia, k.jf).rhk.get()
    assert beri(dunia, k.jf, k.kasi, lini_rhk=rhk.lini_id).lini_rhk_id == rhk.lini_id
    for lain in ({"lini_rhk": rhk.lini_id, "nilai": "LOYAL"}, {"nilai": ""}, {"nilai": "RAJIN"}):
        with pytest.raises(Ditolak, match="RHK"):
            beri(dunia, k.jf, k.kasi, **lain)
    with pytest.raises(Ditolak, match="SKP yang berlaku"):
        beri(dunia, k.rekan, k.kasi, lini_rhk=rhk.lini_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        UmpanBalik.objects.create(
            penerima=k.jf, nilai="LOYAL", lini_rhk=rhk.lini, periode=tw, jenis="KOREKSI", perilaku="x", tanggal=jam.hari_ini()
        )


# -- a closed period


def _langgar(sql: str, *nilai):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, nilai)


def test_setelah_periode_ditutup_tidak_diberi_ditarik_atau_dihapus(dunia, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    tutup(tw)
    with pytest.raises(Ditolak, match="ditutup"):
        beri(dunia, k.jf, k.rekan, perilaku="Lagi")
    with pytest.raises(Ditolak, match="sudah ditutup"):
        aksi.tarik(u, "Keliru", by=dunia.akun(k.rekan))
    # Past every rule, in the database itself:
    _langgar("UPDATE dialog_umpanbalik SET ditarik = true, alasan_tarik = 'x' WHERE id = %s", u.pk)
    _langgar("DELETE FROM dialog_umpanbalik WHERE id = %s", u.pk)
    _langgar("DELETE FROM dialog_pemberiumpanbalik WHERE umpan_balik_id = %s", u.pk)
    salin = "INSERT INTO dialog_umpanbalik SELECT (jsonb_populate_record(u, '{\"id\": 1}')).* FROM dialog_umpanbalik u"
    _langgar(f"{salin} WHERE id = %s", u.pk)
    # The answer and a report still work: both concern what is there.
    aksi.tanggapi(u, "Terima kasih", by=dunia.akun(k.jf))
    aksi.laporkan(u, "Menghina", by=dunia.akun(k.jf))
    assert aksi.putuskan(u, True, "Menghina", by=p.petugas(dunia)).disembunyikan


def test_isi_dan_pemberi_tetap_walau_periode_terbuka(dunia, tw):
    u = beri(dunia, dunia.k.jf, dunia.k.rekan)
    _langgar("UPDATE dialog_umpanbalik SET perilaku = 'lain' WHERE id = %s", u.pk)
    _langgar("UPDATE dialog_umpanbalik SET nama_tampil = '' WHERE id = %s", u.pk)
    _langgar("DELETE FROM dialog_umpanbalik WHERE id = %s", u.pk)
    _langgar("UPDATE dialog_pemberiumpanbalik SET pegawai_id = %s WHERE umpan_balik_id = %s", dunia.k.jf.pk, u.pk)
    for rusak in ("ditarik = true", "disembunyikan = true", "dilaporkan_pada = now()"):
        _langgar(f"UPDATE dialog_umpanbalik SET {rusak} WHERE id = %s", u.pk)


def test_ditarik_pemberinya_dengan_alasan(dunia, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    for orang in (k.jf, k.kasi, k.pelaksana):
        with pytest.raises(TidakBoleh):
            aksi.tarik(u, "x", by=dunia.akun(orang))
    with pytest.raises(Ditolak, match="alasan"):
        aksi.tarik(u, " ", by=dunia.akun(k.rekan))
    aksi.tarik(u, "Keliru orang", by=dunia.akun(k.rekan))
    with pytest.raises(SudahBerubah):
        aksi.tarik(u, "Lagi", by=dunia.akun(k.rekan))
    assert terakhir_per_orang([k.jf.pk]) == {}
    with pytest.raises(TidakBoleh):
        aksi.tanggapi(u, "x", by=dunia.akun(k.jf))


# -- answering and reporting


def test_penerima_menanggapi_sekali_dan_hanya_yang_terbit(dunia, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    with pytest.raises(TidakBoleh):
        aksi.tanggapi(u, "x", by=dunia.akun(k.kasi))
    with pytest.raises(Ditolak):
        aksi.tanggapi(u, " ", by=dunia.akun(k.jf))
    assert aksi.tanggapi(u, "Terima kasih", by=dunia.akun(k.jf)).tanggapan == "Terima kasih"
    with pytest.raises(SudahBerubah):
        aksi.tanggapi(u, "Lagi", by=dunia.akun(k.jf))
    belum = beri(dunia, k.jf, k.rekan, "TANPA")
    with pytest.raises(TidakBoleh):
        aksi.tanggapi(belum, "Mendahului", by=dunia.akun(k.jf))


def test_bkpsdm_menyembunyikan_yang_dilaporkan_dengan_alasan(dunia, tw):
    k, bkpsdm = dunia.k, p.petugas(dunia)
    u = beri(dunia, k.jf, k.rekan, perilaku="Payah")
    with pytest.raises(TidakBoleh):
        aksi.putuskan(u, True, "x", by=bkpsdm)
    with pytest.raises(TidakBoleh):
        aksi.laporkan(u, "x", by=dunia.akun(k.kasi))
    aksi.laporkan(u, "Menghina", by=dunia.akun(k.jf))
    assert [t.judul for t in kumpulkan([tugas_umpan(bkpsdm)])] == ["1 laporan umpan balik menunggu keputusan"]
    with pytest.raises(TidakBoleh):
        aksi.putuskan(u, True, "x", by=dunia.akun(k.kasi))
    with pytest.raises(Ditolak, match="alasan"):
        aksi.putuskan(u, True, "", by=bkpsdm)
    aksi.putuskan(u, True, "Menghina pribadi", by=bkpsdm)
    with pytest.raises(SudahBerubah):
        aksi.putuskan(u, False, "x", by=bkpsdm)
    assert terakhir_per_orang([k.jf.pk]) == {} and kumpulkan([tugas_umpan(bkpsdm)]) == []


def test_petugas_bkpsdm_tidak_memutus_laporannya_sendiri(dunia, tw):
    k, bkpsdm = dunia.k, p.petugas(dunia)
    u = beri(dunia, k.petugas_bkpsdm, k.rekan, perilaku="Payah")
    aksi.laporkan(u, "Menghina", by=bkpsdm)
    with pytest.raises(TidakBoleh):
        aksi.putuskan(u, True, "x", by=bkpsdm)


# -- asking


def _minta(dunia, peminta, kepada, **lain):
    return aksi.minta(kepada, isi(**lain), "Mohon", by=dunia.akun(peminta))


def test_diminta_menjadi_tugas_dijawab_sekali_pada_objeknya(dunia, tw):
    k = dunia.k
    m = _minta(dunia, k.jf, k.rekan)
    assert _minta(dunia, k.jf, k.rekan).pk == m.pk
    (tugas,) = kumpulkan([tugas_umpan(dunia.akun(k.rekan))])
    assert tugas.judul == f"{k.jf} meminta umpan balik" and tugas.url.endswith(f"?permintaan={m.pk}")
    u = aksi.beri(k.jf, isi(nilai="LOYAL"), "NAMA", by=dunia.akun(k.rekan), permintaan=m)
    assert u.nilai == "KOLABORATIF"
    assert kumpulkan([tugas_umpan(dunia.akun(k.rekan))]) == []
    with pytest.raises(SudahBerubah):
        aksi.beri(k.jf, isi(perilaku="Lagi"), "NAMA", by=dunia.akun(k.rekan), permintaan=m)
    with pytest.raises(TidakBoleh):
        aksi.beri(k.jf, isi(), "NAMA", by=dunia.akun(k.pelaksana), permintaan=_minta(dunia, k.jf, k.kasi))


def test_ditolak_diam_diam_dan_jawaban_tanpa_nama_tampak_sama_bagi_peminta(dunia, tw):
    k = dunia.k
    orang = [k.rekan, k.pelaksana, k.kadis, k.orang_luar]
    semua = {o.pk: _minta(dunia, k.jf, o) for o in orang}
    aksi.beri(k.jf, isi(), "NAMA", by=dunia.akun(k.rekan), permintaan=semua[k.rekan.pk])
    aksi.beri(k.jf, isi(), "TANPA", by=dunia.akun(k.pelaksana), permintaan=semua[k.pelaksana.pk])
    aksi.tolak_permintaan(semua[k.orang_luar.pk], by=dunia.akun(k.orang_luar))
    with jam.pada(senin_depan()):
        keadaan = {b.p.kepada_id: b.keadaan for b in baris_permintaan(permintaan_saya(k.jf.pk))}
        assert keadaan[k.rekan.pk] == ("Dijawab", "ok")
        assert keadaan[k.pelaksana.pk] == keadaan[k.orang_luar.pk] == keadaan[k.kadis.pk] == ("Menunggu", "")
        # Asked again, what was declined or answered without a name looks as what waits.
        for o in (k.pelaksana, k.orang_luar, k.kadis):
            assert _minta(dunia, k.jf, o).pk == semua[o.pk].pk
    assert not permintaan_kepada(k.orang_luar.pk).exists()
    with pytest.raises(TidakBoleh):
        aksi.tolak_permintaan(semua[k.kadis.pk], by=dunia.akun(k.rekan))


def test_jawaban_atas_permintaan_kepada_sedikit_orang_harus_bernama(dunia, tw):
    k = dunia.k
    m = _minta(dunia, k.jf, k.rekan)
    # The same thing was asked of three, another thing of many: of the answer only the three count.
    for o in (k.pelaksana, k.orang_luar):
        _minta(dunia, k.jf, o)
    for o in (k.sekda, k.guru, k.kadis_lain):
        _minta(dunia, k.jf, o, nilai="LOYAL")
    assert pilihan_sebutan(k.rekan.pk, k.jf.pk, m).tersedia == ("NAMA",)
    with pytest.raises(Ditolak):
        aksi.beri(k.jf, isi(), "TANPA", by=dunia.akun(k.rekan), permintaan=m)
    _minta(dunia, k.jf, k.guru)
    u = aksi.beri(k.jf, isi(), "TANPA", by=dunia.akun(k.rekan), permintaan=m)
    assert (u.peran, u.nama_tampil) == ("", "")


def test_permintaan_berakhir_dibatalkan_dan_dibatasi(dunia, tw, monkeypatch):
    k = dunia.k
    m = _minta(dunia, k.jf, k.rekan)
    with pytest.raises(TidakBoleh):
        aksi.batalkan_permintaan(m, by=dunia.akun(k.rekan))
    with jam.pada(jam.sekarang() + dt.timedelta(days=15)), pytest.raises(SudahBerubah):
        aksi.beri(k.jf, isi(), "NAMA", by=dunia.akun(k.rekan), permintaan=m)
    aksi.batalkan_permintaan(m, by=dunia.akun(k.jf))
    with pytest.raises(SudahBerubah):
        aksi.beri(k.jf, isi(), "NAMA", by=dunia.akun(k.rekan), permintaan=m)
    monkeypatch.setattr(aksi, "PERMINTAAN_MAKS", 2)
    with pytest.raises(Ditolak, match="masih berlaku"):
        aksi.buat_tautan(isi(), 3, by=dunia.akun(k.jf))
    assert not PermintaanUmpanBalik.objects.filter(sidik_tautan__isnull=False).exists()


# -- links


def test_tautan_sekali_pakai_dan_tidak_tersimpan(dunia, tw):
    k = dunia.k
    a, b = aksi.buat_tautan(isi(nilai="BERORIENTASI_PELAYANAN"), 2, by=dunia.akun(k.jf))
    kode = aksi.kode_tautan(a)
    assert len(kode) == 40 and kode != aksi.kode_tautan(b)
    with connection.cursor() as kursor:
        kursor.execute("SELECT string_agg(p::text, ' ') FROM dialog_permintaanumpanbalik p")
        assert kode not in kursor.fetchone()[0]
    u = aksi.jawab_tautan(kode, isi("KOREKSI", "Antre lama"))
    assert (u.penerima, u.peran, u.nilai, u.nama_tampil) == (k.jf, P.PENERIMA_LAYANAN, "BERORIENTASI_PELAYANAN", "")
    assert u.tanggal == senin_depan().date()
    assert aksi.jawab_tautan(kode, isi("KOREKSI", "Antre lama ")).pk == u.pk
    with pytest.raises(SudahBerubah):
        aksi.jawab_tautan(kode, isi("KOREKSI", "Tulisan kedua"))
    assert aksi.jawab_tautan(aksi.kode_tautan(b), isi(), "Ibu Hamidah").nama_tampil == "Ibu Hamidah"
    assert UmpanBalik.objects.filter(penerima=k.jf).count() == 2


def test_tautan_yang_tak_berlaku_ditolak(dunia, tw):
    (a,) = aksi.buat_tautan(isi(), by=dunia.akun(dunia.k.jf))
    kode = aksi.kode_tautan(a)
    for salah in ("", "0" * 40, kode[:-1], kode.upper(), a.sidik_tautan):
        assert aksi.cari_tautan(salah) is None
    with jam.pada(jam.sekarang() + dt.timedelta(days=15)), pytest.raises(Ditolak):
        aksi.jawab_tautan(kode, isi())
    aksi.batalkan_permintaan(a, by=dunia.akun(dunia.k.jf))
    with pytest.raises(Ditolak):
        aksi.jawab_tautan(kode, isi())


# -- messages and the room


def _dengar(nama, dengar):
    for e in Peristiwa.objects.filter(nama=nama):
        dengar(e)


def test_kabar_tanpa_isi_dan_tanpa_pemberi(dunia, tw):
    k = dunia.k
    u = beri(dunia, k.jf, k.rekan)
    tersembunyi = beri(dunia, k.kasi, k.rekan, "TANPA")
    assert Peristiwa.objects.filter(nama=aksi.TERBIT).count() == 1
    with jam.pada(senin_depan()):
        assert (aksi.umumkan_terbit(), aksi.umumkan_terbit()) == (1, 0)
        for x in (u, tersembunyi):
            aksi.tanggapi(x, "Terima kasih", by=dunia.akun(x.penerima))
    aksi.laporkan(u, "Menghina", by=dunia.akun(k.jf))
    _minta(dunia, k.jf, k.rekan)
    _dengar(aksi.TERBIT, kabari_terbit)
    _dengar("umpan_balik.diminta", kabari_diminta)
    _dengar("umpan_balik.ditanggapi", kabari_ditanggapi)
    assert Pesan.objects.filter(judul="Ada umpan balik untuk Anda").count() == 2
    # The one who did not give his name is not written to: the list of messages would say who he is.
    assert [m.judul for m in Pesan.objects.filter(penerima=dunia.akun(k.rekan)).order_by("pk")] == [
        f"{k.jf} meminta umpan balik Anda",
        f"{k.jf} menanggapi umpan balik Anda",
    ]
    aksi.putuskan(u, False, "Tidak menghina", by=p.petugas(dunia))
    _dengar("umpan_balik.diputus", kabari_diputus)
    assert Pesan.objects.filter(penerima=dunia.akun(k.jf), judul__contains="diputus").exists()
    assert not Pesan.objects.filter(isi__contains="rapat Selasa").exists()
    assert not Pesan.objects.filter(penerima=dunia.akun(k.jf), judul__contains="Hendra").exists()


def test_ruang_menyarankan_umpan_balik_yang_belum_dibahas(dunia, tw, django_assert_num_queries):
    k = dunia.k
    beri(dunia, k.pelaksana, k.rekan)
    beri(dunia, k.pelaksana, k.kasi, jenis="KOREKSI")
    beri(dunia, k.pelaksana, k.jf, "TANPA", jenis="HARAPAN", nilai="LOYAL")
    d, hari = rencana(dunia), jam.hari_ini()
    with django_assert_num_queries(1):
        saran = baca(KonteksFakta(d, hari, hari - dt.timedelta(days=30))).saran
    assert [s.isi for s in saran] == ["Umpan balik baru (1 apresiasi, 1 koreksi) tentang nilai Kolaboratif"]
    assert not baca(KonteksFakta(d, hari, hari + dt.timedelta(days=1))).saran
    with jam.pada(senin_depan()):
        assert len(baca(KonteksFakta(d, jam.hari_ini(), hari)).saran) == 2
    assert PemberiUmpanBalik.objects.count() == 3
