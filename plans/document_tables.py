"""The rows of the plan document's tables, added up and formatted. No ORM, no Word.

Every total is the sum of the rows above it, taken from the same cost rows, so that no two
tables of a document can differ.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document_format import EN_DASH
from plans.document_totals import feet
from plans.document_words import CLASSES, FUNDINGS, RECURRENCES, STATES, STATUSES
from roles.formats import labelled

STATUS_ORDER = ("spent", "secured", "requested", "unfunded")
YEAR_COLUMNS = 5
"""More columns of amounts do not fit on a page: what is later shares the last one."""


@dataclass(frozen=True)
class YearRow:
    label: str
    years: list[str]
    total: str
    share: str
    is_group: bool = False
    status: str = ""
    status_text: str = ""


def total_of(costs):
    return sum((cost.total for cost in costs), Decimal(0))


def in_years(costs, years):
    """Return what falls into some years; the year None holds lines without dates."""
    amounts = (amount for cost in costs for year, amount in cost.amounts if year in years)
    return sum(amounts, Decimal(0))


def year_columns(document):
    """Return {column head: years}, every year of the plan and of any cost line in one."""
    spent = {year for cost in document.costs for year, amount in cost.amounts if amount}
    undated = None in spent
    years = sorted((spent - {None}).union(plan_years(document)))
    columns = {str(year): {year} for year in years}
    if len(years) > YEAR_COLUMNS:
        first, later = years[: YEAR_COLUMNS - 1], years[YEAR_COLUMNS - 1 :]
        columns = {str(year): {year} for year in first}
        columns[f"{later[0]}{EN_DASH}{later[-1]}"] = set(later)
    if undated:
        columns[_("No date yet")] = {None}
    return columns


def plan_years(document):
    return range(document.plan.start_year, document.plan.end_year + 1)


def grouped(rows, key):
    """Return {key: rows}, keys in the order of first appearance."""
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


class BudgetTables:
    """The budget tables of one document: by category, recurrence, source and status."""

    def __init__(self, document, formats):
        self.document, self.costs, self.formats = document, document.costs, formats
        self.titles = {activity.code: activity.title for activity in document.activities}
        self.columns = year_columns(document)
        self.total = total_of(self.costs)

    def row(self, label, costs, **options):
        return YearRow(
            label=label,
            years=self._by_column(costs),
            total=self.formats.amount(total_of(costs)),
            share=self.formats.share(total_of(costs), self.total),
            **options,
        )

    def _by_column(self, costs):
        return [self.formats.amount(in_years(costs, years)) for years in self.columns.values()]

    def total_row(self):
        return self.row(_("Total"), self.costs)

    def feet(self):
        """Return contingency and second currency, which stand below the total."""
        columns = [in_years(self.costs, years) for years in self.columns.values()]
        return [
            YearRow(
                label=foot.label,
                years=[foot.formats.amount(part) for part in foot.parts],
                total=foot.formats.amount(foot.total),
                share="",
            )
            for foot in feet(self.document, columns, self.formats)
        ]

    def status_row(self, label, status, costs):
        return self.row(label, costs, status=status, status_text=str(STATUSES[status]))

    def categories(self):
        """Return a group row with its subtotal before the categories of each group."""
        rows = []
        ordered = sorted(self.costs, key=lambda cost: cost.category_order)
        for group, costs in grouped(ordered, lambda cost: cost.category_group).items():
            rows.append(self.row(group, costs, is_group=True))
            for category, lines in grouped(costs, lambda cost: cost.category).items():
                rows.append(self.row(category, lines))
        return rows

    def recurrence(self):
        kinds = grouped(self.costs, lambda cost: cost.recurrence)
        return [
            self.row(str(word), kinds[kind]) for kind, word in RECURRENCES.items() if kind in kinds
        ]

    def statuses(self):
        found = grouped(self.costs, lambda cost: cost.status)
        return [self.status_row("", s, found[s]) for s in STATUS_ORDER if s in found]

    def sources(self):
        """Return domestic sources first, largest first, and what has no source last."""
        found = grouped(self.costs, lambda cost: cost.source)
        order = sorted(
            found.items(),
            key=lambda item: (not item[0], not item[1][0].domestic, -total_of(item[1]), item[0]),
        )
        return [row for source, costs in order for row in self._source_rows(source, costs)]

    def _source_rows(self, source, costs):
        label = source or _("No source yet")
        found = grouped(costs, lambda cost: cost.status)
        statuses = [status for status in STATUS_ORDER if status in found]
        if len(statuses) == 1:
            return [self.status_row(label, statuses[0], costs)]
        parts = [self.status_row("", status, found[status]) for status in statuses]
        return [self.row(label, costs, is_group=True), *parts]

    def by_status(self, *statuses):
        return total_of(cost for cost in self.costs if cost.status in statuses)

    def lines(self):
        """Return the cost lines of each activity, below its title and its sum.

        A line that is alone carries the title itself: its sum would only repeat it.
        """
        return [
            self._activity_lines(f"{code} {self.titles.get(code, '')}".strip(), costs)
            for code, costs in grouped(self.costs, lambda cost: cost.activity_code).items()
        ]

    def _activity_lines(self, title, costs):
        rows, is_single = [self._line(cost) for cost in costs], len(costs) == 1
        for row in rows:
            row["label"] = row["description"]
            if is_single:
                said = "" if row["description"] == EN_DASH else row["description"]
                row["label"] = labelled(title, said) if said else title
        return {
            "title": title,
            "is_single": is_single,
            "years": self._by_column(costs),
            "total": self.formats.amount(total_of(costs)),
            "rows": rows,
        }

    def _line(self, cost):
        """Return a cost line, or the part of it that one source pays."""
        return {
            "description": self._description(cost),
            "category": cost.category,
            "kind": str(RECURRENCES[cost.recurrence]),
            "source": cost.source or _("No source yet"),
            "status": cost.status,
            "status_text": str(STATUSES[cost.status]),
            "quantity": self.formats.number(cost.quantity),
            "unit_cost": self.formats.amount(cost.unit_cost),
            "years": self._by_column([cost]),
            "total": self.formats.amount(cost.total),
        }

    def _description(self, cost):
        line = described(cost, self.formats)
        if cost.percent == 100:
            return line or EN_DASH
        share = {"share": self.formats.exact_percent(cost.percent), "line": line}
        if not line:
            return _("%(share)s of the line") % share
        return _("%(line)s (%(share)s of the line)") % share


def described(cost, formats):
    """Return what is counted, and how often where it is more than once."""
    if cost.times == 1:
        return cost.description
    counted = _("%(quantity)s × %(times)s times") % {
        "quantity": formats.number(cost.quantity / cost.times),
        "times": formats.number(cost.times),
    }
    return ", ".join(filter(None, (cost.description, counted)))


def position_groups(positions, formats, named=True):
    """Return the positions by class, each class with the sum of its full-time equivalents."""
    groups = []
    for role_class, word in CLASSES.items():
        rows = [position for position in positions if position.role_class == role_class]
        if rows:
            groups.append({
                "title": str(word),
                "fte": formats.fte(sum(row.fte for row in rows)),
                "rows": [_position(row, formats, named) for row in rows],
            })  # fmt: skip
    return groups


def _position(row, formats, named):
    filled = row.state == "filled"
    holder = row.holder or (_("to be confirmed") if filled else "")
    if filled and not named:
        holder = _("filled")
    elif filled and row.holder_is_organisation:
        holder = _("%(name)s (organisation)") % {"name": holder}
    return {
        "order": str(row.order) if row.order else EN_DASH,
        "title": row.title,
        "local_title": row.local_title,
        "holder": holder if filled else "",
        "state": "" if filled else position_state(row, formats),
        "note": "" if filled else row.note,
        "employer": (_employer(row, formats) if filled else "") or EN_DASH,
        "paid_from": str(FUNDINGS[row.funding]),
        "fte": formats.fte(row.fte),
    }


def position_state(row, formats):
    """Return in words what is planned for a position that nobody holds."""
    state = str(STATES[row.state])
    if not row.recruit_by:
        return state
    return _("%(state)s, by %(month)s") % {
        "state": state,
        "month": formats.month(row.recruit_by),
    }


def _employer(row, formats):
    engagement = row.engagement
    if row.contract_end:
        engagement = _("%(engagement)s to %(date)s") % {
            "engagement": engagement or _("contract"),
            "date": formats.date(row.contract_end),
        }
    return ", ".join(part for part in (row.employer, engagement) if part)


def activity_status(costs):
    """Return the least sure status of an activity's money; ``no_cost`` without any line.

    ``partly``: some of the money has a source, or is asked for, and some is unfunded. Lines
    that cost nothing (staff time) need no money, so they count as secured.
    """
    statuses = {cost.status for cost in costs if cost.total}
    if "unfunded" in statuses:
        return "partly" if len(statuses) > 1 else "unfunded"
    if "requested" in statuses:
        return "requested"
    return "secured" if costs else "no_cost"


def activity_groups(document, formats):
    """Return the activities by group, each with its cost or why there is none."""
    lines = grouped(document.costs, lambda cost: cost.activity_code)
    groups = grouped(document.activities, lambda activity: activity.group)
    return [
        {
            "title": title or _("Other activities"),
            "rows": [_activity(row, lines.get(row.code, []), formats) for row in rows],
        }
        for title, rows in groups.items()
    ]


def cost_in_words(costs, write):
    """Return what lines of cost come to, as `write` writes money; in words when that is nothing."""
    if not costs:
        return _("no cost entered")
    return write(total_of(costs)) if total_of(costs) else _("staff time")


def _activity(row, costs, formats):
    return {
        "code": row.code,
        "title": row.title,
        "whom": row.whom or _("to be confirmed"),
        "when": formats.when(row.start, row.end),
        "total": cost_in_words(costs, formats.amount),
    }


def timeline_years(document):
    """Return the years the timeline shows: the first five, as many as a page can hold."""
    return list(plan_years(document))[:YEAR_COLUMNS]


def quarters(years):
    """Return the first and the last month of every quarter as (year, month, month)."""
    return [(year, month, month + 2) for year in years for month in (1, 4, 7, 10)]


def timeline(document, milestones):
    """Return a row of marks for each activity and each milestone ({label: dates})."""
    spans = quarters(timeline_years(document))
    lines = grouped(document.costs, lambda cost: cost.activity_code)
    rows = []
    for activity in _by_group(document.activities):
        status = activity_status(lines.get(activity.code, []))
        marks = [status if _runs(activity, *span) else "" for span in spans]
        rows.append({"code": activity.code, "title": activity.title, "marks": marks})
    for label, days in milestones.items():
        marks = ["milestone" if any(_inside(day, *s) for day in days) else "" for s in spans]
        if any(marks):
            rows.append({"code": "", "title": label, "marks": marks})
    return rows


def _by_group(activities):
    groups = grouped(activities, lambda activity: activity.group)
    return [activity for rows in groups.values() for activity in rows]


def _runs(activity, year, first, last):
    if not activity.start or not activity.end:
        return False
    starts_before_end = (activity.start.year, activity.start.month) <= (year, last)
    return starts_before_end and activity.end >= date(year, first, 1)


def _inside(day, year, first, last):
    return day.year == year and first <= day.month <= last


ANSWERS = ("yes", "partly", "no", "na", "")


def principle_groups(principles):
    """Return the counts of answers by group, and over all groups."""
    groups = grouped(principles, lambda principle: principle.group)
    return [_counts(name, rows) for name, rows in groups.items()], _counts("", principles)


def _counts(name, rows):
    counts = {answer: sum(row.answer == answer for row in rows) for answer in ANSWERS}
    shown = {answer: str(count) if count else EN_DASH for answer, count in counts.items()}
    return {
        "name": name,
        "questions": str(len(rows)),
        "yes": shown["yes"],
        "partly": shown["partly"],
        "no": shown["no"],
        "na": shown["na"],
        "open": shown[""],
    }


def people_and_organisations(positions):
    """Return how many people and organisations hold a position, in words."""
    people = {p.holder for p in positions if p.holder and not p.holder_is_organisation}
    organisations = {p.holder for p in positions if p.holder and p.holder_is_organisation}
    texts = []
    if people:
        texts.append(ngettext("%(count)s person", "%(count)s people", len(people))
                     % {"count": len(people)})  # fmt: skip
    if organisations:
        texts.append(
            ngettext("%(count)s organisation", "%(count)s organisations", len(organisations))
            % {"count": len(organisations)}
        )
    return _(" and ").join(texts)
