"""Numbers of records in addresses: one that no table could hold names nothing, so it is a 404 and not a database error."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # of an INTEGER column on PostgreSQL


class RecordNumber(IntegerConverter):
    """`<int:…>` in an address, no larger than a column holds."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **({"max": LARGEST} | options))


def init_app(app: Flask) -> None:
    """Use it for every `<int:…>` of the routes that follow."""
    app.url_map.converters["int"] = RecordNumber
