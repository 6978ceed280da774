"""Plan versions: frozen when submitted, decided once and by somebody else, compared by line."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coreteam.demo_data import FOLDER
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from plans.edition import chosen_version, edition
from plans.models import Activity, PlanVersion
from plans.plan_document import plan_document
from plans.version_actions import (
    approve_version,
    return_version,
    submit_version,
    withdraw_version,
)
from plans.version_changes import changes_between
from tests.factories import ActivityFactory, CostLineFactory, PlanFactory, PlanVersionFactory


@pytest.fixture
def plan(team):
    plan = PlanFactory(team=team)
    CostLineFactory(activity=ActivityFactory(plan=plan, title="Tracker academy"))
    return plan


def test_version_keeps_what_was_submitted(plan, lead):
    version = submit_version(plan, change="First", by=lead)

    Activity.objects.update(title="Another title")

    assert edition(plan, version, "en").activities[0].title == "Tracker academy"
    assert edition(plan, None, "en").activities[0].title == "Another title"


def test_second_submission_waits_for_the_first(plan, lead):
    submit_version(plan, change="", by=lead)

    assert submit_version(plan, change="", by=lead) is None


def test_pressing_twice_leads_to_the_version_that_was_submitted(client, plan, lead):
    client.force_login(lead)
    url = reverse("plans:version_submit", args=[plan.team.slug])
    client.post(url, {"change": "First"})

    again = client.post(url, {"change": "First"}, follow=True)
    other = client.post(url, {"change": "Second"}, follow=True)

    assert "Submitted: Version 1 waits." in again.text
    assert "Not submitted" in other.text and plan.versions.count() == 1


def test_approved_version_takes_the_place_of_the_one_before(plan, lead, approver):
    first = submit_version(plan, change="", by=lead)
    assert approve_version(first, by=approver)
    second = submit_version(plan, change="", by=lead)
    assert approve_version(second, by=approver)

    states = dict(plan.versions.values_list("number", "state"))

    assert states == {1: "superseded", 2: "approved"}
    assert chosen_version(plan, None).number == 2
    assert chosen_version(plan, "1").number == 1
    assert chosen_version(plan, "draft") is None


def test_decision_happens_once(plan, lead, approver):
    version = submit_version(plan, change="", by=lead)
    assert return_version(version, by=approver, comment="Dates are missing")

    assert not approve_version(version, by=approver)
    assert not withdraw_version(version, by=lead)
    version.refresh_from_db()
    assert (version.state, version.comment) == ("returned", "Dates are missing")


def test_nobody_decides_about_the_own_version(plan, lead, approver, viewer):
    version = submit_version(plan, change="", by=lead)
    PlanVersion.objects.update(submitted_by=approver)
    version.refresh_from_db()

    for person in (lead, viewer, approver):
        with pytest.raises(PermissionDenied):
            approve_version(version, by=person)


def test_changes_name_lines_that_came_went_and_differ(plan):
    before = plan_document(plan, "en")
    cost, activity = before.costs[0], before.activities[0]
    after = replace(
        before,
        activities=(replace(activity, title="Android academy"),),
        costs=(
            replace(cost, status="secured", amounts=((2027, Decimal(950)),)),
            replace(cost, description="Travel"),
        ),
    )

    changes = changes_between(before, after)

    (title,) = changes.activities[0].fields
    assert (title.field, title.before, title.after) == ("title", activity.title, "Android academy")
    assert [line.kind for line in changes.costs] == ["changed", "added"]
    assert [change.field for change in changes.costs[0].fields] == ["total", "status", "amounts"]
    assert changes_between(after, before).costs[1].kind == "removed"
    assert changes_between(before, before).is_empty


def test_lead_submits_and_approver_approves_on_the_pages(client, plan, lead, approver):
    slug = {"slug": plan.team.slug}
    client.force_login(lead)
    page = client.post(
        reverse("plans:version_submit", kwargs=slug), {"change": "First"}, follow=True
    )
    assert "frozen" in page.content.decode()

    client.force_login(approver)
    overview = client.get(reverse("team_detail", kwargs=slug)).content.decode()
    assert "Version 1 of the plan waits for your decision" in overview
    decide = reverse("plans:version_decide", kwargs=slug | {"number": 1})
    refused = client.post(decide, {"return": "1", "comment": " "})
    assert "Say what has to change." in refused.content.decode()
    client.post(decide, {"approve": "1", "comment": "Good"})

    word = client.get(reverse("plans:file", kwargs=slug))
    assert plan.versions.get().state == "approved"
    assert word.status_code == 200


def test_comparison_reads_in_words(client, plan, lead, django_assert_max_num_queries):
    submit_version(plan, change="", by=lead)
    Activity.objects.update(title="Android academy")
    client.force_login(lead)

    with django_assert_max_num_queries(30):
        page = client.get(reverse("plans:version_compare", kwargs={"slug": plan.team.slug}))

    assert "Title: Tracker academy → Android academy" in page.content.decode()


def test_list_of_versions_costs_the_same_for_many(client, plan, lead, django_assert_num_queries):
    client.force_login(lead)
    url = reverse("plans:versions", kwargs={"slug": plan.team.slug})
    PlanVersionFactory(plan=plan)
    client.get(url)
    with django_assert_num_queries(5):
        client.get(url)
    for number in range(2, 12):
        PlanVersionFactory(plan=plan, number=number, state="superseded", decided_at=timezone.now())

    with django_assert_num_queries(5):
        client.get(url)


@pytest.mark.django_db
def test_versions_travel_in_a_workspace_file():
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    PlanVersionFactory(
        plan=team.plan, state="returned", decided_at=timezone.now(), comment="Why?", change="First"
    )
    exported = export_workspace(team)

    again = import_workspace(json.dumps(exported).encode(), replace=True)

    assert export_workspace(again) == exported
    exported["plan"]["versions"][0]["content"]["en"] = {"team": 1}
    with pytest.raises(WorkspaceError, match="content.en"):
        import_workspace(json.dumps(exported).encode(), replace=True)
