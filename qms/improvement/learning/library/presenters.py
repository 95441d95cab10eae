"""Entries of the library in words: what was tried, where, and what came of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.documents import Outcome
from qms.golden_thread.strands import Card
from qms.improvement.evidence.headlines import Headline
from qms.improvement.learning.library.asking import KINDS, Asked
from qms.improvement.learning.library.index import Run, Runs
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import ENDED, Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import formats

KIND_WORDS = {
    "project": "Project",
    "cycle": "Test of change",
    "idea": "Change idea",
    "package-idea": "Idea of a collaborative",
    "cause": "Cause of a signal",
    "root-causes": "Root causes",
    "report": "Report",
    "summary": "Published summary",
    "plan": "Plan",
}
REPORT_WORDS = {
    "publication": "Publication",
    "presentation": "Presentation or poster",
    "policy": "Policy or guideline change",
}
TAB_WORDS = {
    "project": "Projects",
    "cycle": "Tests of change",
    "idea": "Change ideas",
    "cause": "Causes",
    "report": "Reports",
    "plan": "Plans",
}
TRIED = {"project", "cycle", "idea", "package-idea"}
"""What was tried or may be: its outcomes are counted. A summary repeats that of its project."""
OUTCOME_WORDS = {
    Outcome.WORKED: "Worked",
    Outcome.DID_NOT: "Did not work",
    Outcome.ADOPTED: "Adopted",
    Outcome.ADAPTED: "Adapted",
    Outcome.MIXED: "Mixed",
    Outcome.ABANDONED: "Abandoned",
    Outcome.UNKNOWN: "Not known yet",
}
OUTCOME_COLOURS = {
    Outcome.WORKED: "blue",
    Outcome.DID_NOT: "orange",
    Outcome.ADOPTED: "white",
    Outcome.ADAPTED: "white",
    Outcome.MIXED: "yellow",
    Outcome.ABANDONED: "orange",
    Outcome.UNKNOWN: "grey",
}
OUTCOME_CHOICES = {
    Outcome.WORKED: "Worked: the chart shows it",
    Outcome.DID_NOT: "Did not work: the chart shows it",
    Outcome.ADOPTED: "Adopted: a team decided so",
    Outcome.ADAPTED: "Adapted: a team decided so",
    Outcome.ABANDONED: "Abandoned: a team decided so",
    Outcome.MIXED: "Mixed: adopted here, abandoned there",
    Outcome.UNKNOWN: "Not known yet",
}
"""What can be asked for: whose word it is stands beside it."""

IDEA_WORDS = {"untried": "Nobody has tried it yet", "taken-up": "No test of it is decided yet"}
STATE_WORDS = {
    "cycle": {"": "Still running"},
    "idea": IDEA_WORDS,
    "package-idea": IDEA_WORDS,
    "cause": {"concern": "A change for the worse", "improvement": "A change for the better", "neutral": "A change"},
    "plan": {"draft": "Draft", "signed-off": "Signed off", "retired": "Retired"},
    "project": {stage.value: STAGE_WORDS[stage] for stage in Stage},
}
UNTRIED = "untried"
LONGEST_RESULT = 240


@dataclass(frozen=True)
class Result:
    """An entry in a list: `title` and `extract` as runs, of which some are what was looked for; `outcome` is empty for what
    has none, such as a plan."""

    title: Runs
    url: str
    kind: str
    where: str
    when: str
    outcome: str
    colour: str
    came_of_it: str
    extract: Runs

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return "".join(run.text for run in self.title)


@dataclass(frozen=True)
class Tab:
    """A kind of entry with how many there are of it; the key of all kinds is empty."""

    key: str
    words: str
    present: bool


def url_of(entry: LibraryEntry) -> str:
    """Where the thing itself is."""
    return _PLACES[entry.kind](entry)


_PLACES: Mapping[str, Callable[[LibraryEntry], str]] = {
    "project": lambda entry: url_for("improvement.project", project_id=entry.ref_id),
    "cycle": lambda entry: url_for("improvement.cycle", cycle_id=entry.ref_id),
    "idea": lambda entry: url_for("planning.plan", plan_id=entry.plan_id),
    "package-idea": lambda entry: url_for("improvement.package_idea_tests", idea_id=entry.ref_id),
    "cause": lambda entry: url_for("control.signal", signal_id=entry.ref_id),
    "root-causes": lambda entry: part_url(entry.ref_id, "charter"),
    "report": lambda entry: url_for("improvement.impact_entry", impact_id=entry.ref_id),
    "summary": lambda entry: url_for("improvement.summary", summary_id=entry.ref_id),
    "plan": lambda entry: url_for("planning.plan", plan_id=entry.plan_id),
}


def kind_of(entry: LibraryEntry) -> str:
    """What it is, in words."""
    return REPORT_WORDS.get(entry.state, KIND_WORDS[entry.kind]) if entry.kind == "report" else KIND_WORDS[entry.kind]


def results(
    entries: Sequence[LibraryEntry],
    marked: Mapping[int, tuple[Runs, Runs]] | None = None,
    evidence: Mapping[int, Headline] | None = None,
) -> list[Result]:
    """The entries in their order, with the words that were found marked, and what projects' charts show."""
    found, shown = marked or {}, evidence or {}
    return [
        _result(each, *found.get(each.id, ([Run(each.title, found=False)], [])), shown.get(each.ref_id)) for each in entries
    ]


