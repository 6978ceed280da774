"""The states of a sheet: each step once, with who, when and why."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions import close_round, reopen_sheet, return_sheet, submit_sheet
from assessments.models import Assessment, AssessmentStep, Round
from assessments.step_pages import state_of
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def sheet(team, member, assessor):
    sheet = AssessmentFactory(round__team=team, member=member)
    sheet.round.assessors.add(assessor)
    RatingFactory(assessment=sheet, level=2)
    return sheet


def url(name, sheet):
    return reverse(f"assessments:{name}", kwargs={"slug": sheet.round.team.slug, "pk": sheet.pk})


def steps(sheet):
    return [(step.step, step.by, step.note) for step in sheet.steps.all()]


def test_each_step_says_who_did_it_and_why(sheet, member, assessor):
    submit_sheet(assessment=sheet, by=member.user)
    return_sheet(assessment=sheet, by=assessor, question="Since when?")
    submit_sheet(assessment=sheet, by=member.user)
    reopen_sheet(assessment=sheet, by=assessor, reason="A slip")
    close_round(round=sheet.round, by=assessor, today=TODAY)

    assert steps(sheet) == [
        ("submitted", member.user, ""),
        ("returned", assessor, "Since when?"),
        ("submitted", member.user, ""),
        ("reopened", assessor, "A slip"),
        ("submitted", assessor, ""),
        ("closed", assessor, ""),
    ]


def test_step_is_taken_once_also_by_two_people(sheet, member, assessor):
    taken = [
        submit_sheet(assessment=sheet, by=member.user),
        submit_sheet(assessment=sheet, by=assessor),
        return_sheet(assessment=sheet, by=assessor, question="Since when?"),
        return_sheet(assessment=sheet, by=assessor, question="And why?"),
        reopen_sheet(assessment=sheet, by=assessor, reason="It is open already"),
    ]

    assert taken == [True, False, True, False, False]
    assert sheet.steps.count() == 2


def test_returned_sheet_takes_answers_and_shows_the_question(client, sheet, member, assessor):
    submit_sheet(assessment=sheet, by=member.user)
    client.force_login(assessor)
    client.post(url("sheet_return", sheet), {"question": "Since when do you do this?"})
    client.force_login(member.user)

    page = client.get(url("sheet", sheet)).content.decode()
    client.post(url("sheet", sheet), {"OL-02": "1"})
    client.post(url("sheet_submit", sheet))

    assert "Since when do you do this?" in page
    assert sheet.ratings.filter(skill__code="OL-02", level=1).exists()
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


@pytest.mark.parametrize(
    ("name", "field", "message"),
    [
        ("sheet_return", "question", "Write the question"),
        ("sheet_reopen", "reason", "Say in a few words why"),
    ],
)
def test_step_back_without_a_reason_is_asked_for_it(client, sheet, assessor, name, field, message):
    submit_sheet(assessment=sheet, by=assessor)
    client.force_login(assessor)

    page = client.post(url(name, sheet), {field: " "})

    assert message in page.content.decode()
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


def test_step_back_without_a_reason_is_refused_by_the_database(sheet):
    with pytest.raises(IntegrityError, match="step_back_says_why"), transaction.atomic():
        AssessmentStep.objects.create(assessment=sheet, step="reopened")


def test_round_is_not_its_own_reference(team):
    round_ = RoundFactory(team=team)

    with pytest.raises(IntegrityError, match="round_is_not_its_own_reference"):
        with transaction.atomic():
            Round.objects.filter(pk=round_.pk).update(reference=round_)


def test_confirmed_answer_is_an_answer(sheet):
    with pytest.raises(IntegrityError, match="confirmed_answer_is_an_answer"):
        with transaction.atomic():
            RatingFactory(
                assessment=sheet,
                code="OL-02",
                level=None,
                comment="Only words",
                confirmed_from=sheet.round,
            )


@pytest.mark.parametrize("state", ["returned", "agreed"])
def test_date_of_handing_in_belongs_to_the_state(sheet, state):
    at = timezone.now() if state == "returned" else None

    with pytest.raises(IntegrityError, match="submitted_assessment_has_a_date"):
        with transaction.atomic():
            Assessment.objects.filter(pk=sheet.pk).update(state=state, submitted_at=at)


def test_agreed_sheet_counts_like_one_that_was_handed_in(sheet):
    close_round(round=sheet.round, by=None, today=TODAY)
    Assessment.objects.filter(pk=sheet.pk).update(state="agreed")

    assert list(Assessment.objects.counted()) == [sheet]


def test_returned_sheet_is_handed_in_when_its_round_closes(sheet, assessor):
    submit_sheet(assessment=sheet, by=assessor)
    return_sheet(assessment=sheet, by=assessor, question="Since when?")

    close_round(round=sheet.round, by=assessor, today=TODAY)

    sheet.refresh_from_db()
    assert sheet.state == "submitted"


@pytest.mark.parametrize(
    ("state", "answered", "is_open", "label"),
    [
        ("draft", 0, True, "Not yet started"),
        ("draft", 1, True, "In progress"),
        ("returned", 1, True, "Returned with a question"),
        ("submitted", 1, True, "Handed in"),
        ("agreed", 1, True, "Agreed"),
        ("submitted", 1, False, "Closed, handed in"),
        ("agreed", 1, False, "Closed, agreed"),
        ("draft", 0, False, "Closed, without an answer"),
    ],
)
def test_state_in_words(state, answered, is_open, label):
    assert state_of(Assessment(state=state), answered, is_open).label == label


def test_second_press_says_that_it_is_handed_in_and_not_that_it_failed(client, sheet, member):
    client.force_login(member.user)

    client.post(url("sheet_submit", sheet))
    page = client.post(url("sheet_submit", sheet), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Handed in. It can be reopened while the round is open.",
        "The sheet is handed in already.",
    ]
