"""import_workspace FILE [--replace]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError


class Command(BaseCommand):
    help = "Bring in a team from a workspace file: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="put the file in the place of the team it names"
        )

    def handle(self, *args, **options):
        try:
            content = options["file"].read_bytes()
            team = import_workspace(content, replace=options["replace"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except WorkspaceError as error:
            raise CommandError(f"{options['file'].name}: {error}") from error
        self.stdout.write(f'Team "{team.slug}" imported.')
