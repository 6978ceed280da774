"""Cost lines as rows of text, from a spreadsheet's clipboard or a workbook: read and checked.

Nothing is guessed: numbers are read as the language of the page writes them, categories by code,
activities by code, funders by name, states and kinds by their word in any language of the planner.
"""

from dataclasses import dataclass, field
from functools import cache

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from plans.fields import HIGHEST_UNIT_COST, NumberField, use_currency
from plans.models import Activity, CostLine, Funding, Plan
from plans.money_forms import MOST_TIMES
from plans.share_forms import agree
from roles.models import CostCategory

# The order in which a pasted row has its cells.
COLUMNS = (
    "activity",
    "category",
    "description",
    "quantity",
    "frequency",
    "unit_cost",
    "recurrence",
    "source",
    "status",
)


@dataclass(frozen=True)
class Known:
    """What a row may name: activities and categories by code, funders by name."""

    plan: Plan
    activities: dict[str, Activity]
    categories: dict[str, CostCategory]
    sources: dict[str, object]


def read_known(plan: Plan) -> Known:
    """Three queries."""
    return Known(
        plan=plan,
        activities={one.code.casefold(): one for one in plan.activities.all()},
        categories={one.code.casefold(): one for one in CostCategory.objects.current()},
        sources={one.name.casefold(): one for one in plan.funding_sources.all()},
    )


class WordField(forms.CharField):
    """One of the words that something is known by; gives what it stands for."""

    def __init__(self, *, words=None, unknown, **kwargs):
        super().__init__(**kwargs)
        self.words, self.unknown = words or {}, unknown

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        if text.casefold() not in self.words:
            raise forms.ValidationError(self.unknown % {"text": text})
        return self.words[text.casefold()]


class LineRowForm(forms.Form):
    """One row; what may be empty has the value of a plain line: once, one-off, unfunded."""

    activity = WordField(
        label=gettext_lazy("Activity"), unknown=gettext_lazy("The plan has no activity “%(text)s”.")
    )
    category = WordField(
        label=gettext_lazy("Cost category"),
        unknown=gettext_lazy("There is no cost category “%(text)s”. Use codes from C1 to C22."),
    )
    description = forms.CharField(label=gettext_lazy("Description"), required=False, max_length=200)
    quantity = NumberField(label=gettext_lazy("Quantity"))
    frequency = NumberField(label=gettext_lazy("Times"), required=False, most=MOST_TIMES)
    unit_cost = NumberField(most=HIGHEST_UNIT_COST)
    recurrence = WordField(
        label=gettext_lazy("Kind of cost"),
        required=False,
        unknown=gettext_lazy("“%(text)s” is neither one-off nor recurring."),
    )
    source = WordField(
        label=gettext_lazy("Funder"),
        required=False,
        unknown=gettext_lazy("The plan has no funding source “%(text)s”. Add it first."),
    )
    status = WordField(
        label=gettext_lazy("State"),
        required=False,
        unknown=gettext_lazy("“%(text)s” is no state of money."),
    )

    def __init__(self, data, known: Known):
        super().__init__(data)
        self.fields["activity"].words = known.activities
        self.fields["category"].words = known.categories
        self.fields["source"].words = known.sources
        self.fields["recurrence"].words = words_of(CostLine.Recurrence)
        self.fields["status"].words = words_of(Funding.Status)
        use_currency(self.fields["unit_cost"], known.plan.team.currency)

    def clean(self):
        data = super().clean()
        if data.get("frequency") == 0:
            self.add_error("frequency", _("Enter how many times: more than 0."))
        data["frequency"] = 1 if data.get("frequency") is None else data["frequency"]
        data["recurrence"] = data.get("recurrence") or CostLine.Recurrence.ONE_OFF
        if "source" not in self.errors and "status" not in self.errors:
            usual = Funding.Status.REQUESTED if data.get("source") else Funding.Status.UNFUNDED
            data["status"] = data.get("status") or usual
            agree(self, data.get("source"), data["status"])
        return data

    @property
    def line(self) -> CostLine:
        """The line of a valid row, not saved yet."""
        kept = {name: self.cleaned_data[name] for name in COLUMNS if name not in SHARE}
        return CostLine(**kept)

    @property
    def share(self) -> Funding:
        return Funding(**{name: self.cleaned_data[name] for name in SHARE})


SHARE = ("source", "status")


def words_of(choices) -> dict[str, str]:
    """Every word of a choice, and its own value: a colleague may have taken the file out in another
    language. This language decides where two of them use one word for different things."""
    here = get_language() or "en"
    others = (code for code, _name in settings.LANGUAGES if code not in (here, "en"))
    found = {value.casefold(): value for value in choices.values}
    for language in (*others, "en", here):
        found |= _words_in(language, choices)
    return found


@cache
def _words_in(language, choices):
    with override(language):
        return {str(label).casefold(): value for value, label in choices.choices}


@dataclass
class PastedRows:
    """What a paste would add: the forms of its rows by their number, and what is wrong."""

    forms: list[tuple[int, LineRowForm]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_paste(text: str, known: Known, most: int) -> PastedRows:
    """Rows of cells with tabs between; a first row that names columns is passed over."""
    found = PastedRows()
    lines = [(place, row) for place, row in enumerate(text.splitlines(), 1) if row.strip()]
    if lines and _is_head(lines[0][1]):
        lines = lines[1:]
    if not lines:
        found.problems.append(_("Paste at least one row."))
    if len(lines) > most:
        found.problems.append(_("Paste at most %(most)d rows at once.") % {"most": most})
        lines = []
    for place, row in lines:
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) > len(COLUMNS):
            facts = {"row": place, "cells": len(cells), "most": len(COLUMNS)}
            text = _("Row %(row)d has %(cells)d cells; there are %(most)d columns.")
            found.problems.append(text % facts)
            continue
        form = LineRowForm(dict(zip(COLUMNS, cells, strict=False)), known)
        found.forms.append((place, form))
        found.problems += row_problems(place, form)
    return found


def _is_head(row: str) -> bool:
    """A row without any digit in it has no quantity, so it can only name the columns."""
    return not any(sign.isdecimal() for sign in row)


def row_problems(place: int, form: forms.Form) -> list[str]:
    """ "Row 3, Quantity: Enter a number." """
    return [
        _("Row %(row)d, %(column)s: %(problem)s")
        % {"row": place, "column": form.fields[name].label, "problem": error}
        for name, errors in form.errors.items()
        for error in errors
        if name in form.fields
    ]
