"""The documents of terms of reference: what stands in them, and that nothing typed breaks them."""

import datetime
import time
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from roles.models import Role, TermsOfReference
from roles.reference_documents import file_name, render, sheet_of, sheet_of_role
from roles.reference_guide import read_guide
from roles.reference_texts import draft_for, draft_for_role
from tests.factories import PositionFactory

TODAY = datetime.date(2026, 11, 22)
# Markup of typst, XML, Jinja and Word fields, control signs, both directions of writing.
NASTY = (
    '#panic() *a* _b_ $x$ `c` @d <e> [f] \\ // /* ]] = 1. + - ~ "q" & &amp; {{ 7 * 7 }} {% if %} '
    "</w:t> \x00\x0b\x1b\ufffe\ud800 #let x = 1 مدير é œ « » 中 \u202e"
)


@pytest.fixture
def position(team):
    return PositionFactory(team=team, holder__name="Mele Tauvaka")


def draft_sheet(position, language="en"):
    guide = read_guide([position.role])
    terms = draft_for(position, guide, language)
    return sheet_of(position, terms, guide, language, today=TODAY)


def saved_sheet(position, **values):
    values = {"purpose": "Leads", "responsibilities": "Leads\nReports"} | values
    terms = TermsOfReference(position=position, number=2, language="en", **values)
    return sheet_of(position, terms, read_guide([position.role]), "en", today=TODAY)


def word(sheets, language="en"):
    content, _ending = render(sheets, "word", language)
    return Document(BytesIO(content))


def text_of(document):
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


def test_sheet_of_a_draft_says_that_it_is_one(position):
    sheet = draft_sheet(position)

    assert sheet.is_draft and sheet.status.startswith("First draft from the catalogue")
    assert dict(sheet.facts)["Held by"] == "Mele Tauvaka"


def test_sheet_of_a_version_says_which(position):
    sheet = saved_sheet(position)

    assert not sheet.is_draft and sheet.status.startswith("Version 2 of ")


def test_sheet_prints_words_where_a_field_is_empty(position):
    sheet = saved_sheet(position, place="")

    assert dict(sheet.facts)["Place of work"] == "to be confirmed"
    assert sheet.background == ("to be confirmed",)


@pytest.mark.parametrize(
    ("state", "values", "text"),
    [
        ("vacant", {"holder": None}, "Vacant"),
        ("planned", {"holder": None}, "Planned"),
        ("recruiting", {"holder__name": "Lupe"}, "Lupe (planned)"),
    ],
)
def test_sheet_of_an_open_position_says_how_it_stands(team, state, values, text):
    position = PositionFactory(team=team, state=state, **values)

    assert dict(draft_sheet(position).facts)["Held by"] == text


def test_sheet_marks_level_3_of_critical_skills_as_for_one_person(position):
    skills = [
        {"code": "A", "name": "One", "level": 3, "critical": True},
        {"code": "B", "name": "Two", "level": 3, "critical": False},
    ]

    sheet = saved_sheet(position, skills=skills)

    assert [line.level for line in sheet.skills] == ["3 · Leads *", "3 · Leads"]
    assert sheet.skills_note.startswith("* For one person in the team.")


def test_sheet_of_a_role_has_nothing_to_sign(db):
    role = Role.objects.get(slug="server-administrator")
    guide = read_guide([role])

    sheet = sheet_of_role(role, draft_for_role(role, guide, "en"), guide, "en")

    assert sheet.signatures == () and "Accepted from outside at first" in dict(sheet.facts)


def test_word_has_real_styles_and_lists(position):
    document = word([saved_sheet(position)])

    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "List Number", "Status Band"} <= styles
    assert not document.element.findall(f".//{qn('w:r')}/{qn('w:rPr')}")


def test_word_has_a_section_and_a_list_of_its_own_for_each(team, position):
    other = PositionFactory(team=team, slug="data-scientist")

    document = word([draft_sheet(position), draft_sheet(other)])

    headers = [section.header.paragraphs[0].text for section in document.sections]
    lists = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:numId"))}
    assert headers == [
        "Terms of reference: Operational Lead",
        "Terms of reference: Data Scientist",
    ]
    assert len(lists) == 2


def test_word_repeats_heads_and_never_splits_a_row(position):
    document = word([draft_sheet(position)])

    rows = list(document.element.body.iter(qn("w:tr")))
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) == 2


def test_word_knows_its_title_and_language(position):
    document = word([draft_sheet(position, "fr")], "fr")

    assert document.core_properties.language == "fr-FR"
    assert position.role.name_fr in document.core_properties.title


def test_word_in_arabic_runs_from_right_to_left(position):
    document = word([draft_sheet(position, "ar")], "ar")

    normal = document.styles["Normal"].element
    assert normal.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert list(document.element.body.iter(qn("w:bidiVisual")))


def test_word_shows_markup_as_it_was_typed(position):
    text = text_of(word([saved_sheet(position, purpose=NASTY, responsibilities=NASTY)]))

    assert text.count("#panic() *a* _b_") == text.count("{{ 7 * 7 }} {% if %} </w:t>") == 2


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar"])
def test_pdf_is_made_whatever_was_typed(position, language):
    skills = [{"code": "A", "name": NASTY, "level": 1, "critical": False}]
    position.local_title = NASTY[:100]
    sheet = saved_sheet(position, purpose=NASTY, responsibilities=NASTY, place=NASTY, skills=skills)

    content, ending = render([sheet], "pdf", language)

    assert content.startswith(b"%PDF") and ending == "pdf"


@pytest.mark.parametrize("form", ["word", "pdf"])
def test_twelve_positions_take_less_than_two_seconds(team, form):
    roles = list(Role.objects.filter(is_family=False))
    positions = [PositionFactory(team=team, role=role) for role in roles[:12]]
    sheets = [draft_sheet(position) for position in positions]

    start = time.perf_counter()
    render(sheets, form, "en")

    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["Beloumé", "Implémenteur – technique", "v2"], "beloume-implementeur-technique-v2.pdf"),
        (["../../etc", 'a"b\r\nX: y'], "etc-ab-x-y.pdf"),
        (["مدير"], "terms-of-reference.pdf"),
        (["x" * 300], f"{'x' * 100}.pdf"),
    ],
)
def test_file_name_is_plain(words, name):
    assert file_name(words, "pdf") == name
