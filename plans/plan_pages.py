"""What typst prints a plan from, and on which page each heading stands.

Word counts its pages only when somebody updates the table of contents. PDF and Word have the same
lines, sizes and rules of what stays together (plans/pdf/look.typ follows plans/word/styles.py), so
typst counts for both, and Word's contents open with numbers that Word can renew.
"""

import json

import typst
from django.utils.translation import get_language_bidi

from plans.plan_pictures import TEMPLATES, bars_of, fonts


def printed(document, formats, context, choices) -> dict:
    """The context of the Word file with what only typst needs."""
    return (
        context
        | bars_of(document, formats)
        | {
            "author": document.team.ministry or document.team.name,
            "language": formats.tag,
            "rtl": get_language_bidi(),
            "logo": list(choices.logo),
        }
    )


def heading_pages(content: dict) -> list[int]:
    """The page of every heading in the contents of the plan, in their order."""
    compiler = typst.Compiler(
        TEMPLATES / "plan.typ",
        root=TEMPLATES,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
    )
    return json.loads(compiler.query("<heading-pages>", field="value", one=True))
