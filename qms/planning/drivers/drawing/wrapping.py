"""Text into lines that fit a box, by the widths of Helvetica's letters (Adobe Font Metrics; Arial's are the same)."""

from functools import lru_cache

_THOUSANDTHS = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[]\\ft·", 333: "()-`r“”", 355: '"', 389: "*",
    500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–£", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_WIDTHS = {letter: width / 1000 for width, letters in _THOUSANDTHS.items() for letter in letters}
_OTHERS = 0.667  # letters with accents and other scripts: on the broad side, so that nothing runs out of its box
_BOLD = 1.08


@lru_cache(maxsize=20_000)
def word_width(word: str, bold: bool = False) -> float:
    """The width of a word in units of the font's size."""
    width = sum(_WIDTHS.get(letter, _OTHERS) for letter in word)
    return width * _BOLD if bold else width


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of a line of text."""
    return word_width(words, bold) * size


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 12) -> list[str]:
    """The text in lines no wider than `width` pixels; a word that is too long is broken, and what goes beyond `most`
    lines ends in "…". An empty text gives no line."""
    lines: list[str] = []
    line, taken, space = "", 0.0, word_width(" ", bold) * size
    for word in _fitting(text.split(), width, size, bold):
        needs = word_width(word, bold) * size
        if line and taken + space + needs > width:
            lines.append(line)
            line, taken = word, needs
        else:
            line, taken = (f"{line} {word}", taken + space + needs) if line else (word, needs)
    lines += [line] if line else []
    if len(lines) > most:
        return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, size, bold=bold)]
    return lines


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text cut to one line of `width` pixels, with "…" where something was cut."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width / size - word_width("…", bold)
    kept, taken = 0, 0.0
    for letter in text:
        taken += word_width(letter, bold)
        if taken > room:
            break
        kept += 1
    return text[:kept].rstrip(" ,.;:–-") + "…"


def _fitting(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    """The words, each broken into pieces that fit."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while word_width(rest, bold) * size > width and len(rest) > 1:
            cut = len(rest) - 1
            while cut > 1 and word_width(rest[:cut], bold) * size > width:
                cut -= 1
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces
