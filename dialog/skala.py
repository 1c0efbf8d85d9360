"""Monitoring in the made-up kabupaten: per person a talk with the assessor, an agreement, feedback, realisasi of one RHK.

Written by INSERT from what is there, as ``skp.skala``: for query plans and growth only. A third of the talks is out of the
rhythm; the people of every ninth leader wait since the first quarter.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import reverse

from dialog.intensitas import ringkas
from kinerja.layanan.skala import tanpa_pemicu
from kinerja.organisasi.models import Penugasan
from kinerja.plumbing import jam

_LANGKAH: tuple[tuple[str, str], ...] = (
    (
        "dialog",
        """INSERT INTO dialog_dialog (siklus_id, pegawai_id, pimpinan_id, jenis, status, jadwal, tempat, pengundang_id,
            mulai_pada, berakhir_pada, selesai_pada, tanpa_tanggapan, alasan, sunting, dibuat_pada)
        SELECT c.id, h.pegawai_id, h.penilai_id, 'PEMANTAUAN', 'SELESAI', x.pada, '', h.penilai_id, x.pada, x.pada, x.pada,
            false, '', 0, x.pada
        FROM organisasi_hubunganpenilai h JOIN siklus_siklus c ON c.tahun = %(tahun)s
        CROSS JOIN LATERAL (SELECT %(kini)s::timestamptz - make_interval(days => (CASE WHEN h.penilai_id %% 9 = 0 THEN 200
            ELSE h.pegawai_id %% 45 END)::int) AS pada) x
        WHERE h.berlaku @> %(hari)s::date AND h.pegawai_id NOT IN (SELECT d.pegawai_id FROM dialog_dialog d)""",
    ),
    (
        "peserta",
        """INSERT INTO dialog_peserta (dialog_id, pegawai_id, peran, dikonfirmasi_pada, tanggapan)
        SELECT d.id, p.pegawai_id, p.peran, d.selesai_pada, '' FROM dialog_dialog d
        CROSS JOIN LATERAL (VALUES (d.pegawai_id, 'PEGAWAI'), (d.pimpinan_id, 'PIMPINAN')) p(pegawai_id, peran)
        WHERE d.id NOT IN (SELECT x.dialog_id FROM dialog_peserta x)""",
    ),
    (
        "kesepakatan",
        """INSERT INTO dialog_kesepakatan (dialog_id, pemilik_id, isi, batas, selesai_pada, catatan_selesai, alasan_lepas, pada)
        SELECT d.id, d.pegawai_id, 'Menyusun rekap bulanan', (d.berakhir_pada + interval '14 days')::date,
            CASE WHEN d.pegawai_id %% 3 <> 0 THEN d.berakhir_pada + interval '7 days' END, '', '', d.berakhir_pada
        FROM dialog_dialog d WHERE d.id NOT IN (SELECT k.dialog_id FROM dialog_kesepakatan k)""",
    ),
    (
        "umpanbalik",
        """INSERT INTO dialog_umpanbalik (id, penerima_id, peran, nama_tampil, nilai, periode_id, jenis, situasi, perilaku,
            dampak, harapan, tanggal, tanggapan, ditarik, alasan_tarik, alasan_lapor, alasan_putusan, disembunyikan)
        SELECT h.pegawai_id * 1000 + 1, h.pegawai_id, 'PIMPINAN', 'Atasan', 'AKUNTABEL', p.id, 'APRESIASI', '',
            'Rekap tepat waktu', '', '', %(hari)s::date - (h.pegawai_id %% 50)::int, '', false, '', '', '', false
        FROM organisasi_hubunganpenilai h
        CROSS JOIN (SELECT p.id FROM siklus_periode p JOIN siklus_siklus c ON c.id = p.siklus_id AND c.tahun = %(tahun)s
            ORDER BY p.id DESC LIMIT 1) p
        WHERE h.berlaku @> %(hari)s::date AND h.pegawai_id %% 2 = 0
            AND h.pegawai_id NOT IN (SELECT u.penerima_id FROM dialog_umpanbalik u)""",
    ),
    (
        "realisasi",
        """INSERT INTO dialog_realisasi (lini_iki_id, periode_id, nilai_teks, nilai_angka, cerita, keadaan, alasan_tanpa_bukti,
            dikirim_pada, sunting, pada)
        SELECT l.id, p.id, '4', 4, '', 'SEBAGIAN', '', %(kini)s, 0, %(kini)s
        FROM skp_linirhk r JOIN skp_liniiki l ON l.lini_rhk_id = r.id JOIN skp_skp s ON s.id = r.skp_id
        JOIN siklus_siklus c ON c.id = s.siklus_id AND c.tahun = %(tahun)s
        JOIN siklus_periode p ON p.siklus_id = c.id AND p.buka_tanggal <= %(hari)s
        WHERE r.kunci = 'skala-1' AND s.pegawai_id %% 5 <> 0 AND l.id NOT IN (SELECT x.lini_iki_id FROM dialog_realisasi x)""",
    ),
)


def isi(hari: dt.date) -> dict[str, int]:
    """Write for everybody who has none yet, in the caller's transaction, and count. Returns rows per table."""
    nilai: dict[str, Any] = {"hari": hari, "tahun": hari.year, "kini": jam.sekarang()}
    hasil: dict[str, int] = {}
    with connection.cursor() as kursor:
        # Beyond it the list of NOT IN would be walked per row instead of hashed.
        kursor.execute("SET LOCAL work_mem = '256MB'")
        with tanpa_pemicu(f"dialog_{nama}" for nama, _ in _LANGKAH):
            for nama, sql in _LANGKAH:
                kursor.execute(sql, nilai)
                hasil[nama] = kursor.rowcount
                kursor.execute(f"ANALYZE dialog_{nama}")
    hasil["ringkasanintensitas"] = ringkas(hari)
    return hasil


def halaman(pegawai_id: int) -> Iterator[tuple[str, str, bool]]:
    """The pages of monitoring that ``manage.py ukur`` measures."""
    unit = Penugasan.objects.pada(jam.hari_ini()).filter(pegawai=pegawai_id, memimpin=True).values_list("unit_id", flat=True)[0]
    yield "intensitas kabupaten", reverse("dialog:intensitas"), True
    yield "intensitas unit", reverse("dialog:intensitas_unit", args=[unit]), True
    yield "tim saya", reverse("dialog:tim"), False
