"""Whoever writes in an open round waits for whoever closes it, and the other way round.

PostgreSQL only: SQLite lets one connection write at a time.
"""

import datetime
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import Frozen, close_round, reopen_sheet, return_sheet, submit_sheet
from assessments.agree_actions import agree_sheet
from assessments.answer_actions import save_answers
from assessments.merging import Entered
from assessments.models import Assessment, Round
from assessments.repeating import confirm_unchanged
from roles.models import Role, Skill
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    RatingFactory,
    RoundFactory,
    TeamAccessFactory,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),  # two connections share committed rows only
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]
TODAY = datetime.date(2026, 11, 22)
MOMENT = 0.5  # seconds: long enough to run into a lock


@pytest.fixture
def sheet(transactional_db):
    """A draft with one answer, in an open round. The test before has emptied the database."""
    if not Skill.objects.exists():
        call_command("load_catalogue", verbosity=0)
    return RatingFactory(assessment=AssessmentFactory(), level=2).assessment


@pytest.fixture
def client(sheet):
    client = Client()
    client.force_login(TeamAccessFactory(team=sheet.round.team).user)
    return client


class Beside(Thread):
    """Work on a connection of its own."""

    def __init__(self, work):
        super().__init__()
        self.work, self.result = work, None
        self.start()
        self.join(MOMENT)
        self.waited = self.is_alive()

    def run(self):
        try:
            self.result = self.work()
        finally:
            connection.close()

    def finish(self):
        self.join(20)
        assert not self.is_alive()
        return self.result


def beside(action, work):
    """Does `work` while `action` is not yet committed: whether it waited, and what came of it."""
    with transaction.atomic():
        action()
        thread = Beside(work)
    return thread.waited, thread.finish()


def post(client, name, row, data=None):
    slug = (row if isinstance(row, Round) else row.round).team.slug
    address = reverse(f"assessments:{name}", kwargs={"slug": slug, "pk": row.pk})
    return lambda: client.post(address, data or {})


REASON = {"reason": "One more answer"}


def close(sheet):
    return lambda: close_round(round=Round.objects.get(pk=sheet.round_id), by=None, today=TODAY)


def save(sheet):
    answers = {Skill.objects.get(code="OL-02"): Entered("3", "", None)}
    return lambda: save_answers(assessment=sheet, whose="self", answers=answers, by=None)


def hand_in(sheet):
    Assessment.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now())


def states(sheet):
    sheet = Assessment.objects.select_related("round").get(pk=sheet.pk)
    return sheet.round.closed, sheet.state


def test_sheet_is_not_reopened_while_its_round_is_being_closed(sheet, client):
    hand_in(sheet)

    waited, _response = beside(close(sheet), post(client, "sheet_reopen", sheet, REASON))

    assert waited
    assert states(sheet) == (TODAY, "submitted")


def test_sheet_reopened_before_the_round_is_closed_is_handed_in_by_closing(sheet, client):
    hand_in(sheet)

    waited, closed = beside(post(client, "sheet_reopen", sheet, REASON), close(sheet))

    assert (waited, closed) == (True, True)
    assert states(sheet) == (TODAY, "submitted")


def test_sheet_is_not_added_while_its_round_is_being_closed(sheet, client):
    section = Role.objects.get(slug="data-scientist")
    data = {"member": MemberFactory(team=sheet.round.team).pk, "section": section.pk}

    waited, response = beside(close(sheet), post(client, "sheets_add", sheet.round, data))

    assert (waited, response.status_code) == (True, 403)
    assert sheet.round.assessments.count() == 1


def test_answers_that_come_while_the_round_is_being_closed_are_refused(sheet, client):
    waited, response = beside(close(sheet), post(client, "sheet", sheet, {"OL-02": "3"}))

    assert (waited, response.status_code) == (True, 409)
    assert sheet.ratings.count() == 1


def test_sheet_is_handed_in_after_the_answers_that_are_being_saved(sheet, client):
    waited, _response = beside(save(sheet), post(client, "sheet_submit", sheet))

    assert waited
    assert states(sheet) == (None, "submitted")


