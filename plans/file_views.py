"""The plan as a file: Word, PDF, Excel, and the two documents of one page."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from plans import word_templates
from plans.document_choices import ON_CHOICE, SECTIONS, chosen
from plans.document_people import development_annex
from plans.documents import render_plan
from plans.edition import chosen_version, edition
from plans.models import Emblem, Plan, WordTemplate
from plans.one_pagers import render_note, render_partners
from plans.plan_pdf import render_pdf
from plans.plan_workbook import render_workbook
from roles.access import get_visible_or_404

DASHES = re.compile("[\u2010-\u2015/]")
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A document that is made of the plan; `name` is added to the name of its file."""

    title: str
    text: str
    render: Callable
    extension: str
    content_type: str
    name: str = ""
    has_choices: bool = False  # sections, names, emblem and the ministry's template


KINDS = {
    "word": Kind(
        _("The plan in Word"),
        _("To read, edit and sign: everything from the cover to the annexes."),
        render_plan,
        "docx",
        f"{OFFICE}wordprocessingml.document",
        has_choices=True,
    ),
    "pdf": Kind(
        _("The plan as PDF"),
        _("The same, ready to print and to send."),
        render_pdf,
        "pdf",
        "application/pdf",
        has_choices=True,
    ),
    "excel": Kind(
        _("The tables in Excel"),
        _("Every table as a sheet, sums as formulas."),
        render_workbook,
        "xlsx",
        f"{OFFICE}spreadsheetml.sheet",
        has_choices=True,
    ),
    "note": Kind(
        _("One page for the minister"),
        _("Why it matters, what it costs, what is to be decided."),
        render_note,
        "pdf",
        "application/pdf",
        "note",
    ),
    "partners": Kind(
        _("One page for partners"),
        _("What still needs money, with the case of each line, for a round-table."),
        render_partners,
        "pdf",
        "application/pdf",
        "partners",
    ),
}


def file_choices():
    """The kinds as choice cards; the first is chosen."""
    return [
        {
            "value": value,
            "title": kind.title,
            "text": kind.text,
            "end": None,
            "checked": value == "word",
        }
        for value, kind in KINDS.items()
    ]


@require_GET
def plan_file(request, slug):
    """`format` names one of KINDS, Word when it is left out; `language` and `version` as asked."""
    plans = Plan.objects.select_related("team")
    plan = get_visible_or_404(plans, request.user, team__slug=slug)
    kind = KINDS.get(request.GET.get("format", "word"))
    if kind is None:
        raise Http404
    language = document_language(request.GET.get("language"), plan.team.language)
    version = chosen_version(plan, request.GET.get("version"))
    document, options = edition(plan, version, language), []
    if kind.has_choices:
        options = [_choices(request, plan.team)]
        if options[0].show["development"]:
            document = replace(document, development=development_annex(plan, language))
    try:
        content = kind.render(document, language, *options)
    except Exception:  # a template is a program of a stranger: anything may go wrong
        if not any(choices.template for choices in options):
            raise
        messages.error(request, _refusal(options[0].template))
        return redirect(plan)
    response = HttpResponse(content, content_type=kind.content_type)
    name = _file_name(plan, kind, version, language)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind.extension}"'
    return response


def _refusal(template):
    """What is wrong with a template that was kept before the check learned of it."""
    said = word_templates.problems(template) or [_("No plan can be made of it.")]
    words = _("Your Word template cannot be used any more. %(problems)s Upload it mended.")
    return words % {"problems": " ".join(map(str, said))}


def section_choices():
    """The sections as boxes, ticked but for what stands in a file on choice only."""
    return [(name, title, name in SECTIONS) for name, title in (SECTIONS | ON_CHOICE).items()]


def _choices(request, team):
    """What the address says, with the emblem, and the ministry's template if it is asked for."""
    own = None
    if request.GET.get("template") == "own":
        own = WordTemplate.objects.filter(team=team).first()
    emblem = Emblem.objects.filter(team=team).first()
    return replace(
        chosen(request.GET),
        logo=bytes(emblem.content) if emblem else b"",
        template=bytes(own.content) if own else b"",
    )


def _file_name(plan, kind, version, language):
    """Country, title and kind with dashes; version and language where they are not the usual."""
    words = slugify(DASHES.sub("-", f"{plan.team.country} {plan.title}")) or "plan"
    parts = [words, kind.name, f"v{version.number}" if version else ""]
    parts.append("" if language == plan.team.language else language)
    return "-".join(filter(None, parts))


def document_language(wanted, usual):
    """The language asked for, else the team's, else English: one that the planner has."""
    known = dict(settings.LANGUAGES)
    return next((code for code in (wanted, usual) if code in known), settings.LANGUAGE_CODE)
