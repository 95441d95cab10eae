"""The project's page: its head, the tabs of its parts, and the part that is open."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.head import head
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.parts import PARTS, part_of
from qms.kernel.forms import Form
from qms.people.access import person


def render_project(
    project: Project, *, tab: str | None = None, forms: Mapping[str, Form] | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page with the part that `tab`, or else the address, names. `forms` are those that a view refused, by the names
    that the part knows them by; `status` is then 422."""
    reader, refused = person(), dict(forms or {})
    part = part_of(tab or request.args.get("tab"))
    content = part.content(project, reader)
    top = head(project, reader)
    context: dict[str, Any] = top | content
    context["forms"] = top["forms"] | content.get("forms", {}) | refused
    context["refused"] = list(refused.values())
    context["part"] = part
    context["method"] = method = words_of(project.method)
    context["tabs"] = [
        (method.tabs.get(each.key, each.words), part_url(project.id, each.key), each.key == part.key) for each in PARTS
    ]
    return render_template("improvement/projects/project.html", **context), status
