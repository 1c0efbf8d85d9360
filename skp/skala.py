"""Planning in the made-up kabupaten: an SKP of three RHK with two IKI per person, three sasaran per Dinas, a matrix per leader.

Written by INSERT from what is there, for looking at query plans and growth only. Most hang on their leader's RHK of the same
number; every seventh person is still drafting, every eleventh has handed in, every thirteenth has not begun.

Who has his already is found by NOT IN: one list hashed before the first row. An anti join would be planned for the empty table
and read again, for each row, all that the same statement has written so far: at 50,000 people minutes per table.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from kinerja.layanan.skala import tanpa_pemicu
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.siklus.actions import buka_siklus, muat_parameter
from kinerja.siklus.models import Siklus
from skp.models import SKP, LiniRHK
from skp.ringkasan import ringkas_semua

_ISI = {"snapshot": "{}", "sha": hashlib.sha256(b"{}").hexdigest()}
_LANGKAH: tuple[tuple[str, str], ...] = (
    (
        "skp",
        """INSERT INTO skp_skp (pegawai_id, siklus_id, penugasan_id, rentang, sebab, bentuk, dibuat_pada)
        SELECT t.pegawai_id, c.id, t.id, daterange(%(awal)s, %(akhir)s), 'AWAL_TAHUN',
            CASE j.jenis WHEN 'JPT_PRATAMA' THEN 'JPT' ELSE 'JA_JF' END, %(kini)s
        FROM organisasi_penugasan t JOIN organisasi_jabatan j ON j.id = t.jabatan_id
        JOIN organisasi_pegawai p ON p.id = t.pegawai_id JOIN siklus_siklus c ON c.tahun = %(tahun)s
        WHERE p.status <> 'NON_ASN' AND t.berlaku @> %(hari)s::date AND t.sifat = 'DEFINITIF' AND t.pegawai_id %% 13 <> 0
            AND t.pegawai_id NOT IN (SELECT s.pegawai_id FROM skp_skp s)""",
    ),
    (
        "versiskp",
        """INSERT INTO skp_versiskp (skp_id, nomor, pendekatan, status, status_pada, penilai_id, alasan, sementara, pengganti,
            catatan_dialog, sunting, diajukan_pada, diajukan_oleh_id, ditetapkan_pada, ditetapkan_oleh_id, penetap_id, snapshot,
            sha256, lain, dibuat_pada)
        SELECT s.id, 1, 'KUANTITATIF', x.status, %(kini)s, h.penilai_id, '', false, false, '', 0,
            CASE WHEN x.status <> 'DRAF' THEN %(kini)s END, CASE WHEN x.status <> 'DRAF' THEN %(oleh)s END,
            CASE WHEN x.status = 'DITETAPKAN' THEN %(kini)s END, CASE WHEN x.status = 'DITETAPKAN' THEN %(oleh)s END,
            CASE WHEN x.status = 'DITETAPKAN' THEN h.penilai_id END,
            CASE WHEN x.status = 'DITETAPKAN' THEN %(snapshot)s ELSE '' END,
            CASE WHEN x.status = 'DITETAPKAN' THEN %(sha)s ELSE '' END, '{}', %(kini)s
        FROM skp_skp s JOIN organisasi_hubunganpenilai h ON h.pegawai_id = s.pegawai_id AND h.berlaku @> %(hari)s::date
        CROSS JOIN LATERAL (SELECT CASE WHEN s.pegawai_id %% 7 = 0 THEN 'DRAF' WHEN s.pegawai_id %% 11 = 0 THEN 'DIAJUKAN'
            ELSE 'DITETAPKAN' END AS status) x
        WHERE s.id NOT IN (SELECT v.skp_id FROM skp_versiskp v)""",
    ),
    (
        "perilakuskp",
        """INSERT INTO skp_perilakuskp (versi_id, nilai, ekspektasi, sunting)
        SELECT v.id, n, 'Melayani dengan ramah', 0 FROM skp_versiskp v CROSS JOIN unnest(ARRAY['BERORIENTASI_PELAYANAN',
            'AKUNTABEL', 'KOMPETEN', 'HARMONIS', 'LOYAL', 'ADAPTIF', 'KOLABORATIF']) n
        WHERE v.id NOT IN (SELECT p.versi_id FROM skp_perilakuskp p)""",
    ),
    (
        "perjanjiankinerja",
        """INSERT INTO skp_perjanjiankinerja (unit_id, tahun, versi, status, nomor, jenis_dokumen, jabatan_kepala, sumber,
            keyakinan, catatan, alasan, lain, dibuat_pada, berlaku_sejak)
        SELECT u.id, %(tahun)s, 1, 'BERLAKU', '', '', u.jabatan_kepala, 'Data skala', '', '', '', '{}', %(kini)s, %(kini)s
        FROM organisasi_unitkerja u WHERE u.depth = 2
            AND u.id NOT IN (SELECT k.unit_id FROM skp_perjanjiankinerja k WHERE k.tahun = %(tahun)s)""",
    ),
    (
        "sasaran",
        """WITH lini AS (
            INSERT INTO skp_linisasaran (unit_id, tahun) SELECT k.unit_id, k.tahun
                FROM skp_perjanjiankinerja k, generate_series(1, 3)
            WHERE k.tahun = %(tahun)s AND k.id NOT IN (SELECT s.pk_unit_id FROM skp_sasaran s)
            RETURNING id, unit_id)
        INSERT INTO skp_sasaran (pk_unit_id, lini_id, urut, kode, uraian, tujuan, sasaran_daerah, lain)
        SELECT k.id, l.id, n, '', 'Meningkatnya hasil ' || n || ' unit ' || k.unit_id, '', '', '{}'
        FROM (SELECT id, unit_id, row_number() OVER (PARTITION BY unit_id ORDER BY id) AS n FROM lini) l
        JOIN skp_perjanjiankinerja k ON k.unit_id = l.unit_id AND k.tahun = %(tahun)s""",
    ),
    (
        "indikatorpk",
        """WITH lini AS (
            INSERT INTO skp_liniindikator (unit_id, tahun) SELECT k.unit_id, k.tahun FROM skp_sasaran s
            JOIN skp_perjanjiankinerja k ON k.id = s.pk_unit_id AND k.tahun = %(tahun)s
            WHERE s.id NOT IN (SELECT i.sasaran_id FROM skp_indikatorpk i)
            RETURNING id, unit_id)
        INSERT INTO skp_indikatorpk (lini_id, sasaran_id, urut, uraian, target_teks, target_angka, satuan, arah, pola_ukur,
            cara_ukur, peran, keterangan, deret, target_triwulan, target_bulanan, lain)
        SELECT l.id, s.id, 1, 'Indeks hasil ' || s.urut, '80', 80, 'poin', 'NAIK', 'HITUNGAN', '', '', '',
            '{}', '{}', '{}', '{}'
        FROM (SELECT id, unit_id, row_number() OVER (PARTITION BY unit_id ORDER BY id) AS n FROM lini) l
        JOIN skp_perjanjiankinerja k ON k.unit_id = l.unit_id AND k.tahun = %(tahun)s
        JOIN skp_sasaran s ON s.pk_unit_id = k.id AND s.urut = l.n""",
    ),
    (
        "linirhk",
        """INSERT INTO skp_linirhk (skp_id, kunci) SELECT s.id, 'skala-' || n FROM skp_skp s, generate_series(1, 3) n
        WHERE s.id NOT IN (SELECT l.skp_id FROM skp_linirhk l)""",
    ),
    (
        "rhk",
        """INSERT INTO skp_rhk (versi_id, lini_id, jenis, urut, uraian, penugasan_dari, sasaran_id, induk_lini_id,
            induk_versi_disepakati_id, rhk_pimpinan_teks, metode, keluaran, kendali, untuk_plt, isi_sejak, sunting, lain)
        SELECT v.id, l.id, 'UTAMA', n.urut, 'Meningkatnya hasil ' || n.urut || ' dari ' || s.pegawai_id, '', sas.lini_id, il.id,
            iv.id, '', '', '', '', false, 1, 0, '{}'
        FROM skp_versiskp v JOIN skp_skp s ON s.id = v.skp_id JOIN skp_linirhk l ON l.skp_id = s.id
        CROSS JOIN LATERAL (SELECT right(l.kunci, 1)::int AS urut) n
        JOIN organisasi_penugasan t ON t.id = s.penugasan_id
        LEFT JOIN skp_skp ps ON ps.pegawai_id = v.penilai_id AND ps.siklus_id = s.siklus_id
        LEFT JOIN skp_linirhk il ON il.skp_id = ps.id AND il.kunci = l.kunci AND s.pegawai_id %% 17 <> 0
        LEFT JOIN skp_versiskp iv ON iv.skp_id = ps.id AND iv.status = 'DITETAPKAN'
        LEFT JOIN skp_perjanjiankinerja k ON k.unit_id = t.unit_id AND t.memimpin AND k.tahun = %(tahun)s
        LEFT JOIN skp_sasaran sas ON sas.pk_unit_id = k.id AND sas.urut = n.urut
        WHERE l.kunci LIKE 'skala-%%' AND v.id NOT IN (SELECT r.versi_id FROM skp_rhk r)""",
    ),
    (
        "liniiki",
        """INSERT INTO skp_liniiki (lini_rhk_id, kunci) SELECT l.id, 'skala-' || n FROM skp_linirhk l, generate_series(1, 2) n
        WHERE l.id NOT IN (SELECT i.lini_rhk_id FROM skp_liniiki i)""",
    ),
    (
        "iki",
        """INSERT INTO skp_iki (rhk_id, lini_id, urut, aspek, perspektif, uraian, target_teks, target_angka, satuan, arah,
            pola_ukur, bukti_disepakati, indikator_pk_id, sunting, lain)
        SELECT r.id, l.id, n.urut, CASE WHEN s.bentuk = 'JPT' THEN '' WHEN n.urut = 1 THEN 'KUANTITAS' ELSE 'WAKTU' END,
            CASE WHEN s.bentuk = 'JPT' THEN 'PROSES_BISNIS' ELSE '' END, 'Jumlah laporan ' || n.urut, '12', 12, 'laporan',
            'NAIK', 'HITUNGAN', '', CASE WHEN n.urut = 1 THEN ip.lini_id END, 0, '{}'
        FROM skp_rhk r JOIN skp_liniiki l ON l.lini_rhk_id = r.lini_id JOIN skp_versiskp v ON v.id = r.versi_id
        JOIN skp_skp s ON s.id = v.skp_id CROSS JOIN LATERAL (SELECT right(l.kunci, 1)::int AS urut) n
        LEFT JOIN skp_sasaran sas ON sas.lini_id = r.sasaran_id LEFT JOIN skp_indikatorpk ip ON ip.sasaran_id = sas.id
        WHERE l.kunci LIKE 'skala-%%' AND r.id NOT IN (SELECT i.rhk_id FROM skp_iki i)""",
    ),
    (
        "mpph",
        """INSERT INTO skp_mpph (skp_id, status, catatan, sunting, dibuat_pada) SELECT s.id, 'DRAF', '', 0, %(kini)s
        FROM skp_skp s JOIN organisasi_penugasan t ON t.id = s.penugasan_id AND t.memimpin
        WHERE s.id NOT IN (SELECT m.skp_id FROM skp_mpph m)""",
    ),
    (
        "kolommpph",
        """INSERT INTO skp_kolommpph (mpph_id, lini_rhk_id, urut, dikerjakan_sendiri) SELECT m.id, l.id, right(l.kunci, 1)::int,
            false FROM skp_mpph m JOIN skp_linirhk l ON l.skp_id = m.skp_id
        WHERE l.kunci LIKE 'skala-%%' AND m.id NOT IN (SELECT k.mpph_id FROM skp_kolommpph k)""",
    ),
    (
        "barismpph",
        """INSERT INTO skp_barismpph (mpph_id, pegawai_id, lintas_unit, urut) SELECT m.id, h.pegawai_id, false,
            row_number() OVER (PARTITION BY m.id ORDER BY h.pegawai_id)
        FROM skp_mpph m JOIN skp_skp s ON s.id = m.skp_id
        JOIN organisasi_hubunganpenilai h ON h.penilai_id = s.pegawai_id AND h.berlaku @> %(hari)s::date
        WHERE m.id NOT IN (SELECT b.mpph_id FROM skp_barismpph b)""",
    ),
    (
        "selmpph",
        """INSERT INTO skp_selmpph (baris_id, kolom_id, urut, uraian, keluaran, sunting) SELECT b.id, k.id, 1,
            'Tersedianya bahan hasil ' || k.urut, '', 0
        FROM skp_barismpph b JOIN skp_kolommpph k ON k.mpph_id = b.mpph_id WHERE (b.pegawai_id + k.urut) %% 2 = 0
            AND b.id NOT IN (SELECT x.baris_id FROM skp_selmpph x)""",
    ),
)


def isi(hari: dt.date) -> dict[str, int]:
    """Write for everybody who has none yet, in the caller's transaction. Returns rows per table."""
    nilai: dict[str, Any] = {
        **_ISI,
        "hari": hari,
        "tahun": hari.year,
        "awal": dt.date(hari.year, 1, 1),
        "akhir": dt.date(hari.year + 1, 1, 1),
        "kini": jam.sekarang(),
    }
    hasil: dict[str, int] = {}
    nilai["oleh"] = _penanda_tangan()
    muat_parameter()
    if not Siklus.objects.filter(tahun=hari.year).exists():
        buka_siklus(tahun=hari.year, by=None)
    with connection.cursor() as kursor:
        # Without figures about rows of this very transaction the joins below would be nested loops over everything.
        kursor.execute("ANALYZE")
        # Beyond it the list of NOT IN would be walked per row instead of hashed.
        kursor.execute("SET LOCAL work_mem = '256MB'")
        with tanpa_pemicu(f"skp_{nama}" for nama, _ in _LANGKAH):
            for nama, sql in _LANGKAH:
                kursor.execute(sql, nilai)
                hasil[nama] = kursor.rowcount
                kursor.execute(f"ANALYZE skp_{nama}")
    hasil["ringkasanperencanaan"] = ringkas_semua()
    return hasil


