"""export_figures SLUG"""

import json

from django.core.management.base import BaseCommand, CommandError

from coreteam.figures import figures
from roles.models import Team


class Command(BaseCommand):
    help = "Print the computed figures of a team as JSON."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *args, **options):
        team = Team.objects.filter(slug=options["slug"]).first()
        if team is None:
            raise CommandError(f'There is no team "{options["slug"]}".')
        self.stdout.write(json.dumps(figures(team), ensure_ascii=False, indent=1))
