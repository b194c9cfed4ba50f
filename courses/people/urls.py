"""Sign-in, sign-up, activation, recovery and the administration of people."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import TemplateView

from courses.people.views import codes, door

# allauth's own names, of which its code makes addresses; only the pages we use.
the_door: list[URLPattern | URLResolver] = [
    path("masuk/", account.login, name="account_login"),
    path("daftar/", door.sign_up, name="account_signup"),
    path("keluar/", account.logout, name="account_logout"),
    path("masuk/tertutup/", account.account_inactive, name="account_inactive"),
    path("masuk/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/kata-sandi/", account.password_change, name="account_change_password"),
    path("masuk/lupa/", account.password_reset, name="account_reset_password"),
    path("masuk/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "masuk/lupa/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^masuk/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("masuk/kode-keamanan/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kode-keamanan/ulang/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("masuk/keamanan/", mfa.index, name="mfa_index"),
    path("masuk/keamanan/pasang/", door.set_up_second_factor, name="mfa_activate_totp"),
    path("masuk/keamanan/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "masuk/keamanan/cadangan/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "masuk/keamanan/cadangan/baru/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "masuk/keamanan/cadangan/unduh/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

people = (
    [
        path("masuk/aktivasi/", codes.activation, name="activation"),
        path(
            "masuk/bantuan/",
            TemplateView.as_view(template_name="people/forgotten.html"),
            name="forgotten",
        ),
        path("masuk/kode/", codes.recovery, name="recovery"),
        path("masuk/kata-sandi-baru/", codes.new_passphrase, name="new-passphrase"),
    ],
    "people",
)

urlpatterns: list[URLPattern | URLResolver] = [*the_door, path("", include(people))]
