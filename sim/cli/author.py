"""Who gives a command: `--by`, else the account's name."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from typing import Any

from sim.cli.command import Option

BY = Option("by", "cli-option-by", value="NAME")


def who(values: Mapping[str, Any]) -> str:
    """Return who to record as author of a change; empty where nobody can tell."""
    if values.get("by"):
        return str(values["by"])
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return ""
