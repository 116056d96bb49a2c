"""The workflows: linted without a network, and held to what the project promises of them."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import go
import pytest
import pythons

pytest.importorskip("ruamel.yaml", reason="check-jsonschema brings it")
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
TOOLS = Path(sys.executable).parent

VERBS = {"bundle", "installers", "msi", "smoke", "test"}
SMOKE = re.compile(r'^python3? build/go\.py smoke "[^"]+"$')

Job = dict[str, Any]
Step = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(path)


def jobs(path: Path) -> dict[str, Job]:
    return read(path)["jobs"]


RELEASE = jobs(FOLDER / "release.yml")


def steps() -> Iterator[tuple[str, Job, Step]]:
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            for step in job["steps"]:
                yield f"{path.name}/{name}", job, step


def lint(tool: str, *arguments: str) -> None:
    found = shutil.which(tool, path=str(TOOLS)) or shutil.which(tool)
    if not found:
        pytest.skip(f"needs {tool}")
    done = subprocess.run(
        [found, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


class TestLint:
    def test_there_are_workflows(self) -> None:
        assert [path.name for path in WORKFLOWS] == ["release.yml", "test.yml"]

    def test_zizmor_finds_nothing(self) -> None:
        lint("zizmor", "--offline", "--no-progress", "--format", "plain", str(FOLDER))

    def test_they_fit_their_schema(self) -> None:
        files = map(str, WORKFLOWS)
        lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)

    def test_the_scripts_are_sound(self, tmp_path: Path) -> None:
        """Those of steps, with GitHub's own bash options, and that of a file."""
        paths = [str(ROOT / "build" / "installers" / "macos_sign.sh")]
        for number, (_, _, step) in enumerate(steps()):
            if "run" in step and step.get("shell", "bash") == "bash":
                path = tmp_path / f"{number}.sh"
                path.write_text(f"#!/bin/bash\nset -eo pipefail\n{step['run']}\n", "utf-8")
                paths.append(str(path))
        lint("shellcheck", *paths)


class TestSafety:
    def test_every_action_is_pinned_with_its_version_beside_it(self) -> None:
        pinned = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
        lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()]
        uses = [line for line in lines if "uses:" in line]
        assert len(uses) > 10
        assert [line for line in uses if not pinned.fullmatch(line.strip(" -"))] == []

    def test_an_action_has_one_version(self) -> None:
        found = {step["uses"] for _, _, step in steps() if "uses" in step}
        assert len(found) == len({each.partition("@")[0] for each in found})

    def test_a_checkout_keeps_no_credentials(self) -> None:
        for place, _, step in steps():
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, place

    def test_only_the_release_may_be_written(self) -> None:
        for path in WORKFLOWS:
            assert read(path)["permissions"] in ({}, {"contents": "read"})
        asked = {name: job["permissions"] for name, job in RELEASE.items()}
        assert asked.pop("publish") == {"contents": "write"}
        assert all(each == {"contents": "read"} for each in asked.values())

    def test_every_job_ends_by_itself(self) -> None:
        for path in WORKFLOWS:
            assert "concurrency" in read(path)
            assert all(0 < job["timeout-minutes"] <= 60 for job in jobs(path).values())

    def test_nothing_is_written_into_a_script(self) -> None:
        """Values come to scripts by variables, where they cannot be taken for commands."""
        for place, _, step in steps():
            assert "${{" not in step.get("run", ""), place


class TestPythons:
    def set_up(self, path: Path) -> list[str]:
        return [
            step["with"]["python-version"]
            for job in jobs(path).values()
            for step in job["steps"]
            if "actions/setup-python" in step.get("uses", "")
        ]

    def test_releases_are_made_with_the_newest(self) -> None:
        assert set(self.set_up(FOLDER / "release.yml")) == {pythons.dotted(pythons.NEWEST)}

    def test_a_python_of_a_systems_own_will_do(self) -> None:
        named = {
            found
            for _, _, step in steps()
            for found in re.findall(r"python(3\.\d+)", step.get("run", ""))
        }
        assert named
        assert named <= set(pythons.supported())

    def test_every_system_is_tested_with_the_oldest_and_the_newest(self) -> None:
        assert self.set_up(FOLDER / "test.yml") == ["${{ matrix.python }}"]
        matrix = jobs(FOLDER / "test.yml")["test"]["strategy"]["matrix"]
        ends = [pythons.dotted(each) for each in (pythons.OLDEST, pythons.NEWEST)]
        assert matrix["python"] == ends
        added = [each["python"] for each in matrix["include"]]
        assert sorted([*ends, *added]) == pythons.supported()
        assert {each["system"] for each in matrix["include"]} <= set(matrix["system"])


