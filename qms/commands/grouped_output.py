"""What charts of groups are written as: JSON, CSV, a text table, SVG or PNG; one, or one for each group."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from qms.commands.pictures import PICTURES, free_name, picture
from qms.commands.text_table import aligned, words
from qms.kernel.uploads import safe_csv

FORMS = ("json", "csv", "svg", "png", "table")


@dataclass(frozen=True)
class Result:
    """A chart of one group, ready to be written.

    columns: its table. figures: names of the columns shown in a terminal, the first of which names the row; where there is
    none that does, rows are `numbered`. notes: lines below its sentence.
    """

    by: dict[str, str]
    document: dict[str, Any]
    columns: list[tuple[str, list[Any]]]
    figures: tuple[str, ...]
    draw: Callable[[str], str]  # from a title to an SVG
    numbered: bool = False
    yes: str = "yes"
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The group in words; empty where the file is one."""
        return ", ".join(self.by.values())


def write_results(results: Sequence[Result], form: str, output: Path | None, title: str, *, noun: str = "group") -> None:
    """To the file or folder `output`, else to standard output. Raises UsageError where that cannot be."""
    try:
        if form in PICTURES:
            _write_pictures(results, form, output, title, noun)
            return
        text = {"json": _as_json, "csv": _as_csv, "table": _as_table}[form](results)
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{output} could not be written: {error.strerror}.") from None


def _write_pictures(results: Sequence[Result], form: str, output: Path | None, title: str, noun: str) -> None:
    if not results[0].by or output is None:
        only = picture(results[0].draw(title), form)
        if output is None:
            click.echo(only, nl=False)
        else:
            output.write_bytes(only)
        return
    output.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for one in results:
        path = output / free_name(one.name, form, taken, otherwise=noun)
        path.write_bytes(picture(one.draw(one.name), form))
    click.echo(f"{len(taken)} {'picture' if len(taken) == 1 else 'pictures'} in {output}.")


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
    rows += [[words(cell, one.yes) for cell in row] for row in zip(*(columns[name] for name in one.figures), strict=True)]
    if one.numbered:
        rows = [[str(at or ""), *row] for at, row in enumerate(rows)]
    named = [one.name] if one.name else []
    return [*named, str(one.document["explanation"]), *one.notes, *aligned(rows, left=() if one.numbered else (0,))]
