"""What the page of a sheet shows, ready to be drawn."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.answer_actions import entry_of
from assessments.choices import Choice
from assessments.merging import Entered, Entry, parts_text, read_parts, seen_mark
from assessments.models import Assessment, Rating, SubRating
from assessments.parts import suggested_level
from assessments.results import SkillAnswer, read_sheet
from assessments.sheet_forms import comment_name, evidence_name, part_name
from roles.models import ProficiencyLevel, Skill, SubSkill
from roles.targets import wanted_levels

LEVELS = frozenset("0123")
PART_LEVELS = ("", "0", "1", "2", "3")
# 20 skills in 15 minutes: what a member is asked for at most.
SECONDS_PER_SKILL = 45


@dataclass(frozen=True)
class Part:
    """A sub-skill to be rated: ``name`` is that of its field, ``level`` "" or "0" to "3"."""

    sub_skill: SubSkill
    name: str
    level: str


@dataclass(frozen=True)
class SkillItem:
    """One skill of a sheet that is being filled in.

    ``suggested`` is the level that the parts suggest, where it differs from the answer.
    ``theirs`` is what somebody else stored meanwhile, in words, and ``seen`` its mark; ``before``
    what counted in the reference round of a follow-up.
    """

    skill: Skill
    choices: list[Choice]
    answer: str
    level: int | None
    comment: str
    evidence: str
    parts: list[Part]
    target: int
    suggested: int | None
    was: str
    messages: list[str]
    theirs: str
    seen: str
    self_level: Rating | None
    origin: str
    before: SkillAnswer | None

    @property
    def not_applicable(self):
        return self.answer == "na"

    @property
    def unanswered(self):
        return self.answer == ""

    @property
    def is_below(self):
        """Below target: only then the parts are asked."""
        return self.level is not None and self.level < self.target

    @property
    def comment_name(self):
        return comment_name(self.skill)

    @property
    def evidence_name(self):
        return evidence_name(self.skill)


@dataclass(frozen=True)
class Trouble:
    """What was entered for a skill and could not be saved; it stays on the page.

    ``was`` is the mark it came with; None where the page shows what is stored now. ``theirs`` is
    what stands in a conflict, else "", and ``seen`` the mark of that: until the person chooses,
    saving asks again.
    """

    entry: Entry
    was: str | None
    messages: list[str]
    theirs: str = ""
    seen: str = ""


def minutes_left(skills):
    """How many minutes the skills that are left take, rounded up."""
    return -(-skills * SECONDS_PER_SKILL // 60)


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
    *entry, was = form.typed(skill)
    if conflict:
        seen = seen_mark(*conflict.stored)
        return Trouble(conflict.mine, was, messages, _answer_in_words(conflict.theirs), seen)
    return Trouble(Entry(*entry), was, messages)


def _conflict_message(theirs):
    if theirs is None:
        return _(
            "Somebody else took this answer away while you were editing. Yours is still here: "
            "choose which one stays."
        )
    words = {
        "time": time_format(timezone.localtime(theirs.rated_at), "H:i"),
        "answer": _answer_in_words(theirs),
    }
    return (
        _(
            "Somebody else, or you on another device, saved this skill at %(time)s while you were "
            "editing. They entered: %(answer)s. Yours is still here: choose which one stays."
        )
        % words
    )


def _answer_in_words(rating):
    if rating is None:
        return _("no answer")
    answer = {"na": _("not applicable"), "": _("no answer")}.get(rating.answer, rating.answer)
    return "; ".join(part for part in (answer, rating.comment, rating.evidence) if part)


def next_place(data, skills):
    """Where on the page to go on after saving at a skill: the next one."""
    codes = [skill.code for skill in skills]
    following = dict(zip(codes, codes[1:], strict=False))
    place = following.get(data.get("save") or data.get("keep"), "")
    return f"#{place}" if place else ""


def late_answers(form, assessment, whose):
    """What was changed in a sheet that takes no more answers."""
    ratings = {r.skill_id: r for r in Rating.objects.filter(assessment=assessment, whose=whose)}
    parts = _parts_by_skill(assessment, whose)
    late = []
    for skill in form.skills:
        if skill.code not in form.data:
            continue
        value, comment, evidence, levels, mark = form.typed(skill)
        before = entry_of(ratings.get(skill.pk), parts_text(parts.get(skill.pk, {})))
        merged = Entered(value, comment, mark or None, evidence, levels).against(*before)
        kept = tuple(part.value for part in merged) == before
        if not kept or any(part.conflict for part in merged):
            words = {"na": _("N.A."), "": _("no answer")}.get(value, value)
            late.append({"skill": skill, "answer": words, "comment": comment, "evidence": evidence})
    return late


def _parts_by_skill(assessment, whose):
    """The levels of sub-skills by their keys, by skill."""
    parts = defaultdict(dict)
    rows = SubRating.objects.filter(assessment=assessment, whose=whose)
    for skill, key, level in rows.values_list("sub_skill__skill", "sub_skill", "level"):
        parts[skill][key] = level
    return parts


def skills_of(assessment):
    """The skills of a sheet in its order, with their sub-skills.

    Those that the round asks, and those answered here before they were retired, moved or
    switched off: what somebody entered never leaves the page.
    """
    return skills_of_sheets([assessment], parts=True)


def skills_of_sheets(sheets, code=None, *, parts=False):
    """The same for several sheets of one role and round. One query, with `parts` two."""
    if code is not None and "\0" in code:  # PostgreSQL takes no such text
        return []
    round_, section = sheets[0].round, sheets[0].section
    answered = Rating.objects.filter(assessment__in=sheets, skill=OuterRef("pk"))
    of_section = Skill.every.of_sections([section]).values("pk")
    frozen = list((round_.asked or {}).get(section.slug, ()))
    rows = Skill.every.annotate(answered=Exists(answered)).in_section(section)
    rows = rows.filter(Q(pk__in=of_section) | Q(answered=True) | Q(code__in=frozen))
    rows = rows if code is None else rows.filter(code=code)
    rows = rows.prefetch_related("sub_skills") if parts else rows
    return [
        skill
        for skill in rows.read_for(round_.team_id)
        if skill.answered or round_.asks(skill, section)
    ]


def skill_of(assessment, code):
    """The one skill of a sheet with that code, None when it has none. One query."""
    return next(iter(skills_of_sheets([assessment], code)), None)


def skill_items(assessment, whose, skills, trouble=None, before=None):
    """The skills of a sheet with their choices and what is stored. Four queries, and two more
    where the team set targets.

    ``trouble`` maps skill codes to Trouble: what was entered there stays on the page. ``before``
    maps keys of skills to what counted in the reference round.
    """
    trouble = trouble or {}
    ratings = {(r.skill_id, r.whose): r for r in Rating.objects.filter(assessment=assessment)}
    parts = _parts_by_skill(assessment, whose)
    levels = list(ProficiencyLevel.objects.current().order_by("level"))
    targets = _targets(assessment)
    shown = _shows_self_level(assessment, whose)
    return [
        _skill_item(
            skill,
            entry_of(ratings.get((skill.pk, whose)), parts_text(parts.get(skill.pk, {}))),
            trouble.get(skill.code),
            levels,
            target=targets(skill),
            self_level=ratings.get((skill.pk, Rating.Whose.SELF)) if shown else None,
            rating=ratings.get((skill.pk, whose)),
            before=(before or {}).get(skill.pk),
        )
        for skill in skills
    ]


def _targets(assessment):
    """The target of a skill for this member: the team's own, else the usual one."""
    usual = assessment.round.catalogue_version.thresholds.default_target
    wanted = wanted_levels(assessment.round.team, usual)
    member, section = assessment.member_id, assessment.section.slug
    return lambda skill: wanted.of(member, section, skill.code)


