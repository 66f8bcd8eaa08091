"""Packs in a zip; apart from those in a folder, since most commands meet none and its reader takes long to load."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from sim.language.errors import PlanError
from sim.plan.files import COUNT_LIMIT, FILE_LIMIT, FORMER, STAMP, check_names, decode, is_junk


def zip_files(source: BinaryIO) -> dict[str, str]:
    """Return the files of a pack in a zip.

    Raises
    ------
    PlanError
        No zip, damaged, under a password, too large, or holding what is no part of a pack.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir() and not is_junk(one.filename)]
            if len(infos) > COUNT_LIMIT:
                raise PlanError("error-pack-count", limit=COUNT_LIMIT)
            folder = _common_folder([one.filename for one in infos])
            for one in infos:
                if stat.S_ISLNK(one.external_attr >> 16):
                    raise PlanError("error-pack-link", file=one.filename[:120])
            names = [one.filename.removeprefix(folder) for one in infos]
            check_names([(name, one.file_size) for name, one in zip(names, infos, strict=True)])
            return {
                name: decode(_unpack(archive, one, name), name)
                for name, one in zip(names, infos, strict=True)
                if name != FORMER
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as problem:
        raise PlanError("error-pack-archive") from problem


def _common_folder(names: list[str]) -> str:
    first = names[0].partition("/")[0] + "/" if names and "/" in names[0] else ""
    return first if first not in ("", "texts/", "../", "/") and all(name.startswith(first) for name in names) else ""


def _unpack(archive: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> bytes:
    """Return a file of an archive, never more than the size it states."""
    with archive.open(one) as file:
        content = file.read(one.file_size + 1)
    if len(content) != one.file_size:
        raise PlanError("error-pack-size", file=name[:120], limit=FILE_LIMIT // 1_000_000)
    return content


def pack_zip(files: Mapping[str, str], folder: str) -> bytes:
    """Return a pack as a zip that `zip_files` reads, its files in a folder; the same pack gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            if name == FORMER:
                continue
            info = zipfile.ZipInfo(f"{folder}/{name}", STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name].encode("utf-8"))
    return target.getvalue()
