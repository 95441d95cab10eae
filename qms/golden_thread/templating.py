"""What the frame around every page needs of the quality words: navigation, verdict icons and their words."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from markupsafe import Markup

import qms
from qms.golden_thread import drawing
from qms.people.roles import Permission

PRODUCT = "qms"

# word, its page, and the first words of the other endpoints that belong to it
SECTIONS = (
    ("Home", "home", ()),
    ("Planning", "planning.index", ("planning.",)),
    ("Control", "control.index", ("control.", "metric")),
    ("Improvement", "improvement.index", ("improvement.",)),
    ("Board", "board", ("board", "thread_gaps", "objective")),
)

SUPPORT = (("Help", "help"), ("Chart something", "control.chart_something"), ("Roles", "roles"))


@dataclass(frozen=True)
class Link:
    """A word of the frame, its address, and whether the reader is in that part now."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """What stands around a page. An address is empty where the application has no such page."""

    product: str
    version: str
    signed_in: bool
    home: str
    search: str
    account: str
    sign_out: str
    sections: list[Link]
    support: list[Link]


def reader_may(permission: str) -> bool:
    """Whether the signed-in reader's roles permit it on some unit: pages lead nobody to a door that is shut to them."""
    return bool(current_user.is_authenticated and current_user.can_anywhere(Permission(permission)))


def init_app(app: Flask) -> None:
    """Give every template the frame and the verdict icons."""
    app.jinja_env.globals.update(
        variation_icon=variation_icon,
        assurance_icon=assurance_icon,
        variation_words=drawing.VARIATION_WORDS | {drawing.PATTERN: drawing.PATTERN_WORDS},
        assurance_words=drawing.ASSURANCE_WORDS,
        reader_may=reader_may,
    )
    app.context_processor(lambda: {"frame": frame()})


@cache  # a page shows the same few icons hundreds of times
def variation_icon(word: str | None, size: int = 28) -> Markup:
    """The picture of a variation verdict, ready for a template."""
    return Markup(drawing.variation_icon(word, size=size))  # noqa: S704  made by us from a fixed set of words


@cache
def assurance_icon(word: str | None, size: int = 28) -> Markup:
    """The picture of an assurance verdict, ready for a template."""
    return Markup(drawing.assurance_icon(word, size=size))  # noqa: S704  made by us from a fixed set of words


def frame() -> Frame:
    """The frame of the page that is being made."""
    return Frame(
        product=PRODUCT,
        version=qms.__version__,
        signed_in=bool(current_user and current_user.is_authenticated),
        home=_address("home") or "/",
        search=_address("search"),
        account=_address("account"),
        sign_out=_address("sign_out"),
        sections=[
            Link(text, href, _is_here(endpoint, parts)) for text, endpoint, parts in SECTIONS if (href := _address(endpoint))
        ],
        support=[Link(text, href) for text, endpoint in SUPPORT if (href := _address(endpoint))],
    )


def _address(endpoint: str) -> str:
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


def _is_here(endpoint: str, parts: tuple[str, ...]) -> bool:
    here: Any = request.endpoint or ""
    return here == endpoint or here.startswith(parts)
