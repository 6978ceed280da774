from decimal import Decimal

import pytest

from plans.ledger import plan_totals
from plans.models import Activity, CostLine, Funding
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


def test_totals_of_an_empty_plan():
    found = plan_totals(PlanFactory())

    assert found.total == 0
    assert found.by_status == {}
    assert found.unfunded_percent is None


def test_totals_name_categories_sources_and_states():
    plan = PlanFactory()
    ministry = FundingSourceFactory(plan=plan, name="Ministry", type="ministry_recurrent")
    line = CostLineFactory(
        activity__plan=plan, recurrence=CostLine.Recurrence.RECURRING, quantity=3, unit_cost=100
    )
    FundingFactory(line=line, source=ministry, status=Funding.Status.SECURED, percent=60)
    FundingFactory(line=line, percent=40)

    found = plan_totals(plan)

    assert found.total == 300
    assert found.by_category == {"C3": 300}
    assert found.by_source == {"Ministry": 180, "": 120}
    assert found.by_status == {"secured": 180, "unfunded": 120}
    assert found.recurring_domestic_percent == Decimal("60.0")
    assert found.by_year == {2027: 300}


def test_totals_have_the_decimals_of_the_currency():
    plan = PlanFactory(team__currency="XAF")
    CostLineFactory(activity__plan=plan, quantity=1, unit_cost=Decimal("10.5"))

    found = plan_totals(plan)

    assert str(found.total) == "11"


def test_totals_leave_out_cancelled_activities():
    plan = PlanFactory()
    CostLineFactory(activity__plan=plan, activity__status=Activity.Status.CANCELLED)
    CostLineFactory(activity__plan=plan, unit_cost=50)

    found = plan_totals(plan)

    assert found.total == 50


def test_totals_leave_out_other_plans():
    CostLineFactory()

    assert plan_totals(PlanFactory()).total == 0


def test_totals_keep_their_number_of_queries(django_assert_num_queries):
    plan = PlanFactory()
    source = FundingSourceFactory(plan=plan)
    FundingFactory(line__activity=ActivityFactory(plan=plan), source=source)
    with django_assert_num_queries(2):
        plan_totals(plan)

    for _ in range(10):
        FundingFactory(
            line__activity=ActivityFactory(plan=plan), source=FundingSourceFactory(plan=plan)
        )

    with django_assert_num_queries(2):
        plan_totals(plan)
