"""What documents say of keeping and developing people: no name without the person's consent.

Retention is for the lead and the member themselves, so a document names measures and never whom
they are for; a role only where MIN_PEOPLE members have the measure. Development plans hold levels
by name: a file that goes out holds those of members who agreed to that (Consent.What.PUBLICATION).
"""

from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments import consents
from assessments.models import Consent
from assessments.results import MIN_PEOPLE, current_sheets
from plans.document_data import (
    DevelopmentActivity,
    DevelopmentAnnex,
    DevelopmentGap,
    MemberPlan,
    Readiness,
    RetentionRow,
)
from plans.gaps import VisibleSheets, gaps_of, planned_activities, with_activities
from plans.maturity import advice
from plans.maturity_page import advice_words
from plans.models import Maturity, Plan
from plans.money_people import role_names
from plans.overview import dates
from roles.formats import listed
from roles.models import RetentionStep
from roles.staffing import read_staffing


def retention_rows(team, roles_of: dict[str, list[str]]) -> tuple[RetentionRow, ...]:
    """The measures of the team in the order of the catalogue. One query."""
    steps = RetentionStep.objects.filter(member__team=team).select_related("measure")
    found = defaultdict(list)
    for step in sorted(steps, key=lambda one: (one.measure.order, one.measure.pk)):
        found[step.measure].append(step)
    return tuple(_retention_row(measure, own, roles_of) for measure, own in found.items())


def _retention_row(measure, steps, roles_of) -> RetentionRow:
    states = {step.state for step in steps}
    roles = ()
    if len(steps) >= MIN_PEOPLE:
        held = (role for step in steps for role in roles_of.get(str(step.member_id), ()))
        roles = tuple(dict.fromkeys(held))
    return RetentionRow(
        measure=measure.name,
        in_force=RetentionStep.State.IN_FORCE in states,
        planned=RetentionStep.State.PLANNED in states,
        roles=roles,
    )


def readiness(team) -> Readiness | None:
    """Whether the foundations carry what comes next: an aggregate domain, then a tracker.

    None while nobody has said anything about them (guide section 5.4). One query.
    """
    maturity = Maturity.objects.filter(team=team).first()
    if maturity is None or not any(level is not None for level in maturity.levels.values()):
        return None
    aggregate, tracker = advice(maturity.levels)
    found = tracker if aggregate.is_ready else aggregate
    lead, text = advice_words(found)
    return Readiness(found.is_ready, f"{lead}.", text)


def development_annex(plan: Plan, language: str, today: date | None = None) -> DevelopmentAnnex:
    """The plans of members who agree today that their levels are given to others by name.

    Worked out from their sheets alone, as for a reader who sees no others: target 3 for one
    person would tell of the levels of everybody. Without learning paths: these may name a
    colleague as a mentor, and so this one's level.
    """
    team = plan.team
    with override(language):
        agreed = consents.of(team)[Consent.What.PUBLICATION]
        activities = list(planned_activities(team))
        sheets = current_sheets(team, compared=False)
        shown = [sheet for sheet in sheets if sheet.member.pk in agreed]
        gaps = with_activities(
            gaps_of(VisibleSheets(shown, whole_team=len(shown) == len(sheets))), activities
        )
        roles = role_names(read_staffing(team))
        plans = (
            _member_plan(member, gaps, activities, roles)
            for member in team.members.filter(pk__in=agreed)
        )
        taught = {one.pk for activity in activities for one in activity.participants.all()}
        return DevelopmentAnnex(
            plans=tuple(found for found in plans if found.activities or found.gaps),
            others=len((taught | {sheet.member.pk for sheet in sheets}) - agreed),
            dated=today or timezone.localdate(),
        )


def _member_plan(member, gaps, activities, roles_of) -> MemberPlan:
    own = [one for one in activities if member in one.participants.all()]
    own.sort(key=lambda one: (one.start or date.max, one.pk))
    gaps = [one for one in gaps if one.sheet.member.pk == member.pk]
    by_skill = {one.skill.pk: one for one in gaps}
    answered = {skill.pk for activity in own for skill in activity.skills.all()}
    return MemberPlan(
        member=member.name,
        roles=listed(roles_of.get(str(member.pk), ())),
        activities=tuple(_activity(one, by_skill, member.team) for one in own),
        gaps=tuple(
            DevelopmentGap(one.skill.name_for(member.team), one.gap.level, one.gap.target)
            for one in gaps
            if one.skill.pk not in answered and not one.activities
        ),
    )


def _activity(activity, by_skill, team) -> DevelopmentActivity:
    return DevelopmentActivity(
        activity=f"{activity.code} {activity.title}",
        when=dates(activity),
        skills=tuple(
            _skill(skill.name_for(team), by_skill.get(skill.pk)) for skill in activity.skills.all()
        ),
        status=activity.get_status_display(),
    )


def _skill(name, gap) -> str:
    if gap is None:
        return name
    levels = _("%(level)d → target %(target)d")
    return f"{name} {levels % {'level': gap.gap.level, 'target': gap.gap.target}}"
