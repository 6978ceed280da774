"""Planned against committed against paid: year by year, and quarter by quarter of one year.

Committed is secured or spent money. Paid are the payments that were recorded, by their own day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from plans.budget import Part, quarters_of
from plans.budget_tables import BudgetTable, Selection, TableRow
from plans.models import Activity, Spending
from plans.money_filter import COMMITTED, COMMITTED_STATES, quarter_name
from plans.overview import Amounts
from roles import formats
from roles.rounding import percent


def progress_table(of: Selection, payments: Sequence[Spending] | None) -> BudgetTable:
    """`payments` are those on what is chosen; the last row is what is left to pay.

    Money that was paid on an activity before it was cancelled is paid, but pays nothing that is
    planned. Where payments cannot be told (None), the last row is what is not committed yet.
    """
    found, paid = of.found, _by_year(payments or ())
    lost = _by_year(one for one in payments or () if _is_cancelled(one))
    years = sorted({*found.by_year, *paid})
    committed = {
        year: sum((states.get(key, Decimal(0)) for key in COMMITTED_STATES), Decimal(0))
        for year, states in found.by_year_status.items()
    }
    all_committed = sum((found.by_status.get(key, Decimal(0)) for key in COMMITTED_STATES), 0)
    write = Amounts(of.plan.team.currency, [found.total, all_committed, *paid.values()])

    def row(label, by_year, total, links=()):
        cells = [write.or_dash(by_year.get(year)) for year in years]
        share = formats.percent(percent(total, found.total))
        return TableRow(label, cells, write(total), share, links=list(links))

    def links(**more):
        return [*(of.link(year=year, **more) for year in years), of.link(**more)]

    def rest(label, taken, total_taken):
        left = {
            year: found.by_year.get(year, Decimal(0)) - taken.get(year, Decimal(0))
            for year in years
        }
        return row(label, left, found.total - total_taken)

    rows = [
        row(_("Planned"), found.by_year, found.total, links()),
        row(_("Committed: secured or spent"), committed, all_committed, links(status=COMMITTED)),
    ]
    foot, more = rest(_("Not committed yet"), committed, all_committed), []
    if payments is not None:
        all_paid, all_lost = sum(paid.values(), Decimal(0)), sum(lost.values(), Decimal(0))
        kept = {year: paid[year] - lost.get(year, Decimal(0)) for year in paid}
        rows.append(row(_("Paid"), paid, all_paid))
        foot = rest(_("Left to pay"), kept, all_paid - all_lost)
        more = [row(_("Of it paid on cancelled activities"), lost, all_lost)] if lost else []
    return BudgetTable(
        title=_("Planned, committed and paid"),
        head=_("Money"),
        columns=[formats.year(year) for year in years],
        rows=[*rows, *more],
        foot=foot,
    )


def _by_year(payments: Iterable[Spending]) -> dict[int, Decimal]:
    found = {}
    for one in payments:
        found[one.day.year] = found.get(one.day.year, Decimal(0)) + one.amount
    return found


def _is_cancelled(payment: Spending) -> bool:
    return payment.line.activity.status == Activity.Status.CANCELLED


@dataclass(frozen=True)
class Figure:
    """An amount, how long its bar is (percent of the longest), where its rows stand, and `until`:
    the sum from the first day of the year on."""

    label: str
    text: str
    bar: Decimal
    url: str
    until: str


@dataclass(frozen=True)
class QuarterRow:
    """Planned, committed and paid of one quarter."""

    label: str
    figures: list[Figure]


@dataclass(frozen=True)
class QuarterTable:
    """One year by quarter; `total` are planned, committed and paid of the year."""

    year: str
    heads: list[str]
    rows: list[QuarterRow]
    total: list[str]

    @property
    def labelled_total(self):
        return list(zip(self.heads, self.total, strict=True))


def quarter_table(
    of: Selection, year: int, parts: Sequence[Part], payments: Sequence[Spending] | None
) -> QuarterTable:
    """`parts` and `payments` are those of what is chosen, of every year; None: see above."""
    planned = _by_quarter([part for part in parts if part.year == year], of.decimals)
    sure = [part for part in parts if part.year == year and part.funding.status in COMMITTED_STATES]
    committed, paid = _by_quarter(sure, of.decimals), [0 * of.found.total] * 4
    for one in payments or ():
        if one.day.year == year:
            paid[(one.day.month - 1) // 3] += one.amount
    columns = (planned, committed, paid) if payments is not None else (planned, committed)
    write = Amounts(of.plan.team.currency, [amount for column in columns for amount in column])
    highest = max(max(column) for column in columns)
    heads = [_("Planned"), _("Committed"), _("Paid")][: len(columns)]

    def figure(quarter, head, column, url):
        bar = percent(column[quarter], highest) or Decimal(0)
        until = write(sum(column[: quarter + 1]))
        return Figure(head, write(column[quarter]), bar, url, until)

    rows = []
    for quarter in range(4):
        link = partial(of.link, year=str(year), quarter=str(quarter + 1))
        urls = (link(), link(status=COMMITTED), "#payments")[: len(columns)]
        cells = zip(heads, columns, urls, strict=True)
        figures = [figure(quarter, *cell) for cell in cells]
        rows.append(QuarterRow(quarter_name(quarter + 1), figures))
    return QuarterTable(formats.year(year), heads, rows, [write(sum(column)) for column in columns])


def _by_quarter(parts: Sequence[Part], decimals: int) -> list[Decimal]:
    split = [quarters_of(part, decimals) for part in parts]
    return [sum((one[quarter] for one in split), Decimal(0)) for quarter in range(4)]
