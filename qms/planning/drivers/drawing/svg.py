"""The driver diagram as SVG: presentation attributes only, so that the strict security policy and PNG makers accept it."""

from collections.abc import Mapping, Sequence
from functools import cache

from qms.golden_thread.drawing import ASSURANCE_WORDS, VARIATION_WORDS, assurance_icon, variation_icon
from qms.golden_thread.drawing.markup import clean, number, text
from qms.golden_thread.drawing.palette import CONCERN, FONT, PAPER, QUIET, RULE
from qms.planning.drivers.drawing.faces import ICON, ICON_GAP, PAD, SMALL, Face, Filled, MeasureFace, Row, filled, row_height
from qms.planning.drivers.drawing.layout import Sized, Spot, lay_out
from qms.planning.drivers.models import COLUMNS, DriverKind

HEADINGS = ("Aim", "Primary drivers", "Secondary drivers", "Change ideas")
WIDTHS = (232.0, 244.0, 260.0, 268.0)
BETWEEN = 58.0
LEFTS = tuple(8.0 + sum(WIDTHS[:i]) + BETWEEN * i for i in range(len(WIDTHS)))
HEAD = 40.0  # pixels for the headings above the boxes
GAP = 14.0
EDGE = 8.0


def diagram_svg(
    faces: Mapping[int, Face], links: Sequence[tuple[int, int]], *, title: str, description: str, prefix: str = "drivers"
) -> str:
    """The SVG of a diagram. `faces` by box, in the order of the outline; `links` are (parent, child). Addresses in the faces
    become links; leave them out for a file. Where there is no box, the picture holds the headings alone."""
    boxes = {key: filled(face, WIDTHS[COLUMNS[face.kind]]) for key, face in faces.items()}
    sized = {key: Sized(COLUMNS[box.face.kind], box.height) for key, box in boxes.items()}
    layout = lay_out(sized, links, lefts=LEFTS, widths=WIDTHS, gap=GAP)
    width, height = layout.width + EDGE, HEAD + max(layout.height, 20) + EDGE
    used = max((box.column for box in sized.values()), default=0)
    parts = [_open(width, height, title, description, prefix), *map(_heading, range(used + 1))]
    parts += [_curve(points) for points in layout.links.values()]
    parts += [_box(box, layout.spots[key]) for key, box in boxes.items()]
    return "".join(parts) + "</svg>"


def _open(width: float, height: float, title: str, description: str, prefix: str) -> str:
    # role="group", not "img": a picture's contents are hidden from screen readers, and these boxes are links.
    w, h, base = number(width), number(height), clean(prefix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="group"'
        f' font-family="{FONT}" aria-labelledby="{base}-title" aria-describedby="{base}-desc">'
        f'<title id="{base}-title">{clean(title)}</title><desc id="{base}-desc">{clean(description)}</desc>'
    )


def _heading(column: int) -> str:
    left, right = number(LEFTS[column]), number(LEFTS[column] + WIDTHS[column])
    words = text(LEFTS[column], 18, HEADINGS[column], size=14, fill=QUIET, weight="bold")
    return f'{words}<path d="M{left},27H{right}" stroke="#d8dde0" stroke-width="1"/>'


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """From a parent's right edge to a child's left, bending between columns and straight through them."""
    (x, y), *rest = points
    d = f"M{number(x)},{number(y + HEAD)}"
    for at, (to_x, to_y) in enumerate(rest):
        if at % 2 == 0:
            half, end = number((x + to_x) / 2), number(to_y + HEAD)
            d += f"C{half},{number(y + HEAD)} {half},{end} {number(to_x)},{end}"
        else:
            d += f"H{number(to_x)}"
        x, y = to_x, to_y
    return f'<path d="{d}" fill="none" stroke="{RULE}" stroke-width="1.6"/>'


def _box(box: Filled, spot: Spot) -> str:
    look, face = box.look, box.face
    y = spot.y + HEAD
    frame = _frame(spot, y, box)
    left, baseline = spot.x + PAD, y + PAD + look.size * 0.86
    ink = look.ink if face.text.strip() else look.quiet
    weight = "bold" if look.bold else ""
    words = [
        text(left, baseline + i * look.step, each, size=look.size, fill=ink, weight=weight)
        for i, each in enumerate(box.lines)
    ]
    top = y + PAD + look.step * len(box.lines) + 4
    rows = []
    for row in box.rows:
        rows.append(_row(row, box, left, top))
        top += row_height(row)
    return _linked(frame + "".join(words), face.href, face.text.strip()) + "".join(rows)


def _frame(spot: Spot, y: float, box: Filled) -> str:
    """The box itself; a weak spot has a dashed frame, which the dark aim wears outside."""
    look, x, outside = box.look, spot.x, 0.0
    edge, line, fill, dashes, inside = look.edge, look.line, look.fill, "", ""
    if box.face.outlined:
        edge, line, dashes = CONCERN.edge, 2.2, ' stroke-dasharray="7 4"'
        if box.face.kind is DriverKind.AIM:
            inside, outside, fill = _rect(x, y, spot.width, spot.height, look.corner) + f' fill="{look.fill}"/>', 4.0, "none"
    outer = _rect(x - outside, y - outside, spot.width + 2 * outside, spot.height + 2 * outside, look.corner + outside)
    return f'{inside}{outer} fill="{fill}" stroke="{edge}" stroke-width="{number(line)}"{dashes}/>'


def _rect(x: float, y: float, width: float, height: float, corner: float) -> str:
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} rx="{number(corner)}"'


def _row(row: Row, box: Filled, left: float, top: float) -> str:
    quiet = box.look.quiet
    if row.measure:
        icons = _icons(row.measure, left, top, on_dark=box.face.kind is DriverKind.AIM)
        beside = left + 2 * (ICON + ICON_GAP) + 2
        words = icons + text(beside, top + 15, row.text, size=SMALL, fill=quiet)
        verdict = VARIATION_WORDS[row.measure.variation]
        return _linked(words, row.measure.href, f"{row.measure.words}. {verdict}")
    if row.work:
        sign = f'<path d="M{number(left)},{number(top + 3)}l7,5.5l-7,5.5z" fill="{quiet}"/>'
        return _linked(sign + text(left + 14, top + 13, row.text, size=SMALL, fill=quiet), row.work.href, row.work.words)
    ink = CONCERN.edge if box.face.outlined and row.text.startswith("No ") and box.face.kind is not DriverKind.AIM else quiet
    return text(left, top + 13, row.text, size=SMALL, fill=ink)


def _icons(measure: MeasureFace, left: float, top: float, *, on_dark: bool) -> str:
    second = left + ICON + ICON_GAP
    paper = (
        f'<rect x="{number(left - 3)}" y="{number(top - 3)}" width="{number(2 * ICON + ICON_GAP + 6)}"'
        f' height="{number(ICON + 6)}" rx="6" fill="{PAPER}"/>'
        if on_dark
        else ""
    )
    return (
        f'{paper}<g transform="translate({number(left)} {number(top)})">{_variation(measure.variation)}</g>'
        f'<g transform="translate({number(second)} {number(top)})">{_assurance(measure.assurance)}</g>'
    )


@cache
def _variation(word: str | None) -> str:
    return variation_icon(word, size=int(ICON), title=VARIATION_WORDS[word])


@cache
def _assurance(word: str | None) -> str:
    return assurance_icon(word, size=int(ICON), title=ASSURANCE_WORDS[word])


def _linked(body: str, href: str, name: str) -> str:
    return f'<a href="{clean(href)}"><title>{clean(name)}</title>{body}</a>' if href else body
