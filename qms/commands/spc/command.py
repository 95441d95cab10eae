"""The command itself: its options, where its output goes, and how it ends."""

from pathlib import Path
from typing import Any, BinaryIO

import click

from qms.commands.pictures import PICTURES
from qms.commands.refusing import refusing
from qms.commands.spc import lists
from qms.commands.spc.options import Chart, read_request
from qms.commands.spc.pictures import TooMany, chart_picture, named, write_pictures
from qms.commands.spc.reading import Source, with_charts
from qms.commands.spc.request import Request
from qms.commands.spc.sink import write_whole
from qms.commands.spc.writers import write_charts, writer
from qms.spc import RULE_SETS, Direction, SeriesError

FORMS = ("table", "json", "csv", "summary", "svg", "png")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
@click.option("--date", metavar="COL", help="Column of dates, such as 2026-03-01 or 01/03/2026.")
@click.option("--value", metavar="COL", help="Column of values.")
@click.option("--numerator", metavar="COL", help="Column of numerators; goes with --denominator.")
@click.option("--denominator", metavar="COL", help="Column of denominators.")
@click.option("--mean", metavar="COL", help="Column of subgroup means, for xbar and s; goes with --size and --sd.")
@click.option("--size", metavar="COL", help="Column of subgroup sizes.")
@click.option("--sd", metavar="COL", help="Column of standard deviations inside the subgroups.")
@click.option("--events", is_flag=True, help="Each row is an event: chart the days between them (as a t chart).")
@click.option("--by", metavar="COL[,COL]", help="One chart for each combination of these columns.")
@click.option("--chart", type=Chart(), metavar="KIND", help="The kind of chart; see --list-charts.  [default: xmr]")
@click.option(
    "--direction", type=click.Choice([way.value for way in Direction]), default="neutral", help="Which way is better."
)
@click.option("--target", metavar="X", help="A number, such as 4.0 or 95%.")
@click.option("--target-from", metavar="DATE=X", multiple=True, help="The target from a date on; once for each change.")
@click.option("--target-column", metavar="COL", help="Column of targets, blank where there was none.")
@click.option("--centre", metavar="X", help="The centre line, where it is known beforehand.")
@click.option("--rebase", metavar="DATE[,DATE]", help="Recalculate the limits from these dates on.")
@click.option("--freeze", type=int, metavar="N", help="Make the limits from the first N points.")
@click.option("--baseline", metavar="FROM:TO", help="Make the limits from the points between two dates.")
@click.option("--exclude", metavar="DATE[,DATE]", help="Leave these points out of limits and runs.")
@click.option("--parameters", metavar="NAME=X[,NAME=X]", help="Of ewma (weight, width) or cusum (k, h, head_start).")
@click.option(
    "--rules",
    type=click.Choice(list(RULE_SETS)),
    metavar="NAME",
    default="making-data-count",
    show_default=True,
    help="The rule set; see --list-rules.",
)
@click.option("--screen-moving-ranges/--no-screen-moving-ranges", default=True, show_default=True)
@click.option("--recommend", is_flag=True, help="Say which chart suits the data and why, and draw none.")
@click.option("--suggest", is_flag=True, help="Add what weakens a chart and where its limits might begin anew.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file; for pictures with --by, a folder."
)
@click.option("--max-files", type=click.IntRange(1), default=1000, show_default=True, help="As many pictures at most.")
@lists.option("--list-charts", lists.charts, "Say what charts there are, and end.")
@lists.option("--list-rules", lists.rules, "Say what rule sets there are, and end.")
def spc(file: str, form: str, output: Path | None, **options: Any) -> None:
    """Chart FILE (CSV or Excel; - for standard input) and say what the chart shows.

    With --by, JSON is one object a line; summary is one row a series. Ends with 0, with 1 where the data cannot be charted
    (every reason is listed), with 2 where the command is wrong.
    """
    request = read_request(options)
    source = Source(file)
    _check(form, output, request, options)
    try:
        with refusing():
            _answer(source, request, form, output, options)
    except (SeriesError, TooMany) as error:
        raise click.UsageError(str(error)) from None


def _answer(source: Source, request: Request, form: str, output: Path | None, options: dict[str, Any]) -> None:
    if form in PICTURES and not options["recommend"]:
        _draw(source, request, form, output, options["max_files"])
        return
    head, write = writer(form, request, recommend=options["recommend"], suggest=options["suggest"])
    write_whole(
        output,
        lambda stream: with_charts(source, request, lambda charts: write_charts(charts, head, write, stream)),
    )


def _check(form: str, output: Path | None, request: Request, options: dict[str, Any]) -> None:
    if form in PICTURES and request.columns.by and output is None:
        raise click.UsageError(f"{form.upper()} with --by makes one file for each series. Name a folder with -o.")
    if options["suggest"] and form not in ("table", "json"):
        raise click.UsageError("--suggest goes with --format table or json.")
    if options["recommend"] and form not in ("table", "json"):
        raise click.UsageError("--recommend goes with --format table or json.")


def _draw(source: Source, request: Request, form: str, output: Path | None, most: int) -> None:
    found = with_charts(source, request, lambda charts: named(charts, form, most))
    if not request.columns.by or output is None:
        title = Path(source.name).stem if source.name != "-" else "Standard input"
        write_whole(output, lambda stream: _only(stream, chart_picture(found[0][1], title, form)))
        return
    click.echo(f"Writing {len(found):,} {form.upper()} file{'' if len(found) == 1 else 's'} into {output}.", err=True)
    try:
        for path in write_pictures(found, form, output):
            click.echo(path)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from None


def _only(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)
