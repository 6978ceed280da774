"""The 30 principle questions: one page, answered by several people."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plans import actions
from plans.checklist import Answer
from plans.ledger import plan_totals
from plans.models import Plan
from plans.question_forms import AnswerForm
from plans.tabs import plan_tabs
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import PrincipleQuestion


@require_http_methods(["GET", "POST"])
def questions(request, slug):
    plans = Plan.objects.select_related("team")
    get = get_editable_or_403 if request.method == "POST" else get_visible_or_404
    plan = get(plans, request.user, team__slug=slug)
    forms = _answer_forms(plan, request.POST if request.method == "POST" else None)
    if request.method == "POST" and _save_answers(request, plan, forms):
        return redirect("plans:questions", slug=slug)
    stored = [form for form in forms if form.stored.answer]
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "tabs": plan_tabs(plan, "questions", plan_totals(plan)),
        "groups": _groups(forms),
        "forms": forms,
        "problems": [form for form in forms if form.errors],
        "answered": len(stored),
        "answered_percent": 100 * len(stored) / max(len(forms), 1),
    }
    return render(request, "plans/questions.html", context)


def _answer_forms(plan, data):
    stored = {row.question_id: actions.stored_answer(row) for row in plan.answers.all()}
    members = {member.pk: member.name for member in plan.team.members.all()}
    return [
        AnswerForm(
            data, question=question, stored=stored.get(question.pk, Answer()), members=members
        )
        for question in PrincipleQuestion.objects.current().in_words_of(plan.team, "text", "advice")
    ]


def _save_answers(request, plan, forms):
    """Save what can be saved. True when nothing is left for the person to look at."""
    valid = [form for form in forms if form.is_valid()]
    saved = actions.save_answers(plan, [form.entry for form in valid], by=request.user)
    for form in valid:
        if form.question.pk in saved.conflicts:
            form.disagree(saved.conflicts[form.question.pk])
        else:
            form.settle(saved.stored[form.question.pk])
    if saved.written:
        text = ngettext("%(count)d answer saved.", "%(count)d answers saved.", saved.written)
        messages.success(request, text % {"count": saved.written})
    return len(valid) == len(forms) and not saved.conflicts


def _groups(forms):
    """The questions under the names of their groups, with the answered ones counted."""
    groups = []
    for _key, members in groupby(forms, key=lambda form: form.question.group):
        members = list(members)
        groups.append(
            {
                "name": members[0].question.get_group_display(),
                "forms": members,
                "answered": sum(bool(form.stored.answer) for form in members),
            }
        )
    return groups
