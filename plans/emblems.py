"""Is a file a picture that can stand on a cover?"""

from django.utils.translation import gettext as _
from docx.image.image import Image

from plans.models import Emblem
from plans.plan_pictures import compile_typst

MAX_BYTES = 300 * 1024
MAX_SIDE = 4000


class EmblemError(Exception):
    """The file cannot be an emblem; says why."""


def emblem_kind(content: bytes) -> str:
    """The kind of a picture, by its content and not its name; it must be drawn to be believed."""
    if len(content) > MAX_BYTES:
        raise EmblemError(_("The picture is larger than 300 kB."))
    try:
        picture = Image.from_blob(content)
        kind, sides = picture.content_type, (picture.px_width, picture.px_height)
    except Exception:  # whatever a broken or forged file makes the reader stumble over
        raise EmblemError(_no_picture()) from None
    if kind not in Emblem.Kind.values or not 0 < min(sides):
        raise EmblemError(_no_picture())
    if max(sides) > MAX_SIDE:
        raise EmblemError(_("The picture is larger than 4000 by 4000 points."))
    try:
        compile_typst("emblem.typ", {"logo": list(content)})
    except Exception:  # the same, found only when the whole picture is read
        raise EmblemError(_no_picture()) from None
    return kind


def _no_picture():
    return _("This is not a PNG or JPEG picture, or it is damaged.")
