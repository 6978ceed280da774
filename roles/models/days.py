"""Which days make sense."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST, LAST = 1950, 2100


def sensible_day(day):
    """Raises ValidationError for a year that can only be mistyped, such as 0026 or 20266."""
    if not FIRST <= day.year <= LAST:
        raise ValidationError(_("Check the year of this day."), code="year")
