"""A plan's document as JSON and back: what a plan version keeps.

What is frozen is the document itself, in every language the planner offers, and not the rows
behind it: whatever changes in the plan, the catalogue or the code afterwards, the version still
reads as it was submitted.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cattrs.preconf.json import make_converter
from django.utils.translation import override

from plans.document_data import PlanDocument

_converter = make_converter()
# Words of the documents may be lazy; they are frozen in the language of the document.
_converter.register_unstructure_hook(str, str)
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda value, _type: Decimal(value))
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda value, _type: date.fromisoformat(value))

ENGLISH = "en"


def freeze(documents: Mapping[str, PlanDocument]) -> dict:
    """Documents by language as values that JSON can hold."""
    frozen = {}
    for language, document in documents.items():
        with override(language):
            frozen[language] = _converter.unstructure(document)
    return frozen


def thaw(content: Mapping[str, dict], language: str) -> PlanDocument:
    """The frozen document in a language, in English where that one was not kept.

    Fields that documents have got since then take their defaults.
    """
    kept = content.get(language) or content.get(ENGLISH) or next(iter(content.values()))
    return _converter.structure(kept, PlanDocument)
