"""Commands run inside the test process."""

from __future__ import annotations

import pytest

from sim.cli import main


def printed(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Run a command that must succeed without complaint; return what it prints."""
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), err
    return out
