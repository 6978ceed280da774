"""Fields of the plan's forms: days, and numbers as the language writes them."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plans.budget import currency_decimals
from plans.local_numbers import parse_number, plain_text
from roles import formats

MOST_UNITS = Decimal(1_000_000)
HIGHEST_UNIT_COST = Decimal(100_000_000_000)


class DayInput(forms.DateInput):
    """The browser's own calendar; it takes and gives ISO dates in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class NumberField(forms.Field):
    """A number of 0 or more in the way the language writes it: "1 500,50" or "1,500.50"."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "narrow", "autocomplete": "off"}
    )
    default_error_messages = {
        "required": gettext_lazy("Enter a number."),
        "unclear": gettext_lazy(
            "Write the number like this: %(example)s. Thousands may also be parted by spaces, or "
            "not at all."
        ),
        "negative": gettext_lazy("Enter a number of 0 or more."),
        "absurd": gettext_lazy("Enter at most %(most)s. Check the number of zeros."),
        "decimals": gettext_lazy("Enter at most %(most)s digits after the decimal sign."),
    }

    def __init__(self, *, decimals=3, most=MOST_UNITS, **kwargs):
        self.decimals, self.most = decimals, most
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if value in (None, "") or isinstance(value, str):
            return value
        return plain_text(Decimal(value), get_language() or "en")

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_number(str(value), get_language() or "en")
        except ValueError:
            raise self._error("unclear", example=self._example) from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < 0:
            raise self._error("negative")
        if value > self.most:
            raise self._error("absurd", most=formats.number(self.most))
        if -value.normalize().as_tuple().exponent > self.decimals:
            raise self._error("decimals", most=self.decimals)

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True

    @property
    def _example(self):
        """A number as it may be typed here, without decimals where the currency has none."""
        decimals = min(self.decimals, 2)
        return formats.number(Decimal("1500.5") if decimals else 1500, decimals)

    def _error(self, code, **params):
        return forms.ValidationError(self.error_messages[code], code, params)


def use_currency(field: NumberField, currency: str):
    """Make the field one for the cost of a unit: its label and its decimals name the currency."""
    decimals = currency_decimals(currency)
    field.label = _("Cost of one, in %(currency)s") % {"currency": currency}
    field.decimals = decimals
    field.error_messages["decimals"] = ngettext(
        "Amounts in %(currency)s have at most %(count)d decimal.",
        "Amounts in %(currency)s have at most %(count)d decimals.",
        decimals,
    ) % {"currency": currency, "count": decimals}
    if not decimals:
        field.error_messages["decimals"] = _(
            "Amounts in %(currency)s have no decimals. Enter a whole number."
        ) % {"currency": currency}
