"""From a container to the block that it stands for, and back."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from cms.starter.containers.container import CLOSING, Container
from cms.starter.containers.forms import FORMS
from cms.starter.documents import BlockValue


def block_of(container: Container, known: Collection[str]) -> BlockValue:
    """Return the block that the container, one of the known, stands for. Raises PackageError."""
    if container.name not in known:
        raise container.refuse(
            _("“::: %(name)s” is unknown. Known are: %(known)s.")
            % {"name": container.name, "known": ", ".join(known)}
        )
    form = FORMS[container.name]
    for name in container.attributes:
        if name not in form.attributes:
            raise container.refuse(
                _("“::: %(container)s” has no %(name)s. Remove it, or check the spelling.")
                % {"container": container.name, "name": name}
            )
    return form.block, form.read(container)


def text_of_block(block: BlockValue) -> str:
    """Return the container of a block in canonical form, without a newline at the end."""
    name, value = block
    container_name, form = next((key, form) for key, form in FORMS.items() if form.block == name)
    attributes, body = form.write(value)
    shown = "".join(f' {key}="{_quoted(text)}"' for key, text in attributes.items())
    return f"::: {container_name}{shown}\n{body}{CLOSING}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
