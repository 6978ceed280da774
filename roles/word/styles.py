"""The named Word styles of terms of reference, written as data.

A ministry changes the look of the document by changing a style in Word; nothing is formatted by
hand. Names, sizes and colours are those of the plan's document. Sizes are in half points,
distances in twentieths of a point.
"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BLUE, ORANGE, INK, GREY, RULE = "064C82", "9A4A00", "1F2933", "52606D", "C5CED8"
HEAD_FILL, WARNING_FILL = "E8EFF6", "FDF3E7"
WIDTH = 9412
LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "pt": "pt-PT", "es": "es-ES", "ar": "ar-SA"}
BUILT_IN = {"Normal", "header", "footer", "heading 1", "heading 2", "Subtitle", "List Number"}


def _edge(side, size, colour, space=4):
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _band(fill, bar, rtl):
    """A filled line with a bar where reading begins; Word does not mirror borders."""
    side = "right" if rtl else "left"
    bar = {side: _edge(side, 36, bar, 8)}
    edges = "".join(
        bar.get(name, "") if name in ("left", "right") else _edge(name, 4, fill)
        for name in ("top", "left", "bottom", "right")
    )
    return f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _spacing(before=0, after=0, line=240):
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _rule(side, size, colour):
    return f"<w:pBdr>{_edge(side, size, colour)}</w:pBdr>"


KEEP = "<w:keepNext/><w:keepLines/>"
TABS = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
INDENT = '<w:ind w:left="198" w:right="57"/>'


def _paragraphs(rtl):
    """Name, style it is based on, paragraph properties in schema order, size, bold, colour."""
    bidi = "<w:bidi/>" if rtl else ""
    band, warning = (_band(HEAD_FILL, BLUE, rtl), _band(WARNING_FILL, ORANGE, rtl))
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    return [
        ("Normal", "", bidi + _spacing(0, 120, 269), 21, False, INK),
        ("header", "Normal", _rule("bottom", 6, BLUE) + TABS + _spacing(), 17, False, GREY),
        ("footer", "Normal", _rule("top", 4, RULE) + TABS + _spacing(), 17, False, GREY),
        ("Kicker", "Normal", KEEP + _spacing(), 21, True, GREY),
        ("heading 1", "Normal", KEEP + _spacing(0, 20, 252) + _outline(0), 42, True, BLUE),
        ("heading 2", "Normal", KEEP + _spacing(280, 80) + _outline(1), 27, True, BLUE),
        ("Subtitle", "Normal", KEEP + _spacing(0, 120), 24, False, INK),
        ("Status Band", "Normal", band + _spacing(0, 200) + INDENT, 21, True, BLUE),
        ("Status Band Draft", "Normal", warning + _spacing(0, 200) + INDENT, 21, True, ORANGE),
        ("List Number", "Normal", number + _spacing(0, 60, 259), 21, False, INK),
        ("Table Text", "Normal", _spacing(), 19, False, INK),
        ("Table Head", "Table Text", "<w:keepNext/>", 19, True, BLUE),
        ("Table Text Kept", "Table Text", "<w:keepNext/>", 19, False, INK),
        ("Source Note", "Normal", _spacing(80, 120, 252), 17, False, GREY),
        ("Section End", "Normal", _spacing(0, 0, 20), 2, False, INK),
    ]


def _outline(level):
    return f'<w:outlineLvl w:val="{level}"/>'


# Name, whether the first row is a head.
TABLES = [("Plan Table", True), ("Plan Form", False)]


def style_id(name):
    """The identifier that Word itself would give to a style of this name."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def install(document, language, rtl):
    """Replace every style and list of the document by the ones named here."""
    styles, numbering = document.styles.element, document.part.numbering_part.element
    for element in (styles, numbering):
        for child in list(element):
            element.remove(child)
    definitions = [_defaults(language), *BASICS]
    definitions += [_paragraph_style(*row, rtl) for row in _paragraphs(rtl)]
    definitions += [_table_style(*row) for row in TABLES]
    for xml in definitions:
        styles.append(_element(xml))
    numbering.append(_element(LIST))
    numbering.append(_element('<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))


def new_list(document):
    """The number of a list of its own, which begins again at 1."""
    numbering = document.part.numbering_part.element
    number = len(numbering.findall("{*}num")) + 1
    numbering.append(
        _element(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return number


def _element(xml):
    """The parsed element; the namespace is written into its opening tag."""
    end = next(place for place, sign in enumerate(xml) if sign in " >")
    return parse_xml(f"{xml[:end]} {nsdecls('w')}{xml[end:]}")


def _defaults(language):
    tag = LANGUAGES.get(language, language)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


BASICS = [
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
]
LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="ListNumber"/><w:suff w:val="tab"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>'
    f'<w:rPr><w:b/><w:color w:val="{BLUE}"/></w:rPr></w:lvl></w:abstractNum>'
)


def _paragraph_style(name, based_on, properties, size, bold, colour, rtl):
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name == "Normal" else ""
    based_on = f'<w:basedOn w:val="{style_id(based_on)}"/>' if based_on else ""
    bold = "<w:b/><w:bCs/>" if bold else ""
    direction = "<w:rtl/>" if rtl else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>{based_on}<w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{properties}</w:pPr><w:rPr>{bold}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{direction}</w:rPr></w:style>'
    )


def _table_style(name, has_head):
    strong, line = _edge("bottom", 8, BLUE, 0), _edge("insideH", 4, RULE, 0)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 85), ("bottom", 50), ("right", 85))
    )
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{strong}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/></w:tcPr></w:tblStylePr>'
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{_edge('top', 8, BLUE, 0)}{strong}{line}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head if has_head else ''}</w:style>"
    )
