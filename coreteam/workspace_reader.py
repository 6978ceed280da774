"""Reading a workspace file value by value, so that what is wrong is named by its place.

`Place` walks the JSON and knows where it is: `plan.activities[3].skills[1]`. Every reader method
raises WorkspaceError with one line for the person who holds the file.
"""

import datetime
import json
import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from roles.models import Member
from roles.models.days import FIRST, LAST

FORMAT = "coreteam-workspace"
VERSION = 1
MISSING = object()
# Texts without a limit of their own in the forms; our own export must come back.
LONGEST_TEXT = 1_000_000


class WorkspaceError(ValueError):
    """The file cannot be imported; the text is one line that names the place."""

    def __init__(self, place, problem):
        line = f"{place}: {problem}" if place else problem
        super().__init__(" ".join(line.split()))


def parse(content):
    """The top Place of a file's bytes.

    Raises WorkspaceError when it is not UTF-8, not JSON, not this format, or of a later version.
    """
    try:
        data = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError:
        raise WorkspaceError("", "the file is not written in UTF-8") from None
    except json.JSONDecodeError as error:
        raise WorkspaceError(
            f"line {error.lineno}, column {error.colno}", f"not JSON ({error.msg})"
        ) from None
    except (RecursionError, ValueError) as error:
        raise WorkspaceError("", f"not JSON that can be read ({error})") from None
    top = Place(data, "")
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise WorkspaceError("format", f'not a workspace file (expected "{FORMAT}")')
    version = top.integer("version", 1, 10**6)
    if version > VERSION:
        raise WorkspaceError(
            "version", f"the file has version {version}, this installation reads up to {VERSION}"
        )
    return top


def _refuse_constant(name):
    raise ValueError(f"{name} is not a number")


