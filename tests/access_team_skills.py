"""What a team asks and wants: everybody in the team reads it, the lead changes it."""

from roles.models import Competency, Role, Skill
from tests.access_roles import ONLY_LEAD, SAVED, SEEN
from tests.access_rows import Row
from tests.factories import PositionFactory


def world(team):
    skill = Skill.every.create(
        team=team,
        code="OWN-77",
        name_en="Speak for the schools",
        skill_set=Role.objects.get(slug="operational-lead"),
        competency=Competency.objects.first(),
        order=1001,
    )
    return {"own_skill": skill, "aimed": PositionFactory(team=team)}


def _team(cast):
    return {"slug": cast.team.slug}


def _role(cast):
    return _team(cast) | {"role_slug": "operational-lead"}


def _position(cast):
    return _team(cast) | {"pk": cast.aimed.pk}


def _own(cast):
    return _team(cast) | {"pk": cast.own_skill.pk}


def _data(cast):
    return {
        "code": "OWN-78",
        "name_en": "Speak for the clinics",
        "skill_set": cast.own_skill.skill_set_id,
        "competency": cast.own_skill.competency_id,
    }


ROWS = [
    Row("roles:team_skills", "GET", _team, **SEEN),
    Row("roles:role_levels", "GET", _role, **ONLY_LEAD),
    Row("roles:role_levels", "POST", _role, **SAVED),
    Row("roles:position_levels", "GET", _position, **ONLY_LEAD),
    Row("roles:position_levels", "POST", _position, **SAVED),
    Row("roles:own_skill_create", "GET", _team, **ONLY_LEAD),
    Row("roles:own_skill_create", "POST", _team, data=_data, **SAVED),
    Row("roles:own_skill_edit", "GET", _own, **ONLY_LEAD),
    Row("roles:own_skill_edit", "POST", _own, data=_data, **SAVED),
    Row("roles:own_skill_retire", "GET", _own, **ONLY_LEAD),
    Row("roles:own_skill_retire", "POST", _own, **SAVED),
    Row("roles:own_skill_restore", "POST", _own, **SAVED),
]
