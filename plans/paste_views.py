"""Cost lines pasted from a spreadsheet: looked at first, then written."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from plans import actions
from plans.budget import currency_decimals
from plans.ledger import line_amount
from plans.line_rows import read_known, read_paste
from plans.models import Plan
from plans.overview import Amounts
from roles.access import get_editable_or_403
from roles.once import make_once, token_of

MOST_ROWS = 200
MOST_SIGNS = 100_000


class PasteForm(forms.Form):
    """`rows` are read when the form is checked; what is wrong in them stands at the field."""

    use_required_attribute = False
    rows = forms.CharField(
        label=gettext_lazy("Rows of the spreadsheet"),
        max_length=MOST_SIGNS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Columns in this order: activity code, category code, description, quantity, times, "
            "cost of one, one-off or recurring, funder, state. The last three may be empty."
        ),
    )

    def __init__(self, data, *, plan):
        super().__init__(data)
        self.plan, self.found = plan, None

    def clean_rows(self):
        text = self.cleaned_data["rows"]
        self.found = read_paste(text, read_known(self.plan), MOST_ROWS)
        if self.found.problems:
            raise forms.ValidationError(self.found.problems)
        return text


@require_http_methods(["GET", "POST"])
def lines_paste(request, slug):
    plan = get_editable_or_403(Plan.objects.select_related("team"), request.user, team__slug=slug)
    form = PasteForm(request.POST or None, plan=plan)
    ready = form.is_valid()
    if ready and "confirm" in request.POST:
        try:
            _add(request, plan, [(row.line, row.share) for _place, row in form.found.forms])
        except ValidationError as gone:
            form.add_error("rows", gone)
            ready = False
        else:
            return redirect("plans:lines", slug=slug)
    context = {
        "team": plan.team,
        "plan": plan,
        "form": form,
        "once": token_of(request),
        "crumbs": [
            (plan.title, plan.get_absolute_url()),
            (_("Cost lines"), reverse("plans:lines", args=[slug])),
            (_("Paste"), ""),
        ],
        **(_preview(plan, form.found.forms) if ready else {}),
    }
    return render(request, "plans/lines_paste.html", context)


def _add(request, plan, pairs):
    def make():
        actions.add_lines(plan, pairs, by=request.user)
        return plan

    _url, is_first = make_once(request, make)
    if not is_first:
        return
    text = ngettext("%(count)d line added.", "%(count)d lines added.", len(pairs))
    messages.success(request, text % {"count": len(pairs)})


def _preview(plan, rows):
    """The lines as they would be, with their sum to compare with the spreadsheet."""
    decimals = currency_decimals(plan.team.currency)
    lines = [row.line for _place, row in rows]
    amounts = [line_amount(line, decimals) for line in lines]
    write = Amounts(plan.team.currency, [*amounts, *(line.unit_cost for line in lines)])
    shares = [row.share for _place, row in rows]
    return {
        "preview": [
            {"line": line, "share": share, "cost": write(line.unit_cost), "amount": write(amount)}
            for line, share, amount in zip(lines, shares, amounts, strict=True)
        ],
        "total": write(sum(amounts)),
    }
