"""What technical assistance lacks: the paired member, what is handed over, fewer days every year.

Mentoring and whatever else has fees of technical assistance is asked the same. Warned about, never
refused. Source: issue 5; guide section 4 (TA days per year should fall).
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from plans.models import Activity


def lacks_of(paired: bool, handed_over: str, days: Mapping[int, int], years: Sequence[int]):
    """Return what is missing as "paired", "handed_over", "days", "declining", in this order.

    `years` are those in which the activity runs; a year without days counts as 0 of them.
    """
    found = [] if paired else ["paired"]
    if not handed_over.strip():
        found.append("handed_over")
    planned = [days.get(year, 0) for year in years]
    if not any(days.values()):
        found.append("days")
    elif len(planned) > 1 and any(
        later >= earlier > 0 for earlier, later in zip(planned, planned[1:], strict=False)
    ):
        found.append("declining")
    return found


def warnings_of(activity: Activity) -> list[str]:
    """In words, for an activity with an expert from outside; loaded with `with_experts`,
    `assistance` and its days."""
    if not activity.has_expert:
        return []
    terms = getattr(activity, "assistance", None)
    days = {row.year: row.days for row in terms.days_by_year.all()} if terms else {}
    years = range(activity.start.year, activity.end.year + 1) if activity.start else sorted(days)
    words = {
        "paired": _("No member is paired with the expert."),
        "handed_over": _("It is not said what is handed over."),
        "days": _("The days of the expert are not planned."),
        "declining": _("The days of the expert do not fall from year to year."),
    }
    paired = bool(terms and terms.paired_id)
    return [words[one] for one in lacks_of(paired, terms.handed_over if terms else "", days, years)]


def warned(activities: Iterable[Activity]) -> list[tuple[Activity, list[str]]]:
    """Those that lack something, of activities loaded with `for_notes`."""
    going = (one for one in activities if one.status != Activity.Status.CANCELLED)
    found = [(activity, warnings_of(activity)) for activity in going]
    return [(activity, texts) for activity, texts in found if texts]