class TestSigning:
    def signing(self) -> list[tuple[str, Job, Step]]:
        return [
            (place, job, step)
            for place, job, step in steps()
            if any("secrets." in str(value) for value in step.get("env", {}).values())
        ]

    def test_both_systems_sign(self) -> None:
        found = [place.partition("/")[2] for place, _, _ in self.signing()]
        assert found == ["windows", "msi-test", "macos", "macos"]

    def test_without_a_certificate_a_step_is_passed_over(self) -> None:
        for place, job, step in self.signing():
            assert step["if"] == "env.SIGN == 'true'", place
            assert re.fullmatch(
                r"\$\{\{ secrets\.(WINDOWS|MACOS)_CERTIFICATE != ''"
                r" && startsWith\(github\.ref, 'refs/tags/v'\) \}\}",
                job["env"]["SIGN"],
            )

    def test_no_secret_is_in_reach_of_another_step(self) -> None:
        for path in WORKFLOWS:
            assert "secrets." not in str(read(path).get("env", ""))
            for job in jobs(path).values():
                assert all(name == "SIGN" for name in job.get("env", {}))

    def test_the_program_is_signed_before_it_is_packed(self) -> None:
        for name in ("windows", "macos"):
            names = [step.get("name") for step in RELEASE[name]["steps"]]
            (signed,) = (
                number for number, each in enumerate(names) if f"{each}".startswith("Sign")
            )
            assert names.index("Make the bundle") < signed < names.index("Make the installers")


class TestWork:
    def test_only_verbs_that_exist_are_used(self) -> None:
        used = {
            verb
            for _, _, step in steps()
            for verb in re.findall(r"build/go\.py (\S+)", step.get("run", ""))
        }
        assert used == VERBS
        assert set(go.VERBS) >= VERBS

    def test_scripts_that_are_called_are_there(self) -> None:
        for place, _, step in steps():
            for script in re.findall(r"build/[\w/]+\.(?:py|ps1|sh)", step.get("run", "")):
                assert (ROOT / script).is_file(), place

    def test_every_system_gets_the_same_smoke_test(self) -> None:
        tested = {
            name: [step["run"] for step in job["steps"] if step.get("name") == "Smoke test"]
            for name, job in RELEASE.items()
        }
        tested = {name: runs for name, runs in tested.items() if runs}
        assert set(tested) == {"windows", "msi-test", "macos", "linux-test"}
        assert all(len(runs) == 1 and SMOKE.fullmatch(runs[0]) for runs in tested.values())

    def test_nothing_is_published_untried(self) -> None:
        assert set(RELEASE["publish"]["needs"]) == {"windows", "msi-test", "macos", "linux-test"}
        assert RELEASE["publish"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
        assert "--draft" in RELEASE["publish"]["steps"][-1]["run"]
        assert "SHA256SUMS" in RELEASE["publish"]["steps"][-1]["run"]

    def test_a_name_is_uploaded_once(self) -> None:
        names = [
            step["with"]["name"]
            for _, _, step in steps()
            if "upload-artifact" in step.get("uses", "")
        ]
        assert len(names) == len(set(names))

    def test_what_is_downloaded_was_uploaded(self) -> None:
        up = set()
        for _, _, step in steps():
            if "upload-artifact" in step.get("uses", ""):
                up.add(step["with"]["name"])
            if "download-artifact" in step.get("uses", ""):
                wanted = step["with"]
                if "name" in wanted:
                    assert wanted["name"] in up
                else:
                    assert any(name.startswith(wanted["pattern"].rstrip("*")) for name in up)
