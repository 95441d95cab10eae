"""Pictures and a table for the demonstration's projects, drawn here: no photo of a real ward is needed, or wanted."""

from math import cos, pi, sin

from qms.golden_thread.drawing import svg_to_png

AUDIT = "shift,notes looked at,assessed within six hours\nearly,8,8\nlate,7,7\nnight,5,4\n"
_PARTS = ("Assess at handover", "Bell within reach", "A nurse in the bay at night", "Alarm for those who need it")
_TURNS = {2: "Left", 4: "Back", 6: "Right", 8: "Left", 10: "Back", 12: "Right"}


def bundle_card() -> bytes:
    """The card at each bay, as PNG."""
    lines = "".join(
        f'<circle cx="70" cy="{190 + 95 * place}" r="30" fill="#005eb8"/>'
        f'<text x="70" y="{202 + 95 * place}" font-size="34" fill="#ffffff" text-anchor="middle">{place + 1}</text>'
        f'<text x="125" y="{202 + 95 * place}" font-size="36" fill="#212b32">{words}</text>'
        for place, words in enumerate(_PARTS)
    )
    return _png(
        800, 600, f'<text x="40" y="90" font-size="52" font-weight="bold" fill="#005eb8">Safe on your feet</text>{lines}'
    )


def turning_clock() -> bytes:
    """The clock above a bed, as PNG."""
    marks = []
    for hour, side in _TURNS.items():
        angle = hour / 12 * 2 * pi
        x, y = 300 + 185 * sin(angle), 312 - 185 * cos(angle)
        marks.append(f'<text x="{x:.0f}" y="{y:.0f}" font-size="34" fill="#212b32" text-anchor="middle">{side}</text>')
    face = '<circle cx="300" cy="300" r="255" fill="#f2f5f7" stroke="#005eb8" stroke-width="14"/>'
    hands = '<path d="M300,300L300,190M300,300L372,342" stroke="#212b32" stroke-width="12" stroke-linecap="round"/>'
    return _png(600, 600, f"{face}{''.join(marks)}{hands}")


def _png(width: int, height: int, body: str) -> bytes:
    return svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="Arial, Liberation Sans, '
        f'DejaVu Sans, sans-serif"><rect width="{width}" height="{height}" fill="#ffffff"/>{body}</svg>',
        scale=1,
    )
