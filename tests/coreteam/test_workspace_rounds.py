"""Whatever happened in a round comes back from a workspace file, however often it travels."""

import datetime

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.actions import close_round, reopen_sheet, return_sheet, submit_sheet
from assessments.agree_actions import agree_sheet
from assessments.answer_actions import save_answers
from assessments.merging import Entered
from assessments.models import Consent, PhaseOverride, ResultComment, SubRating
from assessments.repeating import confirm_unchanged
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from roles.models import Skill, SubSkill
from tests.coreteam.test_workspace import written
from tests.factories import AssessmentFactory, MemberFactory, RoundFactory, TeamFactory

JANUARY, MAY = datetime.date(2026, 1, 20), datetime.date(2026, 5, 20)
VALUES = st.sampled_from(["", "0", "1", "2", "3", "na"])
ANSWERS = st.fixed_dictionaries({"OL-01": VALUES, "OL-02": VALUES, "OL-03": VALUES})
ACTS = {
    "submit": lambda sheet: submit_sheet(assessment=sheet, by=None),
    "return": lambda sheet: return_sheet(assessment=sheet, by=None, question="Since when?"),
    "reopen": lambda sheet: reopen_sheet(assessment=sheet, by=None, reason="A slip"),
    "confirm": lambda sheet: (
        sheet.is_draft and confirm_unchanged(assessment=sheet, whose="self", by=None)
    ),
    "close": lambda sheet: close_round(round=sheet.round, by=None, today=MAY),
}


def save(sheet, whose, answers):
    skills = {skill.code: skill for skill in Skill.objects.filter(code__in=answers)}
    entered = {
        skills[code]: Entered(value, "seen", None, "a link") for code, value in answers.items()
    }
    save_answers(assessment=sheet, whose=whose, answers=entered, by=None)


def agree(sheet, answers):
    skills = Skill.objects.filter(code__in=answers)
    levels = {skill: (answers[skill.code], "Talked it over") for skill in skills}
    agree_sheet(assessment=sheet, by=None, levels=levels)


def closed_baseline(member):
    """A closed round with everything that can be said about a result."""
    round_ = RoundFactory(team=member.team, code="r1", baseline=True, opened=JANUARY)
    sheet = AssessmentFactory(round=round_, member=member)
    save(sheet, "self", {"OL-01": "1", "OL-02": "na", "OL-03": "0"})
    part = SubSkill.objects.filter(skill__code="OL-03").first()
    SubRating.objects.create(assessment=sheet, sub_skill=part, whose="self", level=1)
    close_round(round=round_, by=None, today=JANUARY)
    PhaseOverride.objects.create(assessment=sheet, phase="expert", reason="Built it alone")
    ResultComment.objects.create(assessment=sheet, text="I had no server")
    now = timezone.now()
    Consent.objects.create(member=member, what="plan", given_at=now, withdrawn_at=now)
    Consent.objects.create(member=member, what="plan", signed=JANUARY)
    return round_


class RoundsTravel(TestCase):
    @settings(max_examples=8)
    @given(st.booleans(), ANSWERS, ANSWERS, st.lists(st.sampled_from([*ACTS, "agree"]), max_size=6))
    def test_import_of_an_export_gives_an_equal_export(self, guided, own, agreed, acts):
        member = MemberFactory(team=TeamFactory(slug="tavaloa"))
        follow_up = RoundFactory(
            team=member.team,
            code="r2",
            mode="supervisor" if guided else "self",
            purpose="What moved",
            opened=MAY,
            closes=MAY,
            reference=closed_baseline(member),
        )
        sheet = AssessmentFactory(round=follow_up, member=member)
        save(sheet, "self", own)
        for act in acts:
            sheet.refresh_from_db()
            if act == "agree":
                agree(sheet, agreed)
            else:
                ACTS[act](sheet)

        first = export_workspace(member.team)
        again = export_workspace(import_workspace(written(first), replace=True))

        assert again == first
        baseline, later = first["rounds"]
        assert {"overruled", "result_comment", "steps", "answers"} <= set(
            baseline["assessments"][0]
        )
        assert (later["reference"], later["purpose"]) == ("r1", "What moved")
        assert len(first["members"][0]["consents"]) == 2
