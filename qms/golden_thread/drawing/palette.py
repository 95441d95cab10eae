"""Colours and type of every drawing.

The fills are the NHS Making Data Count colours. Three of them are too pale for
a line on white paper (under 3:1), so each comes with a darker edge that carries
the contrast, and each verdict has a shape of its own: colour never speaks alone.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"

PAPER = "#ffffff"
INK = "#212b32"
LINE = "#425563"
QUIET = "#5d6c78"
RULE = "#8a98a3"
GRID = "#e4e9ed"
BAND = "#f2f5f7"


@dataclass(frozen=True, slots=True)
class Tone:
    """The three shades of one meaning: inside, outline (at least 4.5:1 on white) and background."""

    fill: str
    edge: str
    tint: str


IMPROVEMENT = Tone(fill="#00b0f0", edge="#005a8c", tint="#e3f4fc")
CONCERN = Tone(fill="#fab428", edge="#a64800", tint="#fef2dc")
NEUTRAL = Tone(fill="#7030a0", edge="#4f1f75", tint="#f1e9f7")
COMMON_CAUSE = Tone(fill="#a6a6a6", edge="#5a6670", tint="#f0f2f4")

_TONES = {"improvement": IMPROVEMENT, "concern": CONCERN, "neutral": NEUTRAL}


def tone_of(point_type: str | None) -> Tone:
    """The tone of a point type or variation such as "concern-high"; anything else is common cause."""
    return _TONES.get((point_type or "").partition("-")[0], COMMON_CAUSE)
