"""Where a sweep is kept: Parquet parts in a folder, and a manifest that says of what.

A part is written beside and renamed, so that there are only whole ones; a sweep that is started again computes what is
missing. A folder of another sweep is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.export.files import write_file
from sim.language.errors import ScenarioError

MANIFEST = "sweep.json"
PART_POINTS = 256
"""Scenarios a part: what is lost at most when a sweep is stopped, besides what is under way."""


class Folder:
    """The folder of one sweep.

    Parameters
    ----------
    manifest
        What the sweep is; a folder that holds another one's is refused with `ScenarioError`.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]):
        self.path, self.manifest = path, dict(manifest)
        if path.exists() and not path.is_dir():
            raise ScenarioError("error-sweep-folder", folder=str(path))
        known = path / MANIFEST
        if known.exists():
            self._compare(known)
        elif path.exists() and any(path.iterdir()):
            raise ScenarioError("error-sweep-folder", folder=str(path))
        else:
            path.mkdir(parents=True, exist_ok=True)
            write_file(str(known), lambda file: file.write(json.dumps(self.manifest, indent=2).encode()))

    def _compare(self, known: Path) -> None:
        try:
            found = json.loads(known.read_text(encoding="utf-8"))
        except ValueError as problem:
            raise ScenarioError("error-sweep-folder", folder=str(self.path)) from problem
        keys = [key for key in self.manifest if not isinstance(found, dict) or found.get(key) != self.manifest[key]]
        if keys:
            raise ScenarioError("error-sweep-other", folder=str(self.path), keys=keys)

    def has(self, part: int) -> bool:
        return self._part(part).exists()

    def write(self, part: int, rows: Sequence[Mapping[str, Any]], units: Mapping[str, str]) -> None:
        """Write a part whose schema carries the unit of every column and what the sweep is."""
        import pyarrow as pa
        from pyarrow import parquet

        table = pa.Table.from_pylist([dict(row) for row in rows])
        fields = [
            field.with_metadata({"unit": units[field.name]}) if field.name in units else field for field in table.schema
        ]
        table = table.cast(pa.schema(fields, metadata={"sweep": json.dumps(self.manifest)}))
        buffer = pa.BufferOutputStream()
        parquet.write_table(table, buffer)
        write_file(str(self._part(part)), lambda file: file.write(buffer.getvalue().to_pybytes()))

    def _part(self, part: int) -> Path:
        return self.path / f"part-{part:05d}.parquet"


def fingerprint(texts: Sequence[str]) -> str:
    """Return sixteen hex digits that change when any of the texts, or their order, does."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\n")
    return digest.hexdigest()[:16]
