"""The components every screen is made of. ``docs/komponen.md`` lists them; ``/gaya/`` shows them in every state.

All text given to a component is escaped; a component never writes a style or a script.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kinerja.layanan.templatetags import gambar
from kinerja.plumbing import tulisan
from kinerja.plumbing.putusan import Putusan

register = template.Library()

for _saring in (
    tulisan.tanggal,
    tulisan.tanggal_pendek,
    tulisan.tanggal_hari,
    tulisan.pukul,
    tulisan.waktu,
    tulisan.masa,
    tulisan.angka,
    tulisan.lalu,
    tulisan.lama,
    tulisan.inisial,
):
    register.filter(_saring.__name__, _saring)

# These point onward, so they stand after the words.
IKON_MAJU = {"arrow-right", "chevron-right", "chevron-down", "external-link"}
IKON_JENIS = {
    "ok": "check",
    "awas": "clock",
    "galat": "alert-triangle",
    "info": "send",
    "merek": "signature",
    "": "circle-dashed",
}


@register.filter
def nip(nilai: Any) -> str:
    """A NIP in its four groups, ``19890101 201401 1 903``; anything else stays as it is."""
    teks = str(nilai or "")
    if len(teks) != 18 or not (teks.isascii() and teks.isdigit()):
        return teks
    return f"{teks[:8]} {teks[8:14]} {teks[14]} {teks[15:]}"


@register.filter
def persen(bagian: float | None, dari: float | None) -> str:
    """``64%``: a part of a whole; an empty text when there is no whole."""
    return f"{tulisan.angka(round(100 * (bagian or 0) / dari))}%" if dari else ""


@register.filter
def judul_kosong(tabel: Any) -> str:
    """What an empty table says first; django-tables2 hides ``empty_text`` of the class behind an empty one of its own."""
    return str(tabel.empty_text or getattr(type(tabel), "empty_text", "") or "Belum ada data.")


# -- small pieces


@register.simple_tag
def ikon(nama: str, kecil: bool = False, label: str = "", kelas: str = "") -> SafeString:
    """A Tabler icon of ``config/aset/ikon.txt``. Silent for screen readers unless ``label`` is given."""
    bunyi = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="i{}{}" {}><use href="{}#i-{}"/></svg>',
        " k" if kecil else "",
        f" {kelas}" if kelas else "",
        bunyi,
        static("ikon/sprite.svg"),
        nama,
    )


_gambar_ikon = ikon


@register.simple_tag
def cip(teks: Any, jenis: str = "", ikon: str = "") -> SafeString:
    """A status in words, icon and colour. ``jenis``: ok, awas, galat, info, merek, or empty for quiet."""
    kelas = {"merek": " merek-c", "": ""}.get(jenis, f" {jenis}")
    return format_html('<span class="cip{}">{}{}</span>', kelas, _gambar_ikon(ikon or IKON_JENIS[jenis], kecil=True), teks)


@register.inclusion_tag("komponen/tombol.html")
def tombol(
    teks: str,
    url: str = "",
    jenis: str = "",
    ikon: str = "",
    sempit: bool = False,
    penuh: bool = False,
    nama: str = "",
    nilai: str = "",
    karena: str = "",
    konfirmasi: str = "",
    senyap: str = "",
    unduh: bool = False,
) -> dict[str, Any]:
    """A link when ``url`` is given, else the submit button of the form around it.

    ``jenis``: utama, polos, bahaya. ``karena``: the button is off and says why. ``konfirmasi``: id of a dialog to open.
    ``senyap``: words only screen readers hear, to tell equal buttons of a list apart.
    """
    return {**locals(), "ikon_akhir": ikon in IKON_MAJU}


@register.simple_tag
def wajah(nama: Any, kecil: bool = False) -> SafeString:
    """The initials in a disc; silent, the name stands beside it."""
    return format_html('<span class="wajah{}" aria-hidden="true">{}</span>', " kcl" if kecil else "", tulisan.inisial(nama))


@register.simple_tag
def orang(nama: Any, keterangan: Any = "", url: str = "") -> SafeString:
    """A person in a list: initials, name (a link with ``url``), and one quiet line."""
    isi = format_html('<a href="{}">{}</a>', url, nama) if url else format_html("{}", nama)
    bawah = format_html("<span>{}</span>", keterangan) if keterangan else ""
    return format_html('<span class="org">{}<span>{}{}</span></span>', wajah(nama, kecil=True), isi, bawah)


@register.simple_tag
def remah(*butir: Any) -> SafeString:
    """Breadcrumbs from alternating words and URLs; the last word, or one followed by ``""``, is no link."""
    pasangan = [(butir[i], butir[i + 1] if i + 1 < len(butir) else "") for i in range(0, len(butir), 2)]
    isi = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html('<a href="{}">{}</a>', url, teks) if url else teks,) for teks, url in pasangan),
    )
    return format_html('<nav class="remah" aria-label="Letak halaman ini"><ol>{}</ol></nav>', isi)


@register.inclusion_tag("komponen/pesan.html")
def pesan(kalimat: Any, jenis: str = "", ikon: str = "", judul: Any = "") -> dict[str, Any]:
    """A note in the page. ``jenis``: ok, awas, galat, or empty for information."""
    bawaan = {"ok": "check", "awas": "alert-circle", "galat": "alert-triangle"}
    return {"kalimat": kalimat, "jenis": jenis, "ikon": ikon or bawaan.get(jenis, "info-circle"), "judul": judul}


@register.inclusion_tag("komponen/kosong.html")
def kosong(judul: Any, kalimat: Any = "", ikon: str = "sun", url: str = "", tombol: str = "") -> dict[str, Any]:
    """An empty state: what is not there, what comes next and when, and the next step as a button."""
    return {"judul": judul, "kalimat": kalimat, "ikon": ikon, "url": url, "tombol": tombol}


# -- deadline and reasons


def kata_sisa(sisa: int) -> str:
    """``3 hari kerja lagi``, ``hari ini``, ``lewat 2 hari kerja``."""
    if sisa == 0:
        return "hari ini"
    return f"{tulisan.angka(sisa)} hari kerja lagi" if sisa > 0 else f"lewat {tulisan.angka(-sisa)} hari kerja"


@register.inclusion_tag("komponen/tenggat.html")
def tenggat(
    batas: dt.date | None,
    sisa: int | None = None,
    dasar: Any = "",
    mulai: dt.date | None = None,
    di_meja: Any = "",
    sejak: dt.date | None = None,
    bentuk: str = "baris",
    dekat: int = 2,
) -> dict[str, Any]:
    """The one deadline. ``sisa``: working days left in the calendar of the one who must act (negative: late; None: unknown).

    ``bentuk``: ``ubin`` (big number, for lists of tasks), ``cip`` (one pill, for tables), ``baris`` (all of it: date, days
    left, on whose desk since when, when the clock started, legal basis folded). Amber from ``dekat`` days on.
    """
    return {
        "batas": batas,
        "sisa": sisa,
        "angka": tulisan.angka(abs(sisa)) if sisa is not None else "",
        "kata": kata_sisa(sisa) if sisa is not None else "",
        "segera": sisa is not None and sisa <= dekat,
        "dasar": dasar,
        "mulai": mulai,
        "di_meja": di_meja,
        "sejak": sejak,
        "bentuk": bentuk,
    }


@register.inclusion_tag("komponen/mengapa.html")
def mengapa(putusan: Putusan[Any] | Sequence[Any], judul: str = "Mengapa?", terbuka: bool = False) -> dict[str, Any]:
    """The reasons of a ``Putusan`` (or a list of ``Alasan``): sentence, legal basis, facts."""
    return {"alasan": putusan.alasan if isinstance(putusan, Putusan) else putusan, "judul": judul, "terbuka": terbuka}


# -- work that takes long, dialogs


@register.inclusion_tag("komponen/progres.html")
def progres(
    judul: Any,
    selesai: int = 0,
    jumlah: int = 0,
    catatan: Any = "",
    sisa_detik: float | None = None,
    jajak: str = "",
    jenis: str = "",
    id: str = "progres",
) -> dict[str, Any]:
    """A long job: a bar with a count and the time left. With ``jajak`` (URL of this very fragment) it renews itself.

    The answer may be 204 when nothing changed; a finished job is answered without ``jajak``, which ends the asking.
    ``jenis``: ok (done) or galat (failed).
    """
    return {
        "judul": judul,
        "selesai": selesai,
        "jumlah": jumlah,
        "catatan": catatan,
        "sisa": tulisan.lama(sisa_detik),
        "jajak": jajak,
        "jenis": jenis,
        "id": id,
    }


@register.inclusion_tag("komponen/konfirmasi.html", takes_context=True)
def konfirmasi(
    context: Context, id: str, judul: str, kalimat: Any, url: str, tombol: str, jenis: str = "utama", ikon: str = ""
) -> dict[str, Any]:
    """A dialog asking before an act: POST to ``url``. Open it with ``{% tombol "…" url=url konfirmasi=id %}``; without
    JavaScript that link leads to ``url`` by GET, which shows ``komponen/konfirmasi_halaman.html``."""
    return {
        "id": id,
        "judul": judul,
        "kalimat": kalimat,
        "url": url,
        "tombol": tombol,
        "jenis": jenis,
        "ikon": ikon,
        "csrf_token": context.get("csrf_token"),
    }


# -- forms


@register.inclusion_tag("komponen/medan.html")
def medan(bidang: BoundField, bantu: str = "", label: str = "") -> dict[str, Any]:
    """One field of a form: label, input, help, error; tied together for screen readers."""
    widget = bidang.field.widget
    jenis = "biasa"
    if isinstance(widget, CheckboxInput):
        jenis = "centang"
    elif isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        jenis = "pilihan"
    return {
        "bidang": bidang,
        "isian": _isian(bidang, bool(bantu)),
        "jenis": jenis,
        "bantu": bantu or bidang.help_text,
        "label": label or bidang.label,
        "tersembunyi": bidang.is_hidden,
    }


def _isian(bidang: BoundField, ada_bantu: bool) -> SafeString:
    sebutan = []
    if ada_bantu or bidang.help_text:
        sebutan.append(f"{bidang.auto_id}_bantu")
    if bidang.errors:
        sebutan.append(f"{bidang.auto_id}_galat")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(sebutan)} if sebutan else {}
    if bidang.errors:
        attrs["aria-invalid"] = "true"
    return bidang.as_widget(attrs=attrs)


@register.inclusion_tag("komponen/formulir.html")
def formulir(form: BaseForm, ringkas: bool = True) -> dict[str, Any]:
    """All fields of a form, errors of the whole form first. The ``<form>``, csrf token and buttons stay with the page."""
    return {"form": form, "ringkas": ringkas}


@register.inclusion_tag("komponen/saringan.html", takes_context=True)
def saringan(context: Context, filter: Any, unduh: bool = False, jumlah: int | None = None) -> dict[str, Any]:
    """The bar above a table: the fields of a django-filter set by GET; with ``unduh`` a link that keeps the query string."""
    request = context["request"]
    kueri = request.GET.copy()
    for kunci in ("page", "unduh"):
        kueri.pop(kunci, None)
    isi = [k for k in filter.form.fields if any(request.GET.getlist(k))]
    tampak = {*filter.form.fields, "page", "unduh"}
    lain = [(k, v) for k, daftar in request.GET.lists() if k not in tampak for v in daftar]
    kueri_unduh = kueri.copy()
    kueri_unduh["unduh"] = "xlsx"
    return {
        "form": filter.form,
        "terisi": isi,
        "lain_terisi": len([k for k in isi if k != next(iter(filter.form.fields))]),
        "lain": lain,
        "alamat": request.path,
        "unduh": f"?{kueri_unduh.urlencode()}" if unduh else "",
        "jumlah": jumlah,
    }


# -- pages in parts


@register.inclusion_tag("komponen/tab.html")
def tab(butir: Iterable[Mapping[str, Any]], label: str = "Bagian halaman ini") -> dict[str, Any]:
    """Tabs as links: each ``{"judul", "url", "kini": bool, "jumlah": optional}``."""
    return {"butir": list(butir), "label": label}


@register.inclusion_tag("komponen/linimasa.html")
def linimasa(butir: Iterable[Any]) -> dict[str, Any]:
    """A feed or history: each with ``ikon``, ``judul``, ``isi``, ``waktu`` (words), ``cip`` (optional, ``(words, kind)``)."""
    return {"butir": list(butir)}


@register.inclusion_tag("komponen/angka.html")
def angka_ringkas(butir: Iterable[Mapping[str, Any]], label: str = "Angka ringkas") -> dict[str, Any]:
    """A row of big numbers: each ``{"judul", "nilai", "kalimat", "dari": optional for a bar, "url": optional}``."""
    daftar = list(butir)
    return {"butir": daftar, "label": label, "enam": len(daftar) > 4}


@register.inclusion_tag("komponen/langkah.html")
def langkah(butir: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Steps of a process: each ``{"judul", "kalimat", "keadaan": lewat, kini or nanti}``."""
    return {"butir": list(butir)}


