"""The named Word styles of the plan document, written as data.

A ministry changes the look of every plan by changing a style in Word, so nothing here is
formatted by hand later on. Sizes are in half points, distances in twentieths of a point,
as WordprocessingML wants them.
"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BLUE, REQUESTED_BLUE, ORANGE = "064C82", "0070C0", "9A4A00"
INK, GREY, RULE = "1F2933", "52606D", "C5CED8"
HEAD_FILL, TOTAL_FILL, WARNING_FILL = "E8EFF6", "F5F8FB", "FDF3E7"
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 9412, 14570


def _box(fill, bar, bar_size):
    edge = f'w:val="single" w:sz="4" w:space="4" w:color="{fill}"'
    return (
        f"<w:pBdr><w:top {edge}/>"
        f'<w:left w:val="single" w:sz="{bar_size}" w:space="8" w:color="{bar}"/>'
        f"<w:bottom {edge}/></w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    )


def _band():
    edge = f'w:val="single" w:sz="4" w:space="14" w:color="{BLUE}"'
    edges = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
    return f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{BLUE}"/>'


def _rule(side, size, colour):
    return (
        f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/></w:pBdr>'
    )


def _spacing(before=0, after=0, line=None):
    line = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{line}/>'


def _numbering(number, level=0):
    level = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>'


def _right_tab(position, leader="", instead_of=0):
    leader = f' w:leader="{leader}"' if leader else ""
    clear = f'<w:tab w:val="clear" w:pos="{instead_of}"/>' if instead_of else ""
    return f'<w:tabs>{clear}<w:tab w:val="right"{leader} w:pos="{position}"/></w:tabs>'


KEEP, KEEP_LINES, NEW_PAGE = "<w:keepNext/>", "<w:keepLines/>", "<w:pageBreakBefore/>"
INDENT = '<w:ind w:left="198" w:right="57"/>'
BAND_INDENT = '<w:ind w:left="312" w:right="312"/>'
RIGHT, CENTRE = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'
ONE_LINE = _spacing(line=240)

# name, based on, paragraph properties (in the order of the schema), size, bold, colour, outline
PARAGRAPHS = [
    ("Normal", None, _spacing(after=120, line=269), 21, None, INK),
    ("header", "Normal", _rule("bottom", 6, BLUE) + _right_tab(PORTRAIT_WIDTH) + ONE_LINE,
     17, None, GREY),
    ("footer", "Normal", _rule("top", 4, RULE) + _right_tab(PORTRAIT_WIDTH) + ONE_LINE,
     17, None, GREY),
    ("Header Wide", "header", _right_tab(LANDSCAPE_WIDTH, instead_of=PORTRAIT_WIDTH),
     None, None, None),
    ("Footer Wide", "footer", _right_tab(LANDSCAPE_WIDTH, instead_of=PORTRAIT_WIDTH),
     None, None, None),
    ("heading 1", "Normal",
     KEEP + KEEP_LINES + NEW_PAGE + _numbering(1) + _spacing(0, 160, 252)
     + '<w:outlineLvl w:val="0"/>', 38, True, BLUE),
    ("heading 2", "Normal",
     KEEP + KEEP_LINES + _numbering(1, 1) + _spacing(280, 80) + '<w:outlineLvl w:val="1"/>',
     27, True, BLUE),
    ("heading 3", "Normal",
     KEEP + KEEP_LINES + _spacing(200, 60) + '<w:outlineLvl w:val="2"/>', 23, True, INK),
    ("Annex Heading", "heading 1", _numbering(2), None, None, None),
    ("Contents Heading", "Normal", NEW_PAGE + _spacing(0, 200), 38, True, BLUE),
    ("Side Heading", "Normal", KEEP + _spacing(320, 80), 27, True, BLUE),
    ("toc 1", "Normal", _right_tab(PORTRAIT_WIDTH, "dot") + _spacing(100, 20), 21, True, None),
    ("toc 2", "Normal", _right_tab(PORTRAIT_WIDTH, "dot") + _spacing(0, 20)
     + '<w:ind w:left="454"/>', 20, None, None),
    ("Title", "Normal", _band() + _spacing(3800, 0, 252) + BAND_INDENT
     + "<w:contextualSpacing/>", 58, True, "FFFFFF"),
    ("Subtitle", "Normal", _band() + _spacing(0, 680) + BAND_INDENT, 34, False, "FFFFFF"),
    ("Cover Ministry", "Normal", _spacing(), 26, True, INK),
    ("Cover Unit", "Normal", _spacing(), 23, None, GREY),
    ("Cover Note", "Normal", _spacing(440), 19, None, GREY),
    ("Status Band", "Normal", _box(HEAD_FILL, BLUE, 36) + _spacing(0, 520) + INDENT,
     24, True, BLUE),
    ("Status Band Draft", "Normal", _box(WARNING_FILL, ORANGE, 36) + _spacing(0, 520) + INDENT,
     24, True, ORANGE),
    ("Lead", "Normal", _spacing(0, 160, 276), 24, None, None),
    ("Table Intro", "Normal", KEEP + _spacing(0, 80), None, None, None),
    ("Callout", "Normal", KEEP_LINES + _box(HEAD_FILL, BLUE, 24) + _spacing(80, 160) + INDENT,
     None, None, None),
    ("Callout Warning", "Normal",
     KEEP_LINES + _box(WARNING_FILL, ORANGE, 24) + _spacing(80, 160) + INDENT,
     None, None, None),
    ("List Bullet", "Normal", _numbering(3) + _spacing(0, 60) + "<w:contextualSpacing/>",
     None, None, None),
    ("List Number", "Normal", _numbering(4) + _spacing(0, 60) + "<w:contextualSpacing/>",
     None, None, None),
    ("caption", "Normal", KEEP + _spacing(240, 60, 240), 19, True, None),
    ("Figure", "Normal", _spacing(0, 120, 240), None, None, None),
    ("Source Note", "Normal", _spacing(80, 180, 252), 17, None, GREY),
    ("Key Figure", "Normal", _spacing(40, 0, 240), 36, True, BLUE),
    ("Key Figure Warning", "Key Figure", "", None, None, ORANGE),
    ("Key Label", "Normal", _spacing(0, 60, 240), 18, None, None),
    ("Table Text", "Normal", ONE_LINE, 19, None, None),
    ("Table Number", "Table Text", RIGHT, None, None, None),
    ("Table Head", "Table Text", KEEP, None, True, BLUE),
    ("Table Head Number", "Table Head", RIGHT, None, None, None),
    ("Table Head Centre", "Table Head", CENTRE, 16, None, None),
    ("Table Group", "Table Text", KEEP, None, True, BLUE),
    ("Table Group Number", "Table Group", RIGHT, None, None, None),
    ("Table Total", "Table Text", "", None, True, None),
    ("Table Total Number", "Table Total", RIGHT, None, None, None),
    ("Table Fact", "Table Text", _spacing(40), 17, None, GREY),
    ("Table Mark", "Table Text", CENTRE, 16, None, "FFFFFF"),
    ("Table Mark Dark", "Table Text", CENTRE, 16, None, None),
    ("Table Small", "Table Text", "", 16, None, None),
    ("Table Small Number", "Table Small", RIGHT, None, None, None),
    ("Table Small Head", "Table Small", KEEP, None, True, BLUE),
    ("Table Small Head Number", "Table Small Head", RIGHT, None, None, None),
    ("Table Small Total", "Table Small", "", None, True, None),
    ("Table Small Total Number", "Table Small Total", RIGHT, None, None, None),
    ("Table Small Group", "Table Small", KEEP, None, True, BLUE),
    ("Table Small Group Number", "Table Small Group", RIGHT, None, None, None),
    ("Table Bullet", "Table Text", _numbering(5) + _spacing(0, 20), None, None, None),
    ("Table Sign", "Table Text", _spacing(0, 560), None, None, None),
    ("Section End", "Normal", _spacing(0, 0, 20), 2, None, None),
]  # fmt: skip

# name, bold, colour
CHARACTERS = [
    ("Strong", True, None),
    ("Muted", None, GREY),
    ("Draft Mark", True, ORANGE),
    ("Status Secured", True, BLUE),
    ("Status Requested", False, REQUESTED_BLUE),
    ("Status Unfunded", True, ORANGE),
]

# name, size of the top rule, inner vertical rules, cell margins (top, left, right), header, total
TABLES = [
    ("Plan Table", 8, False, (50, 85, 85), True, True),
    ("Plan Table Small", 8, False, (30, 85, 85), True, True),
    ("Plan Form", 8, False, (50, 85, 85), False, False),
    ("Plan Timeline", 8, True, (40, 50, 50), True, False),
    ("Plan Key Figures", 12, True, (70, 120, 80), False, False),
]

DEFAULTS = f"""<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"""

BASICS = [
    '<w:style {ns} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
    '<w:style {ns} w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    "</w:tblPr></w:style>",
    '<w:style {ns} w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:semiHidden/></w:style>',
]


def style_id(name):
    """Return the identifier Word itself would give to a style of this name."""
    return "".join(word[0].upper() + word[1:] for word in name.replace("toc", "TOC").split())


def install(styles_element):
    """Replace every style of the document by the ones named in this module."""
    for child in list(styles_element):
        styles_element.remove(child)
    styles_element.append(parse_xml(DEFAULTS))
    for xml in BASICS:
        styles_element.append(parse_xml(xml.format(ns=nsdecls("w"))))
    for definition in PARAGRAPHS:
        styles_element.append(parse_xml(_paragraph_style(*definition)))
    for definition in CHARACTERS:
        styles_element.append(parse_xml(_character_style(*definition)))
    for definition in TABLES:
        styles_element.append(parse_xml(_table_style(*definition)))


BUILT_IN = {
    "Normal", "header", "footer", "heading 1", "heading 2", "heading 3", "toc 1", "toc 2",
    "Title", "Subtitle", "List Bullet", "List Number", "caption", "Strong",
}  # fmt: skip


def _opening(kind, name):
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}"{default}{custom} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>'
    )


def _run_properties(size, bold, colour):
    xml = ""
    if bold is not None:
        xml += "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if colour:
        xml += f'<w:color w:val="{colour}"/>'
    if size:
        xml += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return f"<w:rPr>{xml}</w:rPr>" if xml else ""


def _paragraph_style(name, based_on, properties, size, bold, colour):
    based_on = f'<w:basedOn w:val="{style_id(based_on)}"/>' if based_on else ""
    following = '<w:next w:val="Normal"/>' if "eading" in name else ""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return (
        f"{_opening('paragraph', name)}{based_on}{following}<w:qFormat/>{properties}"
        f"{_run_properties(size, bold, colour)}</w:style>"
    )


def _character_style(name, bold, colour):
    return (
        f'{_opening("character", name)}<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"{_run_properties(None, bold, colour)}</w:style>"
    )


def _table_style(name, top_rule, inner, margins, header, total):
    top, left, right = margins
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"'
    bottom = strong if header else line
    inner = f"<w:insideV {line}/>" if inner else ""
    return (
        f'{_opening("table", name)}<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f'<w:tblBorders><w:top w:val="single" w:sz="{top_rule}" w:space="0" w:color="{BLUE}"/>'
        f"<w:bottom {bottom}/><w:insideH {line}/>{inner}</w:tblBorders>"
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr>{_special_row('firstRow', 'bottom', strong, HEAD_FILL) if header else ''}"
        f"{_special_row('lastRow', 'top', strong, TOTAL_FILL) if total else ''}</w:style>"
    )


def _special_row(kind, side, rule, fill):
    align = '<w:vAlign w:val="bottom"/>' if kind == "firstRow" else ""
    return (
        f'<w:tblStylePr w:type="{kind}"><w:tcPr><w:tcBorders><w:{side} {rule}/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>{align}</w:tcPr></w:tblStylePr>'
    )


# number: (levels of (style, format, text, left, hanging, follow), colour of the sign)
LISTS = {
    1: [("heading 1", "decimal", "%1", 567, 567, "tab"),
        ("heading 2", "decimal", "%1.%2", 567, 567, "tab")],
    2: [("Annex Heading", "decimal", "Annex %1.", 0, 0, "space")],
    3: [("List Bullet", "bullet", "•", 340, 283, "tab")],
    4: [("List Number", "decimal", "%1.", 397, 340, "tab")],
    5: [("Table Bullet", "bullet", "•", 170, 170, "tab")],
}  # fmt: skip


def install_numbering(numbering_element):
    """Replace every list definition by the numbered headings and lists of the plan."""
    for child in list(numbering_element):
        numbering_element.remove(child)
    for number, levels in LISTS.items():
        body = "".join(_level(index, *level) for index, level in enumerate(levels))
        numbering_element.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>'
            )
        )
    for number in LISTS:
        numbering_element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )


def _level(index, style, number_format, text, left, hanging, follow):
    bold = "" if number_format == "bullet" else "<w:b/>"
    plain = style in ("heading 1", "heading 2", "Annex Heading")
    sign = "" if plain else f'<w:rPr>{bold}<w:color w:val="{BLUE}"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:pStyle w:val="{style_id(style)}"/><w:suff w:val="{follow}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{sign}</w:lvl>'
    )
