"""Reading numbers as people type them: "1 500,50", "1,500.50", "1'500".

Never guesses: where a sign could mean either thousands or decimals, the person is asked.
"""

import re
import unicodedata
from decimal import Decimal

from babel import Locale

_SPACES = re.compile(r"[\s'’٬]")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")


def decimal_sign(language: str) -> str:
    """The sign between whole and decimals in a language: "." in English, "," in French."""
    return _symbols(language)["decimal"]


def parse_number(text: str, language: str) -> Decimal:
    """Return the number. Raises ValueError when it is none, or could be read in two ways.

    Spaces and apostrophes part thousands everywhere. Of a full stop and a comma the last is the
    decimal sign. One of them alone is the decimal sign when the language uses it so, thousands
    when the language parts them so and three digits follow; otherwise it is unclear.
    """
    digits = "".join(_western(sign) for sign in _SPACES.sub("", text))
    plain = _with_full_stop(digits, _symbols(language))
    if not _PLAIN.fullmatch(plain):
        raise ValueError("not a number")
    return Decimal(plain)


def plain_text(number: Decimal, language: str) -> str:
    """The number as it stands in a field: without thousands, without zeros at the end."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal_sign(language))


def _symbols(language: str) -> dict[str, str]:
    symbols = Locale.parse(language.replace("-", "_")).number_symbols
    return symbols.get("latn") or symbols["default"]


def _western(sign: str) -> str:
    if sign == "٫":
        return "."
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _with_full_stop(text: str, symbols: dict[str, str]) -> str:
    signs = [sign for sign in text if sign in ".,"]
    kinds = set(signs)
    if not signs:
        return text
    if len(kinds) == 2:
        return _both(text, signs)
    sign = signs[0]
    if len(signs) > 1 or (sign == symbols["group"] and _parts_thousands(text, sign)):
        return _without_thousands(text, sign)
    if sign == symbols["decimal"] or not _parts_thousands(text, sign):
        if sign == symbols["group"]:
            raise ValueError("thousands need three digits")
        return text.replace(sign, ".")
    raise ValueError("thousands or decimals")


def _both(text: str, signs: list[str]) -> str:
    last = signs[-1]
    if signs.count(last) > 1:
        raise ValueError("two decimal signs")
    whole, decimals = text.rsplit(last, 1)
    return f"{_without_thousands(whole, signs[0])}.{decimals}"


def _parts_thousands(text: str, sign: str) -> bool:
    return bool(re.fullmatch(rf"-?[1-9]\d{{0,2}}(\{sign}\d{{3}})+", text))


def _without_thousands(text: str, sign: str) -> str:
    if not _parts_thousands(text, sign):
        raise ValueError("thousands need three digits")
    return text.replace(sign, "")
