"""Patience with held files, here with actions that refuse; held for real in test_windows_files.py."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from spdesk.workbook.patience import BLINK, Patience


def refusing(times: int, number: int = errno.EBUSY) -> Callable[[], str]:
    """An action that the system refuses so many times."""
    left = [times]

    def act() -> str:
        if left[0]:
            left[0] -= 1
            raise OSError(number, "refused")
        return "done"

    return act


@pytest.mark.parametrize("number", [errno.EBUSY, errno.ETXTBSY])
def test_a_file_that_is_let_go_is_had(number: int) -> None:
    assert Patience().attempt(refusing(4, number)) == "done"


def test_a_file_that_is_not_let_go_costs_no_more_than_a_blink(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(OSError, match="held") as caught:
        Patience().attempt(refusing(10_000), tmp_path / "held.spdesk")
    assert caught.value.errno == errno.EBUSY
    assert time.monotonic() - begun >= BLINK


def test_the_steps_of_one_save_share_their_patience() -> None:
    patience = Patience(0.02)
    with pytest.raises(OSError, match=r"\[Errno"):
        patience.attempt(refusing(10_000))
    tries = [0]

    def act() -> None:
        tries[0] += 1
        raise OSError(errno.EBUSY, "refused")

    with pytest.raises(OSError, match=r"\[Errno"):
        patience.attempt(act)
    assert tries == [1]


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS])
def test_what_waiting_does_not_help_is_told_at_once(number: int) -> None:
    # A refusal on Windows is doubted once: the file may just have been let go.
    tries = 2 if os.name == "nt" and number == errno.EACCES else 1
    refused = refusing(tries, number)
    with pytest.raises(OSError, match="refused"):
        Patience().attempt(refused)
    assert refused() == "done"  # it was tried no more often


def test_reading_replacing_and_removing(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    patience = Patience()
    patience.replace(one, other)
    assert patience.read(other) == b"1"
    assert not one.exists()
    assert patience.remove(other)
    assert patience.remove(other)  # gone already
    assert not patience.remove(tmp_path)  # a folder is no file
    assert tmp_path.is_dir()
