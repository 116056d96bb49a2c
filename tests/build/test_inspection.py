"""Reading a bundle: its files, and what its compiled parts ask of the system."""

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest
from bundling import inspection
from bundling.allowed import contents
from bundling.inspection import Bundle, Library, network_complaints, own_modules, read_library

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads files of Linux")


def compiled(module: str) -> Path:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None or not spec.origin.endswith(".so"):
        pytest.skip(f"{module} is part of this Python itself")
    return Path(spec.origin)


@linux
def test_a_module_that_can_reach_a_network_is_found() -> None:
    path = compiled("_socket")
    library = read_library(path.parent, path.name)
    assert library is not None
    assert {"connect", "getaddrinfo"} <= library.calls
    assert "libc.so.6" in library.needs
    assert (2, 4) < library.glibc < (3, 0)
    (complaint,) = network_complaints([library], contents())
    assert path.name in complaint
    assert "getaddrinfo" in complaint


@linux
def test_one_that_cannot_is_not() -> None:
    path = compiled("_json")
    library = read_library(path.parent, path.name)
    assert library is not None
    assert list(network_complaints([library], contents())) == []


def test_texts_and_links_are_no_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    assert read_library(tmp_path, "a.txt") is None
    if sys.platform != "win32":
        (tmp_path / "b.so").symlink_to("a.txt")
        assert read_library(tmp_path, "b.so") is None


class TestBundle:
    @pytest.fixture
    def bundle(self, tmp_path: Path) -> Bundle:
        internal = tmp_path / "spdesk" / "_internal"
        (internal / "PySide6").mkdir(parents=True)
        (internal / "PySide6" / "QtCore.abi3.so").write_bytes(b"no library")
        with zipfile.ZipFile(internal / "base_library.zip", "w") as library:
            library.writestr("encodings/__init__.pyc", b"")
            library.writestr("encodings/utf_8.pyc", b"")
            library.writestr("re/__init__.pyc", b"")
        made = Bundle(tmp_path / "spdesk")
        needs = frozenset({"libc.so.6", "libz.so.1"})
        library = Library("_internal/x.so", needs, frozenset(), (), (2, 30))
        vars(made)["libraries"] = [library]  # what would be read from compiled files
        return made

    def test_its_files_and_modules(self, bundle: Bundle) -> None:
        assert bundle.files == ["_internal/PySide6/QtCore.abi3.so", "_internal/base_library.zip"]
        assert bundle.modules == {"encodings", "encodings.utf_8", "re"}

    def test_nothing_wrong(self, bundle: Bundle) -> None:
        (bundle.internal / "libz.so.1").touch()
        assert inspection.complaints(bundle, contents(), ["re"]) == []

    def test_all_that_is_wrong_is_told(self, bundle: Bundle) -> None:
        (bundle.internal / "libssl.so.3").touch()
        told = inspection.complaints(bundle, contents(), ["spdesk.core.route"])
        assert told == [
            "The file _internal/libssl.so.3 is not on the list of what may be in the bundle.",
            "SP Desk's module spdesk.core.route is missing.",
            "Nobody has said which package brings libz.so.1, which the bundle needs.",
        ]
        assert bundle.glibc == (2, 30)


def test_every_module_of_the_program_is_named() -> None:
    names = own_modules(ROOT / "spdesk")
    assert {"spdesk", "spdesk.cli", "spdesk.ui.pages.performance_page"} <= set(names)
    assert "spdesk.__main__" not in names
