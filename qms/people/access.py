"""Access marks: every view carries exactly one, and without one nobody gets in.

@public                                   anybody, signed in or not
@signed_in                                any signed-in person
@needs(Permission.X, unit_of=ward_of)     the permission on the unit that the address names
@needs(Permission.X, unit_of=…, or_if=…)  the same, or a part in the thing itself: `or_if(person, **view_args)` says so
@needs(Permission.X)                      the permission somewhere; the view calls `require` once the form names the unit
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Mark:
    """Who may enter a view."""

    open_to_all: bool = False
    permission: Permission | None = None
    unit_of: Callable[..., Unit] | None = None
    or_if: Callable[..., bool] | None = None


def _marked(view: View, mark: Mark) -> View:
    if hasattr(view, "access_mark"):
        raise TypeError(f"{view.__name__} carries two access marks.")
    view.access_mark = mark  # type: ignore[attr-defined]  # a function takes attributes
    return view


def public(view: View) -> View:
    """Mark: anybody may enter."""
    return _marked(view, Mark(open_to_all=True))


def signed_in(view: View) -> View:
    """Mark: any signed-in person may enter."""
    return _marked(view, Mark())


def needs(
    permission: Permission, *, unit_of: Callable[..., Unit] | None = None, or_if: Callable[..., bool] | None = None
) -> Callable[[View], View]:
    """Mark: the person needs `permission` on the unit that `unit_of(**view_args)` finds, or somewhere where it is absent;
    or, with `or_if`, has a part in the thing itself: `or_if(person, **view_args)`.

    `unit_of` raises NoResultFound where the address names nothing: the answer is then 404."""
    return lambda view: _marked(view, Mark(permission=permission, unit_of=unit_of, or_if=or_if))


def person() -> Person:
    """The signed-in person of this request."""
    return current_user._get_current_object()


def require(permission: Permission, unit: Unit) -> None:
    """Refuse (403) unless the signed-in person has the permission on the unit that a form named."""
    if not person().can(permission, unit):
        abort(403)


def init_app(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(_check)
    app.view_functions["static"] = public(app.view_functions["static"])


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the 404 that follows tells nothing
    view = current_app.view_functions[request.endpoint]
    mark: Mark | None = getattr(view, "access_mark", None)
    if mark is None:
        abort(403)
    if mark.open_to_all:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in", next=request.full_path.rstrip("?") if request.method == "GET" else None))
    if mark.permission and not _permitted(mark, mark.permission):
        abort(403)
    return None


def _permitted(mark: Mark, permission: Permission) -> bool:
    if mark.unit_of is None:
        return person().can_anywhere(permission)
    named = request.view_args or {}
    g.unit = mark.unit_of(**named)
    return person().can(permission, g.unit) or (mark.or_if is not None and mark.or_if(person(), **named))
