"""The code that a person reads out and types."""

import re

from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.codes import LENGTH, MEANT_BY, SIGNS, new_code, possible_codes, shown_code

codes = st.text(SIGNS, min_size=LENGTH, max_size=LENGTH)
LOOKS_LIKE = {sign: [typed for typed, meant in MEANT_BY.items() if sign in meant] for sign in SIGNS}


def test_a_code_has_ten_signs_and_none_that_looks_like_another():
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{10}", new_code()) for _ in range(500))


@given(codes)
def test_a_code_is_read_as_it_is_printed(code):
    assert possible_codes(shown_code(code)) == (code,)


@given(codes, st.randoms(use_true_random=False))
def test_case_spaces_and_hyphens_do_not_matter(code, chance):
    typed = "".join(
        chance.choice((sign, sign.lower())) + chance.choice(("", " ", "-", "\t", "–"))
        for sign in code
    )

    assert possible_codes(f"  {typed}\n") == (code,)


@given(codes, st.randoms(use_true_random=False))
def test_up_to_three_signs_may_be_taken_for_what_they_look_like(code, chance):
    places = [place for place, sign in enumerate(code) if LOOKS_LIKE[sign]]
    signs = list(code)
    for place in chance.sample(places, min(3, len(places))):
        signs[place] = chance.choice(LOOKS_LIKE[signs[place]])

    assert code in possible_codes("".join(signs))


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_only_codes_that_can_exist(typed):
    found = possible_codes(typed)

    assert len(found) <= 8
    assert all(len(code) == LENGTH and set(code) <= set(SIGNS) for code in found)


def test_what_cannot_be_a_code_gives_none():
    typed = ["", "ABC", "2345678923X", "23456789A!", "OOOO345678", "😀" * 10, "' OR 1=1 --"]

    assert [possible_codes(text) for text in typed] == [()] * len(typed)
