"""How the rest of the product takes part in changes of the unit tree, which may not import it.

The application hands in two kinds of functions: those that say what still uses a unit, asked before it is retired, and
those that must act when a unit has moved, such as summing its old and new parents' measurements again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from qms.kernel.audit import Author
from qms.organisation.models import Unit


@dataclass(frozen=True)
class Use:
    """Something that still needs a unit, and the page where that can be changed."""

    text: str
    url: str


@dataclass(frozen=True)
class Move:
    """A unit that has a new place, with the ids of the units that it stood below before."""

    unit: Unit
    former_ancestor_ids: Sequence[int]


UsesOf = Callable[[Unit], Sequence[Use]]
OnMove = Callable[..., None]  # (move, by=author), in the present transaction


def init_app(app: Flask, *, uses_of: Sequence[UsesOf] = (), on_move: Sequence[OnMove] = ()) -> None:
    """Keep the functions with the application."""
    app.extensions["qms-unit-uses"] = tuple(uses_of)
    app.extensions["qms-unit-moves"] = tuple(on_move)


def uses_of(unit: Unit) -> list[Use]:
    """Everything that still uses the unit itself."""
    asked: Sequence[UsesOf] = current_app.extensions.get("qms-unit-uses", ())
    return [use for ask in asked for use in ask(unit)]


def moved(unit: Unit, former_ancestor_ids: Sequence[int], *, by: Author) -> None:
    """Tell all who must act."""
    listeners: Sequence[OnMove] = current_app.extensions.get("qms-unit-moves", ())
    for listener in listeners:
        listener(Move(unit, former_ancestor_ids), by=by)