IKON_TAHAP = {"lewat": "check", "kini": "messages", "nanti": "circle-dashed"}


@register.inclusion_tag("komponen/sungai.html")
def sungai(tahap: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The year as a river. Each stage: ``{"judul", "waktu", "kalimat", "keadaan": lewat, kini or nanti, "ikon": optional}``."""
    daftar = [{**t, "ikon": t.get("ikon") or IKON_TAHAP[t["keadaan"]]} for t in tahap]
    if not daftar:
        return {"tahap": []}
    kini = [i for i, t in enumerate(daftar, start=1) if t["keadaan"] == "kini"]
    lewat = [i for i, t in enumerate(daftar, start=1) if t["keadaan"] == "lewat"]
    return {"tahap": daftar, "gambar": gambar.sungai(len(daftar), max([*kini, *lewat, 0]))}


@register.inclusion_tag("komponen/batang.html")
def batang(
    data: Iterable[Sequence[Any]], judul: str, satuan: str = "orang", kolom: str = "Kelompok", terbuka: bool = False
) -> dict[str, Any]:
    """Bars with a table twin. ``data``: ``(label, number)`` or ``(label, number, pattern)`` rows."""
    baris = [(str(d[0]), float(d[1]), float(d[2]) if len(d) > 2 and d[2] is not None else None) for d in data]
    daftar = gambar.batang(baris)
    ada_pola = any(b.pola is not None for b in daftar)
    uraian = ", ".join(f"{b.label} {tulisan.angka(b.nilai)}" for b in daftar)
    return {
        "batang": daftar,
        "judul": judul,
        "satuan": satuan,
        "kolom": kolom,
        "tinggi_hp": gambar.BARIS_HP * len(daftar),
        "ada_pola": ada_pola,
        "uraian": uraian,
        "terbuka": terbuka,
    }


# -- for dasar.html


class _Rekam(Node):
    def __init__(self, nama: str, isi: NodeList) -> None:
        self.nama = nama
        self.isi = isi

    def render(self, context: Context) -> SafeString:
        context[self.nama] = mark_safe(self.isi.render(context).strip())
        return SafeString("")


@register.tag
def rekam(parser: Parser, token: Token) -> Node:
    """``{% rekam nama %}…{% endrekam %}``: keep what is rendered inside as ``nama``, so that a block can be used twice."""
    _, nama = token.split_contents()
    isi = parser.parse(("endrekam",))
    parser.delete_first_token()
    return _Rekam(nama, isi)
