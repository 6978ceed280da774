"""The plan itself: begin it, change its years, read it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.actions import create_plan
from plans.forms import PlanForm
from plans.models import Activity, Plan
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    MemberFactory,
    PlanFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db


def at(name, team, *args):
    return reverse(f"plans:{name}", args=[team.slug, *args])


def test_plan_that_is_not_there_offers_to_begin(page, team):
    response = page.get(at("detail", team))

    assert at("plan_create", team) in response.text


def test_plan_that_is_not_there_asks_nothing_of_a_viewer(client, viewer, team):
    client.force_login(viewer)

    response = client.get(at("detail", team))

    assert at("plan_create", team) not in response.text


def test_new_plan_proposes_title_and_years(page, team, time_machine_2026):
    response = page.get(at("plan_create", team))

    assert response.context["form"]["start_year"].value() == 2027
    assert response.context["form"]["title"].value() == "Capacity-building plan 2027–2029"


@pytest.fixture
def time_machine_2026(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 11, 22))


def test_plan_is_begun(page, team):
    data = {"title": "Our plan", "start_year": "2027", "end_year": "2028"}

    response = page.post(at("plan_create", team), data)

    assert response["Location"] == at("detail", team)
    assert list(Plan.objects.get(team=team).years) == [2027, 2028]


def test_plan_leads_on_to_what_was_wanted(page, team):
    wanted = at("activity_create", team) + "?assessment=1&skill=OL-01"
    start = page.get(wanted)

    response = page.post(
        start["Location"], {"title": "Our plan", "start_year": "2027", "end_year": "2028"}
    )

    assert response["Location"] == wanted


@pytest.mark.parametrize(
    ("dates", "layout"), [({}, "halves"), ({"start": None, "end": None}, "sections")]
)
def test_table_with_many_columns_gets_the_whole_width(dates, layout, page, team, plan):
    CostLineFactory(activity__plan=plan, activity__end=datetime.date(2029, 12, 31))
    CostLineFactory(activity=ActivityFactory(plan=plan, **dates))

    text = page.get(at("detail", team)).text

    table = text[text.index("Budget by year and funder") :]
    assert f'<div class="{layout}">' in table


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "foo", "/\\evil.example", "plans:detail"]
)
def test_plan_never_leads_to_another_site_or_nowhere(wanted, page, team):
    url = reverse("plans:plan_create", args=[team.slug], query={"next": wanted})

    response = page.post(url, {"title": "Plan", "start_year": "2027", "end_year": "2028"})

    assert response["Location"] == at("detail", team)


@pytest.mark.parametrize(
    ("years", "message"),
    [
        (("2029", "2027"), "the last after the first"),
        (("2027", "2045"), "one to ten years"),
        (("1800", "1801"), "between 2000 and 2100"),
        (("soon", "2027"), "Enter a whole number"),
        (("99999", "99999"), "between 2000 and 2100"),
    ],
)
def test_plan_with_impossible_years_is_refused_and_kept(years, message, page, team):
    data = {"title": "Our plan", "start_year": years[0], "end_year": years[1]}

    response = page.post(at("plan_create", team), data)

    assert message in response.text
    assert "Our plan" in response.text
    assert not Plan.objects.exists()


def test_years_cannot_leave_an_activity_outside(page, team, plan):
    ActivityFactory(
        plan=plan, code="A-01", start=datetime.date(2029, 1, 1), end=datetime.date(2029, 2, 1)
    )
    data = {"title": "Our plan", "start_year": "2027", "end_year": "2028", "seen": "1"}

    response = page.post(at("plan_edit", team), data)

    assert "A-01 runs outside these years" in response.text


@pytest.mark.parametrize(
    "costs",
    [
        {"amounts_by_year": {"2029": "500"}},
        {"start": datetime.date(2028, 7, 1), "end": datetime.date(2029, 6, 30)},
    ],
)
def test_years_cannot_drop_what_stands_in_them(costs, page, team, plan):
    CostLineFactory(activity__plan=plan, activity__code="A-01", activity__end=None,
                    activity__start=None, **costs)  # fmt: skip
    data = {"title": "Our plan", "start_year": "2027", "end_year": "2028", "seen": "1"}

    response = page.post(at("plan_edit", team), data)

    assert "lie outside these years: A-01" in response.text


def test_second_editor_of_the_plan_is_told(page, team, plan):
    page.post(
        at("plan_edit", team),
        {"title": "First", "start_year": "2027", "end_year": "2029", "seen": "1"},
    )

    response = page.post(
        at("plan_edit", team),
        {"title": "Second", "start_year": "2027", "end_year": "2029", "seen": "1"},
    )

    assert "First" in response.text
    assert "Second" in response.text


def test_plan_shows_totals_timeline_and_funders(page, team, plan, ministry):
    activity = ActivityFactory(plan=plan, title="Mentoring", end=datetime.date(2027, 6, 30))
    activity.participants.add(MemberFactory(team=team, name="Mele"))
    line = CostLineFactory(activity=activity, quantity=3, unit_cost=100, recurrence="recurring")
    FundingFactory(line=line, source=ministry, status="secured", percent=60)
    FundingFactory(line=line, percent=40)

    response = page.get(at("detail", team))

    row = response.context["rows"][0]
    assert (row.first, row.last, row.pattern) == (0, 1, "unfunded")
    assert row.for_whom == "Mele"
    assert response.context["total"] == "300"
    assert [part.amount for part in response.context["parts"]] == ["180", "0", "120"]
    assert "100.0 % of the recurring" not in response.text
    assert "60.0\u00a0% of the recurring cost is on domestic money." in response.text


def test_activity_without_dates_says_so_and_has_no_bar(page, team, plan):
    ActivityFactory(plan=plan, start=None, end=None)

    response = page.get(at("detail", team))

    assert response.context["rows"][0].first is None
    assert "No dates yet" in response.text


def test_bar_is_cut_at_the_years_of_the_plan(page, team, plan):
    ActivityFactory(plan=plan, start=datetime.date(2026, 5, 1), end=datetime.date(2031, 1, 1))
    ActivityFactory(plan=plan, start=datetime.date(2031, 5, 1), end=datetime.date(2031, 6, 1))

    rows = page.get(at("detail", team)).context["rows"]

    assert [(row.first, row.last) for row in rows] == [(0, 11), (None, None)]


def test_staff_time_costs_nothing_and_is_said(page, team, plan):
    CostLineFactory(activity__plan=plan, unit_cost=0)

    response = page.get(at("detail", team))

    assert response.context["rows"][0].pattern == "staff"
    assert "Staff time" in response.text


def test_cancelled_activity_stays_and_costs_nothing(page, team, plan):
    CostLineFactory(activity__plan=plan, activity__status=Activity.Status.CANCELLED)

    response = page.get(at("detail", team))

    assert response.context["total"] == "0"
    assert "Cancelled" in response.text


def test_viewer_reads_the_plan_without_buttons_to_change_it(client, viewer, team, plan):
    ActivityFactory(plan=plan)
    client.force_login(viewer)

    response = client.get(at("detail", team))

    assert at("activity_create", team) not in response.text
    assert at("file", team) in response.text


def test_plan_keeps_its_number_of_queries(
    page, team, plan, django_assert_max_num_queries, django_assert_num_queries
):
    def grow(count):
        for _ in range(count):
            activity = ActivityFactory(plan=plan, owner=MemberFactory(team=team))
            activity.participants.add(activity.owner)
            line = CostLineFactory(activity=activity)
            FundingFactory(line=line, source=FundingSourceFactory(plan=plan), status="secured")

    grow(1)
    with django_assert_max_num_queries(19) as before:
        page.get(at("detail", team))

    grow(10)

    with django_assert_num_queries(len(before)):
        page.get(at("detail", team))


def test_second_of_two_who_begin_the_plan_at_once_is_told(team, lead):
    data = {"title": "Second", "start_year": "2027", "end_year": "2028", "seen": "0"}
    late = PlanForm(data, instance=Plan(team=team, version=0))
    assert late.is_valid()
    PlanFactory(team=team)

    assert not create_plan(late, by=lead)
    assert "Somebody else recorded this meanwhile" in str(late.errors)


def test_title_of_the_second_who_begins_the_plan_is_kept(page, team):
    data = {"title": "Second", "start_year": "2027", "end_year": "2028", "seen": "0"}
    PlanFactory(team=team, title="First")

    told = page.post(at("plan_create", team), data)

    assert "They entered: Title: First" in told.text and 'value="Second"' in told.text
    page.post(at("plan_create", team), data | {"seen": told.context["form"]["seen"].value()})
    assert Plan.objects.get(team=team).title == "Second"


def test_plan_that_is_begun_again_says_that_it_is_there(page, team, plan):
    response = page.get(at("plan_create", team), follow=True)

    assert "The plan is there already" in response.text


def test_plan_is_begun_by_the_lead_only(team, viewer):
    data = {"title": "Plan", "start_year": "2027", "end_year": "2028"}
    form = PlanForm(data, instance=Plan(team=team))
    assert form.is_valid()

    with pytest.raises(PermissionDenied):
        create_plan(form, by=viewer)


@pytest.fixture
def varied(plan):
    """Activities that differ in everything the list may be narrowed by; each code says how."""
    day = datetime.date
    trainer = PositionFactory(team=plan.team, slug="trainer-program")
    made = {
        "kind": {"kind": "mentorship"},
        "status": {"status": "cancelled"},
        "year": {"start": day(2028, 3, 1), "end": day(2029, 3, 1)},
        "undated": {"start": None, "end": None},
        "late": {"start": day(2025, 1, 1), "end": day(2025, 2, 1)},
        "member": {},
        "paid": {},
        "free": {},
    }
    for code, values in made.items():
        activity = ActivityFactory(plan=plan, code=code, **values)
        if code != "free":
            line = CostLineFactory(activity=activity, quantity=1, unit_cost=100)
        if code == "paid":
            FundingFactory(line=line, status="secured")
        if code == "member":
            activity.participants.set([trainer.holder, MemberFactory(team=plan.team)])
    return trainer.holder


@pytest.mark.parametrize(
    ("query", "codes", "total"),
    [
        ("kind=mentorship", {"kind"}, "100"),
        ("status=cancelled", {"status"}, "0"),
        ("year=2029", {"year"}, "100"),
        ("year=none", {"undated"}, "100"),
        ("late=1", {"late"}, "100"),
        ("role=trainer-program", {"member"}, "100"),
        ("funding=secured", {"paid"}, "100"),
        ("funding=none", {"free"}, "0"),
        ("funding=unfunded&year=2027", {"kind", "member"}, "200"),
        ("kind=governance", set(), "0"),
        ("kind=nonsense&year=soon&member=0", None, "600"),
    ],
)
def test_activities_are_narrowed_by_the_address(page, team, varied, query, codes, total):
    response = page.get(f"{at('detail', team)}?{query}")

    found = {row.activity.code for row in response.context["rows"]}
    every = {"kind", "status", "year", "undated", "late", "member", "paid", "free"}
    assert found == (every if codes is None else codes)
    assert response.context["chosen_total"] == total
    assert ("No activity fits" in response.text) is (codes == set())


def test_activities_of_one_member(page, team, varied):
    rows = page.get(f"{at('detail', team)}?member={varied.pk}").context["rows"]

    assert [row.activity.code for row in rows] == ["member"]
