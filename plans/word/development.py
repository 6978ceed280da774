"""A member's development plan as a Word document: headings, and tables whose heads repeat."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Twips

from roles.word.reference import fill_footer
from roles.word.styles import WIDTH, install, style_id


def render(content):
    """The bytes of a .docx file from plans/development_documents.py."""
    document = Document()
    install(document, content["language"], content["rtl"])
    document.core_properties.title = content["title"][:255]
    document.core_properties.author = content["owner"][:255]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    fill_footer(section, content["owner"], content)
    for text, style in (
        (content["owner"], "Kicker"),
        (content["title"], "heading 1"),
        (content["date"], "Subtitle"),
        (content["note"], "Normal"),
    ):
        _style(document.add_paragraph(text), style)
    for table in content["tables"]:
        _style(document.add_paragraph(table["title"]), "heading 2")
        _table(document, table)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _table(document, content):
    table = document.add_table(rows=1, cols=len(content["heads"]))
    table._tbl.tblPr.style = style_id("Plan Table")
    for cell, text in zip(table.rows[0].cells, content["heads"], strict=True):
        _fill(cell, text, "Table Head")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for texts in content["rows"]:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, "Table Text")
    table.autofit = False
    for column, width in zip(table.columns, content["widths"], strict=True):
        share = Twips(WIDTH * width // sum(content["widths"]))
        column.width = share
        for cell in column.cells:
            cell.width = share
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), content["title"])
    table._tbl.tblPr.append(caption)


def _fill(cell, text, style):
    cell.paragraphs[0].text = text
    _style(cell.paragraphs[0], style)


def _style(paragraph, name):
    paragraph._p.get_or_add_pPr().style = style_id(name)
