"""Each promise of the database, broken once."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans import models
from plans.models import ActivityGap, ChecklistAnswer, Emblem, Maturity, ShareLink
from roles.models import PrincipleQuestion, Skill
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    AssistanceDaysFactory,
    CompletedLearningFactory,
    CompletionFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    NeedFactory,
    PlanFactory,
    PlanVersionFactory,
    PriceItemFactory,
    SpendingFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 1, 1)


def gap(activity, **values):
    values = {"level": 0, "target": 2} | values
    skill = Skill.objects.get(code="OL-01")
    return ActivityGap.objects.create(
        activity=activity, assessment=AssessmentFactory(), skill=skill, **values
    )


def again(row):
    row.pk = None
    row.save(force_insert=True)


def answer(plan):
    question = PrincipleQuestion.objects.get(code="Q01")
    return ChecklistAnswer.objects.create(plan=plan, question=question, answer="yes")


APPROVED = {"state": "approved", "decided_at": timezone.now()}


def second(version):
    """Another version of the same plan in the same state."""
    version.number += 1
    again(version)


def link(**values):
    values = {"label": "Donor", "expires_on": DAY} | values
    return ShareLink.objects.create(plan=PlanFactory(), **values)


BREAKS = {
    "plan_lies_in_this_century": lambda: PlanFactory(start_year=1900, end_year=1901),
    "plan_covers_1_to_10_years": lambda: PlanFactory(start_year=2027, end_year=2037),
    "funding_source_is_named_once_in_a_plan": lambda: again(FundingSourceFactory()),
    "funding_source_has_a_name": lambda: FundingSourceFactory(name=""),
    "activity_code_is_unique_in_a_plan": lambda: again(ActivityFactory()),
    "activity_has_both_dates_or_none": lambda: ActivityFactory(end=None),
    "activity_ends_after_it_starts": lambda: ActivityFactory(
        start=DAY, end=DAY - datetime.timedelta(days=1)
    ),
    "completion_says_what_came_of_it": lambda: CompletionFactory(outcome=""),
    "maturity_lies_between_0_and_2": lambda: Maturity.objects.create(
        team=TeamFactory(), security=3
    ),
    "gap_is_linked_once_to_an_activity": lambda: again(gap(ActivityFactory())),
    "gap_lies_between_level_and_target": lambda: gap(ActivityFactory(), level=2, target=2),
    "quantity_is_not_negative": lambda: CostLineFactory(quantity=-1),
    "unit_cost_is_not_negative": lambda: CostLineFactory(unit_cost=-1),
    "share_of_funding_lies_between_0_and_100": lambda: FundingFactory(percent=101),
    "need_is_set_once_for_a_skill_of_a_member": lambda: again(NeedFactory()),
    "need_lies_between_0_and_2": lambda: NeedFactory(need=3),
    "learning_is_marked_once_for_a_member": lambda: again(CompletedLearningFactory()),
    "days_of_assistance_stand_once_for_a_year": lambda: again(AssistanceDaysFactory()),
    "days_of_assistance_fit_into_a_year": lambda: AssistanceDaysFactory(days=367),
    "price_is_named_once_in_a_plan": lambda: again(PriceItemFactory()),
    "price_has_a_name": lambda: PriceItemFactory(name=""),
    "price_is_not_negative": lambda: PriceItemFactory(unit_cost=-1),
    "price_rises_by_0_to_100_percent": lambda: PriceItemFactory(yearly_increase=101),
    "price_is_of_this_century": lambda: PriceItemFactory(base_year=1999),
    "contingency_is_0_to_50_percent": lambda: PlanFactory(contingency_percent=51),
    "second_currency_has_a_dated_rate": lambda: PlanFactory(second_currency="EUR"),
    "exchange_rate_is_above_0": lambda: PlanFactory(
        second_currency="EUR", second_rate=0, second_rate_day=DAY
    ),
    "cost_line_happens_at_least_once": lambda: CostLineFactory(frequency=0),
    "cost_rises_by_0_to_100_percent": lambda: CostLineFactory(yearly_increase=101),
    "cost_line_has_both_dates_or_none": lambda: CostLineFactory(start=DAY),
    "cost_line_ends_after_it_starts": lambda: CostLineFactory(
        start=DAY, end=DAY - datetime.timedelta(days=1)
    ),
    "funding_is_a_share_or_an_amount": lambda: FundingFactory(percent=50, amount=50),
    "amount_of_funding_is_above_0": lambda: FundingFactory(percent=None, amount=0),
    "payment_is_above_0": lambda: SpendingFactory(amount=0),
    "question_is_answered_once_in_a_plan": lambda: again(answer(PlanFactory())),
    "plan_has_one_version_of_a_number": lambda: again(PlanVersionFactory(**APPROVED)),
    "plan_has_one_version_that_waits": lambda: second(PlanVersionFactory()),
    "plan_has_one_approved_version": lambda: second(PlanVersionFactory(**APPROVED)),
    "version_that_waits_has_no_decision": lambda: PlanVersionFactory(decided_at=timezone.now()),
    "version_is_decided_by_a_second_person": lambda: PlanVersionFactory(
        **APPROVED, submitted_by=(lead := UserFactory()), decided_by=lead
    ),
    "returned_version_says_why": lambda: PlanVersionFactory(**APPROVED | {"state": "returned"}),
    "share_link_is_for_somebody": lambda: link(label=""),
    "opened_share_link_says_when": lambda: link(opens=1),
    "emblem_is_png_or_jpeg": lambda: Emblem.objects.create(
        team=PlanFactory().team, kind="image/gif", content=b""
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_constraint_holds(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[name]()


def test_every_constraint_of_the_app_is_broken_here():
    named = {
        constraint.name
        for model in vars(models).values()
        if isinstance(model, type) and getattr(model, "__module__", "").startswith("plans.models.")
        for constraint in getattr(getattr(model, "_meta", None), "constraints", [])
    }

    assert named == set(BREAKS)
