"""Triggers that refuse to write monitoring into a period that is closed or has not begun."""

import pgtrigger


def periode_terbuka(nama: str, *, hapus_saja: bool = False) -> pgtrigger.Trigger:
    """Refuse writes below a closed period (``baris.periode_id``); with ``hapus_saja`` only deletion."""
    operasi = pgtrigger.Delete if hapus_saja else pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=operasi,
        declare=[("baris", "RECORD"), ("keadaan", "TEXT")],
        func="""
            IF TG_OP = 'DELETE' THEN baris := OLD; ELSE baris := NEW; END IF;
            SELECT p.status INTO keadaan FROM siklus_periode p WHERE p.id = baris.periode_id FOR SHARE;
            IF keadaan = 'DITUTUP' THEN
                RAISE EXCEPTION 'Periode % sudah ditutup', baris.periode_id USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN baris;
        """,
    )
