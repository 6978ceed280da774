"""What can only be set once a plan document is rendered: numbers, contents, widths, breaks.

Works on the XML of the rendered document; knows styles and tables, not plans.
"""

from dataclasses import dataclass

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plans.word.pieces import field, tab

WHOLE_TABLE_ROWS = 19
"""Tables up to this many rows stay whole; longer ones break, but not near their ends."""

SHORTEST_PAGE = 7600
"""Height in twentieths of a point below the heading of a landscape page. A table that may be
higher is not kept whole, or its last row would be left over on a page of its own."""

LANDSCAPE_LOSS = 4900
"""How much higher a portrait page is."""

PORTRAIT_WIDTH = 9412

SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"
# Looked up for every cell of a long table: python-docx works a name out each time.
ROW, CELL, PARAGRAPH, WIDTH, TEXT = map(qn, ("w:tr", "w:tc", "w:p", "w:w", "w:t"))
CELL_WIDTH = f"{qn('w:tcPr')}/{qn('w:tcW')}"
CELL_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
VALUE = qn("w:val")


@dataclass(frozen=True)
class Columns:
    """How to share the width of a table whose number of columns depends on the plan.

    ``texts`` are the widths of the leading text columns; they share what the number columns
    leave. ``least`` is the width of a number column in twentieths of a point; it grows with
    the longest number unless it is ``fixed``.
    """

    texts: tuple[int, ...]
    least: int = 860
    fixed: bool = False


def lay_out(document, *, columns, annex, pages=()):
    """Finish a rendered document. ``columns`` maps a table's title to its ``Columns``.

    ``pages`` are those of the headings in the contents; without them no page is printed there.
    """
    body = document.element.body
    for table in body.iter(qn("w:tbl")):
        _set_widths(table, columns.get(_title(table)))
        _keep_together(table)
    _drop_empty_sections(body)
    _number_captions(body)
    _number_annexes(document.part.numbering_part.element, annex)
    _fill_contents(body, annex, pages)


def _drop_empty_sections(body):
    """Take away sections of which nothing is left, or they would print an empty page."""
    settings = {p: p.find(SECTION) for p in body.iterchildren(qn("w:p"))}
    marks = {p: found for p, found in settings.items() if found is not None}
    for mark in marks:
        before = mark.getprevious()
        if before is not None and before in marks:
            body.remove(mark)
    last, end = body[-1], body[-1].getprevious()
    if last.tag == qn("w:sectPr") and end in marks:
        body.replace(last, marks[end])
        body.remove(end)


def _title(table):
    caption = table.tblPr.find(qn("w:tblCaption"))
    return caption.get(qn("w:val")) if caption is not None else ""


def style_of(paragraph):
    """Return the style identifier of a paragraph element."""
    style = paragraph.find(STYLE)
    return "Normal" if style is None else style.get(VALUE)


def text_of(element):
    return "".join(node.text or "" for node in element.iter(TEXT))


# --- widths


def _set_widths(table, columns):
    """Give each column its width; tables with fixed columns keep the template's widths."""
    if columns is None:
        return
    total = int(table.tblPr.find(qn("w:tblW")).get(qn("w:w")))
    widths = _widths(table, columns, total)
    grid = table.find(qn("w:tblGrid"))
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(_element("w:gridCol", "w:w", width))
    for row in table.iter(ROW):
        position = 0
        for cell in row.iter(CELL):
            span = _span(cell)
            width = sum(widths[position : position + span])
            cell.find(CELL_WIDTH).set(WIDTH, str(width))
            position += span


