"""The sizes of a drawing: for a page, for a phone, and for small multiples."""

from __future__ import annotations

from dataclasses import dataclass, replace

NARROW_BELOW = 560


@dataclass(frozen=True, slots=True)
class Style:
    """Text and mark sizes in pixels, and how much is said."""

    font: float
    radius: float
    words: str  # "full": Upper limit 8.3 · "short": Upper 8.3 · "numbers": 8.3
    ticks_every: float  # pixels between horizontal grid lines, roughly; 0 for none
    key: bool
    line: float
    rule: float


PAGE = Style(font=15, radius=3.4, words="full", ticks_every=62, key=True, line=1.8, rule=1.2)
PHONE = Style(font=16, radius=3.0, words="short", ticks_every=58, key=True, line=1.6, rule=1.2)
SMALL = Style(font=12, radius=1.9, words="numbers", ticks_every=0, key=False, line=1.4, rule=1.0)
SHARED = replace(SMALL, ticks_every=44)  # small charts on one scale


def style_for(width: float) -> Style:
    """The style of a full chart `width` pixels wide."""
    return PHONE if width < NARROW_BELOW else PAGE
