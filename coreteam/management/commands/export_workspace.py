"""export_workspace SLUG > FILE"""

import json

from django.core.management.base import BaseCommand, CommandError

from coreteam.workspace_export import export_workspace
from roles.models import Team


class Command(BaseCommand):
    help = "Write a team as a workspace file to standard output. It holds everybody's levels."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *args, **options):
        team = Team.objects.filter(slug=options["slug"]).first()
        if team is None:
            raise CommandError(f'There is no team "{options["slug"]}".')
        self.stdout.write(json.dumps(export_workspace(team), ensure_ascii=False, indent=1))
