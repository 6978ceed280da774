"""Rows of the access table for the catalogue, the team, its positions, members and accesses."""

from roles.models import RetentionMeasure
from tests.access_rows import AS_SEEN, Row
from tests.factories import (
    BodyFactory,
    MemberFactory,
    PositionFactory,
    RetentionStepFactory,
    StaffingTaskFactory,
    TeamAccessFactory,
)


def world(team, member):
    return {
        "position": (position := PositionFactory(team=team, holder=member)),
        "assignment": position.assignment,
        "empty": PositionFactory(team=team, holder=None),
        "spare": MemberFactory(team=team),
        "given": TeamAccessFactory(team=team, level="viewer"),
        "body": BodyFactory(team=team),
        "project": StaffingTaskFactory(project__team=team).project,
        "step": RetentionStepFactory(member=member, code="R2"),
    }


def none(cast):
    return {}


def team(cast):
    return {"slug": cast.team.slug}


def position(cast):
    return team(cast) | {"pk": cast.position.pk}


def empty(cast):
    return team(cast) | {"pk": cast.empty.pk}


def assignment(cast):
    return team(cast) | {"pk": cast.assignment.pk}


def member(cast):
    return team(cast) | {"pk": cast.spare.pk}


def given(cast):
    return team(cast) | {"pk": cast.given.pk}


def oneself(cast):
    """The member who stands in the table as a person of its own."""
    return team(cast) | {"pk": cast.member.pk}


def own_check(cast):
    return position(cast) | {"member_pk": cast.member.pk}


def others_check(cast):
    return position(cast) | {"member_pk": cast.spare.pk}


def step(cast):
    return team(cast) | {"pk": cast.step.pk}


def body(cast):
    return team(cast) | {"pk": cast.body.pk}


def project(cast):
    return team(cast) | {"pk": cast.project.pk}


def role(cast):
    return {"slug": "implementer-technical"}


def skill(cast):
    return {"code": "IT-06"}


PEOPLE = ("anonymous", "outsider", "viewer", "member", "assessor", "lead", "staff")
OPEN = dict.fromkeys(PEOPLE, 200)
SIGNED_IN = OPEN | {"anonymous": 302}
SEEN = SIGNED_IN | {"outsider": 404, "staff": 404}
ONLY_LEAD = SEEN | {"viewer": 403, "member": 403, "assessor": 403}
SAVED = ONLY_LEAD | {"lead": 302}
# What keeps a member: the lead and the member alone, and only the lead changes it.
SHUT = {"anonymous": 302, **dict.fromkeys(PEOPLE[1:], 404)}
LEAD_KNOWS = SHUT | {"lead": 200}
LEAD_SAVES = SHUT | {"lead": 302}
OWN_READ = LEAD_KNOWS | {"member": 200}
OWN_NOT_CHANGED = LEAD_KNOWS | {"member": 403}
OWN_SAVED = OWN_NOT_CHANGED | {"lead": 302}

TEAM = {
    "name": "Lakhana DHIS2 core team",
    "country": "Lakhana",
    "sector": "health",
    "language": "en",
    "currency": "USD",
    "context": "new",
}
MEMBER = {
    "name": "Lupe",
    "kind": "person",
    "employer_type": "ministry",
    "engagement": "permanent",
}
END = {"ends_on": "2026-06-30", "end_reason": "retirement"}
CORRECTION = {"starts_on": "2025-01-01"}
OUTLOOK = {"risk": "high", "reason": "Was asked by a UN agency", "seen": 0}
REFERENCE = {
    "purpose": "Keeps DHIS2 one system for the ministry.",
    "responsibilities": "Leads the team",
    "language": "en",
    "seen": 0,
}
BODY = {
    "layer": "operations_management",
    "name": "HIS unit",
    "rhythm": "weekly",
    "next_date": "2020-01-31",
}
SHEET = {"title": "New tracker", "tasks-TOTAL_FORMS": 0, "tasks-INITIAL_FORMS": 0}
ACCESS = {"email": "nobody@example.org", "level": "viewer"}


def step_data(cast):
    measure = RetentionMeasure.objects.get(code="R3")
    return {"measure": measure.pk, "state": "planned", "next_step": "Ask", "due": "2020-01-31"}


def check_data(cast):
    prerequisite = cast.position.role.prerequisites.first()
    return {f"p{prerequisite.pk}-answer": "has"}


def ticked(cast):
    return {"position": cast.position.pk, "format": "pdf"}


def position_data(cast):
    return {
        "role": cast.position.role.pk,
        "holder": cast.spare.pk,
        "fte": "1.00",
        "vacancy": "vacant",
        "funding": "domestic",
    }


def appointment_data(cast):
    return {"member": cast.spare.pk, "starts_on": "2026-01-01"}


