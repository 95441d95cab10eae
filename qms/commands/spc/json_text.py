"""Charts as JSON, one object a line: what `ControlChart.to_dict` has, and `by` in front."""

import json
from typing import BinaryIO

import numpy as np

from qms.commands.spc.charting import Charted
from qms.commands.spc.last_runs import last_runs
from qms.commands.spc.pieces import numbers, pick, write_rows
from qms.commands.spc.point_pieces import VERDICTS, days, lines, values, verdicts
from qms.spc import ASSURANCES, POINT_TYPES


def said(value: object) -> str:
    """JSON without spaces: they would be a tenth of the output."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_VERDICTS_OF_POINTS = [
    f'"special_cause":{said(cause)},"type":"{kind}","excluded":{said(excluded)}' for cause, kind, excluded in VERDICTS
]
_VERDICTS_OF_SERIES = {
    (variation, assurance, provisional): f'"variation":"{kind}","assurance":{said(promise)},"provisional":{said(provisional)}'
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
    opening = [f'{{"date":"{text}","value":' for text in texts]
    heads = [head + opening[place] for head, place in zip(_heads(charted), day[first].tolist(), strict=True)]
    day[first] = len(opening) + everyone
    pieces = [
        pick([*opening, *heads], day),
        values(charted, whole_as_such=False),
        lines(charted, ',"centre":{},"lower":{},"upper":{},', null="null", whole_as_such=False),
    ]
    verdict, ending = verdicts(charted), list(_VERDICTS_OF_POINTS)
    if charted.targets is not None:
        # Between the verdict and the end of a point there is the target, so the end is a piece of its own.
        pieces += [pick([f'{text},"target":' for text in ending], verdict), numbers(charted.targets, whole_as_such=False)]
        verdict, ending = np.zeros(len(verdict), dtype=np.int64), [""]
    closing = [ending[place] + tail for place, tail in zip(verdict[last].tolist(), _tails(charted), strict=True)]
    verdict[last] = len(ending) + everyone
    pieces.append(pick([*(f"{text}}}," for text in ending), *closing], verdict))
    write_rows(stream, pieces, between=" ", after="", null="null")


def _heads(charted: Charted) -> list[str]:
    """What stands before the first point of each series."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    keys = [f"{text(name)}:" for name in charted.request.columns.by]
    chart = f'"chart":"{charted.request.kind.value}","rules":{said(charted.request.engine["rules"])},"points":['
    if len(keys) == 1:
        return [f'{{"by":{{{keys[0]}{text(name)}}},{chart}' for (name,) in charted.batch.names]
    named = (zip(keys, map(text, names), strict=True) for names in charted.batch.names)
    return [f'{{"by":{{{",".join(f"{key}{name}" for key, name in pairs)}}},{chart}' for pairs in named]


def _tails(charted: Charted) -> list[str]:
    """What stands after the last point of each series."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    codes = zip(
        charted.figures(lambda panel: panel.variation).tolist(),
        charted.figures(lambda panel: panel.assurance).tolist(),
        charted.figures(lambda panel: panel.provisional).tolist(),
        strict=True,
    )
    runs = charted.figures(lambda panel: last_runs(panel.blocks))
    return [
        f'}}],{_VERDICTS_OF_SERIES[code]},"explanation":{text(sentence)},"runs":{run}}}\n'
        for code, sentence, run in zip(codes, charted.explanations, runs, strict=True)
    ]
