r"""Signs that GIFT reads as notation, and how text hides them: ~ = # { } : after a backslash."""

import re

from courses.quizzes.domain.exchange.markup import without_control_signs

# While a text is taken apart, a hidden sign stands in a plane where no text has any.
HIDDEN = 0xF0000
AFTER_BACKSLASH = re.compile(r"\\([~=#{}:\\n\[\]])")
HIDDEN_SIGNS = re.compile("[\U000f0000-\U000f00ff]")


def hide(text: str) -> str:
    """Return the text with each sign after a backslash out of the way."""
    plain = HIDDEN_SIGNS.sub("", text)
    return AFTER_BACKSLASH.sub(lambda found: chr(HIDDEN + ord(found[1])), plain)


def show(text: str) -> str:
    """Return the words with their hidden signs, without space around them."""
    return show_all(text).strip()


def show_all(text: str) -> str:
    """Return the words with their hidden signs, and the space around them."""
    return HIDDEN_SIGNS.sub(_shown, text)


def escaped(text: str) -> str:
    """Return words so that none of their signs is read as notation, on one line."""
    hidden = re.sub(r"([~=#{}:\\])", r"\\\1", without_control_signs(text))
    return hidden.replace("\n", "\\n")


def _shown(found: re.Match[str]) -> str:
    sign = chr(ord(found[0]) - HIDDEN)
    return "\n" if sign == "n" else sign
