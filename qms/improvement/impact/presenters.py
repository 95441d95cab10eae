"""Entries of the impact log in words."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from qms.improvement.impact.agreed.presenters import agreed_sentence
from qms.improvement.impact.attached.presenters import Shown, shown
from qms.improvement.impact.kinds import KINDS, SCORES, STATUSES
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.kernel import clock, formats

COLOURS = {
    ImpactKind.PUBLICATION: "blue",
    ImpactKind.PRESENTATION: "aqua-green",
    ImpactKind.MEETING: "yellow",
    ImpactKind.MEDIA: "pink",
    ImpactKind.POLICY: "green",
    ImpactKind.INVOLVEMENT: "purple",
    ImpactKind.AWARD: "orange",
}

SHORT = {
    "status": "Status",
    "who": "Who",
    "venue": "Where",
    "place": "Place",
    "people": "People there",
    "reach": "Reach",
    "reference": "Reference",
    "method": "How",
    "said": "What was said",
    "changed": "What changed",
    "effective_on": "Holds from",
    "score": "How useful",
    "evaluation": "Looking back",
}
"""What a field is called beside its value, unless the kind calls it otherwise."""

CALLED = {
    (ImpactKind.PUBLICATION, "who"): "Authors",
    (ImpactKind.PRESENTATION, "venue"): "Event",
    (ImpactKind.PRESENTATION, "who"): "Audience",
    (ImpactKind.MEETING, "who"): "Met",
    (ImpactKind.MEETING, "said"): "Discussed",
    (ImpactKind.POLICY, "who"): "Whose",
    (ImpactKind.INVOLVEMENT, "who"): "Group",
    (ImpactKind.INVOLVEMENT, "said"): "What they said",
    (ImpactKind.INVOLVEMENT, "changed"): "What changed because of it",
    (ImpactKind.AWARD, "venue"): "Given by",
    (ImpactKind.AWARD, "who"): "Received by",
}


@dataclass(frozen=True)
class EntryView:
    """An entry as a row or a page of its own. facts: (what, words) of its fields that are filled. line: the most telling of
    them in one line. changed: what is different because of it. agreed: how its actions stand. owner, owner_url: the project
    or unit whose it is. again_url: where one like it is begun."""

    id: int
    kind: str
    colour: str
    title: str
    when: str
    line: str
    facts: list[tuple[str, str]]
    changed: str
    agreed: str
    of_project: bool
    owner: str
    owner_url: str
    again_url: str
    unit: str
    serves: str
    link: str
    files: list[Shown]
    by: str
    is_meeting: bool


def entry_views(
    entries: Iterable[ImpactEntry], actions: Mapping[int, Sequence[AgreedAction]], today: dt.date | None = None
) -> list[EntryView]:
    """The entries in their order; `actions` are those agreed in each."""
    on = today or clock.today()
    return [entry_view(each, actions.get(each.id, ()), on) for each in entries]


def entry_view(entry: ImpactEntry, actions: Sequence[AgreedAction], today: dt.date) -> EntryView:
    """One entry."""
    kind, project = KINDS[entry.kind], entry.project
    unit_url = url_for("improvement.impact", unit=entry.unit_id)
    return EntryView(
        id=entry.id,
        kind=kind.name,
        colour=COLOURS[entry.kind],
        title=entry.title,
        when=formats.day(entry.happened_on),
        line=line(entry),
        facts=facts(entry),
        changed=entry.changed,
        agreed=agreed_sentence(actions, today),
        of_project=project is not None,
        owner=project.title if project else entry.unit.name,
        owner_url=part_url(project.id, "impact") if project else unit_url,
        again_url=_again_url(entry),
        unit=entry.unit.name,
        serves=_serves(entry),
        link=entry.link,
        files=shown(entry),
        by=entry.by.name,
        is_meeting=entry.kind is ImpactKind.MEETING,
    )


def _again_url(entry: ImpactEntry) -> str:
    what: dict[str, Any] = {"kind": entry.kind.value, "like": entry.id}
    if entry.project_id:
        return url_for("improvement.impact_new", project_id=entry.project_id, **what)
    return url_for("improvement.impact_new_of_unit", unit_id=entry.unit_id, **what)


def facts(entry: ImpactEntry) -> list[tuple[str, str]]:
    """(what, words) of the fields that say something, in the order of the form."""
    asked = ((name, field_words(entry, name)) for name in KINDS[entry.kind].asks)
    return [(CALLED.get((entry.kind, name), SHORT[name]), words) for name, words in asked if words]


def field_words(entry: ImpactEntry, name: str) -> str:
    """A field's value as people say it; empty where it says nothing."""
    value = getattr(entry, name)
    if value is None or value == "":
        return ""
    if name == "status":
        return STATUSES[value]
    if name == "score":
        return SCORES[value]
    if isinstance(value, dt.date):
        return formats.day(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def line(entry: Any) -> str:
    """'Reid A, Shaw B. BMJ Open Quality. Published.': what one reads beside the title. Of an entry, or of a row of its
    columns."""
    where = ", ".join(each for each in (entry.venue, entry.place) if each)
    people = f"{formats.count(entry.people, 'person', 'people')} there" if entry.people else ""
    status = STATUSES[entry.status] if entry.status else ""
    holds = f"Holds from {formats.day(entry.effective_on)}" if entry.effective_on else ""
    parts = (entry.who, where, people, entry.reach, entry.method, status, holds, entry.reference)
    return " ".join(f"{each.rstrip('.')}." for each in parts if each)


def trail(project: Project | None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of the log: by its project or, without one, by the log itself."""
    home = [("Home", url_for("home")), ("Improvement projects", url_for("improvement.index"))]
    above = (project.title, part_url(project.id, "impact")) if project else ("Impact", url_for("improvement.impact"))
    return [*home, above, *more]


def trail_of(entry: ImpactEntry) -> list[tuple[str, str]]:
    """The way to what is done with an entry."""
    return trail(entry.project, (entry.title, url_for("improvement.impact_entry", impact_id=entry.id)))


def _serves(entry: ImpactEntry) -> str:
    """The objective and the collaborative that it belongs to, in words."""
    objective = entry.project.objective if entry.project else entry.objective
    found = [each.title for each in (objective, entry.collaborative) if each]
    return "; ".join(found)


def counted_words(counted: Mapping[ImpactKind, int]) -> list[str]:
    """'3 publications', '1 award', in the order of the kinds; those without any are left out."""
    return [
        formats.count(counted[kind], words.one, words.many) for kind, words in KINDS.items() if counted.get(kind)
    ]  # fmt: skip


def list_sentence(counted: Mapping[ImpactKind, int]) -> str:
    """'9 entries: 3 publications, 1 award and 5 media reports.'"""
    total = sum(counted.values())
    if not total:
        return "Nothing has been written down here yet."
    return f"{formats.count(total, 'entry', 'entries')}: {formats.listed(counted_words(counted))}."
