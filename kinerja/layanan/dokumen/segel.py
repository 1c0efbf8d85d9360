"""The seal: a signature inside the PDF that breaks with the first changed byte. One small port, so that BSrE can come later.

It proves that the file came from this server unchanged. It is not a certified electronic signature (PP 71/2019) and says so.
"""

import contextlib
import io
import os
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from asn1crypto import keys, x509
from asn1crypto.parser import peek
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kinerja.plumbing import jam

RUANG_SEGEL = "Segel"
_BUKAN_UNTUK = (
    "data_encipherment", "key_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


class Penyegel(Protocol):
    """The port. ``nama`` is stored with each document; ``segel`` returns the same PDF with a signature inside."""

    nama: str

    def segel(self, pdf: bytes, *, alasan: str) -> bytes:
        """Seal ``pdf``. Raises ``OSError`` when the signer cannot be reached: the job tries again later."""


class PenyegelSendiri:
    """PAdES with our own EC P-256 key, read once per process."""

    nama = "PAdES, kunci sendiri (EC P-256)"

    def __init__(self) -> None:
        kunci, sertifikat = _kunci_dan_sertifikat()
        self._penanda = signers.SimpleSigner(
            signing_cert=sertifikat, signing_key=kunci, cert_registry=SimpleCertificateStore.from_certs([sertifikat])
        )

    def segel(self, pdf: bytes, *, alasan: str) -> bytes:
        """As the port says; nothing is asked of a network."""
        meta = signers.PdfSignatureMetadata(
            field_name=RUANG_SEGEL,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=alasan,
            name=settings.NAMA_PENYEGEL,
        )
        penulis = IncrementalPdfFileWriter(io.BytesIO(pdf))
        return bytes(signers.PdfSigner(meta, self._penanda).sign_pdf(penulis).getvalue())


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """``utuh``: every byte is as sealed. ``dari_kami``: sealed by this server's key."""

    bersegel: bool
    utuh: bool = False
    dari_kami: bool = False


@lru_cache(maxsize=1)
def penyegel() -> Penyegel:
    """The signer of ``PENYEGEL``."""
    baru: Penyegel = import_string(settings.PENYEGEL)()
    return baru


def periksa(pdf: bytes) -> HasilPeriksa:
    """What the seal of a PDF says; a file that is no PDF or has no seal is not sealed."""
    try:
        segel = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not segel:
            return HasilPeriksa(False)
        _, sertifikat = _kunci_dan_sertifikat()
        status = validate_pdf_signature(
            segel[-1], signer_validation_context=ValidationContext(trust_roots=[sertifikat], allow_fetching=False)
        )
    except SignatureValidationError:
        return HasilPeriksa(True)
    except Exception:  # A damaged file breaks the parser in any way it likes; each means: no readable seal.
        return HasilPeriksa(False)
    dari_kami = status.signing_cert.dump() == sertifikat.dump()
    penuh = status.intact and status.valid and status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    utuh = penuh and _celah_bersih(pdf, segel[-1]) and _sertifikat_bersih(segel[-1], sertifikat)
    return HasilPeriksa(True, utuh, utuh and dari_kami)


def _sertifikat_bersih(segel: EmbeddedPdfSignature, milik: x509.Certificate) -> bool:
    """Certificates beside a signature of ours are ours to the byte: no signature covers them.

    A seal of somebody else brings a chain of his own, which is no business of this check.
    """
    semua = [c.chosen for c in segel.signed_data["certificates"]]
    kita = any(c.dump() == milik.dump() or c.serial_number == milik.serial_number for c in semua)
    return not kita or all(c.dump() == milik.dump() for c in semua)


def _celah_bersih(pdf: bytes, segel: EmbeddedPdfSignature) -> bool:
    """The signature itself stands in a gap that no signature covers: nothing but the signature and zeros may be there."""
    awal, panjang, akhir, _ = (int(x) for x in segel.byte_range)
    awal += panjang
    isi = bytes(segel.pkcs7_content)
    heks = isi.hex().encode()
    if pdf[awal:akhir] not in (b"<" + heks + b">", b"<" + heks.upper() + b">"):
        return False
    return not any(isi[peek(isi) :])


# -- the key


@lru_cache(maxsize=1)
def _kunci_dan_sertifikat() -> tuple[keys.PrivateKeyInfo, x509.Certificate]:
    kunci = _muat_kunci()
    sertifikat = _muat_sertifikat(kunci)
    bentuk = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (
        keys.PrivateKeyInfo.load(kunci.private_bytes(*bentuk)),
        x509.Certificate.load(sertifikat.public_bytes(serialization.Encoding.DER)),
    )


def _muat_kunci() -> ec.EllipticCurvePrivateKey:
    berkas = Path(settings.SEGEL_KUNCI)
    if not berkas.exists():
        if settings.PRODUKSI:
            raise ImproperlyConfigured("Kunci segel tidak ditemukan. Isi SEGEL_KUNCI dengan letak berkas kuncinya.")
        _tulis_sekali(berkas, _pem_kunci(ec.generate_private_key(ec.SECP256R1())))
    sandi = os.environ.get("SEGEL_SANDI", "").encode() or None
    kunci = serialization.load_pem_private_key(berkas.read_bytes(), sandi)
    if not isinstance(kunci, ec.EllipticCurvePrivateKey):
        raise ImproperlyConfigured("Kunci segel harus EC P-256.")
    return kunci


def _muat_sertifikat(kunci: ec.EllipticCurvePrivateKey) -> cx509.Certificate:
    berkas = Path(settings.SEGEL_SERTIFIKAT)
    if not berkas.exists():
        if settings.PRODUKSI:
            raise ImproperlyConfigured("Sertifikat segel tidak ditemukan. Isi SEGEL_SERTIFIKAT dengan letak berkasnya.")
        _tulis_sekali(berkas, sertifikat_sendiri(kunci).public_bytes(serialization.Encoding.PEM))
    sertifikat = cx509.load_pem_x509_certificate(berkas.read_bytes())
    if sertifikat.public_key() != kunci.public_key():
        raise ImproperlyConfigured("Sertifikat segel bukan milik kunci segel. Periksa SEGEL_KUNCI dan SEGEL_SERTIFIKAT.")
    return sertifikat


def _pem_kunci(kunci: ec.EllipticCurvePrivateKey) -> bytes:
    bentuk = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return kunci.private_bytes(*bentuk)


def _tulis_sekali(berkas: Path, isi: bytes) -> None:
    """Whole or not at all, and only the first of several processes that start together."""
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pegangan, sementara = tempfile.mkstemp(dir=berkas.parent, prefix=f".{berkas.name}.")
    with os.fdopen(pegangan, "wb") as f:
        f.write(isi)
    with contextlib.suppress(FileExistsError):
        os.link(sementara, berkas)
    os.unlink(sementara)


def sertifikat_sendiri(kunci: ec.EllipticCurvePrivateKey) -> cx509.Certificate:
    """A self-signed certificate for ten years, for signing only."""
    nama = cx509.Name(
        [
            cx509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            cx509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.NAMA_INSTANSI),
            cx509.NameAttribute(NameOID.COMMON_NAME, settings.NAMA_PENYEGEL),
        ]
    )
    mulai = jam.sekarang()
    pakai = dict.fromkeys(_BUKAN_UNTUK, False)
    return (
        cx509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(kunci.public_key())
        .serial_number(cx509.random_serial_number())
        .not_valid_before(mulai - timedelta(days=1))
        .not_valid_after(mulai + timedelta(days=3653))
        .add_extension(cx509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(cx509.KeyUsage(digital_signature=True, content_commitment=True, **pakai), critical=True)
        .sign(kunci, hashes.SHA256())
    )


def lupakan() -> None:
    """Read the key anew: for tests that change it."""
    _kunci_dan_sertifikat.cache_clear()
    penyegel.cache_clear()
