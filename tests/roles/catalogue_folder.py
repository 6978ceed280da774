"""A copy of the catalogue files that a test may change: the guide's next version."""

import shutil
from contextlib import contextmanager

import yaml

from roles.catalogue_files import FOLDER, YamlLoader

YamlDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class GuideFolder:
    def __init__(self, path):
        self.path = path
        shutil.copytree(FOLDER, path)

    def read(self, name):
        return yaml.load((self.path / f"{name}.yaml").read_bytes(), Loader=YamlLoader)

    def write(self, name, content):
        path = self.path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.dump(content, Dumper=YamlDumper, allow_unicode=True), encoding="utf-8")

    @contextmanager
    def editing(self, name):
        """Hands out the content of a file to be changed in place."""
        content = self.read(name)
        yield content
        self.write(name, content)

    @contextmanager
    def item(self, name, code, key="code"):
        """Hands out one item of a file to be changed in place."""
        with self.editing(name) as items:
            yield next(item for item in items if item[key] == code)

    def in_languages(self, name):
        """A file with its translations, as names to be read and written."""
        files = sorted(self.path.glob(f"*/{name}.yaml"))
        return [name, *(f"{file.parent.name}/{name}" for file in files)]

    def drop_skill(self, code):
        """Takes a skill out of the guide, and out of whatever addresses it."""
        for file in self.in_languages("skills"):
            with self.editing(file) as skills:
                skills[:] = [skill for skill in skills if skill["code"] != code]
        with self.editing("resources") as resources:
            for resource in resources:
                resource["skills"] = [other for other in resource["skills"] if other != code]

    def insert_sub_skill(self, code, text):
        """Puts a sub-skill before the others of a skill, in each language that lists them."""
        for file in self.in_languages("skills"):
            with self.editing(file) as skills:
                for skill in skills:
                    if skill["code"] == code and skill.get("sub_skills"):
                        skill["sub_skills"].insert(0, text)

    def add_skill(self, code, name, like="IT-07"):
        with self.editing("skills") as skills:
            model = next(skill for skill in skills if skill["code"] == like)
            skills.append(model | {"code": code, "name": name, "sub_skills": []})

    def raise_version(self, code="2099.1", **numbers):
        with self.editing("catalogue") as general:
            general.update({"version": code} | numbers)
