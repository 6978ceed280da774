"""What a form export would change: its rows beside the round it goes into."""

from django.utils.translation import gettext as _

from assessments.models import WRITABLE, Rating
from assessments.outside_changes import spread
from assessments.outside_rows import Columns, Left, read_rows
from assessments.outside_run import Look, compare, sheets_of
from assessments.outside_world import read_world
from roles.sheet_files import read_sheet

MAX_ROWS = 2_000
MAX_COLUMNS = 300


def read_table(name, content):
    """The table of a form export. Raises SheetError."""
    return read_sheet(name, content, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)


def look_at_form(file, user):
    """Seven queries, whatever the file; none of them by row."""
    world = read_world(file.team)
    table = read_table(file.name, bytes(file.content))
    choices = file.choices
    chosen = {int(row): pk for row, pk in choices.get("members", {}).items()}
    columns = Columns(choices["columns"], choices.get("section"))
    whose = whose_of(file)
    reading = read_rows(table.rows, table.headers, columns, world, whose, chosen)
    sheets = sheets_of(file.round)
    may_add = file.team.can_be_edited_by(user)
    offers = []
    refused = {}
    for offer in spread(reading.offers, _places(reading.offers, world.skills, sheets)):
        problem = _problem(offer, sheets, may_add, file.round)
        if problem:
            refused[offer.row, offer.member, offer.section] = problem
        else:
            offers.append(offer)
    names = {one.pk: one.name for one in world.people}
    left = reading.left + [
        Left(row, names[member], world.titles[section], "", problem)
        for (row, member, section), problem in refused.items()
    ]
    changes, seal = compare(offers, file.round, choices.get("round"))
    return Look(changes, sorted(left, key=lambda one: one.row), reading.strangers, seal)


def _places(offers, skills, sheets):
    """Where an answer goes: the open sheets of its member that ask the skill, there already or
    made of this file; one that only shared skills speak of is made where the row names its role."""
    places = {key for key, sheet in sheets.items() if sheet.state in WRITABLE}
    places |= {
        (offer.member, offer.section)
        for offer in offers
        if len(skills[offer.skill].sections) == 1 or offer.section != skills[offer.skill].section
    }

    def sections_of(offer):
        asking = skills[offer.skill].sections
        found = [section for section in sorted(asking) if (offer.member, section) in places]
        return found or [offer.section]

    return sections_of


def whose_of(file):
    """In a guided round the assessor's level, else the member's own."""
    mode = file.round.mode if file.round else file.choices["round"]["mode"]
    return Rating.Whose.SELF if mode == "self" else Rating.Whose.ASSESSOR


def _problem(offer, sheets, may_add, round_):
    """Why nothing can be written into the sheet of an offer; empty when it can."""
    sheet = sheets.get((offer.member, offer.section))
    if sheet is None and round_ is not None and not may_add:
        return _("There is no such sheet in this round; the operational lead adds it.")
    if sheet is not None and sheet.state not in WRITABLE:
        return _("The sheet is handed in. Reopen it first.")
    return ""
