"""Agreed actions in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from qms.improvement.impact.models import AgreedAction
from qms.kernel import formats


@dataclass(frozen=True)
class AgreedView:
    """An action as a row; `state` is "Overdue", "Due this week", "Done" or nothing."""

    id: int
    what: str
    who: str
    when: str
    state: str
    colour: str
    done: bool
    may_tick: bool


def agreed_view(action: AgreedAction, today: dt.date, *, may_tick: bool) -> AgreedView:
    """One action; `may_tick` says whether the reader may say that it is done."""
    state, colour = _state(action, today)
    return AgreedView(
        id=action.id,
        what=action.what,
        who=owner_words(action),
        when=_when(action),
        state=state,
        colour=colour,
        done=action.is_done,
        may_tick=may_tick,
    )


def owner_words(action: AgreedAction) -> str:
    """Who does it."""
    return action.owner.name if action.owner else action.outside or "Nobody named yet"


def sentence(action: AgreedAction) -> str:
    """'Send the leaflet to all homes. Dan Wood, by 3 March 2026.', for the audit, a file and a report."""
    return f"{action.what.rstrip('.')}. {owner_words(action)}, {_when(action)[:1].lower()}{_when(action)[1:]}."


def agreed_sentence(actions: Iterable[AgreedAction], today: dt.date) -> str:
    """'3 actions agreed: 1 done, 1 overdue.'; nothing where none was."""
    found = list(actions)
    if not found:
        return ""
    done, late = sum(each.is_done for each in found), sum(each.is_late(today) for each in found)
    rest = [f"{done:,} done" if done else "none done yet", f"{late:,} overdue" if late else ""]
    return f"{formats.count(len(found), 'action')} agreed: {', '.join(each for each in rest if each)}."


def _state(action: AgreedAction, today: dt.date) -> tuple[str, str]:
    if action.is_done:
        return "Done", "green"
    if action.is_late(today):
        return "Overdue", "orange"
    if action.is_due_soon(today):
        return "Due this week", "blue"
    return "", "grey"


def _when(action: AgreedAction) -> str:
    if action.done_on:
        by = f" by {action.done_by.name}" if action.done_by else ""
        return f"Done {formats.day(action.done_on)}{by}"
    return f"By {formats.day(action.due_on)}" if action.due_on else "No day yet"
