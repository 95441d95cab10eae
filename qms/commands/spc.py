"""`qms spc FILE`: a control chart of a file, without a database."""

from pathlib import Path
from typing import Any, NoReturn

import click

from qms.commands.spc_output import Charted, as_csv, as_json, as_svg, as_table, write_svgs
from qms.commands.spc_series import Columns, NoColumn, Refused, Series, in_the_file, read_series
from qms.kernel.uploads import FieldError, TableError, parse_number, parse_period
from qms.spc import RULE_SETS, ChartKind, ControlChart, Direction, SeriesError, analyse

REFUSED = 1
# What is wrong with these is wrong with the command, not with the data.
_OPTIONS = ("chart", "direction", "freeze", "rules", "target", "denominators")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
@click.option("--date", required=True, metavar="COL", help="Column of dates, such as 2026-03-01 or 01/03/2026.")
@click.option("--value", metavar="COL", help="Column of values.")
@click.option("--numerator", metavar="COL", help="Column of numerators; goes with --denominator.")
@click.option("--denominator", metavar="COL", help="Column of denominators.")
@click.option("--by", metavar="COL[,COL]", help="One chart for each combination of these columns.")
@click.option("--chart", type=click.Choice([kind.value for kind in ChartKind]), default="xmr", show_default=True)
@click.option(
    "--direction", type=click.Choice([way.value for way in Direction]), default="neutral", help="Which way is better."
)
@click.option("--target", metavar="X", help="A number, such as 4.0 or 95%.")
@click.option("--rebase", metavar="DATE[,DATE]", help="Recalculate the limits from these dates on.")
@click.option("--freeze", type=int, metavar="N", help="Make the limits from the first N points.")
@click.option("--exclude", metavar="DATE[,DATE]", help="Leave these points out of limits and runs.")
@click.option("--rules", type=click.Choice(list(RULE_SETS)), default="making-data-count", show_default=True)
@click.option("--screen-moving-ranges/--no-screen-moving-ranges", default=True, show_default=True)
@click.option("--format", "form", type=click.Choice(["json", "csv", "svg", "table"]), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; for SVG with --by, a folder.")
def spc(file: str, form: str, output: Path | None, **options: Any) -> None:
    """Chart FILE (CSV or Excel; - for standard input) and say what the chart shows.

    Ends with 0, with 1 where the data cannot be charted (every reason is listed), with 2 where the command is wrong.
    """
    columns = _columns(options)
    if form == "svg" and columns.by and output is None:
        raise click.UsageError("SVG with --by makes one file for each series. Name a folder with -o.")
    charted = _chart_all(file, columns, options)
    if form == "svg":
        _write_pictures(charted, output, Path(file).stem)
        return
    _write({"json": as_json, "csv": as_csv, "table": as_table}[form](charted), output)


def _columns(options: dict[str, Any]) -> Columns:
    value, numerator, denominator = (options[name] for name in ("value", "numerator", "denominator"))
    if (value is None) == (numerator is None) or (numerator is None) != (denominator is None):
        raise click.UsageError("Give --value, or --numerator and --denominator.")
    by = tuple(name.strip() for name in (options["by"] or "").split(",") if name.strip())
    return Columns(options["date"], value or numerator, denominator, by)


def _chart_all(file: str, columns: Columns, options: dict[str, Any]) -> Charted:
    rebase, exclude = _dates(options, "rebase"), _dates(options, "exclude")
    try:
        with click.open_file(file, "rb") as stream:
            series, percent = read_series(stream.read(), file, columns)
    except NoColumn as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        _refuse([str(error)])
    except Refused as error:
        _refuse(error.lines)
    settings = {name: options[name] for name in ("chart", "direction", "freeze", "rules", "screen_moving_ranges")}
    settings["target"] = _target(options["target"], percent)
    charted, wrong = [], _dates_of_none(series, rebase=rebase, exclude=exclude)
    for one in series:
        try:
            charted.append((one, _chart(one, columns, rebase, exclude, settings)))
        except SeriesError as error:
            if error.argument in _OPTIONS and error.position is None:
                raise click.UsageError(str(error)) from None
            wrong.append(in_the_file(error, one, columns))
    if wrong:
        _refuse(wrong)
    return charted


def _chart(series: Series, columns: Columns, rebase: list, exclude: list, settings: dict[str, Any]) -> ControlChart:
    """Dates that one series of several does not reach or have are no mistake; those that none has are found before."""
    return analyse(
        series.values,
        periods=series.periods,
        denominators=series.denominators if columns.denominator else None,
        rebase=[day for day in rebase if day <= max(series.periods)],
        exclude=[day for day in exclude if day in series.periods],
        **settings,
    )


def _dates_of_none(series: list[Series], *, rebase: list, exclude: list) -> list[str]:
    last = max(max(one.periods) for one in series)
    present = {period for one in series for period in one.periods}
    late = [f"--rebase {day} is after the last point, {last}. Choose an earlier date." for day in rebase if day > last]
    absent = [f"--exclude {day} is none of the points. Give a date of the file." for day in exclude if day not in present]
    return late + absent


def _dates(options: dict[str, Any], name: str) -> list:
    try:
        return [parse_period(part.strip()) for part in (options[name] or "").split(",") if part.strip()]
    except FieldError as error:
        raise click.BadParameter(str(error), param_hint=f"--{name}") from None


def _target(text: str | None, percent: bool) -> float | None:
    if text is None:
        return None
    try:
        number = parse_number(text)
    except FieldError as error:
        raise click.BadParameter(str(error), param_hint="--target") from None
    if percent and not number.percent and number.value:
        raise click.BadParameter(f"The values are percentages. Write the target as {text}%.", param_hint="--target")
    return number.value


def _write_pictures(charted: Charted, output: Path | None, title: str) -> None:
    if not charted[0][0].by or output is None:
        _write(as_svg(*charted[0], title), output)
        return
    for path in write_svgs(charted, output):
        click.echo(path)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from None


def _refuse(lines: list[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(REFUSED)
