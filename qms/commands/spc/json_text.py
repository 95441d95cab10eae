"""Charts as JSON, one object a line: what `ControlChart.to_dict` has, and `by` in front."""

import json
from typing import BinaryIO

import numpy as np

from qms.commands.spc.charting import Charted
from qms.commands.spc.last_runs import last_runs
from qms.commands.spc.pieces import numbers, pick, write_rows
from qms.commands.spc.point_pieces import VERDICTS, days, lines, values, verdicts
from qms.spc import ASSURANCES, POINT_TYPES

_VERDICTS_OF_POINTS = [
    f'"special_cause": {json.dumps(cause)}, "type": "{kind}", "excluded": {json.dumps(excluded)}'
    for cause, kind, excluded in VERDICTS
]
_VERDICTS_OF_SERIES = {
    (variation, assurance, provisional): f'"variation": "{kind.value}", "assurance": {json.dumps(promise)}, '
    f'"provisional": {json.dumps(provisional)}'
    for variation, kind in enumerate(POINT_TYPES)
    for assurance, promise in enumerate(ASSURANCES)
    for provisional in (False, True)
}


def write_lines(charted: Charted, stream: BinaryIO) -> None:
    """Each point is a row of pieces; what stands between two pieces is a space, which JSON allows between any two words.

    The first row of a series begins with the head of its object, the last one ends with the tail.
    """
    first, last, everyone = charted.batch.starts[:-1], charted.batch.starts[1:] - 1, np.arange(len(charted.batch))
    texts, day = days(charted)
    opening = [f'{{"date": "{text}", "value":' for text in texts]
    heads = [head + opening[place] for head, place in zip(_heads(charted), day[first].tolist(), strict=True)]
    day[first] = len(opening) + everyone
    ends = np.zeros(len(day), dtype=np.int64)
    ends[last] = 1 + everyone
    pieces = [
        pick([*opening, *heads], day),
        values(charted, whole_as_such=False),
        lines(charted, ', "centre": {}, "lower": {}, "upper": {},', null="null", whole_as_such=False),
    ]
    if charted.targets is None:
        pieces.append(pick(_VERDICTS_OF_POINTS, verdicts(charted)))
    else:
        pieces.append(pick([f'{text}, "target":' for text in _VERDICTS_OF_POINTS], verdicts(charted)))
        pieces.append(numbers(charted.targets, whole_as_such=False))
    write_rows(stream, [*pieces, pick(["}, ", *_tails(charted)], ends)], between=" ", after="", null="null")


def _heads(charted: Charted) -> list[str]:
    """What stands before the first point of each series."""
    said = json.JSONEncoder(ensure_ascii=False).encode
    keys = [said(name) for name in charted.request.columns.by]
    chart = f'"chart": "{charted.request.kind.value}", "rules": {said(charted.request.engine["rules"])}, "points": ['
    named = (zip(keys, map(said, names), strict=True) for names in charted.batch.names)
    return [f'{{"by": {{{", ".join(f"{key}: {name}" for key, name in pairs)}}}, {chart}' for pairs in named]


def _tails(charted: Charted) -> list[str]:
    """What stands after the last point of each series."""
    said = json.JSONEncoder(ensure_ascii=False).encode
    codes = zip(
        charted.figures(lambda panel: panel.variation).tolist(),
        charted.figures(lambda panel: panel.assurance).tolist(),
        charted.figures(lambda panel: panel.provisional).tolist(),
        strict=True,
    )
    runs = charted.figures(lambda panel: last_runs(panel.blocks))
    return [
        f'}}], {_VERDICTS_OF_SERIES[code]}, "explanation": {said(sentence)}, "runs": {run}}}\n'
        for code, sentence, run in zip(codes, charted.explanations, runs, strict=True)
    ]
