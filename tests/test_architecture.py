"""Imports point down, stay at the top of their file, and nothing listens to signals."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["roles", "assessments", "plans", "coreteam"]
FILES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_and_stand_at_the_top(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = LAYERS[LAYERS.index(path.relative_to(ROOT).parts[0]) + 1 :]

    upward = [name for name in imported(tree) if name.split(".")[0] in above]
    hidden = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not upward and not hidden


def test_nothing_listens_to_signals():
    words = ("@receiver", "post_save", "pre_save", "m2m_changed", ".connect(")

    heard = [path.name for path in FILES if any(word in path.read_text() for word in words)]

    assert not heard


def test_files_stay_short():
    long = [
        str(path.relative_to(ROOT))
        for path in FILES
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 500
    ]

    assert not long
