"""The budget as tables, ready for a page: rows with their totals, written in the team's currency.

Takes BudgetTotals; makes no queries. Every table adds up to the total of the plan: what has no
dates stands in a column of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.budget import (
    BudgetTotals,
    contingency,
    converted,
    currency_decimals,
    grouped,
    proportional,
)
from plans.models import CostLine, Funding, Plan
from plans.money_filter import NONE, rows_url
from plans.overview import STATUS_ORDER, Amounts
from roles import formats
from roles.rounding import percent


@dataclass(frozen=True)
class TableRow:
    """One row; `cells` stand under the years (and "no dates"), `share` is of the whole plan.

    `links` lead from each cell and at last from the total to the rows behind it.
    """

    label: str
    cells: list[str]
    total: str
    share: str
    url: str = ""
    code: str = ""
    links: list[str] = field(default_factory=list)

    @property
    def total_link(self):
        return self.links[-1] if self.links else ""


@dataclass(frozen=True)
class BudgetTable:
    """`columns` are the years, then "No dates" when something has none."""

    title: str
    head: str
    columns: list[str]
    rows: list[TableRow]
    foot: TableRow
    more_feet: list[TableRow] = field(default_factory=list)

    @property
    def labelled_rows(self):
        """Rows whose cells carry their column's name, for the cards on a phone."""
        return [(row, self._labelled(row)) for row in self.rows]

    @property
    def labelled_foot(self):
        return self._labelled(self.foot)

    @property
    def labelled_more(self):
        return [(row, self._labelled(row)) for row in self.more_feet]

    def _labelled(self, row):
        links = row.links[:-1] or [""] * len(self.columns)
        return list(zip(self.columns, row.cells, links, strict=True))


@dataclass(frozen=True)
class Selection:
    """What is added up: the whole plan, or what the address of the page has chosen of it."""

    plan: Plan
    found: BudgetTotals
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def decimals(self) -> int:
        return currency_decimals(self.plan.team.currency)

    def link(self, **more) -> str:
        return rows_url(self.plan, **self.chosen | more)


@dataclass(frozen=True)
class Keys:
    """The rows of a table: what each stands for, its name and code, and the word in addresses."""

    word: str
    rows: list[tuple[str, str, str]]


def by_year_and_category(of: Selection, names: dict[str, str]) -> BudgetTable:
    """`names` maps category codes to names; rows stand in its order."""
    keys = [(code, names[code], code) for code in names if code in of.found.by_category]
    table, sums = of.found.by_year_category, of.found.by_category
    title, head = _("By year and cost category"), _("Cost category")
    return budget_table(of, title, head, Keys("category", keys), table, sums)


def by_year_and_source(of: Selection) -> BudgetTable:
    """The largest funder first, nobody yet last."""
    found = of.found
    names = sorted(found.by_source, key=lambda key: (not key, -found.by_source[key]))
    keys = Keys("source", [(name, name or _("No funder yet"), "") for name in names])
    title, head = _("By year and funder"), _("Funder")
    return budget_table(of, title, head, keys, found.by_year_source, found.by_source)


def by_year_and_status(of: Selection) -> BudgetTable:
    """Spent, secured, requested, unfunded."""
    found = of.found
    keys = [(key, Funding.Status(key).label, "") for key in STATUS_ORDER if key in found.by_status]
    title, head = _("By year and state"), _("State")
    return budget_table(
        of, title, head, Keys("status", keys), found.by_year_status, found.by_status
    )


def by_recurrence(of: Selection) -> BudgetTable:
    """One-off against recurring, over all years."""
    sums = of.found.by_recurrence
    keys = [(key, label, "") for key, label in CostLine.Recurrence.choices if key in sums]
    title, head = _("One-off and recurring"), _("Kind of cost")
    return budget_table(of, title, head, Keys("recurrence", keys), None, sums)


def by_group(of: Selection, title: str, head: str, keys: Keys, pairs) -> BudgetTable:
    """By whatever each part belongs to: `pairs` of a key and its part."""
    by_year, sums = grouped(pairs, of.decimals)
    known = Keys(keys.word, [row for row in keys.rows if row[0] in sums])
    return budget_table(of, title, head, known, by_year, sums)


def budget_table(
    of: Selection,
    title: str,
    head: str,
    keys: Keys,
    by_year: dict | None,
    sums: dict,
) -> BudgetTable:
    """Rows under the years, what has no dates, and the total; every number leads to its rows."""
    years = sorted(by_year or {})
    undated = by_year is not None and bool(of.found.undated)
    write = Amounts(of.plan.team.currency, _all_amounts(of.found, by_year, sums))
    columns = [*map(str, years), *([NONE] if undated else [])]

    def row(key, label, code):
        cells = [by_year[year][key] for year in years]
        rest = [sums[key] - sum(cells)] if undated else []
        word = key or NONE
        links = [of.link(**{"year": year, keys.word: word}) for year in columns]
        links.append(of.link(**{keys.word: word}))
        url = _unfunded_url(of.plan) if key in ("", Funding.Status.UNFUNDED) else ""
        return _row(label, [*cells, *rest], sums[key], of.found.total, write, url, code, links)

    feet = [sum(by_year[year].values()) for year in years]
    feet += [of.found.undated] if undated else []
    links = [*(of.link(year=year) for year in columns), of.link()]
    return BudgetTable(
        title=title,
        head=head,
        columns=[formats.year(year) for year in years] + ([_("No dates")] if undated else []),
        rows=[row(*key) for key in keys.rows],
        foot=_row(_("Total"), feet, of.found.total, of.found.total, write, links=links),
        more_feet=more_feet(of, feet),
    )


def more_feet(of: Selection, columns: list[Decimal]) -> list[TableRow]:
    """Below the total: the contingency of the whole plan, and the sum in the second currency."""
    plan, feet, total = of.plan, [], of.found.total
    if plan.contingency_percent and not of.chosen and total:
        buffer = contingency(of.found, plan.contingency_percent, of.decimals)
        parts = proportional(buffer.amount, columns, of.decimals) if columns else []
        sums = [column + part for column, part in zip(columns, parts, strict=True)]
        write = Amounts(plan.team.currency, [*parts, *sums, buffer.amount, buffer.total])
        label = _("Contingency, %(share)s") % {"share": formats.exact_percent(buffer.percent)}
        feet.append(_foot(label, parts, buffer.amount, write))
        feet.append(_foot(_("Total with contingency"), sums, buffer.total, write))
        columns, total = sums, buffer.total
    if plan.second_currency:
        feet.append(_second_foot(plan, columns, total))
    return feet


def _second_foot(plan: Plan, columns: list[Decimal], total: Decimal) -> TableRow:
    decimals = currency_decimals(plan.second_currency)
    parts = converted(columns, plan.second_rate, decimals)
    whole = sum(parts) if columns else converted([total], plan.second_rate, decimals)[0]
    write = Amounts(plan.second_currency, [*parts, whole])
    return _foot(_("In %(currency)s") % {"currency": plan.second_currency}, parts, whole, write)


def _foot(label: str, cells: list[Decimal], total: Decimal, write: Amounts) -> TableRow:
    return TableRow(label, [write.or_dash(cell) for cell in cells], write(total), "")


def _row(
    label: str,
    cells: list[Decimal],
    total: Decimal,
    whole: Decimal,
    write: Amounts,
    url: str = "",
    code: str = "",
    links: list[str] | None = None,
) -> TableRow:
    return TableRow(
        label=label,
        cells=[write.or_dash(cell) for cell in cells],
        total=write(total),
        share=formats.percent(percent(total, whole)),
        url=url,
        code=code,
        links=links or [],
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
