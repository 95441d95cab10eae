"""What an edition says otherwise than the one before. Plain words from two stories; no database, no pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from qms.improvement.impact.yearly.story import Story
from qms.kernel.formats import count

MOST = 12


def changes(before: Story, now: Story) -> list[str]:
    """A sentence for each thing that differs: what came, what went, what is said otherwise. At most twelve, the last of which
    then says how many more there are."""
    found = list(_changes(before, now))
    if len(found) <= MOST:
        return found
    return [*found[: MOST - 1], f"{count(len(found) - MOST + 1, 'more difference')} between the two."]


def _changes(before: Story, now: Story) -> Iterator[str]:
    names = {each.kind: each.name for each in now.told}
    yield from _listed(
        {each.id: each for each in before.entries},
        {each.id: each for each in now.entries},
        lambda each: f"{names.get(each.kind, each.kind)}, “{each.title}”",
        lambda each: (each.title, each.on, each.line, each.agreed, each.changed, each.unit),
    )
    yield from _number("actions agreed", before.agreed[0], now.agreed[0])
    yield from _number("agreed actions done", before.agreed[1], now.agreed[1])
    yield from _number("agreed actions overdue", before.agreed[2], now.agreed[2])
    yield from _listed(
        {each.id: each for each in before.gains},
        {each.id: each for each in now.gains},
        lambda each: f"benefit confirmed, “{each.project}”, {each.name.lower()}",
        lambda each: (each.sentence, each.checked),
    )
    yield from _ended(before, now)
    yield from _number("projects that ran", before.ran[0], now.ran[0])
    yield from _number("projects that began", before.ran[1], now.ran[1])
    yield from _number("projects that ended", before.how_many_ended, now.how_many_ended)
    yield from _number("people trained", before.people, now.people)
    for told, earlier in zip(now.told, before.told, strict=False):
        yield from _number(f"{told.heading}, in the year before", earlier.before, told.before)


def _ended(before: Story, now: Story) -> Iterator[str]:
    was, stands = ({each.project_id: each for each in story.ended} for story in (before, now))
    yield from _listed(
        was,
        stands,
        lambda each: f"project ended, “{each.title}”",
        lambda each: (each.title, each.on, each.stage, each.learned, each.unit),
    )
    for id_, each in stands.items():
        if id_ in was and was[id_].verdict != each.verdict:
            yield f"“{each.title}”: {_lower(each.verdict)}. Before: {_lower(was[id_].verdict)}."


def _listed(
    before: Mapping[int, Any], now: Mapping[int, Any], called: Callable[[Any], str], said: Callable[[Any], Sequence[Any]]
) -> Iterator[str]:
    """What is new, what went and what is said otherwise, of things that have ids."""
    for id_, each in now.items():
        if id_ not in before:
            yield f"New: {called(each)}."
        elif said(before[id_]) != said(each):
            yield f"Changed: {called(each)}."
    for id_, each in before.items():
        if id_ not in now:
            yield f"No longer there: {called(each)}."


def _number(what: str, before: int, now: int) -> Iterator[str]:
    if before != now:
        yield f"{what[:1].upper()}{what[1:]}: {now:,}, before {before:,}."


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
