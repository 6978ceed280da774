"""Who governs and who does what, in a workspace file: `bodies` and `staffing_projects`."""

from roles.models import Body, StaffingProject, StaffingTask

from .workspace_reader import length

MOST_TASKS = 100  # as many as the form of a sheet takes
TASK = ("tasks__role__slug", "tasks__task", "tasks__member__code", "tasks__outside_help")


def read_bodies(top, team):
    """Saves the bodies, first all of them, then who reports to whom."""
    bodies, places = {}, top.items("bodies", required=False)
    for place in places:
        name = place.text("name", length(Body, "name"), empty=False)
        place.child("name").refuse_second(bodies, name)
        bodies[name] = _body(place, name, team)
    above = {
        place.value["name"]: place.known("reports_to", bodies, "body").name
        for place in places
        if place.has("reports_to")
    }
    for place in places:
        _refuse_loop(place, above)
    Body.objects.bulk_create(bodies.values())
    for name, parent in above.items():
        bodies[name].reports_to = bodies[parent]
    Body.objects.bulk_update([bodies[name] for name in above], ["reports_to"])


def _body(place, name, team):
    texts = {
        field: place.text(field, length(Body, field), default="")
        for field in ("chair", "task", "note")
    }
    return Body(
        team=team,
        name=name,
        layer=place.choice("layer", Body.Layer.values),
        rhythm=place.choice("rhythm", Body.Rhythm.values),
        next_date=place.date("next_date", default=None),
        **texts,
    )


def _refuse_loop(place, above):
    """A body that one comes back to on the way up."""
    own = place.value["name"]
    line, at = set(), above.get(own)
    while at is not None and at not in line:
        line.add(at)
        at = above.get(at)
    if own in line:
        raise place.child("reports_to").wrong("reports to itself, directly or through another")


def read_staffing_projects(top, team, roles, members):
    projects, tasks = [], []
    for place in top.items("staffing_projects", required=False):
        project = StaffingProject(
            team=team,
            title=place.text("title", length(StaffingProject, "title"), empty=False),
            note=place.text("note", length(StaffingProject, "note"), default=""),
        )
        projects.append(project)
        entries = place.items("tasks", required=False)
        if len(entries) > MOST_TASKS:
            raise place.child("tasks").wrong(f"more than {MOST_TASKS} tasks")
        tasks += [_task(entry, project, n, roles, members) for n, entry in enumerate(entries, 1)]
    StaffingProject.objects.bulk_create(projects)
    StaffingTask.objects.bulk_create(tasks)


def _task(place, project, order, roles, members):
    return StaffingTask(
        project=project,
        role=place.known("role", roles, "role"),
        task=place.text("task", length(StaffingTask, "task"), empty=False),
        member=place.known_or_none("member", members, "member"),
        outside_help=place.text("outside_help", length(StaffingTask, "outside_help"), default=""),
        order=order,
    )


def written_bodies(team):
    bodies = list(team.bodies.order_by("pk"))
    names = {body.pk: body.name for body in bodies}
    return [
        {
            "name": body.name,
            "layer": body.layer,
            "chair": body.chair,
            "reports_to": names.get(body.reports_to_id),
            "rhythm": body.rhythm,
            "next_date": body.next_date and body.next_date.isoformat(),
            "task": body.task,
            "note": body.note,
        }
        for body in bodies
    ]


def written_staffing_projects(team):
    """Projects and tasks in one query; a project without tasks comes as one row without a role."""
    rows = team.staffing_projects.order_by("pk", "tasks__order", "tasks__pk")
    projects = {}
    for key, title, note, role, *rest in rows.values_list("pk", "title", "note", *TASK):
        project = projects.setdefault(key, {"title": title, "note": note, "tasks": []})
        if role:
            task, member, outside_help = rest
            project["tasks"].append(
                {"role": role, "task": task, "member": member, "outside_help": outside_help}
            )
    return list(projects.values())
