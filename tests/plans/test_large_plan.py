"""A plan of 300 activities and 900 lines: every page of its money stays light."""

import datetime
import gzip

import pytest
from django.urls import reverse

from plans.models import Activity, CostLine, Funding
from roles.models import CostCategory
from tests.factories import FundingSourceFactory, MemberFactory

pytestmark = pytest.mark.django_db

PAGES = ["detail", "budget", "lines", "lines_edit", "unfunded"]


@pytest.fixture
def large(plan):
    sources = FundingSourceFactory.create_batch(4, plan=plan)
    members = MemberFactory.create_batch(10, team=plan.team)
    categories = list(CostCategory.objects.current())
    day = datetime.date
    activities = Activity.objects.bulk_create(
        Activity(
            plan=plan, code=f"A-{n:03}", title=f"Activity {n}", kind="academy",
            start=day(2027 + n % 3, 1, 1), end=day(2029, 12, 31),
        )
        for n in range(300)
    )  # fmt: skip
    through = Activity.participants.through
    through.objects.bulk_create(
        through(activity=one, member=members[n % 10]) for n, one in enumerate(activities)
    )
    lines = CostLine.objects.bulk_create(
        CostLine(
            activity=activities[n // 3], category=categories[n % 22], quantity=n % 7 + 1,
            unit_cost=100 + n, recurrence="recurring" if n % 2 else "one_off",
        )
        for n in range(900)
    )  # fmt: skip
    Funding.objects.bulk_create(
        Funding(line=line, source=sources[n % 4], status="secured")
        if n % 5
        else Funding(line=line, status="unfunded")
        for n, line in enumerate(lines)
    )


def test_pages_of_a_large_plan_are_light(page, team, large, django_assert_max_num_queries):
    heavy = {}
    for name in PAGES:
        with django_assert_max_num_queries(19):
            response = page.get(reverse(f"plans:{name}", args=[team.slug]))
        heavy[name] = len(gzip.compress(response.content))

    assert {name: size for name, size in heavy.items() if size > 20_000} == {}
