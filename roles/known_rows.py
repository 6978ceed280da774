"""Which rows a form knows: those it offers, and no others are looked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KnownRowsField(forms.ModelMultipleChoiceField):
    """Asks the database only for rows on offer: SQLite fails on a forged number that is too big."""

    def clean(self, value):
        known = {str(pk) for pk in self.queryset.values_list("pk", flat=True)}
        if isinstance(value, list | tuple) and not {str(one) for one in value} <= known:
            raise forms.ValidationError(_("Choose from the list."), code="invalid_choice")
        return super().clean(value)
