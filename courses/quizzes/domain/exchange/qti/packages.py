"""Content packages of QTI: a zip with a list of its items, the items, and their pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.archive import is_archive, read_archive, write_archive
from courses.quizzes.domain.exchange.gathering import Gathering
from courses.quizzes.domain.exchange.parcels import (
    ExchangeRefused,
    Loss,
    Parcel,
    QuestionRefused,
    Written,
)
from courses.quizzes.domain.exchange.qti.asked import AskedItem
from courses.quizzes.domain.exchange.qti.dialects import (
    QTI_21,
    QTI_30,
    XSI,
    Dialect,
    in_dialect,
    in_our_words,
)
from courses.quizzes.domain.exchange.qti.kinds import write_item
from courses.quizzes.domain.exchange.qti.reading import read_item
from courses.quizzes.domain.exchange.qti.writing import identifier_of
from courses.quizzes.domain.exchange.tagging import tags_of_words, words_of_tags
from courses.quizzes.domain.exchange.xml import (
    add,
    children,
    descendants,
    name_of,
    read_xml,
    xml_bytes,
)
from courses.quizzes.domain.specs import QuestionSpec

MANIFEST = "imsmanifest.xml"
LOM = "http://ltsc.ieee.org/xsd/LOM"
NO_WORDS: tuple[str, ...] = ()


def write_qti21(parcel: Parcel) -> Written:
    """Return the questions as a QTI 2.1 package, and what QTI cannot keep of them."""
    return _write(parcel, QTI_21)


def write_qti30(parcel: Parcel) -> Written:
    """Return the questions as a QTI 3.0 package, and what QTI cannot keep of them."""
    return _write(parcel, QTI_30)


def read_qti(content: bytes) -> Parcel:
    """Return the questions of a QTI 2.x or 3.0 package, or of one item. Raises ExchangeRefused."""
    gathering = Gathering()
    if not is_archive(content):
        _take(gathering, "item.xml", {"item.xml": content}, NO_WORDS)
        return gathering.parcel()
    package = read_archive(content)
    for path, words in _listed(package, gathering):
        _take(gathering, path, package, words)
    return gathering.parcel()


# --- Writing --------------------------------------------------------------------------------------


def losses_of(question: QuestionSpec) -> Iterator[Loss]:
    """Yield each part of the question that comes back different from QTI."""
    ref = question.ref
    if question.kind == "ordering" and question.partial == "share":
        yield Loss(ref, "partial", _("QTI gives points only for the whole right order."))
    if question.text_key and question.text_key.typing_mistakes:
        yield Loss(ref, "text_key", _("QTI does not forgive typing mistakes."))
    if question.max_words:
        yield Loss(ref, "max_words", _("QTI has no limit of words."))
    if question.kind == "categorise" and any(option.feedback for option in question.options):
        yield Loss(ref, "options", _("What is said about single entries is left out."))


def _write(parcel: Parcel, dialect: Dialect) -> Written:
    files: dict[str, bytes] = {MANIFEST: b""}
    resources = Element("resources")
    for question in parcel.questions:
        path = f"items/{identifier_of(question)}.xml"
        item = in_dialect(write_item(question, parcel), dialect)
        item.set(f"{XSI}schemaLocation", f"{dialect.items} {dialect.items_at}")
        files[path] = xml_bytes(item, indented=False)
        _add_resource(resources, question, path, dialect)
    files |= {q.picture: parcel.files[q.picture] for q in parcel.questions if q.picture}
    files[MANIFEST] = xml_bytes(_manifest(parcel.title, resources, dialect))
    losses = tuple(loss for question in parcel.questions for loss in losses_of(question))
    return Written(write_archive(files), losses)


def _manifest(title: str, resources: Element, dialect: Dialect) -> Element:
    root = Element("manifest", identifier="MANIFEST")
    about = add(root, "metadata")
    add(about, "schema", dialect.schema)
    add(about, "schemaversion", dialect.schema_version)
    general = add(add(about, f"{{{LOM}}}lom"), f"{{{LOM}}}general")
    add(add(general, f"{{{LOM}}}title"), f"{{{LOM}}}string", title, language="id")
    add(root, "organizations")
    root.append(resources)
    for one in root.iter():
        if "}" not in str(one.tag):
            one.tag = f"{{{dialect.manifest}}}{one.tag}"
    return root


def _add_resource(resources: Element, question: QuestionSpec, path: str, dialect: Dialect) -> None:
    resource = add(
        resources,
        "resource",
        identifier=f"r_{identifier_of(question)}",
        type=dialect.item_type,
        href=path,
    )
    if words := words_of_tags(question):
        general = add(add(add(resource, "metadata"), f"{{{LOM}}}lom"), f"{{{LOM}}}general")
        for word in words:
            add(add(general, f"{{{LOM}}}keyword"), f"{{{LOM}}}string", word, language="id")
    add(resource, "file", href=path)
    if question.picture:
        add(resource, "file", href=question.picture)


# --- Reading --------------------------------------------------------------------------------------


def _listed(
    package: Mapping[str, bytes], gathering: Gathering
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each item with its keywords, in the order of the list."""
    place = next((path for path in package if path.rpartition("/")[2] == MANIFEST), None)
    if place is None:
        raise ExchangeRefused(_("The package has no imsmanifest.xml, so it is not one of QTI."))
    root = read_xml(package[place])
    gathering.name_after(_title(root))
    for resource in descendants(root, "resource"):
        kind = resource.get("type", "")
        if kind.startswith("imsqti_item"):
            keywords = tuple("".join(one.itertext()) for one in descendants(resource, "keyword"))
            yield normpath(join(dirname(place), unquote(resource.get("href", "")))), keywords
        elif kind.startswith(("imsqti_xmlv1", "imsqti_assessment_xmlv1")) or "v1p2" in kind:
            raise ExchangeRefused(
                _("This is QTI 1.2. Export it again as QTI 2.1, or as Moodle XML.")
            )


def _title(root: Element) -> str:
    for about in children(root, "metadata"):
        for title in descendants(about, "title"):
            return "".join(title.itertext())
    return ""


def _take(
    gathering: Gathering, path: str, package: Mapping[str, bytes], words: tuple[str, ...]
) -> None:
    with gathering.question(path.rpartition("/")[2]) as place:
        root = in_our_words(_root(path, package))
        item = AskedItem(root, path, package)
        tags, lesson = tags_of_words(words)
        question = replace(
            read_item(item),
            ref=gathering.names.name(root.get("label") or root.get("identifier") or "", place),
            tags=tags,
            lesson_slug=lesson,
        )
        gathering.keep(question, item.remarks, item.files)


def _root(path: str, package: Mapping[str, bytes]) -> Element:
    if path not in package:
        raise QuestionRefused(_("its file is missing in the package."))
    try:
        root = read_xml(package[path])
    except ExchangeRefused as refused:
        raise QuestionRefused(str(refused)) from refused
    if name_of(root) == "questestinterop":
        raise QuestionRefused(_("it is QTI 1.2. Export it again as QTI 2.1, or as Moodle XML."))
    if name_of(root) not in {"assessmentItem", "qti-assessment-item"}:
        raise QuestionRefused(_("it is not an item of QTI."))
    return root
