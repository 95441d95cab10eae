"""Coverage drawn: a bar beside each unit's number, and the line over time. Shapes carry the meaning, colour repeats it."""

from collections.abc import Sequence

from markupsafe import Markup

from qms.golden_thread.drawing.markup import number, open_svg, path_data, text
from qms.golden_thread.drawing.palette import GRID, INK, LINE, PAPER, QUIET
from qms.improvement.capability.coverage.counting import Cover
from qms.improvement.capability.coverage.trend import TrendPoint
from qms.kernel.formats import day, percent

BAR, HEIGHT = 220.0, 26.0
FILL, LAPSED = "#005eb8", "#7c8a94"
WIDTH, TALL = 480.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 104.0, 18.0, 34.0


def scale_end(shares: Sequence[float]) -> float:
    """Where the bars of one table end: a round share with room for the longest of them."""
    longest = max([*shares, 0.1])
    return next((end for end in (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0) if longest <= end), 1.0)


def bar(cover: Cover, target: float | None, end: float) -> Markup:
    """One bar: filled for people in date, only outlined for those whose refresher is overdue, a tall tick for the target."""
    if cover.share is None or not cover.staff:
        return Markup("")
    words = f"{percent(cover.share)} trained"
    words += f", target {percent(target, 0)}" if target else ""
    held = min(cover.share / end, 1) * BAR
    lapsed = min((cover.trained + cover.lapsed) / cover.staff / end, 1) * BAR - held
    parts = [open_svg(BAR + 4, HEIGHT, title=words), _box(0, 6, BAR, 14, fill=GRID)]
    if held > 0:
        parts.append(_box(0, 6, held, 14, fill=FILL))
    if lapsed > 0:
        parts.append(_box(held, 6.75, lapsed, 12.5, fill=PAPER, stroke=LAPSED))
    if target:
        x = min(target / end, 1) * BAR
        parts.append(f'<path d="M{number(x)},0V{number(HEIGHT)}" stroke="{INK}" stroke-width="3"/>')
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers and our own words, escaped


def line(points: Sequence[TrendPoint], target: float | None, words: str) -> Markup:
    """The share over time, with its target as a dashed line labelled at the right; empty for fewer than two days."""
    if len(points) < 2:
        return Markup("")
    shares = [point.cover.share or 0.0 for point in points]
    end = scale_end([*shares, target or 0.0])
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()

    def x(ordinal: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (ordinal - first) / (last - first)

    def y(share: float) -> float:
        return TALL - BOTTOM - (TALL - TOP - BOTTOM) * min(share / end, 1)

    parts = [open_svg(WIDTH, TALL, title="Coverage over time", description=words, prefix="coverage")]
    for step in range(3):
        share = end * step / 2
        parts.append(f'<path d="M{number(LEFT)},{number(y(share))}H{number(WIDTH - RIGHT)}" stroke="{GRID}"/>')
        parts.append(text(LEFT - 8, y(share) + 5, percent(share, 0), size=16, fill=QUIET, anchor="end"))
    if target:
        parts.append(
            f'<path d="M{number(LEFT)},{number(y(target))}H{number(WIDTH - RIGHT)}" stroke="{INK}" stroke-width="2"'
            ' stroke-dasharray="7 5"/>'
        )
    parts.append(
        f'<path d="{path_data([(x(p.day.toordinal()), y(s)) for p, s in zip(points, shares, strict=True)])}"'
        f' fill="none" stroke="{FILL}" stroke-width="3" stroke-linejoin="round"/>'
    )
    parts.append(f'<circle cx="{number(x(last))}" cy="{number(y(shares[-1]))}" r="5" fill="{FILL}"/>')
    parts += _labels(x(last), y(shares[-1]), shares[-1], y(target) if target else None, target)
    parts.append(text(LEFT, TALL - 10, f"{points[0].day:%b %Y}", size=16, fill=LINE))
    parts.append(text(WIDTH - RIGHT, TALL - 10, f"{points[-1].day:%b %Y}", size=16, fill=LINE, anchor="end"))
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers and our own words, escaped


def _labels(x: float, now: float, share: float, at: float | None, target: float | None) -> list[str]:
    """The last value and the target beside their lines, pushed apart where they would touch."""
    said = now + 5
    parts = []
    if at is not None:
        beside = at + 5
        if abs(beside - said) < 18:
            beside, said = (said + 18, said) if beside >= said else (said - 18, said)
        parts.append(text(x + 12, beside, f"Target {percent(target, 0)}", size=16, fill=INK))
    return [text(x + 12, said, f"{percent(share, 0)} now", size=16, fill=FILL, weight="700"), *parts]


def described(points: Sequence[TrendPoint]) -> str:
    """The line in words, for those who do not see it."""
    if len(points) < 2:
        return ""
    began, now = points[0], points[-1]
    return (
        f"From {percent(began.cover.share, 0)} on {day(began.day)} to {percent(now.cover.share, 0)} on {day(now.day)}, "
        f"of the staff counted then."
    )


def _box(x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "") -> str:
    edge = f' stroke="{stroke}" stroke-width="1.5"' if stroke else ""
    return f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{fill}"{edge}/>'
