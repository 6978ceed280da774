"""What the results pages show. Named levels only from sheets that the reader may see."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.coverage import coverage
from assessments.coverage_board import cover_counts, coverage_board
from assessments.heat_map import HeatForm, heat_maps
from assessments.models import Assessment
from assessments.overrides import ShownPhase, phase_name, shown_phases
from assessments.results import (
    MIN_PEOPLE,
    CurrentSheet,
    critical_core_skills,
    current_sheets,
    member_levels,
    people,
    unassessed,
)
from assessments.totals import sheets_for_totals
from roles.models import CatalogueVersion, Role
from roles.targets import wanted_levels

PHASES = ("foundational", "proficient", "expert", None)


@dataclass(frozen=True)
class ResultRow:
    """One member in one role, in the phase spread."""

    sheet: CurrentSheet
    url: str
    phase: ShownPhase

    @property
    def baseline_mean(self):
        return self.sheet.baseline.mean if self.sheet.baseline else None

    @property
    def held_back_lead(self):
        return _("Held back by")

    @property
    def phase_text(self):
        """The phase in words; with the derived one where it was overruled."""
        if not self.phase.override:
            return phase_name(self.phase.key)
        return _("%(phase)s (overruled; by the rule: %(derived)s)") % {
            "phase": phase_name(self.phase.key),
            "derived": phase_name(self.phase.derived),
        }


@dataclass(frozen=True)
class RoleSpread:
    """The members of one role: how many in each phase, and where their means lie."""

    role: Role
    people: int
    counts: list[int]
    means: list

    @property
    def lowest(self):
        return self.means[0] if self.means else None

    @property
    def highest(self):
        return self.means[-1] if self.means else None

    @property
    def phases_text(self):
        """How many are in each phase, in words, for the picture; an empty phase is left out."""
        return ", ".join(
            f"{phase_name(phase)} {number}"
            for phase, number in zip(PHASES, self.counts, strict=True)
            if number
        )


@dataclass(frozen=True)
class Results:
    """What one reader may know of a team's current results.

    ``everything`` are all current sheets; ``seen`` those that are read by name; ``counted`` those
    behind the totals, none where there may be no totals.
    """

    everything: list[CurrentSheet]
    seen: list[CurrentSheet]
    counted: list[CurrentSheet]
    phases: dict[int, ShownPhase]

    @property
    def sees_all(self):
        return bool(self.everything) and all(one.assessment.is_seen for one in self.everything)


def read_results(team, user) -> Results:
    """Four queries for whoever sees everything, else eight, and three more while a round waits."""
    everything = current_sheets(team, Assessment.objects.seen_by(user))
    seen = everything
    if not all(sheet.assessment.is_seen for sheet in everything):
        seen = current_sheets(team, Assessment.objects.results_visible_to(user))
    counted = sheets_for_totals(team, user, everything)
    known = {sheet.assessment.pk: sheet for sheet in [*everything, *seen, *counted]}
    return Results(everything, seen, counted, shown_phases(known.values()))


def results_page(team, user, asked):
    """The whole page, by what the reader may see: names, totals in which nobody can be found.

    ``asked`` is the address's query: what the heat map is narrowed to, and who leaves.
    """
    found = read_results(team, user)
    thresholds = CatalogueVersion.objects.latest().thresholds
    wanted = wanted_levels(team, thresholds.default_target)
    filters = HeatForm(asked, found.seen)
    page = {
        "rows": result_rows(team, found),
        "filters": filters,
        "maps": heat_maps(found.seen, thresholds, wanted, filters),
        "answers_missing": _missing(found.seen),
        "sees_all": found.sees_all,
        "shown": _what_is_shown(found),
        "facts": _round_counts(found.seen),
        "thresholds": thresholds,
        "people": people(found.counted),
        "any": bool(found.everything),
        "min_people": MIN_PEOPLE,
        "query": asked.urlencode(),
        "kept": [
            (name, asked[name]) for name in filters.fields if name != "without" and name in asked
        ],
    }
    if found.sees_all:
        board = coverage_board(found.seen, thresholds.independent_level, asked.get("without", ""))
        return page | board | {"spreads": role_spreads(found), "spread_phases": PHASES}
    if found.counted:
        return page | _aggregate(found, thresholds)
    return page


def result_rows(team, found) -> list[ResultRow]:
    return [
        ResultRow(sheet, result_url(team, sheet), found.phases[sheet.assessment.pk])
        for sheet in found.seen
    ]


def role_spreads(found) -> list[RoleSpread]:
    """One line a role, in the order of the roles; never one average of them."""
    by_role = {}
    for sheet in found.seen:
        by_role.setdefault(sheet.section, []).append(sheet)
    return [
        _spread(role, by_role[role], found.phases)
        for role in sorted(by_role, key=lambda role: (role.order, role.pk))
    ]


def _spread(role, sheets, phases):
    counts = Counter(phases[sheet.assessment.pk].key for sheet in sheets)
    means = sorted(sheet.result.mean for sheet in sheets if sheet.result.mean is not None)
    return RoleSpread(role, len(sheets), [counts[phase] for phase in PHASES], means)


def _missing(sheets):
    """How many answers are N.A. and how many are not there, over all sheets that are seen."""
    not_applicable = sum(sheet.result.not_applicable for sheet in sheets)
    unanswered = sum(sheet.result.unanswered for sheet in sheets)
    return [
        ngettext(
            "%(number)d answer is not applicable.",
            "%(number)d answers are not applicable.",
            not_applicable,
        )
        % {"number": not_applicable},
        ngettext(
            "%(number)d skill is not answered.", "%(number)d skills are not answered.", unanswered
        )
        % {"number": unanswered},
    ]


def _what_is_shown(found):
    """The assessor of an older round reads levels that a later round has replaced."""
    current = {sheet.assessment.pk for sheet in found.everything}
    if all(sheet.assessment.pk in current for sheet in found.seen):
        return _("Latest closed round of each member and role")
    return _("Latest closed round that you see of each member and role")


def result_url(team, sheet):
    """The page of one member in one role."""
    return reverse(
        "assessments:sheet_result",
        kwargs={
            "slug": team.slug,
            "member_pk": sheet.member.pk,
            "role_slug": sheet.section.slug,
        },
    )


def _round_counts(sheets):
    counts = Counter(sheet.round.title for sheet in sheets)
    return [
        ngettext("%(title)s: %(number)d sheet", "%(title)s: %(number)d sheets", number)
        % {"title": title, "number": number}
        for title, number in counts.items()
    ]


def _aggregate(found, thresholds):
    """Phases counted, and cover of all critical skills together, for whoever may see totals."""
    sheets = found.counted
    phases = Counter(found.phases[sheet.assessment.pk].key for sheet in sheets)
    critical = critical_core_skills(sheets[0].round.team_id)
    codes = [skill.code for skill in critical]
    now = coverage(member_levels(sheets), codes, thresholds.independent_level)
    return {
        "phase_counts": [
            {"phase": phase, "number": phases[phase]} for phase in PHASES if phases[phase]
        ],
        "critical_count": len(codes),
        "counts": cover_counts(now, unknown=unassessed(critical, sheets)),
    }
