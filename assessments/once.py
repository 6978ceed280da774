"""Rows that may be there once: the database decides who was first."""

from django.db import IntegrityError, transaction


def save_once(row) -> bool:
    """Insert a valid row. False when a constraint says that there is one already, perhaps since
    just now; nothing is written then."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
