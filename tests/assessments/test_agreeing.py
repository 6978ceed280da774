"""Agreeing a sheet: the third value, in one step, with a note where it differs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions import reopen_sheet, submit_sheet
from assessments.agree_actions import agree_sheet
from roles.models import Skill
from tests.factories import AssessmentFactory, RatingFactory


@pytest.fixture
def sheet(team, member, assessor):
    sheet = AssessmentFactory(round__team=team, round__mode="supervisor", member=member)
    sheet.round.assessors.add(assessor)
    RatingFactory(assessment=sheet, code="OL-01", level=1)
    RatingFactory(assessment=sheet, code="OL-01", whose="assessor", level=3)
    return sheet


def url(sheet):
    return reverse(
        "assessments:sheet_agree", kwargs={"slug": sheet.round.team.slug, "pk": sheet.pk}
    )


def values(sheet):
    return {r.whose: (r.level, r.comment) for r in sheet.ratings.filter(skill__code="OL-01")}


def test_agreed_level_stands_beside_the_two_others(client, sheet, assessor):
    client.force_login(assessor)

    client.post(url(sheet), {"OL-01": "2", "OL-01-note": "Led one meeting, with help"})

    sheet.refresh_from_db()
    assert sheet.state == "agreed"
    assert values(sheet) == {
        "self": (1, ""),
        "assessor": (3, ""),
        "agreed": (2, "Led one meeting, with help"),
    }
    assert [step.by for step in sheet.steps.filter(step="agreed")] == [assessor]


def test_agreed_level_that_differs_asks_for_the_reason_and_keeps_the_choice(
    client, sheet, assessor
):
    client.force_login(assessor)

    page = client.post(url(sheet), {"OL-01": "2"})

    assert "Say why it differs" in page.content.decode()
    assert page.context["form"]["OL-01"].value() == "2"
    assert "agreed" not in values(sheet)


def test_assessor_level_is_proposed_and_the_self_level_is_not(client, sheet, assessor):
    RatingFactory(assessment=sheet, code="OL-02", level=2)
    client.force_login(assessor)

    form = client.get(url(sheet)).context["form"]

    assert (form["OL-01"].value(), form["OL-02"].value()) == ("3", "")


def test_sheet_is_agreed_once_also_by_two_people(sheet, assessor, lead):
    levels = {Skill.objects.get(code="OL-01"): ("2", "")}

    taken = [agree_sheet(assessment=sheet, by=by, levels=levels) for by in (assessor, lead)]

    assert taken == [True, False]
    assert sheet.steps.count() == 1


def test_self_administered_sheet_is_agreed_after_the_member_handed_it_in(team, member, lead):
    sheet = RatingFactory(assessment__round__team=team, assessment__member=member).assessment
    levels = {Skill.objects.get(code="OL-01"): ("2", "")}

    early = agree_sheet(assessment=sheet, by=lead, levels=levels)
    submit_sheet(assessment=sheet, by=member.user)

    assert (early, agree_sheet(assessment=sheet, by=lead, levels=levels)) == (False, True)


def test_reopened_sheet_keeps_what_was_agreed(sheet, lead):
    agree_sheet(assessment=sheet, by=lead, levels={Skill.objects.get(code="OL-01"): ("2", "")})

    reopen_sheet(assessment=sheet, by=lead, reason="One more skill")

    assert values(sheet)["agreed"] == (2, "")


def test_page_costs_the_same_with_many_answers(client, sheet, assessor):
    client.force_login(assessor)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url(sheet))
    for number in range(2, 12):
        RatingFactory(assessment=sheet, code=f"OL-{number:02}")

    with CaptureQueriesContext(connection) as many:
        client.get(url(sheet))

    assert len(few) == len(many) < 20


def test_second_of_two_who_agree_is_told_and_keeps_what_was_chosen(client, sheet, assessor, lead):
    agree_sheet(assessment=sheet, by=lead, levels={Skill.objects.get(code="OL-01"): ("1", "")})
    client.force_login(assessor)

    page = client.post(url(sheet), {"OL-01": "2", "OL-01-note": "Led one meeting"})

    assert "Somebody else was quicker" in page.content.decode()
    assert page.context["form"]["OL-01-note"].value() == "Led one meeting"
    assert values(sheet)["agreed"] == (1, "")


def test_levels_stand_in_words_where_they_are_agreed(client, sheet, assessor):
    client.force_login(assessor)

    page = client.get(url(sheet)).content.decode()

    assert Skill.objects.get(code="OL-01").level_3 in page
