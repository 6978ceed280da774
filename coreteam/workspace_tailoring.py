"""What a team decided about the skills, in a workspace file: the key `tailoring`."""

from roles.models import Skill, TargetLevel, TeamSkill
from roles.models.skills import OWN

from .workspace_reader import length

HIGHEST = 3
TEXTS = ("level_1", "level_2", "level_3")


def read_own_skills(place, team, roles, competencies):
    """Saves the team's own skills and returns them by code."""
    found = {}
    for entry in place.items("own_skills", required=False):
        code = entry.text("code", length(Skill, "code"), empty=False)
        entry.child("code").refuse_second(found, code)
        if not code.startswith(OWN):
            raise entry.child("code").wrong(f'the code of an own skill begins with "{OWN}"')
        found[code] = Skill(
            team=team,
            code=code,
            order=entry.integer("order", 0, 32_767),
            skill_set=entry.known("role", roles, "role"),
            competency=entry.known("competency", competencies, "competency"),
            critical=entry.boolean("critical", default=False),
            name_en=entry.text("name", length(Skill, "name"), empty=False),
            **{f"{name}_en": entry.text(name, default="") for name in TEXTS},
        )
    Skill.every.bulk_create(found.values())
    for skill in found.values():
        skill.sections = {skill.skill_set_id}
    return found


def read_switches(place, team, skills):
    rows = {}
    for entry in place.items("switches", required=False):
        skill = entry.known("skill", skills, "skill")
        entry.child("skill").refuse_second(rows, skill.code)
        since = entry.date("since")
        if since is None:
            raise entry.child("since").wrong("missing")
        rows[skill.code] = TeamSkill(
            team=team, skill=skill, asked=entry.boolean("asked"), since=since
        )
    TeamSkill.objects.bulk_create(rows.values())


def read_targets(place, team, skills, roles, positions):
    rows = {}
    for entry in place.items("targets", required=False):
        skill = entry.known("skill", skills, "skill")
        role = entry.known_or_none("role", roles, "role")
        position = entry.known_or_none("position", positions, "position")
        if (role is None) == (position is None):
            raise entry.wrong("names a role or a position, one of them")
        key = (role and role.slug, position and position.code, skill.code)
        if key in rows:
            raise entry.wrong("a second target of the same")
        level = entry.integer("level", 0, HIGHEST)
        rows[key] = TargetLevel(team=team, role=role, position=position, skill=skill, level=level)
    TargetLevel.objects.bulk_create(rows.values())


def written_tailoring(team):
    """Only what the team decided. Three queries."""
    parts = {
        "own_skills": _own_skills(team),
        "switches": [
            {"skill": code, "asked": asked, "since": since.isoformat()}
            for code, asked, since in team.skill_switches.order_by("pk").values_list(
                "skill__code", "asked", "since"
            )
        ],
        "targets": [
            {"role": role, "position": position, "skill": code, "level": level}
            for role, position, code, level in team.target_levels.order_by("pk").values_list(
                "role__slug", "position__code", "skill__code", "level"
            )
        ],
    }
    return {name: rows for name, rows in parts.items() if rows}


def _own_skills(team):
    own = team.own_skills.select_related("skill_set", "competency").order_by("pk")
    return [
        {
            "code": skill.code,
            "order": skill.order,
            "role": skill.skill_set.slug,
            "competency": skill.competency.code,
            "critical": skill.critical,
            "name": skill.name_en,
        }
        | {name: getattr(skill, f"{name}_en") or "" for name in TEXTS}
        for skill in own
    ]
