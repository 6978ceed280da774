"""Writing needs, and proposals into the plan: all of them or none."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.actions import next_code
from plans.models import Activity, ActivityGap, CostLine, Funding, Need, Plan
from plans.proposals import TRAVEL, gap_key
from roles.models import CostCategory, LearningResource, Skill, Team


@transaction.atomic
def add_proposals(plan, entries, gaps, *, by):
    """Write ticked proposals (cleaned data of ProposalForm) as activities, with the thread to
    those of their gaps (plans.gaps.TeamGap) that are still there. Returns the activities."""
    if not plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the plan."))
    Plan.objects.select_for_update().get(pk=plan.pk)
    skills = {skill.code: skill for skill in Skill.every.of_team(plan.team)}
    resources = {one.code: one for one in LearningResource.objects.current()}
    categories = {one.code: one for one in CostCategory.objects.current()}
    by_key = {gap_key(one): one for one in gaps}
    return [_add(plan, entry, skills, resources, categories, by_key) for entry in entries]


def _add(plan, entry, skills, resources, categories, by_key):
    activity = Activity.objects.create(
        plan=plan,
        code=next_code(plan),
        title=entry["title"].strip(),
        kind=entry["kind"] or Activity.Kind.FORMAL_TRAINING,
        owner_id=int(entry["owner"]) if entry["owner"] else None,
        start=entry["start"],
        end=entry["end"],
        resource=resources.get(entry["resource"]),
    )
    people = [int(one) for one in entry["participants"]]
    activity.participants.set(people)
    activity.skills.set([skills[code] for code in entry["skills"].split() if code in skills])
    found = [by_key[key] for key in entry["gaps"].split() if key in by_key]
    ActivityGap.objects.bulk_create(
        ActivityGap(
            activity=activity,
            assessment=one.sheet.assessment,
            skill=one.skill,
            level=one.gap.level,
            target=one.gap.target,
        )
        for one in found
        if one.sheet.member.pk in people
    )
    for code, cost in ((entry["category"], entry["fee"]), (TRAVEL, entry["travel"])):
        if cost and code in categories:
            _cost(activity, categories[code], max(len(people), 1), cost)
    return activity


def _cost(activity, category, quantity, unit_cost):
    line = CostLine.objects.create(
        activity=activity,
        category=category,
        recurrence=CostLine.Recurrence.ONE_OFF,
        description=_("People"),
        quantity=quantity,
        unit_cost=unit_cost,
    )
    Funding.objects.create(line=line, status=Funding.Status.UNFUNDED)


@transaction.atomic
def save_needs(team, entries, reason, *, by):
    """Write the needs of a page. Returns how many were written, and the keys of those that
    somebody else set meanwhile to something else, which are left as they are.

    `entries`: triples of (member, skill) keys, the need the page had shown, and the one chosen.
    """
    if not team.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead sets the need."))
    Team.objects.select_for_update().get(pk=team.pk)
    stored, written, conflicts = Need.objects.of_team(team).by_key(), 0, []
    for key, shown, chosen in entries:
        now = stored[key].need if key in stored else Need.Strength.SOME
        if chosen in (shown, now):
            continue
        if now != shown:
            conflicts.append(key)
            continue
        written += 1
        Need.objects.update_or_create(
            member_id=key[0],
            skill_id=key[1],
            defaults={
                "need": chosen,
                "reason": reason,
                "set_by": by,
                "set_at": timezone.now(),
            },
        )
    return written, conflicts
