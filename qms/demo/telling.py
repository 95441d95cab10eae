"""What the demonstration's people told others: talks, articles, meetings with what was agreed, and what patients said."""

import datetime as dt
import io
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw

from qms.demo.trust import Trust
from qms.demo.units import MEDICINE
from qms.improvement.files.preparing import prepare
from qms.improvement.impact.actions import log_impact
from qms.improvement.impact.agreed.actions import agree_on, finish_agreed
from qms.improvement.impact.attached.actions import attach
from qms.improvement.impact.editions.actions import keep_year
from qms.improvement.impact.models import ImpactEntry, ImpactKind, PublicationStatus
from qms.improvement.impact.yearly.presenters import story_of
from qms.improvement.impact.yearly.queries import year_for_everybody
from qms.improvement.impact.years import year_of
from qms.kernel import clock
from qms.people.models import Person

K = ImpactKind


@dataclass(frozen=True)
class AgreedPlan:
    """An action: by a person's key or by somebody outside, due so many days from today, and done so many days ago."""

    what: str
    due: int
    owner: str = ""
    outside: str = ""
    done: int | None = None


@dataclass(frozen=True)
class TellingPlan:
    """An entry of so many days ago, of a project's lead or, with a unit's code, of the person named."""

    kind: ImpactKind
    days_ago: int
    title: str
    project: str = ""
    unit: str = ""
    by: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    agreed: tuple[AgreedPlan, ...] = ()
    poster: str = ""  # the words on a picture that comes with it


PLANS = (
    TellingPlan(
        K.PUBLICATION, 75, "A bundle against falls at night: a year on one ward", "bundle",
        fields={
            "status": PublicationStatus.ACCEPTED, "who": "Hargreaves R, Mehta A and colleagues",
            "venue": "A journal of quality improvement", "reference": "Accepted in September; the reference follows.",
        },
    ),
    TellingPlan(
        K.PRESENTATION, 40, "Bay nursing at night", "bundle",
        fields={
            "venue": "Regional patient safety day", "place": "Leeds", "who": "Ward managers and matrons of six trusts",
            "people": 120,
        },
    ),
    TellingPlan(
        K.MEETING, 24, "Falls after discharge: what care homes need from us", "bundle",
        fields={
            "who": "Managers of four care homes; falls lead of the care board", "score": 4,
            "said": "Homes get no word of a fall in hospital. They would change a room if they knew in time.",
            "evaluation": "Four homes came, two could not. A time after the lunch round suits them better.",
        },
        agreed=(
            AgreedPlan("Put falls in hospital on the discharge letter", 4, owner="qi"),
            AgreedPlan("Ask two more homes to the next meeting", -6, owner="ward"),
            AgreedPlan("Send the homes’ checklist for a safe room", -10, outside="Falls lead of the care board", done=12),
        ),
    ),
    TellingPlan(
        K.INVOLVEMENT, 210, "A walk at night with carers", "bundle",
        fields={
            "who": "Five members of the carers’ forum", "method": "Walk round the ward at nine in the evening",
            "said": "The way to the toilet is dark, and the bell lies behind the pillow.",
            "changed": "Lights along the floor on both sides, and the bell in the bedside check. The colour of the curtains, "
            "which they also disliked, stayed: there was no money for it.",
        },
    ),
    TellingPlan(
        K.POLICY, 160, "Observation of patients at risk of falling", "bundle",
        fields={
            "who": "The trust", "effective_on": -120,
            "changed": "Bay nursing at night replaces checks each hour for patients at high risk.",
        },
    ),
    TellingPlan(
        K.AWARD, 420, "Patient safety team of the year, shortlisted", "sepsis",
        fields={"venue": "A national patient safety congress", "who": "The sepsis team of the Emergency Department"},
    ),
    TellingPlan(
        K.MEDIA, 300, "Hospital’s gel at every bed halves the steps", "gel-ccu",
        fields={"venue": "Alderbrook Evening News", "reach": "About 18,000 readers"},
    ),
    TellingPlan(
        K.PRESENTATION, 455, "What a figure a week does", "hands-together",
        fields={"venue": "Infection prevention network", "place": "Online", "people": 45},
    ),
    TellingPlan(
        K.PRESENTATION, 330, "Falls on our wards: what one year of the national audit showed", unit=MEDICINE, by="medicine",
        fields={"venue": "National falls conference", "place": "Birmingham", "people": 80},
        poster="What one year showed",
    ),
    TellingPlan(
        K.PUBLICATION, 50, "National audit of inpatient falls: our division’s report and what we do about it", unit=MEDICINE,
        by="medicine",
        fields={
            "status": PublicationStatus.PUBLISHED, "who": "Division of Medicine and Older People",
            "venue": "The trust’s quality committee", "reference": "Paper 14 of October 2026",
        },
    ),
)  # fmt: skip


def tell_others(trust: Trust) -> None:
    """Every entry as if it had been written on its day, with what has been done since."""
    for plan in PLANS:
        project = trust.projects[plan.project] if plan.project else None
        by = project.lead if project else trust.people[plan.by]
        day = trust.today - dt.timedelta(days=plan.days_ago)
        with _on(day):
            entry = log_impact(
                kind=plan.kind,
                project=project,
                unit=trust.units[plan.unit] if plan.unit else None,
                by=by,
                title=plan.title,
                happened_on=day,
                **_fields(plan, trust),
            )
            if plan.poster:
                attach(entry, prepared=prepare("poster.png", _poster(plan.poster)), by=by)
        for each in plan.agreed:
            _agree(each, entry, by, trust, day)


def keep_last_year(trust: Trust) -> None:
    """Last year of the division as its director kept it for the quality committee in spring; all else must be there."""
    year = year_of(trust.today) - 1
    kept_on = dt.date(year + 1, 4, 20)
    with _on(kept_on):
        unit = trust.units[MEDICINE]
        keep_year(unit, story=story_of(year_for_everybody(unit, year)), by=trust.people["medicine"])


def _poster(words: str) -> bytes:
    """A small picture of a poster, drawn here: a demonstration brings no files along."""
    picture = Image.new("RGB", (420, 594), "#f0f4f5")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 420, 90), fill="#005eb8")
    draw.text((24, 38), words, fill="white", font_size=26)
    for at, height in enumerate((190, 165, 170, 140, 120, 95)):
        draw.rectangle((50 + 55 * at, 400 - height, 85 + 55 * at, 400), fill="#41b6e6")
    draw.text((24, 430), "Falls with harm, quarter by quarter", fill="#212b32", font_size=18)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _agree(plan: AgreedPlan, entry: ImpactEntry, by: Person, trust: Trust, day: dt.date) -> None:
    with _on(day):
        owner, due_on = trust.people.get(plan.owner), trust.today + dt.timedelta(days=plan.due)
        action = agree_on(entry, what=plan.what, owner=owner, outside=plan.outside, due_on=due_on, by=by)
    if plan.done is not None:
        with _on(trust.today - dt.timedelta(days=plan.done)):
            finish_agreed(action, by=by)


def _fields(plan: TellingPlan, trust: Trust) -> dict[str, Any]:
    """The plan's fields; its days are counted from today."""
    days = {name: trust.today + dt.timedelta(days=value) for name, value in plan.fields.items() if name == "effective_on"}
    return {**plan.fields, **days}


def _on(day: dt.date) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime.combine(day, dt.time(15), dt.UTC))
