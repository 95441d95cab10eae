"""Agreed actions in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from qms.improvement.impact.agreed.queries import PlainAction
from qms.improvement.impact.models import AgreedAction
from qms.kernel import formats

NOBODY = "Nobody named yet"


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
    return action.owner.name if action.owner else action.outside or NOBODY


def sentence(action: AgreedAction) -> str:
    """'Send the leaflet to all homes. Dan Wood, by 3 March 2026.', for the audit, a file and a report."""
    return _sentence(action.what, owner_words(action), _when(action))


def sentence_of(action: PlainAction) -> str:
    """The same of an action's columns."""
    who = action.owner or action.outside or NOBODY
    return _sentence(action.what, who, _when_words(action.due_on, action.done_on, action.done_by))


def _sentence(what: str, who: str, when: str) -> str:
    return f"{what.rstrip('.')}. {who}, {when[:1].lower()}{when[1:]}."


def agreed_sentence(actions: Iterable[AgreedAction], today: dt.date) -> str:
    """'3 actions agreed: 1 done, 1 overdue.'; nothing where none was."""
    found = list(actions)
    return counts_sentence(len(found), sum(each.is_done for each in found), sum(each.is_late(today) for each in found))


def counts_sentence(agreed: int, done: int, late: int) -> str:
    """The same from the counts alone."""
    if not agreed:
        return ""
    rest = [f"{done:,} done" if done else "none done yet", f"{late:,} overdue" if late else ""]
    return f"{formats.count(agreed, 'action')} agreed: {', '.join(each for each in rest if each)}."


def _state(action: AgreedAction, today: dt.date) -> tuple[str, str]:
    if action.is_done:
        return "Done", "green"
    if action.is_late(today):
        return "Overdue", "orange"
    if action.is_due_soon(today):
        return "Due this week", "blue"
    return "", "grey"


def _when(action: AgreedAction) -> str:
    return _when_words(action.due_on, action.done_on, action.done_by.name if action.done_by else None)


def _when_words(due_on: dt.date | None, done_on: dt.date | None, done_by: str | None) -> str:
    if done_on:
        return f"Done {formats.day(done_on)}{f' by {done_by}' if done_by else ''}"
    return f"By {formats.day(due_on)}" if due_on else "No day yet"
