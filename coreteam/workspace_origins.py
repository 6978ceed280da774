"""Where an answer came from, in a workspace file: only where it was not typed on its page."""

from assessments.models import Rating

from .workspace_reader import length

LARGEST_ROW = 2**31 - 1
FROM_FILES = (Rating.Source.FORM, Rating.Source.WORKBOOK)


def written_origin(rating):
    """The keys `source`, and for an answer out of a file `file`, `row` and perhaps `date`."""
    if rating.source == Rating.Source.PAGE:
        return {}
    written = {"source": rating.source}
    if rating.source_file:
        written |= {"file": rating.source_file, "row": rating.source_row}
    if rating.source_date:
        written["date"] = rating.source_date.isoformat()
    return written


def read_origin(place):
    """The columns of a Rating for those keys."""
    source = place.choice("source", Rating.Source.values, default=Rating.Source.PAGE)
    if source not in FROM_FILES:
        return {"source": source}
    return {
        "source": source,
        "source_file": place.text("file", length(Rating, "source_file"), empty=False),
        "source_row": place.integer("row", 1, LARGEST_ROW),
        "source_date": place.date("date", default=None),
    }
