"""A guide file: front matter, Markdown and the containers that are read. Both ways."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from cms.blocks import GuideBlock
from cms.starter import yaml_text
from cms.starter.containers import FORMS
from cms.starter.documents import GuideDocument
from cms.starter.lessons import read_blocks, split_front_matter, write_blocks

# Nothing is done on a guide: it knows the containers of its page's blocks.
CONTAINERS = tuple(name for name, form in FORMS.items() if form.block in GuideBlock.base_blocks)


def read_guide(text: str, file: str) -> GuideDocument:
    """Return the guide that the file states. Raises PackageError."""
    reader, body, first_line = split_front_matter(text, file)
    guide = GuideDocument(
        title=reader.text("judul", longest=160),
        slug=reader.text("slug", longest=80),
        lead=reader.text("kalimat", default="", longest=300),
        source=reader.text("sumber", default="", longest=500),
        checked_on=reader.day("diperiksa"),
        blocks=tuple(read_blocks(body, file, first_line, CONTAINERS)),
    )
    reader.finish()
    if guide.slug != PurePosixPath(file).stem:
        raise reader.refuse(
            "slug",
            _("The file is called as “slug” says. Rename it to %(slug)s.md, or change “slug”.")
            % {"slug": guide.slug},
        )
    return guide


def write_guide(guide: GuideDocument) -> str:
    """Return the file of the guide in canonical form."""
    front = yaml_text.dump(
        {
            "judul": guide.title,
            "slug": guide.slug,
            "kalimat": guide.lead,
            "sumber": guide.source,
            "diperiksa": guide.checked_on,
        }
    )
    return write_blocks(front, guide.blocks)
