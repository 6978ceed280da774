"""Pictures in the Word plan, each with its figures in words for whoever cannot see it."""

from io import BytesIO
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from docx.shared import Cm
from docxtpl import InlineImage

from plans.plan_pictures import budget_bar

LOGO_HEIGHT, BAR_WIDTH = Cm(2.2), Cm(14.5)


class Picture(InlineImage):
    """An inline picture with a text in its place."""

    def __init__(self, template, content, alt, **size):
        super().__init__(template, BytesIO(content), **size)
        self.alt = alt

    def _insert_image(self):
        xml = super()._insert_image()
        return xml.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self.alt)} ", 1)


def add_pictures(context, template, document, formats, choices):
    """Put logo and budget bar into the context of a Word template."""
    bar = budget_bar(document, formats)
    context["budget"]["picture"] = (
        Picture(template, bar, context["budget"]["alt"], width=BAR_WIDTH) if bar else ""
    )
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
