"""Saving terms of reference: always as the next version, never over an earlier one."""

from django.db import IntegrityError, transaction


class SavedMeanwhileError(Exception):
    """Somebody else saved the version that was to come next."""


def save_terms(terms, *, seen, by):
    """Save the unsaved `terms` as the version after `seen`, the number its writer had read.

    Raises SavedMeanwhileError, and writes nothing, when there is a later version than `seen`.
    Of two saves at the same moment the database lets one through.
    """
    try:
        with transaction.atomic():
            versions = type(terms).objects.filter(position=terms.position)
            latest = versions.order_by("-number").values_list("number", flat=True).first() or 0
            if latest != seen:
                raise SavedMeanwhileError
            terms.number, terms.saved_by = seen + 1, by
            terms.save(force_insert=True)
    except IntegrityError as taken:
        terms.pk = None
        raise SavedMeanwhileError from taken
    return terms