def _shows_self_level(assessment, whose):
    """In a guided round the two sit together; else an assessor sees it once it is handed in."""
    return whose != Rating.Whose.SELF and assessment.round.is_guided


def _skill_item(skill, stored, trouble, levels, *, target, self_level, rating, before):
    shown = trouble or Trouble(stored, None, [])
    entry = shown.entry
    parts = _parts(skill, entry)
    suggested = suggested_level([int(part.level) if part.level else None for part in parts])
    return SkillItem(
        skill=skill,
        choices=answer_choices(skill, entry.value, levels),
        answer=entry.value,
        level=int(entry.value) if entry.value in LEVELS else None,
        comment=entry.comment,
        evidence=entry.evidence,
        parts=parts,
        target=target,
        suggested=None if str(suggested) == entry.value else suggested,
        was=seen_mark(*stored) if shown.was is None else shown.was,
        messages=shown.messages,
        theirs=shown.theirs,
        seen=shown.seen,
        self_level=self_level,
        origin=rating.origin if rating else "",
        before=before,
    )


def _parts(skill, entry):
    levels = read_parts(entry.parts)
    return [
        Part(part, part_name(skill, part.pk), str(levels.get(part.pk, "")))
        for part in skill.sub_skills.all()
    ]


def answer_choices(skill, answer, levels):
    """The answers to a skill, each with the sentence that describes it."""
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


def read_only_items(assessment, changes):
    """What counts in a sheet, skill by skill, with everybody's values behind it.

    ``changes`` are the levels gained since the round it is compared with, by keys of skills.
    """
    ratings = list(Rating.objects.filter(assessment=assessment).order_by("pk"))
    names = {level.level: level for level in ProficiencyLevel.objects.current()}
    return [
        {
            "answer": answer,
            "words": level_words(answer, names),
            "change": changes.get(answer.skill.pk),
            "values": [_value(r) for r in ratings if r.skill_id == answer.skill.pk],
        }
        for answer in read_sheet(assessment)
    ]


def _value(rating):
    """One person's answer, as words."""
    text = {"na": _("N.A."), "": _("no answer")}.get(rating.answer, rating.answer)
    return {"label": rating.get_whose_display(), "text": text, "rating": rating}


def level_words(answer, names):
    """The sentence that describes the level, the general one when the skill has none."""
    if answer.level is None:
        return _("Not applicable") if answer.not_applicable else _("Not answered")
    own = ("", answer.skill.level_1, answer.skill.level_2, answer.skill.level_3)[answer.level]
    general = names.get(answer.level)
    return own or (general.meaning if general else "")
