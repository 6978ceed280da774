"""Planned against committed against paid, year by year.

Committed is secured or spent money. Paid are the payments that were recorded, by their own day.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.budget_tables import BudgetTable, Selection, TableRow
from plans.models import Funding
from plans.overview import Amounts
from roles import formats
from roles.rounding import percent

COMMITTED = (Funding.Status.SECURED, Funding.Status.SPENT)


def progress_table(of: Selection, payments: Iterable[tuple[date, Decimal]]) -> BudgetTable:
    """`payments` are days and amounts of what is chosen; the last row is what is left to pay."""
    found, paid = of.found, {}
    for day, amount in payments:
        paid[day.year] = paid.get(day.year, Decimal(0)) + amount
    years = sorted({*found.by_year, *paid})
    committed = {
        year: sum((states.get(key, Decimal(0)) for key in COMMITTED), Decimal(0))
        for year, states in found.by_year_status.items()
    }
    all_committed = sum((found.by_status.get(key, Decimal(0)) for key in COMMITTED), Decimal(0))
    spent = sum(paid.values(), Decimal(0))
    write = Amounts(of.plan.team.currency, [found.total, all_committed, *paid.values()])

    def row(label, by_year, total):
        cells = [write.or_dash(by_year.get(year)) for year in years]
        return TableRow(label, cells, write(total), formats.percent(percent(total, found.total)))

    left = {
        year: found.by_year.get(year, Decimal(0)) - paid.get(year, Decimal(0)) for year in years
    }
    return BudgetTable(
        title=_("Planned, committed and paid"),
        head=_("Money"),
        columns=[formats.year(year) for year in years],
        rows=[
            row(_("Planned"), found.by_year, found.total),
            row(_("Committed: secured or spent"), committed, all_committed),
            row(_("Paid"), paid, spent),
        ],
        foot=row(_("Left to pay"), left, found.total - spent),
    )
