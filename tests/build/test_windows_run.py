"""The run under Wine: what it needs, what it fetches, and what it makes of its results.

Nothing is set up here, which takes minutes; `go.py windows` does that.
"""

import re
import sys
import zipfile
from pathlib import Path

import environment
import go
import processes
import pytest
import system_packages
from bundling import clean_root, smoke
from wine import own_root, parts, preconditions, reading, results, setting_up, signatures
from wine.inside import wine_says
from wine.preconditions import NotRun
from wine.results import Result, State

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Wine is Linux's")

ROOT = environment.ROOT
BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'


def result(state: State, name: str = "a test", part: str = "a part") -> Result:
    return Result(part, name, state)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine on which a run could begin; gives its os-release, to be written anew."""
    os_release = tmp_path / "os-release"
    os_release.write_text(BOOKWORM)
    monkeypatch.setattr(system_packages, "OS_RELEASE", os_release)
    monkeypatch.setattr(preconditions.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(preconditions.os, "geteuid", lambda: 0)
    return os_release


class TestPreconditions:
    def test_debian_12_as_root_will_do(self, machine: Path) -> None:
        preconditions.check_system()

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('ID=debian\nVERSION_ID="13"\n', "13"),
            ("ID=debian\n", "a release of Debian without a number"),
            ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="12.04"\n', ""),
            ("", ""),
        ],
    )
    def test_the_release_is_read(self, machine: Path, text: str, found: str) -> None:
        machine.write_text(text)
        assert preconditions.debian(machine) == found

    def test_another_release_is_named(self, machine: Path) -> None:
        machine.write_text(BOOKWORM.replace("12", "11"))
        with pytest.raises(NotRun, match="it takes Debian 12 or 13; this is 11"):
            preconditions.check_system()

    def test_an_ordinary_user_is_told_to_be_root(
        self, machine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(preconditions.os, "geteuid", lambda: 1000)
        with pytest.raises(NotRun, match="it takes root"):
            preconditions.check_system()

    def test_another_machine_is_refused(
        self, machine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(preconditions.platform, "machine", lambda: "aarch64")
        with pytest.raises(NotRun, match="64-bit PC"):
            preconditions.check_system()

    def test_a_full_disk_is_told_in_numbers(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(preconditions, "ROOM", 2**62)
        with pytest.raises(NotRun, match=r"GB left$"):
            preconditions.check_room(tmp_path / "new")

    def test_what_the_set_up_takes_already_counts_as_room(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_bytes(b"x" * 1000)
        full = preconditions.shutil.disk_usage(tmp_path)._replace(free=0)
        monkeypatch.setattr(preconditions.shutil, "disk_usage", lambda _: full)
        monkeypatch.setattr(preconditions, "ROOM", 1000)
        preconditions.check_room(tmp_path)
        monkeypatch.setattr(preconditions, "ROOM", 1001)
        with pytest.raises(NotRun):
            preconditions.check_room(tmp_path)


class TestOwnRoot:
    """What is done in a chroot, where the sandbox finds no root of its own."""

    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        calls: list[list[str]] = []
        monkeypatch.setattr(own_root.os, "execvp", lambda _, command: calls.append(command))
        monkeypatch.setenv(own_root.ENTERED, "")  # put back at the end, whatever is done to it
        monkeypatch.delenv(own_root.ENTERED)
        return calls

    @pytest.fixture
    def shut_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(own_root.clean_root, "impossible", lambda: "bwrap: no")

    def test_nothing_is_done_where_the_sandbox_works(
        self, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(own_root.clean_root, "impossible", str)
        own_root.check()
        assert started == []

    def test_the_script_begins_anew_once(
        self, started: list[list[str]], shut_out: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(own_root, "mounts_stay_inside", lambda: True)
        own_root.check()
        (command,) = started
        assert command[:2] == ["unshare", "--mount"]
        assert command[-len(sys.orig_argv) :] == [sys.executable, *sys.orig_argv[1:]]
        with pytest.raises(NotRun, match="a mount namespace; bwrap: no"):
            own_root.check()

    def test_mounts_that_would_appear_outside_stop_the_run(
        self, started: list[list[str]], shut_out: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(own_root, "mounts_stay_inside", lambda: False)
        with pytest.raises(NotRun, match="a mount namespace"):
            own_root.check()
        assert started == []


def fail(text: str) -> None:
    command = [sys.executable, "-c", f"import sys; print({text!r}); sys.exit(1)"]
    with preconditions.downloading("a package"):
        environment.carry_out("It failed", command)


class TestDownloads:
    @pytest.mark.parametrize(
        "text",
        [
            "E: Failed to fetch a/Packages  Temporary failure resolving 'mirror'",
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)'",
            "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.",
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] ...'))",
        ],
    )
    def test_a_closed_way_is_no_failure(self, text: str) -> None:
        with pytest.raises(NotRun, match="downloads are not possible"):
            fail(text)

    @pytest.mark.parametrize(
        "text",
        [
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "ERROR: No matching distribution found for numpy==99",
            "E: The repository is not signed.",
            "E: Unable to locate package wien",
            "Hash Sum mismatch",
        ],
    )
    def test_what_came_and_is_wrong_fails(self, text: str) -> None:
        with pytest.raises(processes.SetUpError):
            fail(text)

    def test_the_command_says_not_run_and_ends_well(
        self, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(preconditions.os, "geteuid", lambda: 1000)
        assert go.windows([]) == 0
        assert capsys.readouterr().out == "WINDOWS: NOT RUN: it takes root\n"

    @pytest.mark.parametrize(
        ("text", "code", "last"),
        [
            (
                "NewConnectionError",
                0,
                [
                    "WINDOWS: NOT RUN: downloads are not possible"
                    " (the environment: NewConnectionError)"
                ],
            ),
            ("wrong", 2, []),
        ],
    )
    def test_the_environment_is_a_download_too(
        self,
        machine: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        text: str,
        code: int,
        last: list[str],
    ) -> None:
        def stop(_: object) -> None:
            raise processes.SetUpError(text)

        monkeypatch.setattr(go, "prepare_tests", stop)
        assert go.main(["windows"]) == code
        assert capsys.readouterr().out.splitlines()[-1:] == last


SIGNED = """\
Current message digest    : {}
Calculated message digest : 03A6DE

