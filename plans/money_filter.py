"""What the money of a plan may be narrowed by: the same words in every address."""

from dataclasses import replace
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.budget import BudgetTotals, Part, divided, quarters_of, totals_of
from plans.ledger import PlanMoney
from plans.models import CostLine, Funding, Plan, Spending
from roles import formats

NONE = "-"
PEOPLE = ("member", "role")
# Money that is sure, in addresses.
COMMITTED = "committed"
COMMITTED_STATES = (Funding.Status.SECURED, Funding.Status.SPENT)


class MoneyFilter(forms.Form):
    """`people` maps what a member or a role is called by to its name; see `plans.money_people`."""

    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    quarter = forms.ChoiceField(label=gettext_lazy("Quarter"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Cost category"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Funder"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    recurrence = forms.ChoiceField(label=gettext_lazy("Kind of cost"), required=False)
    activity = forms.ChoiceField(label=gettext_lazy("Activity"), required=False)
    member = forms.ChoiceField(label=gettext_lazy("Member"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)

    def __init__(self, data, plan: Plan, money: PlanMoney, people):
        super().__init__(data)
        self.money, self.people = money, people
        lines = money.lines.values()
        years = sorted({*plan.years, *(part.year for part in money.parts if part.year)})
        self._offer("year", [(str(year), formats.year(year)) for year in years])
        self._offer("quarter", [(str(one), quarter_name(one)) for one in range(1, 5)])
        categories = {line.category.code: line.category for line in lines}
        ordered = sorted(categories.values(), key=lambda one: (one.order, one.pk))
        self._offer("category", [(one.code, f"{one.code} {one.name}") for one in ordered])
        sources = dict.fromkeys(part.funding.source for part in money.parts if part.funding.source)
        self._offer("source", [(name, name) for name in sources], _("No funder yet"))
        sure = (COMMITTED, _("Committed: secured or spent"))
        self._offer("status", [*Funding.Status.choices, sure])
        self._offer("recurrence", CostLine.Recurrence.choices)
        activities = {line.activity.code: line.activity for line in lines}
        self._offer("activity", [(code, f"{code} {one}") for code, one in activities.items()])
        self._offer("member", people.members.items(), _("Nobody of the team"))
        self._offer("role", people.roles.items(), _("No role"))
        self.is_valid()

    def _offer(self, name, choices, nothing=None):
        nothing = nothing or (_("No dates") if name == "year" else None)
        last = [(NONE, nothing)] if nothing else []
        self.fields[name].choices = [("", _("All")), *choices, *last]

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What filters, ready for an address; what is no choice filters nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @cached_property
    def parts(self) -> list[Part]:
        """The parts that pass; of a quarter, a member or a role only their share of each."""
        found = self._of_the_quarter()
        for kind in PEOPLE:
            if wanted := self.chosen.get(kind):
                pairs = divided(found, self.people.keys_of(kind), self.money.decimals)
                found = [part for key, part in pairs if (key or NONE) == wanted]
        return found

    @cached_property
    def totals(self) -> BudgetTotals:
        return totals_of(self.parts, self.money.decimals)

    def divided_by(self, kind: str):
        """Pairs of a member or role and its share of each part that passes."""
        wanted = self.chosen.get(kind)
        for key, part in divided(
            self._of_the_quarter(), self.people.keys_of(kind), self.money.decimals
        ):
            if wanted in (None, key or NONE):
                yield key, part

    def _of_the_quarter(self) -> list[Part]:
        found = [part for part in self.money.parts if self._passes(part)]
        if not (quarter := self.chosen.get("quarter")):
            return found
        amounts = [quarters_of(part, self.money.decimals)[int(quarter) - 1] for part in found]
        pairs = zip(found, amounts, strict=True)
        return [replace(part, amount=amount) for part, amount in pairs if amount]

    def _passes(self, part: Part) -> bool:
        sure = self.chosen.get("status") == COMMITTED and part.funding.status in COMMITTED_STATES
        return self._fits(
            year=str(part.year or NONE),
            category=part.line.category,
            source=part.funding.source or NONE,
            status=COMMITTED if sure else part.funding.status,
            recurrence=part.line.recurrence,
            activity=part.line.activity,
        )

    @property
    def tells_payments(self) -> bool:
        """A payment has no state, and belongs to a line as a whole, not to people or roles."""
        return not {"status", *PEOPLE} & set(self.chosen)

    def lets_through(self, payment: Spending) -> bool:
        """By its own day and funder, and by its line."""
        line = payment.line
        return self._fits(
            year=str(payment.day.year),
            quarter=str((payment.day.month - 1) // 3 + 1),
            category=line.category.code,
            source=payment.source.name if payment.source else NONE,
            recurrence=line.recurrence,
            activity=line.activity.code,
        )

    def _fits(self, **facts) -> bool:
        return all(self.chosen.get(name) in (None, fact) for name, fact in facts.items())


def quarter_name(quarter: int) -> str:
    """ "Q1" for the first three months of a year."""
    return _("Q%(quarter)d") % {"quarter": quarter}


def rows_url(plan: Plan, **chosen) -> str:
    """The page of the cost lines behind a number."""
    asked = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('plans:lines', args=[plan.team.slug])}{'?' if asked else ''}{asked}"
