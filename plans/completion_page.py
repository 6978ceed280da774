"""What came of an activity, as its page shows it, and whom to assess again."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.models import Activity
from plans.models.activities import OPEN
from roles import formats


def completion_context(activity: Activity, on) -> dict:
    """`activity` was loaded with `for_page`; no further queries."""
    done = getattr(activity, "completion", None)
    is_open = activity.status in OPEN
    return {
        "completion": done,
        "completion_facts": _facts(done) if done else [],
        "can_complete": is_open and not done,
        "is_late": activity.is_late(on),
        "reassess_url": reassessment_url(activity) if done else "",
    }


def _facts(done) -> list[dict]:
    names = ", ".join(member.name for member in done.attended.all())
    return [
        {"label": _("Done on"), "value": formats.longdate(done.done_on)},
        {"label": _("Who took part"), "value": names or _("Nobody of the team")},
    ]


def reassessment_url(activity: Activity) -> str:
    """A new round with whoever was there ticked for the roles of the skills; "" without any."""
    roles = {skill.skill_set.slug: None for skill in activity.skills.all()}
    people = activity.completion.attended.all()
    scope = [("scope", f"{member.pk}-{role}") for member in people for role in roles]
    if not scope:
        return ""
    create = reverse("assessments:round_create", args=[activity.plan.team.slug])
    return f"{create}?{urlencode(scope)}"
