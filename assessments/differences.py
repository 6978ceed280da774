"""Where the member's own level and the assessor's, or the agreed one, lie apart."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.heat_map import SkillFilter
from assessments.models import Assessment, Rating
from assessments.results import CurrentSheet, current_sheets
from roles.models import Skill

MOST_ROWS = 100


@dataclass(frozen=True)
class Difference:
    """One skill of one member: the own level beside that of others.

    ``whose`` is whose word ``other`` is: the agreed level, else the assessor's.
    """

    sheet: CurrentSheet
    skill: Skill
    own: int
    other: int
    whose: str

    @property
    def difference(self) -> int:
        """The other level minus the own: below 0 where the member rated higher."""
        return self.other - self.own

    @property
    def whose_label(self):
        return Rating.Whose(self.whose).label


def differences_page(team, user, asked):
    """The current sheets whose answers the reader sees: the members's, an assessor's, all of the
    lead's. A consent to be read by name does not reach here."""
    sheets = current_sheets(team, Assessment.objects.visible_to(user), compared=False)
    filters = SkillFilter(asked, sheets)
    both = [
        one
        for one in read_differences(sheets)
        if filters.takes(one.skill) and filters.asked("role") in ("", one.sheet.section.slug)
    ]
    apart = in_order(one for one in both if one.difference)
    return {
        "filters": filters,
        "query": asked.urlencode(),
        "sees_any": bool(sheets),
        "rated_twice": len(both),
        "counts": {
            "higher": sum(one.difference < 0 for one in both),
            "same": len(both) - len(apart),
            "lower": sum(one.difference > 0 for one in both),
        },
        "rows": apart[:MOST_ROWS],
        "apart": len(apart),
        "hidden": max(0, len(apart) - MOST_ROWS),
    }


def read_differences(sheets) -> list[Difference]:
    """Every skill with an own level and somebody else's. One query."""
    values = defaultdict(dict)
    keys = [sheet.assessment.pk for sheet in sheets]
    rows = Rating.objects.filter(assessment__in=keys, level__isnull=False)
    for assessment, skill, whose, level in rows.values_list(
        "assessment", "skill", "whose", "level"
    ):
        values[assessment, skill][whose] = level
    found = []
    for sheet in sheets:
        for answer in sheet.answers:
            levels = values.get((sheet.assessment.pk, answer.skill.pk), {})
            whose = next((one for one in ("agreed", "assessor") if one in levels), None)
            if "self" in levels and whose:
                both = levels["self"], levels[whose]
                found.append(Difference(sheet, answer.skill, *both, whose))
    return found


def in_order(found) -> list[Difference]:
    """The largest first, critical skills before others, then as in the catalogue."""
    return sorted(
        found, key=lambda one: (-abs(one.difference), not one.skill.critical, one.skill.order)
    )
