"""Rich text as narrow as the package format: what cannot be exported cannot be written."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, RichTextBlock

INLINE_FEATURES = ["bold", "italic", "link"]
PROSE_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
TEXT_FEATURES = ["h2", "h3", *PROSE_FEATURES]


def sentence_block(**options: object) -> RichTextBlock:
    """Return a block for one sentence with bold, italic and links."""
    return RichTextBlock(features=INLINE_FEATURES, **options)


def prose_block(**options: object) -> RichTextBlock:
    """Return a block for paragraphs and lists."""
    return RichTextBlock(features=PROSE_FEATURES, **options)


def sentences_block(**options: object) -> ListBlock:
    """Return a block for a list of sentences."""
    return ListBlock(sentence_block(label=_("Sentence")), **options)


class TextBlock(RichTextBlock):
    """Paragraphs, lists and headings between the other blocks."""

    def __init__(self, **options: object) -> None:
        super().__init__(features=TEXT_FEATURES, **options)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        help_text = _(
            "One idea in each sentence, at most 15 words. Put a heading above every part."
        )
