"""Rolling unfinished activities over to the next year, all of them or none."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.ledger import line_price
from plans.models import Activity, AssistanceDays, CostLine, Plan, TechnicalAssistance
from plans.rolling import last_year, next_year, shifted_years


def candidates(plan: Plan, until) -> list[Activity]:
    """Open activities that end by that day, the earliest first, with all that moves along."""
    rows = plan.activities.open().filter(end__lte=until).order_by("end", "pk")
    lines = CostLine.objects.select_related("price__plan__team")
    return list(
        rows.select_related("owner", "assistance").prefetch_related(
            Prefetch("cost_lines", lines), "cost_lines__fundings", "assistance__days_by_year"
        )
    )


def fits(plan: Plan, activity: Activity) -> bool:
    """Whether the activity, its costs and an expert's days stay in the plan's years then."""
    lines = list(activity.cost_lines.all())
    ends = [line.end for line in lines if line.end]
    years = [int(year) for line in lines for year in line.amounts_by_year]
    if terms := getattr(activity, "assistance", None):
        years += [row.year for row in terms.days_by_year.all()]
    return last_year(activity.end, ends, years) < plan.end_year


@transaction.atomic
def roll_over(plan: Plan, chosen: dict[int, int], until, *, by) -> bool:
    """Move these activities (key: version that the person saw) by a year, with their cost lines
    and the days of their experts.

    False, and nothing is moved, when one was changed meanwhile or cannot be moved.
    """
    if not plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the plan."))
    plan = Plan.objects.select_for_update().select_related("team").get(pk=plan.pk)
    rows = {row.pk: row for row in candidates(plan, until) if fits(plan, row)}
    moved = all(pk in rows and _move(rows[pk], seen) for pk, seen in chosen.items())
    if not moved:
        transaction.set_rollback(True)
    return moved


def _move(activity: Activity, seen: int) -> bool:
    claimed = Activity.objects.filter(pk=activity.pk, version=seen).update(
        start=next_year(activity.start),
        end=next_year(activity.end),
        version=F("version") + 1,
        changed_at=timezone.now(),
    )
    if not claimed:
        return False
    for line in activity.cost_lines.all():
        _move_line(activity, line)
    if terms := getattr(activity, "assistance", None):
        _move_days(terms)
    return True


def _move_line(activity: Activity, line: CostLine) -> None:
    """Its days and years move; a price of the list becomes that of the new months."""
    start, end = line.start or activity.start, line.end or activity.end
    if follows_its_price(line, start, end):
        line.unit_cost = line_price(line.price, next_year(start), next_year(end))
    line.start = next_year(line.start) if line.start else None
    line.end = next_year(line.end) if line.end else None
    line.amounts_by_year = shifted_years(line.amounts_by_year)
    line.version += 1
    moved = ["start", "end", "amounts_by_year", "unit_cost", "version", "changed_at"]
    line.save(update_fields=moved)


def follows_its_price(line: CostLine, start, end) -> bool:
    """Its cost of one is the list's; never where amounts by year or funder must make the total."""
    has_amounts = bool(line.amounts_by_year) or any(
        funding.amount is not None for funding in line.fundings.all()
    )
    return (
        line.price is not None
        and not has_amounts
        and line.unit_cost == line_price(line.price, start, end)
    )


def _move_days(terms: TechnicalAssistance) -> None:
    """The expert's days of each year, a year later; the last first, each year stands once."""
    rows = terms.days_by_year.order_by("-year")
    for row in rows:
        AssistanceDays.objects.filter(pk=row.pk).update(year=F("year") + 1)
    TechnicalAssistance.objects.filter(pk=terms.pk).update(
        version=F("version") + 1, changed_at=timezone.now()
    )
