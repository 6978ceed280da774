"""Submitting the plan, and deciding about what was submitted. Each step happens once."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.frozen import freeze
from plans.models import Plan, PlanVersion
from plans.plan_document import plan_document

State = PlanVersion.State


@transaction.atomic
def submit_version(plan, *, change, by):
    """Freeze the plan as it stands, in every language of the planner.

    Returns the new version, or None when another one waits for a decision already.
    """
    if not plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead submits the plan."))
    plan = _locked(plan)
    if plan.versions.waiting().exists():
        return None
    last = plan.versions.without_content().first()
    documents = {code: plan_document(plan, code) for code, _name in settings.LANGUAGES}
    return PlanVersion.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        change=change,
        content=freeze(documents),
        submitted_by=by,
    )


@transaction.atomic
def approve_version(version, *, by, comment=""):
    """Put it in force, in place of the one approved before. False when somebody was quicker."""
    _asks_for_right(version, by)
    plan = _locked(version.plan)
    if not plan.versions.waiting().filter(pk=version.pk).exists():
        return False
    plan.versions.approved().update(state=State.SUPERSEDED)
    return _decide(version, State.APPROVED, by, comment)


@transaction.atomic
def return_version(version, *, by, comment):
    """Send it back with what has to change. False when somebody was quicker."""
    _asks_for_right(version, by)
    _locked(version.plan)
    return _decide(version, State.RETURNED, by, comment)


@transaction.atomic
def withdraw_version(version, *, by):
    """Take it back before anybody decided. False when somebody did."""
    if not version.plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead withdraws a version."))
    _locked(version.plan)
    return _decide(version, State.WITHDRAWN, by, "")


def _decide(version, state, by, comment):
    waiting = PlanVersion.objects.waiting().filter(pk=version.pk)
    return bool(
        waiting.update(state=state, decided_at=timezone.now(), decided_by=by, comment=comment)
    )


def _asks_for_right(version, by):
    """An approver who did not submit it; whether it still waits is asked under the lock."""
    if not version.plan.team.can_be_approved_by(by) or version.submitted_by_id == by.pk:
        raise PermissionDenied(_("An approver of the team decides, who did not submit it."))


def _locked(plan):
    return Plan.objects.select_for_update().select_related("team").get(pk=plan.pk)
