"""The price list of the plan."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plans import actions
from plans.budget import currency_decimals
from plans.ledger import plan_totals
from plans.models import Plan, PriceItem
from plans.overview import Amounts
from plans.price_forms import PriceForm
from plans.prices import price_in
from plans.tabs import plan_tabs
from roles import formats
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import changed_meanwhile, delete_seen


@require_GET
def price_list(request, slug):
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    prices = list(plan.price_items.select_related("category"))
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "tabs": plan_tabs(plan, "price_list", plan_totals(plan)),
        "rows": _rows(plan, prices),
        "years": [formats.year(year) for year in plan.years],
    }
    return render(request, "plans/price_list.html", context)


def _rows(plan, prices):
    """Each price with what it is in the years of the plan."""
    decimals = currency_decimals(plan.team.currency)
    years = {price: _by_year(plan, price, decimals) for price in prices}
    every = [amount for amounts in years.values() for amount in amounts]
    write = Amounts(plan.team.currency, [*every, *(price.unit_cost for price in prices)])
    columns = [formats.year(year) for year in plan.years]
    return [
        {
            "price": price,
            "cost": write(price.unit_cost),
            "increase": formats.exact_percent(price.yearly_increase),
            "cells": list(zip(columns, map(write, years[price]), strict=True)),
        }
        for price in prices
    ]


def _by_year(plan, price, decimals):
    return [
        price_in(year, price.unit_cost, price.yearly_increase, price.base_year, decimals)
        for year in plan.years
    ]


@require_http_methods(["GET", "POST"])
def price_create(request, slug):
    plan = get_editable_or_403(_plans(), request.user, team__slug=slug)
    return _price_page(request, PriceItem(plan=plan, base_year=plan.start_year))


@require_http_methods(["GET", "POST"])
def price_edit(request, slug, pk):
    return _price_page(request, _editable(request, slug, pk))


def _price_page(request, price):
    plan = price.plan
    form = PriceForm(request.POST or None, instance=price)
    if form.is_valid() and not actions.save_named(form, by=request.user):
        form.refuse_late("name", _("Somebody else gave a price this name just now."))
    elif form.is_valid():
        messages.success(request, _("%(price)s is saved.") % {"price": price.name})
        return redirect("plans:price_list", slug=plan.team.slug)
    crumbs = [
        (plan.title, plan.get_absolute_url()),
        (_("Price list"), reverse("plans:price_list", args=[plan.team.slug])),
        (form.initial.get("name") or _("New"), ""),
    ]
    context = {"team": plan.team, "plan": plan, "form": form, "crumbs": crumbs}
    return render(request, "plans/price_form.html", context)


@require_http_methods(["GET", "POST"])
def price_delete(request, slug, pk):
    price = _editable(request, slug, pk)
    back = reverse("plans:price_list", args=[slug])
    if request.method == "POST":
        if delete_seen(price, request.POST.get("seen")):
            messages.success(request, _("%(price)s was deleted.") % {"price": price.name})
            return redirect(back)
        messages.warning(request, changed_meanwhile())
    context = {
        "team": price.plan.team,
        "title": _("Delete the price %(price)s?") % {"price": price.name},
        "text": _("Cost lines that were made with it keep their amounts."),
        "cancel": back,
        "seen": price.version,
    }
    return render(request, "plans/confirm_delete.html", context)


def _editable(request, slug, pk):
    prices = PriceItem.objects.select_related("plan__team")
    return get_editable_or_403(prices, request.user, plan__team__slug=slug, pk=pk)


def _plans():
    return Plan.objects.select_related("team")
