"""What a workbook would change in a plan, and doing it: looked at first, all of it or nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions import next_code
from plans.budget import currency_decimals, line_total
from plans.fields import DayInput
from plans.forms import outside
from plans.ledger import PARTS_ARE_AMOUNTS, parts_make
from plans.line_rows import (
    COLUMNS,
    SHARE,
    LineRowForm,
    WordField,
    read_known,
    row_problems,
    words_of,
)
from plans.models import Activity, CostLine, Funding, Plan
from plans.workbook import (
    ACTIVITIES,
    ACTIVITY_COLUMNS,
    LINES,
    TITLES,
    read_workbook,
    rows_of,
    words_for_several,
)
from roles import formats

FACTORS = ("quantity", "frequency", "unit_cost")
CHOICES = {
    (ACTIVITIES, "kind"): Activity.Kind,
    (ACTIVITIES, "status"): Activity.Status,
    (LINES, "recurrence"): CostLine.Recurrence,
    (LINES, "status"): Funding.Status,
}


class NotAsSeenError(Exception):
    """The workbook would no longer do what its preview showed."""


class ActivityRowForm(forms.Form):
    """One row of the activities."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = WordField(
        label=gettext_lazy("Kind"), unknown=gettext_lazy("“%(text)s” is no kind of activity.")
    )
    start = forms.DateField(label=gettext_lazy("Starts"), required=False, widget=DayInput)
    end = forms.DateField(label=gettext_lazy("Ends"), required=False, widget=DayInput)
    status = WordField(
        label=gettext_lazy("Status"),
        required=False,
        unknown=gettext_lazy("“%(text)s” is no status of an activity."),
    )
    audience = forms.CharField(
        label=gettext_lazy("People outside the team"), required=False, max_length=200
    )

    def __init__(self, data, plan: Plan):
        super().__init__(data)
        self.plan = plan
        self.fields["kind"].words = words_of(Activity.Kind)
        self.fields["status"].words = words_of(Activity.Status)

    def clean(self):
        data = super().clean()
        data["status"] = data.get("status") or Activity.Status.PLANNED
        start, end = data.get("start"), data.get("end")
        for name in ("start", "end"):
            if data.get(name) and data[name].year not in self.plan.years:
                self.add_error(name, outside(self.plan))
        if (start is None) != (end is None) and not self.errors:
            self.add_error("end", _("Enter both the first and the last day, or neither."))
        if start and end and end < start:
            self.add_error("end", _("The last day lies before the first."))
        return data


@dataclass(frozen=True)
class Change:
    """What happens to one row. `differences` are triples of a column's name, now and then.

    `conflict`: somebody saved the row after it was taken out. `twin`: it is new, and the plan has
    an equal one already, as when a file comes a second time.
    """

    sheet: str
    place: int
    label: str
    row: object
    values: dict
    differences: tuple = ()
    conflict: bool = False
    twin: bool = False

    @property
    def asks(self) -> bool:
        """It is written only when somebody ticks it."""
        return self.conflict or self.twin

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def kind(self) -> str:
        """What the row is: two sheets have rows of the same activity."""
        if self.sheet != LINES:
            return _("Activity")
        return _("Cost line: %(category)s") % {"category": self.values["category"]}

    @property
    def token(self) -> str:
        return f"{self.sheet}:{self.place}"


@dataclass
class Outcome:
    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchanged: int = 0
    keys: set = field(default_factory=set)

    @property
    def seal(self) -> str:
        """Differs as soon as one change does."""
        facts = [(one.token, one.label, one.differences, one.asks) for one in self.changes]
        return hashlib.sha256(repr(facts).encode()).hexdigest()


def look(plan: Plan, name: str, content: bytes) -> Outcome:
    """What the workbook would do. Raises SheetError when it is no workbook of a plan."""
    pages = read_workbook(name, content)
    found = Outcome()
    activities = {str(one.pk): one for one in plan.activities.all()}
    for place, cells in rows_of(pages[ACTIVITIES]):
        form = ActivityRowForm({column: cells[column] for column in ACTIVITY_COLUMNS}, plan)
        _look_at(found, ACTIVITIES, place, cells, activities, form)
    lines = CostLine.objects.filter(activity__plan=plan)
    lines = lines.select_related("activity__plan__team", "category")
    known_lines = {str(one.pk): one for one in lines.prefetch_related("fundings__source")}
    known = read_known(plan)
    for place, cells in rows_of(pages[LINES]):
        data = {column: cells[column] for column in COLUMNS}
        if _several(data):
            data |= dict.fromkeys(SHARE, "")
        form = LineRowForm(data, known)
        _look_at(found, LINES, place, cells, known_lines, form)
    return found


