"""Surat pendelegasian penilai: who delegates, to whom, for which people, since when, decided by whom and recorded by whom."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from kinerja.layanan.dokumen import fakta
from kinerja.layanan.dokumen.docx import Naskah
from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Akun, AnggotaPendelegasian, MasaUnit, Pegawai, Pendelegasian, Penugasan, UnitKerja
from kinerja.organisasi.peran import hak, mencakup
from kinerja.organisasi.queries import jabatan_utama, penugasan_pada
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import tanggal

NAMA = "surat_pendelegasian"
JUDUL = "Surat pendelegasian penilaian kinerja"
DASAR = (
    "Peraturan Pemerintah Nomor 30 Tahun 2019 tentang Penilaian Kinerja Pegawai Negeri Sipil;",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 6 Tahun 2022 tentang Pengelolaan "
    "Kinerja Pegawai Aparatur Sipil Negara, Pasal 1 angka 9.",
)


def rakit(kunci: str) -> Rakitan:
    """Everything the letter says. Raises ``Ditolak`` when it is not known who decided."""
    surat = Pendelegasian.objects.select_related("penilai", "unit_penilai", "oleh__pegawai").get(pk=int(kunci))
    mulai = surat.berlaku.lower
    tercatat = _keputusan(surat)
    pemutus = _pemutus(surat, tercatat)
    tugas = jabatan_utama([pemutus.pk], mulai).get(pemutus.pk)
    anggota = _anggota(surat, mulai)
    if not anggota:
        raise Ditolak("Surat ini tidak lagi memuat pegawai, jadi tidak ada yang dicetak.")
    unit = tugas.unit if tugas else surat.unit_penilai
    siapa = fakta.orang(pemutus, tugas)
    if tercatat is not None:
        siapa["jabatan"] = tercatat.jabatan_pejabat
    isi = {
        "kop": fakta.kop(unit, mulai),
        "nomor": surat.nomor,
        "tentang": surat.tentang.rstrip("."),
        "dasar": DASAR,
        "pemutus": siapa,
        "penilai": _penilai(surat, mulai),
        "alasan": surat.alasan,
        "mulai": mulai,
        "hingga": surat.berlaku.upper - dt.timedelta(days=1) if surat.berlaku.upper else None,
        "pegawai": [isi for _, isi in anggota],
        "ttd": fakta.tanda_tangan(siapa, surat.tanggal),
        "pencatat": _pencatat(tercatat),
    }
    pihak = [(p, "pegawai") for p, _ in anggota] + [(pemutus.pk, "yang mendelegasikan")]
    if surat.penilai_id:
        pihak.append((surat.penilai_id, "penilai"))
    return Rakitan(
        judul=f"{JUDUL} {surat.nomor}",
        isi=isi,
        nomor=surat.nomor,
        tanggal=surat.tanggal,
        unit_id=unit.pk if unit else None,
        pihak=tuple(pihak),
    )


def _keputusan(surat: Pendelegasian) -> KeputusanTercatat | None:
    cari = KeputusanTercatat.objects.filter(objek_jenis=surat._meta.label_lower, objek_id=surat.pk)
    return cari.filter(tindakan="delegasikan_penilai").select_related("pejabat", "oleh__pegawai").order_by("pk").first()


def _pemutus(surat: Pendelegasian, tercatat: KeputusanTercatat | None) -> Pegawai:
    if tercatat is not None:
        return tercatat.pejabat
    if surat.oleh is not None and surat.oleh.pegawai is not None:
        return surat.oleh.pegawai
    raise Ditolak(
        "Pejabat yang memutuskan surat ini tidak tercatat, jadi surat tidak dapat dicetak dari sini. "
        "Cabut surat ini, lalu catat keputusannya berdasarkan naskah yang sudah ditandatangani."
    )


def _penilai(surat: Pendelegasian, mulai: dt.date) -> dict[str, Any]:
    if surat.penilai is not None:
        tugas = jabatan_utama([surat.penilai.pk], mulai).get(surat.penilai.pk)
        return fakta.orang(surat.penilai, tugas, fakta.nama_unit(tugas.unit, mulai) if tugas else "")
    kantor = surat.unit_penilai
    kepala = penugasan_pada(mulai).filter(unit=kantor, memimpin=True).select_related("pegawai").first()
    jabatan = f"Pimpinan {fakta.nama_unit(kantor, mulai)}, siapa pun yang menjabat"
    kosong = dict.fromkeys(("nama", "nip", "pangkat", "golongan", "unit"), "")
    return {**(fakta.orang(kepala.pegawai, kepala) if kepala else kosong), "jabatan": jabatan}


def _anggota(surat: Pendelegasian, mulai: dt.date) -> list[tuple[int, dict[str, Any]]]:
    """(pegawai id, as printed), by name, without those released early; three queries whatever their number."""
    baris = AnggotaPendelegasian.objects.filter(pendelegasian=surat).select_related("pegawai")
    semua = [a.pegawai for a in baris.order_by("pegawai__nama_urut", "pk") if a.berlaku.upper == surat.berlaku.upper]
    tugas = jabatan_utama([p.pk for p in semua], mulai)
    masa = MasaUnit.objects.pada(mulai).filter(unit__in=[t.unit_id for t in tugas.values()])
    nama = dict(masa.values_list("unit_id", "nama"))
    return [(p.pk, _satu(p, tugas.get(p.pk), nama)) for p in semua]


def _satu(p: Pegawai, tugas: Penugasan | None, nama: Mapping[int, str]) -> dict[str, Any]:
    return fakta.orang(p, tugas, nama.get(tugas.unit_id, tugas.unit.nama_kini) if tugas else "")


def _pencatat(k: KeputusanTercatat | None) -> dict[str, Any] | None:
    if k is None:
        return None
    tugas = jabatan_utama([k.oleh.pegawai_id], k.tanggal).get(k.oleh.pegawai_id) if k.oleh.pegawai_id else None
    return {
        "nama": k.oleh.pegawai.nama_gelar if k.oleh.pegawai else k.oleh.nama,
        "jabatan": tugas.nama_jabatan if tugas else "",
        "pada": k.dicatat_pada.date(),
        "nomor": k.nomor,
        "tanggal": k.tanggal,
    }


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What anyone who holds the paper may read: offices and names, no NIP, no list of people."""
    penilai = ", ".join(x for x in (isi["penilai"]["nama"], isi["penilai"]["jabatan"]) if x)
    return (
        ("Ditetapkan", f"{_tanggal(isi['ttd']['tanggal'])} oleh {isi['pemutus']['jabatan'] or isi['pemutus']['nama']}"),
        ("Penilai", penilai),
        ("Berlaku", f"mulai {_tanggal(isi['mulai'])}{_sampai(isi['hingga'])}"),
        ("Pegawai", f"{len(isi['pegawai'])} orang"),
    )


