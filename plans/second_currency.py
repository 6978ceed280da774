"""Totals in a second currency, at the dated rate of the plan. For reading only."""

from decimal import Decimal

from django.utils.translation import gettext as _

from plans.budget import converted, currency_decimals
from plans.models import Plan
from roles import formats


def second_text(plan: Plan, amount: Decimal) -> str:
    """ "67,050 EUR"; empty without a second currency."""
    if not plan.second_currency:
        return ""
    decimals = currency_decimals(plan.second_currency)
    found = converted([amount], plan.second_rate, decimals)[0]
    return formats.money_brief(found, plan.second_currency)


def rate_text(plan: Plan) -> str:
    """How the second currency was reckoned; empty without one."""
    if not plan.second_currency:
        return ""
    return _("1 %(second)s = %(rate)s %(currency)s on %(day)s.") % {
        "second": plan.second_currency,
        "rate": formats.exact_number(plan.second_rate),
        "currency": plan.team.currency,
        "day": formats.longdate(plan.second_rate_day),
    }
