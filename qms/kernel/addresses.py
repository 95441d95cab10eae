"""What an address may hold: numbers of records that a table could hold, days, and texts without control characters."""

import datetime as dt
import re
from typing import Any

from flask import Flask, abort, request
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

LARGEST = 2**31 - 1  # of an INTEGER column on PostgreSQL
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")


class RecordNumber(IntegerConverter):
    """`<int:…>` in an address, no larger than a column holds: beyond that it names nothing, and the answer is 404."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **({"max": LARGEST} | options))


class Day(BaseConverter):
    """`<day:…>` in an address: 2026-10-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """The day; one that no calendar has names nothing, and the answer is 404."""
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: dt.date) -> str:
        """The day as addresses write it."""
        return value.isoformat()


def init_app(app: Flask) -> None:
    """Use it for every `<int:…>` of the routes that follow, and refuse texts in addresses that no page could show."""
    app.url_map.converters["int"] = RecordNumber
    app.url_map.converters["day"] = Day
    app.before_request(_refuse_control_characters)


def _refuse_control_characters() -> None:
    if any(_CONTROL_CHARACTERS.search(text) for _, text in request.args.items(multi=True)):
        abort(400)
