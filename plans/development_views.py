"""Development plans of members, and the learning paths of roles."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plans.development import development_of, in_order, mark_learning, members_open_to
from plans.development_documents import RENDERERS, content_of
from plans.file_views import document_language
from plans.gaps import planned_activities
from plans.learners import courses_taken, read_courses, read_members, team_learning
from plans.ledger import plan_totals
from plans.models import Plan
from plans.proposal_views import not_training
from plans.tabs import plan_tabs
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import LearningResource, Member, Role
from roles.reference_documents import CONTENT_TYPES


@require_GET
def development_list(request, slug):
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    roles = Role.objects.filter(positions__team=plan.team).distinct().order_by("order", "pk")
    context = {
        "team": plan.team,
        "plan": plan,
        "tabs": plan_tabs(plan, "development_list", plan_totals(plan)),
        "members": members_open_to(plan.team, request.user),
        "roles": roles,
    }
    return render(request, "plans/development_list.html", context)


@require_GET
def development(request, slug, pk):
    plan, member = _member(request, slug, pk)
    can_edit = plan.can_be_edited_by(request.user)
    found = _development(request, plan, member)
    crumbs = [
        (plan.title, plan.get_absolute_url()),
        (_("Development plans"), reverse("plans:development_list", args=[slug])),
        (member.name, ""),
    ]
    context = {
        "team": plan.team,
        "plan": plan,
        "found": found,
        "can_edit": can_edit,
        "crumbs": crumbs,
        "not_training": not_training(plan.team, found.open_gaps[:1]) if can_edit else [],
    }
    return render(request, "plans/development.html", context)


def _development(request, plan, member):
    return development_of(member, team_learning(plan.team, request.user))


@require_GET
def development_word(request, slug, pk):
    return _document(request, slug, pk, "docx")


@require_GET
def development_pdf(request, slug, pk):
    return _document(request, slug, pk, "pdf")


def _document(request, slug, pk, ending):
    """In the `language` asked for, else in that of the page."""
    plan, member = _member(request, slug, pk)
    language = document_language(request.GET.get("language"), get_language())
    with override(language):  # also what the catalogue calls skills and courses
        found = _development(request, plan, member)
    content = content_of(found, plan.team, language, timezone.localdate())
    response = HttpResponse(RENDERERS[ending](content), content_type=CONTENT_TYPES[ending])
    name = slugify(f"{content['title']}") or "development-plan"
    response["Content-Disposition"] = f'attachment; filename="{name[:100]}.{ending}"'
    return response


@require_POST
def mark_done(request, slug, pk):
    plan = get_editable_or_403(_plans(), request.user, team__slug=slug)
    member = get_object_or_404(Member.objects.select_related("team"), team=plan.team, pk=pk)
    courses = {one.code: one for one in LearningResource.objects.current()}
    resource = courses.get(request.POST.get("resource"))
    if resource is None:
        raise Http404
    mark_learning(member, resource, request.POST.get("done") == "yes", by=request.user)
    messages.success(request, _("Saved."))
    return redirect("plans:development", slug=slug, pk=pk)


@require_GET
def learning_path(request, slug, role_slug):
    """The catalogue's path for a role, and how far those stand whom the reader may see."""
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    role = get_object_or_404(Role, slug=role_slug)
    activities = list(planned_activities(plan.team).select_related("resource"))
    done, planned = courses_taken(read_members(plan.team)[1], activities)
    members = list(members_open_to(plan.team, request.user))
    crumbs = [
        (plan.title, plan.get_absolute_url()),
        (_("Development plans"), reverse("plans:development_list", args=[slug])),
        (role.name, ""),
    ]
    can_edit = plan.can_be_edited_by(request.user)
    context = {
        "team": plan.team,
        "role": role,
        "not_training": not_training(plan.team, []) if can_edit else [],
        "crumbs": crumbs,
        "steps": _path_rows(plan.team, role, read_courses()[1], activities, members, done, planned),
    }
    return render(request, "plans/learning_path.html", context)


def _path_rows(team, role, courses, activities, members, done, planned):
    """Steps by prerequisite, those in words only at the end; without courses of other sectors."""
    fitting = Q(resource=None) | Q(resource__sector__in=["", team.sector])
    steps = role.path_steps.current().filter(fitting).select_related("resource")
    steps = steps.in_words_of(team, "condition")  # the text is the name of a course
    by_code = {step.resource.code: step for step in steps if step.resource}
    ordered = [by_code[code] for code in in_order(by_code, courses)]
    rows = []
    for step in [*ordered, *(step for step in steps if step not in ordered)]:
        code = step.resource.code if step.resource else ""
        names = [m.name for m in members if code in done.get(str(m.pk), ())]
        coming = [m.name for m in members if code in planned.get(str(m.pk), ())]
        rows.append(
            {
                "step": step,
                "code": code,
                "asks": ", ".join(courses[code].asks) if code in courses else "",
                "done": ", ".join(names),
                "planned": ", ".join(coming),
                "activities": [one for one in activities if code and one.resource == step.resource],
            }
        )
    return rows


def _member(request, slug, pk):
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    members = members_open_to(plan.team, request.user).select_related("team")
    return plan, get_object_or_404(members, pk=pk)


def _plans():
    return Plan.objects.select_related("team")
