"""Who may lead gaps to activities: the lead; development plans also for member and assessor."""

import datetime

from django.utils import timezone

from tests.access_plans import EVERYBODY, LEAD, LEAD_POSTS, NAME, OUTSIDE, _activity, _team
from tests.access_rows import Row
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory

PROPOSALS = {
    "p-TOTAL_FORMS": "1",
    "p-INITIAL_FORMS": "0",
    "p-0-include": "on",
    "p-0-title": "Mentoring",
    "p-0-kind": "mentorship",
}
DONE = {"resource": "AC-01", "done": "yes"}
CLOSE = OUTSIDE | {"viewer": 404, "approver": 404, "member": 200, "assessor": 200, "lead": 200}


def world(cast):
    """The member is assessed in a closed round of the assessor."""
    the_round = RoundFactory(team=cast.team, closed=datetime.date(2026, 10, 30))
    the_round.assessors.add(cast.users["assessor"])
    sheet = AssessmentFactory(
        round=the_round, member=cast.member, state="submitted", submitted_at=timezone.now()
    )
    RatingFactory(assessment=sheet, code="OL-03", level=0)
    return {"planner_sheet": sheet}


def _person(cast):
    return _team(cast) | {"pk": cast.member.pk}


def _path(cast):
    return _team(cast) | {"role_slug": "operational-lead"}


ROWS = [
    Row(NAME + "gap_choices", "POST", _team, **LEAD_POSTS, data={"do": "needs"}),
    Row(NAME + "proposals", "GET", _team, **LEAD),
    Row(NAME + "proposals", "POST", _team, **LEAD_POSTS, data=PROPOSALS),
    Row(NAME + "draft", "GET", _team, **LEAD),
    Row(NAME + "assistance_edit", "GET", _activity, **LEAD),
    Row(NAME + "assistance_edit", "POST", _activity, **LEAD_POSTS, data={"days_2027": "20"}),
    Row(NAME + "development_list", "GET", _team, **EVERYBODY),
    Row(NAME + "learning_path", "GET", _path, **EVERYBODY),
    Row(NAME + "development", "GET", _person, **CLOSE),
    Row(NAME + "development_word", "GET", _person, **CLOSE),
    Row(NAME + "development_pdf", "GET", _person, **CLOSE),
    Row(
        NAME + "mark_done", "POST", _person, **LEAD_POSTS, data={"resource": "AC-01", "done": "yes"}
    ),
]
