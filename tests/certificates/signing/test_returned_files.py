"""What comes back from elsewhere is kept only when it is what we gave away, signed."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic

from certificates.domain.rendering import render_pdf
from certificates.domain.signing.appending import ArchivalUpdate
from certificates.domain.signing.checking import check_signed
from certificates.domain.signing.interface import SigningError
from certificates.domain.signing.key import open_key
from certificates.domain.signing.own_key import OwnKeySigner
from tests.certificates.signing.papers import signed_by
from tests.certificates.signing_world import a_world
from tests.certificates.test_papers import a_certificate


def test_an_update_that_shows_another_page_is_never_kept_however_well_it_is_signed(paper):
    update = ArchivalUpdate(BytesIO(paper))
    page = update.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = update.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
    update.update_container(page)
    swapped = BytesIO()
    update.write(swapped)
    assert swapped.getvalue().startswith(paper)
    signed = signed_by(a_world().plain(), swapped.getvalue())

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed)


def test_something_laid_over_the_page_is_never_kept(paper):
    update = ArchivalUpdate(BytesIO(paper))
    page = update.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("Lulus dengan pujian"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (9, 9, 99, 99))
            ),
        }
    )
    page["/Annots"] = generic.ArrayObject([update.add_object(note)])
    update.update_container(page)
    covered = BytesIO()
    update.write(covered)

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed_by(a_world().plain(), covered.getvalue()))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (
            lambda signed: signed[: len(signed) // 2],
            "cannot be read|without a new signature|covers?",
        ),
        (lambda signed: b"not a pdf", "cannot be read"),
    ],
)
def test_a_truncated_file_is_never_kept(paper, own_key, broken, says):
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), paper)

    with pytest.raises(SigningError, match=says):
        check_signed(paper, broken(signed))


def test_the_paper_of_somebody_else_is_never_kept(paper, own_key):
    other = render_pdf(a_certificate(holder_name="Orang Lain"))
    signed = signed_by(OwnKeySigner(open_key(own_key.key_file, "rahasia")), other)

    with pytest.raises(SigningError, match="not those that were sent"):
        check_signed(paper, signed)


def test_a_file_without_a_new_signature_is_never_kept(paper):
    with pytest.raises(SigningError, match="without a new signature"):
        check_signed(paper, paper)
