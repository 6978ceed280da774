"""The guide's advice before new aggregate or tracker work, in words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.readiness import tracker_readiness
from assessments.results import CurrentSheet, member_levels
from plans.maturity import Advice, Kind, advice, hinted
from plans.models import Activity, Maturity
from plans.models.activities import OPEN
from roles.models import Team


def advice_rows(maturity: Maturity) -> list[dict]:
    """Two rows for components/risks.html: before an aggregate domain, before a tracker."""
    return [_row(maturity, found) for found in advice(maturity.levels)]


def maturity_of(team: Team) -> Maturity:
    """What the team recorded, or that nobody has said anything; no query when it was loaded."""
    return getattr(team, "maturity", None) or Maturity(team=team)


def warnings_before(activity: Activity, sheets: Iterable[CurrentSheet]) -> list[dict]:
    """What the guide says of the new work that an activity brings, for components/risks.html.

    `sheets` are those of the whole team, empty for a reader who does not see them all.
    """
    if activity.new_work not in tuple(Kind):
        return []
    maturity = maturity_of(activity.plan.team)
    found = [
        _row(maturity, one) for one in advice(maturity.levels) if one.kind == activity.new_work
    ]
    at_zero = tracker_readiness(member_levels(sheets), True).skills_at_zero
    if activity.new_work == Kind.TRACKER and at_zero:
        found.append(_nobody_builds_it(activity.plan.team, at_zero, sheets))
    return found


def _nobody_builds_it(team, codes, sheets) -> dict:
    names = {answer.skill.code: answer.skill.name for sheet in sheets for answer in sheet.answers}
    return {
        "kind": "warning",
        "title": _("Nobody in the team can build or secure it yet"),
        "text": _("At level 0: %(skills)s.")
        % {"skills": ", ".join(f"{names[code]} ({code})" for code in codes)},
        "url": reverse("assessments:results", args=[team.slug]),
        "link": _("See the results"),
    }


def new_work_question(activity: Activity) -> str:
    """Asked of an open activity that builds the skills of such work and says nothing of it."""
    if activity.new_work or activity.status not in OPEN:
        return ""
    return {
        Kind.TRACKER: _("It builds skills of tracker work. Does a new tracker program begin?"),
        Kind.AGGREGATE: _("It builds skills of aggregate work. Does a new domain begin?"),
        None: "",
    }[hinted(skill.code for skill in activity.skills.all())]


def advice_words(found: Advice) -> tuple[str, str]:
    """What the guide advises, and the domains it speaks of."""
    texts = [
        _("Bring up first: %(domains)s.") % {"domains": _names(found.too_low)}
        if found.too_low
        else "",
        _("Nobody has said yet: %(domains)s.") % {"domains": _names(found.unknown)}
        if found.unknown
        else "",
        _("Better still at Adequate: %(domains)s.") % {"domains": _names(found.preferable)}
        if found.preferable
        else "",
    ]
    return _title(found), " ".join(filter(None, texts))


def _row(maturity: Maturity, found: Advice) -> dict:
    title, text = advice_words(found)
    return {
        "kind": "success" if found.is_ready else "warning",
        "title": title,
        "text": text,
        "url": "" if found.is_ready else reverse("plans:maturity", args=[maturity.team.slug]),
        "link": "" if found.is_ready else _("See the foundations"),
    }


def _title(found: Advice) -> str:
    if found.kind == Kind.AGGREGATE:
        if found.is_ready:
            return _("The foundations carry a new aggregate domain")
        if not found.too_low:
            return _("Not known yet whether the foundations carry a new aggregate domain")
        return _("The guide advises against a new aggregate domain for now")
    if found.is_ready:
        return _("The foundations carry a new tracker program")
    if not found.too_low:
        return _("Not known yet whether the foundations carry a new tracker program")
    return _("The guide advises against a new tracker program for now")


def _names(domains) -> str:
    return ", ".join(str(Maturity._meta.get_field(name).verbose_name) for name in domains)
