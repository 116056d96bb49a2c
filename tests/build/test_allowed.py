"""The list of what may be in the bundle, and its judgement of modules and files."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundling.allowed import Contents, contents
from bundling.packing import STAND_IN, allowed_files, allowed_modules

ALLOWED = contents()
PROGRAM = Path(__file__).resolve().parents[2] / "spdesk"


def imported(module: Path) -> Iterator[str]:
    """The top-level modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_everything_that_the_program_takes_from_python_may_be_there() -> None:
    """What is not in the list is left out of the bundle, and missed only when it is wanted."""
    taken = {name for module in PROGRAM.rglob("*.py") for name in imported(module)}
    taken &= sys.stdlib_module_names - set(sys.builtin_module_names)
    assert len(taken) > 20
    assert sorted(name for name in taken if not ALLOWED.allows_module(name)) == []


def needed_at_once(name: str) -> Iterator[str]:
    """The modules without which a module of Python's own library cannot be imported."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return
    package = name if spec.submodule_search_locations else name.rpartition(".")[0]
    for node in ast.parse(Path(spec.origin).read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield importlib.util.resolve_name("." * node.level + (node.module or ""), package)


def test_everything_that_pythons_own_library_needs_for_it_may_be_there() -> None:
    """Each Python splits its modules in another way; 3.14 has new ones below `inspect` and `bz2`."""
    waiting = [name for name in ALLOWED.modules if name in sys.stdlib_module_names]
    waiting = [name for name in waiting if name not in {"socket", "xml"}]  # stand-ins, or of them
    seen: dict[str, str] = dict.fromkeys(waiting, "the list")
    while waiting:
        name = waiting.pop()
        for needed in needed_at_once(name):
            if needed not in seen and needed.partition(".")[0] in sys.stdlib_module_names:
                seen[needed] = name
                waiting.append(needed)
    missing = {name: by for name, by in seen.items() if not ALLOWED.allows_module(name)}
    built_in = set(sys.builtin_module_names)
    assert {name: by for name, by in missing.items() if name not in built_in} == {}


@pytest.mark.parametrize(
    "name",
    [
        "spdesk.ui.main_window",
        "numpy.linalg",
        "pyqtgraph.graphicsItems.ViewBox.ViewBox",
        "json.decoder",
        "docx.opc.package",
        "pptx.chart.xlsx",
        "lxml.etree",
        "xml.sax.saxutils",
        "urllib.parse",
        "_sysconfigdata__linux_x86_64-linux-gnu",
        "pyi_rth_inspect",
    ],
)
def test_modules_that_may_be_there(name: str) -> None:
    assert ALLOWED.allows_module(name)


@pytest.mark.parametrize(
    "name",
    [
        "ssl", "_ssl", "_socket", "_hashlib", "http.client", "ftplib", "smtplib", "asyncio",
        "socketserver", "xmlrpc.client", "webbrowser", "urllib.request", "xml.sax.expatreader",
        "PIL.PngImagePlugin", "lxml.html", "lxml.objectify", "hypothesis", "mypy", "matplotlib", "requests", "tkinter", "sqlite3",
        "pydantic.v1", "pydantic.v1.main", "numpy.f2py.crackfortran", "pyqtgraph.opengl",
        "pip", "setuptools", "pytest", "PyInstaller",
    ],
)  # fmt: skip
def test_modules_that_may_not(name: str) -> None:
    assert not ALLOWED.allows_module(name)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtCore.abi3.so",
        "PySide6/QtWidgets.pyd",
        "PySide6/QtSvg.abi3.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt6Core.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so",
        "VCRUNTIME140.dll",
        "_ctypes.pyd",
        "numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
        "spdesk/resources/examples/merging-two-practices.spdesk",
        "libxcb-cursor.so.0",
        "lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "lxml/_elementpath.cp311-win_amd64.pyd",
        "docx/templates/default.docx",
        "pptx/templates/default.pptx",
    ],
)
def test_files_that_may_be_there(path: str) -> None:
    assert ALLOWED.allows_file(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtNetwork.abi3.so", "PySide6/QtDBus.abi3.so", "PySide6/QtTest.pyd",
        "PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt6Network.dll", "PySide6/opengl32sw.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/networkinformation/libqglib.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
        "python3.11/lib-dynload/_socket.cpython-311-x86_64-linux-gnu.so",
        "_socket.pyd", "libssl.so.3", "libcrypto.so.3", "libssl-3.dll", "libX11.so.6",
        "libdbus-1.so.3", "numpy/fft/_pocketfft_umath.cpython-311-x86_64-linux-gnu.so",
        "numpy-2.4.6.dist-info/METADATA", "PIL/_imaging.so", "secret.txt",
        "pillow.libs/libxcb-9065bb12.so.1.1.0", "lxml/objectify.cpython-311-x86_64-linux-gnu.so",
        "lxml/isoschematron/resources/rng/iso-schematron.rng",
        "docx/templates/default-docx-template/word/styles.xml",
    ],
)  # fmt: skip
def test_files_that_may_not(path: str) -> None:
    assert not ALLOWED.allows_file(path)


def test_every_entry_says_why() -> None:
    lists = (
        ALLOWED.packages, ALLOWED.left_out, ALLOWED.files, ALLOWED.qt, ALLOWED.qt_plugins,
        ALLOWED.bundled_libraries, ALLOWED.expected, ALLOWED.network, ALLOWED.stand_ins,
    )  # fmt: skip
    assert all(reason.strip() for entries in lists for reason in entries.values())


def test_the_modules_are_of_pythons_own_library() -> None:
    gone = {"_bootsubprocess", "_compression", "_sha256", "_sha512"}  # the newest has them no more
    come = {"_ast_unparse", "_colorize", "_opcode_metadata", "_py_warnings", "_pydatetime"}
    come |= {"_pyrepl", "_sha2", "annotationlib", "compression"}  # the oldest has them not yet
    named_on = {"_sysconfigdata"}  # the name goes on with the platform's
    assert not ALLOWED.modules - set(sys.stdlib_module_names) - gone - come - named_on


def test_only_a_python_may_hold_what_reaches_a_network() -> None:
    assert list(ALLOWED.network) == ["_internal/libpython3.*"]


def test_the_spec_keeps_what_is_allowed_and_swaps_the_socket() -> None:
    entries = [(name, f"/lib/{name}.py", "PYMODULE") for name in ("json", "ssl", "socket")]
    assert allowed_modules(entries) == [entries[0], ("socket", str(STAND_IN), "PYMODULE")]
    files = [("PySide6\\Qt6Core.dll", "C:\\q", "BINARY"), ("libssl-3.dll", "C:\\s", "BINARY")]
    assert allowed_files(files) == files[:1]


def test_the_stand_in_cannot_make_a_socket() -> None:
    names: dict[str, type] = {}
    exec(STAND_IN.read_text("utf-8"), names)
    with pytest.raises(OSError, match="opens no connections"):
        names["socket"]("AF_INET", "SOCK_STREAM")
    assert set(names) <= {"__builtins__", "__doc__", "Never", "socket"}


def test_a_list_is_a_value() -> None:
    assert isinstance(ALLOWED, Contents)
    assert contents() is ALLOWED
