"""The result of one member in one role: phase, radar, skills, comment, and who may read it."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, Rating, ResultComment
from assessments.overrides import shown_phases
from assessments.pictures import radar_picture
from assessments.results import competency_means, current_sheets
from assessments.sheet_pages import level_words
from roles.access import get_visible_or_404
from roles.formats import number
from roles.models import Member, PhaseDescription, ProficiencyLevel
from roles.targets import wanted_levels

# Fewer spokes make no shape.
FEWEST_SPOKES = 3


def read_current(team, user, member_pk, role_slug):
    """The current sheet of a member in a role, whose result the user reads by name; else 404."""
    member = get_visible_or_404(Member, user, team=team, pk=member_pk)
    own = Assessment.objects.results_visible_to(user).filter(member=member, section__slug=role_slug)
    sheets = current_sheets(team, own)
    if not sheets:
        raise Http404
    return sheets[0]


def sheet_page(team, user, sheet, compare_with):
    """`compare_with` is "target" or "baseline", what the second outline of the radar shows."""
    by_right = Assessment.objects.visible_to(user).filter(pk=sheet.assessment.pk).exists()
    spokes = _spokes(team, sheet, compare_with)
    names = {level.level: level for level in ProficiencyLevel.objects.current()}
    return _phase_of(sheet) | {
        "facts": _sheet_facts(sheet),
        "answers": [_answer_row(sheet, one, by_right, names) for one in sheet.answers],
        "is_rough": any(sheet.is_rough(one.skill.code) for one in sheet.answers),
        "spokes": spokes,
        "radar": radar(sheet, spokes) if len(spokes) >= FEWEST_SPOKES else None,
        "compares_baseline": compare_with == "baseline" and bool(sheet.baseline),
        "by_right": by_right,
        "is_own": is_own(sheet, user),
        "comment": _comment(sheet) if by_right else None,
        "crumbs": sheet_crumbs(team, sheet),
    }


def _spokes(team, sheet, compare_with="target"):
    usual = sheet.round.catalogue_version.thresholds.default_target
    return read_spokes(sheet, compare_with, wanted_levels(team, usual))


def _phase_of(sheet):
    """What assessments/_phase_of_one.html and _override.html draw."""
    (shown,) = shown_phases([sheet]).values()
    return {
        "sheet": sheet,
        "phase": shown.key,
        "shown_phase": shown,
        "phase_text": PhaseDescription.objects.current().filter(phase=shown.key or "").first(),
        "thresholds": sheet.round.catalogue_version.thresholds,
        "baseline_mean": sheet.baseline.mean if sheet.baseline else None,
        "held_back": [a for a in sheet.answers if a.skill.code in sheet.result.held_back],
    }


def result_of(assessment):
    """The result of a closed sheet for its member who came by link, and has no page of results.

    {} while the sheet does not count.
    """
    own = Assessment.objects.filter(member=assessment.member, section=assessment.section)
    keys = list(own.counted().values_list("pk", flat=True))
    if assessment.pk not in keys:
        return {}
    team, until = assessment.round.team, keys[: keys.index(assessment.pk) + 1]
    (sheet,) = current_sheets(team, own.filter(pk__in=until))
    changes = {one.skill.pk: sheet.change(one.skill.code) for one in sheet.answers}
    return _phase_of(sheet) | {"spokes": _spokes(team, sheet), "changes": changes}


def is_own(sheet, user):
    return sheet.member.user_id is not None and sheet.member.user_id == user.pk


def _comment(sheet):
    return ResultComment.objects.filter(assessment=sheet.assessment).first()


def sheet_crumbs(team, sheet, last=""):
    kwargs = {
        "slug": team.slug,
        "member_pk": sheet.member.pk,
        "role_slug": sheet.section.slug,
    }
    own = f"{sheet.member}, {sheet.section}"
    crumbs = [
        (_("Results"), reverse("assessments:results", args=[team.slug])),
        (own, reverse("assessments:sheet_result", kwargs=kwargs) if last else ""),
    ]
    return [*crumbs, (last, "")] if last else crumbs


def read_spokes(sheet, compare_with, wanted):
    """By competency: label, mean now, and beside it the mean of the targets or of the baseline.

    `wanted` are the team's targets (WantedLevels).
    """
    groups = {}
    for answer in sheet.answers:
        groups.setdefault(answer.skill.competency.pk, []).append(answer)
    return [
        {
            "competency": row.competency,
            "now": row.mean,
            "other": _other(groups[row.competency.pk], sheet, compare_with, wanted),
            "rated": row.rated,
            "applicable": row.applicable,
        }
        for row in competency_means(sheet.answers)
    ]


def _other(answers, sheet, compare_with, wanted):
    if compare_with != "baseline" or not sheet.baseline:
        return mean_target(sheet, answers, wanted)
    stands = sheet.baseline_levels
    rated = [stands[one.skill.code].level for one in answers if one.skill.code in stands]
    return sum(rated) / len(rated) if rated else None


def mean_target(sheet, answers, wanted):
    """The mean of what is wanted in these skills, without those that do not apply."""
    targets = [
        wanted.of(sheet.member.pk, sheet.section.slug, answer.skill.code)
        for answer in answers
        if not answer.not_applicable
    ]
    return sum(targets) / len(targets) if targets else None


def radar(sheet, spokes):
    title = _("Means of %(member)s by competency, on a scale from 0 to 3") % {
        "member": sheet.member
    }
    return radar_picture(
        [(one["competency"].short_name, one["now"], one["other"]) for one in spokes], title
    )


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
        facts.append({"label": _("Compared with"), "value": sheet.baseline_round.title})
        facts.append({"label": _("Mean then"), "value": number(sheet.baseline.mean, 2)})
    if sheet.modes_differ:
        mode = sheet.baseline_round.get_mode_display()
        facts.append({"label": _("It was run differently then"), "value": mode})
    return facts


def _answer_row(sheet, answer, by_right, names):
    skill = answer.skill
    return {
        "answer": answer,
        "text": level_words(answer, names),
        "change": sheet.change(skill.code),
        "rough": sheet.is_rough(skill.code),
        "whose": Rating.Whose(answer.whose).label if answer.whose and by_right else "",
    }
