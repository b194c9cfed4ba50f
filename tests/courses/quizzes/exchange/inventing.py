"""Questions of every kind, invented; each is as a reader would return it."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from courses.quizzes.domain.exchange.markup import clean_html, html_of_text, lines_of, one_line
from courses.quizzes.domain.exchange.parcels import letter
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.specs import (
    AreaSpec,
    BlankSpec,
    GroupSpec,
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    RubricRow,
    TextKey,
)

SIGNS = "abZé 1ß<>&\"'{}[]~=#:\\%*-–$@/→\n\u00a0😀"
words = (
    st.text(SIGNS, min_size=1, max_size=20)
    .map(lambda text: one_line(text.replace("[[", "[").replace("->", "-")))
    .filter(bool)
)
paragraphs = st.text(SIGNS, max_size=40).map(lines_of)
html = st.lists(words, min_size=1, max_size=3).map(
    lambda lines: clean_html(
        html_of_text("\n\n".join(lines)) + "<ul><li><strong>a</strong> b</li></ul>"
    )
)


def several(strategy, fewest, most=5):
    return st.lists(strategy, min_size=fewest, max_size=most, unique=True)


def a_picture(width=300, height=200):
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


PICTURE = a_picture()
PATH = kept_path("denah.png", PICTURE)


@st.composite
def options(draw, *, right):
    texts = draw(several(words, 2))
    feedback = [draw(paragraphs) for _text in texts]
    return tuple(
        OptionSpec(letter(place), text, place in right(len(texts)), feedback[place])
        for place, text in enumerate(texts)
    )


@st.composite
def singles(draw):
    return {"options": draw(options(right=lambda _count: {0}))}


@st.composite
def severals(draw):
    return {
        "options": draw(options(right=lambda count: set(range(count - 1)))),
        "partial": draw(st.sampled_from(["none", "share"])),
    }


@st.composite
def true_falses(draw):
    is_true = draw(st.booleans())
    return {
        "options": (
            OptionSpec("true", "", is_true, draw(paragraphs)),
            OptionSpec("false", "", not is_true, draw(paragraphs)),
        )
    }


@st.composite
def orderings(draw):
    texts = draw(several(words, 2))
    return {
        "options": tuple(OptionSpec(letter(place), text) for place, text in enumerate(texts)),
        "partial": draw(st.sampled_from(["none", "share"])),
    }


numbers = st.decimals(-1000, 1000, allow_nan=False, places=2)


@st.composite
def numerics(draw):
    values = draw(several(numbers, 1, 2))
    tolerance = abs(draw(numbers))
    if draw(st.booleans()):
        return {"numeric": tuple(NumericKey(value, tolerance) for value in values)}
    times = draw(st.sampled_from([Decimal(1000), Decimal("0.5")]))
    return {
        "numeric": (
            *(NumericKey(value, tolerance, "GB") for value in values),
            *(NumericKey(value * times, tolerance * times, "MB") for value in values),
        )
    }


@st.composite
def shorts(draw):
    return {
        "text_key": TextKey(
            tuple(draw(several(words, 1, 3))), draw(st.booleans()), draw(st.integers(0, 2))
        )
    }


@st.composite
def matchings(draw):
    lefts, rights = draw(several(words, 2)), draw(several(words, 7, 7))
    pairs = [
        PairSpec(letter(place), left, right)
        for place, (left, right) in enumerate(zip(lefts, rights, strict=False))
    ]
    if draw(st.booleans()):
        pairs.append(PairSpec(letter(len(pairs)), "", rights[len(pairs)]))
    return {"pairs": tuple(pairs), "partial": draw(st.sampled_from(["none", "share"]))}


@st.composite
def categories(draw):
    titles, texts = draw(several(words, 2, 3)), draw(several(words, 3))
    return {
        "groups": tuple(GroupSpec(letter(n), title) for n, title in enumerate(titles)),
        "options": tuple(
            OptionSpec(letter(n), text, group=letter(n % 2)) for n, text in enumerate(texts)
        ),
        "partial": draw(st.sampled_from(["none", "share"])),
    }


@st.composite
def blanks(draw):
    typed = [
        BlankSpec("", tuple(draw(several(words.filter(lambda text: text != "*"), 1, 3))))
        for _gap in range(draw(st.integers(0, 2)))
    ]
    choices = draw(several(words, 2, 4))
    gaps = [*typed, BlankSpec("", (choices[0],), tuple(choices))]
    named = tuple(replace(gap, id=str(place)) for place, gap in enumerate(gaps, start=1))
    text = " dan ".join(f"{draw(words)} [[{gap.id}]]" for gap in named)
    return {
        "blanks": named,
        "blank_text": clean_html(html_of_text(text)),
        "partial": draw(st.sampled_from(["none", "share"])),
    }


@st.composite
def hotspots(draw):
    x, y, radius = (draw(st.integers(10, 1000)) for _number in range(3))
    return {
        "picture": PATH,
        "picture_alt": draw(words),
        "areas": (
            AreaSpec("a", "circle", (x, y, radius), draw(words), correct=True),
            AreaSpec("b", "rect", (0, y // 2, x, y), draw(words), correct=draw(st.booleans())),
            AreaSpec("c", "polygon", (0, 0, x, y, 5, 999), draw(words), correct=False),
        ),
    }


@st.composite
def essays(draw):
    rows = draw(several(words, 1, 3))
    return {
        "rubric": tuple(
            RubricRow(f"r{n}", title, ((0, draw(words)), (3, draw(words))))
            for n, title in enumerate(rows, start=1)
        ),
        "max_words": draw(st.none() | st.integers(1, 500)),
        "partial": "share",
    }


KINDS = {
    "single": singles(),
    "several": severals(),
    "true_false": true_falses(),
    "ordering": orderings(),
    "numeric": numerics(),
    "short": shorts(),
    "matching": matchings(),
    "categorise": categories(),
    "blanks": blanks(),
    "hotspot": hotspots(),
    "essay": essays(),
}


@st.composite
def questions(draw, kind):
    facts = {
        "text_html": draw(html),
        "feedback": draw(paragraphs),
        "reason": draw(paragraphs),
        "tags": draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "domain": st.integers(1, 5),
                    "bloom": st.sampled_from(["ingat", "terapkan"]),
                    "competency": words,
                },
            )
        ),
        "lesson_slug": draw(st.sampled_from(["", "otp-dan-pin"])),
    }
    if draw(st.booleans()):
        facts |= {"picture": PATH, "picture_alt": draw(words)}
    return QuestionSpec(ref="W6-01", kind=kind, **(facts | draw(KINDS[kind])))
