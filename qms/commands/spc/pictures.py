"""Charts as SVG or PNG: one picture, or a folder with one for each series."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qms.commands.pictures import free_name, picture
from qms.commands.spc.charting import Charted
from qms.spc import ControlChart


class TooMany(ValueError):  # noqa: N818 - it is said to a person
    """More pictures than were asked for."""


def chart_picture(chart: ControlChart, title: str, form: str) -> bytes:
    """The picture of one series."""
    from qms.golden_thread.drawing import chart_svg

    return picture(chart_svg(chart, title=title, heading=True), form)


def named(charts: Iterable[Charted], form: str, most: int) -> list[tuple[str, ControlChart, str]]:
    """The name of the file, the chart and the name of every series. Raises TooMany as soon as there are more than `most`."""
    found: list[tuple[str, ControlChart, str]] = []
    taken: set[str] = set()
    for charted in charts:
        for series, names in enumerate(charted.batch.names):
            if len(found) == most:
                raise TooMany(f"There are more than {most:,} series, and each would be a file.")
            title = ", ".join(names)
            found.append((free_name(title, form, taken, otherwise="series"), charted.chart(series), title))
    return found


def write_pictures(found: Iterable[tuple[str, ControlChart, str]], form: str, folder: Path) -> Iterator[Path]:
    """Each picture as it is written into the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart, title in found:
        path = folder / name
        path.write_bytes(chart_picture(chart, title, form))
        yield path
