"""The plan as PDF, set by typst from plans/pdf/: the whole plan and its one-page documents.

It prints the same context as the Word file, so that the two cannot say different things. What
people typed travels as JSON and is shown as text: nothing in it is ever read as markup.
"""

from django.utils.translation import override

from plans.document_choices import EVERYTHING, Choices
from plans.document_data import PlanDocument
from plans.documents import clean, context_of, formats_for
from plans.plan_pages import printed
from plans.plan_pictures import compile_typst


def render_pdf(
    document: PlanDocument, language: str = "en", choices: Choices = EVERYTHING
) -> bytes:
    """The whole plan as the bytes of a PDF file."""
    return render("plan.typ", document, language, choices=choices)


def render(
    template: str, document: PlanDocument, language: str, further=None, choices=EVERYTHING
) -> bytes:
    """One of the templates as PDF. `further(document, formats, context)` adds to the context."""
    with override(language):
        formats = formats_for(document, language)
        context = context_of(document, formats, choices)
        context |= further(document, formats, context) if further else {}
        return compile_typst(template, clean(printed(document, formats, context, choices)))
