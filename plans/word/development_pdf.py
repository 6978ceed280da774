"""A member's development plan as PDF, set by typst; what people typed is text, never markup."""

import json
from functools import cache
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("development.typ")


def render(content):
    compiler = typst.Compiler(root=TEMPLATE.parent, font_paths=_fonts())
    data = json.dumps(content, ensure_ascii=False)
    return compiler.compile(TEMPLATE, format="pdf", sys_inputs={"data": data})


@cache
def _fonts():
    return typst.Fonts()
