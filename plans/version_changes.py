"""What differs between two documents of a plan, line by line. No ORM.

Lines are matched by what names them: an activity by its code, a cost line by activity, category
and description, a position by title and local title, a question by its code. Several lines of one
name are matched in their order.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plans.document_data import ActivityRow, CostRow, PlanDocument, PositionRow, PrincipleAnswer


@dataclass(frozen=True)
class FieldChange:
    """One column of a line; ``field`` is the name of the column."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class LineChange:
    """A line that came (``before`` None), went (``after`` None), or has other columns."""

    before: Any
    after: Any
    fields: tuple[FieldChange, ...] = ()

    @property
    def line(self):
        """The line as it is now, or as it was when it is gone."""
        return self.after if self.after is not None else self.before

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Changes:
    """Lines by section, and the totals before and after; unchanged lines are left out."""

    activities: list[LineChange]
    costs: list[LineChange]
    positions: list[LineChange]
    principles: list[LineChange]
    total_before: Decimal
    total_after: Decimal

    @property
    def is_empty(self) -> bool:
        return not (self.activities or self.costs or self.positions or self.principles)


def changes_between(before: PlanDocument, after: PlanDocument) -> Changes:
    """What `after` has that `before` had not, and the other way round."""
    return Changes(
        activities=_lines(before.activities, after.activities, _activity_name, ACTIVITY_FIELDS),
        costs=_lines(before.costs, after.costs, _cost_name, COST_FIELDS),
        positions=_lines(before.positions, after.positions, _position_name, POSITION_FIELDS),
        principles=_lines(before.principles, after.principles, _code, PRINCIPLE_FIELDS),
        total_before=_total(before),
        total_after=_total(after),
    )


ACTIVITY_FIELDS = ("title", "whom", "start", "end", "skills", "case")
COST_FIELDS = (
    "recurrence", "quantity", "unit_cost", "total", "source", "status", "percent", "amounts",
)  # fmt: skip
POSITION_FIELDS = ("state", "holder", "fte", "funding", "employer", "contract_end", "recruit_by")
PRINCIPLE_FIELDS = ("answer", "note")


def _activity_name(row: ActivityRow) -> Hashable:
    return row.code


def _cost_name(row: CostRow) -> Hashable:
    return row.activity_code, row.category_order, row.description


def _position_name(row: PositionRow) -> Hashable:
    return row.title, row.local_title


def _code(row: PrincipleAnswer) -> Hashable:
    return row.code


def _total(document: PlanDocument) -> Decimal:
    return sum((cost.total for cost in document.costs), Decimal(0))


def _lines(
    before: Iterable, after: Iterable, name: Callable[[Any], Hashable], fields: tuple[str, ...]
) -> list[LineChange]:
    old, new = _by_name(before, name), _by_name(after, name)
    found = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key, []), new.get(key, [])
        for place in range(max(len(was), len(now))):
            pair = (
                was[place] if place < len(was) else None,
                now[place] if place < len(now) else None,
            )
            change = _change(*pair, fields)
            if change:
                found.append(change)
    return found


def _by_name(rows: Iterable, name: Callable[[Any], Hashable]) -> dict[Hashable, list]:
    named = defaultdict(list)
    for row in rows:
        named[name(row)].append(row)
    return named


def _change(was: Any, now: Any, fields: tuple[str, ...]) -> LineChange | None:
    if was is None or now is None:
        return LineChange(was, now)
    differing = tuple(
        FieldChange(field, getattr(was, field), getattr(now, field))
        for field in fields
        if getattr(was, field) != getattr(now, field)
    )
    return LineChange(was, now, differing) if differing else None
