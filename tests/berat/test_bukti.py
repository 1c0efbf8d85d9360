"""Evidence when things break: a process killed where bytes become a file; a phone whose network is cut within a photo."""

import contextlib
import io
import os
import signal
from pathlib import Path

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from dialog.actions import unggahan as unggah
from dialog.actions.bukti import IsiBukti, tambah_bukti
from dialog.models import Bukti, Unggahan
from kinerja.layanan.berkas import UMUR_YATIM, sapu_gudang
from kinerja.layanan.models import Berkas
from tests.berat.test_kerangka_peramban import ARGUMEN, CHROMIUM
from tests.dialog.berkas_contoh import foto
from tests.pekerja_sendiri import proses_pekerja
from tests.skp.pabrik import kabupaten_skp

pytestmark = pytest.mark.django_db(transaction=True)
KUNCI = "0b7f6f0e-1111-4222-8333-944455566677"
AWAL = "from kinerja.organisasi.models import Akun; a = Akun.objects.get(pk={}); "
POTONG = AWAL + "from dialog.actions.unggahan import terima_potongan; terima_potongan('" + KUNCI + "', {}, {!r}, by=a)"
JADI = (
    AWAL + "from dialog.actions.bukti import IsiBukti, tambah_bukti; "
    "tambah_bukti(IsiBukti('BERKAS', kunci_unggahan='" + KUNCI + "'), by=a)"
)


def test_proses_yang_dibunuh_tidak_menghilangkan_yang_sudah_diakui():
    dunia = kabupaten_skp()
    akun, isi = dunia.akun(dunia.k.pelaksana), foto(sisi=(200, 150))
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=akun)
    unggah.terima_potongan(KUNCI, 0, isi[:4000], by=akun)
    mati = proses_pekerja(POTONG.format(akun.pk, 4000, isi[4000:7000]), KINERJA_TITIK_GAGAL="unggahan_setelah_potongan")
    assert mati.wait(120) == -signal.SIGKILL
    assert unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=akun) == 4000
    unggah.terima_potongan(KUNCI, 4000, isi[4000:], by=akun)

    mati = proses_pekerja(JADI.format(akun.pk), KINERJA_TITIK_GAGAL="bukti_setelah_isi")
    assert mati.wait(120) == -signal.SIGKILL
    assert (Bukti.objects.count(), Berkas.objects.count(), Unggahan.objects.count()) == (0, 0, 1)
    b = tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=akun)
    with b.berkas.isi.open() as tersimpan:
        assert tersimpan.read() == isi
    assert (Bukti.objects.count(), Unggahan.objects.count()) == (1, 0)
    # The killed one had written its whole file, and no row names it: the daily sweep of beat takes it.
    bulan = Path(default_storage.path(b.berkas.isi.name)).parent
    for berkas in bulan.glob("*"):
        os.utime(berkas, (berkas.stat().st_mtime - 2 * UMUR_YATIM,) * 2)
    assert sapu_gudang() >= 1
    assert default_storage.exists(b.berkas.isi.name)
    assert {x.name for x in bulan.glob("*")} <= {Path(n).name for n in Berkas.objects.values_list("isi", flat=True)}


@pytest.mark.skipif(not CHROMIUM, reason="chromium tidak terpasang: apt-get install chromium")
def test_foto_dari_ponsel_dengan_jaringan_terputus(live_server, tmp_path):
    dunia = kabupaten_skp()
    akun = dunia.akun(dunia.k.pelaksana)
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi[BACKEND_SESSION_KEY] = "kinerja.organisasi.masuk.NipAtauEmailBackend"
    sesi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    sesi.save()
    besar = io.BytesIO()
    Image.effect_noise((3000, 2250), 90).convert("RGB").save(besar, "JPEG", quality=90)
    berkas = tmp_path / "posyandu.jpg"
    berkas.write_bytes(besar.getvalue())
    lewat: list[str] = []
    putus = {"ya": True}

    def potongan(rute):
        lewat.append(rute.request.url)
        if putus["ya"] and len(lewat) > 2:
            rute.abort("internetdisconnected")
        else:
            rute.continue_()

    with sync_playwright() as p:
        peramban = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        with contextlib.closing(peramban):
            konteks = peramban.new_context(viewport={"width": 360, "height": 780})
            konteks.add_cookies([{"name": "sessionid", "value": sesi.session_key, "url": live_server.url}])
            h = konteks.new_page()
            h.set_default_timeout(20_000)
            h.route("**/dialog/bukti/unggah/*/*/", potongan)
            h.goto(f"{live_server.url}/dialog/bukti/tambah/")
            h.fill("#id_judul", "Posyandu Desa Baru")
            h.set_input_files("#id_berkas", str(berkas))
            expect(h.locator("[data-cip]")).to_contain_text("Jeda di")
            expect(h.locator("[data-kata]")).to_contain_text("diperkecil menjadi")
            h.on("dialog", lambda d: d.accept())
            h.reload()
            putus["ya"] = False
            expect(h.locator("[data-cip]")).to_have_text("Terunggah")
            assert all(int(u.rstrip("/").rsplit("/", 1)[1]) > 0 for u in lewat[1:])
            h.fill("#id_judul", "Posyandu Desa Baru")
            h.get_by_role("button", name="Simpan bukti").click()
            expect(h.locator("h1")).to_have_text("Posyandu Desa Baru")
            assert h.evaluate("document.documentElement.scrollWidth <= innerWidth")
    b = Bukti.objects.get()
    assert b.berkas.ukuran < len(besar.getvalue())
    with b.berkas.isi.open() as isi:
        assert max(Image.open(isi).size) == 1920
