"""From the options of the command to a Request; everything that is wrong with them is a usage error."""

from datetime import date
from typing import Any

import click

from qms.commands.columns import named_columns
from qms.commands.spc.columns import Columns
from qms.commands.spc.request import Request
from qms.kernel.uploads import FieldError, parse_number, parse_period
from qms.spc import ChartKind

SUBGROUPS = (ChartKind.XBAR, ChartKind.S)


class Chart(click.Choice[str]):
    """A chart kind, also as people write it: p', p′, p-prime."""

    def __init__(self) -> None:
        super().__init__([kind.value for kind in ChartKind])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kind's own word."""
        try:
            return ChartKind(value).value
        except ValueError:
            return super().convert(value, param, ctx)


def read_request(options: dict[str, Any]) -> Request:
    """What the command asks. Raises click.UsageError."""
    kind = ChartKind(options["chart"] or ("t" if options["events"] else "xmr"))
    numbers = _Numbers()
    if options["target"] is not None and options["target_column"]:
        raise click.UsageError("Give --target or --target-column, not both.")
    if options["target_from"] and options["target_column"]:
        raise click.UsageError("Give --target-from or --target-column, not both.")
    return Request(
        columns=_columns(options, kind),
        engine={
            "chart": kind.value,
            **{name: options[name] for name in ("direction", "freeze", "rules", "screen_moving_ranges")},
            "baseline": _baseline(options["baseline"]),
            "centre": numbers.read(options["centre"], "--centre"),
            "parameters": _parameters(options["parameters"]),
        },
        target=numbers.read(options["target"], "--target"),
        targets=sorted(_target_from(text, numbers) for text in options["target_from"]),
        rebase=_dates(options["rebase"], "--rebase"),
        exclude=_dates(options["exclude"], "--exclude"),
        without_percent=tuple(numbers.plain),
    )


def _columns(options: dict[str, Any], kind: ChartKind) -> Columns:
    if options["date"] is None:
        raise click.UsageError("Give --date, the column of dates.")
    given = {name: options[name] for name in ("value", "mean", "numerator") if options[name]}
    if len(given) + bool(options["events"]) != 1 or bool(options["numerator"]) != bool(options["denominator"]):
        raise click.UsageError("Give --value, or --numerator and --denominator, or --mean, --size and --sd, or --events.")
    subgroups = [name for name in ("mean", "size", "sd") if options[name]]
    if subgroups and (len(subgroups) < 3 or kind not in SUBGROUPS):
        raise click.UsageError("--mean, --size and --sd go together, and with --chart xbar or s.")
    if kind in SUBGROUPS and not subgroups and not options["value"]:
        raise click.UsageError(f"The {kind} chart needs --mean, --size and --sd, or a row with --value for each observation.")
    roles = {
        "value": next(iter(given.values()), None),
        "denominator": options["denominator"],
        "size": options["size"],
        "deviation": options["sd"],
        "target": options["target_column"],
    }
    by = named_columns(options["by"])
    return Columns(options["date"], {role: name for role, name in roles.items() if name}, by)


def _dates(text: str | None, option: str) -> list[date]:
    return [_date(part.strip(), option) for part in (text or "").split(",") if part.strip()]


def _date(text: str, option: str) -> date:
    try:
        return parse_period(text)
    except FieldError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _baseline(text: str | None) -> tuple[date, date] | None:
    if text is None:
        return None
    first, colon, last = text.partition(":")
    if not colon:
        raise click.BadParameter("Write the first and the last date, such as 2025-04-01:2026-03-01.", param_hint="--baseline")
    return _date(first.strip(), "--baseline"), _date(last.strip(), "--baseline")


def _target_from(text: str, numbers: "_Numbers") -> tuple[date, float]:
    day, equals, value = text.partition("=")
    number = numbers.read(value.strip(), "--target-from", written=f"{day}={{}}") if equals else None
    if number is None:
        raise click.BadParameter("Write a date and a number, such as 2026-04-01=95%.", param_hint="--target-from")
    return _date(day.strip(), "--target-from"), number


def _parameters(text: str | None) -> dict[str, float] | None:
    if text is None:
        return None
    given = {}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        number = _Numbers().read(value.strip(), "--parameters") if equals else None
        if number is None:
            raise click.BadParameter("Write names with numbers, such as weight=0.2,width=3.", param_hint="--parameters")
        given[name.strip().replace("-", "_")] = number
    return given


class _Numbers:
    """Numbers in options. plain: those without a percent sign, as they should be written where values are percentages."""

    def __init__(self) -> None:
        self.plain: list[str] = []

    def read(self, text: str | None, option: str, written: str = "{}") -> float | None:
        """The number, None where the option was not given."""
        if text is None:
            return None
        try:
            number = parse_number(text)
        except FieldError as error:
            raise click.BadParameter(str(error), param_hint=option) from None
        if number.value and not number.percent:
            self.plain.append(f"{option} as {written.format(f'{text}%')}")
        return number.value
