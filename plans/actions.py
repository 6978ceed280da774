"""Writes over several rows of a plan. Each asks that whoever writes may change the plan."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.checklist import Answer, Outcome, merge
from plans.models import Activity, ActivityGap, ChecklistAnswer, Completion, Plan, Spending
from roles.editing import delete_seen, save_first


@transaction.atomic
def create_plan(form, *, by):
    """Save a valid PlanForm. False, with a message, for the second of two who begin it at once.

    The constraint of one plan a team decides, also where rows cannot be locked (SQLite).
    """
    team = form.instance.team
    if not team.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the plan."))
    return save_first(form)


@transaction.atomic
def save_named(form, *, by):
    """Save a valid form of a funding source or a price. Returns False when the plan got another
    one of that name in the meantime."""
    row = form.instance
    _locked(row.plan, by)
    named = type(row).objects.filter(plan=row.plan, name=row.name)
    if named.exclude(pk=row.pk).exists():
        return False
    form.save()
    return True


@transaction.atomic
def save_activity(form, *, by, gap=None):
    """Save a valid ActivityForm; a new activity gets its code, and the thread to its gap.

    `gap` is a plans.gaps.TeamGap: level and target are written down as they stand today.
    """
    activity = form.instance
    _locked(activity.plan, by)
    if activity.pk is None:
        activity.code = next_code(activity.plan)
    form.save()
    if gap is not None:
        ActivityGap.objects.get_or_create(
            activity=activity,
            assessment=gap.sheet.assessment,
            skill=gap.skill,
            defaults={"level": gap.gap.level, "target": gap.gap.target},
        )
    return activity


@transaction.atomic
def save_cost_line(line, shares, *, by):
    """Save the line with these shares in place of the former ones.

    Returns False, and saves nothing, when somebody deleted one of the sources in the meantime.
    """
    plan = _locked(line.activity.plan, by)
    sources = {share.source_id for share in shares if share.source_id}
    if plan.funding_sources.filter(pk__in=sources).count() < len(sources):
        return False
    line.save()
    line.fundings.all().delete()
    for share in shares:
        share.line = line
        share.save()
    return True


@transaction.atomic
def save_lines(plan, forms, *, by):
    """Save these BulkLineForms, all of them or none. Returns False when one is not in order.

    Whoever claimed a row meanwhile keeps it: the claims of this person are taken back too.
    """
    _locked(plan, by)
    wrong = [form for form in forms if not form.is_valid()]  # every row says what is wrong
    if wrong:
        transaction.set_rollback(True)
        return False
    for form in forms:
        form.save()
    return True


@transaction.atomic
def add_lines(plan, pairs, *, by):
    """Save new lines, each with the one share that pays it: pairs of CostLine and Funding.

    Raises ValidationError when an activity or a source was deleted in the meantime.
    """
    _locked(plan, by)
    activities = {line.activity_id for line, _share in pairs}
    sources = {share.source_id for _line, share in pairs if share.source_id}
    there = plan.activities.filter(pk__in=activities).count()
    if there < len(activities) or (
        plan.funding_sources.filter(pk__in=sources).count() < len(sources)
    ):
        raise ValidationError(
            _("An activity or a funding source was deleted meanwhile. Look at the rows again.")
        )
    for line, share in pairs:
        line.save()
        share.line = line
        share.save()


@transaction.atomic
def delete_source(source, *, seen, by):
    """Delete a source that nobody uses. Returns False, and keeps it, when a line or a payment
    names it, or somebody changed it since the page was `seen`."""
    _locked(source.plan, by)
    if source.fundings.exists() or source.spendings.exists():
        return False
    return delete_seen(source, seen)


@transaction.atomic
def delete_line(line, *, seen, by):
    """Delete a cost line. Returns False, and keeps it, when something was paid on it, or somebody
    changed it since the page was `seen`."""
    _locked(line.activity.plan, by)
    if line.spendings.exists():
        return False
    return delete_seen(line, seen)


@transaction.atomic
def delete_activity(activity, *, seen, by):
    """Delete an activity with its cost lines. Returns False, and keeps it, when it left traces, or
    somebody changed it since the page was `seen`."""
    _locked(activity.plan, by)
    if left_traces(activity):
        return False
    return delete_seen(activity, seen)


def left_traces(activity):
    """Something was paid for it, or there is the record of what came of it."""
    return (
        Spending.objects.filter(line__activity=activity).exists()
        or Completion.objects.filter(activity=activity).exists()
    )


@dataclass
class SavedAnswers:
    """How many answers were written, which questions somebody else answered meanwhile, and what
    is stored now."""

    written: int = 0
    stored: dict = field(default_factory=dict)
    conflicts: dict = field(default_factory=dict)


@transaction.atomic
def save_answers(plan, entries, *, by):
    """Write the answers of a page, question by question; an empty one takes the row away.

    `entries` are triples of a question's pk, the fingerprint of what the page had shown, and the
    checklist.Answer that came back. A question that two people changed differently is left as
    the other person saved it and named in `conflicts`.
    """
    _locked(plan, by)
    stored = {row.question_id: row for row in plan.answers.all()}
    saved = SavedAnswers()
    for question, shown, mine in entries:
        row = stored.get(question)
        outcome = merge(shown, mine, _value(row))
        saved.stored[question] = mine if outcome == Outcome.WRITE else _value(row)
        if outcome == Outcome.CONFLICT:
            saved.conflicts[question] = _value(row)
        elif outcome == Outcome.WRITE:
            _write_answer(row or ChecklistAnswer(plan=plan, question_id=question, version=0), mine)
            saved.written += 1
    return saved


def _value(row):
    return stored_answer(row) if row else Answer()


def stored_answer(row):
    return Answer(row.answer, row.note, row.owner_id, row.due)


def _write_answer(row, mine):
    if not mine.answer:
        row.delete()
        return
    row.answer, row.note = mine.answer, mine.note
    row.owner_id, row.due = mine.owner, mine.due
    row.version += 1
    row.answered_at = timezone.now()
    row.save()


def next_code(plan):
    """The code of the next activity, in the way the plan's codes look: A-14 after A-13.

    A plan that was imported may use another letter; the last activity's one goes on.
    """
    codes = list(Activity.objects.filter(plan=plan).order_by("pk").values_list("code", flat=True))
    numbered = [code for code in codes if code.rpartition("-")[2].isdecimal() and "-" in code]
    prefix = numbered[-1].rpartition("-")[0] if numbered else "A"
    taken = [int(code.rpartition("-")[2]) for code in numbered if code.startswith(f"{prefix}-")]
    return f"{prefix}-{max(taken, default=0) + 1:02}"


def _locked(plan, by):
    """The plan's row, held until the end of the transaction: codes and shares count one by one."""
    if not plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the plan."))
    return Plan.objects.select_for_update().get(pk=plan.pk)
