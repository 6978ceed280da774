"""Who submits, decides about and shows the plan. Deciding is the approver's, and nobody else's."""

import datetime

from plans.models import ShareLink
from plans.models.shares import digest
from tests.access_rows import Row
from tests.factories import PlanVersionFactory

TOKEN = "a-token-that-a-partner-has"


def world(cast):
    version = PlanVersionFactory(plan=cast.plan, submitted_by=cast.users["lead"])
    link = ShareLink.objects.create(
        plan=cast.plan,
        label="Round-table",
        shows="draft",
        expires_on=datetime.date(2100, 1, 1),
        digest=digest(TOKEN),
    )
    return {"version": version, "link": link}


def _team(cast):
    return {"slug": cast.team.slug}


def _version(cast):
    return _team(cast) | {"number": cast.version.number}


def _link(cast):
    return _team(cast) | {"pk": cast.link.pk}


def _token(cast):
    return {"token": TOKEN}


OUTSIDE = {"anonymous": 302, "outsider": 404, "staff": 404}
EVERYBODY = OUTSIDE | {"viewer": 200, "member": 200, "assessor": 200, "lead": 200}
LEAD = OUTSIDE | {"viewer": 403, "member": 403, "assessor": 403, "lead": 200}
LEAD_POSTS = LEAD | {"lead": 302}
APPROVER_POSTS = LEAD | {"lead": 403, "approver": 302}
WHOEVER_HAS_IT = dict.fromkeys(
    ("anonymous", "outsider", "viewer", "member", "assessor", "lead", "staff"), 200
)

NAME = "plans:"
ROWS = [
    Row(NAME + "versions", "GET", _team, **EVERYBODY),
    Row(NAME + "version_submit", "GET", _team, **LEAD),
    Row(NAME + "version_submit", "POST", _team, **LEAD_POSTS),
    Row(NAME + "version_detail", "GET", _version, **EVERYBODY),
    Row(NAME + "version_decide", "POST", _version, **APPROVER_POSTS),
    Row(NAME + "version_withdraw", "POST", _version, **LEAD_POSTS),
    Row(NAME + "version_compare", "GET", _team, **EVERYBODY),
    Row(NAME + "share_links", "GET", _team, **LEAD),
    Row(NAME + "share_links", "POST", _team, **LEAD),
    Row(NAME + "share_link_revoke", "POST", _link, **LEAD_POSTS),
    Row(NAME + "shared", "GET", _token, **WHOEVER_HAS_IT),
    Row(NAME + "shared", "POST", _token, **(dict.fromkeys(WHOEVER_HAS_IT, 302))),
]
