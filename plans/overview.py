"""What the page of a plan shows: activities on a timeline, who pays, the budget by year.

Takes activities with everything prefetched (`ActivityQuerySet.for_plan`) and makes no queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.budget import BudgetTotals, contingency, currency_decimals, funding_amounts
from plans.ledger import budget_line, counted_lines
from plans.models import Activity, CostLine, Funding, Plan
from plans.second_currency import second_text
from roles import formats
from roles.rounding import percent

# The order of segments in every bar of money; the last is the least sure.
STATUS_ORDER = ("spent", "secured", "requested", "unfunded")
STAFF_TIME = "staff"


class Amounts:
    """Writes amounts of one table: without decimals only when none of them has any."""

    def __init__(self, currency: str, amounts: Iterable[Decimal]):
        self.currency = currency
        self.whole = all(amount == amount.to_integral_value() for amount in amounts)

    def __call__(self, amount: Decimal | None) -> str:
        if amount is None:
            return formats.NOTHING
        return formats.number(amount) if self.whole else formats.amount(amount, self.currency)

    def or_dash(self, amount: Decimal | None) -> str:
        """In a table by year, nothing is a dash."""
        return self(amount) if amount else formats.NOTHING


@dataclass(frozen=True)
class Payment:
    """What one source gives to an activity, in one state. `source` is "" for nobody yet."""

    status: str
    source: str
    amount: Decimal

    @property
    def source_name(self) -> str:
        return self.source or _("No funder yet")


@dataclass(frozen=True)
class ActivityRow:
    """One activity as a row of the plan. Quarters count from 0; None: no dates in these years."""

    activity: Activity
    people: str
    skills: str
    dates: str
    first: int | None
    last: int | None
    quarters: int
    pattern: str
    amount: Decimal
    amount_text: str
    recurring: bool
    payments: list[Payment]

    @property
    def is_staff_time(self) -> bool:
        return not self.amount

    @property
    def state(self) -> str:
        """The status in words; "" while it is only planned, as most are."""
        if self.activity.status == Activity.Status.PLANNED:
            return ""
        return self.activity.get_status_display()

    @property
    def for_whom(self) -> str:
        return " · ".join(text for text in (self.people, self.skills) if text)


@dataclass(frozen=True)
class Part:
    """One segment of a bar of money, and the figure above it."""

    key: str
    label: str
    amount: str
    percent: Decimal
    hint: str = ""
    url: str = ""


@dataclass(frozen=True)
class YearBar:
    """The money of one year; `scale` is percent of the width of the dearest year."""

    year: int
    amount: str
    parts: list[Part]
    scale: Decimal
    text: str


def activity_rows(plan: Plan, activities: list[Activity], decimals: int) -> list[ActivityRow]:
    """The activities in the plan's order."""
    paid = {activity.pk: payments(activity, decimals) for activity in activities}
    sums = {pk: sum((p.amount for p in found), Decimal(0)) for pk, found in paid.items()}
    write = Amounts(plan.team.currency, sums.values())
    return [
        _row(plan, activity, paid[activity.pk], write, sums[activity.pk]) for activity in activities
    ]


def _row(
    plan: Plan, activity: Activity, paid: list[Payment], write: Amounts, amount: Decimal
) -> ActivityRow:
    first, last = quarters(plan, activity)
    return ActivityRow(
        activity=activity,
        people=people(activity),
        skills=", ".join(skill.code for skill in activity.skills.all()),
        dates=dates(activity),
        first=first,
        last=last,
        quarters=len(plan.years) * 4,
        pattern=paid[-1].status if amount else STAFF_TIME,
        amount=amount,
        amount_text=write(amount),
        recurring=any(
            line.recurrence == CostLine.Recurrence.RECURRING for line in counted_lines(activity)
        ),
        payments=[payment for payment in paid if payment.amount or not amount],
    )


def payments(activity: Activity, decimals: int) -> list[Payment]:
    """Who pays what of an activity, by state and source, the least sure last."""
    sums = defaultdict(Decimal)
    for line in counted_lines(activity):
        counted = budget_line(line, decimals)
        amounts = funding_amounts(counted, decimals)
        for share, amount in zip(counted.fundings, amounts, strict=True):
            sums[share.status, share.source] += amount
    found = [Payment(status, source, amount) for (status, source), amount in sums.items()]
    return sorted(found, key=lambda payment: STATUS_ORDER.index(payment.status))


