"""Messages are found in Python and templates, keep their translations, and none is forgotten."""

import gettext
from textwrap import dedent

import pytest

from literasi import translating


@pytest.fixture
def project(tmp_path):
    """A small project; a test adds its files with write(path, text)."""

    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip())

    tmp_path.joinpath("locale", "id", "parts").mkdir(parents=True)
    write.base = tmp_path
    return write


def problems(project):
    _catalogs, report = translating.translate_project(project.base)
    return list(report.lines())


def in_indonesian(project):
    """Write and compile the catalogues, and return what Django would read."""
    catalogs, _report = translating.translate_project(project.base)
    for language, catalog in catalogs.items():
        translating.write_catalog(catalog, language, project.base)
        translating.compile_catalog(language, project.base)
    return gettext.translation("django", project.base / "locale", ["id"])


def test_messages_are_found_in_code_and_in_templates(project):
    project(
        "cms/views.py",
        """
        from django.utils.translation import gettext as _, ngettext, pgettext
        a = _("Hello %(name)s, "
              "welcome")
        b = ngettext("%(n)d lesson", "%(n)d lessons", 3)
        c = pgettext("verb", "Open")
        d = "not for people"
        """,
    )
    project(
        "templates/page.html",
        """
        {% load i18n %}
            <p>it's "{% translate "Read on" %}"</p>
          {% blocktranslate count n=all|length trimmed %}
             One item of {{ name }}
          {% plural %}
             {{ n }} items of {{ name }}
          {% endblocktranslate %}
           {{ _("A constant") }} {% include "x.html" with label=_("An argument") %}
        """,
    )

    found = {message.id for message in translating.find_messages(project.base) if message.id}

    assert found == {
        "Hello %(name)s, welcome",
        ("%(n)d lesson", "%(n)d lessons"),
        "Open",
        "Read on",
        ("One item of %(name)s", "%(n)s items of %(name)s"),
        "A constant",
        "An argument",
    }


def test_a_fragment_is_merged_compiled_and_read(project):
    project(
        "cms/views.py", 'ngettext("%(n)d lesson", "%(n)d lessons", n); pgettext("verb", "Open")\n'
    )
    project(
        "locale/id/parts/cms.po",
        """
        msgid "%(n)d lesson"
        msgid_plural "%(n)d lessons"
        msgstr[0] "%(n)d pelajaran"

        msgctxt "verb"
        msgid "Open"
        msgstr "Buka"
        """,
    )

    indonesian = in_indonesian(project)

    assert problems(project) == []
    assert indonesian.ngettext("%(n)d lesson", "%(n)d lessons", 3) == "%(n)d pelajaran"
    assert indonesian.pgettext("verb", "Open") == "Buka"


def test_english_is_the_message_itself_in_both_numbers(project):
    project("cms/views.py", 'ngettext("%(n)d lesson", "%(n)d lessons", n)\n')
    in_indonesian(project)

    english = gettext.translation("django", project.base / "locale", ["en"])

    assert [english.ngettext("%(n)d lesson", "%(n)d lessons", n) for n in (1, 3)] == [
        "%(n)d lesson",
        "%(n)d lessons",
    ]


def test_a_second_run_writes_the_same_bytes(project):
    project("cms/views.py", '_("Beta"); _("Alpha"); ngettext("%(n)d lesson", "%(n)d lessons", n)\n')
    in_indonesian(project)

    catalogs, _report = translating.translate_project(project.base)

    assert [
        translating.write_catalog(catalogs[code], code, project.base) for code in ("id", "en")
    ] == [False, False]


def test_a_translation_survives_when_its_fragment_is_gone(project):
    project("cms/views.py", '_("Open")\n')
    project("locale/id/parts/cms.po", 'msgid "Open"\nmsgstr "Buka"\n')
    in_indonesian(project)
    (project.base / "locale/id/parts/cms.po").unlink()

    assert in_indonesian(project).gettext("Open") == "Buka"


def test_what_is_missing_obsolete_or_does_not_fit_is_listed(project):
    project("cms/views.py", '_("New"); _("Hello %(name)s"); _("{count} people")\n')
    project(
        "locale/id/parts/a.po",
        """
        msgid "Hello %(name)s"
        msgstr "Halo %(nama)s"

        #, fuzzy
        msgid "{count} people"
        msgstr "{count} orang"

        msgid "Old"
        msgstr "Lama"
        """,
    )
    project("locale/id/parts/b.po", 'msgid "Old"\nmsgstr "Usang"\n')

    assert problems(project) == [
        "no translation: New",
        "marked as fuzzy: {count} people",
        "no longer used: Old",
        "placeholders differ: Hello %(name)s",
        "two fragments disagree: Old",
    ]


WAGTAIL = "locale/wagtail/id/LC_MESSAGES"


def test_what_we_say_for_a_package_is_compiled_and_never_mixed_with_ours(project):
    project("cms/views.py", '_("Open")\n')
    project("locale/id/parts/cms.po", 'msgid "Open"\nmsgstr "Buka"\n')
    project(f"{WAGTAIL}/django.po", 'msgid "Publish"\nmsgstr "Terbitkan"\n')
    project(f"{WAGTAIL}/djangojs.po", 'msgid "Reply"\nmsgstr "Balas"\n')

    ours = in_indonesian(project)
    translating.compile_for_packages(project.base)
    theirs = [
        gettext.translation(domain, project.base / "locale/wagtail", ["id_ID"])
        for domain in ("django", "djangojs")
    ]

    assert problems(project) == []
    assert [ours.gettext(word) for word in ("Open", "Publish")] == ["Buka", "Publish"]
    assert theirs[0].gettext("Publish") == "Terbitkan"
    assert theirs[1].gettext("Reply") == "Balas"


def test_what_does_not_fit_in_what_we_say_for_a_package_is_listed(project):
    project(
        f"{WAGTAIL}/django.po",
        """
        msgid "%(n)s page"
        msgid_plural "%(n)s pages"
        msgstr[0] "%(m)s halaman"

        msgid "Empty"
        msgstr ""

        #, fuzzy
        msgid "Unsure"
        msgstr "Ragu"
        """,
    )

    assert problems(project) == [
        "no translation: Empty",
        "marked as fuzzy: Unsure",
        "placeholders differ: %(n)s page",
    ]


@pytest.mark.parametrize(
    ("to_a_citizen", "to_a_pupil"),
    [
        ("Anda sudah selesai.", "Kamu sudah selesai."),
        (
            "Nama Anda tidak dipakai. Anda bisa keluar.",
            "Nama kamu tidak dipakai. Kamu bisa keluar.",
        ),
        ("Andaikan hujan", "Andaikan hujan"),
    ],
)
def test_pupils_are_spoken_to_as_kamu(to_a_citizen, to_a_pupil):
    assert translating.to_a_pupil(to_a_citizen) == to_a_pupil


def test_the_pupils_indonesian_says_kamu_and_goes_on_to_the_rest(project):
    project("courses/one.py", '_("Your name is safe.")\n_("Done")\n')
    project(
        "locale/id/parts/one.po",
        """
        msgid "Your name is safe."
        msgstr "Nama Anda aman."

        msgid "Done"
        msgstr "Selesai"
        """,
    )
    in_indonesian(project)

    translating.compile_for_pupils(project.base)

    pupils = gettext.translation("django", project.base / "locale", ["id_X-kamu"])
    assert (pupils.gettext("Your name is safe."), pupils.gettext("Done")) == (
        "Nama kamu aman.",
        "Selesai",
    )
