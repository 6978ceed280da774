"""Many cost lines at once: edited in a table."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plans import actions
from plans.budget import currency_decimals
from plans.budget_views import read_filter
from plans.bulk_forms import bulk_forms
from plans.ledger import cost_lines, line_amount
from plans.models import Plan
from plans.overview import Amounts
from roles.access import get_editable_or_403

ROWS_A_PAGE = 40


@require_http_methods(["GET", "POST"])
def lines_edit(request, slug):
    plan = get_editable_or_403(Plan.objects.select_related("team"), request.user, team__slug=slug)
    chosen = read_filter(request, plan)
    page = None
    if request.method == "POST":
        lines = list(cost_lines(plan).filter(pk__in=_posted(request)))
        _tell_deleted(request, lines)
    else:
        found = list(dict.fromkeys(part.line.key for part in chosen.parts))
        page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
        lines = [chosen.money.lines[key] for key in page]
    forms = bulk_forms(request.POST or None, plan, lines)
    changed = [form for form in forms if request.method == "POST" and form.has_changed()]
    if request.method == "POST" and actions.save_lines(plan, changed, by=request.user):
        messages.success(request, _saved(len(changed)))
        return redirect(request.get_full_path())
    return render(request, "plans/lines_edit.html", _context(request, plan, chosen, forms, page))


def _posted(request):
    """The lines that the page had shown, at most as many as it shows."""
    keys = [key for key in request.POST.getlist("line") if key.isascii() and key.isdecimal()]
    return [int(key) for key in keys[:ROWS_A_PAGE] if len(key) < 18]


def _tell_deleted(request, lines):
    lost = len(_posted(request)) - len(lines)
    if lost:
        text = ngettext(
            "%(count)d line was deleted by somebody else meanwhile.",
            "%(count)d lines were deleted by somebody else meanwhile.",
            lost,
        )
        messages.warning(request, text % {"count": lost})


def _saved(count):
    if not count:
        return _("Nothing was changed.")
    return ngettext("%(count)d line saved.", "%(count)d lines saved.", count) % {"count": count}


def _context(request, plan, chosen, forms, page):
    decimals = currency_decimals(plan.team.currency)
    amounts = [line_amount(form.instance, decimals) for form in forms]
    write = Amounts(plan.team.currency, amounts)
    back = reverse("plans:lines", args=[plan.team.slug])
    asked = request.GET.urlencode()
    return {
        "team": plan.team,
        "plan": plan,
        "filter": chosen,
        "page_obj": page,
        "rows": [(form, write(amount)) for form, amount in zip(forms, amounts, strict=True)],
        "problems": [problem for form in forms for problem in _problems(form)],
        "back": f"{back}?{asked}" if asked else back,
        "crumbs": [
            (plan.title, plan.get_absolute_url()),
            (_("Cost lines"), back),
            (_("Edit in a table"), ""),
        ],
    }


def _problems(form):
    """What is wrong in a row, with a link to its field; a conflict leads to the first field."""
    if not form.is_bound:
        return
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else form["description"]
        for error in errors:
            where = (
                f"{form.instance.activity.code} {form.initial.get('description') or form.instance}"
            )
            yield {"id": field.id_for_label, "text": f"{where}: {error}"}
