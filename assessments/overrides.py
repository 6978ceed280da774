"""Phases that the lead has overruled, beside those that the rule derives."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import PhaseOverride
from assessments.phases import Phase


@dataclass(frozen=True)
class ShownPhase:
    """The phase that counts on the pages, and the derived one where it was overruled.

    Keys for the phase mark; None is "not enough data".
    """

    key: str | None
    derived: str | None
    override: PhaseOverride | None


def phase_key(result):
    """The derived phase for the mark; None is not enough data."""
    return None if result.phase == Phase.NOT_ENOUGH_DATA else str(result.phase)


def phase_name(key) -> str:
    """The word for a phase's key."""
    return str(PhaseOverride.Phase(key).label) if key else _("Not enough data")


def shown_phases(sheets) -> dict[int, ShownPhase]:
    """By the key of the assessment of each current sheet. One query."""
    keys = [sheet.assessment.pk for sheet in sheets]
    rows = PhaseOverride.objects.filter(assessment__in=keys, withdrawn_at=None)
    overrides = {row.assessment_id: row for row in rows.select_related("by")}
    return {
        sheet.assessment.pk: _shown(phase_key(sheet.result), overrides.get(sheet.assessment.pk))
        for sheet in sheets
    }


def _shown(derived, override):
    return ShownPhase(override.phase if override else derived, derived, override)


def withdraw(override) -> bool:
    """Let the derived phase count again, once."""
    rows = PhaseOverride.objects.filter(pk=override.pk, withdrawn_at=None)
    return bool(rows.update(withdrawn_at=timezone.now()))
