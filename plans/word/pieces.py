"""Small pieces of WordprocessingML from which the plan template is put together.

Every Jinja tag is written into one single run, so that docxtpl never has to guess where a
tag begins, and the template can still be opened and edited in Word.
"""

from xml.sax.saxutils import escape, quoteattr

from plans.word.styles import PORTRAIT_WIDTH, style_id


def run(text, style=""):
    """Return a run; ``style`` names a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def show(expression):
    """Return the Jinja tag that prints an expression."""
    return f"{{{{ {expression} }}}}"


def strong(text):
    return run(text, "Strong")


def tab():
    return "<w:r><w:tab/></w:r>"


def field(instruction, result):
    """Return a Word field with the result it shows until Word works it out again."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style, *content):
    """Return a paragraph; a plain string is text, anything starting with ``<w:`` is kept."""
    runs = "".join(part if part.startswith("<w:") else run(part) for part in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs}</w:p>'


def tag(statement):
    """Return a paragraph that docxtpl replaces by a Jinja statement (if, for, endif …)."""
    return paragraph("Normal", f"{{%p {statement} %}}")


def when(condition, *blocks):
    return tag(f"if {condition}") + "".join(blocks) + tag("endif")


def each(loop, *blocks):
    return tag(f"for {loop}") + "".join(blocks) + tag("endfor")


def caption(text, kind="Table"):
    """Return the numbered line above a table; the layout step fills the numbers in."""
    word = show(f"t.{kind.lower()}")
    return paragraph("caption", f"{word} ", field(f"SEQ {kind} \\* ARABIC", "1"), f". {text}")


def cell(*paragraphs, width=0, span=1, fill=""):
    span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}</w:tcPr>'
        f"{''.join(paragraphs)}</w:tc>"
    )


def text_cell(style, *content, **options):
    return cell(paragraph(style, *content), **options)


def cell_tag(statement):
    return cell(paragraph("Table Text", f"{{%tc {statement} %}}"))


def cells_for(loop, *cells):
    return cell_tag(f"for {loop}") + "".join(cells) + cell_tag("endfor")


def row(*cells, header=False):
    """Return a row that never breaks across pages; a header row repeats on each page."""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(statement):
    return row(cell(paragraph("Table Text", f"{{%tr {statement} %}}")))


def rows_for(loop, *rows):
    return row_tag(f"for {loop}") + "".join(rows) + row_tag("endfor")


def table(style, title, widths, *rows, description="", head=True, total=False):
    """Return a table with title and description for readers who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    bits = 0x0600 + (0x0020 if head else 0) + (0x0040 if total else 0)
    look = f'w:val="{bits:04X}" w:firstRow="{int(head)}" w:lastRow="{int(total)}"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/>"
        f"<w:tblDescription w:val={quoteattr(description or title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def head_row(widths, *columns):
    """Return a header row; a column starting with ``>`` holds numbers and is right-aligned."""
    return row(
        *[
            text_cell(
                "Table Head Number" if column.startswith(">") else "Table Head",
                column.lstrip(">"),
                width=width,
            )
            for width, column in zip(widths, columns, strict=True)
        ],
        header=True,
    )


def body_row(widths, *columns, kind=""):
    """Return a body row of kind ""/"Total"/"Group"/"Small"; ``>`` marks number columns."""
    text = f"Table {kind}".strip() if kind else "Table Text"
    number = f"Table {kind} Number" if kind else "Table Number"
    return row(
        *[
            text_cell(number if column.startswith(">") else text, column.lstrip(">"), width=width)
            for width, column in zip(widths, columns, strict=True)
        ]
    )


def form(title, loop, label, value, width=2381):
    """Return a two-column table of labels and values."""
    widths = (width, PORTRAIT_WIDTH - width)
    return table(
        "Plan Form", title, widths,
        rows_for(loop, row(
            text_cell("Table Group", label, width=widths[0]),
            text_cell("Table Text", value, width=widths[1]),
        )),
        head=False,
    )  # fmt: skip


def facts(name, head_label, head_value, loop, width=3175):
    """Return a captioned two-column table with a header."""
    widths = (width, PORTRAIT_WIDTH - width)
    return caption(show(f"caption.{name}")) + table(
        "Plan Table", show(f"caption.{name}"), widths,
        head_row(widths, head_label, head_value),
        rows_for(loop, body_row(widths, "{{ item.label }}", "{{ item.value }}")),
    )  # fmt: skip


def points(style, loop):
    """Return a list whose items begin with words in bold."""
    return each(loop, paragraph(style, strong("{{ item.lead }}"), run("{{ item.text }}")))
