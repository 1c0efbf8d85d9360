"""A first migration put together makes the same tables, each model once, and renders nothing in between."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from kinerja.plumbing.migrasi import BuatTabel
from kinerja.plumbing.rapatkan import rapatkan


def _id():
    return ("id", models.BigAutoField(primary_key=True))


def terpisah(balik: bool = False):
    """As the autodetector writes two models of which the first points at the second."""
    isi = [
        migrations.CreateModel("Anak", [_id(), ("nomor", models.IntegerField())], {}),
        migrations.CreateModel("Induk", [_id()], {}),
        migrations.AddField("anak", "induk", models.ForeignKey("uji.induk", models.CASCADE)),
        migrations.AddIndex("anak", models.Index(fields=["nomor"], name="anak_nomor")),
        migrations.AddConstraint("anak", models.CheckConstraint(condition=models.Q(nomor__gt=0), name="anak_nomor_positif")),
        migrations.RunSQL("SELECT 1"),
    ]
    if balik:
        isi.append(migrations.AddField("induk", "anak", models.ForeignKey("uji.anak", models.CASCADE, related_name="+")))
    return isi


def test_yang_ditunjuk_lebih_dahulu_dan_semuanya_sekaligus():
    tabel, sql = rapatkan("uji", terpisah())
    assert [m.name for m in tabel.model] == ["Induk", "Anak"]
    assert isinstance(sql, migrations.RunSQL)
    anak = tabel.model[1]
    assert [nama for nama, _ in anak.fields] == ["id", "nomor", "induk"]
    assert [x.name for x in anak.options["constraints"] + anak.options["indexes"]] == ["anak_nomor_positif", "anak_nomor"]
    assert len(rapatkan("uji", [tabel, sql])[0].model) == 2, "sudah rapat: tetap"


def test_yang_saling_menunjuk_dibiarkan():
    operasi = terpisah(balik=True)
    assert rapatkan("uji", operasi) == operasi


@pytest.mark.django_db(transaction=True)
def test_tabelnya_sungguh_dibuat_lengkap_dan_dapat_dibatalkan():
    (tabel, _) = rapatkan("uji", terpisah())
    assert isinstance(tabel, BuatTabel)
    kosong = ProjectState()
    penuh = kosong.clone()
    tabel.state_forwards("uji", penuh)
    with connection.schema_editor() as editor:
        tabel.database_forwards("uji", editor, kosong, penuh)
    with connection.cursor() as kursor:
        kendala = connection.introspection.get_constraints(kursor, "uji_anak")
        assert {"anak_nomor", "anak_nomor_positif"} <= set(kendala)
        assert any(k["foreign_key"] == ("uji_induk", "id") for k in kendala.values())
    with connection.schema_editor() as editor:
        tabel.database_backwards("uji", editor, penuh, kosong)
    assert not {"uji_anak", "uji_induk"} & set(connection.introspection.table_names())
