"""Results: figures for those who may see names, aggregates or a reason for everybody else."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Rating, Round
from roles.models import Skill, TeamAccess
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    RoundFactory,
    TeamAccessFactory,
    UserFactory,
)

CLOSED = datetime.date(2026, 10, 30)


@pytest.fixture
def closed(team):
    return RoundFactory(team=team, closed=CLOSED, baseline=True)


def assess(round_, member, level=1, slug="operational-lead", comment=""):
    """A submitted sheet with that level everywhere."""
    sheet = AssessmentFactory(
        round=round_, member=member, slug=slug, state="submitted", submitted_at=timezone.now()
    )
    Rating.objects.bulk_create(
        Rating(assessment=sheet, skill=skill, whose="self", level=level, comment=comment)
        for skill in Skill.objects.filter(skill_set=sheet.section)
    )
    return sheet


def get(user, name, team, **kwargs):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"assessments:{name}", kwargs={"slug": team.slug} | kwargs))


def test_results_before_a_round_is_closed_say_what_the_page_is_for(team, lead):
    page = get(lead, "results", team).content.decode()

    assert "No results yet" in page
    assert reverse("assessments:round_list", kwargs={"slug": team.slug}) in page


def test_lead_sees_named_rows_coverage_and_heat_map(team, lead, closed, member):
    assess(closed, member, level=2)

    response = get(lead, "results", team)

    page = response.content.decode()
    assert "never used to judge performance" in page
    assert "not a judgement of performance" in page
    assert member.name in page
    assert response.context["rows"][0].sheet.result.mean_text == "2.00"
    counts = [(count["label"], count["number"]) for count in response.context["counts"]]
    apart = [("nobody", 0), ("one person", 7), ("two people or more", 0), ("not assessed yet", 28)]
    assert counts == apart
    # 28 tiles and, in the table, the number of each.
    assert page.count('"tile level-none"') == 28 and page.count(">not assessed yet</td>") == 28
    assert len(response.context["maps"][0].rows) == 16


def test_what_if_somebody_leaves_names_the_skills_that_nobody_holds_then(
    team, lead, closed, member
):
    assess(closed, member, level=2)
    client = Client()
    client.force_login(lead)
    address = reverse("assessments:results", kwargs={"slug": team.slug})

    page = client.get(address, {"without": member.pk}).content.decode()
    odd = client.get(address, {"without": "'nobody\x00"})

    assert f"Without {member.name}, 7 critical skills lose cover." in page
    assert "1 → 0" in page
    assert odd.status_code == 200
    assert odd.context["leaver"] is None


def test_held_back_and_skills_at_0_are_links_to_the_member_in_the_role(team, lead, closed, member):
    sheet = assess(closed, member, level=2)
    Rating.objects.filter(assessment=sheet, skill__code="OL-01").update(level=0)

    page = get(lead, "results", team).content.decode()

    own = reverse(
        "assessments:sheet_result",
        kwargs={"slug": team.slug, "member_pk": member.pk, "role_slug": "operational-lead"},
    )
    assert page.count(f'href="{own}#OL-01"') == 2
    assert "Held back by" in page


def test_assessor_of_the_round_sees_names_and_another_assessor_does_not(
    team, assessor, closed, member
):
    assess(closed, member)

    before = get(assessor, "results", team).content.decode()
    closed.assessors.add(assessor)
    after = get(assessor, "results", team).content.decode()

    assert member.name not in before
    assert member.name in after


@pytest.mark.parametrize("level", [TeamAccess.Level.VIEWER, None])
def test_former_assessor_of_a_round_no_longer_sees_its_sheets(
    team, assessor, closed, member, level
):
    sheet = assess(closed, member)
    closed.assessors.add(assessor)
    before = get(assessor, "sheet", team, pk=sheet.pk)

    TeamAccess.objects.filter(user=assessor).delete()
    if level is None:
        MemberFactory(team=team, user=assessor)
    else:
        TeamAccessFactory(team=team, user=assessor, level=level)
    after = get(assessor, "sheet", team, pk=sheet.pk)
    results = get(assessor, "results", team).content.decode()

    assert (before.status_code, after.status_code) == (200, 404)
    assert member.name not in results
    assert not Rating.objects.visible_to(assessor).exists()


def test_former_assessor_who_is_a_member_writes_no_levels(team, assessor, member):
    sheet = AssessmentFactory(round__team=team, member=member)
    sheet.round.assessors.add(assessor)
    TeamAccess.objects.filter(user=assessor).delete()
    MemberFactory(team=team, user=assessor)
    client = Client()
    client.force_login(assessor)

    response = client.post(sheet.get_absolute_url(), {"OL-01": "3"})

    assert response.status_code == 404
    assert not Rating.objects.exists()


def test_viewer_sees_totals_of_five_people_and_a_reason_below_five(team, viewer, closed):
    people = MemberFactory.create_batch(4, team=team, name="Somebody Hidden")
    for person in people:
        assess(closed, person)

    few = get(viewer, "results", team).content.decode()
    assess(closed, MemberFactory(team=team, name="Somebody Hidden"), level=2)
    response = get(viewer, "results", team)
    enough = response.content.decode()

    assert "too few people stand behind them" in few
    assert "Phases in the team" in enough
    assert [(one["phase"], one["number"]) for one in response.context["phase_counts"]] == [
        ("foundational", 4),
        ("proficient", 1),
    ]
    for page in (few, enough):
        assert "Somebody Hidden" not in page
        assert not re.search(r'class="(level|tile)[ "]', page)


def test_totals_less_the_named_sheets_are_of_five_people_or_hidden(team, assessor, closed):
    """The reader sees four of five by name: the totals would give away the fifth."""
    for person in MemberFactory.create_batch(4, team=team):
        assess(closed, person, level=3)
    closed.assessors.add(assessor)
    later = RoundFactory(team=team, code="r2", opened=CLOSED, closed=CLOSED)
    assess(later, MemberFactory(team=team), level=0)

    one_hidden = get(assessor, "results", team)
    for person in MemberFactory.create_batch(4, team=team):
        assess(later, person, level=0)
    five_hidden = get(assessor, "results", team)

    assert "too few people stand behind them" in one_hidden.content.decode()
    assert "phase_counts" not in one_hidden.context
    assert "counts" not in one_hidden.context
    assert [one["number"] for one in five_hidden.context["phase_counts"]] == [5, 4]


def test_member_among_five_sees_no_totals_and_among_six_does(team, closed, member):
    for person in [member, *MemberFactory.create_batch(4, team=team)]:
        assess(closed, person)

    among_five = get(member.user, "results", team)
    assess(closed, MemberFactory(team=team))
    among_six = get(member.user, "results", team)

    assert "phase_counts" not in among_five.context
    assert among_six.context["phase_counts"] == [{"phase": "foundational", "number": 6}]


def test_totals_move_on_by_five_people_and_never_by_one(team, viewer, closed):
    """Totals of five and of six would differ by what the one new person answered."""

    def counted():
        return [
            (one["phase"], one["number"])
            for one in get(viewer, "results", team).context["phase_counts"]
        ]

    for person in MemberFactory.create_batch(5, team=team):
        assess(closed, person)
    later = RoundFactory(team=team, code="r2", opened=CLOSED, closed=CLOSED)
    assess(later, MemberFactory(team=team), level=3)
    one_waits = counted()
    for person in MemberFactory.create_batch(4, team=team):
        assess(later, person, level=2)

    assert one_waits == [("foundational", 5)]
    assert counted() == [("foundational", 5), ("proficient", 4), ("expert", 1)]


def test_assessor_of_an_older_round_is_told_that_it_is_not_the_latest(
    team, lead, assessor, closed, member
):
    assess(closed, member, level=1)
    closed.assessors.add(assessor)
    assess(RoundFactory(team=team, code="r2", opened=CLOSED, closed=CLOSED), member, level=3)

    older = get(assessor, "results", team)
    latest = get(lead, "results", team).content.decode()

    assert older.context["sees_all"] is False
    assert "Latest closed round that you see of each member and role" in older.content.decode()
    assert "Latest closed round of each member and role" not in older.content.decode()
    assert "Latest closed round of each member and role" in latest


def test_two_roles_of_one_person_do_not_make_two_people(team, viewer, closed):
    for person in MemberFactory.create_batch(3, team=team):
        assess(closed, person)
        assess(closed, person, slug="trainer")

    page = get(viewer, "results", team).content.decode()

    assert "too few people stand behind them" in page


def test_member_sees_the_own_result_and_nobody_elses(team, closed, member):
    assess(closed, member, level=2, comment="Mine alone")
    other = MemberFactory(team=team, name="Losa Hidden", user=UserFactory())
    assess(closed, other, level=3, comment="Not for others")

    results = get(member.user, "results", team)
    own = get(member.user, "sheet_result", team, member_pk=member.pk, role_slug="operational-lead")
    theirs = get(
        member.user, "sheet_result", team, member_pk=other.pk, role_slug="operational-lead"
    )

    assert [row.sheet.member for row in results.context["rows"]] == [member]
    assert "Losa Hidden" not in results.content.decode()
    assert (own.status_code, theirs.status_code) == (200, 404)


def test_no_level_of_a_member_reaches_a_viewer_another_member_or_an_outsider(
    team, viewer, outsider, staff, closed, member
):
    """The level is unique on the page, the comment is a canary."""
    sheet = assess(closed, member, level=3, comment="canary")
    other = MemberFactory(team=team, user=UserFactory())
    regional = TeamAccessFactory(team=team, level="assessor").user
    addresses = [
        ("round_list", {}),
        ("round_detail", {"pk": closed.pk}),
        ("sheet", {"pk": sheet.pk}),
        ("results", {}),
        ("sheet_result", {"member_pk": member.pk, "role_slug": "operational-lead"}),
    ]

    for user in (viewer, outsider, staff, other.user, regional):
        for name, kwargs in addresses:
            page = get(user, name, team, **kwargs).content.decode()
            assert "canary" not in page
            assert member.name not in page
            assert "3.00" not in page
            assert 'class="level' not in page


def test_result_of_one_member_shows_baseline_change_and_competencies(team, lead, closed, member):
    assess(closed, member, level=1)
    later = RoundFactory(team=team, code="r2", title="Follow-up", opened=CLOSED, closed=CLOSED)
    sheet = assess(later, member, level=2)
    Rating.objects.filter(assessment=sheet, skill__code="OL-02").update(
        level=None, not_applicable=True
    )
    Rating.objects.filter(assessment=sheet, skill__code="OL-03").delete()

    response = get(lead, "sheet_result", team, member_pk=member.pk, role_slug="operational-lead")

    page = response.content.decode()
    assert "Follow-up" in page
    assert "14 of 15 applicable skills" in page
    assert "+1" in page
    result = response.context["sheet"].result
    assert (result.not_applicable, result.unanswered) == (1, 1)
    assert sum(one["rated"] for one in response.context["spokes"]) == 14


def test_too_few_answers_are_said_in_words(team, lead, closed, member):
    sheet = assess(closed, member)
    Rating.objects.filter(assessment=sheet).exclude(skill__code="OL-01").delete()

    response = get(lead, "sheet_result", team, member_pk=member.pk, role_slug="operational-lead")

    assert "Too few skills are rated to name a phase" in response.content.decode()


def test_result_of_a_member_who_was_not_assessed_is_not_there(team, lead, member):
    response = get(lead, "sheet_result", team, member_pk=member.pk, role_slug="operational-lead")

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["lead", "viewer", "assessor"])
def test_results_cost_the_same_with_ten_more_people(team, closed, member, who, request):
    user = request.getfixturevalue(who)
    for person in MemberFactory.create_batch(5, team=team):
        assess(closed, person)
    if who == "assessor":
        closed.assessors.add(user)

    client = Client()
    client.force_login(user)
    address = reverse("assessments:results", kwargs={"slug": team.slug})

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for person in MemberFactory.create_batch(10, team=team):
        assess(closed, person, slug="trainer")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many) < 20


def test_closed_round_without_the_reader_as_assessor_hides_its_sheets(team, assessor, closed):
    assess(closed, MemberFactory(team=team))

    page = get(assessor, "round_detail", team, pk=closed.pk)

    assert page.context["rows"] == []
    assert Round.objects.get(pk=closed.pk).assessments.count() == 1


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_numbers_that_no_row_can_have_are_not_found(team, lead, number):
    addresses = [
        ("round_detail", {"pk": number}),
        ("round_edit", {"pk": number}),
        ("sheet", {"pk": number}),
        ("sheet_result", {"member_pk": number, "role_slug": "operational-lead"}),
    ]

    assert {get(lead, name, team, **kwargs).status_code for name, kwargs in addresses} == {404}
