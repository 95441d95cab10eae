"""The record of a project gathered once, as the story that every form of publishing is written from."""

from sqlalchemy import select

from qms import __version__
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article
from qms.golden_thread.objectives.chains import chains_up
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import Figure, strand
from qms.improvement.benefits.presenters import benefit_views
from qms.improvement.benefits.queries import benefits_of
from qms.improvement.benefits.wording import CAUTION
from qms.improvement.evidence.standing import standings
from qms.improvement.ideas.queries import ideas_of
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.adopting.queries import standing as adopted_standing
from qms.improvement.measures.presenters import KINDS, MeasureView, change_of, measure_views
from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.projects.methods import words_of as method_words
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.next_steps import next_step
from qms.improvement.projects.queries import measures_of, members_of
from qms.improvement.projects.visibility import visible_to
from qms.improvement.projects.wording import STAGE_WORDS
from qms.improvement.publishing.queries import words_of
from qms.improvement.publishing.story import Gain, Measure, Story, Words, legal
from qms.improvement.publishing.tests_told import told
from qms.improvement.thread.documents import outcome_of
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.kernel.templating import organisation_name
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import ancestors

MOST_ADOPTERS = 30
CHARTER = ("why", "problem", "aim", "scope", "scope_out", "barriers", "resources", "learned")


def gather(project: Project) -> Story:
    """The project's story as it stands now, with its charts. A number of queries that does not grow with the record."""
    cycles = ramp_of(project.id)
    change = change_of(cycles)
    links = measures_of([project.id]).get(project.id, [])
    series_ids = [link.series_id for link in links]
    effects = strand("signal").effects(series_ids, change.on) if change else {}
    figures = strand("signal").figures(series_ids, change.on if change else None)
    views = measure_views(links, readings_of(series_ids), effects, change)
    standing = standings([project.id])[project.id]
    words = words_of(project.id)
    attached = ideas_of(project.id)
    tests = told(cycles)
    origin = adopted_standing(project.id, seen=visible_to(None)).origin  # what is published is read by everybody
    story = Story(
        project_id=project.id,
        unit_id=project.unit_id,
        title=project.title,
        unit=project.unit.name,
        trust=_trust(project.unit),
        stage=STAGE_WORDS[project.stage],
        outcome=outcome_of(project.stage, standing.judgement).value,
        method=method_words(project.method).name,
        method_key=project.method.value,
        as_of=formats.day(clock.today()),
        software=f"qms {__version__}",
        began=formats.day(project.started_on or clock.day_of(project.created_at)),
        ended=formats.day(project.ended_on),
        due=formats.day(project.due_on),
        changed=change.words if change else "",
        team=_team(project),
        partner=project.partner,
        partners_part=project.lived_experience,
        serves=_serves(project),
        ideas=tuple(dict.fromkeys([*(each.text for each in attached), *(each.idea for each in tests if each.idea)])),
        tests=tests,
        measures=tuple(_measure(link, view, figures) for link, view in zip(links, views, strict=True)),
        balancing=standing.warning,
        gains=_gains(project.id),
        caution=CAUTION,
        next=next_step(project, cycles, len(links), clock.today()).text,
        adopted_by=_adopters(project.id),
        origin=f"{origin[1]}, {origin[2]}" if origin else "",
        words=Words(words.headline, words.result, words.quote, words.quote_from, words.tell_others),
        **{name: getattr(project, name) for name in CHARTER},
    )
    return legal(story)


def _team(project: Project) -> tuple[tuple[str, str], ...]:
    """Everybody once, with their part: those who answer for the project first."""
    leading = [("Lead", project.lead), ("Sponsor", project.sponsor), ("Coach", project.coach)]
    named = [(part, person) for part, person in leading if person is not None]
    known = {person.id for _, person in named}
    members = [(each.part or "Team member", each.person) for each in members_of(project.id) if each.person_id not in known]
    return tuple((part, person.name) for part, person in (*named, *members))


def _trust(unit: Unit) -> str:
    """The trust that the unit belongs to; where the tree has none, the organisation's name."""
    above = [each.name for each in ancestors(unit) if each.kind is UnitKind.TRUST]
    return above[-1] if above else organisation_name()


def _serves(project: Project) -> tuple[str, ...]:
    if project.objective_id is None:
        return ()
    return tuple(each.title for each in chains_up([project.objective_id])[project.objective_id])


def _measure(link: ProjectMeasure, view: MeasureView, figures: dict[int, Figure]) -> Measure:
    metric, found = link.series.metric, view.found
    counted = [("Numerator", metric.numerator), ("Denominator", metric.denominator)]
    parts = [f"{what}: {words}" for what, words in counted if words] or [metric.purpose]
    drawn = f"{metric.cadence.value.capitalize()}, on {with_article(CHART_NAMES[metric.chart])}"
    return Measure(
        name=view.name,
        kind=KINDS[metric.kind],
        definition=" ".join(f"{each.rstrip('.')}." for each in (*parts, drawn) if each),
        sentence=found.sentence if found else "",
        difference=found.difference if found else "",
        judgement=found.judgement if found else "",
        method=found.method if found else "",
        tone=found.tone if found else "",
        figure=figures.get(link.series_id),
    )


def _gains(project_id: int) -> tuple[Gain, ...]:
    views = benefit_views(benefits_of(project_id))
    return tuple(
        Gain(each.kind, each.sentence, each.state, each.checked, each.method, each.assumptions, each.honest) for each in views
    )


def _adopters(project_id: int) -> tuple[str, ...]:
    """Who took it over: 'Heron Ward (testing)'. Drafts that a team keeps to itself are left out whoever asks: what is
    published is read by everybody."""
    statement = (
        select(Unit.name, Project.stage)
        .join(Project, Project.unit_id == Unit.id)
        .join(Adoption, Adoption.project_id == Project.id)
        .where(Adoption.origin_id == project_id, visible_to(None))
        .order_by(Adoption.id)
        .limit(MOST_ADOPTERS)
    )
    return tuple(f"{name} ({STAGE_WORDS[stage].lower()})" for name, stage in db.session.execute(statement))
