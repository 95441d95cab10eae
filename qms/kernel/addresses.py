"""What an address may hold: numbers of records that a table could hold, and texts without control characters."""

import re
from typing import Any

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # of an INTEGER column on PostgreSQL
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")


class RecordNumber(IntegerConverter):
    """`<int:…>` in an address, no larger than a column holds: beyond that it names nothing, and the answer is 404."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **({"max": LARGEST} | options))


def init_app(app: Flask) -> None:
    """Use it for every `<int:…>` of the routes that follow, and refuse texts in addresses that no page could show."""
    app.url_map.converters["int"] = RecordNumber
    app.before_request(_refuse_control_characters)


def _refuse_control_characters() -> None:
    if any(_CONTROL_CHARACTERS.search(text) for _, text in request.args.items(multi=True)):
        abort(400)
