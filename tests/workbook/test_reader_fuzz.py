"""Rubbish and damaged files: always a workbook or a sentence, quickly, and never much memory.

A larger number of tries: SPDESK_FUZZ=20000 python -m pytest tests/workbook/test_reader_fuzz.py
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core.errors import WorkbookFileError
from spdesk.guidance.locate import example_folder
from spdesk.workbook.format import MOST_VALUES, from_text, to_text
from spdesk.workbook.store import LARGEST_FILE, read_workbook

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
SEEDS = sorted([*example_folder().glob("*.spdesk"), *FILES.glob("*.spdesk")])
TRIES = int(os.environ.get("SPDESK_FUZZ", "100"))
NAME = "group.spdesk"

LONGEST_TIME = 2.0
MOST_MEMORY = 700_000_000
"""Bytes of the whole process, the text itself and Python included."""


def outcome(read: Callable[[], object], name: str = NAME) -> str:
    """What is said about something; empty when it is a workbook. Anything else fails the test."""
    try:
        read()
    except WorkbookFileError as error:
        said = str(error)
        assert name in said
        assert said.endswith(".")
        assert said.isprintable()
        assert len(said) < 400
        assert not any(word in said for word in ("Traceback", "pydantic", "Error", "errno"))
        return said
    return ""


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=10)
    | st.sampled_from([10**400, "\ud800", "1.2", "spdesk", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "title", "issues", "triage", "answers", "scores", "rounds", "scale"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=TRIES, deadline=None)
@given(st.text() | anything.map(json.dumps))
def test_any_text_is_a_workbook_or_a_sentence(text: str) -> None:
    assert outcome(lambda: from_text(text, NAME))


@settings(max_examples=TRIES, deadline=None)
@given(
    st.sampled_from(["1.0", "1.1", "1.2", "1.3", "1.999"]),
    st.dictionaries(st.sampled_from(["scale", "issues", "new"]), anything),
)
def test_anything_in_a_workbook_is_a_workbook_or_a_sentence(version: str, parts: dict) -> None:
    text = json.dumps({"format": "spdesk", "version": version} | parts)
    outcome(lambda: from_text(text, NAME))


@settings(max_examples=TRIES, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_any_value_in_the_place_of_another_is_told(seed: Path, data: st.DataObject) -> None:
    text = seed.read_text(encoding="utf-8")
    document = json.loads(text)
    place = document
    while isinstance(place, (dict, list)) and place:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        deeper = place[key]
        if not isinstance(deeper, (dict, list)) or not deeper or data.draw(st.booleans()):
            place[key] = data.draw(anything)
            break
        place = deeper
    outcome(lambda: from_text(json.dumps(document), NAME))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_a_file_cut_off_anywhere_is_told(tmp_path: Path, seed: Path) -> None:
    content = seed.read_bytes()
    cut = tmp_path / NAME
    for end in random.Random(seed.name).sample(
        range(len(content) - 1), min(TRIES, len(content) // 2)
    ):
        cut.write_bytes(content[:end])
        assert outcome(lambda: read_workbook(cut))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_a_file_with_damaged_bytes_is_a_workbook_or_a_sentence(tmp_path: Path, seed: Path) -> None:
    """Flipped bits, bytes lost, bytes doubled, a block of zeros: what disks and wires do."""
    content, chance = seed.read_bytes(), random.Random(seed.name)
    damaged = tmp_path / NAME
    for _ in range(TRIES):
        parts = bytearray(content)
        for _ in range(chance.choice([1, 1, 2, 8])):
            start = chance.randrange(len(parts))
            length = chance.choice([1, 1, 4, 64, 512])
            match chance.randrange(4):
                case 0:
                    parts[start] ^= 1 << chance.randrange(8)
                case 1:
                    del parts[start : start + length]
                case 2:
                    parts[start:start] = parts[start : start + length]
                case _:
                    parts[start : start + length] = bytes(length)
        damaged.write_bytes(parts)
        if not outcome(lambda: read_workbook(damaged)):
            book = read_workbook(damaged)
            assert from_text(to_text(book), NAME) == book  # nothing half read


HEAD = '{"format":"spdesk","version":"1.9","issues":['
MANY = MOST_VALUES - 10

# Each is a Python expression, made in a process of its own so that its memory can be measured.
GREAT: dict[str, str] = {
    "brackets": '"[" * 100_000',
    "brackets that close": '"[" * 100_000 + "]" * 100_000',
    "50 MB of brackets": '"[" * SIZE',
    "50 MB of objects in objects": """'{"a":' * (SIZE // 5)""",
    "50 MB of empty lists": 'HEAD + "[]," * (SIZE // 3)',
    "50 MB of zeros": '"0" * SIZE',
    "50 MB of blanks": '" " * SIZE',
    "50 MB of bytes": '__import__("random").Random(1).randbytes(SIZE).decode("latin1")',
    "50 MB of digits": """'{"format":"spdesk","version":"1.9","a":' + "1" * SIZE + "}" """,
    "50 MB of decimals": """'{"format":"spdesk","version":"1.9","a":0.' + "1" * SIZE + "}" """,
    "a title of 50 MB": """HEAD + '{"id":"a","title":"' + "x" * SIZE + '"}]}' """,
    "a title of 50 MB of blanks": """HEAD + '{"id":"a","title":"' + " " * SIZE + '"}]}' """,
    "a name of 50 MB": """'{"' + "x" * SIZE + '":1}' """,
    "many empty lists": 'HEAD + "[]," * (MANY // 2) + "1]}"',
    "many objects": """HEAD + '{"a":1},' * (MANY // 2) + "1]}" """,
    "many numbers": 'HEAD + "1.5," * MANY + "1]}"',
    "many texts": """HEAD + ('"' + "x" * 90 + '",') * MANY + "1]}" """,
    "many unknown fields": """HEAD[:-11] + ",".join(f'"{i}":1' for i in range(MANY)) + "}" """,
    "many times one field": """HEAD[:-11] + ",".join(['"k":1'] * MANY) + "}" """,
    "many times one answer": """HEAD + '{"id":"a","title":"A","triage":{"answers":['
        + ",".join(['{"criterion":"c","rating":1}'] * (MANY // 3)) + "]}}]}" """,
}

