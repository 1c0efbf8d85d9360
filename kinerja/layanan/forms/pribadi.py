"""What a person settles for himself: who may help him, and whether WhatsApp tells him."""

import re

from django import forms

from kinerja.layanan.forms.bidang import BidangPegawai, bidang_tanggal


class BantuForm(forms.Form):
    """Consent for a helper."""

    pembantu = BidangPegawai(label="Yang boleh membantu")
    sampai = bidang_tanggal("Sampai tanggal")


class WhatsAppForm(forms.Form):
    """The number, or nothing to stop."""

    nomor = forms.CharField(
        label="Nomor WhatsApp Anda",
        max_length=24,
        required=False,
        help_text="Misalnya 0812 3456 7890. Kosongkan bila tidak ingin dikabari lewat WhatsApp.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_nomor(self) -> str:
        """Digits with the country in front, as the gateway takes it."""
        polos = re.sub(r"[\s().-]", "", self.cleaned_data["nomor"]).removeprefix("+")
        nomor = f"62{polos[1:]}" if polos.startswith("0") else polos
        if nomor and not re.fullmatch(r"[1-9][0-9]{7,14}", nomor):
            raise forms.ValidationError("Nomor ini tidak lengkap. Ketik seperti 0812 3456 7890.")
        return nomor
