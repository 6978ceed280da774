"""What the check of a candidate says. No queries of its own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.candidate import NOT_CHECKED, Entry, counts
from roles.formats import longdate
from roles.models import Member, PrerequisiteAnswer, RolePrerequisite

TAGS = {"has": "green", "can_obtain": "amber", "lacks": "red", NOT_CHECKED: "outline"}


@dataclass(frozen=True)
class CheckRow:
    """A prerequisite with its answer, to be read."""

    prerequisite: RolePrerequisite
    word: str
    tag: str
    note: str


@dataclass(frozen=True)
class CandidateRow:
    """A member who may be appointed, and how far the check has come."""

    member: Member
    summary: str


def said(entry):
    """An entry in words."""
    parts = [answer_words(entry), entry.note]
    return ", ".join(part for part in parts if part)


def answer_words(entry):
    if entry.answer == NOT_CHECKED:
        return _("Not checked")
    if entry.by:
        return _("Can obtain it by %(date)s") % {"date": longdate(entry.by)}
    return str(PrerequisiteAnswer.Answer(entry.answer).label)


def check_rows(prerequisites, stored):
    entries = [(one, stored.get(one.pk, Entry())) for one in prerequisites]
    return [
        CheckRow(one, answer_words(entry), TAGS[entry.answer], entry.note) for one, entry in entries
    ]


def summary(answers):
    """ "3 met, 1 to obtain, 1 lacking": only what there is, what is met always."""
    met, obtainable, lacking, unchecked = counts(answers)
    if unchecked == len(answers):
        return _("Not checked yet")
    parts = [ngettext("%(count)d met", "%(count)d met", met) % {"count": met}]
    for count, words in (
        (obtainable, ngettext("%(count)d to obtain", "%(count)d to obtain", obtainable)),
        (lacking, ngettext("%(count)d lacking", "%(count)d lacking", lacking)),
        (unchecked, ngettext("%(count)d not checked", "%(count)d not checked", unchecked)),
    ):
        if count:
            parts.append(words % {"count": count})
    return ", ".join(parts)


def candidate_rows(members, prerequisites, answers):
    """Every member with the summary of what is known; `answers` are those of the position."""
    known = {(one.member_id, one.prerequisite_id): one.answer for one in answers}
    return [
        CandidateRow(
            member, summary([known.get((member.pk, one.pk), NOT_CHECKED) for one in prerequisites])
        )
        for member in members
    ]
