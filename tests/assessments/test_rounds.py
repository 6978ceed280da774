"""Pages of rounds: opening, changing, adding sheets, closing."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.actions import Frozen, add_sheet, change_round, close_round
from assessments.models import Assessment, Rating, Round, SubRating
from assessments.round_forms import AddSheetForm, RoundForm
from roles.models import Role, SubSkill
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    PositionFactory,
    RatingFactory,
    RoundFactory,
    ask,
)

TODAY = datetime.date(2026, 11, 22)


def url(name, team, **kwargs):
    return reverse(f"assessments:{name}", kwargs={"slug": team.slug, **kwargs})


def round_data(**changes):
    return {"title": "Needs assessment 2026", "mode": "self", "opened": "2026-10-05"} | changes


def test_round_list_without_positions_says_why_it_cannot_start(client, team, lead):
    client.force_login(lead)

    page = client.get(url("round_list", team)).content.decode()

    assert "It cannot start yet" in page
    assert reverse("roles:structure", kwargs={"slug": team.slug}) in page
    assert url("round_create", team) not in page


def test_round_list_with_positions_offers_the_first_round_to_the_lead_only(
    client, team, lead, viewer
):
    PositionFactory(team=team)

    client.force_login(lead)
    for_lead = client.get(url("round_list", team)).content.decode()
    client.force_login(viewer)
    for_viewer = client.get(url("round_list", team)).content.decode()

    assert url("round_create", team) in for_lead
    assert url("round_create", team) not in for_viewer


def test_new_round_proposes_the_people_in_their_positions(client, team, lead, member):
    PositionFactory(team=team, holder=member)
    PositionFactory(team=team, holder=member, slug="trainer-program")
    PositionFactory(team=team, holder=member, slug="trainer-general")
    desk = MemberFactory(team=team, kind="organisation")
    PositionFactory(team=team, holder=desk, slug="server-administrator")
    PositionFactory(team=team, state="planned", slug="data-scientist")
    ask(team, "data-scientist")
    client.force_login(lead)

    form = client.get(url("round_create", team)).context["form"]

    assert form["scope"].value() == [f"{member.pk}-operational-lead", f"{member.pk}-trainer"]
    assert len(form.fields["scope"].choices) == 4
    assert form["baseline"].value() is True


def test_round_is_created_with_its_sheets_and_the_next_code(client, team, lead, member):
    RoundFactory(team=team, code="r7")
    PositionFactory(team=team, holder=member)
    client.force_login(lead)

    response = client.post(
        url("round_create", team), round_data(scope=[f"{member.pk}-operational-lead"])
    )

    made = Round.objects.get(code="R8")
    assert response.url == made.get_absolute_url()
    assert [str(sheet) for sheet in made.assessments.all()] == [f"{member}, Operational Lead"]


def test_day_aimed_at_before_the_opening_is_told_at_its_field(client, team, lead, member):
    PositionFactory(team=team, holder=member)
    client.force_login(lead)

    response = client.post(url("round_create", team), round_data(closes="2026-10-01"))

    assert set(response.context["form"].errors) == {"closes", "scope"}


@pytest.mark.parametrize(("mode", "told"), [("third_party", True), ("supervisor", False)])
def test_round_guided_by_a_third_party_that_nobody_is_says_so(
    client, team, lead, member, mode, told
):
    PositionFactory(team=team, holder=member)
    client.force_login(lead)
    data = round_data(mode=mode, scope=[f"{member.pk}-operational-lead"])

    page = client.post(url("round_create", team), data, follow=True).content.decode()

    assert ("No third party is named as assessor yet" in page) == told


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": []},
        {"scope": ["nonsense"]},
        {"scope": ["999999-operational-lead"]},
        {"mode": "forged"},
        {"title": ""},
        {"closes": "2026-10-01"},
        {"opened": "someday"},
        {"assessors": ["x", "99999999"]},
        {"assessors": ["9" * 30]},
        {"title": "a\x00b"},
    ],
)
def test_round_with_wrong_input_is_not_created_and_keeps_what_was_typed(
    client, team, lead, member, changes
):
    PositionFactory(team=team, holder=member)
    client.force_login(lead)
    data = round_data(scope=[f"{member.pk}-operational-lead"], purpose="For the plan") | changes

    page = client.post(url("round_create", team), data)

    assert page.status_code == 200
    assert "For the plan" in page.content.decode()
    assert "error-summary" in page.content.decode()
    assert not team.rounds.exists()


def test_assessors_of_a_round_have_access_as_assessor_or_lead(client, team, lead, assessor, viewer):
    round_ = RoundFactory(team=team)
    client.force_login(lead)

    refused = client.post(url("round_edit", team, pk=round_.pk), round_data(assessors=[viewer.pk]))
    taken = client.post(url("round_edit", team, pk=round_.pk), round_data(assessors=[assessor.pk]))

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert list(round_.assessors.all()) == [assessor]


def test_round_edited_by_two_people_tells_the_second(client, team, lead):
    round_ = RoundFactory(team=team)
    client.force_login(lead)
    address = url("round_edit", team, pk=round_.pk)
    client.post(address, round_data(title="First", seen=1))

    page = client.post(address, round_data(title="Second", seen=1))

    round_.refresh_from_db()
    assert round_.title == "First"
    assert "Somebody else saved this" in page.content.decode()
    assert "Second" in page.content.decode()


def test_closed_round_is_frozen(client, team, lead):
    round_ = RoundFactory(team=team, closed=TODAY)
    client.force_login(lead)

    refused = client.get(url("round_edit", team, pk=round_.pk))
    assert (refused.status_code, "while it is open" in refused.content.decode()) == (403, True)
    assert client.get(url("round_close", team, pk=round_.pk)).status_code == 302
    assert client.post(url("sheets_add", team, pk=round_.pk)).status_code == 403


def test_sheet_is_added_once_for_a_member_and_role(client, team, lead, member):
    round_ = RoundFactory(team=team)
    section = Role.objects.get(slug="data-scientist")
    ask(team, "data-scientist")
    client.force_login(lead)
    data = {"member": member.pk, "section": section.pk}

    added = client.post(url("sheets_add", team, pk=round_.pk), data)
    again = client.post(url("sheets_add", team, pk=round_.pk), data)

    assert (added.status_code, again.status_code) == (302, 200)
    assert "This member has a sheet for this role already." in again.content.decode()
    assert round_.assessments.count() == 1


def test_round_that_was_closed_meanwhile_is_not_changed_and_gets_no_sheet(team, member):
    """The form was made before somebody else closed the round."""
    round_ = RoundFactory(team=team)
    section = Role.objects.get(slug="data-scientist")
    data = {"member": member.pk, "section": section.pk}
    adding = AddSheetForm(data, instance=Assessment(round=round_))
    changing = RoundForm(round_data(title="Too late"), instance=round_)
    Round.objects.filter(pk=round_.pk).update(closed=TODAY)

    with pytest.raises(Frozen):
        add_sheet(form=adding)
    with pytest.raises(Frozen):
        change_round(form=changing)

    assert not round_.assessments.exists()
    assert Round.objects.get(pk=round_.pk).title != "Too late"


def test_sheet_of_a_stranger_or_without_skills_is_refused(client, team, lead, member):
    round_ = RoundFactory(team=team)
    client.force_login(lead)
    family = Role.objects.get(slug="implementer")
    stranger = MemberFactory()

    for data in (
        {"member": stranger.pk, "section": family.pk},
        {"member": member.pk, "section": family.pk},
        {"member": "x", "section": ""},
        {"member": "9" * 30, "section": "9" * 30},
    ):
        assert client.post(url("sheets_add", team, pk=round_.pk), data).status_code == 200
    assert not round_.assessments.exists()


def test_empty_sheet_is_removed_and_one_with_an_answer_is_kept(client, team, lead, member):
    round_ = RoundFactory(team=team)
    empty = AssessmentFactory(round=round_, member=member)
    written = RatingFactory(assessment=AssessmentFactory(round=round_)).assessment
    begun = AssessmentFactory(round=round_)
    part = SubSkill.objects.filter(skill__code="OL-01").first()
    SubRating.objects.create(assessment=begun, sub_skill=part, whose="self", level=2)
    client.force_login(lead)

    for sheet in (empty, written, begun):
        client.post(url("sheet_remove", team, pk=sheet.pk))

    assert set(round_.assessments.all()) == {written, begun}


def test_closing_submits_answered_drafts_and_leaves_empty_ones(client, team, lead, member):
    round_ = RoundFactory(team=team, opened=TODAY)
    answered = RatingFactory(assessment=AssessmentFactory(round=round_, member=member)).assessment
    empty = AssessmentFactory(round=round_)
    client.force_login(lead)

    asked = client.get(url("round_close", team, pk=round_.pk)).content.decode()
    client.post(url("round_close", team, pk=round_.pk))

    assert "These drafts are handed in as they stand" in asked
    assert "These sheets are empty and will not count" in asked
    round_.refresh_from_db()
    assert round_.closed == timezone.localdate()
    answered.refresh_from_db()
    empty.refresh_from_db()
    assert (answered.state, answered.submitted_by) == ("submitted", lead)
    assert empty.state == "draft"


def test_round_closes_once(team, lead):
    round_ = RoundFactory(team=team, opened=TODAY)

    first = close_round(round=round_, by=lead, today=TODAY)
    second = close_round(round=round_, by=lead, today=TODAY + datetime.timedelta(days=1))

    round_.refresh_from_db()
    assert (first, second, round_.closed) == (True, False, TODAY)


def test_second_lead_who_closes_is_told_that_somebody_was_quicker(client, team, lead):
    round_ = RoundFactory(team=team, closed=TODAY)
    client.force_login(lead)

    page = client.post(url("round_close", team, pk=round_.pk), follow=True)

    assert "somebody else closed it" in page.content.decode()


def test_round_that_opens_later_cannot_be_closed_yet(client, team, lead):
    round_ = RoundFactory(team=team, opened=timezone.localdate() + datetime.timedelta(days=3))
    client.force_login(lead)

    response = client.post(url("round_close", team, pk=round_.pk), follow=True)

    round_.refresh_from_db()
    assert round_.is_open
    assert "was not closed" in response.content.decode()


def test_round_page_shows_a_viewer_counts_and_no_names(client, team, viewer, member):
    sheet = RatingFactory(assessment=AssessmentFactory(round__team=team, member=member)).assessment
    client.force_login(viewer)

    page = client.get(url("round_detail", team, pk=sheet.round_id)).content.decode()

    assert "1 sheet" in page
    assert member.name not in page


def test_round_pages_cost_the_same_with_ten_more_sheets(client, team, lead, member):
    round_ = RoundFactory(team=team, opened=TODAY)
    AssessmentFactory(round=round_, member=member)
    client.force_login(lead)
    addresses = [url(name, team, pk=round_.pk) for name in ("round_detail", "round_close")]
    before = [count_queries(client, address) for address in [*addresses, url("round_list", team)]]

    for number in range(10):
        RatingFactory(assessment=AssessmentFactory(round=round_))
        PositionFactory(team=team)
        RoundFactory(team=team, code=f"x{number}")

    after = [count_queries(client, address) for address in [*addresses, url("round_list", team)]]
    assert before == after
    assert max(after) < 20


def count_queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda sheet: RoundFactory(team=sheet.round.team, code=sheet.round.code),
        lambda sheet: Round.objects.filter(pk=sheet.round_id).update(
            closed=sheet.round.opened - datetime.timedelta(days=1)
        ),
        lambda sheet: Round.objects.filter(pk=sheet.round_id).update(
            closes=sheet.round.opened - datetime.timedelta(days=1)
        ),
        lambda sheet: AssessmentFactory(round=sheet.round, member=sheet.member),
        lambda sheet: Assessment.objects.filter(pk=sheet.pk).update(state="submitted"),
        lambda sheet: Assessment.objects.filter(pk=sheet.pk).update(submitted_at=timezone.now()),
        lambda sheet: RatingFactory(assessment=sheet),
        lambda sheet: Rating.objects.update(level=4),
        lambda sheet: Rating.objects.update(not_applicable=True),
        lambda sheet: Rating.objects.update(level=None),
    ],
    ids=[
        "round_code_is_unique_in_a_team",
        "round_closes_after_it_opens",
        "round_aims_at_a_day_after_it_opens",
        "member_has_one_sheet_per_role_in_a_round",
        "submitted_assessment_has_a_date",
        "draft_has_no_date",
        "skill_has_one_answer_of_each_person_in_a_sheet",
        "level_lies_between_0_and_3",
        "rating_is_scored_or_not_applicable_never_both",
        "row_without_an_answer_carries_a_comment",
    ],
)
def test_database_refuses(team, member, break_it):
    sheet = RatingFactory(assessment=AssessmentFactory(round__team=team, member=member)).assessment

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(sheet)


def test_closing_warns_of_a_sheet_with_few_answers(client, team, lead):
    rating = RatingFactory(assessment__round__team=team)
    client.force_login(lead)

    response = client.get(
        reverse("assessments:round_close", args=[team.slug, rating.assessment.round_id])
    )

    assert [row.sheet for row in response.context["few"]] == [rating.assessment]
    assert "With few answers." in response.content.decode()
