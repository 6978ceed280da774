"""Would the plan hold if outside money ended? Figures with the rows they come from.

Source: guide section 4 (useful indicators), product section 4 (dependence, cliff, vacancy,
sustainability). Technical assistance should fall from year to year.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.budget import proportional, years_of
from plans.budget_tables import Selection
from plans.ledger import PlanMoney, budget_line
from plans.models import EXPERT_FEES, CostLine, Funding
from plans.money_filter import rows_url
from roles import formats
from roles.formation import KeyFigures
from roles.rounding import percent


@dataclass(frozen=True)
class Indicator:
    """A figure on how well the plan would hold, with what it is made of."""

    label: str
    value: str
    hint: str
    url: str = ""


def indicators(of: Selection, core: KeyFigures, money: PlanMoney) -> list[Indicator]:
    """First the money of what is chosen, then the people of the team, then outside help."""
    return [*_of_money(of), *_of_people(of, core), *_of_assistance(of, money)]


def _of_money(of: Selection) -> list[Indicator]:
    found = of.found
    recurring = found.by_recurrence.get(CostLine.Recurrence.RECURRING, Decimal(0))
    unfunded = found.by_status.get(Funding.Status.UNFUNDED, Decimal(0))
    return [
        Indicator(
            _("Recurring cost on domestic money"),
            formats.percent(found.recurring_domestic_percent),
            _("of %(amount)s recurring cost") % {"amount": _money(of, recurring)},
            of.link(recurrence=CostLine.Recurrence.RECURRING),
        ),
        Indicator(
            _("Unfunded"),
            formats.percent(found.unfunded_percent),
            _("%(amount)s of %(total)s")
            % {"amount": _money(of, unfunded), "total": _money(of, found.total)},
            of.link(status=Funding.Status.UNFUNDED),
        ),
        Indicator(
            _("Recurring share of all cost"),
            formats.percent(percent(recurring, found.total)),
            _("The rest is paid once."),
            of.link(recurrence=CostLine.Recurrence.RECURRING),
        ),
    ]


def _of_people(of: Selection, core: KeyFigures) -> list[Indicator]:
    slug = of.plan.team.slug
    positions = {"core": core.core_positions}
    return [
        Indicator(
            _("Dependence"),
            formats.percent(core.dependence_percent),
            _("%(count)d of %(core)d core positions paid from outside")
            % (positions | {"count": core.core_externally_funded}),
            reverse("roles:structure", args=[slug]),
        ),
        Indicator(
            _("Vacancy"),
            formats.percent(core.vacancy_percent),
            _("%(count)d of %(core)d core positions not filled")
            % (positions | {"count": core.core_vacant}),
            reverse("roles:structure", args=[slug]),
        ),
        Indicator(
            _("Cliff"),
            formats.number(len(core.contracts_ending)),
            ngettext(
                "contract ends within 12 months",
                "contracts end within 12 months",
                len(core.contracts_ending),
            ),
            reverse("roles:member_list", args=[slug]),
        ),
    ]


def _of_assistance(of: Selection, money: PlanMoney) -> list[Indicator]:
    days = assistance_days(money)
    if not days:
        return []
    texts = [formats.labelled(year, formats.exact_number(count)) for year, count in days.items()]
    first, last = list(days.values())[0], list(days.values())[-1]
    falls = _("It falls, as it should.") if last < first else _("It should fall from year to year.")
    return [
        Indicator(
            _("Days of technical assistance a year"),
            ", ".join(texts),
            falls if len(days) > 1 else _("Quantities of the fees of technical assistance."),
            rows_url(of.plan, category=EXPERT_FEES),
        )
    ]


def assistance_days(money: PlanMoney) -> dict[int, Decimal]:
    """What the lines of assistance fees count, by year, spread as their money is."""
    found: dict[int, Decimal] = {}
    for line in money.lines.values():
        if line.category.code != EXPERT_FEES:
            continue
        years = years_of(budget_line(line, money.decimals), money.decimals)
        if None in years:
            continue
        amounts = list(years.values()) if any(years.values()) else [1] * len(years)
        days = proportional(line.quantity * line.frequency, amounts, 1)
        for year, count in zip(years, days, strict=True):
            found[year] = found.get(year, Decimal(0)) + count
    return dict(sorted(found.items()))


def _money(of: Selection, amount: Decimal) -> str:
    return formats.money_brief(amount, of.plan.team.currency)
