"""The small pictures for verdicts, drawn for 24 to 40 pixels and for greyscale print.

Variation is a rounded tile, assurance a disc, so that the two families differ at a glance. What is good is
filled, what is not is open: improvement and "passes" are solid, concern carries an eye, "fails" is a ring.
"""

from __future__ import annotations

from qms.golden_thread.drawing.marks import diamond, is_special, triangle
from qms.golden_thread.drawing.markup import number, open_svg
from qms.golden_thread.drawing.palette import COMMON_CAUSE, CONCERN, IMPROVEMENT, PAPER, tone_of
from qms.golden_thread.drawing.words import ASSURANCE_WORDS, PATTERN, VARIATION_WORDS, is_high, mark_words

__all__ = ["ASSURANCE_WORDS", "VARIATION_WORDS", "assurance_icon", "variation_icon"]


def variation_icon(word: str | None, *, size: int = 32, title: str | None = None) -> str:
    """The SVG of a variation verdict ("concern-high" …, or the mark of a pattern; None: none yet), `size` pixels square.

    Raises ValueError for a word that is not a verdict.
    """
    if word not in VARIATION_WORDS and word != PATTERN:
        raise ValueError(f"{word!r} is not a variation verdict: use one of {_known(VARIATION_WORDS)}.")
    tone = tone_of(word)
    tile = (
        f'<rect x="1.5" y="1.5" width="29" height="29" rx="7" fill="{tone.tint if word else PAPER}"'
        f' stroke="{tone.edge}" stroke-width="1.5"{_dashed(word)}/>'
    )
    return _icon(size, title or (mark_words(word) if word else VARIATION_WORDS[None]), tile + _variation_body(word))


def assurance_icon(word: str | None, *, size: int = 32, title: str | None = None) -> str:
    """The SVG of an assurance verdict ("pass" …; None: not assessed), `size` pixels square.

    Raises ValueError for a word that is not a verdict.
    """
    if word not in ASSURANCE_WORDS:
        raise ValueError(f"{word!r} is not an assurance verdict: use one of {_known(ASSURANCE_WORDS)}.")
    return _icon(size, title or ASSURANCE_WORDS[word], _assurance_body(word))


def _variation_body(word: str | None) -> str:
    tone = tone_of(word)
    if word is None:
        return _dash()
    if not is_special(word):
        return (
            '<path d="M6,16C8.5,7.5 12.5,7.5 16,16S23.5,24.5 26,16" fill="none"'
            f' stroke="{tone.edge}" stroke-width="3" stroke-linecap="round"/>'
        )
    if word == PATTERN:
        return f'<path d="{diamond(16, 16, 9.5)}" fill="{tone.fill}" stroke="{tone.edge}" stroke-width="2"/>'
    up = is_high(word)
    middle = 18.2 if up else 13.8
    body = (
        f'<path d="{triangle(16, middle, 10.6, up=up)}" fill="{tone.fill}" stroke="{tone.edge}"'
        ' stroke-width="2" stroke-linejoin="round"/>'
    )
    if word.startswith("concern"):
        body += f'<circle cx="16" cy="{number(middle)}" r="2.9" fill="{tone.edge}"/>'
    return body


def _assurance_body(word: str | None) -> str:
    if word == "pass":
        return _disc(IMPROVEMENT.fill, IMPROVEMENT.edge)
    if word == "fail":
        return (
            f'<circle cx="16" cy="16" r="11.2" fill="{PAPER}" stroke="{CONCERN.edge}" stroke-width="5.6"/>'
            f'<circle cx="16" cy="16" r="11.2" fill="none" stroke="{CONCERN.fill}" stroke-width="3"/>'
        )
    ring = _disc(PAPER, COMMON_CAUSE.edge, _dashed(word))
    if word is None:
        return ring + _dash()
    return ring + f'<path d="M16,3.5A12.5,12.5 0 0 0 16,28.5Z" fill="{COMMON_CAUSE.edge}"/>'


def _disc(fill: str, edge: str, more: str = "") -> str:
    return f'<circle cx="16" cy="16" r="12.5" fill="{fill}" stroke="{edge}" stroke-width="2.5"{more}/>'


def _icon(size: int, title: str, body: str) -> str:
    scaled = open_svg(size, size, title=title).replace(f'viewBox="0 0 {size} {size}"', 'viewBox="0 0 32 32"')
    return f"{scaled}{body}</svg>"


def _dash() -> str:
    return f'<path d="M11.5,16H20.5" stroke="{COMMON_CAUSE.edge}" stroke-width="3" stroke-linecap="round"/>'


def _dashed(word: str | None) -> str:
    return "" if word else ' stroke-dasharray="3.2 3"'


def _known(words: dict[str | None, str]) -> str:
    return ", ".join(repr(word) for word in words)
