"""An assessor and a member agree levels in a guided round; a year later most of it still holds."""

import datetime

import pytest
from playwright.sync_api import expect

from assessments.actions import close_round, submit_sheet
from assessments.models import Rating
from roles.models import Member, Team, User
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLUG = "implementer-technical"


@pytest.fixture
def member(site):
    team = Team.objects.get(slug="tavaloa")
    return Member.objects.filter(team=team, user__email="member@example.org").get()


def test_assessor_agrees_levels_beside_the_members_own(visitor, member):
    round_ = RoundFactory(team=member.team, title="Guided 2027", code="G7", mode="supervisor")
    round_.assessors.add(User.objects.get(email="assessor@example.org"))
    sheet = AssessmentFactory(round=round_, member=member, slug=SLUG)
    RatingFactory(assessment=sheet, code="IT-01", level=3)
    RatingFactory(assessment=sheet, code="IT-02", level=1)
    visitor.sign_in("assessor@example.org")
    visitor.page.goto(sheet.get_absolute_url())
    visitor.reads(f"{member} chose")
    visitor.page.locator("[name='IT-01'][value='2']").check()
    expect(visitor.page.locator("#IT-01 .state")).to_contain_text("Saved at")

    visitor.press("Agree the levels", "link")
    visitor.choose("Agreed level of IT-02", "1")
    visitor.press("We agree on these levels")
    visitor.reads("Say why it differs from the member’s own level.")
    visitor.fill("Why IT-01 differs", "Not yet without the guide")
    visitor.picture("02-agree")
    visitor.press("We agree on these levels")

    visitor.reads("Agreed. These levels count before all others.", "Not yet without the guide")
    visitor.picture("03-agreed")
    agreed = Rating.objects.filter(assessment=sheet, whose="agreed").order_by("skill__code")
    assert [(one.skill.code, one.level) for one in agreed] == [("IT-01", 2), ("IT-02", 1)]


def test_follow_up_confirms_what_has_not_changed_and_shows_what_has(visitor, member):
    first = RoundFactory(
        team=member.team, title="Round of 2027", code="F7", opened=datetime.date(2027, 3, 1)
    )
    old = AssessmentFactory(round=first, member=member, slug=SLUG)
    for number in range(1, 13):
        RatingFactory(assessment=old, code=f"IT-{number:02}", level=1)
    close_round(round=first, by=None, today=datetime.date(2027, 4, 1))
    again = RoundFactory(
        team=member.team,
        title="Round of 2028",
        code="F8",
        reference=first,
        opened=datetime.date(2028, 3, 1),
    )
    sheet = AssessmentFactory(round=again, member=member, slug=SLUG)
    visitor.sign_in("member@example.org")
    visitor.page.goto(sheet.get_absolute_url())
    visitor.reads("Before:", "Still right?")
    visitor.picture("04-follow-up")
    assert not sheet.ratings.exists()

    visitor.page.locator("#IT-01").get_by_role("button", name="Confirm unchanged").click()
    expect(visitor.page.locator("[name='IT-01'][value='1']")).to_be_checked()
    visitor.press("Save and go on")
    visitor.page.locator("[name='IT-02'][value='3']").check()
    expect(visitor.page.locator("#IT-02 .state")).to_contain_text("Saved at")
    expect(visitor.page.locator("#IT-02").get_by_text("Still right?")).to_be_hidden()
    visitor.press("Confirm what has not changed", "link")
    visitor.picture("05-repeat")
    visitor.press("Confirm all 10 skills that are left")
    visitor.reads("10 skills confirmed.")
    submit_sheet(assessment=sheet, by=member.user)
    close_round(round=again, by=None, today=datetime.date(2028, 4, 1))
    visitor.page.goto(f"/teams/tavaloa/results/{member.pk}/{SLUG}/")

    visitor.reads("Compared with", "Round of 2027", "+2")
    visitor.picture("06-change")
    assert sheet.ratings.filter(confirmed_from=first).count() == 11
