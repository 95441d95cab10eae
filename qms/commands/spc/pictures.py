"""Charts as SVG or PNG: one picture, or a folder with one for each series."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from qms.commands.spc.charting import Charted
from qms.spc import ControlChart


class TooMany(ValueError):  # noqa: N818 - it is said to a person
    """More pictures than were asked for."""


def picture(chart: ControlChart, title: str, form: str) -> bytes:
    """The picture of one series."""
    from qms.golden_thread.drawing import chart_svg, svg_to_png

    svg = chart_svg(chart, title=title, heading=True)
    return svg.encode() if form == "svg" else svg_to_png(svg)


def named(charts: Iterable[Charted], form: str, most: int) -> list[tuple[str, ControlChart, str]]:
    """The name of the file, the chart and the name of every series. Raises TooMany as soon as there are more than `most`."""
    found: list[tuple[str, ControlChart, str]] = []
    taken: set[str] = set()
    for charted in charts:
        for series, names in enumerate(charted.batch.names):
            if len(found) == most:
                raise TooMany(f"There are more than {most:,} series, and each would be a file.")
            title = ", ".join(names)
            found.append((_free(f"{_stem(title)}", form, taken), charted.chart(series), title))
    return found


def write_pictures(found: Iterable[tuple[str, ControlChart, str]], form: str, folder: Path) -> Iterator[Path]:
    """Each picture as it is written into the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart, title in found:
        path = folder / name
        path.write_bytes(picture(chart, title, form))
        yield path


def _stem(title: str) -> str:
    """What every file system takes: letters, digits, full stops and hyphens, and not too long."""
    return re.sub(r"[^\w.-]+", "-", title).strip("-.")[:100] or "series"


def _free(stem: str, form: str, taken: set[str]) -> str:
    """A name that no other series has, however large or small its letters are."""
    name, number = f"{stem}.{form}", 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}.{form}", number + 1
    taken.add(name.casefold())
    return name
