"""Sign-in, sign-up, activation, recovery and the administration of people."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import TemplateView

from courses.people.views import administration, codes, door, imports, places
from courses.people.views import people as people_views

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
        path("kelola/", administration.home, name="administration"),
        path("kelola/orang/", people_views.people, name="people"),
        path("kelola/orang/baru/", people_views.new_person, name="new-person"),
        path("kelola/orang/<uuid:public_id>/", people_views.person, name="person"),
        path("kelola/orang/<uuid:public_id>/ubah/", people_views.edit_person, name="edit-person"),
        path("kelola/orang/<uuid:public_id>/kode/", people_views.issue_code, name="issue-code"),
        path(
            "kelola/orang/<uuid:public_id>/tutup/", people_views.close_or_open, name="close-or-open"
        ),
        path(
            "kelola/orang/<uuid:public_id>/keamanan/",
            people_views.reset_second_factor,
            name="reset-second-factor",
        ),
        path("kelola/orang/<uuid:public_id>/peran/", people_views.give_role, name="give-role"),
        path("kelola/peran/<int:assignment>/cabut/", people_views.take_role, name="take-role"),
        path("kelola/unit/", places.units, name="units"),
        path("kelola/unit/baru/", places.new_unit, name="new-unit"),
        path("kelola/unit/<int:pk>/", places.edit_unit, name="edit-unit"),
        path("kelola/unit/<int:pk>/hapus/", places.remove_unit, name="remove-unit"),
        path("kelola/sekolah/", places.schools, name="schools"),
        path("kelola/sekolah/baru/", places.school, name="new-school"),
        path("kelola/sekolah/<slug:npsn>/", places.school, name="edit-school"),
        path("kelola/wilayah/", places.areas, name="areas"),
        path("kelola/wilayah/<str:code>/", places.edit_area, name="edit-area"),
        path("kelola/surat/", imports.letters, name="letters"),
        path("kelola/impor/lihat/<uuid:pending>/", imports.preview, name="import-preview"),
        path("kelola/impor/tulis/<uuid:pending>/", imports.confirm, name="import-confirm"),
        path("kelola/impor/<slug:kind>/", imports.upload, name="import"),
        re_path(
            r"^kelola/impor/(?P<kind>\w+)/templat\.(?P<suffix>xlsx|csv)$",
            imports.template,
            name="import-template",
        ),
    ],
    "people",
)

urlpatterns: list[URLPattern | URLResolver] = [*the_door, path("", include(people))]
