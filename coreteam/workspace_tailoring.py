"""What a team decided about the skills, in a workspace file: the key `tailoring`."""

from collections import defaultdict

from django.utils.timezone import localdate

from roles.models import Skill, TargetLevel, TeamSkill
from roles.models.skills import OWN

from .workspace_reader import length, midnight

HIGHEST = 3
TEXTS = ("level_1", "level_2", "level_3")


def read_own_skills(place, team, roles, competencies):
    """Saves the team's own skills and returns them by code."""
    found, shared = {}, {}
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
            retired_at=_midnight_or_none(entry.date("retired", default=None)),
            **{f"{name}_en": entry.text(name, default="") for name in TEXTS},
        )
        others = {one.as_known(roles, "role") for one in entry.items("also_roles", required=False)}
        shared[code] = others - {found[code].skill_set}
    Skill.every.bulk_create(found.values())
    Skill.also_for.through.objects.bulk_create(
        Skill.also_for.through(skill=found[code], role=role)
        for code, others in shared.items()
        for role in sorted(others, key=lambda role: role.order)
    )
    for code, skill in found.items():
        skill.sections = {skill.skill_set_id} | {role.pk for role in shared[code]}
    return found


def _midnight_or_none(day):
    return day and midnight(day)


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
    """Only what the team decided. Four queries."""
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
    shared = defaultdict(list)
    pairs = Skill.also_for.through.objects.filter(skill__team=team).order_by("pk")
    for skill, role in pairs.values_list("skill", "role__slug"):
        shared[skill].append(role)
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
        | ({"also_roles": shared[skill.pk]} if skill.pk in shared else {})
        | ({"retired": f"{localdate(skill.retired_at)}"} if skill.retired_at else {})
        for skill in own
    ]
