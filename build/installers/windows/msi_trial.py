"""Try an MSI on a real Windows, as an administrator: the release workflow runs this.

msi_trial.py install FOLDER   install the MSI in FOLDER silently, also over an older one
msi_trial.py refused FOLDER   the same, where a newer one is there: nothing may change
msi_trial.py remove FOLDER    remove it silently; nothing may be left
"""

import os
import subprocess
import sys
from pathlib import Path

if sys.platform == "win32":
    import winreg

FAILED = 1603  # what msiexec ends with where a launch condition does not hold
CLASSES = r"SOFTWARE\Classes"
INSTALLED = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"


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
    opens = value(rf"{CLASSES}\SPDesk.Workbook\shell\open\command")
    check((opens == f'"{programs / "spdesk.exe"}" "%1"') == there, f"a workbook opens with {opens}")
    ending = value(rf"{CLASSES}\.spdesk")
    check((ending == "SPDesk.Workbook") == there, f".spdesk belongs to {ending}")
    keys = [rf"{INSTALLED}\{name}" for name in subkeys(INSTALLED)]
    listed = [
        value(key, "DisplayVersion") for key in keys if value(key, "DisplayName") == "SP Desk"
    ]
    check(listed == ([version] if version else []), f"Windows lists the versions {listed}")


def value(key: str, name: str = "") -> str:
    """What the registry holds for the whole computer; nothing where it holds nothing."""
    if sys.platform == "win32":
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, access=access) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except FileNotFoundError:
            pass
    return ""


def subkeys(key: str) -> list[str]:
    """The names below a key of the registry, which must be there."""
    if sys.platform == "win32":
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, access=access) as opened:
            count, *_ = winreg.QueryInfoKey(opened)
            return [winreg.EnumKey(opened, number) for number in range(count)]
    return []


def check(holds: bool, trouble: str) -> None:
    if not holds:
        sys.exit(f"The installer is not in order: {trouble}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
