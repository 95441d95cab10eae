"""`qms pareto FILE`: which few categories make up most of the count, without a database."""

from pathlib import Path
from typing import Any

import click

from qms.commands.columns import named_columns
from qms.commands.grouped import Group, groups_of
from qms.commands.grouped_output import FORMS, Result, write_results
from qms.commands.pictures import check_pictures
from qms.commands.refusing import refuse, sentence
from qms.kernel.uploads import RowError
from qms.spc import Pareto, SeriesError, pareto

# What is wrong with these is wrong with the command, not with the data.
_OPTIONS = ("top", "threshold")
_SHOWN = ("category", "count", "share", "cumulative", "vital")


@click.command("pareto")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
@click.option("--category", required=True, metavar="COL", help="Column of categories.")
@click.option("--count", metavar="COL", help="Column of counts. Without it every row counts once.")
@click.option("--top", type=int, metavar="N", help="Name N categories apart and gather the rest as Other.")
@click.option("--threshold", type=float, default=0.8, show_default=True, help="The share that the vital few reach.")
@click.option("--by", metavar="COL[,COL]", help="One chart for each combination of these columns.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; for pictures with --by, a folder."
)
def pareto_chart(file: str, form: str, output: Path | None, **given: Any) -> None:
    """Sort the categories of FILE (CSV or Excel; - for standard input) and say which few make up most of the total.

    Ends with 0, with 1 where the data cannot be charted (every reason is listed), with 2 where the command is wrong.
    """
    by = named_columns(given["by"])
    check_pictures(form, by, output, noun="group")
    numbers = [given["count"]] if given["count"] else []
    groups = groups_of(file, texts=[given["category"]], numbers=numbers, by=by)
    results = [_result(group, found) for group, found in _chart_all(groups, given)]
    write_results(results, form, output, Path(file).stem)


def _chart_all(groups: list[Group], given: dict[str, Any]) -> list[tuple[Group, Pareto]]:
    wrong = [line for group in groups for line in _row_errors(group, given["count"])]
    charted = []
    for group in groups if not wrong else ():
        counts = group.numbers[given["count"]] if given["count"] else None
        try:
            found = pareto(group.texts[given["category"]], counts, top=given["top"], threshold=given["threshold"])
            charted.append((group, found))
        except SeriesError as error:
            if error.argument in _OPTIONS:
                raise click.UsageError(f"--{error.argument}: {error.problem}.") from None
            problem = sentence(error.problem)
            wrong.append((group.rows[0], f"{group.name}: {problem}" if group.name else problem))
    if wrong:
        refuse([line for _, line in sorted(wrong)])
    return charted


def _row_errors(group: Group, count: str | None) -> list[tuple[int, str]]:
    numbers = zip(group.rows, group.numbers[count], strict=True) if count else ()
    message, remedy = "The count is negative.", "Counts go from 0 upwards."
    return [(row, str(RowError(row, count or "", str(number), message, remedy))) for row, number in numbers if number < 0]


def _result(group: Group, found: Pareto) -> Result:
    def draw(title: str) -> str:
        from qms.golden_thread.drawing import pareto_svg

        return pareto_svg(found, title=title, heading=True)

    rows = found.to_dict()["categories"]
    columns = [(name, [row[name] for row in rows]) for name in _SHOWN]
    return Result(group.by, found.to_dict(), columns, _SHOWN, draw)
