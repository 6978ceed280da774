"""What stands on a row that somebody wants to delete: what keeps it, and what goes with it."""

from collections import Counter

from django.db import models
from django.db.models import Value

KEEPING = (models.PROTECT, models.RESTRICT)


def what_keeps(row) -> list[tuple[str, int]]:
    """What names the row and would be left without it: (kind of row, number). One query."""
    return _naming(row, [one for one in row._meta.related_objects if one.on_delete in KEEPING])


def what_goes(row) -> list[tuple[str, int]]:
    """What is deleted with the row, or stands without it from then on. One query."""
    return _naming(row, [one for one in row._meta.related_objects if one.on_delete not in KEEPING])


def _naming(row, relations):
    kinds = list(dict.fromkeys(relation.related_model for relation in relations))
    if not kinds:
        return []
    first, *rest = [
        relation.related_model._base_manager.filter(**{relation.field.name: row})
        .order_by()
        .values_list(Value(kinds.index(relation.related_model)), "pk")
        for relation in relations
    ]
    found = Counter(kind for kind, _pk in set(first.union(*rest)))
    return [(kinds[kind]._meta.verbose_name_plural, found[kind]) for kind in sorted(found)]
