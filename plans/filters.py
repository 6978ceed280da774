"""What a person may narrow a list by."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models import Activity, CostLine, Funding
from roles import formats
from roles.models import Assignment, Member, Role

NO_DATES = "none"
NO_COST = "none"


def members(request):
    return Member.objects.filter(team=request.team).order_by("name")


def held_roles(request):
    """Those that somebody of the team holds today or is planned for."""
    held = _held().filter(position__team=request.team)
    return Role.objects.filter(pk__in=held.values("position__role")).order_by("order")


def _held():
    return Assignment.objects.not_ended(timezone.localdate())


class ActivityFilter(django_filters.FilterSet):
    """The activities of one plan; `request.team` is its team."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Activity.Kind, empty_label=_("Any kind")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Activity.Status, empty_label=_("Any status")
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), empty_label=_("All years"), method="in_year"
    )
    funding = django_filters.ChoiceFilter(
        label=_("Funding"),
        choices=[*Funding.Status.choices, (NO_COST, _("Staff time"))],
        empty_label=_("Any funding"),
        method="funded",
    )
    member = django_filters.ModelChoiceFilter(
        label=_("Member"), field_name="participants", queryset=members, empty_label=_("Everybody")
    )
    role = django_filters.ModelChoiceFilter(
        label=_("Role"),
        to_field_name="slug",
        queryset=held_roles,
        empty_label=_("All roles"),
        method="of_role",
    )
    late = django_filters.ChoiceFilter(
        label=_("On time"),
        choices=[("1", _("Late only"))],
        empty_label=_("All activities"),
        method="only_late",
    )

    class Meta:
        model = Activity
        fields = []

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        years = [(str(year), formats.year(year)) for year in plan.years]
        self.filters["year"].extra["choices"] = [*years, (NO_DATES, _("No dates"))]

    @property
    def chosen(self) -> list[str]:
        """Names of what really narrows; what is no choice filters nothing."""
        self.form.is_valid()
        return [name for name, value in self.form.cleaned_data.items() if value]

    def in_year(self, queryset, name, value):
        if value == NO_DATES:
            return queryset.filter(start=None)
        return queryset.filter(start__year__lte=value, end__year__gte=value)

    def funded(self, queryset, name, value):
        """Cancelled activities cost nothing and are in none of these, as in the totals."""
        costing = CostLine.objects.filter(quantity__gt=0, unit_cost__gt=0)
        queryset = queryset.exclude(status=Activity.Status.CANCELLED)
        if value == NO_COST:
            return queryset.exclude(pk__in=costing.values("activity"))
        paid = Q(fundings__status=value)
        if value == Funding.Status.UNFUNDED:
            paid |= Q(fundings=None)
        return queryset.filter(pk__in=costing.filter(paid).values("activity"))

    def of_role(self, queryset, name, role):
        people = _held().filter(position__role=role).values("member")
        taking_part = Activity.participants.through.objects.filter(member__in=people)
        return queryset.filter(pk__in=taking_part.values("activity"))

    def only_late(self, queryset, name, value):
        return queryset.late(timezone.localdate())


class GapFilter(forms.Form):
    """Filters of the priorities; members and roles only those of the gaps that are shown."""

    member = forms.ChoiceField(label=_("Member"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    skills = forms.ChoiceField(
        label=_("Skills"),
        required=False,
        choices=[("", _("All skills")), ("critical", _("Critical skills"))],
    )
    plan = forms.ChoiceField(
        label=_("Plan"),
        required=False,
        choices=[("", _("All gaps")), ("in", _("In the plan")), ("out", _("Not in the plan"))],
    )

    def __init__(self, data, gaps):
        super().__init__(data)
        self.gaps = gaps
        members = {gap.sheet.member.pk: gap.sheet.member.name for gap in gaps}
        roles = {gap.sheet.section.slug: gap.sheet.section.name for gap in gaps}
        self.fields["member"].choices = [("", _("Everybody")), *members.items()]
        self.fields["role"].choices = [("", _("All roles")), *roles.items()]

    def found(self):
        """The gaps that pass; what the address bar holds beyond the choices filters nothing."""
        self.is_valid()
        return [gap for gap in self.gaps if self._passes(gap)]

    def _passes(self, gap):
        wanted = self.cleaned_data
        return (
            wanted.get("member") in ("", None, str(gap.sheet.member.pk))
            and wanted.get("role") in ("", None, gap.sheet.section.slug)
            and (wanted.get("skills") != "critical" or gap.skill.critical)
            and wanted.get("plan") in ("", None, "in" if gap.activities else "out")
        )