def test_answers_that_come_while_the_sheet_is_being_handed_in_are_refused(sheet, client):
    waited, response = beside(
        post(client, "sheet_submit", sheet), post(client, "sheet", sheet, {"OL-02": "3"})
    )

    assert (waited, response.status_code) == (True, 409)
    assert sheet.ratings.count() == 1


def test_round_that_is_being_changed_is_closed_afterwards_and_stays_closed(sheet, client):
    """The other one closes between the check of the form and its saving."""
    closing = []

    def close_before_saving(execute, sql, *args):
        if sql.startswith('UPDATE "assessments_round"') and '"title"' in sql:
            closing.append(Beside(close(sheet)))
        return execute(sql, *args)

    data = {"title": "Changed", "mode": "self", "opened": "2026-10-05"}
    with connection.execute_wrapper(close_before_saving):
        post(client, "round_edit", sheet.round, data)()

    assert (closing[0].waited, closing[0].finish()) == (True, True)
    assert states(sheet) == (TODAY, "submitted")
    assert Round.objects.get(pk=sheet.round_id).title == "Changed"


def agree(sheet):
    levels = {Skill.objects.get(code="OL-01"): ("3", "")}
    return lambda: agree_sheet(assessment=sheet, by=None, levels=levels)


def submit(sheet):
    return lambda: submit_sheet(assessment=sheet, by=None)


def give_back(sheet):
    return lambda: return_sheet(assessment=sheet, by=None, question="Since when?")


def reopen(sheet):
    return lambda: reopen_sheet(assessment=sheet, by=None, reason="A slip")


@pytest.mark.parametrize(
    ("first", "second", "handed_in", "taken", "state"),
    [
        (submit, submit, False, False, "submitted"),
        (agree, agree, True, False, "agreed"),
        (give_back, give_back, True, False, "returned"),
        (reopen, reopen, True, False, "draft"),
        (close, close, False, False, "submitted"),
        (agree, give_back, True, False, "agreed"),
        (give_back, agree, True, False, "returned"),
        (give_back, reopen, True, False, "returned"),
        (reopen, give_back, True, False, "draft"),
        (submit, agree, False, True, "agreed"),
        (agree, submit, True, False, "agreed"),
        (agree, close, True, True, "agreed"),
        (close, agree, True, False, "submitted"),
        (close, give_back, True, False, "submitted"),
    ],
)
def test_of_two_who_press_at_the_same_time_the_second_sees_the_first(
    sheet, first, second, handed_in, taken, state
):
    """A step is taken, and written down, once; a later one only where it follows from the first."""
    if handed_in:
        hand_in(sheet)

    waited, result = beside(first(sheet), second(sheet))

    assert (waited, result) == (True, taken)
    assert states(sheet)[1] == state
    if first == second:
        assert sheet.steps.count() == (2 if first == close else 1)


@pytest.fixture
def follow_up(sheet):
    """A sheet of a follow-up round, with the one skill of the reference round still to confirm."""
    hand_in(sheet)
    close(sheet)()
    later = RoundFactory(team=sheet.round.team, opened=TODAY, reference=sheet.round)
    return AssessmentFactory(round=later, member=sheet.member, section=sheet.section)


def confirm(sheet):
    return lambda: confirm_unchanged(assessment=sheet, whose="self", by=None)


def test_level_that_is_confirmed_twice_at_the_same_time_stands_once(follow_up):
    waited, _number = beside(confirm(follow_up), confirm(follow_up))

    assert waited
    assert follow_up.ratings.get().confirmed_from_id == follow_up.round.reference_id


def test_answer_of_another_device_is_not_confirmed_away(follow_up):
    answers = {Skill.objects.get(code="OL-01"): Entered("0", "", None)}

    def save():
        save_answers(assessment=follow_up, whose="self", answers=answers, by=None)

    waited, number = beside(save, confirm(follow_up))

    rating = follow_up.ratings.get()
    assert (waited, number) == (True, 0)
    assert (rating.level, rating.confirmed_from) == (0, None)


def test_sheet_that_is_being_handed_in_takes_no_confirmation(follow_up):
    RatingFactory(assessment=follow_up, code="OL-02", level=1)

    def confirm_late():
        with pytest.raises(Frozen):
            confirm(follow_up)()
        return "refused"

    assert beside(submit(follow_up), confirm_late) == (True, "refused")
    assert follow_up.ratings.count() == 1
