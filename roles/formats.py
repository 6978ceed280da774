"""Numbers, money and dates as the language of the page writes them.

Digits are western in every language. Numbers with a unit are wrapped in direction isolates when
the page runs from right to left, so that "50.0 %" does not turn round. Plain text, so that the
results can stand in attributes and messages.
"""

from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from roles.rounding import half_up

NO_BREAK = "\N{NO-BREAK SPACE}"
NOTHING = "–"


def number(value, decimals=0):
    """The number with that many decimals, halves up. None is a dash."""
    if value is None:
        return NOTHING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(half_up(_exact(value), decimals), pattern, locale=_locale())


def signed(value):
    """A change as it stands beside a level: "+1" or, with a true minus, "−1"."""
    return f"+{value}" if value > 0 else f"−{abs(value)}"


def change(value, decimals=0):
    """A difference: "+0.33", with a true minus "−1", "0". None is a dash."""
    if value is None:
        return NOTHING
    size = number(abs(value), decimals)
    return f"+{size}" if value > 0 else f"−{size}" if value < 0 else size


def amount(value, currency):
    """Money without its code, for columns that name it in the head."""
    return number(value, get_currency_precision(currency))


def amount_brief(value, currency):
    """As amount, without decimals when they are all zero."""
    if value is None:
        return NOTHING
    decimals = get_currency_precision(currency)
    rounded = half_up(_exact(value), decimals)
    return number(rounded, 0 if rounded == rounded.to_integral_value() else decimals)


def money(value, currency):
    """ "72,750.00 USD", with the decimals of the currency."""
    return NOTHING if value is None else _with_unit(amount(value, currency), currency)


def money_brief(value, currency):
    """ "72,750 USD": decimals only when there are any."""
    return NOTHING if value is None else _with_unit(amount_brief(value, currency), currency)


def percent(value):
    """ "61.1 %" from 61.1, as roles.rounding.percent returns it. None is a dash."""
    return NOTHING if value is None else _with_unit(number(value, 1), "%")


def exact_percent(value):
    """ "33.33 %": a percentage somebody entered, with all decimals it has. None is a dash."""
    if value is None:
        return NOTHING
    return _with_unit(exact_number(value), "%")


def exact_number(value):
    """ "1,500.5": a number somebody entered, with all decimals it has."""
    return number(value, max(0, -_exact(value).normalize().as_tuple().exponent))


def share(value):
    """ "61.1 %" from 0.611."""
    return NOTHING if value is None else percent(_exact(value) * 100)


def labelled(label, value):
    """ "2027: 32", with the language's own space before the colon."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def listed(parts):
    """ "Trainer; Operational Lead", with the language's own space before the semicolon."""
    return pgettext("between the parts of a list", "; ").join(parts)


def year(value):
    """A year is a name, not a count: no separator."""
    return str(value)


def longdate(value):
    """ "30 October 2026" with no-break spaces, the month in words. None is a dash."""
    if value is None:
        return NOTHING
    locale = _locale()
    text = format_date(value, "long", locale=locale)
    if locale.language == "fr" and value.day == 1:
        text = text.replace("1", "1er", 1)  # CLDR has no ordinal for the first of the month
    return text.replace(" ", NO_BREAK)


def _with_unit(text, unit):
    whole = f"{text}{NO_BREAK}{unit}"
    return (
        f"\N{LEFT-TO-RIGHT ISOLATE}{whole}\N{POP DIRECTIONAL ISOLATE}"
        if get_language_bidi()
        else whole
    )


def _exact(value):
    return Decimal(str(value)) if isinstance(value, float) else value


def _locale():
    """CLDR's data for the language; day before month in English, as the whole product writes."""
    language = get_language() or "en"
    return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
