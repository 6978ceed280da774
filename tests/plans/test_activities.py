"""Activities: from nothing, from a gap, with bad input, by two editors."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Activity, ActivityGap
from roles.models import Skill
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CompletionFactory,
    CostLineFactory,
    FundingFactory,
    MemberFactory,
    PlanFactory,
    RatingFactory,
    RoundFactory,
    SpendingFactory,
)

pytestmark = pytest.mark.django_db

DATA = {"title": "Mentoring", "kind": "mentorship", "status": "planned"}


@pytest.fixture
def create(team, plan):
    return reverse("plans:activity_create", args=[team.slug])


def edit(activity):
    return reverse("plans:activity_edit", args=[activity.plan.team.slug, activity.pk])


def test_activity_is_created_with_people_skills_and_dates(page, create, team):
    member = MemberFactory(team=team)
    skill = Skill.objects.get(code="OL-04")
    data = DATA | {"participants": [member.pk], "skills": [skill.pk], "owner": member.pk}
    data |= {"start": "2027-01-01", "end": "2027-03-31", "audience": "facility staff"}

    response = page.post(create, data)

    activity = Activity.objects.get()
    assert response["Location"] == activity.get_absolute_url()
    assert activity.code == "A-01"
    assert list(activity.participants.all()) == [member]
    assert list(activity.skills.all()) == [skill]
    assert activity.end == datetime.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([], "A-01"), (["A-01", "A-13"], "A-14"), (["C-01", "C-12"], "C-13"), (["first"], "A-01")],
)
def test_activity_takes_the_next_code(codes, expected, page, create, plan):
    for code in codes:
        ActivityFactory(plan=plan, code=code)

    page.post(create, DATA)

    assert plan.activities.filter(code=expected, title="Mentoring").exists()


def test_activity_from_a_gap_comes_filled_in(page, create, counted_sheet, team):
    sheet = counted_sheet({"OL-04": 0}, member=MemberFactory(team=team, name="Mele Tauvaka"))

    response = page.get(create, {"assessment": sheet.pk, "skill": "OL-04"})

    form = response.context["form"]
    assert form["participants"].value() == [sheet.member.pk]
    assert "For this gap" in response.text
    assert form["title"].value() == Skill.objects.get(code="OL-04").name
    assert response.context["groups"][0].choices[0].checked


def test_activity_from_a_gap_keeps_the_thread(page, create, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})

    page.post(f"{create}?assessment={sheet.pk}&skill=OL-04", DATA)

    gap = ActivityGap.objects.get()
    assert (gap.assessment, gap.skill.code, gap.level, gap.target) == (sheet, "OL-04", 0, 3)


def test_refused_activity_from_a_gap_writes_no_thread(page, create, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})

    response = page.post(f"{create}?assessment={sheet.pk}&skill=OL-04", DATA | {"title": ""})

    assert "For this gap" in response.text
    assert not ActivityGap.objects.exists()


@pytest.mark.parametrize(
    "query", [{"assessment": "x", "skill": "y"}, {"assessment": "0", "skill": "OL-04"}]
)
def test_gap_that_is_none_any_more_is_said(query, page, create, counted_sheet):
    counted_sheet({"OL-04": 0})

    response = page.get(create, query)

    assert "re-scored meanwhile" in response.text


def test_gap_of_another_team_is_none(page, create, counted_sheet, outsider):
    other = PlanFactory(team__slug="other")
    sheet = counted_sheet({"OL-04": 0})
    sheet.round.team = other.team
    sheet.round.save()

    response = page.get(create, {"assessment": sheet.pk, "skill": "OL-04"})

    assert "For this gap" not in response.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ""}, "This field is required"),
        ({"kind": "party"}, "Select a valid choice"),
        ({"start": "2027-02-30", "end": "2027-03-01"}, "Enter a valid date"),
        ({"start": "2027-03-01"}, "both the first and the last day"),
        ({"start": "2027-03-01", "end": "2027-02-01"}, "lies before the first"),
        ({"start": "2035-01-01", "end": "2035-02-01"}, "years of the plan, 2027 to 2029"),
        ({"skills": ["999999"]}, "Choose from the list"),
        ({"participants": ["abc"]}, "Choose from the list"),
    ],
)
def test_bad_activity_is_refused_and_kept(wrong, message, page, create):
    response = page.post(create, DATA | {"audience": "All nurses"} | wrong)

    assert message in response.text
    assert "All nurses" in response.text
    assert not Activity.objects.exists()


def test_members_of_another_team_cannot_take_part(page, create):
    stranger = MemberFactory()

    response = page.post(create, DATA | {"participants": [stranger.pk]})

    assert "Choose from the list" in response.text


def test_activity_of_another_team_is_not_there(page, team):
    other = ActivityFactory()

    response = page.get(reverse("plans:activity_detail", args=[team.slug, other.pk]))

    assert response.status_code == 404


def test_activity_is_edited(page, plan):
    activity = ActivityFactory(plan=plan)

    page.post(edit(activity), DATA | {"seen": "1"})

    activity.refresh_from_db()
    assert (activity.title, activity.start) == ("Mentoring", None)


def test_second_editor_sees_both_values(page, plan):
    activity = ActivityFactory(plan=plan)
    page.post(edit(activity), DATA | {"title": "Theirs", "seen": "1"})

    response = page.post(edit(activity), DATA | {"title": "Mine", "seen": "1"})

    activity.refresh_from_db()
    assert activity.title == "Theirs"
    assert "Theirs" in response.text
    assert "Mine" in response.text


def test_retired_skill_stays_with_the_activity_that_has_it(page, plan):
    activity = ActivityFactory(plan=plan)
    skill = Skill.objects.get(code="OL-04")
    activity.skills.add(skill)
    Skill.objects.filter(pk=skill.pk).update(
        retired_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    )

    page.post(edit(activity), DATA | {"skills": [skill.pk], "seen": "1"})

    assert list(activity.skills.all()) == [skill]


def test_activity_is_deleted_after_asking(page, plan):
    line = CostLineFactory(activity__plan=plan)
    FundingFactory(line=line)
    url = reverse("plans:activity_delete", args=[plan.team.slug, line.activity.pk])

    asked = page.get(url)
    page.post(url, {"seen": "1"})

    assert "Delete" in asked.text
    assert not Activity.objects.exists()


def test_detail_shows_the_gap_to_the_lead_and_not_to_a_viewer(
    page, client, viewer, plan, counted_sheet
):
    sheet = counted_sheet({"OL-04": 0})
    activity = ActivityFactory(plan=plan)
    skill = Skill.objects.get(code="OL-04")
    ActivityGap.objects.create(activity=activity, assessment=sheet, skill=skill, level=0, target=3)

    to_lead = page.get(activity.get_absolute_url())
    client.force_login(viewer)
    to_viewer = client.get(activity.get_absolute_url())

    assert "planned from this gap" in to_lead.text
    assert sheet.member.name in to_lead.text
    assert sheet.member.name not in to_viewer.text
    assert "The gaps it answers" not in to_viewer.text


def test_thread_ends_with_the_level_of_the_later_round(page, plan, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})
    activity = ActivityFactory(plan=plan)
    skill = Skill.objects.get(code="OL-04")
    activity.gaps.create(assessment=sheet, skill=skill, level=0, target=2)
    before = page.get(activity.get_absolute_url()).context["points"][-1]

    later = RoundFactory(team=plan.team, closed=datetime.date(2028, 10, 30))
    again = AssessmentFactory(
        round=later, member=sheet.member, state="submitted", submitted_at=timezone.now()
    )
    RatingFactory(assessment=again, code="OL-04", level=2)
    response = page.get(activity.get_absolute_url())

    after = response.context["points"][-1]
    assert (before["label"], before["value"], before["open"]) == ("Next level", 2, True)
    assert (after["label"], after["value"], after["open"]) == ("Level now", 2, False)
    assert [(gap.level, gap.now) for gap in response.context["gaps"]] == [(0, 2)]


@pytest.mark.parametrize("field", ["participants", "skills", "owner"])
@pytest.mark.parametrize("number", ["99999999999999999999", "abc", "-1"])
def test_forged_number_is_refused(field, number, page, plan):
    activity = ActivityFactory(plan=plan)

    response = page.post(
        reverse("plans:activity_edit", args=[plan.team.slug, activity.pk]), DATA | {field: number}
    )

    assert response.status_code == 200
    assert response.context["form"].errors[field]


@pytest.mark.parametrize(("level", "shown"), [(0, [(0, 2)]), (2, [])])
def test_detail_tells_a_member_no_target_that_depends_on_colleagues(
    level, shown, client, page, plan, member, counted_sheet
):
    sheet, _other = counted_sheet({"OL-04": level}, member=member), counted_sheet({"OL-04": 0})
    activity = ActivityFactory(plan=plan)
    skill = Skill.objects.get(code="OL-04")
    activity.gaps.create(assessment=sheet, skill=skill, level=level, target=3)

    to_lead = page.get(activity.get_absolute_url()).context["gaps"]
    client.force_login(member.user)
    to_member = client.get(activity.get_absolute_url()).context["gaps"]

    assert [(gap.level, gap.target) for gap in to_lead] == [(level, 3)]
    assert [(gap.level, gap.target) for gap in to_member] == shown


def test_detail_shows_shares_with_the_decimals_they_have(page, plan):
    line = CostLineFactory(activity__plan=plan)
    for percent in ("33.33", "33.34", "33.33"):
        FundingFactory(line=line, percent=percent)
    FundingFactory(line=CostLineFactory(activity=line.activity), percent="100")

    text = page.get(line.activity.get_absolute_url()).text

    assert text.count("33.33\u00a0%") == 2
    assert text.count("33.34\u00a0%") == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ({"recurrence": "recurring"}, "300 a year"),
        ({"recurrence": "recurring", "unit_cost": "1000"}, "333.33 a year"),
        ({"recurrence": "one_off"}, ""),
    ],
)
def test_detail_says_what_a_recurring_line_costs_a_year(line, shown, page, plan):
    activity = ActivityFactory(plan=plan, end=datetime.date(2029, 12, 31))
    CostLineFactory(activity=activity, **line)

    response = page.get(activity.get_absolute_url())

    assert response.context["lines"][0].a_year == shown
    assert shown in response.text


def test_detail_shows_shares_and_total(page, plan, ministry):
    line = CostLineFactory(activity__plan=plan, quantity="2.5", unit_cost="100.10")
    FundingFactory(line=line, source=ministry, status="secured", percent=60)
    FundingFactory(line=line, percent=40)

    response = page.get(line.activity.get_absolute_url())

    row = response.context["lines"][0]
    assert (row.quantity, row.unit_cost, row.sum) == ("2.5", "100.10", "250.25")
    assert [share.amount for share in row.shares] == ["150.15", "100.10"]
    assert response.context["total"] == "250.25"


@pytest.mark.parametrize("name", ["activity_detail", "activity_edit"])
def test_pages_of_an_activity_keep_their_number_of_queries(
    name,
    page,
    plan,
    counted_sheet,
    ministry,
    django_assert_max_num_queries,
    django_assert_num_queries,
):
    activity = ActivityFactory(plan=plan)
    url = reverse(f"plans:{name}", args=[plan.team.slug, activity.pk])

    def grow(count):
        for _ in range(count):
            sheet = counted_sheet({"OL-04": 0, "OL-05": 1})
            activity.participants.add(sheet.member)
            FundingFactory(line__activity=activity, source=ministry, status="secured")
        activity.skills.set(Skill.objects.filter(code__in=["OL-04", "OL-05"]))

    grow(1)
    with django_assert_max_num_queries(20) as before:
        page.get(url)

    grow(10)

    with django_assert_num_queries(len(before)):
        page.get(url)


@pytest.mark.parametrize("trace", ["payment", "record"])
def test_activity_that_left_traces_is_kept(trace, page, team, plan):
    activity = ActivityFactory(plan=plan)
    if trace == "payment":
        SpendingFactory(line__activity=activity)
    else:
        CompletionFactory(activity=activity)

    response = page.post(reverse("plans:activity_delete", args=[team.slug, activity.pk]))

    assert "mark it as cancelled instead" in response.text
    assert Activity.objects.get() == activity
