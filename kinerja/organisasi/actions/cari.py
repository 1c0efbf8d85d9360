"""Keep the search column of people: NIP, name and the positions they hold or will hold."""

from collections.abc import Collection

from django.db import connection

from kinerja.plumbing import jam

# Everything but letters and digits parts words, here and in ``queries.kueri_cari``: "M.Ridwan" is found by "ridwan".
_PISAH = "[^[:alnum:]]+"
_SEGARKAN = f"""
    UPDATE organisasi_pegawai p SET cari = baru.cari
    FROM (
        SELECT o.id,
               to_tsvector('simple', regexp_replace(concat_ws(' ', o.nip, o.nama, t.jabatan), '{_PISAH}', ' ', 'g')) AS cari
        FROM organisasi_pegawai o
        LEFT JOIN (
            SELECT g.pegawai_id, string_agg(DISTINCT j.nama, ' ') AS jabatan
            FROM organisasi_penugasan g JOIN organisasi_jabatan j ON j.id = g.jabatan_id
            WHERE NOT g.berlaku << daterange(%(hari)s, NULL)
            GROUP BY g.pegawai_id
        ) t ON t.pegawai_id = o.id
        WHERE %(semua)s OR o.id = ANY(%(ids)s)
    ) baru
    WHERE baru.id = p.id AND p.cari IS DISTINCT FROM baru.cari
"""


def segarkan_cari(pegawai_ids: Collection[int] | None = None) -> int:
    """Write the search column anew for ``pegawai_ids`` (None: everybody) in one statement; returns how many changed.

    Called in the transaction of every act and import that writes a name or a posting.
    """
    with connection.cursor() as kursor:
        ids = [] if pegawai_ids is None else list(pegawai_ids)
        kursor.execute(_SEGARKAN, {"hari": jam.hari_ini(), "semua": pegawai_ids is None, "ids": ids})
        return kursor.rowcount
