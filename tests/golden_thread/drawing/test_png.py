"""PNG without a browser: the right size, and with its words."""

import struct
import zlib

import pytest

from qms.golden_thread.drawing import chart_svg, svg_to_png
from tests.golden_thread.drawing.charts import steady


def size_of(png):
    return struct.unpack(">II", png[16:24])


def test_a_png_has_twice_the_pixels_of_the_picture():
    png = svg_to_png(chart_svg(steady(), title="Falls", width=480, height=300))
    assert png.startswith(b"\x89PNG")
    assert size_of(png) == (960, 600)
    assert size_of(svg_to_png(chart_svg(steady(), title="Falls", width=480, height=300), scale=1)) == (480, 300)


def test_words_are_drawn_so_the_server_has_a_font():
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30">{}</svg>'
    words = '<text x="5" y="20" font-size="16" font-family="Arial, Liberation Sans, DejaVu Sans, sans-serif">Mean</text>'
    assert zlib.crc32(svg_to_png(blank.format(words))) != zlib.crc32(svg_to_png(blank.format("")))


def test_what_is_not_svg_is_refused():
    with pytest.raises(ValueError, match=r"."):
        svg_to_png("not a picture")


def test_a_scale_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        svg_to_png("<svg/>", scale=0)
