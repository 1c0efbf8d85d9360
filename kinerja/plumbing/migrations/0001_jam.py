"""``kinerja_sekarang()``: the moment for triggers, shifted as ``jam.pada`` shifts it (see ``plumbing/jam_basisdata.py``)."""

from django.db import migrations

BUAT = """
CREATE FUNCTION kinerja_sekarang() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT clock_timestamp() + coalesce(nullif(current_setting('kinerja.geseran', true), ''), '0')::interval
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(BUAT, "DROP FUNCTION kinerja_sekarang()")]