def halaman(pegawai_id: int) -> Iterator[tuple[str, str, bool]]:
    """The pages of planning that ``manage.py ukur`` measures: of the kabupaten, and of the unit that this person leads."""
    skp = SKP.objects.select_related("penugasan").get(pegawai=pegawai_id)
    versi, unit = skp.versi.get(), skp.penugasan.unit_id
    cabang = [f"r{lini}" for lini in LiniRHK.objects.filter(skp=skp).values_list("pk", flat=True)]
    yield "perencanaan kabupaten", reverse("skp:perencanaan"), True
    yield "perencanaan unit", reverse("skp:perencanaan_unit", args=[unit]), True
    yield "pohon kinerja", reverse("skp:pohon_unit", args=[unit]), True
    yield "pohon kinerja, tiga cabang", f"{reverse('skp:pohon_unit', args=[unit])}?{urlencode({'buka': cabang}, True)}", True
    yield "tim", reverse("skp:tim"), False
    yield "matriks", reverse("skp:mpph", args=[skp.pk]), False
    yield "SKP pimpinan", reverse("skp:lihat", args=[versi.pk]), False
    yield "daftar Perjanjian Kinerja", reverse("skp:pk_daftar"), True


def _penanda_tangan() -> int:
    """One account that has signed everything."""
    akun = Akun.objects.filter(demo=True).order_by("pk").first() or Akun.objects.buat(
        nama="Penanda tangan", email="penanda@skala.test", demo=True
    )
    return int(akun.pk)
