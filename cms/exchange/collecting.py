"""Questions of a bank or a quiz, with their pictures, ready to be written; pictures put in place."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wagtail.images.models import Image

from cms.questions import stated_picture
from cms.starter.documents import FileRef
from cms.starter.values import Material
from cms.starter.values import image_of as loaded_image
from courses.quizzes.domain.exchange.parcels import Parcel, QuestionRefused
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.rulebook import questions_of
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.domain.stating import spec_of
from courses.quizzes.models import QuestionBank, QuestionVersion, QuizVersion


def parcel_of_bank(bank: QuestionBank) -> Parcel:
    """Return the questions of the bank that are in use."""
    return _parcel(bank.title, questions_of(bank))


def parcel_of_quiz(version: QuizVersion) -> Parcel:
    """Return the questions of a quiz in their order."""
    items = version.items.select_related("question__question").order_by("position")
    return _parcel(version.title, [item.question for item in items])


def place_picture(path: str, content: bytes, _words: str) -> Mapping[str, object]:
    """Put a picture among the pictures of the site; return what a question then states of it."""
    image = loaded_image(FileRef(path), Material(path, {path: content}))
    return stated_picture(image) or {"picture": "", "picture_alt": ""}


def _parcel(title: str, versions: Iterable[QuestionVersion]) -> Parcel:
    specs = [spec_of(version) for version in versions]
    numbers = {int(one.picture_source) for one in specs if one.picture_source.isdigit()}
    images = Image.objects.in_bulk(numbers)
    files: dict[str, bytes] = {}
    questions = [_with_file(spec, images, files) for spec in specs]
    return Parcel(title, tuple(questions), files=files)


def _with_file(
    spec: QuestionSpec, images: Mapping[int, Image], files: dict[str, bytes]
) -> QuestionSpec:
    """Return the question with the path of its picture in the file; without it, if it is gone."""
    source = spec.picture_source
    image = images.get(int(source)) if source.isdigit() else None
    plain = replace(spec, picture="", picture_source="", picture_size=(0, 0))
    if image is None:
        return plain
    try:
        with image.open_file() as file:
            content: bytes = file.read()
        path = kept_path(image.file.name, content)
    except (OSError, QuestionRefused):
        return plain
    files[path] = content
    return replace(plain, picture=path)
