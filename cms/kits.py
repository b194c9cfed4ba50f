"""A kit's page and the kit that workshops use: the same values, both ways."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.models.kit import KitPage
from courses.workshops.domain.kits import (
    KitSpec,
    Part,
    Purchase,
    RunStep,
    Screen,
    Sheet,
    publish_kit,
    withdraw_kit,
)


def kit_spec_of(page: KitPage) -> KitSpec:
    """Return what the page states."""
    return KitSpec(
        code=page.code,
        title=page.title,
        summary=page.summary,
        minutes=page.minutes,
        for_whom=page.for_whom,
        courses=tuple(page.courses.replace(",", " ").split()),
        goals=_lines(page.goals),
        prepare=_lines(page.prepare),
        run=tuple(_step(block.value) for block in page.run),
        screens=tuple(
            Screen(block.value["title"], _texts(block.value["lines"]), block.value["note"] or "")
            for block in page.screens
        ),
        handout=tuple(_part(block.value) for block in page.handout),
        poster=_lines(page.poster),
        sheets=tuple(
            Sheet(block.value["title"], tuple(_part(part) for part in block.value["parts"]))
            for block in page.sheets
        ),
        unplugged=_lines(page.unplugged),
        shopping=tuple(_purchase(block.value) for block in page.shopping),
        announcement=page.announcement,
        whatsapp=page.whatsapp,
    )


def fill_kit_page(page: KitPage, spec: KitSpec) -> None:
    """Give the page what the kit states; the caller saves it."""
    content = spec.content()
    for name in ("code", "title", "summary", "minutes"):
        setattr(page, name, getattr(spec, name))
    for name in ("for_whom", "announcement", "whatsapp"):
        setattr(page, name, content[name])
    for name in ("goals", "prepare", "poster", "unplugged"):
        setattr(page, name, "\n".join(content[name]))
    page.courses = " ".join(spec.courses)
    page.run = _stream("step", content["run"])
    page.screens = _stream("screen", content["screens"])
    page.handout = _stream("part", content["handout"])
    page.sheets = _stream("sheet", content["sheets"])
    page.shopping = _stream("purchase", content["shopping"])


def bring_kit_up_to_date(sender: type[Page], instance: Page, **rest: Any) -> None:
    """Publish or withdraw the kit of this page, once the change is certain."""
    specific = instance.specific
    if not isinstance(specific, KitPage):
        return
    page, key = specific, specific.pk

    def follow() -> None:
        live = KitPage.objects.live().filter(pk=key).first()
        if live:
            publish_kit(kit_spec_of(live))
        else:
            withdraw_kit(page.code)

    transaction.on_commit(follow)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _texts(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - a list of Wagtail's own
    return tuple(str(value) for value in values)


def _step(value: Any) -> RunStep:  # noqa: ANN401 - a value of Wagtail's own
    return RunStep(
        value["minute"],
        value["title"],
        value["trainer"],
        value["people"] or "",
        value["material"] or "",
    )


def _part(value: Any) -> Part:  # noqa: ANN401 - a value of Wagtail's own
    return Part(value["title"], value["kind"], _texts(value["lines"]))


def _purchase(value: Any) -> Purchase:  # noqa: ANN401 - a value of Wagtail's own
    return Purchase(value["what"], value["amount"], value["price"] or "", value["free_way"] or "")


def _stream(kind: str, values: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, value) for value in values]
