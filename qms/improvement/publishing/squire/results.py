"""What was found and what it means: tests, evidence with charts, benefits, and the prompts of the discussion."""

from qms.improvement.publishing.squire.blocks import Block, Items, Picture, Table, Text, from_record
from qms.improvement.publishing.story import Measure, Story
from qms.kernel.formats import listed


def found(story: Story) -> tuple[Block, ...]:
    """The tests as a table, then each measure with its chart, then benefits."""
    rows = [
        (str(each.number), each.when, each.question, each.prediction, each.result or each.outcome, each.decision)
        for each in story.tests
    ]
    columns = ("Test", "When", "Question", "Prediction", "Result", "Decision")
    charts = [block for each in story.measures for block in _measured(each, story)]
    gains = Table(
        "Benefits as the team claims them",
        ("Benefit", "Worked out", "Assumed", "Checked"),
        [(f"{each.kind}: {each.sentence}", each.method, each.assumptions, each.checked) for each in story.gains],
    )
    warning = Text(f"Take note: {story.balancing}") if story.balancing else None
    told = Table("Tests of change", columns, rows)
    ask = "" if rows or charts else "Say what happened step by step, and what you measured."
    return from_record(told, *charts, warning, gains, Text(story.caution if story.gains else ""), ask=ask)


def _measured(measure: Measure, story: Story) -> list[Block]:
    blocks: list[Block] = [Text(measure.evidence)] if measure.evidence else []
    if measure.figure:
        flag = f" Flag 1: {story.changed}." if story.changed else ""
        unit = f", {measure.figure.unit}" if measure.figure.unit else ""
        caption = f"{measure.name}{unit}.{flag} {measure.figure.judged_by}"
        alternative = f"Control chart of {measure.name}. {measure.evidence or measure.figure.explanation}"
        blocks.append(Picture(measure.figure.wide, caption, alternative))
    return blocks


def summary(story: Story) -> tuple[Block, ...]:
    """The result and what was learned."""
    ask = "" if story.result and story.learned else "Name the main findings, and what was strong in the project."
    return from_record(Text(story.result), Text(story.learned), ask=ask)


def interpretation(story: Story) -> tuple[Block, ...]:
    """Who else took it up, and what the authors have to say."""
    taken = f"It has been taken over by: {listed(list(story.adopted_by))}." if story.adopted_by else ""
    ask = "Say how the changes led to the results, how these compare with what others found, and what they cost."
    return from_record(Text(taken), ask=ask)


def limitations(story: Story) -> tuple[Block, ...]:
    """What the charts themselves say against a firm conclusion."""
    weak = [f"{each.name}: {each.judgement}" for each in story.measures if each.judgement and each.tone != "improvement"]
    claimed = [f"{each.kind}: {each.checked}" for each in story.gains if each.state != "Confirmed"]
    ask = "Say how far this holds elsewhere, and what may have misled you: chance, other changes, missing data."
    return from_record(Items(weak + claimed), ask=ask)


def conclusions(story: Story) -> tuple[Block, ...]:
    """What the team would tell others, and what is next."""
    following = f"Next: {story.next}." if story.next else ""
    ask = "Say how useful the work was, whether it lasts, where it may spread, and what should be studied next."
    return from_record(Text(story.words.tell_others), Text(following), ask=ask)


def funding(_: Story) -> tuple[Block, ...]:
    """The record does not say; the authors must."""
    return from_record(ask="Say who paid for the work, and what part they had in it; or that nobody did.")
