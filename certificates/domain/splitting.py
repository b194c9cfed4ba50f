"""Share the JP of a training out over its materials, where nobody has said how."""

from collections.abc import Sequence
from dataclasses import replace

from certificates.domain.achievement import Material


def split_jp(materials: Sequence[Material], jp: int) -> tuple[Material, ...]:
    """Return the materials with whole JP that sum up to `jp`, each in proportion to its minutes.

    By largest remainder, the earlier material first among equals. Materials that state JP already,
    or of which nobody knows the minutes, stay as they are.
    """
    minutes = sum(material.minutes for material in materials)
    if not (jp and minutes) or any(material.jp for material in materials):
        return tuple(materials)
    shares = [divmod(material.minutes * jp, minutes) for material in materials]
    left = jp - sum(whole for whole, _rest in shares)
    by_rest = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    rounded_up = frozenset(by_rest[:left])
    return tuple(
        replace(material, jp=whole + (place in rounded_up))
        for place, (material, (whole, _rest)) in enumerate(zip(materials, shares, strict=True))
    )
