"""What the money of a plan may be narrowed by: the same words in every address."""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.budget import BudgetTotals, Part, divided, totals_of
from plans.ledger import PlanMoney
from plans.models import CostLine, Funding, Plan
from roles import formats

NONE = "-"
PEOPLE = ("member", "role")


class MoneyFilter(forms.Form):
    """`people` maps what a member or a role is called by to its name; see `plans.money_people`."""

    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
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
        self._offer("year", [(str(year), formats.year(year)) for year in plan.years])
        categories = {line.category.code: line.category for line in lines}
        ordered = sorted(categories.values(), key=lambda one: (one.order, one.pk))
        self._offer("category", [(one.code, f"{one.code} {one.name}") for one in ordered])
        sources = dict.fromkeys(part.funding.source for part in money.parts if part.funding.source)
        self._offer("source", [(name, name) for name in sources], _("No funder yet"))
        self._offer("status", Funding.Status.choices)
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

    @property
    def chosen(self) -> dict[str, str]:
        """What filters, ready for an address; what is no choice filters nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def parts(self) -> list[Part]:
        """The parts that pass; of a member or a role only their share of each."""
        found = [part for part in self.money.parts if self._passes(part)]
        for kind in PEOPLE:
            if wanted := self.chosen.get(kind):
                pairs = divided(found, self.people.keys_of(kind), self.money.decimals)
                found = [part for key, part in pairs if (key or NONE) == wanted]
        return found

    @property
    def totals(self) -> BudgetTotals:
        return totals_of(self.parts, self.money.decimals)

    def divided_by(self, kind: str):
        """Pairs of a member or role and its share of each part that passes."""
        wanted = self.chosen.get(kind)
        found = [part for part in self.money.parts if self._passes(part)]
        for key, part in divided(found, self.people.keys_of(kind), self.money.decimals):
            if wanted in (None, key or NONE):
                yield key, part

    def _passes(self, part: Part) -> bool:
        facts = {
            "year": str(part.year or NONE),
            "category": part.line.category,
            "source": part.funding.source or NONE,
            "status": part.funding.status,
            "recurrence": part.line.recurrence,
            "activity": part.line.activity,
        }
        return all(self.chosen.get(name) in (None, fact) for name, fact in facts.items())


def rows_url(plan: Plan, **chosen) -> str:
    """The page of the cost lines behind a number."""
    asked = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('plans:lines', args=[plan.team.slug])}{'?' if asked else ''}{asked}"
