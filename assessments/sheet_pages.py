"""What the page of a sheet shows, ready to be drawn."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.choices import Choice
from assessments.merging import Entered, seen_mark
from assessments.models import Assessment, Rating
from assessments.results import read_sheet
from assessments.sheet_forms import comment_name
from roles.models import ProficiencyLevel, Skill

LEVELS = frozenset("0123")


@dataclass(frozen=True)
class SkillItem:
    """One skill of a sheet that is being filled in."""

    skill: Skill
    choices: list[Choice]
    answer: str
    level: int | None
    comment: str
    was: str
    messages: list[str]
    self_level: Rating | None

    @property
    def not_applicable(self):
        return self.answer == "na"

    @property
    def unanswered(self):
        return self.answer == ""

    @property
    def comment_name(self):
        return comment_name(self.skill)


@dataclass(frozen=True)
class Trouble:
    """What was entered for a skill and could not be saved; it stays on the page.

    ``was`` is the mark it came with; None once the page shows what is stored now.
    """

    value: str
    comment: str
    was: str | None
    messages: list[str]


def saved_message(assessment):
    """When it was saved and how far the sheet is."""
    answered = Assessment.objects.with_progress().get(pk=assessment.pk).answered
    return ngettext(
        "Saved at %(time)s. %(answered)d skill is answered.",
        "Saved at %(time)s. %(answered)d skills are answered.",
        answered,
    ) % {"time": time_format(timezone.localtime(), "H:i"), "answered": answered}


def troubles(form, conflicts):
    """Put the conflicts into the form's errors; return Trouble by skill code."""
    for code, conflict in conflicts.items():
        form.add_error(code, _conflict_message(conflict.theirs))
    return {
        skill.code: _trouble(form, skill, conflicts.get(skill.code), messages)
        for skill in form.skills
        if (messages := form.messages_of(skill))
    }


def _trouble(form, skill, conflict, messages):
    """After a conflict the page has seen the other's answer; after a slip it has not."""
    if conflict:
        return Trouble(conflict.value, conflict.comment, None, messages)
    return Trouble(*form.typed(skill), messages)


def _conflict_message(theirs):
    if theirs is None:
        return _(
            "Somebody else took this answer away while you were editing. Yours is still here; "
            "save again to keep it."
        )
    words = {
        "time": time_format(timezone.localtime(theirs.rated_at), "H:i"),
        "answer": _answer_in_words(theirs),
    }
    return (
        _(
            "Somebody else, or you on another device, saved this skill at %(time)s while you were "
            "editing. They entered: %(answer)s. Yours is still here; save again to keep it."
        )
        % words
    )


def _answer_in_words(rating):
    answer = {"na": _("not applicable"), "": _("no answer")}.get(rating.answer, rating.answer)
    return f"{answer}; {rating.comment}" if rating.comment else answer


def next_place(data, skills):
    """Where on the page to go on after saving at a skill: the next one."""
    codes = [skill.code for skill in skills]
    following = dict(zip(codes, codes[1:], strict=False))
    place = following.get(data.get("save"), "")
    return f"#{place}" if place else ""


def late_answers(form, assessment, whose):
    """What was changed in a sheet that takes no more answers."""
    stored = {
        rating.skill_id: (rating.answer, rating.comment)
        for rating in Rating.objects.filter(assessment=assessment, whose=whose)
    }
    late = []
    for skill in form.skills:
        if skill.code not in form.data:
            continue
        value, comment, mark = form.typed(skill)
        before = stored.get(skill.pk, ("", ""))
        merged = Entered(value, comment, mark or None).against(*before)
        kept = tuple(part.value for part in merged) == before
        if not kept or any(part.conflict for part in merged):
            words = {"na": _("N.A."), "": _("no answer")}.get(value, value)
            late.append({"skill": skill, "answer": words, "comment": comment})
    return late


def skills_of(assessment, code=None):
    """The skills of a sheet in catalogue order, with their sub-skills; with a code that one only.

    Those that the team asks today, and those answered here before they were retired, moved or
    switched off: what somebody entered never leaves the page.
    """
    team, section = assessment.round.team_id, assessment.section
    asked = [skill.pk for skill in Skill.every.asked_by(team, section)]
    skills = Skill.every.filter(Q(pk__in=asked) | Q(pk__in=assessment.ratings.values("skill")))
    if code is not None:
        skills = skills.filter(code=code)
    return list(skills.in_section(section).prefetch_related("sub_skills"))


def skill_items(assessment, whose, skills, trouble=None):
    """The skills of a sheet with their choices and what is stored. Two queries.

    ``trouble`` maps skill codes to Trouble: what was entered there stays on the page.
    """
    trouble = trouble or {}
    ratings = {(r.skill_id, r.whose): r for r in Rating.objects.filter(assessment=assessment)}
    levels = list(ProficiencyLevel.objects.current().order_by("level"))
    shown = _shows_self_level(assessment, whose)
    return [
        _skill_item(
            skill,
            ratings.get((skill.pk, whose)),
            trouble.get(skill.code),
            levels,
            ratings.get((skill.pk, Rating.Whose.SELF)) if shown else None,
        )
        for skill in skills
    ]


def _shows_self_level(assessment, whose):
    """In a guided round the two sit together; else an assessor sees it once it is handed in."""
    return whose != Rating.Whose.SELF and assessment.round.is_guided


def _skill_item(skill, rating, trouble, levels, self_level):
    stored = (rating.answer, rating.comment) if rating else ("", "")
    shown = trouble or Trouble(*stored, None, [])
    return SkillItem(
        skill=skill,
        choices=_answer_choices(skill, shown.value, levels),
        answer=shown.value,
        level=int(shown.value) if shown.value in LEVELS else None,
        comment=shown.comment,
        was=seen_mark(*stored) if shown.was is None else shown.was,
        messages=shown.messages,
        self_level=self_level,
    )


def _answer_choices(skill, answer, levels):
    own = ("", skill.level_1, skill.level_2, skill.level_3)
    choices = [
        Choice(
            str(level.level),
            level.name,
            own[level.level] or level.meaning,
            str(level.level),
            answer == str(level.level),
        )
        for level in levels
    ]
    text = _("Not part of this role here. It does not change the mean.")
    not_applicable = Choice("na", _("Not applicable"), text, _("N.A."), answer == "na", apart=True)
    return [*choices, not_applicable]


def read_only_items(assessment):
    """What counts in a sheet, skill by skill, with everybody's values behind it."""
    ratings = list(Rating.objects.filter(assessment=assessment).order_by("pk"))
    names = {level.level: level for level in ProficiencyLevel.objects.current()}
    return [
        {
            "answer": answer,
            "words": _words(answer, names),
            "values": [_value(r) for r in ratings if r.skill_id == answer.skill.pk],
        }
        for answer in read_sheet(assessment)
    ]


def _value(rating):
    """One person's answer, as words."""
    text = {"na": _("N.A."), "": _("no answer")}.get(rating.answer, rating.answer)
    return {"label": rating.get_whose_display(), "text": text, "comment": rating.comment}


def _words(answer, names):
    """The sentence that describes the level, the general one when the skill has none."""
    if answer.level is None:
        return _("Not applicable") if answer.not_applicable else _("Not answered")
    own = ("", answer.skill.level_1, answer.skill.level_2, answer.skill.level_3)[answer.level]
    general = names.get(answer.level)
    return own or (general.meaning if general else "")
