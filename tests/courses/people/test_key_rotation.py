"""Field keys rotate without SECRET_KEY, and nothing is lost on the way."""

from io import StringIO

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command

from courses.people.domain.access_codes import find_activation, issue_activation_code
from courses.people.domain.accounts import owner_of_number
from courses.people.domain.second_factor import give_second_factor
from courses.people.models import CivilServantProfile

OLD = settings.FIELD_ENCRYPTION_KEYS
NEW = ["another-field-key-" + "z" * 40]
NIP = "198003122005011004"


def test_after_the_rotation_the_old_key_can_go(servant, settings):
    give_second_factor(servant, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    settings.FIELD_ENCRYPTION_KEYS = NEW + OLD
    assert owner_of_number(NIP) == servant
    call_command("rotate_field_keys", stdout=StringIO())
    settings.FIELD_ENCRYPTION_KEYS = NEW
    assert CivilServantProfile.objects.get().number == NIP
    assert owner_of_number(NIP) == servant
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    assert len(codes.get_unused_codes()) == 10


def test_letters_on_their_way_work_as_long_as_the_old_key_is_listed(servant, admin, settings):
    code = issue_activation_code(servant, by=admin)
    settings.FIELD_ENCRYPTION_KEYS = NEW + OLD
    call_command("rotate_field_keys", stdout=StringIO())
    assert find_activation(code, NIP).person == servant
