"""What contradicts itself in the money of a plan; said, never blocked."""

from django.utils.translation import gettext as _

from plans.models import CostLine
from roles import formats


def line_warnings(line: CostLine) -> list[str]:
    """Funders of a line whose money ends before the line. Needs activity and fundings__source."""
    end = line.end or line.activity.end
    sources = dict.fromkeys(funding.source for funding in line.fundings.all() if funding.source)
    return [
        _("%(source)s ends on %(day)s, before this line does (%(end)s).")
        % {
            "source": source.name,
            "day": formats.longdate(source.ends),
            "end": formats.longdate(end),
        }
        for source in sources
        if source.ends and end and source.ends < end
    ]