Signer's certificate:
	------------------
	Signer #0:
		Subject: /C=US/ST=Oregon/O={}/CN=Python Software Foundation
		Issuer : /C=US/O=Microsoft Corporation/CN=An Authority
"""
PSF = "Python Software Foundation"


class TestSignatures:
    def test_the_signer_and_the_digest_are_right(self) -> None:
        assert signatures.complaint(SIGNED.format("03A6DE", PSF), PSF) == ""

    def test_a_changed_file_is_refused(self) -> None:
        assert signatures.complaint(SIGNED.format("03A6DF", PSF), PSF) == "is not what was signed"

    def test_an_unsigned_file_is_refused(self) -> None:
        assert signatures.complaint("No signature found", PSF) == "is not what was signed"

    @pytest.mark.parametrize("other", ["Somebody", f"{PSF} of Elsewhere", f"Not the {PSF}"])
    def test_another_signer_is_refused_and_named(self, other: str) -> None:
        told = signatures.complaint(SIGNED.format("03A6DE", other), PSF)
        assert other in told
        assert told.startswith("is signed by ")

    def test_the_one_who_vouches_is_not_the_signer(self) -> None:
        assert signatures.complaint(SIGNED.format("03A6DE", PSF), "Microsoft Corporation")


class TestSetUp:
    def test_windows_gets_the_projects_own_pins(self) -> None:
        text = (environment.REQUIREMENTS / "test.txt").read_text("utf-8")
        kept = setting_up.pins_for_windows(text)
        found = set(re.findall(r"^([\w.-]+==\S+) \\$", kept, re.MULTILINE))
        pinned = set(re.findall(r"^([\w.-]+==\S+)", text, re.MULTILINE))
        assert found < pinned
        gone = {each.partition("==")[0] for each in pinned - found}
        assert gone == setting_up.LEFT_OUT | {"macholib"}
        assert {"pefile", "pyside6-essentials"} < {each.partition("==")[0] for each in found}

    def test_no_marker_is_left_and_every_pin_has_its_hashes(self) -> None:
        for block in re.split(r"^(?=\w)", setting_up.pins(), flags=re.MULTILINE)[1:]:
            assert ";" not in block.splitlines()[0]
            assert "--hash=sha256:" in block

    @pytest.mark.parametrize("pin", [setting_up.EMBEDDED, setting_up.JAVA])
    def test_what_is_fetched_besides_is_pinned_too(self, pin: str) -> None:
        assert re.fullmatch(r"[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", pin)

    def test_the_mirror_is_that_of_the_release(self) -> None:
        told = (
            "http://one/debian-security/ bookworm-security\n"
            "http://two/debian/ bookworm-updates\n"
            "http://three/debian/ bookworm\n"
        )
        assert clean_root.main_mirror(told, "bookworm") == "http://three/debian/"
        with pytest.raises(processes.SetUpError, match="names no mirror for trixie"):
            clean_root.main_mirror(told, "trixie")

    def test_a_layer_is_made_once_and_again_with_all_that_lie_upon_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []
        sources = {"first": ["1"], "second": ["2"]}
        layers = {
            name: (lambda name=name: sources[name], lambda _, name=name: made.append(name))
            for name in sources
        }
        monkeypatch.setattr(setting_up, "LAYERS", layers)
        setting_up.set_up(tmp_path)
        setting_up.set_up(tmp_path)
        assert made == ["first", "second"]
        sources["second"] = ["3"]
        setting_up.set_up(tmp_path)
        assert made == ["first", "second", "second"]
        sources["first"] = ["4"]
        setting_up.set_up(tmp_path)
        assert made == ["first", "second", "second", "first", "second"]

    def test_a_layer_that_was_cut_short_is_made_anew(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[int] = []

        def make(_: Path) -> None:
            tries.append(1)
            if len(tries) == 1:
                raise NotRun("the way is closed")

        monkeypatch.setattr(setting_up, "LAYERS", {"only": (lambda: ["1"], make)})
        with pytest.raises(NotRun):
            setting_up.set_up(tmp_path)
        setting_up.set_up(tmp_path)
        assert len(tries) == 2

    def test_two_runs_do_not_share_a_folder(self, tmp_path: Path) -> None:
        with (
            setting_up.alone(tmp_path),
            pytest.raises(processes.SetUpError, match="Another run"),
            setting_up.alone(tmp_path),
        ):
            pass
        with setting_up.alone(tmp_path):
            pass


JUNIT = """\
<testsuites><testsuite tests="4">
<testcase classname="tests.a.T" name="well"/>
<testcase classname="tests.a.T" name="badly"><failure message="1 != 2">trace</failure></testcase>
<testcase classname="tests.a" name="broken"><error message="no fixture"/></testcase>
<testcase classname="tests.a" name="not here"><skipped message="about Linux"/></testcase>
</testsuite></testsuites>
"""


class TestResults:
    def test_the_report_of_pytest_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "report.xml"
        path.write_text(JUNIT)
        assert results.read_junit("tests", path) == [
            Result("tests", "tests.a.T::well", State.PASSED),
            Result("tests", "tests.a.T::badly", State.FAILED, "1 != 2"),
            Result("tests", "tests.a::broken", State.FAILED, "no fixture"),
            Result("tests", "tests.a::not here", State.SKIPPED, "about Linux"),
        ]

    def test_no_report_has_no_tests(self, tmp_path: Path) -> None:
        assert results.read_junit("tests", tmp_path / "none.xml") == []

    @pytest.mark.parametrize(
        ("states", "line"),
        [
            ([State.PASSED] * 3, "WINDOWS: 3 passed, 0 failed"),
            ([State.PASSED, State.FAILED], "WINDOWS: 1 passed, 1 failed"),
            ([State.PASSED, State.SKIPPED], "WINDOWS: 1 passed, 0 failed, 1 skipped"),
        ],
    )
    def test_the_last_line(self, states: list[State], line: str) -> None:
        assert results.last_line([result(state) for state in states]) == line

    @pytest.mark.parametrize("name", ["a test", "a part"])
    def test_what_is_listed_is_told_and_not_failed(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        found = [result(State.FAILED), result(State.FAILED, "another", "another part")]
        assert len(results.red(found)) == 2
        monkeypatch.setattr(results, "TOLD", {name: "8 of 10"})
        assert results.red(found) == found[1:]
        assert results.told(found) == ["Told, not failed: a part, a test: 8 of 10"]
        assert results.last_line(found) == "WINDOWS: 0 passed, 1 failed"

    def test_what_is_listed_is_there(self) -> None:
        """A test by its file, else a part."""
        for name in results.TOLD:
            steps = name.partition("::")[0].split(".")
            files = [
                ROOT.joinpath(*steps[:end]).with_suffix(".py") for end in range(len(steps) + 1)
            ]
            assert name in parts.PARTS or any(file.is_file() for file in files), name

    def test_every_listed_path_has_tests(self) -> None:
        for pattern in (*parts.TESTS, *parts.SCREEN_TESTS):
            assert list(ROOT.glob(pattern)), pattern


class TestWhatQtSays:
    def test_pytest_passes_over_exactly_that(self) -> None:
        patterns: list[str] = []

        class Config:
            def addinivalue_line(self, name: str, line: str) -> None:
                assert name == "qt_log_ignore"
                patterns.append(line)

        wine_says.pytest_configure(Config())
        said = "EnableNonClientDpiScaling() failed for HWND 0xa00a2"
        assert [bool(re.search(pattern, said)) for pattern in patterns].count(True) == 1
        assert len(patterns) == len(wine_says.SAID)

    def test_so_does_the_smoke_test(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The program that the part hands to Python there, up to its last line."""
        monkeypatch.setattr(smoke, "HARMLESS", smoke.HARMLESS)
        monkeypatch.setitem(sys.modules, "wine_says", wine_says)
        monkeypatch.setattr(go, "main", lambda _: 7)
        with pytest.raises(SystemExit, match="7"):
            exec(parts.SMOKE)
        assert smoke.harmless("QtWarningMsg: EnableNonClientDpiScaling() failed for HWND 0xa00a2")
        assert not smoke.harmless("QtWarningMsg: another")