def people(activity: Activity) -> str:
    """Who takes part: members by name, then people outside the team."""
    names = [member.name for member in activity.participants.all()]
    return ", ".join([*names, activity.audience] if activity.audience else names)


def dates(activity: Activity) -> str:
    """The first and the last day in words."""
    if activity.start is None:
        return _("No dates yet")
    return _("%(start)s to %(end)s") % {
        "start": formats.longdate(activity.start),
        "end": formats.longdate(activity.end),
    }


def years_text(years: dict[int, Decimal], currency: str) -> str:
    """ "2027: 400, 2028: 800": amounts that somebody entered for each year."""
    write = Amounts(currency, years.values())
    return ", ".join(formats.labelled(year, write(amount)) for year, amount in years.items())


def quarters(plan: Plan, activity: Activity) -> tuple[int | None, int | None]:
    """First and last quarter of an activity within the plan's years, both included."""
    if activity.start is None:
        return None, None
    count = len(plan.years) * 4
    first, last = (
        (day.year - plan.start_year) * 4 + (day.month - 1) // 3
        for day in (activity.start, activity.end)
    )
    if last < 0 or first >= count:
        return None, None
    return max(first, 0), min(last, count - 1)


def money_parts(plan: Plan, found: BudgetTotals) -> list[Part]:
    """The states of the plan's money that occur, secured, requested and unfunded always."""
    write = Amounts(plan.team.currency, [found.total, *found.by_status.values()])
    keys = [key for key in STATUS_ORDER if key != "spent" or found.by_status.get(key)]
    parts = []
    for key in keys:
        unfunded = key == Funding.Status.UNFUNDED
        amount = found.by_status.get(key, Decimal(0))
        parts.append(
            Part(
                key=key,
                label=Funding.Status(key).label,
                amount=write(amount),
                percent=percent(amount, found.total) or Decimal(0),
                hint=_activities(found.unfunded_activities) if unfunded and amount else "",
                url=reverse("plans:unfunded", args=[plan.team.slug]) if unfunded else "",
            )
        )
    return parts


def money(plan: Plan, found: BudgetTotals) -> dict:
    """The figures above the bar: the total, its states, and the finding in words."""
    write = Amounts(plan.team.currency, [found.total, *found.by_recurrence.values()])
    parts = money_parts(plan, found)
    kinds = [
        f"{write(found.by_recurrence[key])} {label.lower()}"
        for key, label in CostLine.Recurrence.choices
        if found.by_recurrence.get(key)
    ]
    return {
        "total": write(found.total),
        "total_more": total_more(plan, found),
        "total_hint": ", ".join(kinds),
        "parts": parts,
        "money_text": ", ".join(f"{part.label} {formats.percent(part.percent)}" for part in parts),
    }


def total_more(plan: Plan, found: BudgetTotals) -> list[str]:
    """What stands under the total where the plan has it: contingency, second currency."""
    texts, total = [], found.total
    if plan.contingency_percent:
        buffer = contingency(found, plan.contingency_percent, currency_decimals(plan.team.currency))
        words = {
            "share": formats.exact_percent(buffer.percent),
            "total": formats.money_brief(buffer.total, plan.team.currency),
        }
        texts.append(_("%(total)s with %(share)s contingency") % words)
        total = buffer.total
    second = second_text(plan, total)
    return [*texts, second] if second else texts


def _activities(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def year_bars(plan: Plan, found: BudgetTotals) -> list[YearBar]:
    """One bar a year on a common scale, segments always in the same order."""
    write = Amounts(plan.team.currency, found.by_year.values())
    highest = max(found.by_year.values(), default=Decimal(0))
    return [
        YearBar(
            year=year,
            amount=write(amount),
            parts=_year_parts(found.by_year_status[year], amount, write),
            scale=percent(amount, highest) or Decimal(0),
            text=_year_text(year, found.by_year_status[year], write),
        )
        for year, amount in found.by_year.items()
    ]


def _year_parts(by_status: dict, total: Decimal, write: Amounts) -> list[Part]:
    return [
        Part(
            key=key,
            label=Funding.Status(key).label,
            amount=write(by_status[key]),
            percent=percent(by_status[key], total) or Decimal(0),
        )
        for key in STATUS_ORDER
        if by_status.get(key)
    ]


def _year_text(year: int, by_status: dict, write: Amounts) -> str:
    found = [
        f"{Funding.Status(key).label} {write(by_status[key])}"
        for key in STATUS_ORDER
        if by_status.get(key)
    ]
    return formats.labelled(year, ", ".join(found) or formats.NOTHING)
