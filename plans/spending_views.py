"""What was really paid on a cost line."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans.budget import currency_decimals
from plans.fields import HIGHEST_UNIT_COST, DayInput, NumberField, use_currency
from plans.ledger import line_amount
from plans.models import CostLine, Spending
from plans.overview import Amounts
from roles.access import get_editable_or_403
from roles.editing import VersionedModelForm, changed_meanwhile, delete_seen
from roles.models.days import sensible_day
from roles.once import make_once, token_of


class SpendingForm(VersionedModelForm):
    """One payment; a day outside the years of the plan is allowed, money may be paid late."""

    amount = NumberField(most=HIGHEST_UNIT_COST)

    class Meta:
        model = Spending
        fields = ["line", "day", "amount", "source", "note"]
        widgets = {"line": forms.HiddenInput, "day": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.line.activity.plan
        self.fields["line"].disabled = True
        self.fields["day"].validators.append(sensible_day)
        self.fields["source"].queryset = plan.funding_sources.all()
        self.fields["source"].empty_label = _("Not said")
        use_currency(self.fields["amount"], plan.team.currency)
        self.fields["amount"].label = _("Amount in %(currency)s") % {"currency": plan.team.currency}


@require_http_methods(["GET", "POST"])
def spendings(request, slug, pk):
    """The payments of a line, and one more; a payment that was wrong is deleted."""
    lines = CostLine.objects.select_related("category", "activity__plan__team")
    line = get_editable_or_403(lines, request.user, activity__plan__team__slug=slug, pk=pk)
    if "delete" in request.POST:
        _delete(request, line)
        return redirect("plans:spendings", slug=slug, pk=pk)
    form = SpendingForm(request.POST or None, instance=Spending(line=line))
    if form.is_valid():
        _url, is_first = make_once(request, lambda: form.save().line.activity)
        if is_first:
            messages.success(request, _("The payment is saved."))
        return redirect("plans:spendings", slug=slug, pk=pk)
    context = _context(line, form) | {"once": token_of(request)}
    return render(request, "plans/spendings.html", context)


def _delete(request, line):
    wrong = request.POST["delete"]
    known = wrong.isascii() and wrong.isdecimal() and len(wrong) < 18
    paid = line.spendings.filter(pk=int(wrong) if known else 0).first()
    if paid is None:
        messages.info(request, _("Somebody else deleted this payment already."))
    elif delete_seen(paid, request.POST.get(f"seen-{paid.pk}")):
        messages.success(request, _("The payment was deleted."))
    else:
        messages.warning(request, changed_meanwhile())


def _context(line, form):
    plan, activity = line.activity.plan, line.activity
    total = line_amount(line, currency_decimals(plan.team.currency))
    paid = list(line.spendings.select_related("source"))
    spent = sum((one.amount for one in paid), 0 * total)
    write = Amounts(plan.team.currency, [total, spent, *(one.amount for one in paid)])
    return {
        "team": plan.team,
        "line": line,
        "form": form,
        "rows": [(one, write(one.amount)) for one in paid],
        "planned": write(total),
        "spent": write(spent),
        "is_over": spent > total,
        "crumbs": [
            (plan.title, plan.get_absolute_url()),
            (activity.code, activity.get_absolute_url()),
            (_("Payments"), ""),
        ],
    }