class TestReading:
    @pytest.fixture
    def workbook(self, tmp_path: Path) -> Path:
        path = tmp_path / "book.spdesk"
        path.write_text('{"issues": [{"title": "Leases & rents"}, {"title": "Two rooms"}]}')
        return path

    def test_what_can_be_read_is_in_order(self, tmp_path: Path, workbook: Path) -> None:
        report = tmp_path / "record.csv"
        report.write_text('\ufeff"Leases &\n rents","Two rooms"', encoding="utf-8")
        assert reading.complaint(report, workbook) == ""

    def test_what_cannot_be_read_is_named(self, tmp_path: Path, workbook: Path) -> None:
        report = tmp_path / "record.csv"
        report.write_text("Leases & rents")
        assert reading.complaint(report, workbook) == "in record.csv cannot be read: Two rooms"

    def test_a_report_that_is_not_there_is_named(self, tmp_path: Path, workbook: Path) -> None:
        assert reading.complaint(tmp_path / "record.pdf", workbook) == "record.pdf is not there"

    def test_a_packed_report_is_read(self, tmp_path: Path, workbook: Path) -> None:
        report = tmp_path / "record.docx"
        with zipfile.ZipFile(report, "w") as packed:
            packed.writestr(
                "word/document.xml", "<w:t>Leases &amp; rents</w:t><w:t>Two rooms</w:t>"
            )
        assert reading.complaint(report, workbook) == ""

    def test_words_that_were_lost_are_named(self, tmp_path: Path) -> None:
        whole, broken = tmp_path / "a.csv", tmp_path / "b.csv"
        whole.write_text("first words of all")
        broken.write_text("rst words of all")
        assert reading.lost_words(whole, whole) == ""
        assert reading.lost_words(broken, whole) == "b.csv lacks of a.csv: first"
        assert reading.lost_words(broken, tmp_path / "none.csv") == "there are not both reports"
