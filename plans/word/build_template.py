"""Make plan.docx, the template that every plan document is rendered from.

Run ``python -m plans.word.build_template`` after a change here and commit both files. The
template holds no words of its own: fixed words come from the context (``t``), so that one
template serves every language.
"""

from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Twips

from plans.word.pieces import field, paragraph, run, tab
from plans.word.sections import PARTS
from plans.word.styles import install, install_numbering

TEMPLATE = Path(__file__).with_name("plan.docx")
UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")


def build(path=TEMPLATE):
    """Write the template to ``path``."""
    document = Document()
    _drop_unused_parts(document)
    install(document.styles.element)
    install_numbering(document.part.numbering_part.element)
    _lay_out_sections(document)
    body = document.element.body
    for blocks, end in zip(PARTS, (*_section_marks(body), None), strict=True):
        for element in _elements(blocks):
            _insert_before(body, end, element)
    _set_properties(document)
    document.save(path)


def _drop_unused_parts(document):
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in UNUSED_PARTS):
                del owner.rels[key]


def _lay_out_sections(document):
    """Make three sections: the plan, the landscape budget, the method note."""
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_section(WD_SECTION.NEW_PAGE)
    first, wide, last = document.sections
    for section in (first, wide, last):
        _set_page(section, wide=section is wide)
        section.different_first_page_header_footer = section is first
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
    for section in (first, wide, last):
        suffix = " Wide" if section is wide else ""
        _fill(section.header, paragraph(
            f"Header{suffix}" if suffix else "header",
            "{{ header.left }}", tab(), "{%r if cover.is_draft %}",
            run("{{ header.right }}", "Draft Mark"), "{%r else %}", "{{ header.right }}",
            "{%r endif %}",
        ))  # fmt: skip
        _fill(section.footer, paragraph(
            f"Footer{suffix}" if suffix else "footer",
            "{{ header.footer }}", tab(), "{{ t.page }} ", field("PAGE", "1"),
            " {{ t.page_of }} ", field("NUMPAGES", "1"),
        ))  # fmt: skip


def _set_page(section, *, wide):
    short, long, side = Twips(11906), Twips(16838), Cm(2.0) if wide else Cm(2.2)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)


def _fill(part, xml):
    for child in list(part._element):
        part._element.remove(child)
    part._element.extend(_elements(xml))


def _section_marks(body):
    """Return the two paragraphs that close the first and the second section."""
    marks = [mark for mark in body.iterchildren("{*}p") if mark.xpath("w:pPr/w:sectPr")]
    for mark in marks:
        mark.style = "SectionEnd"
    return marks


def _elements(xml):
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _insert_before(body, mark, element):
    if mark is None:
        body.insert(len(body) - 1, element)
    else:
        mark.addprevious(element)


def _set_properties(document):
    properties = document.core_properties
    properties.title = properties.author = ""
    properties.comments = ""
    properties.keywords = "DHIS2"
    properties.created = properties.modified = datetime(2027, 1, 1)
    settings = document.settings.element
    settings.replace(
        settings.find(qn("w:zoom")), parse_xml(f'<w:zoom {nsdecls("w")} w:percent="100"/>')
    )
    _set_compatibility(settings)


def _set_compatibility(settings):
    """Ask for the layout of current Word: tables then start where the text starts."""
    compat = settings.find(qn("w:compat"))
    for child in list(compat):
        compat.remove(child)
    uri = "http://schemas.microsoft.com/office/word"
    compat.append(parse_xml(
        f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
    ))  # fmt: skip


if __name__ == "__main__":
    build()
