"""The verdict icons: named in words, told apart by shape alone, small enough for a table of hundreds."""

import re
import xml.etree.ElementTree as ET

import pytest

from qms.golden_thread.drawing import ASSURANCE_WORDS, VARIATION_WORDS, assurance_icon, variation_icon

ALL = [(variation_icon, word, said) for word, said in VARIATION_WORDS.items()] + [
    (assurance_icon, word, said) for word, said in ASSURANCE_WORDS.items()
]


@pytest.mark.parametrize(("draw", "word", "said"), ALL)
def test_an_icon_is_an_image_with_its_words_as_name(draw, word, said):
    root = ET.fromstring(draw(word, size=24))
    assert root.get("role") == "img"
    assert root.get("aria-label") == said
    assert root[0].text == said
    assert (root.get("width"), root.get("viewBox")) == ("24", "0 0 32 32")


def test_icons_differ_without_their_colours():
    shapes = {re.sub(r'#[0-9a-f]{6}|aria-label="[^"]*"|<title>.*?</title>', "", draw(word)) for draw, word, _ in ALL}
    neutral = {"neutral-high", "neutral-low"}  # the shape of improvement, but dark inside
    assert len(shapes) == len(ALL) - len(neutral)


def test_neutral_is_dark_where_improvement_is_light():
    def fill(word):
        colour = re.search(r'<path d="[^"]*" fill="#(..)(..)(..)"', variation_icon(word))
        red, green, blue = (int(part, 16) for part in colour.groups())
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert fill("improvement-high") - fill("neutral-high") > 40


def test_a_title_replaces_the_words_and_is_escaped():
    icon = variation_icon("concern-low", title='Falls <b>"low"</b>')
    assert ET.fromstring(icon)[0].text == 'Falls <b>"low"</b>'


@pytest.mark.parametrize("draw", [variation_icon, assurance_icon])
def test_an_unknown_word_is_refused_with_the_known_ones(draw):
    with pytest.raises(ValueError, match="use one of"):
        draw("excellent")
