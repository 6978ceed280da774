"""What contradicts itself before the plan is shared: each check met, broken, and linked."""

import datetime

import pytest
from django.urls import reverse

from plans.ledger import cost_lines
from plans.models import FundingCase
from plans.plan_checks import plan_checks
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    MemberFactory,
)

pytestmark = pytest.mark.django_db
CASE, SOURCE, SHARES, DATES, TERMS, CONTRACT = range(6)


def day(year):
    return datetime.date(year, 6, 30)


@pytest.fixture
def activity(plan):
    return ActivityFactory(plan=plan, code="A-01", start=day(2027), end=day(2028))


def broken(plan):
    lines = list(cost_lines(plan).select_related("activity__case"))
    checks = plan_checks(plan, lines, list(plan.activities.for_checks()))
    return [number for number, check in enumerate(checks) if check.codes]


def test_plain_activity_breaks_nothing(plan, activity):
    line = CostLineFactory(activity=activity)
    FundingFactory(line=line, source=FundingSourceFactory(plan=plan), status="secured")

    assert broken(plan) == []


def test_unfunded_line_wants_a_case(plan, activity):
    FundingFactory(line=CostLineFactory(activity=activity), source=None, status="unfunded")
    assert broken(plan) == [CASE]

    FundingCase.objects.create(activity=activity, buys="A place.")

    assert broken(plan) == []


def test_source_that_ends_first_is_named(plan, activity):
    source = FundingSourceFactory(plan=plan, ends=day(2027))
    FundingFactory(line=CostLineFactory(activity=activity), source=source, status="secured")

    assert broken(plan) == [SOURCE]


@pytest.mark.parametrize(("share", "found"), [({"percent": 99}, [SHARES]), ({"percent": 100}, [])])
def test_shares_add_up(plan, activity, share, found):
    source = FundingSourceFactory(plan=plan)
    FundingFactory(
        line=CostLineFactory(activity=activity), source=source, status="secured", **share
    )

    assert broken(plan) == found


@pytest.mark.parametrize(("start", "end"), [(2026, 2028), (2027, 2030)])
def test_dates_lie_in_the_plan(plan, activity, start, end):
    activity.start, activity.end = day(start), day(end)
    activity.save()

    assert broken(plan) == [DATES]


def test_assistance_has_terms_and_a_contract_that_lasts(plan, activity):
    activity.kind = "technical_assistance"
    activity.save()
    expert = MemberFactory(
        team=plan.team, engagement="technical_assistance", contract_end=day(2027)
    )
    activity.participants.add(expert)

    assert broken(plan) == [TERMS, CONTRACT]


def test_cancelled_activity_contradicts_nothing(plan, activity):
    activity.start, activity.status = day(2020), "cancelled"
    activity.save()

    assert broken(plan) == []


def test_share_page_links_checks_and_stays_light(
    page, plan, activity, django_assert_max_num_queries
):
    address = reverse("share", args=[plan.team.slug])
    FundingFactory(line=CostLineFactory(activity=activity), source=None, status="unfunded")

    with django_assert_max_num_queries(500) as few:
        text = page.get(address).content.decode()
    for number in range(2, 8):
        more = ActivityFactory(plan=plan, code=f"A-0{number}", start=day(2026), end=day(2028))
        FundingFactory(line=CostLineFactory(activity=more), source=None, status="unfunded")
    with django_assert_max_num_queries(500) as many:
        page.get(address)

    assert "Not so in A-01." in text
    assert reverse("plans:unfunded", args=[plan.team.slug]) in text
    assert len(few) == len(many)
    assert len(many) < 20
