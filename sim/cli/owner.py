"""Whose a stored thing is to be, and who sees it: `--owner` and `--space`, for whoever runs a server with a login."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sim.cli.command import CliError, Option

if TYPE_CHECKING:
    from sim.store.spaces import Space

WORDS = ("everyone", "private", "@GROUP")
OWNERSHIP = (
    Option("space", "cli-option-space", value="|".join(WORDS)),
    Option("owner", "cli-option-owner", value="ID"),
)


@contextmanager
def ownership(values: Mapping[str, Any]) -> Iterator[Space | None]:
    """Store what is stored meanwhile as `--owner`'s; give who is to see it, None where nothing is said.

    Raises
    ------
    CliError
        No such space, or one that leaves out others and nobody to keep it.
    """
    from sim.store.person import Person, instead_of
    from sim.store.spaces import ALONE, EVERYONE, shared_with

    said, owner = values["space"], (values["owner"] or "").strip()
    if said is None and not owner:
        yield None
        return
    if said is None or said in ("everyone", "private"):
        space = {None: None, "everyone": EVERYONE, "private": ALONE}[said]
    elif said.startswith("@") and said[1:].strip():
        space = shared_with(said[1:].strip())
    else:
        raise CliError("error-cli-space", value=said[:80], allowed=[*WORDS])
    if not owner:
        raise CliError("error-cli-space-owner")
    with instead_of(Person(owner, values["by"] or owner, "owner")):
        yield space
