"""What charts and rules there are, in sentences."""

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import TypeVar

import click

from qms.spc import RULE_SETS, ChartKind, rule_sentences

WIDTH = 100

Command = TypeVar("Command", bound=Callable[..., object])


def option(name: str, lines: Callable[[], Iterator[str]], words: str) -> Callable[[Command], Command]:
    """An option that prints these lines and ends."""

    def say(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo("\n".join(lines()))
            ctx.exit()

    return click.option(name, is_flag=True, is_eager=True, expose_value=False, callback=say, help=words)


def charts() -> Iterator[str]:
    """Every chart kind with what it is for."""
    from qms.golden_thread.methods.control_charts import CONTROL_CHARTS

    uses = {method.key: f"{method.name}. {method.use}" for method in CONTROL_CHARTS}
    for kind in ChartKind:
        yield from _hanging(kind.value, uses.get(kind.value, ""))


def rules() -> Iterator[str]:
    """Every rule set with what it looks for."""
    for name, rule_set in RULE_SETS.items():
        yield f"{name}: {rule_set.title}"
        for sentence in rule_sentences(rule_set, ChartKind.XMR):
            yield from _hanging("  -", sentence)


def _hanging(word: str, text: str) -> list[str]:
    indent = " " * max(len(word) + 1, 4)
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) or [indent]
    return [f"{word.ljust(len(indent))}{lines[0].lstrip()}".rstrip(), *lines[1:]]
