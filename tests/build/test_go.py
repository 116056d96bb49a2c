"""The script that sets up and starts the program."""

import ast
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import checks
import environment
import go
import locking
import processes
import pytest
import system_packages
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "build" / "go.py"
LINUX = sys.platform.startswith("linux")

on_linux = pytest.mark.skipif(not LINUX, reason="about screens and packages of Linux")


def call(*arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Start the script as a person would, on a machine without a screen."""
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(
        command,
        env=kept | {"PYTHONIOENCODING": "utf-8"} | changes,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


class TestCommandLine:
    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["open", "--help"], []])
    def test_help_names_every_verb(self, arguments: list[str]) -> None:
        answer = call(*arguments)
        assert answer.returncode == 0
        assert answer.stderr == ""
        for verb in go.VERBS:
            assert re.search(rf"^  {verb}\b", answer.stdout, re.MULTILINE)

    @pytest.mark.parametrize("verb", ["opne", "--out", ""])
    def test_an_unknown_verb_gets_one_line(self, verb: str) -> None:
        answer = call(verb)
        assert answer.returncode == 2
        assert answer.stdout == ""
        assert len(answer.stderr.splitlines()) == 1
        assert repr(verb) in answer.stderr

    @on_linux
    def test_open_without_a_screen_names_the_demo(self) -> None:
        answer = call("open")
        assert answer.returncode == 2
        assert answer.stdout == "", "it must say so before it sets anything up"
        assert len(answer.stderr.splitlines()) == 1
        assert "python3 build/go.py demo --out FOLDER" in answer.stderr

    def test_open_names_a_file_that_is_not_there(self) -> None:
        answer = call("open", "no such workbook.spdesk", QT_QPA_PLATFORM="offscreen")
        assert answer.returncode == 2
        assert "no such workbook.spdesk" in answer.stderr

    @pytest.mark.parametrize("arguments", [["open", "a", "b"], ["demo"]])
    def test_wrong_arguments_get_one_line(self, arguments: list[str]) -> None:
        answer = call(*arguments, QT_QPA_PLATFORM="offscreen")
        assert answer.returncode == 2
        assert len(answer.stderr.splitlines()) == 1

    @pytest.mark.parametrize(
        ("platform", "environ", "expected"),
        [
            ("linux", {}, True),
            ("linux", {"DISPLAY": ""}, True),
            ("linux", {"DISPLAY": ":0"}, False),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
            ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
            ("darwin", {}, False),
            ("win32", {}, False),
        ],
    )
    def test_no_screen(self, platform: str, environ: dict[str, str], expected: bool) -> None:
        assert go.no_screen(platform, environ) is expected

    def test_an_old_python_can_read_the_script(self) -> None:
        ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))


class TestSystemPackages:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', True),
            ("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", True),
            ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
            ("ID='pop'\nID_LIKE='Ubuntu Debian'\n", True),
            ('ID=fedora\nNAME="not debian"\n', False),
            ('ID="opensuse-leap"\nID_LIKE="suse opensuse"\nHOME_URL="debian"\n', False),
            ("# ID=debian\n", False),
            ("", False),
        ],
    )
    def test_os_release(self, text: str, expected: bool) -> None:
        assert system_packages.is_debian_like(text) is expected

    def test_absent_packages(self) -> None:
        listing = (
            "ii \tlibgl1\t\n"
            "ii \tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6), other\n"
            "rc \tlibegl1\t\n"
            "hi \tlibdbus-1-3\t\n"
            "un \txvfb\t\n"
            "iF \tlibdbus-2\t\n"
        )
        needed = ["libgl1", "libglib2.0-0", "libegl1", "libdbus-1-3", "xvfb", "other", "gone"]
        missing = ["libegl1", "xvfb", "gone"]
        assert system_packages.absent(needed, listing) == missing
        assert system_packages.absent(["libdbus-2"], listing) == ["libdbus-2"]

    def test_purposes_are_told_once(self) -> None:
        told = system_packages.with_purpose(["libgl1", "libegl1", "xvfb"], system_packages.TEST)
        assert told == "libgl1, libegl1 (drawing); xvfb (window tests without a screen)"

    @pytest.mark.parametrize(
        ("root", "sudo", "free", "can_ask", "expected"),
        [
            (True, False, False, False, []),
            (True, True, True, True, []),
            (False, True, True, False, ["sudo"]),
            (False, True, False, True, ["sudo"]),
            (False, True, False, False, None),
            (False, False, False, True, None),
        ],
    )
    def test_way_to_root(
        self, root: bool, sudo: bool, free: bool, can_ask: bool, expected: list[str] | None
    ) -> None:
        way = system_packages.way_to_root(root=root, sudo=sudo, free=free, can_ask=can_ask)
        assert way == expected

    def test_the_command_by_hand(self) -> None:
        with_sudo = system_packages.by_hand(["libgl1", "xvfb"], sudo=True)
        assert with_sudo == (
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 xvfb"
        )
        without = system_packages.by_hand(["libgl1"], sudo=False)
        assert without == (
            "apt-get update && apt-get install -y --no-install-recommends libgl1   (as root)"
        )


CURRENT = {"python": "3.11", "checkout": "/here", "run": "r1", "test": "t1", "bench": "b1"}
RUN = {"python": "3.11", "checkout": "/here", "run": "r1"}


class TestEnvironment:
    @pytest.mark.parametrize(
        ("stamp", "kind", "expected"),
        [
            ({}, "run", "make"),
            (RUN, "run", "ready"),
            (RUN, "test", "add"),
            (RUN | {"test": "t1"}, "test", "ready"),
            (RUN | {"test": "t1"}, "run", "ready"),
            (RUN | {"test": "t1"}, "bench", "add"),
            (RUN | {"test": "t0"}, "run", "make"),
            (RUN | {"run": "r0"}, "run", "make"),
            (RUN | {"python": "3.12"}, "run", "make"),
            (RUN | {"checkout": "/there"}, "run", "make"),
            (RUN | {"later": "x"}, "run", "make"),
        ],
    )
    def test_what_is_to_do(self, stamp: dict[str, str], kind: str, expected: str) -> None:
        assert environment.judge(stamp, CURRENT, kind) == expected

    @pytest.mark.parametrize("text", ["", "{", '{"python": "3.1', "[]", "\udcff"])
    def test_a_spoilt_stamp_counts_as_none(self, tmp_path: Path, text: str) -> None:
        stamp = tmp_path / "stamp.json"
        stamp.write_bytes(text.encode("utf-8", "surrogateescape"))
        assert environment.read_stamp(stamp) == {}
        assert environment.read_stamp(tmp_path / "none.json") == {}

    def test_a_stamp_is_read_back(self, tmp_path: Path) -> None:
        stamp = tmp_path / "stamp.json"
        environment.write_stamp(stamp, RUN)
        assert environment.read_stamp(stamp) == RUN
        assert list(tmp_path.iterdir()) == [stamp]

    def test_the_state_knows_changed_requirements_but_not_line_ends(self, tmp_path: Path) -> None:
        for kind in environment.INCLUDES:
            (tmp_path / f"{kind}.txt").write_bytes(b"numpy==1\n")
        before = environment.current_state(ROOT, tmp_path)
        (tmp_path / "run.txt").write_bytes(b"numpy==1\r\n")
        assert environment.current_state(ROOT, tmp_path) == before
        (tmp_path / "run.txt").write_bytes(b"numpy==2\n")
        after = environment.current_state(ROOT, tmp_path)
        assert {name for name in after if after[name] != before[name]} == {"run"}

    def test_a_cleared_folder_is_still_known_as_ours(self, tmp_path: Path) -> None:
        folder = tmp_path / "venv"
        stamp = folder / "stamp.json"
        environment.clear(folder, stamp)
        (folder / "lib" / "python").mkdir(parents=True)
        (folder / "pyvenv.cfg").write_text("")
        environment.write_stamp(stamp, RUN)
        environment.clear(folder, stamp)
        assert list(folder.iterdir()) == [stamp]
        assert environment.read_stamp(stamp) == {}

    def test_only_one_holds_the_lock(self, tmp_path: Path) -> None:
        path = tmp_path / "lock"
        with path.open("a") as first, path.open("a") as second:
            assert environment.try_lock(first)
            assert not environment.try_lock(second)
        with path.open("a") as third:
            assert environment.try_lock(third)

    @pytest.mark.parametrize("name", ["plain", "it's", "Ünïcödé — 表", "a b%c"])
    def test_any_path_becomes_importable(self, tmp_path: Path, name: str) -> None:
        root = tmp_path / name
        root.mkdir()
        (root / "found.py").write_text("")
        environment.write_path_file(tmp_path, root)
        code = f"import site; site.addsitedir({str(tmp_path)!a}); import found"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def pins(name: str) -> dict[str, str]:
    """The packages of a pinned file with their versions."""
    text = (environment.REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


class TestRequirements:
    def test_the_project_and_the_tooling_need_the_same(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        lines = (environment.REQUIREMENTS / "run.in").read_text("utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith("#")]
        assert project["dependencies"] == wanted

    @pytest.mark.parametrize("kind", environment.INCLUDES)
    def test_pins_agree(self, kind: str) -> None:
        for included in environment.INCLUDES[kind]:
            assert pins(included).items() <= pins(kind).items()
        shared = pins("test").keys() & pins(kind).keys()
        assert all(pins("test")[name] == pins(kind)[name] for name in shared)

    @pytest.mark.parametrize("kind", environment.INCLUDES)
    def test_every_pin_has_a_hash_and_no_address(self, kind: str) -> None:
        text = (environment.REQUIREMENTS / f"{kind}.txt").read_text("utf-8")
        blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
        assert len(blocks) == len(pins(kind)) > 0
        assert all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text

    def test_lock_writes_no_path_of_this_machine(self) -> None:
        command = locking.compile_command("python", "run", ["--upgrade"])
        assert command[-4:] == ["--output-file", "run.txt", "--upgrade", "run.in"]

    def test_no_file_names_a_registry(self, project_files: list[Path]) -> None:
        hosts = [
            ".".join(parts).encode()
            for parts in (
                ("pypi", "org"),
                ("files", "pythonhosted", "org"),
                ("deb", "debian", "org"),
                ("registry", "npmjs", "org"),
            )
        ]
        named = [
            str(path)
            for path in project_files
            if any(host in (ROOT / path).read_bytes() for host in hosts)
        ]
        assert named == []


class TestProcesses:
    def test_output_is_shown_only_for_a_failure(self) -> None:
        code = "import sys; print('told'); sys.exit(int(sys.argv[1]))"
        assert processes.run_quietly([sys.executable, "-c", code, "0"]) is None
        output = processes.run_quietly([sys.executable, "-c", code, "3"])
        assert output is not None
        assert output.strip() == "told"

    def test_variables_that_bend_python_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONPATH", "elsewhere")
        monkeypatch.setenv("SPDESK_TEST", "kept")
        clean = processes.clean_environment({"ADDED": "1"})
        assert "PYTHONPATH" not in clean
        assert (clean["SPDESK_TEST"], clean["ADDED"]) == ("kept", "1")

    @on_linux
    @pytest.mark.parametrize(
        ("number", "code"),
        [(signal.SIGINT, processes.INTERRUPTED), (signal.SIGTERM, processes.TERMINATED)],
    )
    def test_no_process_is_left(self, tmp_path: Path, number: signal.Signals, code: int) -> None:
        child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
        script = tmp_path / "script.py"
        script.write_text(
            f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r})\n"
            "import go, processes, signal\n"
            # What runs in the background of a script would not hear Ctrl-C.
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            f"go.VERBS['wait'] = lambda rest: processes.run([sys.executable, '-c', {child!r}])\n"
            "sys.exit(go.main(['wait']))\n"
        )
        with subprocess.Popen(
            [sys.executable, str(script)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            assert process.stdout is not None
            pid = int(process.stdout.readline())
            # Ctrl-C reaches every process of the terminal, a polite end only the first.
            if number == signal.SIGINT:
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
            assert process.wait(timeout=30) == code
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


class TestChecks:
    @on_linux
    def test_the_screen_is_there_and_goes_away(self) -> None:
        with checks.screen() as variables:
            display = variables["DISPLAY"]
            socket = Path("/tmp/.X11-unix") / f"X{display.removeprefix(':')}"
            assert re.fullmatch(r":\d+", display)
            assert variables["QT_QPA_PLATFORM"] == "xcb"
            assert socket.exists()
        assert not socket.exists()

    def test_a_line_is_read_in_pieces(self) -> None:
        reader, writer = os.pipe()
        with os.fdopen(reader, "rb"), os.fdopen(writer, "wb", buffering=0) as pipe:
            pipe.write(b"1")
            assert checks.read_line(reader, 0.05) == ""
            pipe.write(b"23\n")
            assert checks.read_line(reader, 5) == "23"

    def test_a_closed_pipe_gives_no_line(self) -> None:
        reader, writer = os.pipe()
        os.close(writer)
        with os.fdopen(reader, "rb"):
            assert checks.read_line(reader, 5) == ""

    def test_ci_runs_the_same_command(self) -> None:
        script = (ROOT / ".ci" / "run").read_text("utf-8")
        assert script.endswith("\npython3 build/go.py test\nexec python3 build/go.py windows\n")


class TestSetUp:
    """What the set-up promises to the program."""

    @pytest.mark.window
    def test_a_real_window_appears(self, qtbot: QtBot) -> None:
        label = QLabel("SP Desk")
        qtbot.addWidget(label)
        with qtbot.waitExposed(label):
            label.show()
        assert QGuiApplication.platformName() in {"xcb", "windows", "cocoa"}