def _widths(table, columns, total):
    rows = [list(row.iter(CELL)) for row in table.iter(ROW)]
    plain = next(cells for cells in rows if all(_span(cell) == 1 for cell in cells))
    count, leading = len(plain), len(columns.texts)
    numbers = [columns.least] * (count - leading)
    for cells in rows if not columns.fixed else ():
        for index, cell in zip(range(len(numbers) - 1, -1, -1), reversed(cells), strict=False):
            if _span(cell) > 1:
                break
            numbers[index] = max(numbers[index], _width_of(cell))
    rest = max(total - sum(numbers), total // 3)
    numbers = [width * (total - rest) // sum(numbers) for width in numbers]
    texts = [width * rest // sum(columns.texts) for width in columns.texts]
    texts[-1] += total - sum(numbers) - sum(texts)
    return texts + numbers


def _width_of(cell):
    """Return the width a number needs: its digits in the size of its style, and margins."""
    small = "Small" in style_of(cell.find(PARAGRAPH))
    return len(text_of(cell)) * (84 if small else 103) + 200


def _span(cell):
    span = cell.find(CELL_SPAN)
    return int(span.get(VALUE)) if span is not None else 1


def _element(tag, attribute=None, value=""):
    element = OxmlElement(tag)
    if attribute:
        element.set(qn(attribute), str(value))
    return element


# --- page breaks


def _keep_together(table):
    """Keep a short table whole, and the ends of a long one with their neighbours."""
    rows = list(table.iterchildren(qn("w:tr")))
    heads = sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
    last = len(rows) - 1
    note = table.getnext()
    noted = _is(note, "SourceNote")
    if noted and _is(note.getnext(), "CalloutWarning"):
        _keep_with_next(note)
    short = len(rows) - heads <= WHOLE_TABLE_ROWS and _height(rows) < _page_of(table)
    for index, row in enumerate(rows):
        near_an_end = index < heads + 1 or last - 3 < index < last
        whole = short and index < last
        if whole or near_an_end or (index == last and noted):
            for paragraph in row.iter(qn("w:p")):
                _keep_with_next(paragraph)


def _is(element, style):
    """Tell whether an element is a paragraph of a style."""
    return element is not None and element.tag == qn("w:p") and style_of(element) == style


def _page_of(table):
    """Return the height a table may have: less on the landscape page."""
    wide = int(table.tblPr.find(qn("w:tblW")).get(qn("w:w"))) > PORTRAIT_WIDTH
    return SHORTEST_PAGE if wide else SHORTEST_PAGE + LANDSCAPE_LOSS


def _height(rows):
    """Estimate the height of rows from the lines that their longest cells need."""
    return sum(100 + max(map(_cell_height, row.iter(CELL))) for row in rows)


def _cell_height(cell):
    width = int(cell.find(CELL_WIDTH).get(WIDTH)) - 170
    height = 0
    for paragraph in cell.iter(PARAGRAPH):
        character, line = (80, 196) if "Small" in style_of(paragraph) else (95, 232)
        height += line * max(1, -(-len(text_of(paragraph)) * character // max(width, 1)))
    return height


def _keep_with_next(paragraph):
    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_keepNext()


# --- numbers


def _number_captions(body):
    """Write the numbers into the caption fields, as Word would when fields are updated."""
    counts = {}
    for paragraph in body.iterchildren(qn("w:p")):
        if style_of(paragraph) == "Caption":
            for instruction in paragraph.iter(qn("w:instrText")):
                kind = instruction.text.split()[1]
                counts[kind] = counts.get(kind, 0) + 1
                _result_of(instruction).text = str(counts[kind])


def _result_of(instruction):
    """Return the text node a field shows."""
    run = instruction.getparent()
    while True:
        run = run.getnext()
        text = run.find(qn("w:t"))
        if text is not None:
            return text


def _number_annexes(numbering, annex):
    """Write the word *Annex* of the document's language into the numbering."""
    for level in numbering.iter(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val")) == "AnnexHeading":
            level.find(qn("w:lvlText")).set(qn("w:val"), f"{annex} %1.")


# --- contents

LEVELS = {"Heading1": 1, "Heading2": 2, "AnnexHeading": 1}


def _fill_contents(body, annex, pages):
    """Fill the contents field with links to every heading, and its page where that is known.

    The pages are fields as Word itself writes them, so that updating the contents renews them.
    """
    place = next((p for p in body.iterchildren(qn("w:p")) if style_of(p) == "TOC1"), None)
    if place is None:
        return
    runs = list(place.iterchildren(qn("w:r")))
    opening, closing = runs[:3], runs[-1]
    headings = list(_bookmarked_headings(body, annex))
    if not headings:
        return
    if len(pages) != len(headings):
        pages = [None] * len(headings)
    entries = [_entry(*heading, page) for heading, page in zip(headings, pages, strict=True)]
    for run in reversed(opening):
        entries[0].insert(1, run)
    entries[-1].append(closing)
    for entry in entries:
        place.addprevious(entry)
    body.remove(place)


def _bookmarked_headings(body, annex):
    """Yield level, number, text and bookmark of each heading, and set the bookmark."""
    first, second, annexes = 0, 0, 0
    headings = [p for p in body.iterchildren(qn("w:p")) if style_of(p) in LEVELS]
    for index, heading in enumerate(headings, start=1):
        style = style_of(heading)
        if style == "AnnexHeading":
            annexes += 1
            number = f"{annex} {annexes}."
        elif style == "Heading1":
            first, second = first + 1, 0
            number = str(first)
        else:
            second += 1
            number = f"{first}.{second}"
        name = f"_Toc{index:06}"
        _bookmark(heading, name, index)
        yield LEVELS[style], number, text_of(heading), name


def _bookmark(heading, name, index):
    start = _element("w:bookmarkStart", "w:id", index)
    start.set(qn("w:name"), name)
    heading.insert(1, start)
    heading.append(_element("w:bookmarkEnd", "w:id", index))


def _entry(level, number, text, bookmark, page):
    reference = f"PAGEREF {bookmark} \\h"
    page = "" if page is None else tab() + field(reference, str(page))
    entry = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>'
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1"><w:r>'
        f'<w:t xml:space="preserve"></w:t></w:r>{page}</w:hyperlink></w:p>'
    )
    next(entry.iter(qn("w:t"))).text = f"{number}  {text}"
    return entry
