"""Pieces of the catalogue files that are shown or copied, not loaded: layers, a staffing example.

A folder of a language may hold governance_layers.yaml and staffing_example.yaml with the same
items in the same order. Where it does not, or counts differently, English stands in.
"""

from functools import cache

import yaml
from django.conf import settings

from roles.catalogue_files import FOLDER, YamlLoader


@cache
def governance_layers(language):
    """The three layers in their order: key (as Body.Layer), name, task, profiles, basis."""
    english = _read("catalogue.yaml")["governance_layers"]
    keys = [layer["name"].lower().replace(" ", "_") for layer in english]
    layers = _in_language(english, "governance_layers.yaml", language)
    return tuple({"key": key} | layer for key, layer in zip(keys, layers, strict=True))


@cache
def staffing_example(language):
    """Tasks of the guide's surveillance tracker (core-team-04, Figure 3): role slug and task."""
    english = _read("staffing_example.yaml")
    return tuple(_in_language(english, "staffing_example.yaml", language))


def _in_language(english, name, language):
    if language == "en" or language not in dict(settings.LANGUAGES):
        return english
    own = _read(f"{language}/{name}") or []
    if len(own) != len(english):
        return english
    return [
        item | {key: text for key, text in words.items() if text and key != "role"}
        for item, words in zip(english, own, strict=True)
    ]


def _read(name):
    path = FOLDER / name
    if not path.exists():
        return None
    return yaml.load(path.read_bytes().decode("utf-8"), Loader=YamlLoader)
