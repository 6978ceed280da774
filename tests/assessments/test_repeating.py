"""A follow-up round: shown beside its reference round, counted only once confirmed."""

import datetime

import pytest
from django.urls import reverse

from assessments.actions import Frozen, close_round, submit_sheet
from assessments.answer_actions import save_answers
from assessments.invitation_actions import renew_link
from assessments.merging import Entered
from assessments.models import Assessment
from assessments.repeating import confirm_unchanged
from assessments.results import current_sheets
from coreteam.workspace_export import export_workspace
from roles.models import Skill
from tests.factories import AssessmentFactory, MemberFactory, RatingFactory, RoundFactory

FIRST, SECOND, TODAY = (datetime.date(year, 10, 30) for year in (2026, 2027, 2028))


@pytest.fixture
def follow_up(team, member):
    """A sheet of an open round that repeats one with OL-01 at 2 and OL-02 not applicable."""
    before = RoundFactory(team=team, code="r1", mode="self")
    old = AssessmentFactory(round=before, member=member)
    RatingFactory(assessment=old, code="OL-01", level=2)
    RatingFactory(assessment=old, code="OL-02", level=None, not_applicable=True)
    close_round(round=before, by=None, today=SECOND)
    now = RoundFactory(team=team, code="r2", mode="third_party", opened=TODAY, reference=before)
    return AssessmentFactory(round=now, member=member)


def answers(sheet):
    return {r.skill.code: (r.answer, r.confirmed_from_id) for r in sheet.ratings.all()}


def test_nothing_of_the_reference_round_is_in_the_new_one_until_confirmed(
    client, follow_up, member
):
    client.force_login(member.user)
    place = {"slug": follow_up.round.team.slug, "pk": follow_up.pk}
    address = reverse("assessments:sheet_repeat", kwargs=place)

    page = client.get(address)
    before = answers(follow_up)
    client.post(address, {"skill": "OL-01"})

    assert [row.skill.code for row in page.context["rows"]] == ["OL-01", "OL-02"]
    assert "The two rounds were not run in the same way." in page.content.decode()
    assert before == {}
    assert answers(follow_up) == {"OL-01": ("2", follow_up.round.reference_id)}


def test_whole_role_is_confirmed_without_touching_what_was_answered(follow_up, member):
    RatingFactory(assessment=follow_up, code="OL-01", level=3)

    number = confirm_unchanged(assessment=follow_up, whose="self", by=member.user)

    assert number == 1
    assert answers(follow_up) == {
        "OL-01": ("3", None),
        "OL-02": ("na", follow_up.round.reference_id),
    }


def test_answering_anew_confirms_no_longer(follow_up, member):
    confirm_unchanged(assessment=follow_up, whose="self", by=member.user)
    skill = Skill.objects.get(code="OL-01")

    save_answers(
        assessment=follow_up, whose="self", answers={skill: Entered("1", "", None)}, by=None
    )

    assert answers(follow_up)["OL-01"] == ("1", None)


def test_sheet_that_was_handed_in_confirms_nothing(follow_up, member):
    RatingFactory(assessment=follow_up, code="OL-03", level=3)
    submit_sheet(assessment=follow_up, by=member.user)

    with pytest.raises(Frozen):
        confirm_unchanged(assessment=follow_up, whose="self", by=member.user)


def test_follow_up_is_compared_with_its_reference_round_and_not_with_a_baseline(
    team, follow_up, member
):
    baseline = RoundFactory(team=team, code="r0", baseline=True, closed=SECOND)
    other = AssessmentFactory(
        round=baseline, member=member, state="submitted", submitted_at="2027-10-30T00:00Z"
    )
    RatingFactory(assessment=other, code="OL-01", level=0)
    RatingFactory(assessment=follow_up, code="OL-01", level=3)
    close_round(round=follow_up.round, by=None, today=TODAY)

    (current,) = current_sheets(team, Assessment.objects.all())

    assert current.change("OL-01") == 1
    assert current.modes_differ


