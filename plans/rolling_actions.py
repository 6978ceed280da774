"""Rolling unfinished activities over to the next year, all of them or none."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Activity, Plan
from plans.rolling import last_year, next_year, shifted_years


def candidates(plan: Plan, until) -> list[Activity]:
    """Open activities that end by that day, the earliest first, with their cost lines."""
    rows = plan.activities.open().filter(end__lte=until).order_by("end", "pk")
    return list(rows.select_related("owner").prefetch_related("cost_lines"))


def fits(plan: Plan, activity: Activity) -> bool:
    """Whether the activity and its costs stay in the plan's years a year later."""
    lines = list(activity.cost_lines.all())
    ends = [line.end for line in lines if line.end]
    years = [year for line in lines for year in line.amounts_by_year]
    return last_year(activity.end, ends, years) < plan.end_year


@transaction.atomic
def roll_over(plan: Plan, chosen: dict[int, int], until, *, by) -> bool:
    """Move these activities (key: version that the person saw) and their cost lines by a year.

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
    now = timezone.now()
    claimed = Activity.objects.filter(pk=activity.pk, version=seen).update(
        start=next_year(activity.start),
        end=next_year(activity.end),
        version=F("version") + 1,
        changed_at=now,
    )
    for line in activity.cost_lines.all() if claimed else ():
        if line.start or line.amounts_by_year:
            line.start = next_year(line.start) if line.start else None
            line.end = next_year(line.end) if line.end else None
            line.amounts_by_year = shifted_years(line.amounts_by_year)
            line.version += 1
            line.save(update_fields=["start", "end", "amounts_by_year", "version", "changed_at"])
    return bool(claimed)
