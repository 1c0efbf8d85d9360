"""The views of allauth that are in use, below ``/akun/``. What is not mounted here cannot be reached (no sign-up, no mail).

Names are allauth's, because its own code asks for them.
"""

from allauth.account import views as akun
from allauth.mfa.base import views as faktor
from allauth.mfa.recovery_codes import views as cadangan
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sesi
from django.urls import path

from kinerja.layanan.views.akun_saya import faktor_saya, pasang_faktor, ubah_sandi
from kinerja.plumbing.izin import cukup_masuk, terbuka

urlpatterns = [
    path("masuk/", terbuka(akun.login), name="account_login"),
    path("keluar/", terbuka(akun.logout), name="account_logout"),
    path("nonaktif/", terbuka(akun.account_inactive), name="account_inactive"),
    path("konfirmasi/", cukup_masuk(akun.reauthenticate), name="account_reauthenticate"),
    path("sandi/", ubah_sandi, name="account_change_password"),
    path("faktor/", faktor_saya, name="mfa_index"),
    path("faktor/masuk/", terbuka(faktor.authenticate), name="mfa_authenticate"),
    path("faktor/konfirmasi/", cukup_masuk(faktor.reauthenticate), name="mfa_reauthenticate"),
    path("faktor/pasang/", pasang_faktor, name="mfa_activate_totp"),
    path("faktor/lepas/", cukup_masuk(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("faktor/cadangan/", cukup_masuk(cadangan.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("faktor/cadangan/buat/", cukup_masuk(cadangan.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("faktor/cadangan/unduh/", cukup_masuk(cadangan.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("sesi/", cukup_masuk(sesi.list_usersessions), name="usersessions_list"),
]
