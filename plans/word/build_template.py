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
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Twips

from plans.word import sections
from plans.word.pieces import field, paragraph, tab
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
    landscape, portrait = _section_marks(body)
    for blocks, end in (
        (sections.FRONT, landscape),
        (sections.DETAILED_BUDGET, portrait),
        (sections.METHOD, None),
    ):
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
    first = document.sections[0]
    _set_page(first, wide=False)
    first.different_first_page_header_footer = True
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(wide, wide=True)
    last = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(last, wide=False)
    for section in (wide, last):
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
    for section in (first, wide, last):
        suffix = " Wide" if section is wide else ""
        _fill(section.header, paragraph(
            f"Header{suffix}" if suffix else "header",
            "{{ header.left }}", tab(), "{{ header.right }}",
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
    properties.title = "{{ properties.title }}"
    properties.subject = "{{ properties.subject }}"
    properties.author = "{{ properties.author }}"
    properties.language = "{{ properties.language }}"
    properties.comments = ""
    properties.keywords = "DHIS2"
    properties.created = properties.modified = datetime(2027, 1, 1)
    settings = document.settings.element
    for name in ("themeFontLang", "zoom"):
        for found in settings.findall(f"{{*}}{name}"):
            settings.remove(found)


if __name__ == "__main__":
    build()
