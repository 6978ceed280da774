"""One file brought in: looked at first, then written as a whole or not at all.

What is written is what the preview showed, or nothing: the preview carries a seal over every
change, and the writing makes the same changes again under the lock of the round.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from assessments.actions import Frozen, create_round, lock_open_round
from assessments.answer_actions import Origin, SheetAnswers, save_sheets
from assessments.merging import Entered, seen_mark
from assessments.models import Assessment, OutsideFile, Rating, Round
from assessments.outside_changes import NOTHING, Change, Kind, change_of, seal_of
from assessments.outside_forms import RoundOfFileForm
from assessments.outside_rows import Left, Stranger
from roles.models import Member, Role, Skill


class NotAsSeenError(Exception):
    """Something changed since the preview; nothing was written."""


class GoneError(Exception):
    """The file was written or thrown away already."""


@dataclass(frozen=True)
class Look:
    """What a file would change, what stays out of it, and rows that wait for a member."""

    changes: list[Change]
    left: list[Left]
    strangers: list[Stranger]
    seal: str

    def of_kind(self, kind):
        return [one for one in self.changes if one.kind == kind]


def compare(offers, round_, *facts):
    """The changes beside what the round's sheets hold now, and their seal. One query."""
    stored = {}
    if round_ is not None:
        for one in Rating.objects.filter(assessment__round=round_).select_related(
            "assessment", "skill"
        ):
            sheet = one.assessment
            key = (sheet.member_id, sheet.section_id, one.whose, one.skill.code)
            stored[key] = (one.answer, one.comment)
    changes = [change_of(offer, stored.get(offer.key, NOTHING)) for offer in offers]
    return changes, seal_of(changes, round_.pk if round_ else None, *facts)


def sheets_of(round_):
    """The sheets of a round by member and role."""
    if round_ is None:
        return {}
    sheets = Assessment.objects.filter(round=round_).select_related("member", "section")
    return {(sheet.member_id, sheet.section_id): sheet for sheet in sheets}


@transaction.atomic
def write(*, file, look, seal, taken, by):
    """Do what the preview with this seal showed, once; return the round.

    ``look`` is the function that makes the Look of this file; ``taken`` the names of the
    conflicts in which the file's answer is to stand. Raises GoneError when somebody was quicker,
    NotAsSeenError when it would do something else.
    """
    if not OutsideFile.objects.filter(pk=file.pk).delete()[0]:
        raise GoneError
    if file.round_id and lock_open_round(file.round_id) is None:
        raise NotAsSeenError
    seen = look(file, by)
    if seen.seal != seal:
        raise NotAsSeenError
    changes = [
        one
        for one in seen.changes
        if one.kind == Kind.CHANGED or one.kind == Kind.CONFLICT and one.name in taken
    ]
    round_ = file.round or _new_round(file)
    try:
        saved = save_sheets(round_pk=round_.pk, sheets=_answers(file, round_, changes), by=by)
    except Frozen as frozen:
        raise NotAsSeenError from frozen
    if not saved:
        raise NotAsSeenError
    return round_


def _new_round(file):
    form = RoundOfFileForm(file.choices["round"], instance=Round(team=file.team))
    if not form.is_valid():
        raise NotAsSeenError
    return create_round(form=form, sheets=[])


def _answers(file, round_, changes):
    """The changes by sheet; sheets that are not there yet are made."""
    sheets = sheets_of(round_)
    _make_missing(round_, sheets, changes)
    skills = {skill.code: skill for skill in Skill.every.of_team(file.team)}
    by_sheet = defaultdict(lambda: ({}, {}))
    for one in changes:
        offer, skill = one.offer, skills[one.offer.skill]
        answers, origins = by_sheet[offer.member, offer.section, offer.whose]
        answers[skill] = Entered(*one.after, seen_mark(*one.now))
        origins[skill] = Origin(file.kind, file.name, offer.row, offer.day)
    return [
        SheetAnswers(sheets[member, section], whose, *by_sheet[member, section, whose])
        for member, section, whose in by_sheet
    ]


def _make_missing(round_, sheets, changes):
    missing = {(one.offer.member, one.offer.section) for one in changes} - sheets.keys()
    members = Member.objects.in_bulk({member for member, _section in missing})
    sections = Role.objects.in_bulk({section for _member, section in missing})
    made = Assessment.objects.bulk_create(
        Assessment(round=round_, member=members[member], section=sections[section])
        for member, section in sorted(missing)
    )
    sheets.update({(sheet.member_id, sheet.section_id): sheet for sheet in made})
