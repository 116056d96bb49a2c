"""The smoke test as it looks on from outside, with little programs in place of the bundle."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundling import smoke
from bundling.smoke import AsItLies, Case
from processes import SetUpError

from spdesk import cli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts")

GOOD = {"passed": True, "steps": ["one", "two"], "trouble": [], "said": []}
WINDOW = """#!{python}
import json, pathlib, sys
folder = pathlib.Path(sys.argv[2])
(folder / "window.png").write_bytes(b"x" * {picture})
(folder / "report.json").write_text({report!r})
{more}
sys.exit({code})
"""
CONSOLE = """#!{python}
import pathlib, sys
if sys.argv[1] == "demo":
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir()
    (folder / "page.png").touch()
if sys.argv[1:] == {silent!r}:
    sys.exit(0)
print("said")
sys.exit(2 if sys.argv[1:] == ["check", "no such file.spdesk"] else {code})
"""


class Fake:
    """A bundle of two scripts, and a place where it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "spdesk"
        examples = self.folder / "_internal" / "spdesk" / "resources" / "examples"
        examples.mkdir(parents=True)
        (examples / "merging-two-practices.spdesk").touch()
        self.home = folder / "home"
        self.home.mkdir()
        self.scratch = folder / "scratch"
        self.window()
        self.console()

    def window(
        self, code: int = 0, report: object = GOOD, picture: int = 20_000, more: str = ""
    ) -> None:
        text = json.dumps(report) if report is not None else "no report"
        self._write(
            "spdesk", WINDOW.format(python=sys.executable, code=code, report=text, picture=picture,
                                    more=more),
        )  # fmt: skip

    def console(self, code: int = 0, silent: list[str] | None = None) -> None:
        text = CONSOLE.format(python=sys.executable, code=code, silent=silent)
        self._write("spdesk-console", text)

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    @property
    def place(self) -> AsItLies:
        return AsItLies(self.folder, self.home)

    def told(self, case: Case = Case("as it lies")) -> list[str]:  # noqa: B008
        return list(smoke.run_window(self.place, case, self.scratch, [":1", ":2"]))

    def told_by_the_console(self) -> list[str]:
        return list(smoke.run_console(self.place, Case("as it lies"), self.scratch, ":1"))


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(tmp_path)


def test_it_runs_with_a_home_of_its_own(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPDESK_HOME", "/home/somebody")
    variables = fake.place.variables(Case("as it lies"), "")
    assert variables is not None
    assert variables["SPDESK_HOME"] == variables["HOME"] == str(fake.home)


def test_a_good_bundle_passes(fake: Fake) -> None:
    assert fake.told() == []
    smoke.run_cases(
        fake.place, [Case("as it lies"), Case("twice at once", at_once=2)], [":1", ":2"]
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": 1, "report": {**GOOD, "passed": False, "trouble": ["stuck"]}}, "“two”"),
        ({"code": 0, "report": {**GOOD, "passed": False}}, "ended with 0"),
        ({"code": 139}, "ended with 139"),
        ({"report": None}, "without a report"),
        ({"picture": 10}, "picture of the window"),
        ({"report": {**GOOD, "said": ["QtWarningMsg: a font is missing"]}}, "font is missing"),
        ({"more": "print('Traceback: oh', file=sys.stderr)"}, "Traceback: oh"),
    ],
)
def test_a_bad_one_does_not(fake: Fake, changes: dict[str, object], words: str) -> None:
    fake.window(**changes)  # type: ignore[arg-type]
    assert words in "\n".join(fake.told())
    with pytest.raises(SetUpError, match="Smoke test, as it lies"):
        smoke.run_cases(fake.place, [Case("as it lies")], [":1"])


@pytest.mark.parametrize("line", ["/var/cache/fontconfig", "\t/home/user/fonts", "no fontconfig"])
def test_a_path_by_itself_is_told(line: str) -> None:
    assert not smoke.harmless(line)


def test_what_qt_always_says_is_passed_over(fake: Fake) -> None:
    said = [
        'QtWarningMsg: Detected locale "C" with character encoding "ANSI_X3.4-1968"',
        "If this causes problems, reconfigure your locale.",
        "Fontconfig error: No writable cache directories",
        "\t/var/cache/fontconfig",
        "\t/home/user/.fontconfig",
    ]
    fake.window(report={**GOOD, "said": said})
    assert fake.told() == []


def test_one_that_never_ends_is_ended(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "PATIENCE", 0.5)
    fake.window(more="import time; time.sleep(60)")
    assert "still ran after" in "\n".join(fake.told())


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("import socket; socket.socket(socket.AF_INET6).close()", "AF_INET6"),
        ("open('/var/spdesk-test', 'w').close()", "/var/spdesk-test"),
        ("import subprocess; subprocess.run(['/bin/true'])", "/bin/true"),
        ("import socket; socket.socket(socket.AF_UNIX).close()", ""),
    ],
)
def test_the_trace_tells_of_what_must_not_be(fake: Fake, more: str, words: str) -> None:
    # A script is run by another program, which the trace takes for the one that was started.
    fake.window(more=more)
    log, reports = fake.scratch.parent / "log", fake.scratch.parent / "reports"
    reports.mkdir()
    python, script = str(Path(sys.executable).resolve()), str(fake.folder / "spdesk")
    command = traced_script(log, python, script, reports)
    subprocess.run(command, check=True)
    own = (str(reports), str(fake.home), *smoke.PASSING)
    told = "\n".join(smoke.trace_complaints(log, python, own))
    Path("/var/spdesk-test").unlink(missing_ok=True)
    assert (words in told) if words else (told == "")


def traced_script(log: Path, python: str, script: str, reports: Path) -> list[str]:
    return smoke.traced(log, [python, script, "--smoke-test", str(reports)])


def test_an_empty_trace_is_no_proof(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    assert list(smoke.trace_complaints(tmp_path / "log", "/opt/spdesk/spdesk", ()))


class TestConsole:
    def test_a_good_one_passes(self, fake: Fake) -> None:
        assert fake.told_by_the_console() == []

    def test_every_subcommand_is_called(self) -> None:
        assert tuple(smoke.CONSOLE_CALLS) == cli.COMMANDS

    def test_the_workbook_that_it_reads_can_be_read(self, tmp_path: Path) -> None:
        smoke.write_ballots(tmp_path / "ballots.xlsx")
        assert cli.run(["ballots", str(tmp_path / "ballots.xlsx")]) == 0

    def test_a_failing_one_is_told(self, fake: Fake) -> None:
        fake.console(code=1)
        told = fake.told_by_the_console()
        assert len(told) == 2 + len(smoke.CONSOLE_CALLS) + len(smoke.OTHER_REPORTS)
        assert "spdesk-console score" in "\n".join(told)

    def test_so_is_one_that_says_nothing(self, fake: Fake) -> None:
        fake.console(silent=["check-resources"])
        (told,) = fake.told_by_the_console()
        assert told.startswith("spdesk-console check-resources ended with 0")
