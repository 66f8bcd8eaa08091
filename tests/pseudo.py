"""A made-up third language: every text longer and accented, so that what is clipped or not translated shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml_text
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import TextElement
from fluent.syntax.visitor import Transformer

from sim.language import LOCALES

ID, FACE = "qps", "Noto Sans Accents"
ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZdghkt", "áçéíłñóršúýžÁÇÉÍŁÑÓŘŠÚÝŽđğħķŧ")
LONGER = 0.25
KEPT = re.compile(r"(</?(?:b|em)>|[{}]|https?://\S+|\{number\})")


def pseudo(text: str) -> str:
    """Return a text with accents, a quarter longer; marks that the program reads stay as they are."""
    parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text)]
    letters = sum(character.isalpha() for character in text)
    return "".join(parts) + "~" * round(letters * LONGER)


class _Accents(Transformer):
    def visit_TextElement(self, node: TextElement) -> TextElement:
        words = node.value
        left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        if words.strip():
            node.value = left + pseudo(words.strip()) + right
        return node


def make_locales(folder: Path) -> Path:
    """Write the real languages and the made-up one into `folder`; return it. Nothing but files is added."""
    shutil.copytree(LOCALES, folder, dirs_exist_ok=True)
    place = folder / ID
    place.mkdir()
    for path in sorted((folder / "en").glob("*.ftl")):
        content = _Accents().visit(FluentParser().parse(path.read_text(encoding="utf-8")))
        (place / path.name).write_text(FluentSerializer().serialize(content), encoding="utf-8")
    settings = yaml_text.read((folder / "en" / "formats.yaml").read_text(encoding="utf-8"))
    settings["name"], settings["label"] = pseudo(settings["name"]), ID.upper()
    settings["writing"] |= {"and": " + ", "list": " ¦ "}
    settings["document"]["faces"] = [FACE]
    for spec in settings["formats"].values():
        spec["unit"] = spec["unit"].translate(ACCENTS)
        spec["pattern"] = re.sub(r"[^{}]+(?![^{]*\})", lambda m: m[0].translate(ACCENTS), spec["pattern"])
    (place / "formats.yaml").write_text(yaml_text.write(settings, allow_unicode=True), encoding="utf-8")
    return folder
