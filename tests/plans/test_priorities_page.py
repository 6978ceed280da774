"""The page of priorities: order, terms, filters, and whose gaps whom are shown."""

import pytest
from django.urls import reverse

from assessments.models import Consent
from plans.models import Activity, ActivityGap, Need
from roles.models import Skill
from tests.factories import ActivityFactory, AssessmentFactory, MemberFactory, RatingFactory

pytestmark = pytest.mark.django_db


def priorities(team, **query):
    return reverse("plans:priorities", args=[team.slug], query=query)


def codes(response):
    return [row.skill.code for row in response.context["page_obj"]]


def test_priorities_without_a_closed_round_say_what_is_missing(page, team):
    response = page.get(priorities(team))

    assert "There are no priorities yet" in response.text
    assert "never used to judge performance" in response.text


def test_gaps_stand_in_order_with_the_terms_of_their_formula(page, team, counted_sheet):
    counted_sheet({"OL-07": 1, "OL-04": 0, "OL-01": 2})

    response = page.get(priorities(team))

    assert codes(response) == ["OL-04", "OL-01", "OL-07"]
    first = response.context["page_obj"][0]
    assert [term.value for term in first.terms] == [3, 2, 2]
    assert (first.gap.need, first.gap.priority) == (1, 12)
    assert first.bar == 100
    assert "never used to judge performance" in response.text


def test_member_sees_the_own_gaps_only(client, team, member, counted_sheet):
    counted_sheet({"OL-04": 0}, member=member)
    counted_sheet({"OL-05": 0})
    client.force_login(member.user)

    response = client.get(priorities(team))

    assert codes(response) == ["OL-04"]
    assert "Add to plan" not in response.text


def test_who_reads_by_consent_is_not_told_why_the_lead_set_a_need(
    client, team, viewer, member, counted_sheet
):
    counted_sheet({"OL-04": 0}, member=member)
    skill = Skill.objects.get(code="OL-04")
    Need.objects.create(member=member, skill=skill, need=2, reason="Canary reason")
    Consent.objects.create(member=member, what="readers")

    client.force_login(viewer)
    by_consent = client.get(priorities(team))
    client.force_login(member.user)
    by_right = client.get(priorities(team))

    assert codes(by_consent) == codes(by_right) == ["OL-04"]
    assert "Canary reason" not in by_consent.text
    assert "Canary reason" in by_right.text


@pytest.mark.parametrize("own", [0, 1, 2])
def test_own_list_tells_no_level_of_a_colleague(own, client, team, member, counted_sheet):
    counted_sheet({"OL-04": own}, member=member)
    colleague = counted_sheet({"OL-04": 0})
    client.force_login(member.user)

    shown = set()
    for level in range(4):
        colleague.ratings.update(level=level)
        rows = client.get(priorities(team)).context["page_obj"]
        shown.add(str([row.gap for row in rows]))

    assert len(shown) == 1


def test_assessor_of_a_round_reads_no_level_outside_it(client, team, assessor, counted_sheet):
    mine = counted_sheet({"OL-04": 1})
    other = AssessmentFactory(
        round__team=team, round__closed=mine.round.closed, submitted_at=mine.submitted_at,
        state="submitted",
    )  # fmt: skip
    rating = RatingFactory(assessment=other, code="OL-04", level=3)
    mine.round.assessors.add(assessor)
    client.force_login(assessor)

    before = client.get(priorities(team)).context["page_obj"][0].gap
    rating.delete()
    after = client.get(priorities(team)).context["page_obj"][0].gap

    assert before == after
    assert (after.target, after.colleague_factor) == (2, 1)


def test_own_list_says_that_the_order_of_the_team_is_the_leads(
    client, page, team, member, counted_sheet
):
    counted_sheet({"OL-04": 0}, member=member)
    counted_sheet({"OL-04": 0})
    words = "the team&#x27;s order is the lead&#x27;s"

    to_lead = page.get(priorities(team))
    client.force_login(member.user)
    to_member = client.get(priorities(team))

    assert words in to_member.text.replace("'", "&#x27;")
    assert words not in to_lead.text.replace("'", "&#x27;")
    assert to_lead.context["page_obj"][0].gap.target == 3


def test_viewer_is_told_why_nothing_is_shown(client, team, viewer, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})
    client.force_login(viewer)

    response = client.get(priorities(team))

    assert "This list names people and their levels" in response.text
    assert sheet.member.name not in response.text


def test_assessor_sees_the_people_of_the_own_round(client, team, assessor, counted_sheet):
    sheet = counted_sheet({"OL-04": 0})
    sheet.round.assessors.add(assessor)
    client.force_login(assessor)

    response = client.get(priorities(team))

    assert codes(response) == ["OL-04"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"skills": "critical"}, ["OL-04"]),
        ({"role": "server-administrator"}, ["SA-02"]),
        ({"plan": "in"}, ["OL-07"]),
        ({"plan": "out"}, ["OL-04", "SA-02"]),
        ({"member": "nonsense", "role": "none", "page": "x"}, ["OL-04", "OL-07", "SA-02"]),
    ],
)
def test_gaps_can_be_narrowed_down(query, found, page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-04": 0, "OL-07": 1})
    counted_sheet({"SA-02": 1}, slug="server-administrator")
    activity = ActivityFactory(plan=plan)
    activity.participants.add(sheet.member)
    activity.skills.add(Skill.objects.get(code="OL-07"))

    response = page.get(priorities(team, **query))

    assert codes(response) == found


def test_no_gap_passes_a_filter(page, team, counted_sheet):
    counted_sheet({"OL-07": 1})

    response = page.get(priorities(team, skills="critical"))

    assert "No gap passes these filters" in response.text


def test_gap_links_to_the_activity_that_was_planned_from_it(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-07": 1})
    activity = ActivityFactory(plan=plan, code="A-07")
    skill = Skill.objects.get(code="OL-07")
    ActivityGap.objects.create(activity=activity, assessment=sheet, skill=skill, level=1, target=2)

    response = page.get(priorities(team))

    assert "A-07" in response.text
    assert "Add to plan" not in response.text


def test_cancelled_activity_answers_no_gap(page, team, plan, counted_sheet):
    sheet = counted_sheet({"OL-07": 1})
    activity = ActivityFactory(plan=plan, status=Activity.Status.CANCELLED)
    activity.participants.add(sheet.member)
    activity.skills.add(Skill.objects.get(code="OL-07"))

    response = page.get(priorities(team))

    assert "Add to plan" in response.text


def test_priorities_keep_their_number_of_queries(
    page, team, plan, counted_sheet, django_assert_max_num_queries, django_assert_num_queries
):
    counted_sheet({"OL-07": 1})
    ActivityFactory(plan=plan).participants.add(MemberFactory(team=team))
    with django_assert_max_num_queries(19) as before:
        page.get(priorities(team))

    for _ in range(10):
        counted_sheet({"OL-07": 0, "OL-04": 1})
        ActivityFactory(plan=plan)

    with django_assert_num_queries(len(before)):
        page.get(priorities(team))
