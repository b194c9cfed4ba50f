"""What each finding says to an editor: what is the matter, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.domain.archives import Finding, Verdict

SENTENCES: Mapping[str, Promise] = {
    # The archive
    "empty-file": _("The file is empty. Save it again where it was made, and send it once more."),
    "unreadable-file": _("The file cannot be opened. Check its place and its name."),
    "not-a-zip": _(
        "This is no package: a package is a ZIP file. Export it again as .h5p or as a SCORM ZIP."
    ),
    "split-archive": _("The package is one part of several. Pack it again as one file."),
    "damaged-archive": _("The package is damaged. Fetch it again from where it was made."),
    "archive-too-large": _(
        "The package has %(size)s; at most %(limit)s. Make its films and pictures smaller."
    ),
    "too-many-entries": _(
        "The package states %(count)d files; at most %(limit)d. Take out what does not belong to it."
    ),
    "too-large-unpacked": _(
        "Unpacked, the package has more than %(limit)s. Make its films and pictures smaller."
    ),
    "file-too-large": _("This file has %(size)s; at most %(limit)s. Make it smaller."),
    "compression-bomb": _(
        "This file unpacks to more than %(ratio)d times its size. Real files never do; the package was made to do harm."
    ),
    "control-character-in-name": _(
        "The name of this file has characters that cannot be seen. Give it another name."
    ),
    "backslash-in-name": _(
        "The name of this file has a backslash. Pack the package again with a program that writes “/”."
    ),
    "absolute-path": _(
        "The name of this file begins at the root of a disk. Pack the package again from its own folder."
    ),
    "path-traversal": _(
        "The name of this file leads out of the package. Pack the package again from its own folder."
    ),
    "odd-path": _(
        "The name of this file has an empty part or a single dot. Pack the package again."
    ),
    "name-too-long": _("The name of this file is too long. Shorten it."),
    "encrypted": _("This file is locked with a password. Pack the package again without one."),
    "unknown-compression": _(
        "This file is packed in a way that H5P and SCORM do not know. Pack it again as an ordinary ZIP."
    ),
    "symbolic-link": _(
        "This is a link to another file and not a file. Put the file itself in its place."
    ),
    "special-file": _("This is neither a file nor a folder. Take it out of the package."),
    "duplicate-name": _("Two different files have this name. Take one of them out."),
    "same-file-twice": _("This file is in the package twice. One copy was taken."),
    "left-behind": _(
        "This file was left by a computer's system. It is not needed and was left out."
    ),
    "wrong-checksum": _(
        "This file was damaged on its way. Fetch the package again from where it was made."
    ),
    "damaged-file": _(
        "This file cannot be unpacked. Fetch the package again from where it was made."
    ),
    "unknown-kind": _(
        "Neither h5p.json (H5P) nor imsmanifest.xml (SCORM) is in it. Export it again from the "
        "program it was made with."
    ),
    "wrapped-in-folder": _(
        "Everything lies in the folder “%(folder)s”. Pack what is inside the folder, not the folder."
    ),
    "aicc": _(
        "This is an AICC course, which is not played here. Export it as SCORM 1.2 from the program it was made with."
    ),
    "kind-not-played": _(
        "This is a %(kind)s package. This site does not play that kind yet; H5P it does."
    ),
    # SCORM
    "scorm-manifest-broken": _(
        "imsmanifest.xml cannot be read (%(why)s). Export the package again as SCORM 1.2."
    ),
    "scorm-manifest-hostile": _(
        "imsmanifest.xml defines entities, which a real one never does; the package was made to do harm."
    ),
    "scorm-nothing-to-open": _(
        "imsmanifest.xml names nothing that could be opened. Export the package again as SCORM 1.2."
    ),
    "scorm-organization-empty": _(
        "imsmanifest.xml lists no parts, so the first page it names is opened."
    ),
    "scorm-too-many-units": _(
        "The package has %(count)d parts; at most %(limit)d. Split it into several packages."
    ),
    "scorm-units": _("The package has %(count)d parts; learners open one after the other."),
    "scorm-unit-missing": _(
        "The part “%(unit)s” should open this file, which is not in the package. Export it again."
    ),
    "scorm-unit-elsewhere": _(
        "The part “%(unit)s” opens a page of another site (%(address)s), which is not loaded here. "
        "Put it into the package."
    ),
    "scorm-needs-content-origin": _(
        "SCORM packages run programs of their own. They are off here until this site has a second address for them: "
        "ask the administrator to set CONTENT_ORIGIN (docs/operations.md)."
    ),
    "other-kind-of-package": _(
        "This file is of another kind than the package it should replace. Take it in as a new package."
    ),
    # Texts
    "not-utf8": _("This file is not written in UTF-8. Save it again in UTF-8."),
    "invalid-json": _(
        "This file cannot be read as JSON (line %(line)d). Export the package again."
    ),
    "invalid-number": _(
        "This file holds a number that JSON does not know. Export the package again."
    ),
    "json-too-deep": _("This file is nested too deeply. Export the package again."),
    "not-an-object": _("This file must hold one object in { }. Export the package again."),
    "not-a-list": _("This file must hold a list in [ ]. Export the package again."),
    "h5p-json-missing": _(
        "h5p.json is missing: without it nobody knows what this package is. Export it again as .h5p."
    ),
    "content-json-missing": _(
        "content/content.json is missing: the package has no content. Export it again as .h5p."
    ),
    "odd-case": _(
        "The name of this file has capital letters. It was read all the same; other sites may refuse it."
    ),
    "property-missing": _(
        "“%(property)s” is missing here. Export the package again, or ask who made it."
    ),
    "property-invalid": _(
        "“%(property)s” is not as H5P states it. Export the package again, or ask who made it."
    ),
    # Files
    "file-type-not-allowed": _(
        "Files of the kind “%(extension)s” do not belong into an H5P package. Take it out."
    ),
    "not-what-it-says": _("Inside, this file is no “%(extension)s”. Replace it with a real one."),
    "other-extension": _(
        "Inside, this file is of another kind than “%(extension)s”. It is shown all the same."
    ),
    "file-ignored": _("This file belongs to nothing and was left out."),
    "folder-ignored": _("This folder holds no library.json and was left out."),
    # Libraries
    "library-json-missing": _("library.json is missing in this library. Export the package again."),
    "folder-name-differs": _(
        "The folder should be called “%(expected)s”, as its library.json says. Export the package again."
    ),
    "library-file-missing": _(
        "The library “%(library)s” names this file and does not bring it. Export the package again."
    ),
    "library-twice": _(
        "The library “%(library)s” is in the package twice, also as “%(other)s”. The newer one was taken."
    ),
    "core-too-old": _(
        "This library asks for H5P %(asked)s; the player here is %(ours)s. Use an older version of the content type."
    ),
    "missing-library": _(
        "The library “%(library)s” is missing here. Send a package that brings it, or ask an "
        "administrator to install it."
    ),
    "library-not-permitted": _(
        "The package brings “%(library)s”, which is not installed here. Ask an administrator to "
        "send this package: only they may install libraries."
    ),
    "library-kept": _(
        "“%(library)s” is installed here in a newer version (%(installed)s). The installed one stays."
    ),
    "library-differs": _(
        "“%(library)s” is installed here with other contents under the same version number. The "
        "installed one stays; check that the package still plays."
    ),
    "library-upgraded": _(
        "“%(library)s” replaces the older %(installed)s. Everything that uses it plays on the newer one."
    ),
    "library-installed": _("“%(library)s” was installed."),
    "other-version-used": _(
        "The content names “%(wanted)s”; “%(used)s” plays it here. Check that it works."
    ),
    "main-library-not-listed": _(
        "h5p.json does not say which version of “%(library)s” it needs. Export the package again, or ask who made it."
    ),
    "not-runnable": _("“%(library)s” does not play by itself. Export the whole activity."),
    "libraries-not-used": _(
        "%(count)d libraries of the package are not needed to play it: %(libraries)s."
    ),
    "editor-library-missing": _(
        "“%(library)s” is only needed for editing elsewhere; it plays without it."
    ),
    "editor-libraries-ignored": _(
        "Libraries that are only for editing were left out: %(libraries)s."
    ),
    # Content
    "external-media": _(
        "It shows something from another site, which is not loaded here: %(address)s. Put the file into the package."
    ),
    "media-missing": _(
        "The content names this file and does not bring it. It will be missing when playing."
    ),
    "content-not-an-object": _("The content cannot be matched with its form."),
    "content-wrong-type": _(
        "At “%(place)s” the content is of another kind than its form asks for. Check that it plays."
    ),
    "content-part-missing": _(
        "At “%(place)s” the content lacks a part that its form asks for. Check that it plays."
    ),
    "sub-content-not-allowed": _(
        "At “%(place)s” stands “%(value)s”, which its form does not offer there. Check that it plays."
    ),
    # Scripts
    "needs-eval": _(
        "“%(library)s” makes program code out of text. It plays in a frame that allows this, "
        "apart from everything else."
    ),
    "remote-script": _(
        "It wants to load a program from %(host)s, which is not loaded here. Parts of it will not work."
    ),
    "cannot-resume": _("“%(library)s” does not save how far one is. Who comes back starts again."),
    "gives-no-score": _(
        "“%(library)s” gives no points. Choose “has got to the end” or “has opened it” as the rule for done."
    ),
}

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.ACCEPTED: _("Accepted. It can be put into lessons."),
    Verdict.WITH_WARNINGS: _(
        "Accepted, with warnings. Play it once before you put it into a lesson."
    ),
    Verdict.NEEDS_LIBRARY: _("Not taken yet: a library is missing."),
    Verdict.REFUSED: _("Refused. Nothing was changed."),
}

MEGABYTE = 1024 * 1024
SIZES = ("size", "limit")


def sentence_of(finding: Finding) -> str:
    """Return the sentence of a finding, in the language now spoken."""
    values = {
        name: _size(value) if name in SIZES and finding.code != "too-many-entries" else value
        for name, value in finding.values.items()
    }
    return str(SENTENCES[finding.code]) % values


def told(finding: Finding) -> dict[str, Any]:
    """Return the finding as reports and the command write it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "message": sentence_of(finding),
    }


def _size(value: object) -> str:
    if not isinstance(value, int):
        return str(value)
    if value < MEGABYTE:
        return f"{max(1, round(value / 1024))} KB"
    return f"{round(value / MEGABYTE)} MB"
