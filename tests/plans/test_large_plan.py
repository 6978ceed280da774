"""A plan of 300 activities and 900 lines: every page of the plan stays light."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Activity, CostLine, Funding, Spending, TechnicalAssistance
from plans.urls import urlpatterns
from roles.models import CostCategory, Role, Skill
from tests.factories import CompletionFactory, FundingSourceFactory, MemberFactory, PriceItemFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES = 19
LATER_PAGE = 20_000
# Files, pages that only take what is sent, and what a partner sees by a link (test_share_links).
OTHERS = {
    "calendar", "file", "workbook", "template_file", "template_fields", "development_word",
    "development_pdf", "version_detail", "version_decide", "version_withdraw", "version_compare",
    "share_link_revoke", "shared", "mark_done", "gap_choices", "emblem", "letterhead_remove",
    "plan_create",
}  # fmt: skip


@pytest.fixture
def large(plan, counted_sheet):
    sources = FundingSourceFactory.create_batch(4, plan=plan)
    members = MemberFactory.create_batch(10, team=plan.team)
    PriceItemFactory.create_batch(5, plan=plan)
    skills = list(Skill.objects.asked_by(plan.team, Role.objects.get(slug="operational-lead")))[:12]
    for member in members:
        counted_sheet({skill.code: n % 3 for n, skill in enumerate(skills)}, member)
    categories = list(CostCategory.objects.current())
    day = datetime.date
    activities = Activity.objects.bulk_create(
        Activity(
            plan=plan, code=f"A-{n:03}", title=f"Activity {n}",
            kind="technical_assistance" if n % 10 == 1 else "academy",
            start=day(2027 + n % 3, 1, 1), end=day(2029, 12, 31), owner=members[n % 7],
        )
        for n in range(300)
    )  # fmt: skip
    for field, ones in ((Activity.participants, members), (Activity.skills, skills)):
        name = "member_id" if ones is members else "skill_id"
        field.through.objects.bulk_create(
            field.through(activity=one, **{name: ones[n % 10].pk})
            for n, one in enumerate(activities)
        )
    TechnicalAssistance.objects.bulk_create(
        TechnicalAssistance(activity=one, paired=members[0]) for one in activities[1:300:10]
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
    Spending.objects.bulk_create(
        Spending(line=line, day=day(2027, 1 + n % 12, 3), amount=10) for n, line in enumerate(lines)
    )
    for activity in activities[:5]:
        CompletionFactory(activity=activity)
    return plan


def pages(plan):
    """The name and address of every page of the plan that is read, and each view of the budget."""
    activity = plan.activities.get(code="A-001")
    rows = {
        "activities": activity.pk,
        "lines": activity.cost_lines.first().pk,
        "sources": plan.funding_sources.first().pk,
        "development": plan.team.members.first().pk,
        "prices": plan.price_items.first().pk,
    }
    for pattern in urlpatterns:
        if pattern.name in OTHERS:
            continue
        route, kwargs = str(pattern.pattern), {"slug": plan.team.slug}
        if "<int:pk>" in route:
            kwargs["pk"] = rows[route.split("<int:pk>")[0].strip("/").split("/")[-1]]
        if "role_slug" in route:
            kwargs["role_slug"] = "operational-lead"
        yield pattern.name, reverse(f"plans:{pattern.name}", kwargs=kwargs)
    for view in ("activity", "member", "role", "progress"):
        yield f"budget {view}", f"{reverse('plans:budget', args=[plan.team.slug])}?view={view}"
    for name in ("team_detail", "share"):
        yield name, reverse(name, args=[plan.team.slug])


def test_pages_of_a_large_plan_are_light(page, large):
    heavy = {}
    for name, url in pages(large):
        with CaptureQueriesContext(connection) as queries:
            response = page.get(url)
        assert response.status_code == 200, url
        weight = len(gzip.compress(response.content))

        if len(queries) > MOST_QUERIES or weight > LATER_PAGE:
            heavy[name] = (len(queries), weight)

    assert heavy == {}
