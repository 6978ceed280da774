"""Pictures as lists of shapes, for the page and as SVG files. Every number stands in them too.

Colours and sizes are attributes, so that a file needs no style sheet and the page no style
attribute; coreteam.css gives the same shapes the colours of a dark page. Lengths are pixels.
"""

from dataclasses import dataclass, field
from math import cos, pi, sin
from textwrap import wrap

from django.utils.translation import gettext as _

from assessments.coverage import cover_text
from roles.formats import number, signed
from roles.models.skills import marked

INK, QUIET, LINE, PAPER = "#1b2733", "#52606d", "#c3ccd5", "#ffffff"
CORE, RED = "#064c82", "#a11d0f"
# Ground, frame and ink of a tile by level; N.A. and not answered have keys of their own.
TILES = {
    0: (PAPER, RED, RED),
    1: ("#d7e6f2", "#d7e6f2", INK),
    2: ("#83b4dc", "#83b4dc", INK),
    3: (CORE, CORE, PAPER),
    "na": ("#f4f5f7", "#f4f5f7", QUIET),
    "none": (PAPER, LINE, QUIET),
}
AXIS = 3
# Longer lines would leave the place of a competency, a member, a skill, a member with a role.
LABEL_LENGTH, HEAD_LENGTH, SKILL_LENGTH, ROW_LENGTH = 18, 11, 50, 44
LABEL_LINE = 14


@dataclass(frozen=True)
class Shape:
    """An SVG element: its tag, its attributes in order, the text in it."""

    tag: str
    attributes: dict
    text: str = ""


@dataclass(frozen=True)
class Picture:
    """``title`` states what is to be seen, for whoever does not see it."""

    title: str
    width: int
    height: int
    shapes: list[Shape] = field(default_factory=list)


def _words(x, y, text, anchor="start", *, bold=False, fill=INK, size=13):
    attributes = {"x": _n(x), "y": _n(y), "text-anchor": anchor, "fill": fill, "font-size": size}
    return Shape("text", attributes | ({"font-weight": "bold"} if bold else {}), str(text))


def _line(x1, y1, x2, y2, *, stroke=LINE, width=1, dashes=""):
    attributes = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2), "stroke": stroke}
    attributes["stroke-width"] = width
    return Shape("line", attributes | ({"stroke-dasharray": dashes} if dashes else {}))


def _box(x, y, width, height, key):
    ground, frame, _ink = TILES[key]
    attributes = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height), "rx": 4}
    return Shape("rect", attributes | {"fill": ground, "stroke": frame, "stroke-width": 2})


def _dot(x, y, radius, *, hollow=False, kind=""):
    attributes = {"cx": _n(x), "cy": _n(y), "r": radius, "fill": PAPER if hollow else CORE}
    attributes |= {"stroke": CORE, "stroke-width": 2}
    return Shape("circle", attributes | ({"class": kind} if kind else {}))


def _n(value):
    """A coordinate: no more decimals than an eye sees."""
    return f"{float(value):.1f}".removesuffix(".0")


def heat_picture(maps) -> Picture:
    """The maps below one another: code, name, one tile a member, people at 2 or more."""
    widest = max((len(one.sheets) for one in maps), default=0)
    left, cell, row = 420, 76, 30
    shapes, y = [], 10
    for one in maps:
        shapes.append(_words(10, y + 20, one.role.name, bold=True, size=16))
        y += 34
        heads = [wrap(str(sheet.member), HEAD_LENGTH) for sheet in one.sheets]
        y += LABEL_LINE * (max(map(len, heads), default=1) - 1)
        for place, lines in enumerate(heads):
            shapes += _heat_head(left + cell * place + 26, y + 16, lines)
        end = left + cell * len(one.sheets) + 10
        shapes.append(_words(end, y + 16, _("At 2 or more")))
        y += 26
        for line in one.rows:
            shapes += _heat_line(line, left, cell, y, end)
            y += row
        y += 20
    return Picture(_("Heat map of skills by members"), left + cell * widest + 130, y, shapes)


