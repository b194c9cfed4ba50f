"""The blocks that a learner reads."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.texts import prose_block, sentences_block


class StoryBlock(StructBlock):
    """A short story that the lesson begins with."""

    title = CharBlock(
        label=_("Title"), max_length=120, help_text=_("For example: The story of Bu Sari")
    )
    text = prose_block(
        label=_("Story"),
        help_text=_(
            "Something that could happen in a village here. Three short paragraphs are enough."
        ),
    )

    class Meta:
        label = _("Story")
        icon = "openquote"
        template = "cms/blocks/story.html"


class StepsBlock(StructBlock):
    """Numbered steps."""

    title = CharBlock(label=_("Title"), max_length=120)
    steps = sentences_block(
        label=_("Steps"), min_num=2, help_text=_("One action in each step, verb first.")
    )

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "cms/blocks/steps.html"


class PictureBlock(StructBlock):
    """A drawing or photograph, with words for those who do not see it."""

    picture = ImageChooserBlock(
        label=_("Picture"), help_text=_("At most 30 KB, drawn by us or allowed in writing.")
    )
    alt = CharBlock(
        label=_("What the picture shows"),
        max_length=400,
        help_text=_(
            "Read aloud instead of the picture, and shown while it has not loaded. Write what matters in it."
        ),
    )
    caption = CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "cms/blocks/picture.html"


class CalloutBlock(StructBlock):
    """Something not to be overlooked."""

    TONES = [
        ("peringatan", _("warning")),
        ("info", _("good to know")),
        ("bukti", _("the one proof to keep")),
    ]

    tone = ChoiceBlock(label=_("Kind"), choices=TONES, default="info")
    title = CharBlock(label=_("Title"), max_length=120, required=False)
    text = prose_block(label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "warning"
        template = "cms/blocks/callout.html"


class ServiceCardBlock(StructBlock):
    """A Kartu Layanan: the facts of a service, kept in one place for all pages."""

    card = SnippetChooserBlock(
        "cms.ServiceCard",
        label=_("Service card"),
        help_text=_(
            "Change the facts in the card, not here: every page that shows it changes with it."
        ),
    )

    class Meta:
        label = _("Service card")
        icon = "tag"
        template = "cms/blocks/service_card.html"


class RememberBlock(StructBlock):
    """Three things to remember."""

    points = sentences_block(label=_("Three things"), min_num=1, max_num=5)

    class Meta:
        label = _("Remember")
        icon = "thumbtack"
        template = "cms/blocks/remember.html"


class StuckBlock(StructBlock):
    """What to do when stuck."""

    title = CharBlock(label=_("Title"), max_length=120, default=_("If you are stuck"))
    text = prose_block(
        label=_("Text"), help_text=_("Whom to ask, what to try, and that it is no shame.")
    )

    class Meta:
        label = _("If you are stuck")
        icon = "help"
        template = "cms/blocks/stuck.html"


class FaceToFaceBlock(StructBlock):
    """The way that needs no telephone."""

    text = prose_block(
        label=_("Text"), help_text=_("Where to go and what to bring. Every lesson names this way.")
    )

    class Meta:
        label = _("Face to face")
        icon = "group"
        template = "cms/blocks/face_to_face.html"
