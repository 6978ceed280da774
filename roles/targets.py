"""The target levels that a team set, by role or by position.

targets = read_targets(team)
targets.of_position(position, "OL-04")      # what its holder should reach; None: the usual target
"""

from dataclasses import dataclass

from roles.models import CatalogueVersion, Position, TargetLevel


@dataclass(frozen=True)
class TeamTargets:
    """Levels by (code of a role, code of a skill) and by (key of a position, code of a skill)."""

    by_role: dict[tuple[str, str], int]
    by_position: dict[tuple[int, str], int]

    def of_role(self, role, code):
        """That of the role, else of the role whose skills it shares; None where neither is set."""
        if not self.by_role:
            return None
        shared = role.skill_set or role
        return self.by_role.get((role.slug, code), self.by_role.get((shared.slug, code)))

    def of_position(self, position, code):
        """Its own target, else that of its role; None where the team set neither."""
        own = self.by_position.get((position.pk, code))
        return self.of_role(position.role, code) if own is None else own


@dataclass(frozen=True)
class WantedLevels:
    """What each member should reach: by the position held, else by the role, else as usual."""

    people: dict[tuple[str, str, str], int]
    by_role: dict[tuple[str, str], int]
    usual: int

    def of(self, member_pk, section, code) -> int:
        """`section`: the code of the role with whose skills the member is assessed."""
        in_section = self.by_role.get((section, code), self.usual)
        return self.people.get((str(member_pk), section, code), in_section)


def wanted_levels(team, usual=None) -> WantedLevels:
    """Two queries when the team set no target, else four; with `usual`, a level, one less."""
    decided = read_targets(team)
    if usual is None:
        usual = CatalogueVersion.objects.latest().thresholds.default_target
    return WantedLevels(member_targets(team, decided), decided.by_role, usual)


def read_targets(team) -> TeamTargets:
    """One query."""
    by_role, by_position = {}, {}
    rows = TargetLevel.objects.filter(team=team)
    for role, position, code, level in rows.values_list(
        "role__slug", "position", "skill__code", "level"
    ):
        if role:
            by_role[role, code] = level
        else:
            by_position[position, code] = level
    return TeamTargets(by_role, by_position)


def member_targets(team, targets: TeamTargets) -> dict[tuple[str, str, str], int]:
    """What each member should reach: (key of the member, code of the section, code of the skill).

    Of several positions with the same skills the highest target counts. No query when the team
    set no target, else two.
    """
    codes = {code for _place, code in (*targets.by_role, *targets.by_position)}
    if not codes:
        return {}
    held = Position.objects.filter(team=team).open().held().with_assignments()
    found = {}
    for position in held.select_related("role__skill_set"):
        if position.assignment is None:
            continue
        section = position.role.skill_set or position.role
        for code in codes:
            level = targets.of_position(position, code)
            key = (str(position.holder.pk), section.slug, code)
            if level is not None:
                found[key] = max(level, found.get(key, 0))
    return found
