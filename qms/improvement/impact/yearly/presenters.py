"""A year as its story, its page's rows and a file's."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row

from qms.improvement.benefits.models import Benefit
from qms.improvement.benefits.wording import KINDS as BENEFITS
from qms.improvement.benefits.wording import checked_sentence
from qms.improvement.benefits.wording import sentence as benefit_sentence
from qms.improvement.capability.models import Tier
from qms.improvement.capability.tiers import TIER_WORDS
from qms.improvement.impact.agreed.presenters import counts_sentence
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.models import ImpactKind
from qms.improvement.impact.presenters import line
from qms.improvement.impact.yearly.counting import agreed_of, difference
from qms.improvement.impact.yearly.queries import DueAndDone, Year
from qms.improvement.impact.yearly.sentences import sentences
from qms.improvement.impact.yearly.story import Ended, Entry, Gain, Story, Taught, Told
from qms.improvement.impact.years import year_of, year_words
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock

COLUMNS = ("part", "kind", "date", "title", "unit", "detail", "number", "year before")


def story_of(year: Year) -> Story:
    """The year as it stands today."""
    agreed = year.agreed
    return Story(
        unit=year.unit.name,
        year=year.year,
        as_at=clock.today().isoformat(),
        sentences=tuple(sentences(year)),
        told=tuple(Told(e.kind.value, KINDS[e.kind].name, _heading(e.kind), e.now, e.before) for e in year.told),
        agreed=(agreed.agreed, agreed.done, agreed.overdue),
        ran=(year.ran.projects, year.ran.began),
        how_many_ended=len(year.endings),
        people=year.people,
        entries=tuple(_entry(each, year) for each in year.entries),
        gains=tuple(map(_gain, year.confirmed)),
        ended=tuple(_ended(each, year) for each in year.ended),
        taught=tuple(
            Taught(e.programme, e.tier.value, "" if e.tier is Tier.NONE else TIER_WORDS[e.tier], e.people)
            for e in year.taught
        ),
    )


def told_rows(story: Story) -> list[tuple[str, int, int, str]]:
    """(kind, this year, the year before, how they compare), every kind."""
    return [(each.name, each.now, each.before, difference(each.now, each.before)) for each in story.told]


def neighbours(year: int) -> list[tuple[str, int]]:
    """(words, year) of the year before and, once it has begun, the year after."""
    after = [(f"Next: {year_words(year + 1)}", year + 1)] if year < year_of(clock.today()) else []
    return [(f"Previous: {year_words(year - 1)}", year - 1), *after]


def file_rows(story: Story) -> Iterator[list[object]]:
    """The year as rows, in the order of COLUMNS."""
    for told in story.told:
        yield ["counts", told.kind, "", told.name, "", "", told.now, told.before]
    for name, number in zip(("agreed", "done", "overdue"), story.agreed, strict=True):
        yield ["agreed actions", name, "", "", "", "", number, ""]
    for each in story.entries:
        detail = f"{each.line} {each.agreed}".strip()
        yield ["entries", each.kind, each.on, each.title, each.unit, detail, "", ""]
    for gain in story.gains:
        yield ["benefits confirmed", gain.kind, gain.on, gain.project, gain.unit, gain.sentence, gain.amount, ""]
    for name, number in zip(("ran", "began"), story.ran, strict=True):
        yield ["projects", name, "", "", "", "", number, ""]
    for ended in story.ended:
        detail = f"{ended.verdict}. {ended.learned}".strip()
        yield ["projects ended", ended.stage, ended.on, ended.title, ended.unit, detail, "", ""]
    for taught in story.taught:
        yield ["people trained", taught.tier, "", taught.programme, story.unit, "", taught.people, ""]


def _entry(row: Row[Any], year: Year) -> Entry:
    return Entry(
        on=row.happened_on.isoformat(),
        id=row.id,
        kind=row.kind.value,
        title=row.title,
        line=line(row),
        agreed=_agreed(year.actions[row.id]) if row.id in year.actions else "",
        changed=row.changed,
        project_id=row.project_id,
        project=row.project or "",
        unit=row.unit,
    )


def _agreed(days: list[DueAndDone]) -> str:
    actions = agreed_of(days, clock.today())
    return counts_sentence(actions.agreed, actions.done, actions.overdue)


def _gain(benefit: Benefit) -> Gain:
    return Gain(
        on=benefit.checked_on.isoformat() if benefit.checked_on else "",
        id=benefit.id,
        kind=benefit.kind.value,
        name=BENEFITS[benefit.kind].name,
        amount=benefit.amount,
        sentence=benefit_sentence(benefit),
        checked=checked_sentence(benefit),
        project_id=benefit.project_id,
        project=benefit.project.title,
        unit=benefit.project.unit.name,
    )


def _ended(row: Row[Any], year: Year) -> Ended:
    words = year.endings[row.id].words
    return Ended(
        on=row.ended_on.isoformat(),
        project_id=row.id,
        title=row.title,
        unit=row.unit,
        stage=row.stage.value,
        stage_words=STAGE_WORDS[row.stage],
        verdict=f"The chart says: {words[:1].lower()}{words[1:]}" if words else "There is no chart to compare",
        learned=row.learned,
    )


def _heading(kind: ImpactKind) -> str:
    """Above a list of entries: 'Publications'; the part that patients and the public had keeps its usual name."""
    many = KINDS[kind].many
    return KINDS[kind].name if kind is ImpactKind.INVOLVEMENT else f"{many[:1].upper()}{many[1:]}"
