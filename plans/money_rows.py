"""The cost lines behind a number, one row for each line and funder."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.models import CostLine, Plan
from plans.money_filter import MoneyFilter
from plans.overview import Amounts


@dataclass(frozen=True)
class MoneyRow:
    """What one funder gives to one line, of what the filter lets through."""

    line: CostLine
    source: str
    status: str
    amount: str


@dataclass(frozen=True)
class MoneyRows:
    rows: list[MoneyRow]
    total: str


def money_rows(plan: Plan, chosen: MoneyFilter) -> MoneyRows:
    """Rows with an amount; a line of 0 stands too while nothing is filtered by year or person."""
    sums: dict[tuple, Decimal] = {}
    for part in chosen.parts:
        key = (part.line.key, part.funding.source, part.funding.status)
        sums[key] = sums.get(key, Decimal(0)) + part.amount
    narrowed = {"year", "member", "role"} & set(chosen.chosen)
    kept = {key: amount for key, amount in sums.items() if amount or not narrowed}
    total = sum(kept.values(), Decimal(0))
    write = Amounts(plan.team.currency, [total, *kept.values()])
    rows = [
        MoneyRow(chosen.money.lines[key], source or _("No funder yet"), status, write(amount))
        for (key, source, status), amount in kept.items()
    ]
    return MoneyRows(rows, write(total))
