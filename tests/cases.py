"""The worked cases of the guide (section 8), as files, for the tests of calculations."""

import json
from pathlib import Path

DEMO = Path(__file__).parent.parent / "coreteam" / "demo"
NAMES = ("tavaloa", "beloume", "lakhana")


def load_case(name):
    return json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))


def load_expected(name):
    return json.loads((DEMO / f"{name}.expected.json").read_text(encoding="utf-8"))


def load_latest_sheets(name):
    """Return {(member, section): levels} of the latest round that has the sheet."""
    return {
        (sheet["member"], sheet["section"]): sheet["levels"]
        for round_ in load_case(name)["rounds"]
        for sheet in round_["assessments"]
    }
