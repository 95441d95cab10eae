"""Parameters of the charts that remember: how much an EWMA chart forgets, and when a CUSUM chart calls."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite
from numbers import Real
from typing import Any

from qms.spc.enums import ChartKind
from qms.spc.errors import SeriesError


@dataclass(frozen=True)
class EwmaParameters:
    """weight: of the newest point, above 0 and up to 1. width: standard deviations from the centre to a limit.

    mean, sigma: of the process; None to estimate them from the points that limits are made from.
    """

    weight: float = 0.2
    width: float = 3.0
    mean: float | None = None
    sigma: float | None = None


@dataclass(frozen=True)
class CusumParameters:
    """k: the slack, and h: the limit, in standard deviations. head_start: where the sums begin, as a part of h (0.5 is the
    fast initial response of Lucas and Crosier).

    mean, sigma: of the process; None to estimate them from the points that limits are made from.
    """

    k: float = 0.5
    h: float = 5.0
    head_start: float = 0.0
    mean: float | None = None
    sigma: float | None = None


Parameters = EwmaParameters | CusumParameters

_TAKEN_BY: dict[ChartKind, type[EwmaParameters] | type[CusumParameters]] = {
    ChartKind.EWMA: EwmaParameters,
    ChartKind.CUSUM: CusumParameters,
}


def read_parameters(kind: ChartKind, parameters: object) -> Parameters | None:
    """The parameters of a chart that has any, None for the others. Raises SeriesError with what is allowed."""
    wanted = _TAKEN_BY.get(kind)
    if wanted is None:
        if parameters:
            raise SeriesError(f"the {kind} chart has no parameters. Leave them out", argument="parameters")
        return None
    given = {} if parameters is None else parameters
    if not isinstance(given, Mapping):
        raise SeriesError(f"parameters are names with numbers, such as {_names(wanted)}", argument="parameters")
    for name, value in given.items():
        _check(name, value, wanted, kind)
    numbers: dict[str, Any] = {str(name): None if value is None else float(value) for name, value in given.items()}
    return wanted(**numbers)


def _check(name: object, value: object, wanted: type[Parameters], kind: ChartKind) -> None:
    optional = {field.name for field in fields(wanted) if field.default is None}
    if name not in {field.name for field in fields(wanted)}:
        problem = f"the {kind} chart has no parameter {name!r}. Use {_names(wanted)}"
        raise SeriesError(problem, argument="parameters")
    if value is None and name in optional:
        return
    if isinstance(value, bool) or not isinstance(value, Real) or not isfinite(value):
        raise SeriesError(f"the parameter {name} is {value!r}. Give a number", argument="parameters")
    fits, words = _RANGES.get(str(name), (None, ""))
    if fits is not None and not fits(float(value)):
        raise SeriesError(f"the parameter {name} is {value:g}. It must be {words}", argument="parameters")


_RANGES = {
    "weight": (lambda value: 0 < value <= 1, "above 0 and at most 1"),
    "width": (lambda value: value > 0, "above 0"),
    "k": (lambda value: value >= 0, "0 or more"),
    "h": (lambda value: value > 0, "above 0"),
    "head_start": (lambda value: 0 <= value < 1, "from 0 to below 1: the part of h where the sums begin"),
    "sigma": (lambda value: value > 0, "above 0"),
}


def _names(wanted: type[Parameters]) -> str:
    return ", ".join(field.name for field in fields(wanted))
