"""Writes that concern several rows of a team at once."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from roles.deleting import what_keeps
from roles.guide_examples import staffing_example
from roles.models import Member, Position, Role, StaffingProject, StaffingTask, Team, TeamAccess

RESERVED_SLUGS = {"new"}


@transaction.atomic
def create_team(team, *, by):
    """Save the new team under an address of its own; whoever makes it leads it."""
    team.slug = _free_slug(team.country or team.name)
    team.save()
    TeamAccess.objects.create(team=team, user=by, level=TeamAccess.Level.LEAD)
    return team


@transaction.atomic
def add_member(member, *, by):
    """Save a new member under the team's next code (M1, M2, …)."""
    _locked(member.team, by)
    member.code = next_code("M", Member.objects.filter(team=member.team))
    member.save()
    return member


@transaction.atomic
def save_position(position, *, by, assignment=None):
    """Save the position, new or changed, with its next code (P1, P2, …).

    A new one takes along the first assignment, and the member of it who may be new as well.
    """
    if position.pk is None:
        _locked(position.team, by)
        position.code = next_code("P", Position.objects.filter(team=position.team))
    position.save()
    if assignment is not None:
        assignment.position = position
        _with_known_member(assignment, by).save()
    return position


@transaction.atomic
def appoint(assignment, *, by):
    """Save who is in a position from now on, or comes later; a new member with it.

    With a date the search is over: the member's own plan without a date is settled by it, and
    the position is vacant, no more recruiting or planned, when nobody is in it. Raises
    ValidationError when the position was closed, has no share of full time, or was given to
    somebody else meanwhile.
    """
    position = lock_position(assignment.position, by=by)
    _with_known_member(assignment, by)
    if not assignment.undated_plan:
        _refuse_without_post(position)
        position.assignments.filter(undated_plan=True, member=assignment.member).delete()
        _open_again(position, recruit_by=None)
    return _save_assignment(assignment)


@transaction.atomic
def end_assignment(assignment, *, by):
    """Save the end of an assignment; after the last day the position is vacant."""
    _open_again(lock_position(assignment.position, by=by))
    return _save_assignment(assignment)


@transaction.atomic
def correct_assignment(assignment, *, by):
    """Save other dates. Raises ValidationError when they do not fit those of somebody else."""
    position = lock_position(assignment.position, by=by)
    if not assignment.undated_plan and assignment.status(timezone.localdate()) != "ended":
        _refuse_without_post(position)
        if position.assignments.filter(pk=assignment.pk, undated_plan=True).exists():
            _open_again(position, recruit_by=None)
    return _save_assignment(assignment)


@transaction.atomic
def delete_assignment(assignment, *, by):
    """Delete what was entered wrongly; the position is then as if it had never been."""
    lock_position(assignment.position, by=by)
    assignment.delete()


def lock_position(position, *, by):
    """The row of the position, held until the end of the transaction: one appoints at a time."""
    if not position.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the team."))
    return Position.objects.select_for_update().get(pk=position.pk)


def _with_known_member(assignment, by):
    """The assignment, its member saved where somebody new takes the position."""
    if assignment.member.pk is None:
        assignment.member = add_member(assignment.member, by=by)
    return assignment


def _save_assignment(assignment):
    assignment.clean()
    assignment.save()
    return assignment


def _refuse_without_post(position):
    if position.vacancy == Position.Vacancy.CLOSED:
        raise ValidationError(_("This position is closed. Open it again first."))
    if not position.fte:
        raise ValidationError(
            _("This position has no share of full time yet. Enter it on the page of the position.")
        )


def _open_again(position, **values):
    """Vacant is what the position is when nobody is in it; open pages of it are outdated now."""
    Position.objects.filter(pk=position.pk).update(
        vacancy=Position.Vacancy.VACANT,
        version=F("version") + 1,
        changed_at=timezone.now(),
        **values,
    )


@transaction.atomic
def save_checked(row, *, team, by):
    """Save a row of the team whose form was valid, checked once more while nobody else writes.

    Returns False, and saves nothing, when somebody else took its place in the meantime.
    """
    _locked(team, by)
    try:
        row.full_clean()
    except ValidationError:
        return False
    row.save()
    return True


@transaction.atomic
def save_staffing(project, tasks, *, by):
    """Save the project with exactly these tasks; a person who left meanwhile is left out."""
    _locked(project.team, by)
    project.save()
    project.tasks.all().delete()
    present = set(project.team.members.values_list("pk", flat=True))
    for task in tasks:
        task.project = project
        if task.member_id not in present:
            task.member = None
    StaffingTask.objects.bulk_create(tasks)
    return project


@transaction.atomic
def copy_staffing_example(team, *, by):
    """A new project with the tasks of the guide's surveillance example, in the team's language."""
    roles = {role.slug: role for role in Role.objects.all()}
    with override(team.language):
        title = _("Surveillance tracker for all notifiable diseases")
        note = _("The guide's example, with a link to the laboratory system. Change what differs.")
    tasks = [
        StaffingTask(role=roles[item["role"]], task=item["task"], order=order)
        for order, item in enumerate(staffing_example(team.language), start=1)
        if item["role"] in roles
    ]
    return save_staffing(StaffingProject(team=team, title=title, note=note), tasks, by=by)


@transaction.atomic
def remove_access(access, *, by):
    """Take the access away. Returns False, and keeps it, when the team would lose its last lead."""
    team = _locked(access.team, by)
    others = team.accesses.filter(level=TeamAccess.Level.LEAD).exclude(pk=access.pk)
    if access.level == TeamAccess.Level.LEAD and not others.exists():
        return False
    access.delete()
    return True


@transaction.atomic
def delete_member(member, *, by):
    """Delete a member whom nothing keeps. Returns False when something does by now."""
    _locked(member.team, by)
    if what_keeps(member):
        return False
    member.delete()
    return True


def next_code(prefix, rows):
    """The prefix and the number after the highest one in use; imported codes may look otherwise."""
    numbers = [
        int(code.removeprefix(prefix))
        for code in rows.values_list("code", flat=True)
        if code.startswith(prefix) and code.removeprefix(prefix).isdecimal()
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _locked(team, by):
    """The row of the team, held until the end of the transaction: one writer counts at a time."""
    if not team.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the team."))
    return Team.objects.select_for_update().get(pk=team.pk)


def _free_slug(name):
    base = slugify(name)[:50].strip("-") or "team"
    taken = set(Team.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
