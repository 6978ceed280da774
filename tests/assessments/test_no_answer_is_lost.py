"""Any mix of answers through any sequence of steps loses none and never mixes whose value it is."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.actions import Frozen, close_round, reopen_sheet, return_sheet, submit_sheet
from assessments.agree_actions import agree_sheet
from assessments.answer_actions import save_answers
from assessments.merging import Entered, seen_mark
from assessments.models import Round
from roles.models import Skill
from tests.factories import AssessmentFactory

TODAY = datetime.date(2026, 11, 22)
SKILLS = ("OL-01", "OL-02")
WHOSE = ("self", "assessor")
LEVELS = st.sampled_from(["", "0", "1", "2", "3", "na"])
SAVES = st.tuples(
    st.just("save"),
    st.sampled_from(WHOSE),
    st.integers(0, 1),  # which of two devices
    st.sampled_from(SKILLS),
    LEVELS,
)
AGREEMENTS = st.tuples(st.just("agree"), st.dictionaries(st.sampled_from(SKILLS), LEVELS))
STEPS = st.tuples(
    st.sampled_from(["look", "submit", "return", "reopen", "close"]),
    st.sampled_from(WHOSE),
    st.integers(0, 1),
)


class Model:
    """What should stand in the sheet, kept by hand beside it."""

    def __init__(self, guided):
        mode = Round.Mode.SUPERVISOR if guided else Round.Mode.SELF
        self.guided, self.sheet = guided, AssessmentFactory(round__opened=TODAY, round__mode=mode)
        self.skills = {skill.code: skill for skill in Skill.objects.filter(code__in=SKILLS)}
        self.stored, self.seen = {}, {}
        self.state, self.closed = "draft", False

    def save(self, whose, device, code, value):
        was = self.seen.get((whose, device, code), "")
        entered = {self.skills[code]: Entered(value, "", seen_mark(was, ""))}
        if self.closed or self.state in ("submitted", "agreed"):
            with pytest.raises(Frozen):
                self._write(whose, entered)
            return
        conflicts = self._write(whose, entered)
        now = self.stored.get((whose, code), "")
        clash = value not in (was, now) and now != was
        assert bool(conflicts) == clash
        if value not in (was, now) and not clash:
            self.stored[whose, code] = value
        self.seen[whose, device, code] = self.stored.get((whose, code), "")

    def _write(self, whose, entered):
        return save_answers(assessment=self.sheet, whose=whose, answers=entered, by=None)

    def look(self, whose, device):
        for code in SKILLS:
            self.seen[whose, device, code] = self.stored.get((whose, code), "")

    def submit(self, *_who):
        writable = not self.closed and self.state in ("draft", "returned")
        may = writable and any(self.stored.values())
        assert submit_sheet(assessment=self.sheet, by=None) == may
        self.state = "submitted" if may else self.state

    def agree(self, levels):
        """What two people agree stands beside what each said, and is never mixed with it."""
        may = not self.closed and (
            self.state == "submitted" or (self.guided and self.state in ("draft", "returned"))
        )
        answers = {self.skills[code]: (value, "") for code, value in levels.items()}
        assert agree_sheet(assessment=self.sheet, by=None, levels=answers) == may
        if may:
            self.stored |= {("agreed", code): value for code, value in levels.items()}
            self.state = "agreed"

    def take_back(self, act, state, *, of=("submitted",), **why):
        may = not self.closed and self.state in of
        assert act(assessment=self.sheet, by=None, **why) == may
        self.state = state if may else self.state

    def close(self, *_who):
        round_ = Round.objects.get(pk=self.sheet.round_id)
        assert close_round(round=round_, by=None, today=TODAY) == (not self.closed)
        if not self.closed and self.state != "agreed" and any(self.stored.values()):
            self.state = "submitted"
        self.closed = True

    def do(self, name, *arguments):
        if name == "return":
            self.take_back(return_sheet, "returned", question="Since when?")
        elif name == "reopen":
            self.take_back(reopen_sheet, "draft", of=("submitted", "agreed"), reason="A slip")
        else:
            getattr(self, name)(*arguments)

    def check(self):
        rows = {
            (r.whose, r.skill.code): r.answer for r in self.sheet.ratings.select_related("skill")
        }
        assert rows == {key: value for key, value in self.stored.items() if value}
        self.sheet.refresh_from_db()
        assert self.sheet.state == self.state


class NoAnswerIsLost(TestCase):
    @settings(max_examples=25)
    @given(st.booleans(), st.lists(st.one_of(SAVES, SAVES, STEPS, AGREEMENTS), max_size=10))
    def test_any_sequence(self, guided, steps):
        model = Model(guided)
        for step in steps:
            model.do(*step)
            model.check()