def _result(entry: LibraryEntry, title: Runs, extract: Runs, evidence: Headline | None) -> Result:
    charted = evidence.sentence if evidence and entry.kind == "project" else ""
    return Result(
        title=title,
        url=url_of(entry),
        kind=kind_of(entry),
        where=entry.unit.name,
        when=formats.month(entry.on),
        outcome=_outcome(entry),
        colour=OUTCOME_COLOURS[entry.outcome],
        came_of_it=" ".join(filter(None, (came_of_it(entry), charted))),
        extract=extract if any(run.found for run in extract) else [],
    )


def _outcome(entry: LibraryEntry) -> str:
    """The outcome in words; nothing for what has none, such as a plan."""
    if entry.kind not in TRIED and entry.outcome is Outcome.UNKNOWN:
        return ""
    if entry.state == UNTRIED:
        return "Not tried yet"
    if entry.kind == "project" and entry.state in ENDED and entry.outcome is Outcome.UNKNOWN:
        return "Not known"  # nor will it be: it has ended
    return OUTCOME_WORDS[entry.outcome]


def came_of_it(entry: LibraryEntry) -> str:
    """'Abandoned. Low beds alone did not help.'"""
    state = STATE_WORDS.get(entry.kind, {}).get(entry.state, "")
    result = " ".join(entry.result.split())
    if len(result) > LONGEST_RESULT:
        result = result[:LONGEST_RESULT].rsplit(" ", 1)[0] + " …"
    if not state or result.startswith(state):
        return result
    return f"{state}. {result}".strip()


def card_of(entry: LibraryEntry) -> Card:
    """An entry as the search over everything shows it."""
    outcome = _outcome(entry)
    what = f"{kind_of(entry)}, {entry.unit.name}, {formats.month(entry.on)}. {came_of_it(entry)}"
    return Card(entry.title, url_of(entry), outcome, what, OUTCOME_COLOURS[entry.outcome])


def tabs_of(counted: Mapping[tuple[str, Outcome], int], asked: Asked) -> list[Tab]:
    """'All 34', 'Projects 12'; kinds without any are left out unless one is the kind asked for."""
    of_kind = {kind: sum(n for (each, _), n in counted.items() if each in held) for kind, held in KINDS.items()}
    tabs = [Tab("", f"All ({sum(of_kind.values()):,})", not asked.kind)]
    for kind, how_many in of_kind.items():
        if how_many or kind == asked.kind:
            tabs.append(Tab(kind, f"{TAB_WORDS[kind]} ({how_many:,})", kind == asked.kind))
    return tabs


def sentence(counted: Mapping[tuple[str, Outcome], int], asked: Asked) -> str:
    """'34 things tell of “falls”: 5 worked and 3 did not, by their charts; teams adopted 8 and abandoned 6; of 8 it is not
    known yet; 4 are plans, causes or reports.' What it counts adds up to the whole."""
    if asked.says_nothing:
        return f"“{asked.typed}” holds no word to look for. Use one that says more, such as what was changed or where."
    shown = {key: n for key, n in counted.items() if not asked.kind or key[0] in KINDS[asked.kind]}
    total = sum(shown.values())
    about = f" of “{asked.typed}”" if asked.terms else ""
    if not total:
        return f"Nothing here tells{about or ' of this'}." if asked.terms or asked.narrows else "Nothing is written down yet."
    tried = Counter[Outcome]()
    for (kind, outcome), how_many in shown.items():
        tried[outcome] += how_many if kind in TRIED else 0
    others = total - tried.total()
    parts = outcomes_words(tried)
    if others and parts:
        parts += f"; {others:,} {'is a plan, a cause or a report' if others == 1 else 'are plans, causes or reports'}"
    verb = "tells" if total == 1 else "tell"
    start = f"{formats.count(total, 'thing')} {verb}{about}" if about else f"{formats.count(total, 'thing')} to learn from"
    return f"{start}: {parts}." if parts else f"{start}."


def outcomes_words(tried: Mapping[Outcome, int]) -> str:
    """'5 worked and 3 did not, by their charts; teams adopted 8, adapted 2 and abandoned 6; of 8 it is not known yet': how
    many of each, and whose word that is."""
    worked, did_not, mixed, unknown = (
        tried.get(each, 0) for each in (Outcome.WORKED, Outcome.DID_NOT, Outcome.MIXED, Outcome.UNKNOWN)
    )
    charts = [f"{worked:,} worked" if worked else "", f"{did_not:,} did not" + ("" if worked else " work") if did_not else ""]
    words = {Outcome.ADOPTED: "adopted", Outcome.ADAPTED: "adapted", Outcome.ABANDONED: "abandoned"}
    teams = [f"{said} {tried[each]:,}" for each, said in words.items() if tried.get(each)]
    by_charts = formats.listed([each for each in charts if each])
    its = "its chart" if worked + did_not == 1 else "their charts"
    said = [
        f"{by_charts}, by {its}" if by_charts else "",
        f"teams {formats.listed(teams)}" if teams else "",
        f"{mixed:,} {'was' if mixed == 1 else 'were'} adopted here and abandoned there" if mixed else "",
        f"of {unknown:,} it is not known yet" if unknown else "",
    ]
    return "; ".join(each for each in said if each)