ROWS = [
    Row("roles:catalogue", "GET", none, **OPEN),
    Row("roles:role_detail", "GET", role, **OPEN),
    Row("roles:role_reference", "GET", role, **OPEN),
    Row("roles:skill_list", "GET", none, **OPEN),
    Row("roles:skill_detail", "GET", skill, **OPEN),
    Row("roles:competency_list", "GET", none, **OPEN),
    Row("roles:resource_list", "GET", none, **OPEN),
    Row("roles:team_create", "GET", none, **SIGNED_IN),
    Row("roles:team_create", "POST", none, data=TEAM, **dict.fromkeys(PEOPLE, 302)),
    Row("roles:team_edit", "GET", team, **ONLY_LEAD),
    Row("roles:team_edit", "POST", team, data=TEAM, **SAVED),
    Row("roles:structure", "GET", team, **SEEN),
    Row("roles:position_create", "GET", team, **ONLY_LEAD),
    Row("roles:position_create", "POST", team, data=position_data, **SAVED),
    Row("roles:position_edit", "GET", position, **ONLY_LEAD),
    Row("roles:position_edit", "POST", position, data=position_data, **SAVED),
    Row("roles:position_delete", "GET", position, **ONLY_LEAD),
    Row("roles:position_delete", "POST", position, data=AS_SEEN, **SAVED),
    Row("roles:appoint", "GET", empty, **ONLY_LEAD),
    Row("roles:appoint", "POST", empty, data=appointment_data, **SAVED),
    Row("roles:candidate_check", "GET", own_check, **OWN_READ),
    Row("roles:candidate_check", "POST", own_check, data=check_data, **OWN_SAVED),
    Row("roles:candidate_check", "GET", others_check, **LEAD_KNOWS),
    Row("roles:candidate_check", "POST", others_check, data=check_data, **LEAD_SAVES),
    Row("roles:assignment_end", "GET", assignment, **ONLY_LEAD),
    Row("roles:assignment_end", "POST", assignment, data=END, **SAVED),
    Row("roles:assignment_edit", "GET", assignment, **ONLY_LEAD),
    Row("roles:assignment_edit", "POST", assignment, data=CORRECTION, **SAVED),
    Row("roles:assignment_delete", "GET", assignment, **ONLY_LEAD),
    Row("roles:assignment_delete", "POST", assignment, **SAVED),
    Row("roles:departures", "GET", team, **SEEN),
    Row("roles:references", "GET", team, **SEEN),
    Row("roles:references_file", "GET", team, data=ticked, **SEEN),
    Row("roles:reference_detail", "GET", position, **SEEN),
    Row("roles:reference_file", "GET", position, **SEEN),
    Row("roles:reference_edit", "GET", position, **ONLY_LEAD),
    Row("roles:reference_edit", "POST", position, data=REFERENCE, **SAVED),
    Row("roles:member_list", "GET", team, **SEEN),
    Row("roles:member_create", "GET", team, **ONLY_LEAD),
    Row("roles:member_create", "POST", team, data=MEMBER, **SAVED),
    Row("roles:member_detail", "GET", member, **SEEN),
    Row("roles:member_edit", "GET", member, **ONLY_LEAD),
    Row("roles:member_edit", "POST", member, data=MEMBER, **SAVED),
    Row("roles:member_delete", "GET", member, **ONLY_LEAD),
    Row("roles:member_delete", "POST", member, **SAVED),
    Row("roles:retention", "GET", team, **LEAD_KNOWS),
    Row("roles:member_retention", "GET", oneself, **OWN_READ),
    Row("roles:member_retention", "POST", oneself, data=OUTLOOK, **OWN_SAVED),
    Row("roles:member_retention", "GET", member, **LEAD_KNOWS),
    Row("roles:retention_step_create", "GET", oneself, **OWN_NOT_CHANGED),
    Row("roles:retention_step_create", "POST", oneself, data=step_data, **OWN_SAVED),
    Row("roles:retention_step_edit", "GET", step, **OWN_NOT_CHANGED),
    Row("roles:retention_step_edit", "POST", step, data=step_data, **OWN_SAVED),
    Row("roles:retention_step_delete", "GET", step, **OWN_NOT_CHANGED),
    Row("roles:retention_step_delete", "POST", step, data=AS_SEEN, **OWN_SAVED),
    Row("roles:governance", "GET", team, **SEEN),
    Row("roles:body_create", "GET", team, **ONLY_LEAD),
    Row("roles:body_create", "POST", team, data=BODY, **SAVED),
    Row("roles:body_edit", "GET", body, **ONLY_LEAD),
    Row("roles:body_edit", "POST", body, data=BODY, **SAVED),
    Row("roles:body_delete", "GET", body, **ONLY_LEAD),
    Row("roles:body_delete", "POST", body, data=AS_SEEN, **SAVED),
    Row("roles:staffing_list", "GET", team, **SEEN),
    Row("staffing_detail", "GET", project, **SEEN),
    Row("roles:staffing_create", "GET", team, **ONLY_LEAD),
    Row("roles:staffing_create", "POST", team, data=SHEET, **SAVED),
    Row("roles:staffing_example", "POST", team, **SAVED),
    Row("roles:staffing_edit", "GET", project, **ONLY_LEAD),
    Row("roles:staffing_edit", "POST", project, data=SHEET, **SAVED),
    Row("roles:staffing_delete", "GET", project, **ONLY_LEAD),
    Row("roles:staffing_delete", "POST", project, data=AS_SEEN, **SAVED),
    Row("roles:access", "GET", team, **ONLY_LEAD),
    Row("roles:access", "POST", team, data=ACCESS, **ONLY_LEAD),
    Row("roles:access_remove", "GET", given, **ONLY_LEAD),
    Row("roles:access_remove", "POST", given, **SAVED),
]
