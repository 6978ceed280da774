"""What the catalogue holds for the terms of reference of some roles, in a fixed number of queries.

guide = read_guide([position.role for position in positions])
guide.skills_of(role), guide.responsibilities_of(role)
"""

from collections import defaultdict
from dataclasses import dataclass

from roles.models import CatalogueVersion, ProficiencyLevel, Responsibility, Skill, Team
from roles.targets import TeamTargets, read_targets
from roles.thresholds import Thresholds


@dataclass(frozen=True)
class Guide:
    """Rows of the catalogue; their texts come out in the language that is active when asked."""

    responsibilities: dict[int, list[Responsibility]]
    skills: dict[int, list[Skill]]
    levels: dict[int, ProficiencyLevel]
    thresholds: Thresholds
    version: str
    targets: TeamTargets
    team: Team | None = None

    def responsibilities_of(self, role):
        return self.responsibilities.get(role.pk, [])

    def skills_of(self, role):
        """The skills with which the role is assessed: those of its set, else its own."""
        return self.skills.get(role.skill_set_id or role.pk, [])

    def said(self, text):
        """A text of the catalogue in the team's words, as it stands without a team."""
        return self.team.in_own_words(text) if self.team else text

    def level_name(self, level):
        found = self.levels.get(level)
        return found.name if found else ""

    def target_of(self, role, skill, position=None):
        """What the team wants of this position or role; else the usual target.

        Two is enough for most; a critical skill asks level 3, of one person (product.md 4).
        """
        usual = (
            self.thresholds.critical_target if skill.critical else self.thresholds.default_target
        )
        if position is not None:
            wanted = self.targets.of_position(position, skill.code)
        else:
            wanted = self.targets.of_role(role, skill.code)
        return usual if wanted is None else wanted


def read_guide(roles, team=None):
    """Four queries, whatever the number of roles; with a team one more.

    Of a team: with its own skills and targets, without the skills that it switched off. The
    lighter lists of further roles stay: whoever asks nobody about them still says what they do.
    """
    sets = {role.skill_set_id or role.pk for role in roles}
    version = CatalogueVersion.objects.first() or CatalogueVersion(code="")
    return Guide(
        responsibilities=_grouped(
            Responsibility.objects.current().filter(role__in={role.pk for role in roles}),
            "role_id",
        ),
        skills=_skills(team, sets),
        levels={level.level: level for level in ProficiencyLevel.objects.current()},
        thresholds=version.thresholds,
        version=version.code,
        targets=read_targets(team) if team else TeamTargets({}, {}),
        team=team,
    )


def _skills(team, sets):
    """By section; those shared with it after those of its set."""
    grouped = defaultdict(list)
    rows = Skill.every.current().of_sections(sets).order_by("order", "pk")
    for skill in rows.read_for(team):
        for section in skill.sections if skill.said is not False else ():
            grouped[section].append(skill)
    for section, skills in grouped.items():
        skills.sort(key=lambda skill: skill.skill_set_id != section)
    return grouped


def _grouped(rows, attribute):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, attribute)].append(row)
    return groups
