"""SVG to PNG without a browser.

Text needs a font on the server: the first of Arial, Liberation Sans and DejaVu Sans that the system has is
used (Debian: fonts-liberation or fonts-dejavu-core). Without any, resvg draws the picture and leaves its
words out.
"""

from __future__ import annotations

import resvg_py


def svg_to_png(svg: str, scale: float = 2) -> bytes:
    """A PNG on white paper, `scale` pixels for each of the SVG's. Raises ValueError when it is not SVG."""
    if scale <= 0:
        raise ValueError(f"The scale is {scale}: it must be above zero.")
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, background="#ffffff")
