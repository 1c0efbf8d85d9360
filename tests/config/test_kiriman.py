"""A stranger's large body is refused by its length, before anything of it is read or lands on a disk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client

MEGA = 1024 * 1024
dibaca: list[str] = []


class Pencatat(FileUploadHandler):
    """Remembers that a file was read."""

    def receive_data_chunk(self, raw_data, start):
        dibaca.append(self.field_name)

    def file_complete(self, file_size):
        return None


@pytest.fixture(autouse=True)
def _catat(settings):
    dibaca.clear()
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Pencatat"]


def kirim(klien: Client, jalan: str, besar: int):
    return klien.post(jalan, {"berkas": SimpleUploadedFile("a.bin", b"x" * besar)})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "jalan", ["/akun/masuk/", "/akun/aktivasi/", "/impor/siasn/unggah/", "/delegasi/1/", "/skp/1/berkas/", "/"]
)
def test_a_stranger_is_refused_before_the_body_is_read(jalan):
    jawaban = kirim(Client(enforce_csrf_checks=True), jalan, 2 * MEGA)
    assert (jawaban.status_code, dibaca) == (413, [])
    assert "lagi.</p>" in jawaban.content.decode()


def test_who_has_no_business_there_is_refused_too(pemeran):
    jawaban = kirim(pemeran.klien("pegawai"), "/akun/sandi/", 2 * MEGA)
    assert (jawaban.status_code, dibaca) == (413, [])
    assert "1 MB" in jawaban.content.decode()


def test_an_import_may_be_large(pemeran):
    assert kirim(pemeran.klien("admin_bkpsdm"), "/impor/siasn/unggah/", 2 * MEGA).status_code == 200
    assert dibaca


def test_a_signed_paper_of_planning_may_be_a_scan(pemeran):
    """As large as its form says; that this SKP is not there is told by the page, not by the gate."""
    assert kirim(pemeran.klien("pegawai"), "/skp/999999/catat-penetapan/", 4 * MEGA).status_code == 404
    assert kirim(pemeran.klien("pegawai"), "/skp/999999/catat-penetapan/", 6 * MEGA).status_code == 413


@pytest.mark.django_db
def test_papers_are_compared_without_signing_in(client):
    assert kirim(client, "/verifikasi/ABCDEFGHJKMNPQRSTVWXYZ2345/", 2 * MEGA).status_code == 404
    assert kirim(client, "/verifikasi/ABCDEFGHJKMNPQRSTVWXYZ2345/", 52 * MEGA).status_code == 413


@pytest.mark.django_db
def test_small_forms_pass(client):
    assert client.post("/akun/masuk/", {"login": "a", "password": "b"}).status_code == 200
