"""Writing SVG text safely: escaped, valid XML, presentation attributes only."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from qms.golden_thread.drawing.palette import FONT

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: object) -> str:
    """Escape text for element content and double-quoted attributes; characters XML forbids are dropped."""
    return escape(_NOT_XML.sub("", str(text)), quote=True)


def number(value: float) -> str:
    """A coordinate with one decimal at most, so that the same drawing always gives the same bytes."""
    rounded = f"{value:.1f}"
    rounded = rounded.removesuffix(".0")
    return "0" if rounded == "-0" else rounded


def path_data(points: list[tuple[float, float]]) -> str:
    """The `d` of an open path through pixel positions."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def text(
    x: float, y: float, words: object, *, size: float, fill: str, anchor: str = "start", weight: str = "", halo: str = ""
) -> str:
    """One line of text; `y` is its baseline in pixels. `halo` is the colour of a rim that keeps it legible over lines."""
    bold = f' font-weight="{weight}"' if weight else ""
    bold += f' stroke="{halo}" stroke-width="6" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"'
        f' text-anchor="{anchor}"{bold}>{clean(words)}</text>'
    )


def link_open(url: str, name: str) -> str:
    """The opening of a link within a drawing, named for whoever does not see what it holds, or points at it."""
    return f'<a href="{clean(url)}"><title>{clean(name)}</title>'


def open_svg(width: float, height: float, *, title: str, description: str = "", prefix: str = "", role: str = "img") -> str:
    """The opening of an accessible picture: named by `title`, explained by `description`. One that holds links has the role
    "group", as nothing within an "img" can be reached.

    With a `prefix` the title and description get ids made from it; without one (icons, sparklines, of which
    a page holds hundreds) the name is an aria-label and no id is spent.
    """
    w, h = number(width), number(height)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="{role}"'
        f' font-family="{FONT}" focusable="false"'
    )
    if not prefix:
        return f'{start} aria-label="{clean(title)}"><title>{clean(title)}</title>'
    base = clean(prefix)
    described = f'<desc id="{base}-desc">{clean(description)}</desc>' if description else ""
    names = f"{base}-title {base}-desc" if description else f"{base}-title"
    return f'{start} aria-labelledby="{names}"><title id="{base}-title">{clean(title)}</title>{described}'


_NARROW = frozenset("iljtfIr.,:;'|!()[] /-")
_BROAD = frozenset("mwMW%@–—")


@lru_cache(maxsize=4096)
def text_width(words: str, size: float) -> float:
    """Width in pixels of Arial text, estimated by classes of letters (within about 10 %)."""
    units = 0.0
    for letter in words:
        if letter in _NARROW:
            units += 0.30
        elif letter in _BROAD:
            units += 0.86
        elif letter.isupper():
            units += 0.70
        else:
            units += 0.555
    return units * size


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words in lines no wider than `width` pixels; whitespace of any kind is one space."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
