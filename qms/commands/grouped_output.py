"""What charts that compare things are written as: JSON, CSV, a text table, SVG or PNG; one, or one for each group."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from qms.kernel.uploads import safe_csv

REFUSED = 1
FORMS = ("json", "csv", "svg", "png", "table")


@dataclass(frozen=True)
class Result:
    """A chart of one group, ready to be written. columns: its table; figures: names of the columns shown in a terminal."""

    by: dict[str, str]
    document: dict[str, Any]
    columns: list[tuple[str, list[Any]]]
    figures: tuple[str, ...]
    draw: Callable[[str], str]  # from a title to an SVG

    @property
    def name(self) -> str:
        """The group in words; empty where the file is one."""
        return ", ".join(self.by.values())


def write_results(results: Sequence[Result], form: str, output: Path | None, title: str) -> None:
    """To the file or folder `output`, else to standard output. Raises UsageError where that cannot be."""
    try:
        if form in ("svg", "png"):
            _write_pictures(results, form, output, title)
            return
        text = {"json": _as_json, "csv": _as_csv, "table": _as_table}[form](results)
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{output} could not be written: {error.strerror}.") from None


def check_pictures(form: str, by: Sequence[str], output: Path | None) -> None:
    """Raises UsageError for pictures of several groups without a folder for them."""
    if form in ("svg", "png") and by and output is None:
        raise click.UsageError("Pictures with --by are one file for each group. Name a folder with -o.")


def refuse(lines: Sequence[str]) -> NoReturn:
    """Say what is wrong with the data, and end."""
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(REFUSED)


def named_columns(option: str | None) -> tuple[str, ...]:
    """The columns of --by."""
    return tuple(name.strip() for name in (option or "").split(",") if name.strip())


def _write_pictures(results: Sequence[Result], form: str, output: Path | None, title: str) -> None:
    if not results[0].by or output is None:
        picture = _picture(results[0], form, title)
        if output is None:
            click.echo(picture, nl=False)
        else:
            output.write_bytes(picture)
        return
    output.mkdir(parents=True, exist_ok=True)
    taken: set[Path] = set()
    for one in results:
        stem = re.sub(r"[^\w.-]+", "-", one.name).strip("-.") or "group"
        path, number = output / f"{stem}.{form}", 2
        while path in taken:
            path, number = output / f"{stem}-{number}.{form}", number + 1
        taken.add(path)
        path.write_bytes(_picture(one, form, one.name))
    click.echo(f"{len(taken)} {'picture' if len(taken) == 1 else 'pictures'} in {output}.")


def _picture(one: Result, form: str, title: str) -> bytes:
    from qms.golden_thread.drawing import svg_to_png

    drawn = one.draw(title)
    return drawn.encode() if form == "svg" else svg_to_png(drawn)


def _as_json(results: Sequence[Result]) -> str:
    if not results[0].by:
        return json.dumps(results[0].document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    lines = ({"by": one.by, **one.document} for one in results)
    return "".join(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n" for line in lines)


def _as_csv(results: Sequence[Result]) -> str:
    rows = ([*one.by.values(), *map(_cell, row)] for one in results for row in zip(*(c for _, c in one.columns), strict=True))
    return safe_csv(rows, [*results[0].by, *(name for name, _ in results[0].columns)])


def _cell(value: object) -> object:
    return {None: "", True: "true", False: "false"}[value] if isinstance(value, (bool, type(None))) else value


def _as_table(results: Sequence[Result]) -> str:
    return "\n".join("\n".join(_table_lines(one)) + "\n" for one in results)


def _table_lines(one: Result) -> list[str]:
    columns = dict(one.columns)
    rows = [[name.replace("_", " ") for name in one.figures]]
    rows += [[_words(cell) for cell in row] for row in zip(*(columns[name] for name in one.figures), strict=True)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [one.name] if one.name else []
    lines.append(str(one.document["explanation"]))
    for row in rows:
        first = row[0].ljust(widths[0])
        others = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join((first, *others)).rstrip())
    return lines


def _words(cell: object) -> str:
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "yes"
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
