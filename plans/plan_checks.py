"""What contradicts itself in a plan, or is missing before it is shared; said, never blocked.

Source: the document reference, section 6 ("Checks worth a warning before export").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.assistance import warnings_of
from plans.budget import currency_decimals
from plans.ledger import budget_line, line_amount
from plans.maturity import advice
from plans.maturity_page import maturity_of
from plans.models import Activity, CostLine, Funding, Plan
from plans.money_checks import line_warnings


@dataclass(frozen=True)
class Check:
    """What should hold, and the codes of the activities where it does not, with their page."""

    title: str
    codes: tuple[str, ...] = ()
    url: str = ""


def plan_checks(
    plan: Plan, lines: Sequence[CostLine], activities: Sequence[Activity]
) -> list[Check]:
    """Every check, met or not. At most two queries, whatever the size of the plan.

    `lines` are those of plans.ledger.cost_lines with `activity__case`, `activities` those of
    `for_checks`.
    """
    prefetch_related_objects(activities, "assistance__days_by_year")
    url = reverse("plans:unfunded", args=[plan.team.slug])
    return [
        Check(_("Each unfunded line has a case in your own words"), _without_case(lines), url),
        _of_lines(plan, _("Every source lasts as long as its line"), _outlived(lines)),
        _of_lines(plan, _("The shares of every line add up"), _uneven(plan, lines)),
        _of_activities(
            plan, _("All dates lie in the years of the plan"), _outside(plan, activities, lines)
        ),
        _of_activities(
            plan,
            _("Technical assistance names its paired member, what is handed over, and its days"),
            _codes(one for one in activities if warnings_of(one)),
        ),
        _of_activities(
            plan,
            _("Contracts of technical assistance last as long as its activities"),
            _codes(one for one in activities if one.outlives_a_contract),
        ),
        _new_work(plan, activities),
    ]


def _new_work(plan, activities):
    """One query more, but only where an activity brings new work."""
    levels = maturity_of(plan.team).levels if any(one.new_work for one in activities) else {}
    shaky = {found.kind for found in advice(levels) if not found.is_ready}
    title = _("New aggregate or tracker work stands on foundations that carry it")
    codes = _codes(one for one in activities if one.new_work in shaky)
    return Check(title, codes, reverse("plans:maturity", args=[plan.team.slug]))


def _codes(activities: Iterable[Activity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(activity.code for activity in activities))


def _of_lines(plan, title, codes):
    """With the lines of the first of these activities, or of all when there are several."""
    query = {"activity": codes[0]} if len(codes) == 1 else {}
    url = reverse("plans:lines", args=[plan.team.slug])
    return Check(title, codes, f"{url}?{urlencode(query)}" if query else url)


def _of_activities(plan, title, codes):
    return Check(title, codes, reverse("plans:detail", args=[plan.team.slug]))


def _without_case(lines: list[CostLine]) -> tuple[str, ...]:
    return _codes(
        line.activity
        for line in lines
        if _lacks_money(line) and getattr(line.activity, "case", None) is None
    )


def _lacks_money(line: CostLine) -> bool:
    fundings = line.fundings.all()
    return not fundings or any(one.status == Funding.Status.UNFUNDED for one in fundings)


def _outlived(lines: list[CostLine]) -> tuple[str, ...]:
    return _codes(line.activity for line in lines if line_warnings(line))


def _uneven(plan: Plan, lines: list[CostLine]) -> tuple[str, ...]:
    decimals = currency_decimals(plan.team.currency)
    return _codes(line.activity for line in lines if not adds_up(line, decimals))


def adds_up(line: CostLine, decimals: int) -> bool:
    """Shares are 100 percent or the amount of the line; the years are that amount, too."""
    total, shares = line_amount(line, decimals), budget_line(line, decimals).fundings
    paid = sum((share_of(one, total) for one in shares), Decimal(0))
    years = line.own_years
    return paid == total and (not years or sum(years.values()) == total)


def share_of(share, total: Decimal) -> Decimal:
    """What one funder pays of a total; exact, so that 100 percent are all of it."""
    return total * share.percent / 100 if share.amount is None else share.amount


def _outside(plan: Plan, activities, lines) -> tuple[str, ...]:
    first, last = plan.start_year, plan.end_year

    def leaves(row):
        return any(day and not first <= day.year <= last for day in (row.start, row.end))

    late = {line.activity_id for line in lines if leaves(line)}
    return _codes(one for one in activities if leaves(one) or one.pk in late)
