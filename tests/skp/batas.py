"""What every test that breaks a constraint or trigger needs."""

import pytest
from django.db import IntegrityError, connection

from kinerja.plumbing import jam
from skp.models import MPPH, BarisMPPH, KolomMPPH, SelMPPH


def ditolak(kendala, galat=IntegrityError):
    return pytest.raises(galat, match=kendala)


def sql(perintah, *nilai):
    with connection.cursor() as kursor:
        kursor.execute(perintah, nilai)


def matriks(isi):
    return MPPH.objects.get_or_create(skp=isi.versi.skp, defaults={"dibuat_pada": jam.sekarang()})[0]


def sel_matriks(dunia, isi, uraian="Hasil", urut=1):
    m = matriks(isi)
    kolom, _ = KolomMPPH.objects.get_or_create(mpph=m, lini_rhk=isi.lini, defaults={"urut": 1})
    baris, _ = BarisMPPH.objects.get_or_create(mpph=m, pegawai=dunia.k.kabid, defaults={"urut": 1})
    return SelMPPH.objects.create(baris=baris, kolom=kolom, urut=urut, uraian=uraian)
