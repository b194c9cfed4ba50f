"""Markdown and rich text mean the same, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.starter.errors import PackageError
from cms.starter.prose import (
    EM,
    LINK,
    STRONG,
    Block,
    Span,
    _tidy,
    html_of_markdown,
    markdown_of_html,
    read_html,
    read_markdown,
    write_html,
    write_markdown,
)

words = st.text(alphabet="ab*_[]()\\<>&#-1.:`~!+=|\"' ", min_size=1, max_size=8)
dresses = st.frozensets(st.sampled_from([STRONG, EM, LINK + "/x"]), max_size=2)
rows = st.lists(st.builds(Span, words, dresses), min_size=1, max_size=4).map(_tidy).filter(bool)
kinds = st.sampled_from(["p", "h2", "h3", "ul", "ol"])


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("IKD_Resmi.apk dan *IKD.apk*.", "<p>IKD_Resmi.apk dan <i>IKD.apk</i>.</p>"),
        ("**Berhenti.** Jangan *tekan*", "<p><b>Berhenti.</b> Jangan <i>tekan</i></p>"),
        ("## Judul\n\n### Kecil", "<h2>Judul</h2><h3>Kecil</h3>"),
        ("1. satu\n2. **dua**", "<ol><li>satu</li><li><b>dua</b></li></ol>"),
        ("- [situs](https://a.go.id/x)", '<ul><li><a href="https://a.go.id/x">situs</a></li></ul>'),
        ("3 * 4 < 5 & 6", "<p>3 * 4 &lt; 5 &amp; 6</p>"),
        ("1\\. bukan daftar", "<p>1. bukan daftar</p>"),
    ],
)
def test_markdown_becomes_rich_text_and_back(markdown, html):
    assert html_of_markdown(markdown) == html
    assert markdown_of_html(html) == markdown


@given(st.lists(st.tuples(kinds, rows), min_size=1, max_size=3))
def test_rich_text_is_read_as_it_was_written(parts):
    blocks = [Block(kind, (row,)) for kind, row in parts]
    # Two lists of one kind that touch are one list to a reader of Markdown; HTML keeps them apart.
    assert read_html(write_html(blocks)) == blocks


@given(kinds, rows)
def test_no_word_is_lost_or_read_as_a_sign(kind, row):
    markdown = write_markdown([Block(kind, (row,))])
    [block] = read_markdown(markdown)
    assert block.kind == kind
    assert "".join(span.text for span in block.rows[0]) == "".join(span.text for span in row)


@given(kinds, rows)
def test_the_canonical_form_is_written_the_same_again(kind, row):
    once = write_markdown([Block(kind, (row,))])
    assert write_markdown(read_markdown(once)) == once


def test_what_the_editor_leaves_behind_is_tidied():
    html = '<p data-block-key="x1">Jaga\xa0 OTP<br/>Anda<b> </b></p><p></p><p><b>Ya</b><b>.</b></p>'
    assert markdown_of_html(html) == "Jaga OTP Anda\n\n**Ya.**"


def test_a_link_chosen_in_the_editor_becomes_an_address():
    html = '<p><a linktype="page" id="3">Pelajaran</a></p>'
    assert (
        markdown_of_html(html, lambda kind, number: f"/{kind}-{number}/") == "[Pelajaran](/page-3/)"
    )


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("# Judul", 1),
        ("satu\n\n#### kecil", 3),
        ("- a\n  - b", 2),
        ("teks\n\n[x](javascript:alert)", None),
        ("teks\n\n[x](ftp://a)", 3),
        ("[x](//evil.example)", 1),
    ],
)
def test_what_has_no_place_is_refused_with_its_line(markdown, line):
    if line is None:
        assert "javascript" in write_markdown(read_markdown(markdown))
        assert "href" not in html_of_markdown(markdown)
        return
    with pytest.raises(PackageError) as refusal:
        read_markdown(markdown, "a.md")
    assert (refusal.value.file, refusal.value.line) == ("a.md", line)
