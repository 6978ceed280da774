"""Numbers, money, dates and shares as the plan document prints them.

One ``Formats`` object knows the language, the currency and how many decimals the whole
document uses for money. Section 4 of the document reference is the source of the rules.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import (
    format_percent,
    get_currency_name,
    get_currency_precision,
    parse_pattern,
)
from django.utils.translation import gettext as _

from roles.rounding import half_up, percent

NO_BREAK_SPACE, EN_DASH, THIN_SPACE = "\u00a0", "\u2013", "\u202f"
LOCALES = {"en": "en_GB"}


def money_decimals(currency, amounts):
    """Return the currency's own number of decimals, or 0 when no amount needs any."""
    if all(amount == amount.to_integral_value() for amount in amounts):
        return 0
    return get_currency_precision(currency)


# A plan of 900 lines writes thousands of numbers: what each of them asks for is parsed once.
_pattern = cache(parse_pattern)


@cache
def _locale(language):
    code = LOCALES.get(language, language).replace("-", "_")
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@dataclass(frozen=True)
class Formats:
    language: str
    currency: str
    decimals: int = 0

    @property
    def locale(self):
        return _locale(self.language)

    @property
    def tag(self):
        """The language tag Word writes into the file: ``en-GB``, ``fr-FR``."""
        territories = {"fr": "FR", "pt": "PT", "es": "ES", "ar": "SA"}
        locale = self.locale
        territory = locale.territory or territories.get(locale.language)
        return f"{locale.language}-{territory}" if territory else locale.language

    def number(self, value, places=None):
        """Return a number with thousands separators; ``places`` fixes the decimals."""
        value = Decimal(value)
        if places is None:
            return _pattern("#,##0.######").apply(value, self.locale)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return _pattern(pattern).apply(half_up(value, places), self.locale)

    def fte(self, value):
        return self.number(value, 2) if value else EN_DASH

    def amount(self, value):
        """Return money for a table: no currency, an en dash for nothing."""
        return self.number(value, self.decimals) if value else EN_DASH

    def money(self, value):
        """Return money for a sentence, with the currency and a space that does not break."""
        text = self.number(value, self.decimals)
        before = self.locale.language == "en"
        parts = (self.currency, text) if before else (text, self.currency)
        return NO_BREAK_SPACE.join(parts)

    def currency_name(self):
        return get_currency_name(self.currency, locale=self.locale)

    def percent(self, part, whole):
        """Return the share of ``whole`` with one decimal, halves up; a dash of nothing."""
        if not whole:
            return EN_DASH
        share = percent(part, whole) / 100
        text = format_percent(share, format=self._percent_pattern(), locale=self.locale)
        return text.replace(NO_BREAK_SPACE, THIN_SPACE)

    def share(self, part, whole):
        return self.percent(part, whole) if part else EN_DASH

    def whole_percent(self, value):
        """Return a percentage without decimals, as settings are written: 60%."""
        return format_percent(value / 100, locale=self.locale).replace(NO_BREAK_SPACE, THIN_SPACE)

    def exact_percent(self, value):
        """Return a percentage somebody entered with all decimals it has: 60%, 33.33%."""
        pattern = self._percent_pattern().replace("#,##0.0", "#,##0.######")
        text = format_percent(Decimal(value) / 100, format=pattern, locale=self.locale)
        return text.replace(NO_BREAK_SPACE, THIN_SPACE)

    def _percent_pattern(self):
        return self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.0")

    def date(self, day):
        text = format_date(day, "d MMMM y" if self._day_first() else "long", locale=self.locale)
        return self._ordinal(text)

    def _ordinal(self, text):
        """Write the first day of a month as French does: 1er janvier."""
        day, space, rest = text.partition(" ")
        french_first = self.locale.language == "fr" and day == "1"
        return f"1er{space}{rest}" if french_first else text

    def _day_first(self):
        return self.locale.language in ("en", "fr")

    def dates(self, start, end):
        """Return two days of one month in short, "5 to 30 October 2026", else in full."""
        first = self.date(start)
        if (start.year, start.month) == (end.year, end.month):
            first = self._ordinal(str(start.day))
        return _("%(start)s to %(end)s") % {"start": first, "end": self.date(end)}

    def month(self, day):
        return format_date(day, "LLLL y", locale=self.locale)

    def quarter(self, day):
        text = format_date(day, "y QQQ", locale=self.locale)
        return text.replace(" ", NO_BREAK_SPACE, 1)

    def quarter_name(self, number):
        """Return the short name of a quarter alone: Q1, T1."""
        return self.locale.quarters["format"]["abbreviated"][number]

    def years(self, first, last):
        return str(first) if first == last else f"{first}{EN_DASH}{last}"

    def when(self, start, end):
        """Return a period as years when it fills whole years, else in quarters."""
        if not start or not end:
            return _("to be confirmed")
        if (start.month, end.month) == (1, 12):
            return self.years(start.year, end.year)
        first, last = self.quarter(start), self.quarter(end)
        if first == last:
            return first
        return f"{first}{EN_DASH}{end.year if end.month == 12 else last}"
