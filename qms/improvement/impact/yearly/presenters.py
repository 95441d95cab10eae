"""A year in sentences that can be pasted, in lists, and as rows of a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from qms.improvement.benefits.adding_up import Sum
from qms.improvement.benefits.wording import KINDS as BENEFITS
from qms.improvement.benefits.wording import amount_words, checked_sentence, rounded
from qms.improvement.benefits.wording import sentence as benefit_sentence
from qms.improvement.capability.models import Tier
from qms.improvement.capability.tiers import TIER_WORDS
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.models import ImpactKind
from qms.improvement.impact.presenters import EntryView, entry_view
from qms.improvement.impact.yearly.counting import Agreed, beside, difference
from qms.improvement.impact.yearly.queries import Year
from qms.improvement.impact.years import year_of, year_words
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock
from qms.kernel.formats import count, day, listed

COLUMNS = ("part", "kind", "date", "title", "unit", "detail", "number", "year before")


@dataclass(frozen=True)
class EndedView:
    """A project that ended: when, how, what its charts show today, and what its team learned."""

    title: str
    url: str
    unit: str
    when: str
    stage: str
    verdict: str
    learned: str


@dataclass(frozen=True)
class BenefitRow:
    """A benefit that was confirmed in the year."""

    project: str
    url: str
    kind: str
    sentence: str
    checked: str


def sentences(year: Year) -> list[str]:
    """What a report can say of the year, a sentence or two for each part; parts of which nothing is known are left out."""
    found = [_told(year), _agreed(year.agreed), _gained(year), _ran(year), _ended(year), _taught(year)]
    return [each for each in found if each]


def told_rows(year: Year) -> list[tuple[str, int, int, str]]:
    """(kind, this year, the year before, how they compare), every kind."""
    return [(KINDS[each.kind].name, each.now, each.before, difference(each.now, each.before)) for each in year.told]


def lists(year: Year) -> list[tuple[str, list[EntryView]]]:
    """(heading, entries) of the kinds that have some."""
    today = clock.today()
    views = [
        (_heading(told.kind), [entry_view(each, year.actions.get(each.id, ()), today) for each in year.of(told.kind)])
        for told in year.told
    ]
    return [(name, entries) for name, entries in views if entries]


def ended_views(year: Year) -> list[EndedView]:
    """The projects that ended, in that order."""
    return [
        EndedView(
            title=each.title,
            url=url_for("improvement.project", project_id=each.id),
            unit=each.unit.name,
            when=day(each.ended_on),
            stage=STAGE_WORDS[each.stage],
            verdict=_verdict(year, each.id),
            learned=each.learned,
        )
        for each in year.ended
    ]


def benefit_rows(year: Year) -> list[BenefitRow]:
    """The benefits that were confirmed, as their projects claimed them."""
    return [
        BenefitRow(
            project=each.project.title,
            url=url_for("improvement.project", project_id=each.project_id, tab="benefits", _anchor=f"benefit-{each.id}"),
            kind=BENEFITS[each.kind].name,
            sentence=benefit_sentence(each),
            checked=checked_sentence(each),
        )
        for each in year.confirmed
    ]


def taught_rows(year: Year) -> list[tuple[str, str, int]]:
    """(programme, tier, people); a programme of no tier has none to say."""
    return [(each.programme, "" if each.tier is Tier.NONE else TIER_WORDS[each.tier], each.people) for each in year.taught]


def neighbours(year: int) -> list[tuple[str, int]]:
    """(words, year) of the year before and, once it has begun, the year after."""
    after = [(f"Next: {year_words(year + 1)}", year + 1)] if year < year_of(clock.today()) else []
    return [(f"Previous: {year_words(year - 1)}", year - 1), *after]


def file_rows(year: Year) -> Iterator[list[object]]:
    """The year as rows, in the order of COLUMNS."""
    for told in year.told:
        yield ["counts", told.kind.value, "", KINDS[told.kind].name, "", "", told.now, told.before]
    for name, number in (("agreed", year.agreed.agreed), ("done", year.agreed.done), ("overdue", year.agreed.overdue)):
        yield ["agreed actions", name, "", "", "", "", number, ""]
    for each in year.entries:
        said = entry_view(each, year.actions.get(each.id, ()), clock.today())
        detail = f"{said.line} {said.agreed}".strip()
        yield ["entries", each.kind.value, each.happened_on, each.title, each.unit.name, detail, "", ""]
    for benefit in year.confirmed:
        about = (benefit.project.title, benefit.project.unit.name, benefit_sentence(benefit))
        yield ["benefits confirmed", benefit.kind.value, benefit.checked_on, *about, benefit.amount, ""]
    yield ["projects", "ran", "", "", "", "", year.ran.projects, ""]
    yield ["projects", "began", "", "", "", "", year.ran.began, ""]
    for project in year.ended:
        about = (project.title, project.unit.name, f"{_verdict(year, project.id)}. {project.learned}".strip())
        yield ["projects ended", project.stage.value, project.ended_on, *about, "", ""]
    for taught in year.taught:
        yield ["people trained", taught.tier.value, "", taught.programme, year.unit.name, "", taught.people, ""]


def _verdict(year: Year, project_id: int) -> str:
    """'The chart says: real improvement'."""
    words = year.standing[project_id].words
    return f"The chart says: {words[:1].lower()}{words[1:]}" if words else "There is no chart to compare"


def _heading(kind: ImpactKind) -> str:
    """Above a list of entries: 'Publications'; the part that patients and the public had keeps its usual name."""
    many = KINDS[kind].many
    return KINDS[kind].name if kind is ImpactKind.INVOLVEMENT else f"{many[:1].upper()}{many[1:]}"


def _told(year: Year) -> str:
    """'In 2026/27 Ward 1 wrote down 2 publications and 1 award: 3 entries, 1 more than the year before.'"""
    named = [count(each.now, KINDS[each.kind].one, KINDS[each.kind].many) for each in year.told if each.now]
    if not named:
        return ""
    now, before = sum(each.now for each in year.told), sum(each.before for each in year.told)
    compared = beside(now, before) if before else "the year before had none"
    begun = f"In {year_words(year.year)} {year.unit.name} wrote down {listed(named)}"
    return f"{begun}: {count(now, 'entry', 'entries')}, {compared}."


def _agreed(agreed: Agreed) -> str:
    if not agreed.agreed:
        return ""
    parts = [
        f"{agreed.done:,} {_is(agreed.done)} done" if agreed.done else "none is done yet",
        f"{agreed.overdue:,} {_is(agreed.overdue)} overdue" if agreed.overdue else "",
        f"{agreed.open:,} {_is(agreed.open)} still to come" if agreed.open and agreed.done else "",
    ]
    asked = count(agreed.agreed, "action was", "actions were")
    return f"{asked} agreed with others: {listed([each for each in parts if each])}."


def _gained(year: Year) -> str:
    if not year.gained:
        return ""
    parts = [f"{BENEFITS[each.kind].name.lower()}: {_sum(each)}" for each in year.gained]
    confirmed = count(len(year.confirmed), "benefit was", "benefits were")
    return f"{confirmed} confirmed by somebody outside the project. By {day(year.until)}, {'; '.join(parts)}."


def _sum(added: Sum) -> str:
    """'about 98 days so far, about 110 days a year'; what is under one is said as it is."""
    so_far = _amount(added, added.confirmed_so_far)
    return f"{so_far} so far" + (f", {_amount(added, added.confirmed_a_year)} a year" if added.confirmed_a_year else "")


def _amount(added: Sum, amount: float) -> str:
    return rounded(added.kind, amount) if amount > 0 else amount_words(added.kind, 0)


def _ran(year: Year) -> str:
    """'5 projects ran in the year, 2 of which began in it.'"""
    if not year.ran.projects:
        return ""
    began = f"{year.ran.began:,} of which began in it" if year.ran.began else "none of which began in it"
    if year.ran.projects == 1:
        began = "which began in it" if year.ran.began else "which began before it"
    return f"{count(year.ran.projects, 'project')} ran in the year, {began}."


def _ended(year: Year) -> str:
    if len(year.ended) == 1:
        return _one_ended(year, year.ended[0])
    if not year.ended:
        return ""
    completed = sum(each.stage is Stage.COMPLETED for each in year.ended)
    improved = sum(year.standing[each.id].is_improved for each in year.ended)
    compared = sum(year.standing[each.id].verdict is not None for each in year.ended)
    end = f"{count(len(year.ended), 'project')} ended, {f'{completed:,}' if completed else 'none'} of them completed."
    if not compared:
        return f"{end} There is no chart that can be compared before and since a change."
    if not improved:
        return f"{end} No chart that can be compared shows a real improvement."
    shows = "shows" if improved == 1 else "show"
    return f"{end} {improved:,} of {compared:,} with a chart to compare {shows} a real improvement."


def _one_ended(year: Year, project: Project) -> str:
    """The same of one project, which is not said as '1 of 1'."""
    standing, end = year.standing[project.id], f"1 project ended: it was {STAGE_WORDS[project.stage].lower()}."
    if standing.verdict is None:
        return f"{end} It has no chart that can be compared before and since a change."
    return f"{end} Its chart shows {'a' if standing.is_improved else 'no'} real improvement."


def _taught(year: Year) -> str:
    """'34 people completed a training in improvement: QSIR Fundamentals (26) and QSIR Practitioner (8).'"""
    if not year.taught:
        return ""
    programmes = listed([f"{each.programme} ({each.people:,})" for each in year.taught])
    return (
        f"{count(year.people, 'person', 'people')} completed a training in improvement. By programme these were {programmes}."
    )


def _is(how_many: int) -> str:
    return "is" if how_many == 1 else "are"
