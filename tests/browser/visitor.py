"""Somebody at the browser: does what a person does, and looks at every page on the way."""

import os
from pathlib import Path

from playwright.sync_api import expect

from coreteam.demo_data import PASSWORD

WIDE, PHONE = 1280, 390


class Visitor:
    """Does what a person does, and leaves a picture of every page where it is asked to.

    Pictures go to the folder that the environment names in SCREENSHOTS, one folder for each
    `journey`.
    """

    def __init__(self, page, journey):
        self.page = page
        self.width = page.viewport_size["width"]
        folder = os.environ.get("SCREENSHOTS")
        self.folder = Path(folder) / journey if folder else None

    @property
    def main(self):
        return self.page.get_by_role("main")

    def picture(self, name):
        """No page scrolls sideways, on no width."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name} is {wide} px wide"
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.folder / f"{name}-{self.width}.png", full_page=True)

    def press(self, name, role="button"):
        self.main.get_by_role(role, name=name).first.click()

    def section(self, name):
        """One of the seven sections; on a phone behind the current one's name."""
        bar = self.page.locator(".team-bar")
        if self.width < 640:
            bar.locator("summary").click()
            bar.locator("details").get_by_role("link", name=name).click()
        else:
            bar.locator("nav.wide").get_by_role("link", name=name).click()

    def fill(self, label, text):
        self.main.get_by_label(label).first.fill(text)

    def choose(self, label, option):
        self.main.get_by_label(label).first.select_option(label=option)

    def tick(self, label):
        self.main.get_by_label(label).first.check()

    def reads(self, *texts):
        """The page says all of that."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def download(self, button):
        """What a button hands over."""
        with self.page.expect_download() as download:
            self.press(button)
        return Path(download.value.path()).read_bytes()

    def account(self, role, name):
        """Something that the person's own menu offers; on a phone inside the site's menu."""
        bar = self.page.locator(".site-bar")
        if self.width < 640:
            bar.locator("details.menu > summary").click()
            bar = bar.locator("details.menu")
        else:
            bar = bar.locator("nav.wide")
        bar.locator("details.drop > summary").last.click()
        bar.get_by_role(role, name=name).click()

    def sign_in(self, email, password=PASSWORD):
        self.page.goto("/account/login/")
        self.picture("01-sign-in")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.locator("main form button").first.click()
        expect(self.page.get_by_role("heading", name="Your teams")).to_be_visible()
