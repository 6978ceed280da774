"""What a member sees first: the own results, what is planned for them, who else may read it."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.comparison import Moves
from assessments.models import ASSESSING, WRITABLE, Assessment, Consent, LevelAccess
from assessments.overrides import ShownPhase, shown_phases
from assessments.result_pages import result_url
from assessments.result_tabs import result_tabs
from assessments.results import CompetencyMean, CurrentSheet, competency_means, current_sheets
from assessments.sheet_result_page import mean_target
from plans.models import Activity
from roles.models import CatalogueVersion, TeamAccess
from roles.targets import wanted_levels


@dataclass(frozen=True)
class OwnRole:
    """One role in which the member was assessed."""

    sheet: CurrentSheet
    phase: ShownPhase
    held_back: list
    competencies: list[tuple[CompetencyMean, float | None]]  # each with its mean target
    below: int  # skills below the target
    url: str
    moves: Moves | None

    @property
    def baseline_mean(self):
        return self.sheet.baseline.mean if self.sheet.baseline else None


def own_page(team, member, user):
    """The results of the member who reads them, and nobody else's."""
    sheets = current_sheets(team, Assessment.objects.filter(member=member))
    phases = shown_phases(sheets)
    rows = Activity.objects.filter(plan__team=team, participants=member)
    activities = rows.select_related("plan__team")
    looks = LevelAccess.objects.visible_to(user).filter(member=member)
    thresholds = CatalogueVersion.objects.latest().thresholds
    wanted = wanted_levels(team, thresholds.default_target)
    return {
        "member": member,
        "roles": [_own_role(team, sheet, phases, wanted) for sheet in sheets],
        "thresholds": thresholds,
        "activities": activities.exclude(status=Activity.Status.CANCELLED).order_by("start", "pk"),
        "waiting": _waiting_sheets(team, member),
        "readers": _readers(team, sheets),
        "consents": _consents(team, member),
        "looks": looks,
        "tabs": result_tabs(team, user, "own"),
    }


def _own_role(team, sheet, phases, wanted):
    return OwnRole(
        sheet=sheet,
        phase=phases[sheet.assessment.pk],
        held_back=[one for one in sheet.answers if one.skill.code in sheet.result.held_back],
        competencies=_competencies(sheet, wanted),
        below=sum(
            answer.level is not None
            and answer.level < wanted.of(sheet.member.pk, sheet.section.slug, answer.skill.code)
            for answer in sheet.answers
        ),
        url=result_url(team, sheet),
        moves=_moves(sheet) if sheet.baseline else None,
    )


def _competencies(sheet, wanted):
    groups = defaultdict(list)
    for answer in sheet.answers:
        groups[answer.skill.competency.pk].append(answer)
    return [
        (row, mean_target(sheet, groups[row.competency.pk], wanted))
        for row in competency_means(sheet.answers)
    ]


def _moves(sheet):
    changes = [sheet.change(answer.skill.code) for answer in sheet.answers]
    return Moves(
        up=sum(change is not None and change > 0 for change in changes),
        same=changes.count(0),
        down=sum(change is not None and change < 0 for change in changes),
    )


def _waiting_sheets(team, member):
    rows = Assessment.objects.filter(round__team=team, round__closed=None, member=member)
    return rows.filter(state__in=WRITABLE).select_related("section", "round__team")


def _readers(team, sheets):
    """By name: the leads, and the assessors of the rounds that count who still have the access."""
    accesses = list(team.accesses.select_related("user"))
    leads = [one.user for one in accesses if one.level == TeamAccess.Level.LEAD]
    working = {one.user_id for one in accesses if one.level in ASSESSING}
    rounds = {sheet.round.pk for sheet in sheets}
    through = sheets[0].round.assessors.through.objects if sheets else None
    assessing = (
        set(through.filter(round__in=rounds).values_list("user", flat=True)) if through else set()
    )
    assessors = [one.user for one in accesses if one.user_id in assessing & working]
    return [
        {"label": _("Operational lead"), "value": _names(leads)},
        {"label": _("Assessors of the round"), "value": _names(assessors)},
    ]


def _names(users):
    return ", ".join(str(user.name or user.email) for user in users) or _("nobody")


def _consents(team, member):
    """Each thing that can be agreed to, with the consent in force, if there is one."""
    given = {one.what: one for one in Consent.objects.in_force().filter(member=member)}
    return [
        {
            "label": what.label,
            "consent": given.get(what.value),
            "give_url": reverse("assessments:consent_give", args=[team.slug, what.value]),
        }
        for what in Consent.What
    ]
