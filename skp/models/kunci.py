"""Triggers that lock the content of a version once it is signed by both, and that demand a whole form before.

The lock reads the version ``FOR SHARE``: an edit that races a penetapan waits for it, and is then refused.
"""

import pgtrigger

from skp.enums import DAPAT_DISUNTING, StatusSKP

_DAPAT = ", ".join(f"'{s.value}'" for s in DAPAT_DISUNTING)

#: How the id of the version is found from a row (OLD or NEW) of a table below it.
LEWAT_VERSI = "{b}.versi_id"
LEWAT_RHK = "(SELECT r.versi_id FROM skp_rhk r WHERE r.id = {b}.rhk_id)"
LEWAT_IKI = "(SELECT r.versi_id FROM skp_iki i JOIN skp_rhk r ON r.id = i.rhk_id WHERE i.id = {b}.iki_id)"

#: Columns that are no content: the subordinate's "I have seen the leader's change" may be written into a set version, and
#: the cell of the matrix that an RHK came from may go once no version in force was made of it.
_BUKAN_ISI = ("induk_versi_disepakati_id", "sel_id")


_PERIKSA = f"""
                SELECT v.status INTO keadaan FROM skp_versiskp v WHERE v.id = {{lewat}} FOR SHARE;
                IF keadaan IS NOT NULL AND keadaan NOT IN ({_DAPAT}) THEN
                    RAISE EXCEPTION 'Isi SKP terkunci: berstatus %', keadaan
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;"""


def terkunci(nama: str, lewat: str) -> pgtrigger.Trigger:
    """Refuse INSERT, UPDATE and DELETE below a version that may not be typed in now, whether a row leaves it or comes to it."""
    buang = "".join(f" - '{k}'" for k in _BUKAN_ISI)
    lama, baru = (_PERIKSA.format(lewat=lewat.format(b=b)) for b in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("keadaan", "TEXT")],
        func=f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW){buang} = to_jsonb(OLD){buang} THEN RETURN NEW; END IF;
            IF TG_OP <> 'INSERT' THEN{lama}
            END IF;
            IF TG_OP <> 'DELETE' THEN{baru}
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,
    )


#: 6.1-6.5: each IKI carries exactly what its form demands, there is a main RHK, and all seven values stand on the form.
FORMULIR_UTUH = pgtrigger.Trigger(
    name="versiskp_formulir_utuh",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__status=StatusSKP.DITETAPKAN.value) & ~pgtrigger.Q(old__status=StatusSKP.DITETAPKAN.value),
    declare=[("bentuk_skp", "TEXT")],
    func="""
        SELECT s.bentuk INTO bentuk_skp FROM skp_skp s WHERE s.id = NEW.skp_id;
        IF NOT EXISTS (SELECT 1 FROM skp_rhk r WHERE r.versi_id = NEW.id AND r.jenis = 'UTAMA') THEN
            RAISE EXCEPTION 'SKP tanpa RHK utama' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM skp_rhk r WHERE r.versi_id = NEW.id AND NOT EXISTS (SELECT 1 FROM skp_iki i WHERE i.rhk_id = r.id)
        ) THEN
            RAISE EXCEPTION 'RHK tanpa IKI' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM skp_iki i JOIN skp_rhk r ON r.id = i.rhk_id WHERE r.versi_id = NEW.id AND NOT (
                CASE WHEN bentuk_skp = 'JPT' THEN i.perspektif <> '' AND i.aspek = ''
                     WHEN NEW.pendekatan = 'KUANTITATIF' THEN i.aspek <> '' AND i.perspektif = ''
                     ELSE i.aspek = '' AND i.perspektif = '' END
            )
        ) THEN
            RAISE EXCEPTION 'Aspek atau perspektif IKI tidak sesuai formulir' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF (SELECT count(*) FROM skp_perilakuskp p WHERE p.versi_id = NEW.id) <> 7 THEN
            RAISE EXCEPTION 'SKP tanpa tujuh perilaku' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    """,
)


# -- Perjanjian Kinerja: what both have signed, or what was dropped, stays as it was

PK_LANGSUNG = "{b}.pk_unit_id"
PK_INDIKATOR = """COALESCE(
                (SELECT s.pk_unit_id FROM skp_sasaran s WHERE s.id = {b}.sasaran_id),
                (SELECT p.pk_unit_id FROM skp_program p WHERE p.id = {b}.program_id),
                (SELECT t.pk_unit_id FROM skp_simpul t WHERE t.id = {b}.simpul_id))"""

# -- the matrix: what was agreed upon in a dialog changes only after it was opened again

MPPH_LANGSUNG = "{b}.mpph_id"
MPPH_SEL = "(SELECT x.mpph_id FROM skp_barismpph x WHERE x.id = {b}.baris_id)"

_PERIKSA_DRAF = """
                SELECT v.status INTO keadaan FROM {tabel} v WHERE v.id = {lewat} FOR SHARE;
                IF keadaan IS NOT NULL AND keadaan <> 'DRAF' THEN
                    RAISE EXCEPTION 'Isi {nama} terkunci: berstatus %', keadaan
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;"""


def terkunci_pk(nama: str, lewat: str) -> pgtrigger.Trigger:
    """Refuse INSERT, UPDATE and DELETE below a Perjanjian Kinerja that is no draft, whether a row leaves it or comes to it."""
    return _hanya_draf(nama, lewat, "skp_perjanjiankinerja", "Perjanjian Kinerja")


def terkunci_mpph(nama: str, lewat: str) -> pgtrigger.Trigger:
    """The same below a matrix that is no draft."""
    return _hanya_draf(nama, lewat, "skp_mpph", "MPPH")


def _hanya_draf(nama: str, lewat: str, tabel: str, sebutan: str) -> pgtrigger.Trigger:
    lama, baru = (_PERIKSA_DRAF.format(tabel=tabel, nama=sebutan, lewat=lewat.format(b=b)) for b in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("keadaan", "TEXT")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN{lama}
            END IF;
            IF TG_OP <> 'DELETE' THEN{baru}
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,
    )
