"""Filling in a sheet: a line that drops, a server that dies, another device, the keyboard alone."""

import re
import time

import pytest
from playwright.sync_api import expect

from assessments.models import Rating
from roles.models import Member, Team
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.factories import AssessmentFactory, RoundFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def without_line():
    return True


@pytest.fixture
def sheet(site):
    """An own sheet of a member of the demo, who has an account."""
    team = Team.objects.get(slug="tavaloa")
    member = Member.objects.filter(team=team, user__isnull=False).first()
    round_ = RoundFactory(team=team, title="Follow-up 2027", code="R9")
    return AssessmentFactory(round=round_, member=member, slug="implementer-technical")


@pytest.fixture
def at_sheet(open_page, sheet):
    """Opens the sheet on a device of a width, signed in as its member."""

    def at_sheet(width):
        visitor = Visitor(open_page(width), "fill")
        visitor.sign_in(sheet.member.user.email)
        visitor.page.goto(sheet.get_absolute_url())
        return visitor

    return at_sheet


def stored(sheet, code):
    rating = Rating.objects.filter(assessment=sheet, skill__code=code).first()
    return (rating.answer, rating.comment) if rating else None


def choose(visitor, code, value):
    visitor.page.locator(f"[name='{code}'][value='{value}']").check()


def state(visitor, code):
    return visitor.page.locator(f"#{code} .state")


def test_member_on_a_phone_goes_on_while_the_line_is_down(at_sheet, sheet):
    visitor = at_sheet(PHONE)
    choose(visitor, "IT-01", "2")
    expect(state(visitor, "IT-01")).to_contain_text(re.compile(r"Saved at \d\d:\d\d"))
    visitor.picture("01-saved")
    visitor.press("Save and go on")
    visitor.page.context.set_offline(True)
    choose(visitor, "IT-02", "1")
    visitor.page.locator("[name='IT-02-comment']").fill("With the guide beside me")
    expect(state(visitor, "IT-02")).to_contain_text("Kept on this device, not sent yet")
    visitor.reads("No connection since")
    visitor.picture("02-offline")
    assert stored(sheet, "IT-02") is None

    visitor.page.context.set_offline(False)

    expect(state(visitor, "IT-02")).to_contain_text("Saved at")
    expect(visitor.page.get_by_text("No connection since")).to_be_hidden()
    assert stored(sheet, "IT-02") == ("1", "With the guide beside me")


def test_answers_wait_on_the_device_until_it_opens_the_page_again(at_sheet, sheet, open_page):
    visitor = at_sheet(PHONE)
    visitor.page.route("**/answer/", lambda route: route.abort())
    choose(visitor, "IT-01", "3")
    expect(state(visitor, "IT-01")).to_contain_text("Kept on this device")
    visitor.page.goto("about:blank")
    visitor.page.unroute("**/answer/")
    assert stored(sheet, "IT-01") is None

    visitor.page.goto(sheet.get_absolute_url() + "#IT-01")

    expect(state(visitor, "IT-01")).to_contain_text("Saved at")
    assert stored(sheet, "IT-01") == ("3", "")


