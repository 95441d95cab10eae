"""How wide words are in Arial, whose widths Liberation Sans and Helvetica share: places on a slide are worked out by them."""

import unicodedata
from collections.abc import Iterable

REGULAR = {
    191: "'", 222: "ijl‘’ł", 260: "|", 278: " !,./:;I[\\]ft·ı", 333: "()-`r“”‹›", 334: "{}", 350: "•", 355: '"', 389: "*",
    400: "°", 469: "^", 500: "Jcksvxyz", 549: "≤≥", 556: "#$0123456789?L_abdeghnopqu£€–«»Łđþð", 576: "µ", 584: "+<=>~−×",
    611: "FTZøß", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQØ", 833: "Mm", 834: "½", 889: "%æ", 944: "Wœ", 1015: "@",
}  # fmt: skip
BOLD = {
    238: "'", 278: " ,./I\\ijl‘’·łı", 280: "|", 333: "!()-:;[]`ft‹›", 350: "•", 389: "*r{}", 400: "°", 474: '"', 500: "z“”",
    549: "≤≥", 556: "#$0123456789J_aceksvxy£€–«»", 576: "µ", 584: "+<=>^~−×", 611: "?FLTZbdghnopquøŁđßþð", 667: "EPSVXY",
    722: "&ABCDHKNRU", 778: "GOQwØ", 833: "M", 834: "½", 889: "%mæ", 944: "Wœ", 975: "@",
}  # fmt: skip
"""Thousandths of the size of the letters."""
OTHERS = 1000
"""Letters of other scripts and pictures, of which hardly any is wider."""
WIDTHS = [{letter: width for width, letters in table.items() for letter in letters} for table in (REGULAR, BOLD)]


def width_of(words: str, *, bold: bool = False) -> float:
    """The width of the words, in sizes of their letters."""
    widths = WIDTHS[bold]
    return sum(widths.get(each, 0) or _other(each, widths) for each in words) / 1000


def lines_of(runs: Iterable[tuple[str, bool]], width: float) -> int:
    """In how many lines a paragraph breaks that is so many sizes of its letters wide. Runs are words and whether they are
    bold; a word that is longer than a line breaks within, as slides break it."""
    lines, used = 1, 0.0
    for word, bold in ((word, bold) for words, bold in runs for word in words.split()):
        long, space = width_of(word, bold=bold), width_of(" ") if used else 0.0
        if used and used + space + long > width:
            lines, used, space = lines + 1, 0.0, 0.0
        used += space + long
        while used > width:  # a piece that is broken off may be a letter shorter than the line
            lines, used = lines + 1, used - max(width - 1, width / 2)
    return lines


def _other(letter: str, widths: dict[str, int]) -> float:
    """A letter with a mark is as wide as the letter, and a little more for those whose mark stands beside it."""
    plain = unicodedata.normalize("NFD", letter)
    if len(plain) > 1:
        return widths.get(plain[0], OTHERS) + 60
    return 0 if unicodedata.combining(letter) else OTHERS
