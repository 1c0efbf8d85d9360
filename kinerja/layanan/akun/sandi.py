"""What a password may not be, beside Django's own rules."""

from typing import Any

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

_MIRIP = "Kata sandi terlalu mirip dengan nama, NIP, atau surel Anda, yang diketahui banyak orang. Pilih kata-kata lain."


class BukanDataDiri(UserAttributeSimilarityValidator):
    """Not one's own name, NIP or e-mail address: colleagues know them, and one signs in by them."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("nama_tampil", "nip", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ``ValidationError`` with one sentence for all of them."""
        try:
            super().validate(password, user)
        except ValidationError as galat:
            raise ValidationError(_MIRIP, code=galat.code) from galat

    def get_help_text(self) -> str:
        """What Django shows beside a field."""
        return _MIRIP
