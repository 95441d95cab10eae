"""The eighteen items of SQUIRE 2.0, filled from a project's story as far as its record goes.

The headings are those of Ogrinc G, Davies L, Goodman D, et al. SQUIRE 2.0. BMJ Qual Saf 2016;25:986-992
(doi:10.1136/bmjqs-2015-004411); the prompts are our own words."""

from collections.abc import Sequence

from qms.improvement.publishing.squire import methods, results
from qms.improvement.publishing.squire.blocks import Block, Items, Prompt, Section, Text, from_record
from qms.improvement.publishing.story import Story
from qms.kernel.formats import count

CREDIT = "Ogrinc G, Davies L, Goodman D, et al. BMJ Qual Saf 2016;25:986–992. doi:10.1136/bmjqs-2015-004411"

OPENING = "Title and abstract"
WHY = "Why did you start?"
DID = "What did you do?"
FOUND = "What did you find?"
MEANS = "What does it mean?"
OTHER = "Other information"


def sections(story: Story) -> list[Section]:
    """The report in the guideline's order."""
    return [
        Section(OPENING, "Title", _title(story)),
        Section(OPENING, "Abstract", _abstract(story)),
        Section(WHY, "Problem description", _problem(story)),
        Section(WHY, "Available knowledge", _knowledge(story)),
        Section(WHY, "Rationale", _rationale(story)),
        Section(WHY, "Specific aims", _aims(story)),
        Section(DID, "Context", methods.context(story)),
        Section(DID, "Intervention(s)", methods.intervention(story)),
        Section(DID, "Study of the intervention(s)", methods.study(story)),
        Section(DID, "Measures", methods.measures(story)),
        Section(DID, "Analysis", methods.analysis(story)),
        Section(DID, "Ethical considerations", methods.ethics(story)),
        Section(FOUND, "Results", results.found(story)),
        Section(MEANS, "Summary", results.summary(story)),
        Section(MEANS, "Interpretation", results.interpretation(story)),
        Section(MEANS, "Limitations", results.limitations(story)),
        Section(MEANS, "Conclusions", results.conclusions(story)),
        Section(OTHER, "Funding", results.funding(story)),
    ]


def filled_sentence(found: Sequence[Section]) -> str:
    """'12 of 18 sections hold something from the record; 14 prompts say what is still to be written.'"""
    filled = sum(each.is_filled for each in found)
    prompts = sum(isinstance(block, Prompt) for each in found for block in each.blocks)
    still = f"{count(prompts, 'prompt says', 'prompts say')} what is still to be written"
    return f"{filled} of {len(found)} sections hold something from the record; {still}."


def _title(story: Story) -> tuple[Block, ...]:
    return from_record(
        Text(f"{story.headline}{', ' if ':' in story.headline else ': '}a quality improvement project, {story.unit}")
    )


def _abstract(story: Story) -> tuple[Block, ...]:
    parts = (
        ("Background", story.problem or story.why),
        ("Aim", story.aim),
        ("Methods", methods.in_a_sentence(story)),
        ("Results", " ".join(each for each in (story.result, _judged(story)) if each)),
        ("Conclusions", story.words.tell_others or story.learned),
    )
    texts = [Text(f"{name}: {words}") for name, words in parts if words]
    return from_record(*texts, ask="Bring these sentences down to the length that your journal allows.")


def _judged(story: Story) -> str:
    return story.telling.judgement if story.telling else ""


def _problem(story: Story) -> tuple[Block, ...]:
    ask = "" if story.problem else "Say what goes wrong, for whom and how often, and how you know."
    return from_record(Text(story.problem), Text(story.why), ask=ask)


def _knowledge(story: Story) -> tuple[Block, ...]:
    came = Text(f"The project builds on “{story.origin}”.") if story.origin else None
    return from_record(came, ask="Say what others have found and tried before you, with references.")


def _rationale(story: Story) -> tuple[Block, ...]:
    lead = Text("We thought that these changes would bring the improvement:") if story.ideas else None
    ask = "Say why you expected these changes to work: the theory, model or reasons behind them."
    return from_record(lead, Items(story.ideas), Text(_why_expected(story)), ask=ask)


def _why_expected(story: Story) -> str:
    first = story.tests[0] if story.tests else None
    return f"Before the first test the team predicted: {first.prediction}" if first else ""


def _aims(story: Story) -> tuple[Block, ...]:
    serves = f"The project serves the objective “{story.serves[0]}”." if story.serves else ""
    wider = f" This in turn serves “{'”, then “'.join(story.serves[1:])}”." if len(story.serves) > 1 else ""
    ask = "" if story.aim else "Say how much should improve, by when and for whom; and why you write this report."
    return from_record(Text(story.aim), Text(serves + wider), ask=ask)