def _tanggal(iso: str) -> str:
    return tanggal(dt.date.fromisoformat(iso))


def _sampai(iso: str | None) -> str:
    return f" sampai dengan {_tanggal(iso)}" if iso else " sampai dicabut"


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """BKPSDM, who recorded or decided it and still is an admin or leads, the admins of all its people."""
    h = hak(akun)
    surat = Pendelegasian.objects.filter(pk=int(kunci) if kunci.isdigit() else 0).first()
    if surat is None:
        return False
    if h.admin_bkpsdm or (surat.oleh_id == akun.pk and (h.wilayah_admin or h.pimpinan)):
        return True
    di = Q(penugasan__pegawai__pendelegasian__pendelegasian=surat, penugasan__berlaku__contains=h.hari)
    path = UnitKerja.objects.filter(di).values_list("path", flat=True).distinct()
    return bool(h.wilayah_admin) and all(mencakup(h.wilayah_admin, p) for p in path) and bool(path)


def gugur(kunci: str) -> str:
    """The letter was withdrawn after it was printed: what was printed stays, but it no longer holds."""
    surat = Pendelegasian.objects.filter(pk=int(kunci), dicabut_pada__isnull=False).first()
    return f"Surat ini dicabut terhitung mulai {tanggal(surat.dicabut_pada)}." if surat else ""


def docx(isi: Mapping[str, Any]) -> Naskah:
    """The same letter as a text to edit."""
    n = Naskah(JUDUL, isi["kop"])
    n.judul("SURAT PENDELEGASIAN PENILAIAN KINERJA", f"NOMOR {isi['nomor']}")
    if isi["tentang"]:
        n.paragraf(f"Tentang {isi['tentang']}.")
    n.bab("Dasar")
    n.bernomor(isi["dasar"])
    n.bab("Yang mendelegasikan")
    n.orang(isi["pemutus"])
    n.bab("Mendelegasikan penilaian kinerja pegawai dalam daftar di bawah ini kepada")
    n.orang(isi["penilai"])
    if isi["alasan"]:
        n.paragraf(f"Alasan penunjukan: {isi['alasan']}")
    n.bab("Masa berlaku")
    hingga = f"sampai dengan {_tanggal(isi['hingga'])}." if isi["hingga"] else "sampai dicabut atau diganti dengan surat lain."
    n.paragraf(f"Mulai {_tanggal(isi['mulai'])} {hingga}")
    n.bab("Daftar pegawai yang didelegasikan penilaiannya")
    n.tabel(("No.", "Nama dan NIP", "Pangkat, golongan ruang", "Jabatan dan unit kerja"), (6, 34, 17, 43), _baris_docx(isi))
    n.paragraf(
        "Penilai melaksanakan perencanaan, pemantauan, penilaian, dan tindak lanjut kinerja pegawai tersebut, dan bertanggung "
        "jawab kepada yang mendelegasikan."
    )
    n.tanda_tangan({**isi["ttd"], "tanggal": _tanggal(isi["ttd"]["tanggal"])})
    return n


def _baris_docx(isi: Mapping[str, Any]) -> list[tuple[str, ...]]:
    def gabung(*teks: str) -> str:
        return "\n".join(t for t in teks if t)

    return [
        (
            str(i),
            gabung(p["nama"], p["nip"]),
            ", ".join(x for x in (p["pangkat"], p["golongan"]) if x),
            gabung(p["jabatan"], p["unit"]),
        )
        for i, p in enumerate(isi["pegawai"], 1)
    ]


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={1: "cetak/surat_pendelegasian.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    docx=docx,
    gugur=gugur,
)
