"""What a ministry's Word template may say: fields, loops and conditions, checked by name. No ORM.

A template reads the context of plans.documents and does nothing else: no calls, no sums, no
assignments. A loop inside a loop runs over a part of the outer one, so that no template is slow.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.Compare, nodes.Operand, nodes.Const, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%-?\s*(\w+)(.*?)-?%\}", re.DOTALL)
PAIRS = {"endfor": "for", "endif": "if"}
LOOP = {"first": True, "last": True, "index": 1, "length": 1}
UNKNOWN = object()
"""What a name that is not known leads to: its parts are not named a second time."""


class ReadingEnvironment(ImmutableSandboxedEnvironment):
    """Renders the text of a stranger: it reads keys of dictionaries and places in loops, no more.

    The context holds live objects (pictures), and Jinja's own sandbox lets their public methods be
    called. Whatever passed the check of the text by mistake ends here in a SecurityError.
    """

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self):
        super().__init__(undefined=StrictUndefined)
        self.globals, self.filters, self.tests = {}, {}, {}

    def is_safe_attribute(self, obj, attr, value):
        return isinstance(obj, LoopContext) and attr in LOOP

    def is_safe_callable(self, obj):
        return False

    def call_binop(self, context, operator, left, right):
        raise SecurityError(f"A template does not calculate: {operator}")


class _Echo:
    """A text that "renders" to itself without its fields and loops."""

    def __init__(self, source):
        self.source = source

    def render(self, *args, **kwargs):
        return TAG.sub("", self.source)


class ListeningEnvironment(Environment):
    """Renders nothing, and keeps every text that it was to render."""

    def __init__(self):
        super().__init__()
        self.sources = []

    def from_string(self, source, *args, **kwargs):
        self.sources.append(source)
        return _Echo(source)


def problems(source: str, context: dict) -> list[str]:
    """Everything that is wrong with the text of a template, each said once; none when it is fine.

    `context` is that of a plan in which every field has a value.
    """
    broken = list(_unbalanced(source))
    if broken:
        return broken
    try:
        tree = Environment().parse(source)
    except TemplateSyntaxError as error:
        return [_("A field or loop cannot be read: %(message)s") % {"message": error.message}]
    return list(dict.fromkeys(_walk(tree, context, ())))


def _unbalanced(source: str) -> Iterator[str]:
    """Loops and conditions without their end, and ends without a beginning."""
    opened = []
    for word, rest in STATEMENT.findall(source):
        said = " ".join(f"{word} {_without_markup(rest)}".split())
        if word in PAIRS.values():
            opened.append((word, said))
        elif word in PAIRS and (not opened or opened[-1][0] != PAIRS[word]):
            yield _("“%(end)s” ends nothing that was begun before it.") % {"end": said}
        elif word in PAIRS:
            opened.pop()
    for _word, said in opened:
        yield _("“%(start)s” has no end.") % {"start": said}


def _without_markup(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def _walk(node, known: dict, loops: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(node, ALLOWED):
        yield _(
            "“%(word)s” is not allowed: a template only shows fields, repeats and leaves out."
        ) % {"word": type(node).__name__}
    elif isinstance(node, nodes.Getattr | nodes.Name):
        _value, unknown = _resolve(node, known)
        if unknown:
            yield _no_field(node, unknown)
    elif isinstance(node, nodes.For):
        yield from _walk_loop(node, known, loops)
    else:
        for child in node.iter_child_nodes():
            yield from _walk(child, known, loops)


def _no_field(node, unknown: str) -> str:
    """Name the field as it is written where already its beginning is unknown: so it is found."""
    field = unknown if "." in unknown else written(node) or unknown
    return _("There is no field “%(field)s”.") % {"field": field}


def _walk_loop(node, known, loops):
    over, unknown = _resolve(node.iter, known)
    name = written(node.iter)
    if unknown:
        yield _no_field(node.iter, unknown)
    elif not isinstance(over, list) and over is not UNKNOWN:
        yield _("“%(field)s” is one value and cannot be repeated.") % {"field": name}
    elif loops and (name or "").partition(".")[0] not in loops:
        yield _("Inside a loop only a part of it can be repeated, and not “%(field)s”.") % {
            "field": name
        }
    if not isinstance(node.target, nodes.Name) or node.test or node.else_ or node.recursive:
        yield _("The loop over “%(field)s” must read “for item in list”.") % {"field": name}
        return
    item = over[0] if isinstance(over, list) and over else UNKNOWN
    inner = known | {node.target.name: item, "loop": LOOP}
    for child in node.body:
        yield from _walk(child, inner, (*loops, node.target.name))


def _resolve(node, known):
    """The value that a name leads to in the sample, and the name if there is none."""
    if isinstance(node, nodes.Name):
        return (known[node.name], "") if node.name in known else (UNKNOWN, node.name)
    if not isinstance(node, nodes.Getattr):
        return UNKNOWN, written(node) or type(node).__name__
    value, unknown = _resolve(node.node, known)
    if unknown or value is UNKNOWN:
        return UNKNOWN, unknown
    if isinstance(value, dict) and node.attr in value:
        return value[node.attr], ""
    return UNKNOWN, written(node)


def written(node) -> str:
    """A field as the template writes it: team.groups."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    return ""


def fields(context: dict, before: str = "") -> Iterator[tuple[str, str]]:
    """Every field with the value it has in the sample; lists as "budget.lines[]"."""
    for name, value in context.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            yield from fields(value, f"{path}.")
        elif isinstance(value, list):
            yield from _list_fields(path, value)
        else:
            yield path, str(value)


def _list_fields(path, rows):
    first = rows[0] if rows else ""
    if isinstance(first, dict):
        yield from fields(first, f"{path}[].")
    elif isinstance(first, list):
        yield from _list_fields(f"{path}[]", first)
    else:
        yield f"{path}[]", str(first)
