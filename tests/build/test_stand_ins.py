"""The modules that take the place of others in a bundle: they do what is asked of them there."""

import ast
import importlib.util
import io
import sys
import xml.sax.saxutils
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
from bundling.allowed import contents
from bundling.packing import Entry, allowed_modules, leave_out, stand_ins
from PIL import Image

FILES = {name: Path(path) for name, path, _ in stand_ins()}


def loaded(name: str) -> ModuleType:
    """A stand-in under a name of its own, so that the real module stays what it is."""
    spec = importlib.util.spec_from_file_location("stand_in_" + name.replace(".", "_"), FILES[name])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]
    return module


def png(width: int, height: int, dpi: int | None = None) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height)).save(content, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return content.getvalue()


def test_every_one_is_a_file() -> None:
    assert all(path.is_file() for path in FILES.values())
    assert set(FILES) == {"PIL", "PIL.Image", "PIL.ImageFont", "xml.sax", "xml.sax.saxutils"}


def test_none_imports_what_may_not_be_in_a_bundle() -> None:
    for path in FILES.values():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert all(contents().allows_module(name) for name in names)


@pytest.mark.parametrize("dpi", [None, 72, 300])
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (5000, 3)])
def test_a_png_is_as_large_as_pillow_says(size: tuple[int, int], dpi: int | None) -> None:
    content = png(*size, dpi)
    real, ours = Image.open(io.BytesIO(content)), loaded("PIL.Image").open(io.BytesIO(content))
    assert (ours.format, ours.size) == (real.format, real.size)
    assert ours.info.get("dpi") == pytest.approx(real.info.get("dpi"))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff"])
def test_what_is_no_png_is_refused_as_pillow_does(content: bytes) -> None:
    with pytest.raises(OSError, match="only PNG"):
        loaded("PIL.Image").open(io.BytesIO(content))


@pytest.mark.parametrize("text", ["", "plain", "a & <b> \"c\" 'd'", "&amp;"])
def test_a_text_is_escaped_as_pythons_own_does(text: str) -> None:
    ours = loaded("xml.sax.saxutils").escape
    assert ours(text) == xml.sax.saxutils.escape(text)
    quotes = {'"': "&quot;"}
    assert ours(text, quotes) == xml.sax.saxutils.escape(text, quotes)


@dataclass
class Found:
    """What PyInstaller hands over, as far as it counts here."""

    pure: list[Entry]
    binaries: list[Entry] = field(default_factory=list)
    datas: list[Entry] = field(default_factory=list)


def entry(name: str) -> Entry:
    return name, f"/lib/{name}.py", "PYMODULE"


def test_they_are_packed_only_beside_what_asks_for_them() -> None:
    without = Found([entry("json")])
    leave_out(without)
    assert without.pure == [entry("json")]
    beside = Found([entry("pptx"), entry("xml.sax"), entry("xml.sax.saxutils"), entry("PIL.Image")])
    leave_out(beside)
    assert beside.pure == [entry("pptx"), *stand_ins()]


def test_the_real_ones_are_left_out() -> None:
    assert allowed_modules([entry("PIL.Image"), entry("PIL.PngImagePlugin")]) == []


def test_pypdf_finds_the_version_that_it_looks_at() -> None:
    assert loaded("PIL").__version__ == "none"
