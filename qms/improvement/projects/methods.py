"""Ways of working as data: a project's method changes labels and prompts, never what is kept or counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.improvement.projects.models import Method


@dataclass(frozen=True)
class Prompt:
    """What a question is called, and the hint below it."""

    label: str
    hint: str


@dataclass(frozen=True)
class MethodWords:
    """A method's name and sentence, its prompts of the charter by the names of the fields, its tabs by their keys, and the
    prompt of the log."""

    name: str
    sentence: str
    prompts: Mapping[str, Prompt]
    tabs: Mapping[str, str] = field(default_factory=dict)
    entry: Prompt = Prompt(
        "What happened today?",
        "A sentence or two: what you tried, saw or decided. Nothing that could identify a patient.",
    )

    @property
    def cycles(self) -> str:
        """What the method calls its cycles, all together."""
        return self.tabs.get("cycles", "Tests of change")

    def prompt(self, name: str) -> Prompt:
        """The method's own words for a question of the charter, or those that all methods share."""
        return self.prompts.get(name) or SHARED[name]


SHARED = {
    "why": Prompt("Why, and why now?", "One sentence: what happens now, to whom, and what makes it pressing."),
    "problem": Prompt("The problem", "What happens now, how often, and how you know."),
    "aim": Prompt(
        "Aim",
        "How much, by when, for whom. For example: from 5.9 to 4.0 falls per 1,000 bed days on Ward 7 by March 2027.",
    ),
    "scope": Prompt("What is in?", "Which patients, places and times."),
    "scope_out": Prompt("What is out?", "What you leave for later, or to others."),
    "barriers": Prompt("What may stand in the way?", "What could stop it, and who can help."),
    "resources": Prompt("What does it need?", "Time, people, equipment or money, and what of it is there already."),
    "partner": Prompt(
        "Lived-experience partner",
        "Who brings the view of patients or carers: a group, or how the partner wishes to be called. Never a patient’s name.",
    ),
    "lived_experience": Prompt("Their part", "What they do in the project: for example, chooses what is measured."),
}

METHODS = {
    Method.MODEL_FOR_IMPROVEMENT: MethodWords(
        "Model for Improvement",
        "Three questions (what, how will we know, what change), then small tests one after the other.",
        {},
        {"cycles": "Tests of change"},
    ),
    Method.LEAN_A3: MethodWords(
        "Lean (A3)",
        "One sheet from the present state to the root cause, countermeasures and follow-up.",
        {
            "why": Prompt("Background", "Why this matters to patients and staff, and why now."),
            "problem": Prompt(
                "Present state and root causes",
                "What you saw where the work is done: steps, waits, numbers. Ask why until you reach what you can change.",
            ),
            "aim": Prompt("Target state", "How it should be: how much, by when, for whom."),
        },
        {"cycles": "Countermeasures"},
        Prompt("What did you see or try today?", "Go and see: a sentence or two. Nothing that could identify a patient."),
    ),
    Method.BREAKTHROUGH: MethodWords(
        "Breakthrough collaborative",
        "Many teams with one aim and shared measures; learning sessions, and tests in the action periods between them.",
        {
            "aim": Prompt("Our aim within the collaborative", "How much, by when, for whom, on the shared measures."),
            "scope": Prompt("Pilot population", "Where your team tests first: patients, places and times."),
            "scope_out": Prompt("Where it spreads later", "Who follows once the change holds in the pilot."),
        },
        {"cycles": "Tests in action periods"},
    ),
    Method.AUDIT_CYCLE: MethodWords(
        "Audit cycle",
        "Measure care against a standard, change what falls short, and measure again.",
        {
            "problem": Prompt(
                "Standard, and how far we are from it", "Which standard, who set it, and what the last audit found."
            ),
            "aim": Prompt("What the re-audit should show", "Which share meets the standard, by when, for whom."),
            "scope": Prompt("Cases that are audited", "Which patients, how many, and from which weeks."),
            "scope_out": Prompt("Cases that are left out", "Which, and why."),
        },
        {"cycles": "Changes between audits"},
    ),
    Method.OTHER: MethodWords("Another way", "Whatever suits the team; the same questions help.", {}),
}


def words_of(method: Method) -> MethodWords:
    """How this method asks."""
    return METHODS[method]
