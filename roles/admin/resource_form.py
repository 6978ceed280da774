"""Which courses come before which: refused in a circle, where nobody could ever begin."""

from graphlib import CycleError, TopologicalSorter

from django import forms
from django.utils.translation import gettext as _

from roles.models import LearningResource


class LearningResourceForm(forms.ModelForm):
    """The admin page names the fields."""

    def clean_prerequisites(self):
        chosen = self.cleaned_data["prerequisites"]
        links = LearningResource.prerequisites.through.objects.exclude(
            from_learningresource=self.instance.pk
        ).values_list("from_learningresource__code", "to_learningresource__code")
        own = self.instance.code or self.data.get("code", "")
        asked = {own: {resource.code for resource in chosen}}
        for code, other in links:
            asked.setdefault(code, set()).add(other)
        try:
            TopologicalSorter(asked).prepare()
        except CycleError as error:
            circle = " → ".join(error.args[1])
            raise forms.ValidationError(
                _("These courses would wait for each other: %(circle)s. Take one of them away."),
                params={"circle": circle},
            ) from None
        return chosen
