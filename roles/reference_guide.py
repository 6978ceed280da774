"""What the catalogue holds for the terms of reference of some roles, in a fixed number of queries.

guide = read_guide([position.role for position in positions])
guide.skills_of(role), guide.responsibilities_of(role)
"""

from collections import defaultdict
from dataclasses import dataclass

from roles.models import CatalogueVersion, ProficiencyLevel, Responsibility, Skill
from roles.thresholds import Thresholds


@dataclass(frozen=True)
class Guide:
    """Rows of the catalogue; their texts come out in the language that is active when asked."""

    responsibilities: dict[int, list[Responsibility]]
    skills: dict[int, list[Skill]]
    levels: dict[int, ProficiencyLevel]
    thresholds: Thresholds
    version: str

    def responsibilities_of(self, role):
        return self.responsibilities.get(role.pk, [])

    def skills_of(self, role):
        """The skills with which the role is assessed: those of its set, else its own."""
        return self.skills.get(role.skill_set_id or role.pk, [])

    def level_name(self, level):
        found = self.levels.get(level)
        return found.name if found else ""


def read_guide(roles):
    """Four queries, whatever the number of roles."""
    sets = {role.skill_set_id or role.pk for role in roles}
    version = CatalogueVersion.objects.first() or CatalogueVersion(code="")
    return Guide(
        responsibilities=_grouped(
            Responsibility.objects.current().filter(role__in={role.pk for role in roles}),
            "role_id",
        ),
        skills=_grouped(Skill.objects.current().filter(skill_set__in=sets), "skill_set_id"),
        levels={level.level: level for level in ProficiencyLevel.objects.current()},
        thresholds=version.thresholds,
        version=version.code,
    )


def _grouped(rows, attribute):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, attribute)].append(row)
    return groups
