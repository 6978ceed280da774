"""The money of a plan: its cost lines, read from the database for plans/budget.py to add up.

    from plans.ledger import plan_totals
    totals = plan_totals(plan)      # plans.budget.BudgetTotals

`plan_totals` makes two queries whatever the size of the plan (one more when `plan.team` was not
loaded). Keys of `by_category` are category codes (C1 to C22), keys of `by_source` names of funding
sources with "" for none yet, keys of `by_status` and `by_recurrence` the values of the choices.
Amounts have the decimals of the team's currency. A cancelled activity costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy

from plans.budget import (
    NO_FUNDING,
    BudgetLine,
    BudgetTotals,
    FundingShare,
    Part,
    currency_decimals,
    funding_amounts,
    line_total,
    months_by_year,
    parts_of,
    totals_of,
)
from plans.models import Activity, CostLine, Funding, Plan, PriceItem
from plans.prices import price_over


def plan_totals(plan: Plan) -> BudgetTotals:
    """Add up the cost lines of a plan, without those of cancelled activities."""
    return plan_money(plan, cost_lines(plan)).totals


@dataclass(frozen=True)
class PlanMoney:
    """The money of a plan part by part, with the rows behind it by their keys."""

    lines: dict[int, CostLine]
    parts: list[Part]
    decimals: int

    @property
    def totals(self) -> BudgetTotals:
        return totals_of(self.parts, self.decimals)


def plan_money(plan: Plan, lines: Iterable[CostLine]) -> PlanMoney:
    """`lines` are those of `cost_lines`, with whatever else the caller loads of them."""
    decimals = currency_decimals(plan.team.currency)
    by_key = {line.pk: line for line in lines}
    parts = [
        part for line in by_key.values() for part in parts_of(budget_line(line, decimals), decimals)
    ]
    return PlanMoney(by_key, parts, decimals)


def cost_lines(plan: Plan):
    """The lines that count, in the plan's order, with everything that adding up needs."""
    return (
        CostLine.objects.filter(activity__plan=plan)
        .exclude(activity__status=Activity.Status.CANCELLED)
        .select_related("activity", "category")
        .prefetch_related(Prefetch("fundings", Funding.objects.select_related("source")))
        .order_by("activity__pk", "pk")
    )


def counted_lines(activity: Activity) -> Iterable[CostLine]:
    """The activity's prefetched lines; none when it was cancelled."""
    if activity.status == Activity.Status.CANCELLED:
        return []
    return activity.cost_lines.all()


def line_amount(line: CostLine, decimals: int) -> Decimal:
    """Quantity × frequency × unit cost with the currency's decimals."""
    return line_total(line.quantity, line.unit_cost, decimals, line.frequency)


def parts_make(line: CostLine, total: Decimal) -> bool:
    """Whether what is entered as amounts by funder or by year, if anything, makes this total."""
    by_funder = [one.amount for one in line.fundings.all() if one.amount is not None]
    by_year = list(line.own_years.values())
    return all(not parts or sum(parts, Decimal(0)) == total for parts in (by_funder, by_year))


PARTS_ARE_AMOUNTS = gettext_lazy(
    "Its parts are entered as amounts. Open the line to change what it costs."
)


def line_price(price: PriceItem, start: date | None, end: date | None) -> Decimal:
    """The mean price over the months of a line; without days that of the plan's first year."""
    months = months_by_year(start, end or start) if start else {price.plan.start_year: 1}
    decimals = currency_decimals(price.plan.team.currency)
    return price_over(months, price.unit_cost, price.yearly_increase, price.base_year, decimals)


def budget_line(line: CostLine, decimals: int) -> BudgetLine:
    """One row as the calculations read it; needs activity, category and fundings__source."""
    return BudgetLine(
        activity=line.activity.code,
        category=line.category.code,
        recurrence=line.recurrence,
        total=line_amount(line, decimals),
        start=line.start or line.activity.start,
        end=line.end or line.activity.end,
        fundings=tuple(funding_share(funding) for funding in line.fundings.all()) or (NO_FUNDING,),
        years=line.own_years,
        yearly_increase=line.yearly_increase,
        key=line.pk,
    )


def funding_share(funding: Funding) -> FundingShare:
    """Who pays which part, as the calculations read it."""
    source = funding.source
    return FundingShare(
        source=source.name if source else "",
        source_type=source.type if source else None,
        status=funding.status,
        percent=funding.percent,
        amount=funding.amount,
    )


@dataclass(frozen=True)
class UnfundedLine:
    """What of a cost line nobody pays yet."""

    line: CostLine
    amount: Decimal


def unfunded_lines(plan: Plan) -> list[UnfundedLine]:
    """The lines with an unfunded amount above 0, in the plan's order."""
    decimals = currency_decimals(plan.team.currency)
    found = []
    for line in _with_people(cost_lines(plan)):
        amount = _unfunded_amount(budget_line(line, decimals), decimals)
        if amount:
            found.append(UnfundedLine(line, amount))
    return found


def _with_people(lines):
    """With what a case for money is made of."""
    return lines.select_related("activity__case").prefetch_related(
        "activity__participants", "activity__skills"
    )


def _unfunded_amount(line: BudgetLine, decimals: int) -> Decimal:
    amounts = funding_amounts(line, decimals)
    return sum(
        (
            amount
            for share, amount in zip(line.fundings, amounts, strict=True)
            if share.status == Funding.Status.UNFUNDED
        ),
        Decimal(0),
    )
