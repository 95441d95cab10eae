"""A year in sentences that can be pasted into a report."""

from qms.improvement.benefits.adding_up import Sum
from qms.improvement.benefits.wording import KINDS as BENEFITS
from qms.improvement.benefits.wording import amount_words, rounded
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.yearly.counting import Agreed, beside
from qms.improvement.impact.yearly.queries import Ending, Year
from qms.improvement.impact.years import year_words
from qms.improvement.projects.models import Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel.formats import count, day, listed


def sentences(year: Year) -> list[str]:
    """What a report can say of the year, a sentence or two for each part; parts of which nothing is known are left out."""
    found = [_told(year), _agreed(year.agreed), _gained(year), _ran(year), _ended(year), _taught(year)]
    return [each for each in found if each]


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
    confirmed = count(len(year.confirmed), "benefit that came", "benefits that came")
    was = "was" if len(year.confirmed) == 1 else "were"
    checked = f"{confirmed} in the year {was} confirmed by somebody outside the project."
    return f"{checked} Until {day(year.until)}: {'; '.join(parts)}."


def _sum(added: Sum) -> str:
    """'about 98 days in the year, about 110 days in a whole year'; what is under one is said as it is."""
    so_far = _amount(added, added.confirmed_so_far)
    return f"{so_far} in the year" + (
        f", {_amount(added, added.confirmed_a_year)} in a whole year" if added.confirmed_a_year else ""
    )


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
    endings = list(year.endings.values())
    if len(endings) == 1:
        return _one_ended(endings[0])
    if not endings:
        return ""
    completed = sum(each.stage is Stage.COMPLETED for each in endings)
    improved = sum(each.is_improved for each in endings)
    compared = sum(bool(each.words) for each in endings)
    end = f"{count(len(endings), 'project')} ended, {f'{completed:,}' if completed else 'none'} of them completed."
    if not compared:
        return f"{end} There is no chart that can be compared before and since a change."
    if not improved:
        return f"{end} No chart that can be compared shows a real improvement."
    shows = "shows" if improved == 1 else "show"
    return f"{end} {improved:,} of {compared:,} with a chart to compare {shows} a real improvement."


def _one_ended(ending: Ending) -> str:
    """The same of one project, which is not said as '1 of 1'."""
    end = f"1 project ended: it was {STAGE_WORDS[ending.stage].lower()}."
    if not ending.words:
        return f"{end} It has no chart that can be compared before and since a change."
    return f"{end} Its chart shows {'a' if ending.is_improved else 'no'} real improvement."


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