READ_IT = """
import pathlib, re, resource, sys, time
from spdesk.core.errors import WorkbookFileError
from spdesk.workbook.format import from_text
HEAD, MANY, SIZE = {head!r}, {many}, {size}
text = {text}
start = time.process_time()
try:
    from_text(text, "group.spdesk")
    said = ""
except WorkbookFileError as error:
    said = str(error)
print(time.process_time() - start)
# On Linux the resource usage of a process begins with its parent’s: this is its own peak.
status = pathlib.Path("/proc/self/status")
if status.exists():
    print(int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(said)
"""


@pytest.mark.skipif(os.name != "posix", reason="how much memory a process took is asked of POSIX")
@pytest.mark.parametrize("rubbish", GREAT)
def test_much_rubbish_is_told_soon_and_in_little_memory(rubbish: str) -> None:
    script = READ_IT.format(head=HEAD, many=MANY, size=LARGEST_FILE, text=f"({GREAT[rubbish]})")
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    seconds, memory, said = run.stdout.split("\n")[:3]
    assert float(seconds) < LONGEST_TIME
    assert int(memory) < MOST_MEMORY
    assert "Traceback" not in run.stderr
    assert not said or (said.startswith("group.spdesk") and len(said) < 400)


def test_a_file_of_50_mb_of_rubbish_is_told_soon(tmp_path: Path) -> None:
    path = tmp_path / NAME
    for content in (random.Random(1).randbytes(1000) * 50_000, b"[" * LARGEST_FILE, b"\xff" * 100):
        path.write_bytes(content)
        start = time.process_time()
        assert outcome(lambda: read_workbook(path))
        assert time.process_time() - start < LONGEST_TIME
