"""The small drawings: 16 by 16 units, drawn in the colour of the text around them.

No icon stands without a word beside it, so all of them are hidden from screen readers.
"""

from django.utils.html import format_html
from django.utils.safestring import mark_safe

_SHAPES = {
    "arrow": '<path d="M2 8h11M8.5 3.5 13 8l-4.5 4.5"/>',
    "chevron": '<path d="m3.5 6 4.5 4.5L12.5 6"/>',
    "done": '<path d="m3 8.5 3.5 3.5L13 4.5"/>',
    "error": '<path d="M5.5 1.5h5l4 4v5l-4 4h-5l-4-4v-5zM8 4.5V9M8 10.5V12"/>',
    "in-progress": '<circle cx="8" cy="8" r="5.5"/><path d="M8 3v10A5 5 0 0 1 8 3" class="solid"/>',
    "info": '<circle cx="8" cy="8" r="6.5"/><path d="M8 7v4.5M8 4.5V6"/>',
    "lock": '<rect x="2.5" y="7" width="11" height="7.5" rx="1.5"/>'
    '<path d="M5 7V4.5a3 3 0 0 1 6 0V7"/>',
    "not-started": '<circle cx="8" cy="8" r="5.5"/>',
    "success": '<circle cx="8" cy="8" r="6.5"/><path d="m5 8 2 2.5L11 6"/>',
    "warning": '<path d="M8 2 1.5 14h13zM8 6v4M8 11v1.5"/>',
}
# These point along the reading direction and turn round with it.
_TURNING = {"arrow"}
_THICK = {"arrow", "chevron", "done"}


def icon(name):
    """Return the drawing as SVG. An unknown name is a mistake in a template and raises KeyError."""
    return format_html(
        '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" class="icon{}{}">'
        "{}</svg>",
        " turn" if name in _TURNING else "",
        " thick" if name in _THICK else "",
        mark_safe(_SHAPES[name]),
    )
