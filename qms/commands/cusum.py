"""`qms cusum FILE`: a CUSUM or VLAD of a file, without a database."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from qms.commands.cusum_charting import Charted, Options, chart
from qms.commands.cusum_output import as_csv, as_json, as_png, as_svg, as_table, write_pictures
from qms.commands.cusum_reading import Columns, NoColumn, OneSequence, Refused, read_sequences
from qms.kernel.uploads import FieldError, RowError, TableError, parse_number
from qms.spc import SeriesError

REFUSED = 1
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
@click.option(
    "--format", "form", type=click.Choice(["json", "csv", "svg", "png", "table"]), default="table", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; for pictures with --by, a folder."
)
def cusum(file: str, form: str, output: Path | None, **given: Any) -> None:
    """Add up small differences in FILE (CSV or Excel; - for standard input) and say when a change began.

    Ends with 0, with 1 where the data cannot be charted (every reason is listed), with 2 where the command is wrong.
    """
    columns, options = _columns(given), _options(given)
    if form in ("svg", "png") and columns.by and output is None:
        raise click.UsageError("Pictures with --by are one file for each sequence. Name a folder with -o.")
    charted = _chart_all(file, columns, options)
    if form in ("svg", "png"):
        _write_pictures(charted, form, output, Path(file).stem)
        return
    writers: dict[str, Callable[[Sequence[Charted]], str]] = {"json": as_json, "csv": as_csv, "table": as_table}
    _write(writers[form](charted), output)


def _columns(given: dict[str, Any]) -> Columns:
    value, outcome, risk, expected = (given[name] for name in ("value", "outcome", "risk", "expected"))
    if (value is None) == (outcome is None):
        raise click.UsageError("Give --value, or --outcome with --risk or --expected.")
    if outcome and (risk is None) == (expected is None):
        raise click.UsageError("Give --risk or --expected with --outcome.")
    if value and (risk or expected or given["vlad"]):
        raise click.UsageError("--risk, --expected and --vlad go with --outcome.")
    by = tuple(name.strip() for name in (given["by"] or "").split(",") if name.strip())
    return Columns(value=value, outcome=outcome, risk=risk, date=given["date"], by=by)


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
    try:
        with click.open_file(file, "rb") as stream:
            sequences = read_sequences(stream.read(), file, columns)
    except NoColumn as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        _refuse([str(error)])
    except Refused as error:
        _refuse(error.lines)
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
        _refuse(wrong)
    return charted


def _in_the_file(error: SeriesError, one: OneSequence, columns: Columns) -> str:
    """What is wrong with a sequence, with the row and column of the file in place of a position."""
    problem = f"{error.problem[:1].upper()}{error.problem[1:]}."
    if error.position is None:
        return f"{one.name}: {problem}" if one.name else problem
    column = columns.risk or "" if error.argument == "risks" else columns.value or columns.outcome or ""
    cell = one.risks[error.position] if error.argument == "risks" else one.values[error.position]
    return str(RowError(one.rows[error.position], column, str(cell), problem))


def _refuse(lines: list[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(REFUSED)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{output} could not be written: {error.strerror}.") from None


def _write_pictures(charted: list[Charted], form: str, output: Path | None, title: str) -> None:
    try:
        if charted[0].sequence.by and output is not None:
            written = write_pictures(charted, form, output)
            click.echo(f"{len(written)} {'picture' if len(written) == 1 else 'pictures'} in {output}.")
            return
        picture = as_svg(charted[0], title).encode() if form == "svg" else as_png(charted[0], title)
        if output is None:
            click.echo(picture, nl=False)
        else:
            output.write_bytes(picture)
    except OSError as error:
        raise click.UsageError(f"{output} could not be written: {error.strerror}.") from None
