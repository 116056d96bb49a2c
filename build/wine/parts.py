"""The parts of a run: what is tried on Windows as Wine plays it."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import environment
from bundling import making, sizes
from installers import archive, icons, msi
from processes import say

from spdesk.version import __version__
from wine import reading
from wine.results import Result, State, read_junit
from wine.setting_up import fresh, give_away
from wine.windows import Ended, Windows

TESTS = ("tests/core", "tests/workbook", "tests/guidance", "tests/exchange", "tests/test_cli*.py")
"""Tests without a window. Those of tests/workbook that are for Windows alone hold files, ask for
reserved names and have folders refused: hence the ordinary user."""

SCREEN_TESTS = tuple(
    f"tests/ui/test_{name}.py"
    for name in (
        *("crash", "folders", "fonts", "lock", "own_home", "readable", "running", "text_size"),
        "theme",
    )
)
"""Tests with a window, on a screen of their own."""

DIST = making.DIST / "windows"
EXAMPLE = "new-telephone-system.spdesk"
KINDS = ("pdf", "docx", "xlsx", "pptx", "csv", "json")
PACK = "from bundling import making; making.make_bundle()"
# Wine puts an entry of the Start menu into the user's own, whomever the program is installed for.
TRIAL = (
    "import os, sys; os.environ['PROGRAMDATA'] = os.environ['APPDATA'];"
    " from installers.windows import msi_trial; msi_trial.main(*sys.argv[1:])"
)
SMOKE = (
    "import sys, go, wine_says; from bundling import smoke; smoke.HARMLESS += tuple(wine_says.SAID);"
    r" sys.exit(go.main(['smoke', r'C:\src\dist\spdesk']))"
)
PYTEST = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "wine_says"]


def tests(windows: Windows) -> Iterator[Result]:
    """The tests without a window, two at a time."""
    return pytest(windows, "tests", TESTS, "-n", "2")


def screen(windows: Windows) -> Iterator[Result]:
    """The tests with a window, one after the other: there is one keyboard."""
    return pytest(windows, "screen", SCREEN_TESTS)


def pytest(windows: Windows, part: str, patterns: Sequence[str], *options: str) -> Iterator[Result]:
    paths = [path for pattern in patterns for path in sorted(environment.ROOT.glob(pattern))]
    names = [path.relative_to(environment.ROOT).as_posix() for path in paths]
    report = rf"C:\out\{part}.xml"
    ended = windows.python(part, [*PYTEST, *options, f"--junit-xml={report}", *names], 1800)
    results = read_junit(part, windows.drive / "out" / f"{part}.xml")
    yield from results
    failed = any(each.state is State.FAILED for each in results)
    # A run that broke off has written no report, or ends with another code than its tests give.
    if not results or ended.code != int(failed):
        yield Result(part, "pytest ran to its end", State.FAILED, last_lines(ended))


def reports(windows: Windows) -> Iterator[Result]:
    """Every kind of report and the demonstration, written there and read here."""
    source = environment.ROOT / "resources" / "examples" / EXAMPLE
    there, out = rf"C:\src\resources\examples\{EXAMPLE}", windows.drive / "out"
    for kind in KINDS:
        call = ["-m", "spdesk", "report", there, "--out", rf"C:\out\record.{kind}"]
        ended = windows.python(f"report-{kind}", call, 180)
        check = partial(reading.complaint, out / f"record.{kind}", source)
        yield result("reports", kind, ended, check)
    lost = reading.lost_words(out / "record.pdf", out / "record.docx")
    yield Result("reports", "the words of the PDF", State.FAILED if lost else State.PASSED, lost)
    ended = windows.python("demo", ["-m", "spdesk", "demo", "--out", r"C:\out\demo"], 300)
    check = partial(reading.complaint, out / "demo" / f"{source.stem}.pdf", source)
    yield result("reports", "demo", ended, check)


def bundle(windows: Windows) -> Iterator[Result]:
    """The packaged program, made there and held against the lists."""
    ended = windows.python("bundle", ["-c", PACK], 900)
    yield result("bundle", "made, and as the lists say", ended)
    if ended.code == 0:
        say(f"   the bundle for Windows: {sizes.size_of(made(windows)) / 1e6:.1f} MB")
        shutil.copytree(made(windows), fresh(kept(windows)), dirs_exist_ok=True)


def smoke(windows: Windows) -> Iterator[Result]:
    """The walk through the packaged program, and every command of its companion."""
    yield from have_bundle(windows)
    ended = windows.python("smoke", ["-c", SMOKE], 900)
    yield result("smoke", "the packaged program walks through", ended)


def installer(windows: Windows) -> Iterator[Result]:
    """The MSI: installed, a workbook opened by its ending, removed, and nothing left."""
    yield from have_bundle(windows)
    place = fresh(windows.drive / "installer")
    shutil.copy(package_up(made(windows)), place)
    shutil.copy(environment.ROOT / "resources" / "examples" / EXAMPLE, place)
    give_away(place)
    before = programs(windows)
    steps = {
        "installed": ["-c", TRIAL, "install", r"C:\installer"],
        "a workbook opened by its ending": ["-m", "association", rf"C:\installer\{EXAMPLE}"],
        "removed": ["-c", TRIAL, "remove", r"C:\installer"],
    }
    for name, arguments in steps.items():
        log = f"msi-{name.rpartition(' ')[2]}"
        yield result("installer", name, windows.python(log, arguments, 600))
    left = sorted(programs(windows) - before)
    state = State.FAILED if left else State.PASSED
    yield Result("installer", "nothing is left", state, ", ".join(left[:10]))


def have_bundle(windows: Windows) -> Iterator[Result]:
    """Where this run makes no bundle, the one that was made last will do."""
    if not made(windows).is_dir() and kept(windows).is_dir():
        shutil.copytree(kept(windows), made(windows))
        give_away(made(windows))
    if not made(windows).is_dir():
        yield from bundle(windows)


def kept(windows: Windows) -> Path:
    return windows.folder / "bundle"


def made(windows: Windows) -> Path:
    return windows.drive / "src" / "dist" / "spdesk"


def package_up(folder: Path) -> Path:
    """The MSI, the archive and their checksums, in dist/windows; gives the MSI."""
    fresh(DIST)
    scratch = fresh(DIST / "icon")
    icons.make(scratch)
    package = msi.make(folder, __version__, scratch / "spdesk.ico", DIST)
    shutil.rmtree(scratch)
    archive.make_zip(folder, __version__, "x64", making.moment(), DIST)
    archive.write_checksums(DIST)
    for path in sorted(DIST.iterdir()):
        say(f"   {path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return package


def programs(windows: Windows) -> set[str]:
    """What an installation could leave: files where programs lie, and what the registry says."""
    menu = "users/user/AppData/Roaming/Microsoft/Windows/Start Menu"
    folders = ("Program Files", "Program Files (x86)", "ProgramData", "windows/Installer", menu)
    found = {str(path) for folder in folders for path in (windows.drive / folder).rglob("*")}
    registry = (windows.drive.parent / "system.reg").read_text("utf-8", errors="replace")
    return found | {line for line in registry.splitlines() if "SP Desk" in line or "spdesk" in line}


def result(part: str, name: str, ended: Ended, complaint: Callable[[], str] = str) -> Result:
    """What came of a program that must end with 0, and of what it made."""
    trouble = last_lines(ended) if ended.code else complaint()
    return Result(part, name, State.FAILED if trouble else State.PASSED, trouble)


def last_lines(ended: Ended) -> str:
    return "\n".join([*ended.output.strip().splitlines()[-40:], f"It ended with {ended.code}."])


PARTS: dict[str, Callable[[Windows], Iterator[Result]]] = {
    "tests": tests,
    "screen": screen,
    "reports": reports,
    "bundle": bundle,
    "smoke": smoke,
    "installer": installer,
}
