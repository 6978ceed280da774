"""Terms of reference as a Word document: real styles, one section a sheet, repeated heads."""

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Twips

from roles.word.styles import LANGUAGES, WIDTH, install, new_list, style_id

LONGEST_PROPERTY = 255
FACT_WIDTHS = (2041, WIDTH - 2041)
SKILL_WIDTHS = (WIDTH - 1134 - 2268, 1134, 2268)
SIGNATURE_HEIGHTS = (567, 964, 567)
UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")


def render(content):
    """The bytes of a .docx file from the cleaned content of roles/reference_documents.py."""
    document = Document()
    _drop_unused_parts(document)
    install(document, content["language"], content["rtl"])
    _set_properties(document, content)
    words = content["words"]
    for index, sheet in enumerate(content["sheets"]):
        section = document.add_section(WD_SECTION.NEW_PAGE) if index else document.sections[0]
        _lay_out(section, sheet, words)
        for element in _elements(_body(document, sheet, content)):
            document.element.body.insert_element_before(element, "w:sectPr")
    _close(document)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _close(document):
    """The paragraphs that end a sheet take no room, so that none is left over on a page."""
    body = document.element.body
    for mark in body.xpath("w:p[w:pPr/w:sectPr]"):
        mark.style = style_id("Section End")
    for element in _elements(paragraph("Section End")):
        body.insert_element_before(element, "w:sectPr")


def _body(document, sheet, content):
    words, rtl = content["words"], content["rtl"]
    parts = [
        paragraph("Kicker", words["kicker"]),
        paragraph("heading 1", sheet["title"]),
        paragraph("Subtitle", sheet["role"]),
        paragraph("Status Band Draft" if sheet["is_draft"] else "Status Band", sheet["status"]),
        paragraph("heading 2", words["purpose"]),
        *[paragraph("Normal", line) for line in sheet["purpose"]],
        _facts(sheet, words, rtl),
        paragraph("heading 2", words["responsibilities"]),
        *_numbered(document, sheet["responsibilities"]),
        paragraph("heading 2", words["background"]),
        *[paragraph("Normal", line) for line in sheet["background"]],
    ]
    if sheet["skills"]:
        kept = content["kept_rows"]
        parts += [paragraph("heading 2", words["skills"]), _skills(sheet, words, rtl, kept)]
        with_signatures = "<w:keepNext/>" if sheet["signatures"] else ""
        parts.append(paragraph("Source Note", sheet["skills_note"], properties=with_signatures))
    if sheet["signatures"]:
        parts += [paragraph("heading 2", words["signatures"]), _signatures(sheet, words, rtl)]
    return "".join(parts)


def paragraph(style, *content, properties=""):
    """A paragraph; plain strings are text, what begins with `<w:` stays as it is."""
    runs = "".join(part if part.startswith("<w:") else _run(part) for part in content if part)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _numbered(document, lines):
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{new_list(document)}"/></w:numPr>'
    return [paragraph("List Number", line, properties=numbering) for line in lines]


def _facts(sheet, words, rtl):
    rows = [
        _row(_cell("Table Head", label, FACT_WIDTHS[0]), _cell("Table Text", value, FACT_WIDTHS[1]))
        for label, value in sheet["facts"]
    ]
    return _table("Plan Form", words["facts"], FACT_WIDTHS, rows, rtl)


def _skills(sheet, words, rtl, kept):
    """The table flows over pages; its ends are kept, so that no page holds one leftover row.

    Of a short one only the last rows: LibreOffice parts a table that is kept whole from the
    signatures below it, which then stand on a page alone.
    """
    count = len(sheet["skills"])
    first = range(kept - 1) if count >= 2 * kept else ()
    ends = {*first, *range(count - kept, count)}
    heads = (words["skill"], words["critical"], words["level"])
    rows = [_row(*_cells("Table Head", heads, SKILL_WIDTHS), head=True)]
    rows += [
        _row(
            *_cells(
                "Table Text Kept" if number in ends else "Table Text",
                (row["name"], row["critical"], row["level"]),
                SKILL_WIDTHS,
            )
        )
        for number, row in enumerate(sheet["skills"])
    ]
    return _table("Plan Table", words["skills"], SKILL_WIDTHS, rows, rtl, head=True)


def _signatures(sheet, words, rtl):
    """Empty lines to sign on, kept on one page with their heading."""
    parties = sheet["signatures"]
    widths = (WIDTH // (len(parties) + 1),) * (len(parties) + 1)
    rows = [_row(*_cells("Table Head", ("", *parties), widths), head=True)]
    lines = zip((words["name"], words["signature"], words["date"]), SIGNATURE_HEIGHTS, strict=True)
    rows += [
        _row(*_cells("Table Text Kept", (word, *("" for _ in parties)), widths), height=height)
        for word, height in lines
    ]
    return _table("Plan Table", words["signatures"], widths, rows, rtl, head=True)


def _cells(style, texts, widths):
    return [_cell(style, text, width) for text, width in zip(texts, widths, strict=True)]


def _cell(style, text, width):
    size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{size}{paragraph(style, text)}</w:tc>"


def _row(*cells, head=False, height=0):
    """A row that never breaks across pages; a head row repeats on each page."""
    height = f'<w:trHeight w:val="{height}"/>' if height else ""
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _table(style, title, widths, rows, rtl, head=False):
    """A table with a title for readers who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    bidi = "<w:bidiVisual/>" if rtl else ""
    look = f'w:val="{0x0620 if head else 0x0600:04X}" w:firstRow="{int(head)}"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/>{bidi}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook {look} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _field(instruction):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _lay_out(section, sheet, words):
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill(section.header, paragraph("header", sheet["header"]))
    fill_footer(section, sheet["owner"], words)


def fill_footer(section, owner, words):
    """The owner, and "Page 1 of 2" at the end of the line."""
    page = (f"{words['page']} ", _field("PAGE"), f" {words['page_of']} ", _field("NUMPAGES"))
    _fill(section.footer, paragraph("footer", owner, "<w:r><w:tab/></w:r>", *page))


def _fill(part, xml):
    for child in list(part._element):
        part._element.remove(child)
    part._element.extend(_elements(xml))


def _elements(xml):
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _drop_unused_parts(document):
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in UNUSED_PARTS):
                del owner.rels[key]


def _set_properties(document, content):
    """Title, author and language, for search, spelling and reading aloud."""
    properties = document.core_properties
    properties.title = content["title"][:LONGEST_PROPERTY]
    properties.author = content["author"][:LONGEST_PROPERTY]
    properties.subject = content["words"]["kicker"]
    properties.comments = ""
    tag = LANGUAGES.get(content["language"], content["language"])
    properties.language = tag
    settings = document.settings.element
    settings.replace(
        settings.find(qn("w:zoom")), parse_xml(f'<w:zoom {nsdecls("w")} w:percent="100"/>')
    )
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), tag)
    _ask_for_current_layout(settings)


def _ask_for_current_layout(settings):
    compat = settings.find(qn("w:compat"))
    for child in list(compat):
        compat.remove(child)
    uri = "http://schemas.microsoft.com/office/word"
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        )
    )
