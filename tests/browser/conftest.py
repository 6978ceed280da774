"""A real browser against a real server, in a fresh database with catalogue and demo."""

import re
import shutil
import sqlite3
from contextlib import ExitStack

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.browser.visitor import PHONE, WIDE, Visitor

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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """A database in a file: one in memory, shared by threads, refuses instead of waiting."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def demo_copy():
    """Where the first test leaves what catalogue and demo are; the others take it from there."""
    return sqlite3.connect(":memory:")


@pytest.fixture
def site(live_server, settings, demo_copy):
    """The address of a server with the demo; every test flushes the database behind it."""
    connection.ensure_connection()
    if demo_copy.execute("SELECT 1 FROM sqlite_master").fetchone():
        demo_copy.backup(connection.connection)
        return live_server.url
    settings.DEBUG = True  # the demo refuses to load otherwise
    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    settings.DEBUG = False
    connection.connection.backup(demo_copy)
    return live_server.url


# What the console says when a test has cut the line.
NO_LINE = re.compile(
    "Failed to load resource|Response Status Error|htmx:(sendError|afterRequest|timeout)"
)


@pytest.fixture
def without_line():
    """Whether the test cuts the line; a module that does so overrides it with True."""
    return False


@pytest.fixture
def open_page(chromium_browser, site, without_line):
    """Opens pages of a width; the test fails when the console of one of them shows an error."""
    errors = []
    with ExitStack() as stack:

        def open_page(width):
            context = chromium_browser.new_context(
                base_url=site, viewport={"width": width, "height": 900}, accept_downloads=True
            )
            stack.callback(context.close)
            # Patient: a busy machine is slow now and then, that is no fault of what is tested.
            context.set_default_timeout(20000)
            page = context.new_page()
            page.on(
                "console", lambda line: errors.append(line.text) if line.type == "error" else None
            )
            page.on("pageerror", lambda error: errors.append(str(error)))
            return page

        yield open_page
    assert not [error for error in errors if not (without_line and NO_LINE.match(error))]


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def page(request, open_page):
    return open_page(request.param)


@pytest.fixture
def visitor(page, request):
    return Visitor(page, request.module.__name__.rpartition(".test_")[2])
