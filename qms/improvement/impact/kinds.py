"""Each kind of entry in words: what it is called, which fields it asks for, and how it asks. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.improvement.impact.models import ImpactKind, PublicationStatus


@dataclass(frozen=True)
class Ask:
    """One field of a kind; `needed` is what the form says where it is left empty, and empty where it may be."""

    label: str
    hint: str = ""
    needed: str = ""


@dataclass(frozen=True)
class KindWords:
    """name: as a choice and a heading; one, many: in a sentence; about: what it is for; title, when: how those two are asked;
    asks: its own fields, by the names of the entry's columns, in the order of the form."""

    name: str
    one: str
    many: str
    about: str
    title: Ask
    when: Ask
    asks: Mapping[str, Ask] = field(default_factory=dict)


STATUSES = {
    PublicationStatus.SUBMITTED: "Submitted",
    PublicationStatus.ACCEPTED: "Accepted",
    PublicationStatus.PUBLISHED: "Published",
}
SCORES = {5: "5, very useful", 4: "4, useful", 3: "3, fair", 2: "2, of little use", 1: "1, of no use"}

KINDS = {
    ImpactKind.PUBLICATION: KindWords(
        "Publication", "publication", "publications", "An article, a report or a chapter, from the day it was submitted.",
        Ask("What is its title?", needed="Enter the title of the publication."),
        Ask("When did it reach this status?"),
        {
            "status": Ask("How far is it?"),
            "who": Ask("Who wrote it?", "For example: Reid A, Shaw B and Lind C.", "Say who wrote it."),
            "venue": Ask("Where?", "The journal, or who brought it out.", "Say where it is or may be published."),
            "reference": Ask("DOI or reference", "As text, once there is one. For example: 10.1136/bmjqs-2015-004411."),
        },
    ),
    ImpactKind.PRESENTATION: KindWords(
        "Presentation or poster", "presentation or poster", "presentations and posters",
        "A talk, a poster or a workshop, at a conference or at the trust.",
        Ask("What was its title?", needed="Enter the title of the presentation or poster."),
        Ask("When?"),
        {
            "venue": Ask("At which event?", "For example: regional patient safety conference.", "Say at which event."),
            "place": Ask("Where was it?", "A town, or online. May be empty."),
            "who": Ask("Who was the audience?", "For example: ward managers of six trusts. May be empty."),
            "people": Ask("How many people were there?", "About how many. May be empty."),
        },
    ),
    ImpactKind.MEETING: KindWords(
        "Meeting with stakeholders", "meeting with stakeholders", "meetings with stakeholders",
        "Who was met, what was agreed, and afterwards whether it was worth it.",
        Ask("What was the meeting about?", needed="Say what the meeting was about."),
        Ask("When?"),
        {
            "who": Ask(
                "Who was met?", "Organisations or roles. For example: quality lead of the care board; care home managers.",
                "Say which organisations or roles were met.",
            ),
            "said": Ask("What was discussed?", "In a few lines.", "Say in a line what was discussed."),
            "score": Ask("Looking back, how useful was it?", "Leave it open until you can tell."),
            "evaluation": Ask("What went well, and what would you do differently?", "May be empty until afterwards."),
        },
    ),
    ImpactKind.MEDIA: KindWords(
        "Media", "media report", "media reports", "In a newspaper, on the radio, in a newsletter or on social media.",
        Ask("What was the headline?", needed="Enter the headline, or say what was reported."),
        Ask("When?"),
        {
            "venue": Ask("Where?", "The newspaper, station, newsletter or channel.", "Say where it was reported."),
            "reach": Ask("How many people did it reach?", "In words. For example: 40,000 listeners. May be empty."),
        },
    ),
    ImpactKind.POLICY: KindWords(
        "Policy or guideline change", "policy or guideline change", "policy and guideline changes",
        "A policy, guideline, form or pathway that changed because of the work.",
        Ask("Which policy or guideline?", needed="Say which policy or guideline changed."),
        Ask("When was it decided?"),
        {
            "who": Ask("Whose is it?", "For example: the trust, the network, NICE.", "Say whose policy or guideline it is."),
            "changed": Ask("What changed?", "The wording or the rule, before and now.", "Say what changed."),
            "effective_on": Ask("From when does it hold?", "May be empty until it is known."),
        },
    ),
    ImpactKind.INVOLVEMENT: KindWords(
        "Patient and public involvement", "involvement of patients and the public", "involvements of patients and the public",
        "Who took part, how, what they said, and what changed because of it.",
        Ask("What was it?", "For example: walk round the ward with carers.", "Say in a few words what it was."),
        Ask("When?"),
        {
            "who": Ask(
                "Which group?", "A group, never a name. For example: six members of the carers’ forum.",
                "Say which group took part.",
            ),
            "method": Ask(
                "How were they involved?", "For example: focus group, walk-round, on the team, read the leaflet.",
                "Say how they were involved.",
            ),
            "said": Ask("What did they say?", "What mattered to them, also where you did not agree.", "Say what they said."),
            "changed": Ask(
                "What changed because of it?", "If nothing did, say so and why: that is worth knowing too.",
                "Say what changed because of it, or that nothing did and why.",
            ),
        },
    ),
    ImpactKind.AWARD: KindWords(
        "Award", "award", "awards", "A prize, a shortlisting or a commendation.",
        Ask("Which award?", "For example: patient safety team of the year, shortlisted.", "Say which award it was."),
        Ask("When?"),
        {
            "venue": Ask("Who gives it?", needed="Say who gives the award."),
            "who": Ask("Who received it?", "The team or the people. May be empty."),
        },
    ),
}  # fmt: skip
"""In the order in which they are offered and listed. What involvement asks follows the questions of GRIPP2, the guidance for
reporting patient and public involvement (Staniszewska and others, BMJ 2017;358:j3453)."""


def kind_named(word: str | None) -> ImpactKind | None:
    """The kind that an address asks for; None where it names none."""
    return ImpactKind(word) if word in set(ImpactKind) else None
