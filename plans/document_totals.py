"""What stands beside the total of a plan document: contingency and a second currency. No ORM.

Neither is ever part of the total; both are those of the budget's pages to the last cent.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.budget import contingency_amount, converted, currency_decimals, proportional
from plans.document_data import PlanDocument
from plans.document_format import Formats, money_decimals


@dataclass(frozen=True)
class Foot:
    """A row below the total: an amount for each column, and their sum."""

    label: str
    parts: list[Decimal]
    total: Decimal
    formats: Formats


def buffer_of(document: PlanDocument) -> Decimal:
    """The contingency of the whole plan in the team's currency; 0 without one."""
    total = sum((cost.total for cost in document.costs), Decimal(0))
    decimals = currency_decimals(document.team.currency)
    return contingency_amount(total, document.plan.contingency_percent, decimals)


def feet(document: PlanDocument, columns: list[Decimal], formats: Formats) -> list[Foot]:
    """The rows below a total whose columns are given; none when the plan has neither."""
    found, total, buffer = [], sum(columns, Decimal(0)), buffer_of(document)
    if buffer:
        parts = proportional(buffer, columns, currency_decimals(formats.currency))
        columns = [column + part for column, part in zip(columns, parts, strict=True)]
        total += buffer
        percent = formats.exact_percent(document.plan.contingency_percent)
        found.append(Foot(_("Contingency, %(share)s") % {"share": percent}, parts, buffer, formats))
        found.append(Foot(_("Total with contingency"), columns, total, formats))
    if document.plan.second and total:
        found.append(_converted(document.plan.second, columns, formats))
    return found


def _converted(second, columns, formats):
    parts = converted(columns, second.rate, currency_decimals(second.code))
    decimals = money_decimals(second.code, parts)
    label = _("In %(currency)s") % {"currency": second.code}
    other = replace(formats, currency=second.code, decimals=decimals)
    return Foot(label, parts, sum(parts, Decimal(0)), other)


def rate_sentence(document: PlanDocument, formats: Formats) -> str:
    """How the second currency was reckoned; empty without one."""
    second = document.plan.second
    if second is None:
        return ""
    return _("1 %(second)s = %(rate)s %(currency)s on %(day)s.") % {
        "second": second.code,
        "rate": formats.number(second.rate),
        "currency": document.team.currency,
        "day": formats.date(second.day),
    }


def beside_total(document: PlanDocument, formats: Formats) -> str:
    """The rows below the total as sentences, for texts; empty without any."""
    total = sum((cost.total for cost in document.costs), Decimal(0))
    rows = feet(document, [total], formats)
    sentences = [
        _("%(label)s: %(money)s.") % {"label": row.label, "money": row.formats.money(row.total)}
        for row in rows
    ]
    return " ".join([*sentences, rate_sentence(document, formats)]).strip()
