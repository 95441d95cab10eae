"""`qms funnel FILE`: units compared with what chance allows for their size, without a database."""

from pathlib import Path
from typing import Any

import click
import numpy as np

from qms.commands.columns import named_columns
from qms.commands.grouped import Group, groups_of
from qms.commands.grouped_output import FORMS, Result, write_results
from qms.commands.pictures import check_pictures
from qms.commands.refusing import refuse, sentence
from qms.kernel.uploads import RowError
from qms.spc import Direction, Funnel, FunnelMethod, SeriesError, funnel
from qms.spc.funnel.reading import row_problems

# What is wrong with these is wrong with the command, not with the data.
_OPTIONS = ("method", "limit", "multiplier", "trim")
# Their limits, as the reference has them, are not those of their scores and name units that differ by chance.
_TOO_NARROW = ("rc", "sr-cqc")
_SHOWN = ("unit", "numerator", "denominator", "value", "z", "lower", "upper", "side")


@click.command("funnel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
@click.option("--unit", required=True, metavar="COL", help="Column that names what is compared; its rows are summed.")
@click.option("--numerator", required=True, metavar="COL", help="Column of events (observed events).")
@click.option("--denominator", required=True, metavar="COL", help="Column of cases, or of expected events.")
@click.option(
    "--method",
    type=click.Choice([method.value for method in FunnelMethod]),
    default="pr",
    show_default=True,
    help="pr proportions, rc ratios of counts, sr observed against expected.",
)
@click.option("--overdispersion/--no-overdispersion", default=False, help="Limits allow for differences beyond chance.")
@click.option("--limit", type=click.Choice(["95", "99", "99.8"]), default="99.8", show_default=True, help="Who is outside.")
@click.option("--multiplier", type=float, default=1.0, show_default=True, help="What values are reported per, such as 100.")
@click.option("--trim", type=float, default=0.1, show_default=True, help="Share at each end that φ draws in or leaves out.")
@click.option(
    "--round-expected/--no-round-expected", default=None, help="Expected events to two decimals. Default: for sr-shmi."
)
@click.option("--corrected", is_flag=True, help="Limits that follow from the scores where the reference's do not.")
@click.option("--highlight", metavar="UNIT", help="A unit to ring in the picture.")
@click.option(
    "--direction", type=click.Choice([way.value for way in Direction]), default="neutral", help="Which way is better."
)
@click.option("--by", metavar="COL[,COL]", help="One funnel for each combination of these columns.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; for pictures with --by, a folder."
)
def funnel_plot(file: str, form: str, output: Path | None, **given: Any) -> None:
    """Compare units of FILE (CSV or Excel; - for standard input) and say who differs more than chance explains.

    Ends with 0, with 1 where the data cannot be compared (every reason is listed), with 2 where the command is wrong.
    """
    by = named_columns(given["by"])
    check_pictures(form, by, output, noun="group")
    groups = groups_of(file, texts=[given["unit"]], numbers=[given["numerator"], given["denominator"]], by=by)
    charted = _chart_all(groups, given)
    if given["method"] in _TOO_NARROW and not given["corrected"]:
        narrow = f"Note: the limits of --method {given['method']} are the reference's, which are narrower than chance allows."
        click.echo(f"{narrow} --corrected gives limits that follow from the scores.", err=True)
    highlight = given["highlight"]
    if highlight is not None and not any(highlight in found.units for _, found in charted):
        raise click.UsageError(f"--highlight: there is no unit '{highlight}' in column {given['unit']}.")
    write_results([_result(group, found, given) for group, found in charted], form, output, Path(file).stem)


def _chart_all(groups: list[Group], given: dict[str, Any]) -> list[tuple[Group, Funnel]]:
    wrong = [line for group in groups for line in _row_errors(group, given)]
    charted = []
    for group in groups if not wrong else ():
        try:
            charted.append((group, _chart(group, given)))
        except SeriesError as error:
            if error.argument in _OPTIONS:
                raise click.UsageError(f"--{error.argument}: {error.problem}.") from None
            wrong.append((group.rows[0], f"{group.name}: {error.problem}." if group.name else f"{error.problem}."))
    if wrong:
        refuse([line for _, line in sorted(wrong)])
    return charted


def _chart(group: Group, given: dict[str, Any]) -> Funnel:
    return funnel(
        group.numbers[given["numerator"]],
        group.numbers[given["denominator"]],
        groups=group.texts[given["unit"]],
        method=given["method"],
        overdispersion=given["overdispersion"],
        limit=95 if given["limit"] == "95" else 99,
        multiplier=given["multiplier"],
        trim=given["trim"],
        round_expected=given["round_expected"],
        corrected=given["corrected"],
    )


def _row_errors(group: Group, given: dict[str, Any]) -> list[tuple[int, str]]:
    """Every row that cannot be compared, with its number in the file."""
    columns = {"values": given["numerator"], "denominators": given["denominator"]}
    above, below = (np.array(group.numbers[column]) for column in columns.values())
    found = []
    for at, argument, problem in row_problems(above, below, FunnelMethod(given["method"])):
        column, row = columns[argument], group.rows[at]
        found.append((row, str(RowError(row, column, str(group.numbers[column][at]), sentence(problem)))))
    return found


def _result(group: Group, found: Funnel, given: dict[str, Any]) -> Result:
    def draw(title: str) -> str:
        from qms.golden_thread.drawing import funnel_svg

        known = given["highlight"] if given["highlight"] in found.units else None
        return funnel_svg(found, title=title, highlight=known, direction=given["direction"], heading=True)

    columns = found.columns()
    judging = [("lower", found.lower.tolist()), ("upper", found.upper.tolist())]
    return Result(group.by, found.to_dict(), [*columns[:5], *judging, *columns[5:]], _SHOWN, draw)
