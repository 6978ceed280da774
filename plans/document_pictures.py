"""Pictures in the Word plan, each with its figures in words for whoever cannot see it."""

from io import BytesIO
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from docx.shared import Cm
from docxtpl import InlineImage

from plans.plan_pictures import budget_bar, coverage_squares

LOGO_HEIGHT, PICTURE_WIDTH = Cm(2.2), Cm(14.5)


class Picture(InlineImage):
    """An inline picture with a text in its place."""

    def __init__(self, template, content, alt, **size):
        super().__init__(template, BytesIO(content), **size)
        self.alt = alt

    def _insert_image(self):
        xml = super()._insert_image()
        return xml.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self.alt)} ", 1)


def add_pictures(context, template, document, formats, choices):
    """Put logo, budget bar and coverage into the context of a Word template."""
    needs, budget = context["needs"], context["budget"]
    squares = coverage_squares(needs["squares"], context["t"])
    needs["coverage_picture"] = _wide(template, squares, needs["coverage_alt"])
    budget["picture"] = _wide(template, budget_bar(document, formats), budget["alt"])
    context["cover"]["logo"] = (
        Picture(
            template,
            choices.logo,
            _("Emblem of %(owner)s") % {"owner": document.team.ministry or document.team.name},
            height=LOGO_HEIGHT,
        )
        if choices.logo
        else ""
    )


def _wide(template, content, alt):
    return Picture(template, content, alt, width=PICTURE_WIDTH) if content else ""
