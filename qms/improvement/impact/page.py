"""The page of one entry, with the actions that it agreed where it is a meeting."""

from flask import render_template
from flask.typing import ResponseReturnValue

from qms.improvement.conversation.part import colleagues_for
from qms.improvement.fields import suggestions
from qms.improvement.impact.agreed.forms import AgreedActionForm
from qms.improvement.impact.agreed.presenters import agreed_view
from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.attached.presenters import file_view
from qms.improvement.impact.attached.queries import files_of
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.impact.permissions import may_write
from qms.improvement.impact.presenters import entry_view, trail
from qms.kernel import clock
from qms.people.access import person


def render_entry(entry: ImpactEntry, *, form: AgreedActionForm | None = None, status: int = 200) -> ResponseReturnValue:
    """The page; `form` is that of an action that a view refused, `status` then 422."""
    today, reader, writes = clock.today(), person(), may_write(person(), entry)
    agreed = actions_of([entry.id]).get(entry.id, [])
    asks = writes and entry.kind is ImpactKind.MEETING
    page = render_template(
        "improvement/impact/entry.html",
        entry=entry,
        view=entry_view(entry, agreed, today),
        agreed=[agreed_view(each, today, may_tick=writes or each.owner_id == reader.id) for each in agreed],
        trail=trail(entry.project),
        files=[file_view(each) for each in files_of(entry.id)] if entry.unit_id else [],
        may_write=writes,
        form=form or (AgreedActionForm(formdata=None) if asks else None),
        refused=form is not None,
        colleagues=colleagues_of(entry) if asks else [],
    )
    return page, status


def colleagues_of(entry: ImpactEntry) -> list[str]:
    """Whom the field for an owner offers: those on the project first."""
    return colleagues_for(entry.project) if entry.project else suggestions()