def test_answer_that_the_server_stored_before_it_died_is_not_asked_about(at_sheet, sheet):
    """The server dies after it saved and before it could say so."""
    visitor = at_sheet(WIDE)

    def store_and_die(route):
        route.fetch()
        route.abort()

    visitor.page.route("**/answer/", store_and_die)
    choose(visitor, "IT-01", "2")
    expect(state(visitor, "IT-01")).to_contain_text("Kept on this device")
    assert stored(sheet, "IT-01") == ("2", "")
    visitor.page.route("**/answer/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    visitor.press("Save and go on")
    choose(visitor, "IT-02", "1")
    expect(state(visitor, "IT-02")).to_contain_text("Kept on this device")
    visitor.page.unroute("**/answer/")

    visitor.page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(state(visitor, "IT-02")).to_contain_text("Saved at")
    assert stored(sheet, "IT-02") == ("1", "")
    visitor.page.goto(sheet.get_absolute_url() + "#IT-01")
    expect(visitor.page.get_by_text("Keep mine")).to_have_count(0)


def test_two_devices_show_both_values_and_the_person_chooses(at_sheet, sheet):
    phone, laptop = at_sheet(PHONE), at_sheet(WIDE)
    phone.page.context.set_offline(True)
    choose(phone, "IT-01", "1")
    expect(state(phone, "IT-01")).to_contain_text("Kept on this device")
    choose(laptop, "IT-01", "3")
    expect(state(laptop, "IT-01")).to_contain_text("Saved at")
    phone.page.context.set_offline(False)

    phone.reads("They entered: 3")
    phone.picture("03-two-devices")
    assert stored(sheet, "IT-01") == ("3", "")
    phone.page.reload()
    phone.reads("They entered: 3")
    phone.press("Keep mine")
    expect(state(phone, "IT-01")).to_contain_text("Saved at")
    assert stored(sheet, "IT-01") == ("1", "")
    choose(laptop, "IT-01", "2")
    laptop.reads("They entered: 1")
    laptop.press("Take the other: 1")

    expect(laptop.page.locator("[name='IT-01'][value='1']")).to_be_checked()
    expect(laptop.page.get_by_text("Keep mine")).to_have_count(0)
    assert stored(sheet, "IT-01") == ("1", "")


def test_session_that_ended_loses_nothing(at_sheet, sheet):
    visitor = at_sheet(PHONE)
    cookies = visitor.page.context.cookies()
    visitor.page.context.clear_cookies(name="sessionid")
    choose(visitor, "IT-01", "2")

    visitor.reads("You are no longer signed in.")
    visitor.picture("04-signed-out")
    visitor.page.context.add_cookies(cookies)
    visitor.page.reload()

    expect(state(visitor, "IT-01")).to_contain_text("Saved at")
    assert stored(sheet, "IT-01") == ("2", "")


def test_another_account_on_the_device_sends_nothing_of_this_one(at_sheet, sheet):
    visitor = at_sheet(WIDE)
    visitor.page.route("**/answer/", lambda route: route.abort())
    choose(visitor, "IT-01", "2")
    expect(state(visitor, "IT-01")).to_contain_text("Kept on this device")
    visitor.page.unroute("**/answer/")
    visitor.page.context.clear_cookies()

    visitor.sign_in("lead@example.org")
    visitor.page.goto(sheet.get_absolute_url() + "#IT-02")
    choose(visitor, "IT-02", "1")
    expect(visitor.page.locator("#IT-02 .state")).to_contain_text("Saved at")

    assert stored(sheet, "IT-01") is None
    assert visitor.page.locator("[name='IT-01'][value='2']").is_checked() is False
    visitor.page.goto("/account/logout/")
    visitor.press("Sign out")
    visitor.page.goto("/account/login/")
    assert visitor.page.evaluate("Object.keys(localStorage).length") == 0


def test_device_without_storage_still_sends_when_the_line_is_back(at_sheet, sheet):
    visitor = at_sheet(WIDE)
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    visitor.page.reload()
    visitor.page.context.set_offline(True)
    choose(visitor, "IT-01", "2")

    visitor.reads("leave it open until then")
    visitor.page.context.set_offline(False)

    expect(state(visitor, "IT-01")).to_contain_text("Saved at")
    assert stored(sheet, "IT-01") == ("2", "")


def test_whole_sheet_by_the_keyboard_alone(at_sheet, sheet):
    visitor = at_sheet(WIDE)
    keyboard = visitor.page.keyboard
    visitor.page.locator("#IT-01 legend").focus()

    for number in range(1, 20):
        keyboard.press("n" if number == 19 else str(number % 4))
        expect(state(visitor, f"IT-{number:02}")).to_contain_text("Saved at")
        keyboard.press("Enter")
    focused = visitor.page.evaluate("document.activeElement.name")

    assert focused == "check"
    answers = Rating.objects.filter(assessment=sheet).order_by("skill__code")
    assert [one.answer for one in answers] == [str(n % 4) for n in range(1, 19)] + ["na"]
    keyboard.press("Enter")
    visitor.reads("19 skills answered", "Every skill is answered.")
    visitor.picture("05-check")


def test_workshop_grid_by_the_keyboard(open_page, sheet):
    other = AssessmentFactory(
        round=sheet.round,
        member=Member.objects.filter(team=sheet.round.team, user=None).first(),
        slug="implementer-technical",
    )
    left, right = sorted([sheet, other], key=lambda one: one.member.name)
    lead = Visitor(open_page(WIDE), "fill")
    lead.sign_in("lead@example.org")
    lead.page.goto(sheet.round.get_absolute_url())
    lead.page.get_by_role("link", name="Implementer – Technical", exact=True).click()
    keyboard = lead.page.keyboard
    lead.page.locator(f"[name='{left.pk}-IT-01']").focus()

    for key in ("2", "ArrowRight", "n", "ArrowDown", "3", "ArrowLeft", "0"):
        keyboard.press(key)
    lead.reads(f"{left.member}, IT-02")
    lead.page.context.set_offline(True)
    keyboard.press("Delete")
    lead.reads("No connection since", "Kept on this device")
    lead.picture("06-grid")
    lead.page.context.set_offline(False)
    lead.reads("Saved at")

    expect(lead.page.get_by_text("No connection since")).to_be_hidden()
    rows = Rating.objects.filter(assessment__round=sheet.round, whose="assessor")
    found = {(one.assessment_id, one.skill.code): one.answer for one in rows}
    assert found == {
        (left.pk, "IT-01"): "2",
        (right.pk, "IT-01"): "na",
        (right.pk, "IT-02"): "3",
    }


def test_grid_on_a_slow_line_sends_each_answer_once_and_leaving_loses_none(open_page, sheet):
    lead = Visitor(open_page(WIDE), "fill")
    lead.sign_in("lead@example.org")
    lead.page.goto(sheet.round.get_absolute_url() + "grid/implementer-technical/")
    keyboard = lead.page.keyboard
    posted = []
    lead.page.on("request", lambda one: posted.append(one.url) if one.method == "POST" else None)

    def slowly(route):
        time.sleep(0.3)
        route.continue_()

    lead.page.route("**/answer/", slowly)
    lead.page.locator(f"[name='{sheet.pk}-IT-01']").focus()
    for key in ("2", "ArrowDown", "1", "ArrowDown", "3", "ArrowDown", "n", "ArrowDown"):
        keyboard.press(key)
    lead.reads(f"{sheet.member}, IT-04")
    assert len(posted) == 4

    for key in ("1", "ArrowDown", "2", "ArrowDown", "0"):
        keyboard.press(key)
    lead.page.get_by_role("link", name="Follow-up 2027", exact=True).click()

    lead.reads("7 of 19 answered")
    assert lead.page.evaluate("Object.keys(localStorage).length") == 0


def test_conflict_nobody_decided_is_asked_about_before_handing_in(at_sheet, sheet):
    phone, laptop = at_sheet(PHONE), at_sheet(WIDE)
    choose(laptop, "IT-01", "1")
    expect(state(laptop, "IT-01")).to_contain_text("Saved at")
    choose(phone, "IT-01", "3")
    phone.reads("They entered: 1")

    phone.press("All skills on one page")
    phone.press("Check and hand in")

    phone.page.wait_for_load_state()
    phone.reads("They entered: 1")
    phone.picture("08-undecided")
    assert stored(sheet, "IT-01") == ("1", "")


def test_workshop_grid_scrolls_in_its_region_on_a_phone(open_page, sheet):
    lead = Visitor(open_page(PHONE), "fill")
    lead.sign_in("lead@example.org")

    lead.page.goto(sheet.round.get_absolute_url() + "grid/implementer-technical/")

    lead.picture("07-grid")
