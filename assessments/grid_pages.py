"""The grid of one role of a round: members across, skills down, one level in each cell."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.answer_actions import entry_of
from assessments.merging import parts_text, seen_mark
from assessments.models import Rating, SubRating
from assessments.seats import Seat
from assessments.sheet_forms import ANSWERS
from roles.models import Skill


@dataclass(frozen=True)
class Cell:
    """One answer of one member. ``name`` is that of its field; the mark is what the page saw.

    ``theirs`` is what somebody else entered meanwhile ("na" for not applicable), None if nobody
    did, and ``seen`` the mark of that; until one is chosen, saving asks again. A cell of a sheet
    that takes no more answers is not ``open``.
    """

    name: str
    seat: Seat
    skill: Skill
    value: str
    was: str
    open: bool
    theirs: str | None = None
    seen: str = ""

    @property
    def options(self):
        """Value, words, and whether it is chosen, for each answer."""
        words = {"": "–", "na": _("N.A.")}
        return [(one, words.get(one, one), one == self.value) for one in ANSWERS]

    @property
    def theirs_in_words(self):
        return {"": _("no answer"), "na": _("N.A.")}.get(self.theirs, self.theirs)

    @property
    def level(self):
        return int(self.value) if self.value.isdigit() else None

    @property
    def not_applicable(self):
        return self.value == "na"


@dataclass(frozen=True)
class GridRow:
    skill: Skill
    cells: list[Cell]


def cell_name(seat, skill):
    return f"{seat.assessment.pk}-{skill.code}"


def grid_rows(seats, skills, conflicts=None):
    """A row for each skill with a cell for each seat. Two queries.

    ``conflicts`` maps names of cells to Conflict and the mark mine came with: there the cell
    shows mine beside theirs.
    """
    stored = _stored(seats)
    return [
        GridRow(skill, [_cell(seat, skill, stored, conflicts or {}) for seat in seats])
        for skill in skills
    ]


def _stored(seats):
    """What stands, as Entry by sheet, whose value and skill, and its mark with the parts."""
    sheets = [seat.assessment for seat in seats]
    parts = defaultdict(dict)
    rows = SubRating.objects.filter(assessment__in=sheets)
    for *key, part, level in rows.values_list(
        "assessment", "whose", "sub_skill__skill", "sub_skill", "level"
    ):
        parts[tuple(key)][part] = level
    ratings = {
        (rating.assessment_id, rating.whose, rating.skill_id): rating
        for rating in Rating.objects.filter(assessment__in=sheets)
    }
    return ratings, parts


def _cell(seat, skill, stored, conflicts):
    ratings, parts = stored
    key = (seat.assessment.pk, seat.whose, skill.pk)
    entry = entry_of(ratings.get(key), parts_text(parts.get(key, {})))
    name = cell_name(seat, skill)
    conflict, was = conflicts.get(name, (None, ""))
    return Cell(
        name=name,
        seat=seat,
        skill=skill,
        value=conflict.mine.value if conflict else entry.value,
        was=was if conflict else seen_mark(*entry),
        open=seat.takes_answers,
        theirs=conflict.stored.value if conflict else None,
        seen=seen_mark(*conflict.stored) if conflict else "",
    )
