"""What a person may narrow a list by."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
