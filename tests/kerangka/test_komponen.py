"""Every component renders, says what it must, and escapes what people typed."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from kinerja.layanan.templatetags import gambar
from kinerja.layanan.templatetags.kinerja import kata_sisa
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Alasan, Putusan

JAHAT = '<script>alert("x")</script>'
BATAS = dt.date(2026, 11, 27)


def tulis(isi: str, **konteks) -> str:
    with jam.pada(dt.date(2026, 11, 24)):
        return Template("{% load kinerja %}" + isi).render(Context(konteks))


class FormContoh(forms.Form):
    nama = forms.CharField(label="Nama", help_text="Seperti di SK")
    catatan = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    setuju = forms.BooleanField(label="Setuju")
    dasar = forms.ChoiceField(label="Dasar", widget=forms.RadioSelect, choices=[("a", "Struktur"), ("b", JAHAT)])
    rahasia = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    "isi",
    [
        "{% cip j 'ok' %}",
        "{% tombol j url=j %}",
        "{% tombol j senyap=j %}",
        "{% tombol j karena=j %}",
        "{% orang j j %}",
        "{% orang j url=j %}",
        "{% remah j j j %}",
        "{% pesan j judul=j %}",
        "{% kosong j j url=j tombol=j %}",
        "{% tenggat batas 3 dasar=j di_meja=j %}",
        "{% mengapa alasan judul=j %}",
        "{% progres j 1 2 j %}",
        "{% progres j jajak=j %}",
        "{% konfirmasi 'd' j j j j %}",
        "{% formulir form %}",
        "{% tab daftar %}",
        "{% linimasa daftar %}",
        "{% angka_ringkas daftar %}",
        "{% langkah daftar %}",
        "{% sungai daftar %}",
        "{% batang data j satuan=j kolom=j %}",
    ],
)
def test_what_people_typed_is_escaped(isi):
    butir = {"judul": JAHAT, "url": JAHAT, "isi": JAHAT, "waktu": JAHAT, "kalimat": JAHAT, "nilai": JAHAT, "keadaan": "kini"}
    html = tulis(
        isi,
        j=JAHAT,
        batas=BATAS,
        alasan=Putusan(1, (Alasan(JAHAT, JAHAT, {JAHAT: JAHAT}),)),
        form=FormContoh({"nama": "", "catatan": JAHAT, "dasar": JAHAT}),
        daftar=[butir],
        data=[(JAHAT, 1, 2)],
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert not re.search(r"\sstyle=", html)


def test_icon_is_silent_unless_named():
    assert 'aria-hidden="true"' in tulis("{% ikon 'check' %}")
    bernama = tulis("{% ikon 'bell' label='Kotak masuk' %}")
    assert 'role="img" aria-label="Kotak masuk"' in bernama
    assert "aria-hidden" not in bernama


def test_button_is_a_link_with_url_and_a_submit_without():
    assert tulis("{% tombol 'Buka' url='/skp/' %}").strip().startswith('<a class="tombol" href="/skp/"')
    assert 'type="submit" name="aksi" value="ajukan"' in tulis("{% tombol 'Ajukan' nama='aksi' nilai='ajukan' %}")


def test_button_that_is_off_says_why():
    html = tulis("{% tombol 'Tetapkan' url='/x' karena='Tiga IKI belum punya target.' %}")
    assert "disabled" in html and "Tiga IKI belum punya target." in html and "href" not in html


def test_onward_arrow_stands_after_the_words():
    html = tulis("{% tombol 'Lanjut' ikon='arrow-right' %}")
    assert html.index("Lanjut") < html.index("i-arrow-right")
    html = tulis("{% tombol 'Hapus' ikon='trash' %}")
    assert html.index("i-trash") < html.index("Hapus")


@pytest.mark.parametrize(
    ("sisa", "kata"),
    [(3, "3 hari kerja lagi"), (0, "hari ini"), (-2, "lewat 2 hari kerja"), (1200, "1.200 hari kerja lagi")],
)
def test_words_of_a_deadline(sisa, kata):
    assert kata_sisa(sisa) == kata


def test_deadline_names_date_days_desk_start_and_basis():
    html = tulis(
        "{% tenggat batas 3 dasar='PermenPANRB 6/2022, Pasal 14' mulai=mulai di_meja='Kepala Bidang' sejak=sejak %}",
        batas=BATAS,
        mulai=dt.date(2026, 11, 9),
        sejak=dt.date(2026, 11, 23),
    )
    for bagian in (
        'datetime="2026-11-27"',
        "27 November 2026",
        "3 hari kerja lagi",
        "Kepala Bidang</b> sejak 23 November 2026",
        "sejak 9 November 2026",
        "Pasal 14",
    ):
        assert bagian in html


@pytest.mark.parametrize(("sisa", "dekat"), [(3, False), (2, True), (0, True), (-1, True)])
def test_deadline_turns_amber_when_near_or_past(sisa, dekat):
    assert ("tenggat dekat" in tulis("{% tenggat batas sisa bentuk='ubin' %}", batas=BATAS, sisa=sisa)) is dekat
    assert ("cip awas" in tulis("{% tenggat batas sisa bentuk='cip' %}", batas=BATAS, sisa=sisa)) is dekat


def test_deadline_without_calendar_counts_nothing():
    html = tulis("{% tenggat batas bentuk='cip' %}", batas=BATAS)
    assert "27 Nov" in html and "hari kerja" not in html


def test_reasons_show_sentence_basis_and_facts():
    putusan = Putusan(
        "Baik", (Alasan("Rating hasil kerja sesuai.", "Pasal 25", {"Capaian": "92%"}), Alasan("Perilaku sesuai."))
    )
    html = tulis("{% mengapa p judul='Mengapa Baik?' %}", p=putusan)
    assert html.count("<li>") == 2
    for bagian in ("Mengapa Baik?", "Rating hasil kerja sesuai.", "Pasal 25", "Capaian: 92%"):
        assert bagian in html


def test_running_job_asks_again_and_a_finished_one_does_not():
    jalan = tulis("{% progres 'Impor' 1932 4600 sisa_detik=360 jajak='/pekerjaan/1' %}")
    assert 'hx-get="/pekerjaan/1"' in jalan and "data-jajak" in jalan
    assert "1.932 dari 4.600" in jalan and "6 menit" in jalan
    assert '<progress value="1932" max="4600"' in jalan
    selesai = tulis("{% progres 'Impor' 4600 4600 jenis='ok' %}")
    assert "hx-get" not in selesai and "Selesai" in selesai


def test_field_ties_label_help_and_error_together():
    html = tulis("{% medan form.nama %}", form=FormContoh({"nama": ""}))
    assert '<label for="id_nama">' in html
    assert 'aria-describedby="id_nama_bantu id_nama_galat"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_nama_galat"' in html and 'id="id_nama_bantu"' in html


def test_optional_field_says_so():
    form = FormContoh()
    assert "boleh dikosongkan" in tulis("{% medan form.catatan %}", form=form)
    assert "boleh dikosongkan" not in tulis("{% medan form.nama %}", form=form)


def test_choices_are_a_group_with_a_legend():
    html = tulis("{% medan form.dasar %}", form=FormContoh())
    assert "<fieldset" in html and "<legend" in html and html.count('type="radio"') == 2


def test_form_lists_its_own_errors_first():
    form = FormContoh({"nama": "A", "setuju": "on", "dasar": "a"})
    form.is_valid()
    form.add_error(None, "Masa perencanaan sudah ditutup.")
    html = tulis("{% formulir form %}", form=form)
    assert html.index("Masa perencanaan sudah ditutup.") < html.index('name="nama"')
    assert 'type="hidden" name="rahasia"' in html


def test_filter_bar_keeps_the_query_for_excel_and_drops_the_page():
    class Saring:
        form = forms.Form()

    Saring.form.fields["q"] = forms.CharField(required=False, label="Cari")
    request = RequestFactory().get("/pegawai/", {"q": "siti", "sort": "-nama", "page": "3"})
    html = tulis("{% saringan saring unduh=True jumlah=12 %}", saring=Saring, request=request)
    assert 'href="?q=siti&amp;sort=-nama&amp;unduh=xlsx"' in html
    assert '<input type="hidden" name="sort" value="-nama">' in html
    assert 'name="page"' not in html
    assert "Hapus saringan" in html and "12 baris sesuai saringan" in html


def test_filled_filters_stay_open_on_a_phone():
    class Saring:
        form = forms.Form()

    Saring.form.fields["q"] = forms.CharField(required=False, label="Cari")
    Saring.form.fields["unit"] = forms.CharField(required=False, label="Unit")

    def kotak(kueri) -> str:
        request = RequestFactory().get("/pegawai/", kueri)
        return re.search(r'<input type="checkbox"[^>]*>', tulis("{% saringan s %}", s=Saring, request=request))[0]

    assert "checked" not in kotak({"q": "siti"})
    assert "checked" in kotak({"unit": "3"})


def test_breadcrumbs_link_all_but_the_last():
    html = tulis("{% remah 'Beranda' '/' 'Pegawai' '/pegawai/' 'Rahmat' %}")
    assert re.findall(r'<a href="([^"]+)">', html) == ["/", "/pegawai/"]
    assert "<li>Rahmat</li>" in html


def test_dialog_posts_with_token_and_can_be_left():
    html = tulis("{% konfirmasi 'hapus' 'Hapus?' 'Hilang.' '/hapus/' 'Hapus' jenis='bahaya' %}", csrf_token="abc")
    assert '<dialog class="dialog" id="hapus" aria-labelledby="hapus-judul">' in html
    assert 'value="abc"' in html and 'method="post" action="/hapus/"' in html and "data-tutup" in html


def test_river_marks_one_present_stage_for_the_ear_too():
    tahap = [
        {"judul": "Perencanaan", "waktu": "Januari", "kalimat": "", "keadaan": "lewat"},
        {"judul": "Triwulan I", "waktu": "April", "kalimat": "", "keadaan": "kini"},
        {"judul": "Evaluasi", "waktu": "Desember", "kalimat": "", "keadaan": "nanti"},
    ]
    html = tulis("{% sungai tahap %}", tahap=tahap)
    assert html.count('aria-current="step"') == 1 and html.count("Anda di sini") == 1
    assert html.index("Anda di sini") > html.index("Perencanaan")
    assert ", sudah lewat" in html


def test_river_flows_as_far_as_the_present_stage():
    satu, penuh = gambar.sungai(7, 1), gambar.sungai(7, 7)
    assert satu.mendatar_lewat.count("C") == 1
    assert penuh.mendatar_lewat == penuh.mendatar
    assert gambar.sungai(7, 0).mendatar_lewat == ""
    assert gambar.sungai(5, 3).lebar == 500


def test_no_river_without_stages():
    assert tulis("{% sungai tahap %}", tahap=[]).strip() == ""


def test_bars_have_a_table_twin_with_the_same_numbers():
    html = tulis("{% batang data 'Sebaran' kolom='Predikat' %}", data=[("Baik", 27, 26), ("Kurang", 2, None)])
    assert 'aria-label="Sebaran: Baik 27, Kurang 2"' in html
    baris = re.findall(r'<tr><th scope="row">(\w+)</th><td class="n">(\d+)</td><td class="n">(.+?)</td></tr>', html)
    assert baris == [("Baik", "27", "26"), ("Kurang", "2", "–")]


def test_bars_are_in_proportion():
    besar, kecil = gambar.batang([("a", 10, None), ("b", 5, None)])
    assert besar.tinggi == pytest.approx(2 * kecil.tinggi)
    assert besar.panjang == pytest.approx(2 * kecil.panjang)


def test_all_zero_bars_divide_by_nothing():
    assert [b.tinggi for b in gambar.batang([("a", 0, None)])] == [0]
