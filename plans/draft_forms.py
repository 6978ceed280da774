"""What the draft of a plan may take."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.fields import HIGHEST_UNIT_COST, NumberField
from plans.proposals import Price, Prices

PRICES = ("place", "online", "travel", "expert_day")
MOST_PEOPLE = 200
# Where the slider can stand, in percent of the ceiling.
SHARES = tuple(range(0, 201, 25))


class DraftForm(forms.Form):
    """Money, time and prices; a price that the list has is filled in and can be changed here."""

    use_required_attribute = False
    ceiling = NumberField(
        most=HIGHEST_UNIT_COST,
        help_text=gettext_lazy("For the draft alone; what the plan holds already is not counted."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days for learning, a person and year"),
        min_value=1,
        max_value=220,
        help_text=gettext_lazy("Time of colleagues who mentor counts too."),
    )
    away = forms.IntegerField(
        label=gettext_lazy("At most away in the same quarter"),
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=gettext_lazy("People on a course. What stands in the plan already counts."),
    )
    place = NumberField(required=False, most=HIGHEST_UNIT_COST)
    travel = NumberField(required=False, most=HIGHEST_UNIT_COST)
    online = NumberField(required=False, most=HIGHEST_UNIT_COST)
    expert_day = NumberField(required=False, most=HIGHEST_UNIT_COST)
    share = forms.IntegerField(required=False, min_value=0, max_value=200)

    def __init__(self, data, *, plan, listed: Prices, decimals: int, people: int):
        first = {"days": 20, "away": max(1, -(-people // 3))}
        first |= {name: getattr(listed, name).unit_cost for name in PRICES}
        super().__init__(data, initial=first)
        self.listed = listed
        words = {
            "ceiling": _("Ceiling for all years, in %(currency)s"),
            "place": _("Place in an academy, in %(currency)s"),
            "travel": _("Travel and lodging for an academy, in %(currency)s"),
            "online": _("Place in an online course, in %(currency)s"),
            "expert_day": _("Day of a mentor from outside, in %(currency)s"),
        }
        for name, label in words.items():
            self.fields[name].label = label % {"currency": plan.team.currency}
            self.fields[name].decimals = decimals
        for name in PRICES:
            self.fields[name].help_text = self._origin(getattr(listed, name))

    @staticmethod
    def _origin(price: Price) -> str:
        if price.unit_cost is None:
            return _("Not in the price list. Left empty, nothing of that kind is drafted.")
        return _("From the price list: %(name)s") % {"name": price.name}

    @property
    def prices(self) -> Prices:
        """The list's price with its yearly increase, unless another one was typed."""
        found = {}
        for name in PRICES:
            listed, typed = getattr(self.listed, name), self.cleaned_data[name]
            same = typed == listed.unit_cost
            found[name] = listed if same else Price(listed.category, unit_cost=typed)
        return Prices(**found)

    @property
    def chosen_share(self) -> int:
        """Percent of the ceiling that the slider stands at."""
        share = self.cleaned_data.get("share")
        return 100 if share is None else share

    def ceiling_at(self, share: int) -> Decimal:
        return self.cleaned_data["ceiling"] * share / 100
