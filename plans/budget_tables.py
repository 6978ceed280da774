"""The budget as tables, ready for a page: rows with their totals, written in the team's currency.

Takes BudgetTotals; makes no queries. Every table adds up to the total of the plan: what has no
dates stands in a column of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.budget import BudgetTotals
from plans.models import CostLine, Funding, Plan
from plans.overview import STATUS_ORDER, Amounts
from roles import formats
from roles.rounding import percent


@dataclass(frozen=True)
class TableRow:
    """One row; `cells` stand under the years (and "no dates"), `share` is of the whole plan."""

    label: str
    cells: list[str]
    total: str
    share: str
    url: str = ""
    code: str = ""


@dataclass(frozen=True)
class BudgetTable:
    """`columns` are the years, then "No dates" when something has none."""

    title: str
    head: str
    columns: list[str]
    rows: list[TableRow]
    foot: TableRow

    @property
    def labelled_rows(self):
        """Rows whose cells carry their column's name, for the cards on a phone."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    @property
    def labelled_foot(self):
        return list(zip(self.columns, self.foot.cells, strict=True))


@dataclass(frozen=True)
class Indicator:
    """A figure on how well the plan would hold, with what it is made of."""

    label: str
    value: str
    hint: str


def by_year_and_category(plan: Plan, found: BudgetTotals, names: dict[str, str]) -> BudgetTable:
    """`names` maps category codes to names; rows stand in its order."""
    keys = [code for code in names if code in found.by_category]
    rows = ((code, names[code], code) for code in keys)
    sums = found.by_category
    return _table(
        plan, found, _("By year and cost category"), _("Cost category"), rows,
        found.by_year_category, sums,
    )  # fmt: skip


def by_year_and_source(plan: Plan, found: BudgetTotals) -> BudgetTable:
    """The largest funder first, nobody yet last."""
    keys = sorted(found.by_source, key=lambda key: (not key, -found.by_source[key]))
    rows = ((key, key or _("No funder yet"), "") for key in keys)
    table, sums = found.by_year_source, found.by_source
    return _table(plan, found, _("By year and funder"), _("Funder"), rows, table, sums)


def by_year_and_status(plan: Plan, found: BudgetTotals) -> BudgetTable:
    """Spent, secured, requested, unfunded."""
    rows = ((key, Funding.Status(key).label, "") for key in STATUS_ORDER if key in found.by_status)
    table, sums = found.by_year_status, found.by_status
    return _table(plan, found, _("By year and state"), _("State"), rows, table, sums)


def by_recurrence(plan: Plan, found: BudgetTotals) -> BudgetTable:
    """One-off against recurring, over all years."""
    rows = (
        (key, label, "") for key, label in CostLine.Recurrence.choices if key in found.by_recurrence
    )
    title, head = _("One-off and recurring"), _("Kind of cost")
    return _table(plan, found, title, head, rows, None, found.by_recurrence)


def _table(
    plan: Plan,
    found: BudgetTotals,
    title: str,
    head: str,
    keys: Iterable[tuple[str, str, str]],
    by_year: dict | None,
    sums: dict,
) -> BudgetTable:
    years = sorted(by_year or {})
    undated = by_year is not None and bool(found.undated)
    write = Amounts(plan.team.currency, _all_amounts(found, by_year, sums))

    def row(key, label, code):
        cells = [by_year[year][key] for year in years]
        rest = [sums[key] - sum(cells)] if undated else []
        url = _unfunded_url(plan) if key in ("", Funding.Status.UNFUNDED) else ""
        return _row(label, [*cells, *rest], sums[key], found.total, write, url, code)

    feet = [sum(by_year[year].values()) for year in years]
    foot_rest = [found.undated] if undated else []
    return BudgetTable(
        title=title,
        head=head,
        columns=[formats.year(year) for year in years] + ([_("No dates")] if undated else []),
        rows=[row(*key) for key in keys],
        foot=_row(_("Total"), [*feet, *foot_rest], found.total, found.total, write),
    )


def _row(
    label: str,
    cells: list[Decimal],
    total: Decimal,
    whole: Decimal,
    write: Amounts,
    url: str = "",
    code: str = "",
) -> TableRow:
    return TableRow(
        label=label,
        cells=[write.or_dash(cell) for cell in cells],
        total=write(total),
        share=formats.percent(percent(total, whole)),
        url=url,
        code=code,
    )


def _all_amounts(found: BudgetTotals, by_year: dict, sums: dict) -> Iterable[Decimal]:
    yield from (found.total, found.undated, *sums.values())
    for amounts in (by_year or {}).values():
        yield from amounts.values()


def _unfunded_url(plan: Plan) -> str:
    return reverse("plans:unfunded", args=[plan.team.slug])


def unfunded_shares(found: BudgetTotals) -> list[dict]:
    """Under the table by year and funder: the unfunded share of each column."""
    shares = [
        (
            formats.year(year),
            percent(by_status.get(Funding.Status.UNFUNDED, 0), sum(by_status.values())),
        )
        for year, by_status in found.by_year_status.items()
    ]
    if found.undated:
        dated = sum(
            by_status.get(Funding.Status.UNFUNDED, 0) for by_status in found.by_year_status.values()
        )
        rest = found.by_status.get(Funding.Status.UNFUNDED, 0) - dated
        shares.append((_("No dates"), percent(rest, found.undated)))
    shares.append((_("Total"), found.unfunded_percent))
    return [{"column": column, "text": formats.percent(share)} for column, share in shares]


def domestic_text(found: BudgetTotals) -> str:
    """How much of what comes back every year is on the ministry's own money."""
    if found.recurring_domestic_percent is None:
        return ""
    return _("%(share)s of the recurring cost is on domestic money.") % {
        "share": formats.percent(found.recurring_domestic_percent)
    }


def indicators(plan: Plan, found: BudgetTotals) -> list[Indicator]:
    """Would the plan hold if outside money ended? Source: guide section 4, product section 4."""
    recurring = found.by_recurrence.get(CostLine.Recurrence.RECURRING, Decimal(0))
    unfunded = found.by_status.get(Funding.Status.UNFUNDED, Decimal(0))
    money = _money_of(plan)
    return [
        Indicator(
            _("Recurring cost on domestic money"),
            formats.percent(found.recurring_domestic_percent),
            _("of %(amount)s recurring cost") % {"amount": money(recurring)},
        ),
        Indicator(
            _("Unfunded"),
            formats.percent(found.unfunded_percent),
            _("%(amount)s of %(total)s") % {"amount": money(unfunded), "total": money(found.total)},
        ),
        Indicator(
            _("Recurring share of all cost"),
            formats.percent(percent(recurring, found.total)),
            _("The rest is paid once."),
        ),
    ]


def _money_of(plan: Plan) -> Callable[[Decimal], str]:
    return lambda amount: formats.money_brief(amount, plan.team.currency)
