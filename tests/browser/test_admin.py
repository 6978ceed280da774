"""The admin under our content policy: a policy broken is an error in the console."""

import pytest

pytestmark = pytest.mark.browser
ROWS = b"code,name_en\nA1,Systems analysis\n"


@pytest.fixture
def keeper(page):
    page.goto("/account/login/?next=/admin/")
    page.fill("[name=login]", "admin@example.org")
    page.fill("[name=password]", "coreteam-demo")
    page.keyboard.press("Enter")
    page.wait_for_selector("#content-main")
    return page


def check_width(page):
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_administrator_looks_at_an_item_and_leaves_it_as_it_is(keeper):
    keeper.goto("/admin/roles/skill/?q=OL-01")
    check_width(keeper)
    keeper.click("#result_list tbody th a")
    check_width(keeper)
    keeper.click("text=Français")
    check_width(keeper)
    keeper.locator("[name=name_fr]").wait_for()

    keeper.click("text=Retire…")
    check_width(keeper)
    keeper.click("text=Leave as it is")

    keeper.locator("#result_list").wait_for()


def test_administrator_takes_a_list_out_and_brings_a_change_in(keeper):
    keeper.goto("/admin/roles/competency/")
    with keeper.expect_download() as download:
        keeper.click("text=Export as XLSX")
    keeper.click("text=Import")
    check_width(keeper)
    keeper.set_input_files("[name=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": ROWS})
    keeper.click("text=Look at the changes")
    check_width(keeper)

    keeper.click("text=Write this")

    assert download.value.suggested_filename.endswith(".xlsx")
    keeper.locator("text=0 new, 1 changed, 0 unchanged.").wait_for()
    keeper.locator("#result_list >> text=Systems analysis").wait_for()
