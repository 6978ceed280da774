"""Terms of reference as PDF, set by typst from roles/word/reference.typ.

What people typed travels as JSON and is shown as text: nothing in it is ever read as markup.
"""

import json
from functools import cache
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("reference.typ")


def render(content):
    compiler = typst.Compiler(root=TEMPLATE.parent, font_paths=_fonts())
    data = json.dumps(content, ensure_ascii=False)
    return compiler.compile(TEMPLATE, format="pdf", sys_inputs={"data": data})


@cache
def _fonts():
    """Those of the system, and typst's own for when there are none: looked up once."""
    return typst.Fonts()
