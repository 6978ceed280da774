"""Who may do what with the plan: everybody who sees the team reads it, only the lead changes it."""

from tests.access_rows import AS_SEEN, Row
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    PlanFactory,
)


def world(team):
    plan = PlanFactory(team=team)
    activity = ActivityFactory(plan=plan)
    line = CostLineFactory(activity=activity)
    FundingFactory(line=line)
    return {
        "plan": plan,
        "activity": activity,
        "line": line,
        "source": FundingSourceFactory(plan=plan),
    }


def _team(cast):
    return {"slug": cast.team.slug}


def _activity(cast):
    return _team(cast) | {"pk": cast.activity.pk}


def _line(cast):
    return _team(cast) | {"pk": cast.line.pk}


def _source(cast):
    return _team(cast) | {"pk": cast.source.pk}


OUTSIDE = {"anonymous": 302, "outsider": 404, "staff": 404}
EVERYBODY = OUTSIDE | {"viewer": 200, "member": 200, "assessor": 200, "lead": 200}
LEAD = OUTSIDE | {"viewer": 403, "member": 403, "assessor": 403, "lead": 200}
LEAD_POSTS = LEAD | {"lead": 302}

PLAN = {"title": "Plan", "start_year": "2027", "end_year": "2029"}
ACTIVITY = {"title": "Mentor", "kind": "mentorship", "status": "planned"}
SOURCE = {"name": "Ministry budget", "type": "ministry_recurrent"}
LINE = {
    "category": "",
    "shares-TOTAL_FORMS": "4",
    "shares-INITIAL_FORMS": "0",
}

NAME = "plans:"
ROWS = [
    Row(NAME + "priorities", "GET", _team, **EVERYBODY),
    Row(NAME + "detail", "GET", _team, **EVERYBODY),
    Row(NAME + "plan_create", "GET", _team, **LEAD_POSTS),  # there is a plan: on to it
    Row(NAME + "plan_create", "POST", _team, **LEAD_POSTS, data=PLAN),
    Row(NAME + "plan_edit", "GET", _team, **LEAD),
    Row(NAME + "plan_edit", "POST", _team, **LEAD_POSTS, data=PLAN),
    Row(NAME + "questions", "GET", _team, **EVERYBODY),
    Row(NAME + "questions", "POST", _team, **LEAD_POSTS),
    Row(NAME + "file", "GET", _team, **EVERYBODY),
    Row(NAME + "budget", "GET", _team, **EVERYBODY),
    Row(NAME + "unfunded", "GET", _team, **EVERYBODY),
    Row(NAME + "activity_create", "GET", _team, **LEAD),
    Row(NAME + "activity_create", "POST", _team, **LEAD_POSTS, data=ACTIVITY),
    Row(NAME + "activity_detail", "GET", _activity, **EVERYBODY),
    Row(NAME + "activity_edit", "GET", _activity, **LEAD),
    Row(NAME + "activity_edit", "POST", _activity, **LEAD_POSTS, data=ACTIVITY),
    Row(NAME + "activity_delete", "GET", _activity, **LEAD),
    Row(NAME + "activity_delete", "POST", _activity, **LEAD_POSTS, data=AS_SEEN),
    Row(NAME + "line_create", "GET", _activity, **LEAD),
    Row(NAME + "line_create", "POST", _activity, **LEAD, data=LINE),
    Row(NAME + "line_edit", "GET", _line, **LEAD),
    Row(NAME + "line_edit", "POST", _line, **LEAD, data=LINE),
    Row(NAME + "line_delete", "GET", _line, **LEAD),
    Row(NAME + "line_delete", "POST", _line, **LEAD_POSTS, data=AS_SEEN),
    Row(NAME + "source_list", "GET", _team, **EVERYBODY),
    Row(NAME + "source_create", "GET", _team, **LEAD),
    Row(NAME + "source_create", "POST", _team, **LEAD_POSTS, data=SOURCE),
    Row(NAME + "source_edit", "GET", _source, **LEAD),
    Row(NAME + "source_edit", "POST", _source, **LEAD_POSTS, data=SOURCE),
    Row(NAME + "source_delete", "GET", _source, **LEAD),
    Row(NAME + "source_delete", "POST", _source, **LEAD_POSTS, data=AS_SEEN),
]
