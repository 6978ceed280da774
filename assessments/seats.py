"""Who sits at a sheet: a signed-in person, or somebody who came by a personal link."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.models import Assessment, Rating
from roles.models import User


@dataclass(frozen=True)
class Seat:
    """One person at one sheet, already let in; everything below the views asks only the seat.

    ``whose`` is the value entered here (Rating.Whose). ``by`` is None without an account. The
    addresses are those of the sheet and of its acts, for this person; ``leave_url`` is where the
    person goes after handing in.
    """

    assessment: Assessment
    whose: str
    by: User | None
    url: str
    answer_url: str
    check_url: str
    submit_url: str
    reopen_url: str
    repeat_url: str
    leave_url: str

    @property
    def is_own(self):
        """Whether the person answers about themself."""
        return self.whose == Rating.Whose.SELF

    @property
    def takes_answers(self):
        """A draft of an open round; saving asks again, under the lock of the round."""
        return self.assessment.is_draft and self.assessment.round.is_open

    @property
    def key(self):
        """Under which a device keeps unsent answers: another account never finds them."""
        person = f"u{self.by.pk}" if self.by else "link"
        return f"sheet-{self.assessment.pk}-{self.whose}-{person}"


@dataclass(frozen=True)
class Waiting:
    """Where answers may wait on the device (``key``), to whom they go and where they are seen."""

    key: str
    answer_url: str
    url: str
    title: str


def waiting_at(seat):
    """The place on the device of one sheet, for the pages beside it."""
    sheet = seat.assessment
    return Waiting(seat.key, seat.answer_url, seat.url, f"{sheet.member}, {sheet.section}")


def waiting_in_grid(round_, section, user):
    """The place on the device of one role's grid."""
    kwargs = {"slug": round_.team.slug, "pk": round_.pk, "role_slug": section.slug}
    return Waiting(
        key=f"grid-{round_.pk}-{section.slug}-u{user.pk}",
        answer_url=reverse("assessments:grid_answer", kwargs=kwargs),
        url=reverse("assessments:grid", kwargs=kwargs),
        title=str(section),
    )


def seat_of(assessment, user):
    """The seat of a signed-in person who may see this sheet (Assessment.objects.visible_to)."""
    kwargs = {"slug": assessment.round.team.slug, "pk": assessment.pk}

    def address(name):
        return reverse(f"assessments:{name}", kwargs=kwargs)

    return Seat(
        assessment=assessment,
        whose=assessment.whose_for(user),
        by=user,
        url=address("sheet"),
        answer_url=address("sheet_answer"),
        check_url=address("sheet_check"),
        submit_url=address("sheet_submit"),
        reopen_url=address("sheet_reopen"),
        repeat_url=address("sheet_repeat"),
        leave_url=assessment.round.get_absolute_url(),
    )
