"""Stories for the tests: a short one, and one whose team wrote far too much."""

from dataclasses import replace
from typing import Any

from qms.golden_thread.strands import Figure
from qms.improvement.publishing.story import Gain, Measure, Story, Test, Words

SENTENCE = "Patients fall at night on the way to the toilet because nobody sees that they have got up. "


def drawing(width: int, height: int) -> str:
    """An empty picture of the size of a chart."""
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return f'{opening}<rect width="{width}" height="{height}"/></svg>'


def figure(points: int = 24, **fields: Any) -> Figure:
    """A chart of monthly values with a shift at its end."""
    values = [9.0 + at % 3 if at < points // 2 else 4.0 + at % 3 for at in range(points)]
    centre = [10.0 if at < points // 2 else 5.0 for at in range(points)]
    plain: dict[str, Any] = {
        "title": "Falls, Ward 1",
        "unit": "per 1,000 bed days",
        "percent": False,
        "wide": drawing(820, 380),
        "narrow": drawing(470, 350),
        "explanation": "12 months in a row below the average.",
        "judged_by": "XmR chart. Rules: Making Data Count.",
        "periods": [f"{('January', 'June')[at % 2]} {2001 + at}" for at in range(points)],
        "values": values,
        "centre": centre,
        "lower": [each - 4 for each in centre],
        "upper": [each + 4 for each in centre],
        "marks": [at >= points // 2 for at in range(points)],
    }
    return Figure(**plain | fields)


def measure(name: str = "Falls, Ward 1", kind: str = "Outcome measure", **fields: Any) -> Measure:
    """A measure that got better."""
    plain: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "definition": "Numerator: Falls. Denominator: Bed days. Monthly, on an XmR chart.",
        "sentence": "Since the change on 3 March 2026 the average of Falls is lower: 10 before, 5 after (12 months).",
        "difference": "The difference is −5 (95% interval −6 to −4).",
        "judgement": "The chart shows a real improvement, sustained for 12 months.",
        "method": "Welch's t interval",
        "tone": "improvement",
        "figure": figure(),
    }
    return Measure(**plain | fields)


def change(number: int = 1, **fields: Any) -> Test:
    """A test that was adopted."""
    plain: dict[str, Any] = {
        "number": number,
        "when": "1 March 2026 to 3 March 2026",
        "idea": "A light at night",
        "question": "Does a night light help?",
        "prediction": "Fewer falls.",
        "result": "Two fewer.",
        "outcome": "As predicted.",
        "decision": "Adopted: it costs nothing.",
    }
    return Test(**plain | fields)


def story(**fields: Any) -> Story:
    """A story with something in every part, each of them short."""
    plain: dict[str, Any] = {
        "project_id": 1,
        "unit_id": 1,
        "title": "Fewer falls at night",
        "unit": "Ward 1",
        "trust": "Riverside Trust",
        "stage": "Completed",
        "outcome": "worked",
        "method": "Model for Improvement",
        "method_key": "model-for-improvement",
        "as_of": "22 November 2026",
        "software": "qms 1",
        "began": "1 January 2026",
        "ended": "1 October 2026",
        "due": "1 December 2026",
        "changed": "the change on 3 March 2026",
        "team": (("Lead", "Ana Reid"), ("Nurse", "Ben Shaw")),
        "partners_part": "Chose the lamp.",
        "serves": ("Fewer falls", "Safe care"),
        "problem": "Ten falls a month.",
        "why": "People get hurt.",
        "aim": "Half as many by October.",
        "ideas": ("A light at night",),
        "tests": (change(),),
        "measures": (measure(),),
        "gains": (
            Gain(
                "Bed days saved",
                "9 days a month.",
                "Claimed",
                "Nobody outside has checked it.",
                "Counted.",
                "18 days a fall.",
                "",
            ),
        ),
        "caution": "Estimates stay estimates.",
        "learned": "Light costs little.",
        "next": "Check that the gain holds",
        "adopted_by": ("Ward 2 (testing)",),
        "words": Words("A lamp, and fewer falls", "Falls halved.", "I can see my feet.", "A patient", "Start with the lamp."),
    }
    return Story(**plain | fields)


def long_story() -> Story:
    """A charter of 4,000 characters in each part, forty tests, ten measures and twelve benefits."""
    much = (SENTENCE * 60)[:4000]
    unbroken = "night " * 600
    tests = tuple(
        change(at, question=much[:600], prediction=much[:600], result=unbroken, decision=f"Adopted: {much[:600]}")
        for at in range(1, 41)
    )
    words = Words("A lamp, and fewer falls " * 5, much[:300], much[:400], "A patient partner of the night group", much[:1200])
    names = [f"A measure with quite a long name that says exactly what is counted and where {at}" for at in range(10)]
    short = story()
    return replace(
        short,
        title="A project whose title says everything that could be said about it " * 2,
        problem=much,
        why=much,
        aim=much,
        learned=much,
        partners_part=much,
        team=tuple((f"Part {at} on the team", f"Somebody with Long Names {at}") for at in range(30)),
        serves=("An objective with a very long title that goes on and on",) * 6,
        ideas=(much[:160],) * 20,
        tests=tests,
        measures=tuple(measure(name, "Balancing measure" if at % 2 else "Outcome measure") for at, name in enumerate(names)),
        gains=tuple(replace(short.gains[0], method=much, assumptions=much, checked=much) for _ in range(12)),
        balancing=much[:500],
        adopted_by=tuple(f"Ward {at} (testing)" for at in range(30)),
        words=words,
    )


def bare() -> Story:
    """A project of which nothing but its start and one sentence is known."""
    return Story(
        project_id=1, unit_id=1, title="Look for delirium on every admission", unit="Ward 1", trust="Riverside Trust",
        stage="Idea", outcome="unknown", method="Other", method_key="other", as_of="22 November 2026", software="qms 1",
        began="20 November 2026", due="30 June 2027", team=(("Lead", "Ana Reid"),), why="Confusion is often missed.",
    )  # fmt: skip


def odd_letters() -> Story:
    """Welsh and Polish, other scripts, pictures, signs of markup, and words that are longer than a line."""
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    return story(
        title='Ŵyl y ŷd: źdźbło & <b>łóżko</b> "żółć"',
        problem=f"Mae'r tŷ yn hŷn. Zażółć gęślą jaźń \U0001f3e5 «5 < 6 & 7 > 6» {long} qms.example/{'x' * 180}",
        aim="Ask “why?”: ≥ 90 % ≤ 2 h; °C µg ½ عربى 日本 हिन्दी",
        words=Words(
            f"Źdźbło & <łóżko> {long}", "Zażółć <gęślą> & ŵ ŷ", "Dw i'n hapus & <ok>", "Pielęgniarka", "nospace" * 50
        ),
    )
