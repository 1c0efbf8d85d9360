"""The nine cells, and the key that ties an evaluation to one of them: no shell can type a predikat."""

from django.db import migrations

_SEL = (
    ("DI_ATAS_EKSPEKTASI", "DI_ATAS_EKSPEKTASI", "SANGAT_BAIK"),
    ("DI_ATAS_EKSPEKTASI", "SESUAI_EKSPEKTASI", "BAIK"),
    ("DI_ATAS_EKSPEKTASI", "DI_BAWAH_EKSPEKTASI", "KURANG_MISCONDUCT"),
    ("SESUAI_EKSPEKTASI", "DI_ATAS_EKSPEKTASI", "BAIK"),
    ("SESUAI_EKSPEKTASI", "SESUAI_EKSPEKTASI", "BAIK"),
    ("SESUAI_EKSPEKTASI", "DI_BAWAH_EKSPEKTASI", "KURANG_MISCONDUCT"),
    ("DI_BAWAH_EKSPEKTASI", "DI_ATAS_EKSPEKTASI", "BUTUH_PERBAIKAN"),
    ("DI_BAWAH_EKSPEKTASI", "SESUAI_EKSPEKTASI", "BUTUH_PERBAIKAN"),
    ("DI_BAWAH_EKSPEKTASI", "DI_BAWAH_EKSPEKTASI", "SANGAT_KURANG"),
)


class Migration(migrations.Migration):
    dependencies = [("predikat", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                ("INSERT INTO predikat_selkuadran (hasil, perilaku, predikat) VALUES (%s, %s, %s)", list(sel)) for sel in _SEL
            ],
            "DELETE FROM predikat_selkuadran",
        ),
        migrations.RunSQL(
            """
            ALTER TABLE predikat_evaluasi ADD CONSTRAINT evaluasi_satu_dari_sembilan
                FOREIGN KEY (hasil, perilaku, predikat) REFERENCES predikat_selkuadran (hasil, perilaku, predikat);
            CREATE FUNCTION predikat_selkuadran_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'Sembilan sel kuadran kinerja tidak berubah'
                        USING ERRCODE = 'integrity_constraint_violation';
                END $$;
            CREATE TRIGGER selkuadran_tetap BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON predikat_selkuadran
                FOR EACH STATEMENT EXECUTE FUNCTION predikat_selkuadran_tetap();
            """,
            """
            DROP TRIGGER selkuadran_tetap ON predikat_selkuadran;
            DROP FUNCTION predikat_selkuadran_tetap();
            ALTER TABLE predikat_evaluasi DROP CONSTRAINT evaluasi_satu_dari_sembilan;
            """,
        ),
    ]
