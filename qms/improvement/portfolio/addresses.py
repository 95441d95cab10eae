"""Addresses of the portfolio: its views, and what an address may carry."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for

VIEWS = {"table": "Table", "board": "Board", "timeline": "Over time", "bubbles": "Bubbles"}

FILTERS = (
    "unit", "stage", "lacks", "objective", "serves", "words", "lead", "coach", "score", "method", "quiet", "approval",
    "programme", "bubble", "sort",
)  # fmt: skip
AXES = ("across", "size", "counted")  # of the bubbles
EVERYTHING = {"all": "yes"}  # opens the portfolio itself, whatever else somebody's portfolio opens with
LONGEST = 1000


def query_of(asked: Mapping[str, str]) -> dict[str, str]:
    """What of an address narrows, orders or draws the portfolio, always in one order; nothing else, such as its page."""
    return {name: asked[name] for name in (*FILTERS, *AXES) if asked.get(name)}


def query_text(asked: Mapping[str, str]) -> str:
    """The same as text, to be kept: 'unit=3&lacks=aim'."""
    return urlencode(query_of(asked))


def query_from(text: str) -> dict[str, str]:
    """What `query_text` wrote; of any other text what an address may carry."""
    return query_of(dict(parse_qsl(text[:LONGEST])))


def view_url(view: str, query: Mapping[str, str]) -> str:
    """The address of a view; one that is not known is the table."""
    endpoint = f"improvement.portfolio_{view}" if view in VIEWS and view != "table" else "improvement.index"
    values: dict[str, Any] = dict(query or EVERYTHING)
    return url_for(endpoint, **values)


def back_url(text: str) -> str:
    """The table with the filters that a form carried along."""
    return view_url("table", query_from(text))
