"""For whoever keeps the catalogue and the accounts. Nobody needs it to work in a team.

Catalogue items are retired, never deleted, so that earlier rounds stay readable. Ratings are
nowhere in the admin; it shows only how many there are.
"""

from roles.admin import catalogue, people

__all__ = ["catalogue", "people"]
