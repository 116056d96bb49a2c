"""The program is killed a few times; `python -m tests.crash.harness` does it 200 times."""

import os
from functools import partial
from pathlib import Path

import pytest

from tests.crash.harness import kill_many

KILLS = 6


@pytest.mark.timeout(300)
@pytest.mark.skipif(os.name == "nt", reason="the state folder is not asked for by a variable there")
def test_a_killed_program_loses_at_most_a_second(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        outcome = kill_many(tmp_path, KILLS, os.getpid(), partial(print, "\n"))
    assert (outcome.kills, outcome.closes) == (KILLS, 1)
