"""Text goes to the disk and comes back in an encoding that the program chooses, not the machine.

Where nothing is said Python takes the machine's: on Windows one that lacks most letters.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*(ROOT / "spdesk").rglob("*.py"), *(ROOT / "build").rglob("*.py")])

ENCODING = {
    "read_text": 0,
    "write_text": 1,
    "TextIOWrapper": 1,
    "open": 3,
    "fdopen": 3,
    "Path.open": 2,
}
"""Where the encoding stands when it bears no name."""

MODE = {"open": (1, "r"), "fdopen": (1, "r"), "Path.open": (0, "r"), "TemporaryFile": (0, "w+b")}
"""Where the mode stands, and what it is when nothing is said."""

SAME = {"NamedTemporaryFile": "TemporaryFile", "SpooledTemporaryFile": "TemporaryFile"}
OTHERS = {"os", "tarfile", "zipfile"}
"""Modules whose `open` gives no text."""

STARTS = {"run", "Popen", "check_output", "check_call"}


def without_encoding(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls that read or write text in the machine's own encoding."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name, given = _name(call), {keyword.arg for keyword in call.keywords}
            says = "encoding" in given or len(call.args) > ENCODING.get(name, len(call.args))
            if not says and (_opens_text(call, name) or (name in STARTS and "text" in given)):
                yield call


def _name(call: ast.Call) -> str:
    """What is called. A method `open` counts as a path's; the mode tells whether it may be one."""
    function = call.func
    if isinstance(function, ast.Name):
        return SAME.get(function.id, function.id)
    if not isinstance(function, ast.Attribute):
        return ""
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    if function.attr == "open" and owner != "io":
        return "" if owner in OTHERS else "Path.open"
    return SAME.get(function.attr, function.attr)


def _opens_text(call: ast.Call, name: str) -> bool:
    if name not in MODE:
        return name in ENCODING
    place, usual = MODE[name]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    said = given.get("mode", call.args[place] if len(call.args) > place else ast.Constant(usual))
    modes = [node.value for node in ast.walk(said) if isinstance(node, ast.Constant)]
    return any(isinstance(mode, str) and re.fullmatch("[rwxat+]+", mode) for mode in modes)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_has_its_encoding(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"line {call.lineno}: {ast.unparse(call)}" for call in without_encoding(tree)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "open('a', 'w')",
        "open('a', mode='a+')",
        "io.open('a', 'w')",
        "os.fdopen(handle, 'w')",
        "os.fdopen(os.open(file, os.O_WRONLY), 'w')",
        "path.open()",
        "path.open('a')",
        "(folder / 'a').open(mode='r')",
        "path.read_text()",
        "path.read_text(errors='replace')",
        "path.write_text('x')",
        "TextIOWrapper(stream)",
        "NamedTemporaryFile('w')",
        "subprocess.run(command, text=True)",
        "Popen(command, text=True)",
    ],
)
def test_the_look_finds_what_lacks_one(line: str) -> None:
    assert len(list(without_encoding(ast.parse(line)))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "open('a', encoding='utf-8')",
        "open('a', 'rb')",
        "open('a', 'w', -1, 'utf-8')",
        "os.open('a', os.O_WRONLY)",
        "os.fdopen(handle, 'wb')",
        "os.fdopen(handle, 'w', encoding='utf-8')",
        "path.open('r+b' if path.exists() else 'xb')",
        "path.open('r', -1, 'utf-8')",
        "path.read_text('utf-8')",
        "path.write_text('x', 'utf-8')",
        "files.open(path)",
        "buffer.open(QIODevice.OpenModeFlag.WriteOnly)",
        "archive.open('part.xml')",
        "tarfile.open(fileobj=packed, mode='w')",
        "TemporaryFile()",
        "subprocess.run(command, encoding='utf-8', text=True)",
        "subprocess.run(command, capture_output=True)",
    ],
)
def test_the_look_leaves_others_alone(line: str) -> None:
    assert list(without_encoding(ast.parse(line))) == []
