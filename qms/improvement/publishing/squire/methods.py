"""What was done: context, intervention, study, measures, analysis and ethics, from the record."""

from qms.improvement.publishing.squire.blocks import Block, Items, Table, Text, from_record
from qms.improvement.publishing.story import Story
from qms.kernel.formats import count, listed


def in_a_sentence(story: Story) -> str:
    """'Model for Improvement; 8 tests of change from 28 September 2025; 3 measures on control charts.'"""
    charts = sum(each.figure is not None for each in story.measures)
    parts = [
        story.method,
        f"{count(len(story.tests), 'test')} of change since {story.began}" if story.tests else "",
        f"{count(charts, 'measure')} on control charts" if charts else "",
    ]
    return f"{'; '.join(each for each in parts if each)}."


def context(story: Story) -> tuple[Block, ...]:
    """Where it happened, and what stood in the way."""
    where = Text(f"{story.unit}, {story.trust}.")
    rows = (
        ("Included", story.scope),
        ("Left out", story.scope_out),
        ("What stood in the way", story.barriers),
        ("What it needed", story.resources),
    )
    told = [Text(f"{name}: {words}") for name, words in rows if words]
    return from_record(where, *told, ask="Describe the unit: its beds, patients and staff, and what else was going on there.")


def intervention(story: Story) -> tuple[Block, ...]:
    """What was changed, and by whom."""
    adopted = [each for each in story.tests if each.decision.startswith("Adopted")]
    changes = Items([f"{each.idea + ': ' if each.idea else ''}{each.question} {each.decision}" for each in adopted])
    lead = Text("After testing, the team adopted:") if adopted else None
    team = listed([part.lower() for part, _ in story.team])
    people = Text(f"The team: {team}.") if team else None
    partner = Text(f"Lived experience: {story.partners_part}") if story.partners_part else None
    ask = "Describe each change in enough detail for another team to do the same."
    return from_record(Text(f"Method: {story.method}."), lead, changes, people, partner, ask=ask)


def study(story: Story) -> tuple[Block, ...]:
    """How the team found out whether the change made the difference."""
    tests = len(story.tests)
    how = f"Each of the {tests} tests stated a prediction before it began" if tests > 1 else "The test stated a prediction"
    ran = Text(f"{how}; the result was set beside it (see the table of tests).") if tests else None
    since = f"Measurements before {story.changed} are compared with those since, on the same chart." if story.changed else ""
    return from_record(ran, Text(since), ask="Say what else may have caused the difference, and how you looked for it.")


def measures(story: Story) -> tuple[Block, ...]:
    """A table of the measures with their definitions."""
    rows = [(each.name, each.kind.removesuffix(" measure"), each.definition) for each in story.measures]
    table = Table("Measures, as defined in the record", ("Measure", "Kind", "Definition"), rows)
    ask = "Say why you chose these measures, and how you made sure that the data were complete and right."
    return from_record(table, ask=ask if rows else f"Say what you measured. {ask}")


def analysis(story: Story) -> tuple[Block, ...]:
    """Chart types, rules, what limits rest on, intervals and software, from what the charts themselves say."""
    judged = [f"{each.name}: {each.figure.judged_by}" for each in story.measures if each.figure]
    split = (
        f"Centre and limits before {story.changed} were carried up to it, and worked out anew since."
        if story.changed and judged
        else ""
    )
    methods = sorted({each.method for each in story.measures if each.method})
    intervals = f"95% intervals of differences: {listed(methods)}." if methods else ""
    drawn = f"Charts and intervals were made with {story.software}." if judged else ""
    ask = "" if judged else "Say how you analysed your data: which charts, which rules, which software."
    return from_record(Items(judged), Text(split), Text(intervals), Text(drawn), ask=ask)


def ethics(_: Story) -> tuple[Block, ...]:
    """The record does not say; the authors must."""
    ask = "Say whether an ethics committee was asked or why none was needed, how privacy was kept, and any interests."
    return from_record(ask=ask)
