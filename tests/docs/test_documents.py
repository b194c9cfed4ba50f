"""The documents keep up with the code, or these tests fail."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("literasi", "cms", "courses", "certificates")


def our_apps() -> list[str]:
    return [config.name for config in apps.get_app_configs() if config.name.split(".")[0] in OURS]


@pytest.mark.parametrize("app", our_apps())
def test_the_architecture_page_names_every_app(app: str) -> None:
    assert f"`{app}`" in (ROOT / "docs/architecture.md").read_text()


def test_the_glossary_has_a_row_for_every_model() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text()
    models = [
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS
    ]

    assert [name for name in models if f"| `{name}` |" not in glossary] == []


def test_the_operations_page_lists_every_environment_variable() -> None:
    page = (ROOT / "docs/operations.md").read_text()
    sources = [*ROOT.glob("literasi/settings/*.py")]
    read = {
        name
        for source in sources
        for name in re.findall(
            r'(?:env(?:\.\w+)?|_required)\(\s*"([A-Z][A-Z0-9_]+)"', source.read_text()
        )
    }

    assert sorted(name for name in read if f"`{name}`" not in page) == []


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text()
    records = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))

    assert [name for name in records if f"({name})" not in index] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert broken == []
