"""Entries of the library in words: what was tried, where, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.documents import Outcome
from qms.golden_thread.strands import Card
from qms.improvement.evidence.headlines import Headline
from qms.improvement.learning.library.asking import KINDS, Asked
from qms.improvement.learning.library.index import Run, Runs
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.projects.models import ENDED, Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import formats

KIND_WORDS = {"project": "Project", "cycle": "Test of change", "idea": "Change idea", "plan": "Plan"}
KIND_PLURALS = {"project": "projects", "cycle": "tests of change", "idea": "change ideas", "plan": "plans"}
OUTCOME_WORDS = {Outcome.WORKED: "Worked", Outcome.DID_NOT: "Did not work", Outcome.UNKNOWN: "Not known yet"}
OUTCOME_COLOURS = {Outcome.WORKED: "blue", Outcome.DID_NOT: "orange", Outcome.UNKNOWN: "grey"}

STATE_WORDS = {
    "cycle": {"adopt": "Adopted", "adapt": "Adapted, and tested again", "abandon": "Abandoned", "": "Still running"},
    "idea": {"untried": "Nobody has tried it yet", "taken-up": "No test of it is decided yet"},
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
    if entry.kind == "project":
        return url_for("improvement.project", project_id=entry.ref_id)
    if entry.kind == "cycle":
        return url_for("improvement.cycle", cycle_id=entry.ref_id)
    return url_for("planning.plan", plan_id=entry.plan_id)


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
        kind=KIND_WORDS[entry.kind],
        where=entry.unit.name,
        when=formats.month(entry.on),
        outcome=_outcome(entry),
        colour=OUTCOME_COLOURS[entry.outcome],
        came_of_it=" ".join(filter(None, (came_of_it(entry), charted))),
        extract=extract if any(run.found for run in extract) else [],
    )


def _outcome(entry: LibraryEntry) -> str:
    """The outcome in words; nothing for a plan, which has none."""
    if entry.kind == "plan":
        return ""
    if entry.state == UNTRIED:
        return "Not tried yet"
    if entry.kind == "project" and entry.state in ENDED and entry.outcome is Outcome.UNKNOWN:
        return "Not known"  # nor will it be: it has ended
    return OUTCOME_WORDS[entry.outcome]


def came_of_it(entry: LibraryEntry) -> str:
    """'Abandoned. Low beds alone did not help.'"""
    state = STATE_WORDS[entry.kind].get(entry.state, "")
    result = " ".join(entry.result.split())
    if len(result) > LONGEST_RESULT:
        result = result[:LONGEST_RESULT].rsplit(" ", 1)[0] + " …"
    if not state or result.startswith(state):
        return result
    return f"{state}. {result}".strip()


def card_of(entry: LibraryEntry) -> Card:
    """An entry as the search over everything shows it."""
    outcome = _outcome(entry)
    what = f"{KIND_WORDS[entry.kind]}, {entry.unit.name}, {formats.month(entry.on)}. {came_of_it(entry)}"
    return Card(entry.title, url_of(entry), outcome, what, OUTCOME_COLOURS[entry.outcome])


def tabs_of(counted: Mapping[tuple[str, Outcome], int], asked: Asked) -> list[Tab]:
    """'All 34', 'Projects 12'; kinds without any are left out unless one is the kind asked for."""
    of_kind = {kind: sum(n for (each, _), n in counted.items() if each == kind) for kind in KINDS}
    tabs = [Tab("", f"All ({sum(of_kind.values()):,})", not asked.kind)]
    for kind, how_many in of_kind.items():
        if how_many or kind == asked.kind:
            tabs.append(Tab(kind, f"{KIND_PLURALS[kind].capitalize()} ({how_many:,})", kind == asked.kind))
    return tabs


def sentence(counted: Mapping[tuple[str, Outcome], int], asked: Asked) -> str:
    """'34 things tell of “falls”: 5 worked, 3 did not, and of 20 it is not known yet.'"""
    if asked.says_nothing:
        return f"“{asked.typed}” holds no word to look for. Use one that says more, such as what was changed or where."
    shown = {key: n for key, n in counted.items() if not asked.kind or key[0] == asked.kind}
    total = sum(shown.values())
    about = f" of “{asked.typed}”" if asked.words else ""
    if not total:
        return f"Nothing here tells{about or ' of this'}." if asked.words or asked.narrows else "Nothing is written down yet."
    tried = {
        outcome: sum(n for (kind, each), n in shown.items() if each is outcome and kind != "plan") for outcome in Outcome
    }
    said = [
        f"{tried[Outcome.WORKED]:,} worked" if tried[Outcome.WORKED] else "",
        f"{tried[Outcome.DID_NOT]:,} did not" if tried[Outcome.DID_NOT] else "",
        f"of {tried[Outcome.UNKNOWN]:,} it is not known yet" if tried[Outcome.UNKNOWN] else "",
    ]
    parts = formats.listed([each for each in said if each])
    verb = "tells" if total == 1 else "tell"
    start = f"{formats.count(total, 'thing')} {verb}{about}" if about else f"{formats.count(total, 'thing')} to learn from"
    return f"{start}: {parts}." if parts else f"{start}."
