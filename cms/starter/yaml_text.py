"""YAML with line numbers when read, and in one canonical form when written."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from cms.starter.errors import PackageError

Path = tuple[str | int, ...]


def load(text: str, file: str, first_line: int) -> tuple[Any, dict[Path, int]]:
    """Return the data of the text, and the line of each part of it by its path. Raises PackageError."""
    lines: dict[Path, int] = {}
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        return (_built(loader, node, (), lines, file, first_line) if node else None), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackageError(
            file,
            first_line + (mark.line if mark else 0),
            _(
                "This part cannot be read. Put texts with a colon or a # in quotes, and indent with spaces."
            ),
        ) from error


def _built(
    loader: yaml.SafeLoader,
    node: yaml.Node,
    path: Path,
    lines: dict[Path, int],
    file: str,
    first_line: int,
) -> Any:  # noqa: ANN401 - YAML holds anything; the reader above it checks each part
    lines[path] = first_line + node.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        return [
            _built(loader, part, (*path, place), lines, file, first_line)
            for place, part in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    mapping = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in mapping:
            line = first_line + key_node.start_mark.line
            raise PackageError(
                file, line, _("“%(key)s” stands here twice. Keep one.") % {"key": key}
            )
        mapping[key] = _built(loader, value_node, (*path, key), lines, file, first_line)
    return mapping


class _Dumper(yaml.SafeDumper):
    """Writes nothing for nothing, and texts of several lines as blocks."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_nothing(dumper: yaml.SafeDumper, _nothing: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(type(None), _write_nothing)
_Dumper.add_representer(str, _write_text)


def dump(data: dict[str, Any]) -> str:
    """Return the canonical form: keys in the order given, a line for each text."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf"))
