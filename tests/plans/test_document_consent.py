"""Fewer than five people hidden: whole-team counts only when everybody assessed has agreed."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Consent
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from plans.document_format import Formats
from plans.documents import context_of
from plans.edition import edition
from plans.plan_document import plan_document
from plans.version_actions import submit_version
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(team, counted_sheet):
    members = MemberFactory.create_batch(2, team=team)
    for member in members:
        counted_sheet({"OL-01": 2}, member)
    return members


def needs(document):
    return context_of(document, Formats("en", "USD"))["needs"]


def agree(member, what):
    return Consent.objects.create(member=member, what=what)


def test_counts_need_the_consent_of_everybody(plan, two):
    agree(two[0], "plan")
    assert not needs(plan_document(plan, "en"))["phases"]

    agree(two[1], "plan")

    found = needs(plan_document(plan, "en"))
    assert sum(int(row["count"]) for row in found["phases"]) == 2
    assert not found["coverage_total"] and not found["ranked"]


def test_coverage_needs_its_own_consent_and_is_one_row(plan, two):
    for member in two:
        agree(member, "publication")

    found = needs(plan_document(plan, "en"))

    assert found["coverage_total"]["critical"] and not found["coverage"] and not found["phases"]


def test_consent_withdrawn_later_leaves_the_version(plan, two, lead):
    given = [agree(member, "plan") for member in two]
    version = submit_version(plan, change="", by=lead)
    assert needs(edition(plan, version, "en"))["phases"]

    Consent.objects.filter(pk=given[0].pk).update(withdrawn_at=timezone.now())

    assert not needs(edition(plan, version, "en"))["phases"]


def test_consent_withdrawn_on_the_day_of_the_version_leaves_it_after_a_round_trip(plan, two, lead):
    """A workspace file keeps days: what was withdrawn that afternoon comes back as of midnight."""
    given = [agree(member, "plan") for member in two]
    Consent.objects.update(given_at=timezone.now() - timedelta(days=3))
    submit_version(plan, change="", by=lead)
    Consent.objects.filter(pk=given[0].pk).update(withdrawn_at=timezone.now())

    file = json.dumps(export_workspace(plan.team)).encode()
    again = import_workspace(file, replace=True).plan

    assert not needs(edition(again, again.versions.get(), "en"))["phases"]


def test_everybody_may_agree_where_more_are_assessed(plan, team, counted_sheet):
    for member in MemberFactory.create_batch(6, team=team):
        counted_sheet({"OL-01": 2}, member)
        agree(member, "plan")

    found = needs(plan_document(plan, "en"))

    assert found["phases"] and not found["coverage_total"]


def test_version_hides_its_totals_once_fewer_than_five_stay_unknown(
    plan, team, lead, counted_sheet
):
    members = MemberFactory.create_batch(6, team=team)
    for member in members:
        counted_sheet({"OL-01": 2}, member)
    version = submit_version(plan, change="", by=lead)
    before = needs(edition(plan, version, "en"))

    agree(members[0], "readers")

    after = needs(edition(plan, version, "en"))
    assert before["phases"] and before["coverage_total"]
    assert not after["phases"] and not after["coverage_total"] and not after["ranked"]