def _heat_head(x, y, lines):
    """The name of a member over the tiles, its last line at y."""
    return [
        _words(x, y - LABEL_LINE * back, line, "middle") for back, line in enumerate(lines[::-1])
    ]


def _heat_line(line, left, cell, y, end):
    sign = "\N{BLACK DIAMOND}" if line.skill.critical else ""
    name = marked(line.skill.code, line.skill.name)
    shapes = [
        _words(10, y + 18, f"{line.skill.code} {sign}"),
        *_wrapped(90, y + 18, name, SKILL_LENGTH),
    ]
    for place, one in enumerate(line.cells):
        x = left + cell * place
        shapes += _tile(x + 6, y, 40, 24, one["level"], one["not_applicable"])
        if one["change"]:
            shapes.append(_words(x + 50, y + 17, signed(one["change"]), size=11))
    return [*shapes, _words(end, y + 18, line.at_independent, bold=True)]


def _tile(x, y, width, height, level, not_applicable=False):
    key = "na" if not_applicable else "none" if level is None else level
    text = _("N.A.") if not_applicable else "–" if level is None else level
    centre = x + width / 2
    fill = TILES[key][2]
    return [
        _box(x, y, width, height, key),
        _words(centre, y + height / 2 + 5, text, "middle", fill=fill),
    ]


def coverage_picture(rows) -> Picture:
    """One tile a critical skill, a row a role; with somebody leaving "2 → 1"."""
    shapes, y = [], 10
    for row in rows:
        shapes.append(_words(10, y + 28, row.role.name, bold=True))
        for place, tile in enumerate(row.tiles):
            shapes += _coverage_tile(220 + 82 * place, y, tile)
        y += 62
    widest = max((len(row.tiles) for row in rows), default=0)
    return Picture(_("Coverage of the critical skills"), 230 + 82 * widest, y + 10, shapes)


def _coverage_tile(x, y, tile):
    now = tile.count if tile.after is None else tile.after
    key = "none" if now is None else (0, 1, 3)[min(now, 2)]
    text = cover_text(tile.count, now)
    fill = TILES[key][2]
    return [
        _box(x, y, 74, 48, key),
        _words(x + 37, y + 18, tile.code, "middle", fill=fill, size=12),
        _words(x + 37, y + 39, text, "middle", fill=fill, bold=True, size=16),
    ]


def phase_picture(rows, thresholds) -> Picture:
    """One line a member and role on the axis from 0 to 3; hollow the baseline, full the latest."""
    left, length, top = 300, 360, 50
    shapes = _phase_axis(left, length, top + 40 * len(rows), thresholds)
    for place, row in enumerate(rows):
        shapes += _phase_line(row, left, length, top + 40 * place)
    return Picture(_("Phase of each member in each role"), 1000, top + 40 * len(rows) + 10, shapes)


def role_picture(spreads, thresholds) -> Picture:
    """One line a role on the axis from 0 to 3, a ring for each member; then the phases in words."""
    left, length, top = 300, 360, 50
    shapes = _phase_axis(left, length, top + 40 * len(spreads), thresholds)
    for place, row in enumerate(spreads):
        y = top + 40 * place
        shapes += [
            *_wrapped(10, y + 20, row.role, ROW_LENGTH),
            _line(left, y + 16, left + length, y + 16),
            *(_dot(left + length * float(at) / AXIS, y + 16, 6, hollow=True) for at in row.means),
            _words(left + length + 30, y + 20, row.phases_text),
        ]
    return Picture(_("Phases by role"), 1000, top + 40 * len(spreads) + 10, shapes)


def _phase_axis(left, length, bottom, thresholds):
    shapes = []
    for at in (0, thresholds.proficient_from, thresholds.expert_from, AXIS):
        x = left + length * float(at) / AXIS
        shapes.append(_words(x, 24, number(at, 1), "middle", fill=QUIET))
        shapes.append(_line(x, 32, x, bottom, stroke=QUIET, dashes="2 3"))
    return shapes