def test_sheet_shows_what_stood_before_and_one_press_confirms_it(client, follow_up, member):
    client.force_login(member.user)
    url = follow_up.get_absolute_url()

    page = client.get(url).content.decode()
    before = answers(follow_up)
    response = client.post(url, {"OL-03": "1", "confirm": "OL-01"})

    assert page.count("Still right?") == 2
    assert before == {}
    assert response["Location"] == f"{url}#OL-01"
    assert answers(follow_up) == {
        "OL-01": ("2", follow_up.round.reference_id),
        "OL-03": ("1", None),
    }
    assert client.get(url).content.decode().count("Still right?") == 1


def test_press_on_the_page_keeps_the_comment_that_was_typed_with_it(client, follow_up, member):
    client.force_login(member.user)
    fields = {"unit": "OL-01", "OL-01": "", "OL-01-comment": "As ever", "confirm": "1"}

    response = client.post(follow_up.get_absolute_url() + "answer/", fields)

    rating = follow_up.ratings.get()
    assert response["X-Answer"] == "taken"
    assert (rating.answer, rating.comment) == ("2", "As ever")
    assert rating.confirmed_from_id == follow_up.round.reference_id


def test_by_link_a_member_confirms_skill_by_skill_and_the_whole_role(client, follow_up, lead):
    token = renew_link(round=follow_up.round, member=follow_up.member, by=lead)
    client.post(f"/s/{token}/")
    mine = f"/my-sheets/{follow_up.pk}/"

    assert "Still right?" in client.get(mine).content.decode()
    client.post(mine, {"confirm": "OL-02"})
    assert [row.waits for row in client.get(f"{mine}repeat/").context["rows"]] == [True, False]
    client.post(f"{mine}repeat/", {"all": "1"})

    reference = follow_up.round.reference_id
    assert answers(follow_up) == {"OL-01": ("2", reference), "OL-02": ("na", reference)}
    assert {rating.source for rating in follow_up.ratings.all()} == {"link"}


def test_assessor_of_the_follow_up_alone_sees_nothing_of_the_reference_round(
    client, follow_up, assessor
):
    follow_up.round.assessors.add(assessor)
    client.force_login(assessor)

    assert "Still right?" not in client.get(follow_up.get_absolute_url()).content.decode()
    assert confirm_unchanged(assessment=follow_up, whose="assessor", by=assessor) == 0
    follow_up.round.reference.assessors.add(assessor)
    assert confirm_unchanged(assessment=follow_up, whose="assessor", by=assessor) == 2


def test_skill_that_two_roles_share_is_confirmed_in_both(follow_up, member):
    other = AssessmentFactory(round=follow_up.round, member=member, slug="implementer-technical")
    Skill.objects.get(code="OL-01").also_for.add(other.section)

    confirm_unchanged(assessment=follow_up, whose="self", by=member.user, codes=["OL-01"])

    assert answers(other) == answers(follow_up) == {"OL-01": ("2", follow_up.round.reference_id)}


def test_references_confirmations_and_steps_travel(team, follow_up, member):
    confirm_unchanged(assessment=follow_up, whose="self", by=member.user)
    submit_sheet(assessment=follow_up, by=member.user)

    first, second = export_workspace(team)["rounds"]

    assert "reference" not in first and second["reference"] == "r1"
    (sheet,) = second["assessments"]
    assert [step["step"] for step in sheet["steps"]] == ["submitted"]
    assert {answer.get("confirmed_from") for answer in sheet["answers"]} == {"r1"}


def test_member_who_was_not_in_the_reference_round_is_not_asked_to_confirm(client, follow_up, lead):
    newcomer = AssessmentFactory(
        round=follow_up.round, member=MemberFactory(team=follow_up.round.team)
    )
    client.force_login(lead)

    pages = {
        sheet: client.get(
            reverse("assessments:sheet", args=[sheet.round.team.slug, sheet.pk])
        ).content.decode()
        for sheet in (follow_up, newcomer)
    }

    assert "Confirm what has not changed" in pages[follow_up]
    assert "Confirm what has not changed" not in pages[newcomer]
