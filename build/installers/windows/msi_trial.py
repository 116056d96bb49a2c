"""Try an MSI on a real Windows, as an administrator: the release workflow runs this.

msi_trial.py install FOLDER   install the MSI in FOLDER silently, also over an older one
msi_trial.py refused FOLDER   the same, where a newer one is there: nothing may change
msi_trial.py remove FOLDER    remove it silently; nothing may be left
"""

import os
import subprocess
import sys
from pathlib import Path

FAILED = 1603  # what msiexec ends with where a launch condition does not hold
CLASSES = r"HKLM\SOFTWARE\Classes"
INSTALLED = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"


def main(verb: str, folder: str) -> None:
    (package,) = Path(folder).glob("*.msi")
    version = package.name.split("-")[1]
    if verb == "install":
        msiexec("/i", package)
        look(version)
    elif verb == "refused":
        msiexec("/i", package, expected=FAILED)
    else:
        msiexec("/x", package)
        look(None)
    print(f"{verb} {package.name}: as it should be")


def msiexec(what: str, package: Path, expected: int = 0) -> None:
    """Run Windows Installer out of sight. Any other end is wrong, also 3010, "restart needed"."""
    log = package.with_suffix(".log")
    command = ["msiexec", what, str(package.absolute()), "/qn", "/l*v", str(log.absolute())]
    code = subprocess.run(command, check=False).returncode
    check(code == expected, f"msiexec {what} ended with {code}")


def look(version: str | None) -> None:
    """See whether this version, and only this one, is on the computer; None for nothing at all."""
    there = version is not None
    programs = Path(os.environ["PROGRAMFILES"], "SP Desk")
    check(programs.exists() == there, f"{programs} is wrong")
    menu = Path(os.environ["PROGRAMDATA"], r"Microsoft\Windows\Start Menu\Programs\SP Desk.lnk")
    check(menu.exists() == there, f"{menu} is wrong")
    opens = query(rf"{CLASSES}\SPDesk.Workbook\shell\open\command", "/ve")
    check((f'"{programs / "spdesk.exe"}" "%1"' in opens) == there, f"a workbook opens with {opens}")
    ending = query(rf"{CLASSES}\.spdesk", "/ve")
    check(("SPDesk.Workbook" in ending) == there, f".spdesk belongs to {ending}")
    listed = query(INSTALLED, "/s", "/f", "SP Desk", "/d", "/e")
    check(listed.count("DisplayName") == int(there), f"Windows lists {listed}")
    if version:
        versions = query(INSTALLED, "/s", "/f", version, "/d", "/e")
        check("DisplayVersion" in versions, f"Windows does not list the version {version}")


def query(*arguments: str) -> str:
    """What the registry holds; nothing where the key is not there."""
    command = ["reg", "query", *arguments, "/reg:64"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return "" if done.returncode else done.stdout


def check(holds: bool, trouble: str) -> None:
    if not holds:
        sys.exit(f"The installer is not in order: {trouble}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
