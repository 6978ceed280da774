"""A real browser against a real server, in a fresh database with catalogue and demo."""

import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def chromium_browser():
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings):
    """The address of a server with the demo; every test flushes the database behind it."""
    settings.DEBUG = True  # the demo refuses to load otherwise
    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    settings.DEBUG = False
    return live_server.url


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(request, chromium_browser, site):
    """A page that fails the test when the browser's console shows an error."""
    context = chromium_browser.new_context(
        base_url=site, viewport={"width": request.param, "height": 900}, accept_downloads=True
    )
    context.set_default_timeout(6000)
    page = context.new_page()
    errors = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors
