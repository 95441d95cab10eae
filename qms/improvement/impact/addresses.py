"""Addresses of many things at once: a route is asked once, not once a row, which took most of the time of a long list."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from qms.kernel.addresses import LARGEST

Address = Callable[[int], str]


def address_by(endpoint: str, argument: str, **more: Any) -> Address:
    """The addresses of an endpoint by the number that `argument` names; `more` is as `url_for` takes it."""
    given: dict[str, Any] = {argument: LARGEST}
    before, after = url_for(endpoint, **given, **more).split(str(LARGEST))
    return lambda number: f"{before}{number}{after}"
