"""What moved between two rounds, after what, at what cost, and who is told."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.effects import Effect, Move, Work, WorkEffect, between, by_work, effects
from roles.models import Skill
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CostLineFactory,
    MemberFactory,
    RatingFactory,
    RoundFactory,
)

FIRST, SECOND = datetime.date(2025, 10, 1), datetime.date(2026, 10, 1)
MIDDLE = datetime.date(2026, 3, 1)
ROSE, STAYED = Move("Ana", "IT-01", 0, 2), Move("Ben", "IT-01", 1, 1)


def work(cost="100", people=("Ana", "Ben", "Cy"), skills=("IT-01",), done_on=MIDDLE):
    return Work("A-01", people, skills, done_on, Decimal(cost))


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (FIRST, False),
        (FIRST + datetime.timedelta(days=1), True),
        (SECOND, True),
        (SECOND + datetime.timedelta(days=1), False),
    ],
)
def test_work_counts_from_the_day_after_the_first_round_to_that_of_the_second(day, counts):
    assert bool(between([work(done_on=day)], FIRST, SECOND)) is counts


def test_cost_is_shared_to_the_cent_among_people_and_skills():
    moves = [Move(person, "IT-01", 0, 1) for person in ("Ana", "Ben", "Cy")]

    found = effects(moves, [work()], 2)

    assert sum(one.cost for one in found) == Decimal("100")
    assert found[0].cost == Decimal("33.33")


def test_move_without_work_is_told_apart():
    other = Move("Ana", "IT-02", 0, 1)

    assert effects([other], [work()], 2) == [Effect(other, (), Decimal(0))]


def test_work_says_what_rose_and_at_what_part_of_the_cost():
    (found,) = by_work([ROSE, STAYED], [work("90")], 2)

    assert found == WorkEffect("A-01", 1, 1, 0, Decimal(90), Decimal(30))


def test_work_for_nobody_has_no_effect():
    (found,) = by_work([ROSE], [work(people=())], 2)

    assert (found.up, found.cost_of_risen) == (0, 0)


@pytest.fixture
def rounds(team):
    first = RoundFactory(team=team, opened=FIRST, closed=FIRST, baseline=True)
    return first, RoundFactory(team=team, opened=SECOND, closed=SECOND)


def assessed(rounds, member, *levels):
    for one, level in zip(rounds, levels, strict=True):
        sheet = AssessmentFactory(
            round=one, member=member, state="submitted", submitted_at=timezone.now()
        )
        RatingFactory(assessment=sheet, code="OL-01", level=level)


@pytest.fixture
def trained(plan):
    activity = ActivityFactory(plan=plan, status="done", start=MIDDLE, end=MIDDLE)
    activity.skills.add(Skill.objects.get(code="OL-01"))
    CostLineFactory(activity=activity, unit_cost=900)
    return activity


def report(client, team):
    return client.get(reverse("plans:effects", args=[team.slug]))


@pytest.mark.django_db
def test_lead_reads_who_moved_after_what(page, team, rounds, trained):
    ana = MemberFactory(team=team)
    trained.participants.add(ana)
    assessed(rounds, ana, 0, 2)

    context = report(page, team).context

    (row,) = context["rows"]
    assert (row["member"], row["activities"], row["cost"]) == (ana, [trained], "900")
    assert context["by_activity"][0]["effect"].up == 1


@pytest.mark.django_db
def test_viewer_is_not_told_how_the_level_of_the_one_who_took_part_moved(
    client, viewer, team, rounds, trained
):
    """Totals of five who took part and of six differ by the sixth, whom the plan names."""
    members = MemberFactory.create_batch(11, team=team)
    for member, last in zip(members, [2, *[1] * 10], strict=True):
        assessed(rounds, member, 0, last)
    client.force_login(viewer)
    trained.participants.set(members[:6])

    response = report(client, team)

    assert response.context["rows"] == []
    assert "by_activity" not in response.context and "totals" not in response.context
    assert members[0].name not in response.text


@pytest.mark.django_db
def test_report_keeps_its_queries(
    page, team, rounds, trained, django_assert_num_queries, django_assert_max_num_queries
):
    assessed(rounds, MemberFactory(team=team), 0, 1)
    with django_assert_max_num_queries(19) as before:
        report(page, team)
    count = len(before)
    for member in MemberFactory.create_batch(4, team=team):
        assessed(rounds, member, 0, 1)
        trained.participants.add(member)

    with django_assert_num_queries(count):
        report(page, team)


@pytest.mark.django_db
def test_what_was_done_on_no_known_day_is_left_out_and_said(page, team, plan, rounds):
    ActivityFactory(plan=plan, code="A-07", status="done", start=None, end=None)

    response = report(page, team)

    assert response.context["by_activity"] == []
    assert "nobody said on which day they were done" in response.text and "A-07" in response.text