def _phase_line(row, left, length, y):
    mean, baseline = row.sheet.result.mean, row.baseline_mean
    words = f"{row.sheet.member}, {row.sheet.section}"
    shapes = [
        *_wrapped(10, y + 20, words, ROW_LENGTH),
        _line(left, y + 16, left + length, y + 16),
    ]
    if baseline is not None and mean is not None:
        ends = [left + length * float(value) / AXIS for value in (baseline, mean)]
        shapes.append(_line(ends[0], y + 16, ends[1], y + 16, stroke=CORE, width=2))
        shapes.append(_dot(ends[0], y + 16, 5, hollow=True))
    if mean is not None:
        shapes.append(_dot(left + length * float(mean) / AXIS, y + 16, 6))
    shapes.append(_words(left + length + 30, y + 20, number(mean, 2), bold=True))
    return [*shapes, _words(left + length + 90, y + 20, row.phase_text)]


def radar_picture(spokes, title) -> Picture:
    """A spoke a competency, 0 in the middle, 3 outside, rings at 1, 2 and 3 with their numbers.

    ``spokes``: label, now, other. Now is drawn solid with full points, the other outline dashed
    with hollow ones. What is None is left out of its outline.
    """
    centre_x, centre_y, radius = 260, 190, 130
    shapes = []

    def point(place, level):
        angle = 2 * pi * place / len(spokes) - pi / 2
        length = radius * float(level) / AXIS
        return centre_x + length * cos(angle), centre_y + length * sin(angle)

    for ring in (1, 2, 3):
        shapes.append(_outline([point(place, ring) for place in range(len(spokes))], LINE, 1))
    for place, (label, _now, _other) in enumerate(spokes):
        x, y = point(place, AXIS)
        shapes.append(_line(centre_x, centre_y, x, y))
        shapes += _label(*point(place, AXIS * 1.14), label, (centre_x, centre_y))
    for ring in range(AXIS + 1):
        shapes.append(
            _words(centre_x + 4, centre_y - radius * ring / AXIS + 12, ring, fill=QUIET, size=11)
        )
    for which, dashes in ((2, "5 4"), (1, "")):
        found = [
            point(place, spoke[which])
            for place, spoke in enumerate(spokes)
            if spoke[which] is not None
        ]
        shapes.append(_outline(found, CORE, 2, dashes, "before" if dashes else "now"))
        shapes += [
            _dot(*at, 4, hollow=bool(dashes), kind="before" if dashes else "") for at in found
        ]
    return Picture(title, 520, 386, shapes)


def _outline(points, stroke, width, dashes="", kind=""):
    attributes = {"points": " ".join(f"{_n(x)},{_n(y)}" for x, y in points), "fill": "none"}
    attributes |= {"stroke": stroke, "stroke-width": width}
    attributes |= {"stroke-dasharray": dashes} if dashes else {}
    return Shape("polygon", attributes | ({"class": kind} if kind else {}))


def _label(x, y, text, centre):
    """Beside the end of a spoke; over the upper and under the lower one, not across them."""
    upright = abs(x - centre[0]) < 10
    anchor = "middle" if upright else "start" if x > centre[0] else "end"
    more = LABEL_LINE * (len(wrap(str(text), LABEL_LENGTH)) - 1) / 2 if upright else 0
    y += 4 - more if y < centre[1] else 4 + more
    return _wrapped(x, y, text, LABEL_LENGTH, anchor, size=12)


def _wrapped(x, y, text, length, anchor="start", *, size=13):
    """Words in lines of at most ``length`` letters; a single line stands at y, more around it."""
    lines = wrap(str(text), length)
    top = y - LABEL_LINE * (len(lines) - 1) / 2
    return [
        _words(x, top + LABEL_LINE * number, line, anchor, size=size)
        for number, line in enumerate(lines)
    ]
