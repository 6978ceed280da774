"""What the results pages show. Named levels only from sheets that the reader may see."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.coverage import Departure, coverage, summarise, what_if_leaves
from assessments.models import Assessment, Rating
from assessments.phases import Phase
from assessments.results import (
    MIN_PEOPLE,
    CurrentSheet,
    competency_means,
    critical_core_skills,
    current_sheets,
    may_see_totals,
    member_levels,
    people,
)
from roles.access import get_visible_or_404
from roles.models import CatalogueVersion, Member, PhaseDescription, Role, Skill


@dataclass(frozen=True)
class ResultRow:
    """One member in one role, in the phase spread."""

    sheet: CurrentSheet
    url: str

    @property
    def phase(self):
        return phase_key(self.sheet.result)

    @property
    def baseline_mean(self):
        return self.sheet.baseline.mean if self.sheet.baseline else None

    @property
    def held_back_lead(self):
        return _("Held back by")


@dataclass(frozen=True)
class Tile:
    code: str
    count: int
    after: int | None


@dataclass(frozen=True)
class CoverageRow:
    """The critical skills of one role."""

    role: Role
    tiles: list[Tile]


@dataclass(frozen=True)
class HeatRow:
    skill: Skill
    cells: list
    at_independent: int


@dataclass(frozen=True)
class HeatMap:
    """Skills by members in one role."""

    role: Role
    sheets: list[CurrentSheet]
    rows: list[HeatRow]


def phase_key(result):
    """The phase for the mark; None is not enough data."""
    return None if result.phase == Phase.NOT_ENOUGH_DATA else str(result.phase)


def results_page(team, user, without):
    """The whole page, by what the reader may see: names, totals in which nobody can be found."""
    everything = current_sheets(team, Assessment.objects.seen_by(user))
    seen = current_sheets(team, Assessment.objects.visible_to(user))
    thresholds = CatalogueVersion.objects.latest().thresholds
    sees_all = bool(everything) and all(sheet.assessment.is_seen for sheet in everything)
    page = {
        "rows": [_row(team, sheet) for sheet in seen],
        "maps": heat_maps(seen, thresholds.independent_level),
        "sees_all": sees_all,
        "shown": _what_is_shown(seen, everything),
        "facts": _round_counts(seen),
        "thresholds": thresholds,
        "people": people(everything),
        "any": bool(everything),
        "min_people": MIN_PEOPLE,
    }
    if sees_all:
        return page | _coverage_board(seen, thresholds.independent_level, without)
    if everything and may_see_totals(everything):
        return page | _aggregate(everything, thresholds)
    return page


def _what_is_shown(seen, everything):
    """The assessor of an older round reads levels that a later round has replaced."""
    current = {sheet.assessment.pk for sheet in everything}
    if all(sheet.assessment.pk in current for sheet in seen):
        return _("Latest closed round of each member and role")
    return _("Latest closed round that you see of each member and role")


def _row(team, sheet):
    return ResultRow(sheet, result_url(team, sheet))


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


def _coverage_board(sheets, independent_level, without):
    skills = critical_core_skills(sheets[0].round.team_id)
    codes = [skill.code for skill in skills]
    levels = member_levels(sheets)
    leaver = next((member for member in levels if str(member.pk) == without), None)
    now = coverage(levels, codes, independent_level)
    departure = what_if_leaves(leaver, levels, codes, independent_level) if leaver else None
    return {
        "coverage": _coverage_rows(skills, now, departure),
        "critical_count": len(codes),
        "counts": _cover_counts(now, departure.after if departure else None),
        "leaver": leaver,
        "finding": _finding(leaver, departure, skills) if departure else "",
        "who_leaves": _who_leaves(levels, leaver),
    }


def _coverage_rows(skills, now, departure: Departure | None):
    rows = {}
    for skill in skills:
        row = rows.setdefault(skill.skill_set_id, CoverageRow(skill.skill_set, []))
        after = departure.after[skill.code] if departure else None
        row.tiles.append(Tile(skill.code, now[skill.code], after))
    return list(rows.values())


def _cover_counts(before, after=None):
    """Nobody, one, two or more; with what it was before somebody left."""
    shown = summarise(before if after is None else after)
    was = summarise(before) if after is not None else None
    words = {"nobody": _("nobody"), "one": _("one person"), "two_or_more": _("two people or more")}
    return [
        {
            "tone": tone,
            "number": len(getattr(shown, key)),
            "was": len(getattr(was, key)) if was else None,
            "label": label,
        }
        for (key, label), tone in zip(words.items(), (0, 1, 3), strict=True)
    ]


def _finding(leaver, departure, skills):
    """The sentence above the tiles: how much goes with the member, and what goes altogether."""
    names = {skill.code: skill.name for skill in skills}
    losing = ngettext(
        "Without %(name)s, %(number)d critical skill loses cover.",
        "Without %(name)s, %(number)d critical skills lose cover.",
        len(departure.losing),
    ) % {"name": leaver, "number": len(departure.losing)}
    if not departure.left_alone:
        return losing, ""
    alone = [f"{names[code]} ({code})" for code in departure.left_alone]
    return losing, _("Nobody is left for: %(skills)s.") % {"skills": ", ".join(alone)}


def _who_leaves(levels, leaver):
    choices = [{"value": "", "title": _("Nobody leaves"), "end": None, "checked": leaver is None}]
    for member in levels:
        choice = {"value": member.pk, "title": member.name, "end": None}
        choices.append(choice | {"checked": member == leaver})
    return choices


def _aggregate(sheets, thresholds):
    """Phases counted, and cover of all critical skills together, for whoever may see totals."""
    phases = Counter(sheet.result.phase for sheet in sheets)
    codes = [skill.code for skill in critical_core_skills(sheets[0].round.team_id)]
    now = coverage(member_levels(sheets), codes, thresholds.independent_level)
    return {
        "phase_counts": [
            {"phase": None if phase == Phase.NOT_ENOUGH_DATA else str(phase), "number": number}
            for phase in Phase
            if (number := phases[phase])
        ],
        "critical_count": len(codes),
        "counts": _cover_counts(now),
    }


def heat_maps(sheets, independent_level):
    """One map a role, in the order of the roles."""
    by_role = {}
    for sheet in sheets:
        by_role.setdefault(sheet.section, []).append(sheet)
    ordered = sorted(by_role, key=lambda role: (role.order, role.pk))
    return [
        HeatMap(role, by_role[role], _heat_rows(by_role[role], independent_level))
        for role in ordered
    ]


def _heat_rows(sheets, independent_level):
    skills = {answer.skill.code: answer.skill for sheet in sheets for answer in sheet.answers}
    answers = [{answer.skill.code: answer for answer in sheet.answers} for sheet in sheets]
    ordered = sorted(skills.values(), key=lambda skill: (skill.order, skill.pk))
    rows = []
    for skill in ordered:
        cells = [
            _cell(sheet, own.get(skill.code), skill.code)
            for sheet, own in zip(sheets, answers, strict=True)
        ]
        able = sum(
            cell["level"] is not None and cell["level"] >= independent_level for cell in cells
        )
        rows.append(HeatRow(skill, cells, able))
    return rows


def _cell(sheet, answer, code):
    return {
        "level": answer.level if answer else None,
        "not_applicable": answer.not_applicable if answer else False,
        "change": sheet.change(code),
    }


def sheet_page(team, user, member_pk, role_slug):
    """One member in one role, for the member, the round's assessor and the lead; others: 404."""
    member = get_visible_or_404(Member, user, team=team, pk=member_pk)
    own = Assessment.objects.visible_to(user).filter(member=member, section__slug=role_slug)
    sheets = current_sheets(team, own)
    if not sheets:
        raise Http404
    (sheet,) = sheets
    phase = phase_key(sheet.result)
    thresholds = sheet.round.catalogue_version.thresholds
    return {
        "sheet": sheet,
        "phase": phase,
        "phase_text": PhaseDescription.objects.current().filter(phase=phase or "").first(),
        "thresholds": thresholds,
        "baseline_mean": sheet.baseline.mean if sheet.baseline else None,
        "held_back": [a for a in sheet.answers if a.skill.code in sheet.result.held_back],
        "facts": _sheet_facts(sheet),
        "answers": [_answer_row(sheet, answer) for answer in sheet.answers],
        "competencies": competency_means(sheet.answers),
        "crumbs": [
            (_("Results"), reverse("assessments:results", kwargs={"slug": team.slug})),
            (str(sheet.member), ""),
            (str(sheet.section), ""),
        ],
    }


def _sheet_facts(sheet):
    result = sheet.result
    facts = [
        {"label": _("Round"), "value": sheet.round.title},
        {"label": _("How it was run"), "value": sheet.round.get_mode_display()},
        {
            "label": _("Rated"),
            "value": _("%(rated)d of %(applicable)d applicable skills")
            % {"rated": result.rated, "applicable": result.applicable},
        },
        {"label": _("Not applicable"), "value": result.not_applicable},
        {"label": _("Not answered"), "value": result.unanswered},
    ]
    if sheet.baseline:
        facts.append({"label": _("Mean in the baseline"), "value": sheet.baseline.mean_text})
        facts.append({"label": _("Baseline"), "value": sheet.baseline_round.title})
    return facts


def _answer_row(sheet, answer):
    skill = answer.skill
    own = ("", skill.level_1, skill.level_2, skill.level_3)
    return {
        "answer": answer,
        "text": own[answer.level] if answer.level is not None else "",
        "change": sheet.change(skill.code),
        "whose": Rating.Whose(answer.whose).label if answer.whose else "",
    }
