"""Snapshots for the tests of forms: from the real SKP examples, and made to length."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skp.berakhlak import PANDUAN
from skp.enums import JenisLampiran

CONTOH = Path(__file__).resolve().parents[2] / "skp" / "data" / "contoh" / "skp"
PERIODE = {"mulai": "2027-01-01", "sampai": "2027-12-31"}
KOP = {"instansi": "Pemerintah Kabupaten Balangan", "unit": "BKPSDM", "alamat": ""}
TTD = {
    "tempat": "Paringin",
    "tanggal": "2027-01-18",
    "diajukan_pada": "2027-01-12T09:14:00+08:00",
    "ditetapkan_pada": "2027-01-18T10:00:00+08:00",
}
PEGAWAI = {
    "nama": "Rahmat Hidayatullah, S.A.P.",
    "nip": "198901012014011903",
    "pangkat": "Penata",
    "golongan": "III/c",
    "jabatan": "Analis SDM Aparatur Ahli Muda",
    "unit": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "label_unit": "UNIT KERJA",
}
PENILAI = PEGAWAI | {
    "nama": "Gunawan Santosa, S.Sos., M.A.P.",
    "nip": "197701012003011902",
    "pangkat": "Pembina",
    "golongan": "IV/a",
    "jabatan": "Kepala Bidang Penilaian Kinerja Aparatur dan Penghargaan",
}
BUPATI = dict.fromkeys(("nip", "pangkat", "golongan"), "") | {
    "nama": "H. Abdul Wahid",
    "jabatan": "Bupati Balangan",
    "unit": "Pemerintah Kabupaten Balangan",
    "label_unit": "INSTANSI",
}


def cetakan(konten: Mapping[str, Any], **lain: Any) -> dict[str, Any]:
    """A whole snapshot around ``konten``."""
    isi = {
        "kop": KOP, "skp": 1, "versi": 1, "alasan": "", "tahun": 2027, "periode": PERIODE, "pegawai": PEGAWAI,
        "penilai": PENILAI, "konten": konten, "ttd": TTD, "penetap": None, "pencatat": None,
        "panduan": [{"nilai": str(n), "judul": n.label, "panduan": list(p)} for n, p in PANDUAN.items()],
    }  # fmt: skip
    return isi | lain


def konten(rhk: list[dict[str, Any]], *, bentuk: str = "JA_JF", pendekatan: str = "KUANTITATIF", **lain: Any) -> dict[str, Any]:
    """Content of rows made by ``rhk`` below."""
    perilaku = [{"nilai": str(n), "ekspektasi": ""} for n in PANDUAN]
    return {"bentuk": bentuk, "pendekatan": pendekatan, "rhk": rhk, "perilaku": perilaku, "lampiran": []} | lain


def rhk(uraian: str, iki: list[dict[str, Any]], **lain: Any) -> dict[str, Any]:
    """A row of a snapshot."""
    isi = {"jenis": "UTAMA", "uraian": uraian, "penugasan_dari": "", "rhk_pimpinan": "Meningkatnya mutu layanan", "iki": iki}
    return isi | lain


def iki(uraian: str, target: str = "4", satuan: str = "laporan", **lain: Any) -> dict[str, Any]:
    """A measure of a snapshot."""
    tampil = f"{target}{satuan}" if satuan == "%" else f"{target} {satuan}".strip()
    isi = {
        "aspek": "KUANTITAS", "perspektif": "", "uraian": uraian, "target_teks": target, "satuan": satuan,
        "target": tampil if target else "belum ditetapkan", "manual": None,
    }  # fmt: skip
    return isi | lain


def dari_contoh(nama: str) -> dict[str, Any]:
    """A real example in the shape of a snapshot."""
    d = json.loads((CONTOH / f"{nama}.json").read_text("utf-8"))
    jpt = any(i.get("perspektif") for r in d["rhk"] for i in r["iki"])
    baris = [
        rhk(
            r["uraian"],
            [_iki_contoh(i, _manual(d, r, i)) for i in r["iki"]],
            jenis=r["jenis"],
            rhk_pimpinan=r.get("rhk_pimpinan") or "",
            penugasan_dari=r.get("penugasan_dari") or "",
        )
        for r in d["rhk"]
    ]
    perilaku = [{"nilai": p["nilai"], "ekspektasi": "\n".join(p["ekspektasi_khusus"])} for p in d["perilaku"]]
    lampiran = [{"jenis": str(j), "uraian": x} for j in JenisLampiran for x in d["lampiran"].get(j.lower(), [])]
    bentuk = "JPT" if jpt else "JA_JF"
    isi = konten(baris, bentuk=bentuk, pendekatan=d["pendekatan"], perilaku=perilaku, lampiran=lampiran)
    penilai = PENILAI | {"jabatan": d["penilai_jabatan"] or ""}
    return cetakan(isi, pegawai=PEGAWAI | {"jabatan": d["jabatan"], "unit": d["unit_contoh"]}, penilai=penilai)


def _manual(d: Mapping[str, Any], r: Mapping[str, Any], i: Mapping[str, Any]) -> dict[str, str] | None:
    ada = next((m for m in d.get("mik") or [] if (m["rhk"], m["iki"]) == (r["id"], i["uraian"])), None)
    if ada is None:
        return None
    isi = {k: ada[k] for k in ("tujuan", "definisi", "formula", "satuan", "sumber_data")}
    return isi | {"kendali": ada["tingkat_kendali"], "periode": ada["periode_pelaporan"], "unit_data": ""}


def _iki_contoh(i: Mapping[str, Any], manual: Mapping[str, str] | None) -> dict[str, Any]:
    perspektif = i.get("perspektif") or ""
    if isinstance(perspektif, list):
        perspektif = perspektif[0]
    target, satuan = str(i.get("target") or ""), i.get("satuan") or ""
    return iki(i["uraian"], target, satuan, aspek=i.get("aspek") or "", perspektif=perspektif, manual=manual)
