"""A collaborative's page: its head, the tabs of its parts, and the part that is open."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.head import head
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.parts import PARTS, part_of
from qms.kernel.forms import Form
from qms.people.access import person


def render_collaborative(
    found: Collaborative, *, tab: str | None = None, forms: Mapping[str, Form] | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page with the part that `tab`, or else the address, names. `forms` are those that a view refused, by the names
    that the part knows them by; `status` is then 422."""
    reader, refused = person(), dict(forms or {})
    part = part_of(tab or request.args.get("tab"))
    context: dict[str, Any] = head(found, reader)
    known: dict[str, Form] = {}
    for piece in part.pieces:
        content = piece.content(found, reader)
        known |= content.pop("forms", {})
        context |= content
    context |= {"forms": known | refused, "refused": list(refused.values()), "part": part}
    context["tabs"] = [(each.words, tab_url(found.id, each.key), each.key == part.key) for each in PARTS]
    return render_template("improvement/collaboratives/collaborative.html", **context), status