def _look_at(found: Outcome, sheet, place, cells, rows, form):
    problems = row_problems(place, form)
    key = cells["key"].strip()
    if key and key not in rows:
        text = _("Row %(row)d: the plan has no such row any more.") % {"row": place}
        problems.append(text)
    elif key and (sheet, key) in found.keys:
        text = _(
            "Row %(row)d: this row is in the file twice. Empty the key of the one that is new."
        )
        problems.append(text % {"row": place})
    found.keys.add((sheet, key))
    if not problems:
        problems += _part_problems(place, rows.get(key), form.cleaned_data)
    if problems:
        found.problems += [formats.labelled(TITLES[sheet], problem) for problem in problems]
        return
    row = rows.get(key)
    values = dict(form.cleaned_data)
    if row and sheet == LINES and _several(cells):
        values = {name: value for name, value in values.items() if name not in SHARE}
    now = stored(row) if row else {}
    differences = tuple(
        (str(form.fields[name].label), shown(sheet, name, now.get(name)), shown(sheet, name, value))
        for name, value in values.items()
        if row is None or now[name] != value
    )
    if not differences:
        found.unchanged += 1
        return
    label = cells.get("code") or f"{cells.get('activity', '')} {cells.get('description', '')}"
    late = row is not None and cells["seen"].strip() != str(row.version)
    twin = row is None and any(stored(one) == values for one in rows.values())
    found.changes.append(
        Change(sheet, place, label.strip(), row, values, differences, conflict=late, twin=twin)
    )


def _several(cells: dict[str, str]) -> bool:
    return not words_for_several().isdisjoint((cells["source"], cells["status"]))


def _part_problems(place, row, values):
    """Amounts by year or by funder were made for the former total, which a file cannot change."""
    if not isinstance(row, CostLine) or all(values[name] == getattr(row, name) for name in FACTORS):
        return
    decimals = currency_decimals(row.activity.plan.team.currency)
    total = line_total(values["quantity"], values["unit_cost"], decimals, values["frequency"])
    if not parts_make(row, total):
        facts = {"row": place, "column": _("Quantity"), "problem": PARTS_ARE_AMOUNTS}
        yield _("Row %(row)d, %(column)s: %(problem)s") % facts


def stored(row) -> dict:
    """What the database holds for the columns of a row."""
    if isinstance(row, Activity):
        return {name: getattr(row, name) for name in ACTIVITY_COLUMNS}
    found = {name: getattr(row, name) for name in COLUMNS if name not in SHARE}
    fundings = list(row.fundings.all())
    one = fundings[0] if len(fundings) == 1 else None
    return found | {name: getattr(one, name) if one else None for name in SHARE}


def shown(sheet: str, name: str, value) -> str:
    """A value as people read it: the word of a choice, a day, a number in the language."""
    if value in (None, ""):
        return formats.NOTHING
    if choices := CHOICES.get((sheet, name)):
        return str(choices(value).label)
    if isinstance(value, date):
        return formats.longdate(value)
    return formats.exact_number(value) if hasattr(value, "normalize") else str(value)


@transaction.atomic
def write(plan: Plan, name: str, content: bytes, *, seal: str, also: set[str], by) -> int:
    """Do what the preview with this seal showed; of what asks those named in `also`.

    Returns how many rows were written. Raises NotAsSeenError when it would do something else.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    found = look(plan, name, content)
    if found.problems or found.seal != seal or not plan.can_be_edited_by(by):
        raise NotAsSeenError
    chosen = [one for one in found.changes if not one.asks or one.token in also]
    for change in chosen:
        _write(plan, change)
    return len(chosen)


def _write(plan: Plan, change: Change):
    if change.sheet == ACTIVITIES:
        row, own = change.row or Activity(plan=plan, code=next_code(plan), version=0), ()
    else:
        row, own = change.row or CostLine(version=0), SHARE
    for name, value in change.values.items():
        if name not in own:
            setattr(row, name, value)
    row.version += 1
    row.save()
    share = {name: change.values[name] for name in SHARE if name in change.values}
    if change.sheet == LINES and len(share) == len(SHARE):
        if change.is_new:
            Funding.objects.create(line=row, **share)
        else:
            row.fundings.update(**share)
