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

from assessments.actions import close_round
from assessments.answer_actions import save_answers
from assessments.merging import Entered
from assessments.models import Assessment, Round
from roles.models import Role, Skill
from tests.factories import AssessmentFactory, MemberFactory, RatingFactory, TeamAccessFactory

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
