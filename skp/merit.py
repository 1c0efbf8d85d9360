"""The figures behind the merit row of planning, counted in one query over the SKP that hold."""

import datetime as dt
from typing import Any

from django.db import connection

from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp.aturan_merit import FaktaMerit, persen, skor_perencanaan
from skp.perencanaan import Rekap, batas_penetapan

_HITUNG = """
    SELECT count(*), count(*) FILTER (WHERE tepat), count(*) FILTER (WHERE berjenjang), count(*) FILTER (WHERE berekspektasi),
        count(*) FILTER (WHERE tepat AND berjenjang AND berekspektasi)
    FROM (
        SELECT (
                SELECT min(w.ditetapkan_pada AT TIME ZONE 'Asia/Makassar')::date FROM skp_versiskp w WHERE w.skp_id = s.id
            ) <= CASE s.sebab WHEN 'AWAL_TAHUN' THEN %(batas)s::date ELSE lower(s.rentang) + %(hari)s::int END AS tepat,
            NOT EXISTS (
                SELECT 1 FROM skp_rhk r WHERE r.versi_id = v.id AND r.jenis = 'UTAMA' AND r.induk_lini_id IS NULL
                    AND r.sasaran_id IS NULL
            ) AS berjenjang,
            EXISTS (SELECT 1 FROM skp_perilakuskp p WHERE p.versi_id = v.id AND p.ekspektasi <> '') AS berekspektasi
        FROM skp_versiskp v JOIN skp_skp s ON s.id = v.skp_id AND s.siklus_id = %(siklus)s
            AND s.rentang @> %(acuan)s::date
        WHERE v.status = 'DITETAPKAN'
    ) x
"""


def fakta_merit(siklus: Siklus, hari: dt.date, rekap: Rekap) -> FaktaMerit:
    """Of the kabupaten; ``rekap``: its counts."""
    nilai: dict[str, Any] = {
        "siklus": siklus.pk,
        "acuan": hari,
        "batas": batas_penetapan(siklus.tahun, hari),
        "hari": parameter("skp_penetapan_batas_masuk", hari).bulat,
    }
    with connection.cursor() as kursor:
        kursor.execute(_HITUNG, nilai)
        _, tepat, berjenjang, berekspektasi, ketiganya = kursor.fetchone()
    return FaktaMerit(rekap.wajib, rekap.berlaku, tepat, berjenjang, berekspektasi, ketiganya)


def tampilan_merit(f: FaktaMerit) -> dict[str, Any]:
    """As the card shows it: proposal, reasons, and each figure with its bar."""

    def butir(judul: str, bagian: int, dari: int, batas: int) -> dict[str, Any]:
        nilai = persen(bagian, dari)
        return {"judul": judul, "nilai": f"{angka(round(nilai, 1))}%", "terpenuhi": nilai > batas}

    return {
        "skor": skor_perencanaan(f),
        "butir": [
            butir("SKP berlaku (RHK, IKI, target)", f.berlaku, f.wajib, 90),
            butir("Ditetapkan tepat waktu", f.tepat_waktu, f.berlaku, 80),
            butir("Semua RHK utama berjenjang", f.berjenjang, f.berlaku, 80),
            butir("Dengan ekspektasi khusus perilaku", f.berekspektasi, f.berlaku, 80),
        ],
    }
