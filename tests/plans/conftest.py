import datetime

import pytest
from django.utils import timezone

from tests.factories import (
    AssessmentFactory,
    FundingSourceFactory,
    MemberFactory,
    PlanFactory,
    RatingFactory,
    RoundFactory,
)


@pytest.fixture
def plan(team):
    return PlanFactory(team=team, title="Capacity-building plan 2027–2029")


@pytest.fixture
def ministry(plan):
    return FundingSourceFactory(plan=plan, name="Ministry budget", type="ministry_recurrent")


@pytest.fixture
def page(client, lead):
    """The lead's browser."""
    client.force_login(lead)
    return client


@pytest.fixture
def closed_round(team):
    return RoundFactory(
        team=team, title="Needs assessment 2026", closed=datetime.date(2026, 10, 30)
    )


@pytest.fixture
def counted_sheet(closed_round):
    """Makes a counted sheet of a member with these levels."""

    def make(levels, member=None, slug="operational-lead"):
        sheet = AssessmentFactory(
            round=closed_round,
            member=member or MemberFactory(team=closed_round.team),
            slug=slug,
            state="submitted",
            submitted_at=timezone.now(),
        )
        for code, level in levels.items():
            RatingFactory(assessment=sheet, code=code, level=level)
        return sheet

    return make
