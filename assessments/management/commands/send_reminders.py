"""Reminds members whose sheets are open; made for a daily cron line."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.invitation_mail import MIN_DAYS, send_reminders
from assessments.models import Round


class Command(BaseCommand):
    help = (
        "Remind by e-mail whoever was invited to an open round and has not handed in. Safe to run "
        "every day: nobody is written to again within --days."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=MIN_DAYS, help="the fewest days between two mails to one"
        )

    def handle(self, *args, **options):
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        rounds = Round.objects.filter(closed=None, opened__lte=timezone.localdate())
        refused = 0
        for round_ in rounds.select_related("team").order_by("pk"):
            outcome = send_reminders(round=round_, site=settings.SITE_URL, days=options["days"])
            refused += len(outcome.refused)
            self.stdout.write(
                f"{round_.team.slug}, {round_}: {len(outcome.sent)} reminded, "
                f"{len(outcome.missing)} without an address, {len(outcome.refused)} refused"
            )
        if refused:
            raise CommandError(f"{refused} mails were refused; see the rounds' invitations.")
