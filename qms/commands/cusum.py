"""`qms cusum FILE`: a CUSUM or VLAD of a file, without a database."""

from pathlib import Path
from typing import Any

import click

from qms.commands.columns import named_columns
from qms.commands.cusum_charting import Charted, Options, chart
from qms.commands.cusum_output import result
from qms.commands.cusum_reading import Columns, OneSequence, read_sequences
from qms.commands.grouped_output import FORMS, write_results
from qms.commands.pictures import check_pictures
from qms.commands.refusing import refuse, refusing, sentence
from qms.kernel.uploads import FieldError, RowError, parse_number
from qms.spc import SeriesError

# What is wrong with these is wrong with the command, not with the data.
_OPTIONS = {"mean": "--mean", "sigma": "--sigma", "k": "--k", "h": "--h", "head_start": "--head-start"}
_OPTIONS |= {"odds_ratio": "--odds-ratio", "limit": "--limit"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
@click.option("--value", metavar="COL", help="Column of values, for a tabular CUSUM.")
@click.option("--outcome", metavar="COL", help="Column that says whether the event happened (1 or 0, yes or no).")
@click.option("--risk", metavar="COL", help="Column with the probability of the event for each case.")
@click.option("--expected", metavar="X", help="One probability for all cases, such as 0.05 or 5%.")
@click.option("--date", metavar="COL", help="Column of dates; rows are put in their order.")
@click.option("--by", metavar="COL[,COL]", help="One chart for each combination of these columns.")
@click.option("--mean", metavar="X", help="What the values should be. Default: their own mean.")
@click.option("--sigma", metavar="S", help="Their standard deviation. Default: from their moving ranges.")
@click.option("--k", type=float, default=0.5, show_default=True, help="Allowance, in sigmas.")
@click.option("--h", type=float, default=5.0, show_default=True, help="Limit, in sigmas.")
@click.option("--head-start", type=float, default=0.0, help="Share of the limit to begin at; 0.5 is the fast response.")
@click.option("--odds-ratio", type=float, default=2.0, show_default=True, help="Change to find: R worse, and 1/R better.")
@click.option("--limit", type=float, default=4.5, show_default=True, help="Limit of the risk-adjusted CUSUM.")
@click.option("--better-limit", type=float, help="Another limit for fewer events. Default: the same.")
@click.option("--reset/--no-reset", default=True, show_default=True, help="Begin from 0 after a signal.")
@click.option("--vlad", is_flag=True, help="Show expected less observed events in place of the CUSUM.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; for pictures with --by, a folder."
)
def cusum(file: str, form: str, output: Path | None, **given: Any) -> None:
    """Add up small differences in FILE (CSV or Excel; - for standard input) and say when a change began.

    Ends with 0, with 1 where the data cannot be charted (every reason is listed), with 2 where the command is wrong.
    """
    columns, options = _columns(given), _options(given)
    check_pictures(form, columns.by, output, noun="sequence")
    charted = _chart_all(file, columns, options)
    write_results([result(one) for one in charted], form, output, Path(file).stem, noun="sequence")


def _columns(given: dict[str, Any]) -> Columns:
    value, outcome, risk, expected = (given[name] for name in ("value", "outcome", "risk", "expected"))
    if (value is None) == (outcome is None):
        raise click.UsageError("Give --value, or --outcome with --risk or --expected.")
    if outcome and (risk is None) == (expected is None):
        raise click.UsageError("Give --risk or --expected with --outcome.")
    if value and (risk or expected or given["vlad"]):
        raise click.UsageError("--risk, --expected and --vlad go with --outcome.")
    return Columns(value=value, outcome=outcome, risk=risk, date=given["date"], by=named_columns(given["by"]))


def _options(given: dict[str, Any]) -> Options:
    better = given["limit"] if given["better_limit"] is None else given["better_limit"]
    return Options(
        cases=given["outcome"] is not None,
        mean=_number(given, "mean"),
        sigma=_number(given, "sigma"),
        expected=_number(given, "expected"),
        k=given["k"],
        h=given["h"],
        head_start=given["head_start"],
        odds_ratio=given["odds_ratio"],
        limits=(given["limit"], better),
        reset=given["reset"],
        vlad=given["vlad"],
    )


def _number(given: dict[str, Any], name: str) -> float | None:
    if given[name] is None:
        return None
    try:
        return parse_number(given[name]).value
    except FieldError as error:
        raise click.UsageError(f"--{name}: {error}") from None


def _chart_all(file: str, columns: Columns, options: Options) -> list[Charted]:
    with refusing(), click.open_file(file, "rb") as stream:
        sequences = read_sequences(stream.read(), file, columns)
    charted, wrong = [], []
    for one in sequences:
        try:
            charted.append(chart(one, options))
        except SeriesError as error:
            if error.argument in _OPTIONS:
                raise click.UsageError(f"{_OPTIONS[error.argument]}: {error.problem}.") from None
            if error.argument == "risks" and options.expected is not None:
                raise click.UsageError(f"--expected: {error.problem}.") from None
            wrong.append(_in_the_file(error, one, columns))
    if wrong:
        refuse(wrong)
    return charted


def _in_the_file(error: SeriesError, one: OneSequence, columns: Columns) -> str:
    """What is wrong with a sequence, with the row and column of the file in place of a position."""
    problem = sentence(error.problem)
    if error.position is None:
        return f"{one.name}: {problem}" if one.name else problem
    column = columns.risk or "" if error.argument == "risks" else columns.value or columns.outcome or ""
    cell = one.risks[error.position] if error.argument == "risks" else one.values[error.position]
    return str(RowError(one.rows[error.position], column, str(cell), problem))
