"""The containers of a lesson file (`::: cerita judul="…"`) and the blocks they stand for, both ways."""

from cms.starter.containers.blocks import block_of, text_of_block
from cms.starter.containers.container import ATTRIBUTE, CLOSING, OPENING, Container
from cms.starter.containers.forms import FORMS
from cms.starter.containers.practising import write_options

__all__ = [
    "ATTRIBUTE",
    "CLOSING",
    "FORMS",
    "OPENING",
    "Container",
    "block_of",
    "text_of_block",
    "write_options",
]
