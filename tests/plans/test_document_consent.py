"""Fewer than five people: whole-team counts only when every one of them has agreed."""

import pytest
from django.utils import timezone

from assessments.models import Consent
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
