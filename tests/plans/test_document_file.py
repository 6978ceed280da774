"""The Word plan as a file: sections, tables, captions, properties, pages."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from plans.document_choices import SECTIONS, Choices
from plans.documents import render_plan
from plans.plan_pdf import render_pdf
from plans.word.build_template import TEMPLATE, build
from tests.cases import NAMES
from tests.plans.case_documents import case_document
from tests.plans.reading_documents import headings, opened, rendered, small_document, title_of


@pytest.mark.parametrize("name", NAMES)
def test_plan_has_every_section_in_order(name):
    document = opened(rendered(name))

    first_level = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    annexes = [p.text for p in document.paragraphs if p.style.name == "Annex Heading"]

    assert first_level == [
        "Executive summary",
        "Context and core team",
        "Needs assessment and priorities",
        "Activities and timeline",
        "Budget and funding",
        "Sustainability",
        "Governance and follow-up",
        "Approval",
    ]
    assert annexes == ["Terms of reference", "Detailed budget", "Method note"]


@pytest.mark.parametrize("name", NAMES)
def test_plan_leaves_no_tag_of_the_template(name):
    with ZipFile(BytesIO(rendered(name))) as file:
        parts = {n: file.read(n).decode() for n in file.namelist() if n.endswith(".xml")}

    left = [name for name, xml in parts.items() if "{{" in xml or "{%" in xml]

    assert not left
    assert {"word/header1.xml", "word/footer1.xml"} <= set(parts)


@pytest.mark.parametrize("name", NAMES)
def test_tables_repeat_their_header_and_never_break_a_row(name):
    document = opened(rendered(name))
    forms = ("Plan Form", "Plan Key Figures")

    for table in document.tables:
        rows = list(table._tbl.iterchildren(qn("w:tr")))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        expected = {"Plan Timeline": 2}.get(table.style.name, 1)

        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert sum(heads) == (0 if table.style.name in forms else expected)
        assert all(heads[: sum(heads)])


def test_tables_have_a_title_and_a_description():
    document = opened(rendered("tavaloa"))

    described = [table._tbl.tblPr.find(qn("w:tblDescription")) for table in document.tables]

    assert all(title_of(table) for table in document.tables)
    assert all(found is not None and found.get(qn("w:val")) for found in described)


def test_plan_has_no_empty_paragraph_as_spacer():
    body = opened(rendered("tavaloa")).element.body

    empty = [
        paragraph.style
        for paragraph in body.iterchildren(qn("w:p"))
        if not "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        and not paragraph.xpath(".//w:drawing")
    ]

    assert empty == ["SectionEnd", "SectionEnd"]


def test_captions_are_numbered_without_a_gap():
    document = opened(rendered("tavaloa"))

    captions = [p.text for p in document.paragraphs if p.style.name.lower() == "caption"]

    numbers = [text.split(".")[0] for text in captions]
    for word, count in (("Table", len(captions) - 1), ("Figure", 1)):
        found = [number for number in numbers if number.startswith(word)]
        assert found == [f"{word} {number}" for number in range(1, count + 1)]


def test_contents_lists_every_heading_and_asks_nothing_at_opening():
    document = opened(rendered("tavaloa"))
    entries = [
        next(p._p.iter(qn("w:t"))).text.split("  ", 1)[1]
        for p in document.paragraphs
        if p.style.name.lower().startswith("toc")
    ]
    anchors = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}

    assert entries == headings(document)
    assert anchors == marks
    assert document.settings.element.find(qn("w:updateFields")) is None


def test_contents_say_the_page_of_each_heading():
    document = opened(rendered("tavaloa"))
    pages = [
        (p.style.name.lower(), int(p.text.rpartition("\t")[2]))
        for p in document.paragraphs
        if p.style.name.lower().startswith("toc")
    ]
    chapters = [page for level, page in pages if level == "toc 1"]
    fields = [node.text.split()[0] for node in document.element.body.iter(qn("w:instrText"))]

    assert pages[0] == ("toc 1", 3)  # behind the cover and the contents
    assert pages == sorted(pages, key=lambda one: one[1])
    assert len(set(chapters)) == len(chapters)  # each begins a page
    assert fields.count("PAGEREF") == len(pages)


def test_pages_are_those_of_the_pdf_where_headings_were_counted():
    pdf = PdfReader(BytesIO(render_pdf(case_document("tavaloa"))))
    contents = [p.text for p in opened(rendered("tavaloa")).paragraphs if p.style.name == "toc 1"]

    # The last heading is that of the method note: one page, the last.
    assert int(contents[-1].rpartition("\t")[2]) == len(pdf.pages)


def test_file_says_its_title_author_and_language():
    document = opened(rendered("beloume", "fr"))

    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}

    assert document.core_properties.title == "Capacity-building plan 2027–2029, Beloumé"
    assert document.core_properties.author == "Beloumé DHIS2 core team"
    assert document.core_properties.language == "fr-FR"
    assert languages == {"fr-FR"}


def test_pages_are_portrait_but_for_the_detailed_budget():
    sections = opened(rendered("tavaloa")).sections

    assert [section.page_width > section.page_height for section in sections] == [
        False,
        True,
        False,
    ]
    assert [section.different_first_page_header_footer for section in sections] == [
        True,
        False,
        False,
    ]
    assert all("DRAFT" in section.header.paragraphs[0].text for section in sections)


def test_committed_template_is_what_the_code_builds(tmp_path):
    build(tmp_path / "plan.docx")

    with ZipFile(TEMPLATE) as committed, ZipFile(tmp_path / "plan.docx") as built:
        assert committed.namelist() == built.namelist()
        different = [n for n in built.namelist() if committed.read(n) != built.read(n)]

    assert not different


@pytest.mark.parametrize("cover", [True, False])
def test_head_stands_on_the_first_page_where_no_cover_does(cover):
    sections = frozenset(SECTIONS) - (set() if cover else {"cover"})
    document = opened(render_plan(small_document(), choices=Choices(sections=sections)))

    assert document.sections[0].different_first_page_header_footer is cover
    assert document.sections[0].header.paragraphs[0].text.endswith("\tDRAFT, not approved")