class Place:
    """A value of the file and the path to it."""

    def __init__(self, value, path):
        self.value = value
        self.path = path

    def wrong(self, problem):
        return WorkspaceError(self.path or "file", problem)

    def child(self, key):
        """The place under a key of an object; its value is MISSING when there is none."""
        if not isinstance(self.value, dict):
            raise self.wrong("expected an object")
        path = f"{self.path}.{key}" if self.path else key
        return Place(self.value.get(key, MISSING), path)

    def has(self, key):
        return self.child(key).value not in (MISSING, None)

    def items(self, key, required=True):
        """The places of a list; an absent optional list is empty."""
        place = self.child(key)
        if place.value in (MISSING, None) and not required:
            return []
        if not isinstance(place.value, list):
            raise place.wrong("expected a list")
        return [Place(item, f"{place.path}[{number}]") for number, item in enumerate(place.value)]

    def entries(self, key, required=True):
        """(key, place) of every entry of an object."""
        place = self.child(key)
        if place.value in (MISSING, None) and not required:
            return []
        if not isinstance(place.value, dict):
            raise place.wrong("expected an object")
        return [(name, place.child(name)) for name in place.value]

    def text(self, key, maximum=LONGEST_TEXT, default=MISSING, empty=True):
        place = self.child(key)
        if place.value is MISSING and default is not MISSING:
            return default
        return place.as_text(maximum, empty)

    def as_text(self, maximum=LONGEST_TEXT, empty=True):
        if not isinstance(self.value, str):
            raise self.wrong("missing" if self.value is MISSING else "expected text")
        if len(self.value) > maximum:
            raise self.wrong(f"longer than {maximum} characters")
        if "\0" in self.value or not _is_encodable(self.value):
            raise self.wrong("holds a character that is not text")
        if not empty and not self.value.strip():
            raise self.wrong("is empty")
        return self.value

    def choice(self, key, values, default=MISSING):
        place = self.child(key)
        if place.value is MISSING and default is not MISSING:
            return default
        value = place.as_text()
        if value not in values:
            raise place.wrong(f'"{value}" is not one of {", ".join(values)}')
        return value

    def known(self, key, rows, what):
        """The row that a code names; `what` says in the message what it is not."""
        return self.child(key).as_known(rows, what)

    def as_known(self, rows, what):
        code = self.as_text()
        if code not in rows:
            raise self.wrong(f'no {what} "{code}"')
        return rows[code]

    def known_or_none(self, key, rows, what):
        """The same, where the file may say null or nothing."""
        return self.known(key, rows, what) if self.has(key) else None

    def refuse_second(self, seen, code):
        if code in seen:
            raise self.wrong(f'"{code}" stands twice in the file')

    def language(self, key, maximum):
        place = self.child(key)
        value = place.as_text(maximum)
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", value):
            raise place.wrong(f'"{value}" is not a language code such as fr')
        return value

    def email(self, key):
        """An address as a member's form would take it; "" where the file has none."""
        value = self.text(key, length(Member, "email"), default="")
        try:
            validate_email(value) if value else None
        except ValidationError:
            raise self.child(key).wrong(f'"{value}" is not an e-mail address') from None
        return value

    def skill(self, code, skills, section):
        """The skill of a rated role that a code of the file names at this place."""
        if code not in skills:
            raise self.wrong(f'no skill "{code}" in the catalogue')
        if section.pk not in skills[code].sections:
            raise self.wrong(f'"{code}" is not a skill of {section.slug}')
        return skills[code]

    def boolean(self, key, default=MISSING):
        place = self.child(key)
        if place.value is MISSING and default is not MISSING:
            return default
        if not isinstance(place.value, bool):
            raise place.wrong("missing" if place.value is MISSING else "expected true or false")
        return place.value

    def integer(self, key, minimum, maximum):
        place = self.child(key)
        value = place.value
        if isinstance(value, bool) or not isinstance(value, int):
            raise place.wrong("missing" if value is MISSING else "expected a whole number")
        if not minimum <= value <= maximum:
            raise place.wrong(f"expected a number from {minimum} to {maximum}")
        return value

    def decimal(self, key, maximum, places):
        """A decimal string or number from 0 to `maximum` with at most so many decimals."""
        place = self.child(key)
        if isinstance(place.value, bool) or not isinstance(place.value, str | int | Decimal):
            raise place.wrong("missing" if place.value is MISSING else "expected a decimal number")
        try:
            value = Decimal(str(place.value).strip())
        except InvalidOperation:
            raise place.wrong(f'"{place.value}" is not a decimal number') from None
        if not value.is_finite() or not 0 <= value <= maximum:
            raise place.wrong(f"expected a number from 0 to {maximum}")
        if value != round(value, places):
            raise place.wrong(f"has more than {places} decimals")
        return round(value, places)

    def date(self, key, default=MISSING):
        """A date written 2027-01-31, in a year that a form takes; None where the file says null."""
        place = self.child(key)
        if place.value is None or (place.value is MISSING and default is not MISSING):
            return None
        value = place.as_text(maximum=40)
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise place.wrong(f'"{value}" is not a date such as 2027-01-31') from None
        return place.in_sensible_year(day)

    def in_sensible_year(self, day):
        """A budget is spread over every month between two days: thousands of years take minutes."""
        if not FIRST <= day.year <= LAST:
            raise self.wrong(f"expected a year from {FIRST} to {LAST}")
        return day

    def moment(self, key):
        """A moment with its zone, 2027-01-31T08:00:00+00:00; None where it is missing or null."""
        place = self.child(key)
        if place.value in (None, MISSING):
            return None
        try:
            moment = datetime.datetime.fromisoformat(place.as_text(maximum=40))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise place.wrong("is not a moment such as 2027-01-31T08:00:00+00:00")
        return place.in_sensible_year(moment)


def _is_encodable(text):
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def length(model, field):
    """How long a text may be that goes into that column; None without a limit."""
    return model._meta.get_field(field).max_length


def midnight(day):
    """The moment that a day of the file stands for."""
    moment = datetime.datetime.combine(day, datetime.time())
    return timezone.make_aware(moment, timezone.get_default_timezone())
