"""The Windows installer: a per-machine MSI made with wixl from a finished Windows folder.

wixl reads WiX 3 sources and runs on Linux. What it cannot say by itself is said here as plain
rows: the file association as registry values, the limits of the system as a launch condition.
"""

import hashlib
import os
import re
import shutil
import tempfile
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import environment
from processes import SetUpError, output_of

NAME = "SP Desk"
MAKER = "The SP Desk developers"
PROGRAM = "spdesk.exe"
PROG_ID = "SPDesk.Workbook"
ICON = "spdesk.ico"

# Names inside the scratch folder.
PAYLOAD = "payload"
MADE = "spdesk.msi"

# Both must stay as they are for ever: Windows knows the program and its parts by them.
FAMILY = uuid.UUID("6f2f3c2e-6a3c-5b6e-9b0c-6d3f0f4b7a51")
UPGRADE_CODE = uuid.uuid5(FAMILY, "upgrade")

# Every build of the same payload is to be the same file, so all times in it are one fixed time.
THEN = datetime(2000, 1, 1, tzinfo=UTC)

PROPERTIES = {
    # Never restart the computer, nor ask to; the exit code 3010 tells who wants to know.
    "REBOOT": "ReallySuppress",
    # wixl writes no file versions. Without "a" Windows takes an old DLL with a version for
    # better than the new one, keeps it, and then removes it with the old product.
    "REINSTALLMODE": "amus",
    "ARPPRODUCTICON": ICON,
    "ARPCOMMENTS": "Guides a group through the SP method. A thinking aid with no data behind it.",
    "ARPCONTACT": MAKER,
    "ARPNOREPAIR": "1",
    "ARPNOMODIFY": "1",
}
NEWER = "A newer version of SP Desk is already installed. Remove it first to go back to this one."
TOO_OLD = "SP Desk needs a 64-bit Windows 10 or later."


def make(payload: Path, version: str, icon: Path, out: Path) -> Path:
    """Make the MSI of a payload folder, which holds spdesk.exe, in the folder out."""
    for tool in ("wixl", "msibuild", "msiinfo"):
        if not shutil.which(tool):
            raise SetUpError(f"The MSI is made with {tool}; please install wixl and msitools.")
    with tempfile.TemporaryDirectory(prefix="spdesk-msi-") as scratch:
        folder = Path(scratch)
        names = stage(payload, folder / PAYLOAD)
        shutil.copyfile(icon, folder / ICON)
        tree = ET.ElementTree(source(names, version))
        tree.write(folder / "spdesk.wxs", encoding="utf-8", xml_declaration=True)
        code = uuid.uuid5(FAMILY, f"package {fingerprint(folder)}")
        # wixl finds files only from its current folder.
        carry_out(["wixl", "--arch", "x64", "--output", MADE, "spdesk.wxs"], folder)
        settle_summary(folder, code)
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(folder / MADE, out / f"SPDesk-{version}-x64.msi"))


def carry_out(command: Sequence[str], folder: Path) -> None:
    # The time zone shifts the times that the tools write.
    environment.carry_out("The MSI could not be made", command, {"TZ": "UTC0"}, folder)


def settle_summary(folder: Path, code: uuid.UUID) -> None:
    """Replace the package code that wixl draws by lot, and today's date.

    Windows wants a code of its own for each content; so the same content gets the same file.
    """
    lines = output_of(["msiinfo", "export", str(folder / MADE), "_SummaryInformation"]).splitlines()
    then = THEN.strftime("%Y/%m/%d %H:%M:%S")
    settled = {"9": braces(code), "12": then, "13": then}  # when it was made, and last changed
    for number, line in enumerate(lines):
        key = line.partition("\t")[0]
        if key in settled:
            lines[number] = f"{key}\t{settled[key]}"
    table = folder / "summary.idt"
    table.write_text("\r\n".join(lines) + "\r\n", encoding="ascii", newline="")
    carry_out(["msibuild", MADE, "-i", table.name], folder)


def stage(payload: Path, folder: Path) -> list[str]:
    """Copy the payload, all its times alike, and name its files by their paths inside."""
    if not (payload / PROGRAM).is_file():
        raise SetUpError(f"There is no {PROGRAM} in {payload}.")
    shutil.copytree(payload, folder)
    names = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        os.utime(path, (THEN.timestamp(), THEN.timestamp()))
        name = path.relative_to(folder).as_posix()
        if not name.isascii():
            raise SetUpError(f"wixl cannot write the file name {name}; only ASCII letters will do.")
        names.append(name)
    return names


def fingerprint(folder: Path) -> str:
    """One number for all that goes into the installer: its source, its icon and its files."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def source(names: Sequence[str], version: str) -> ET.Element:
    """The WiX source: everything that the installer holds and does."""
    check_version(version)
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = add(
        wix,
        "Product",
        Id=braces(uuid.uuid5(FAMILY, f"product {version}")),
        UpgradeCode=braces(UPGRADE_CODE),
        Name=NAME,
        Version=version,
        Manufacturer=MAKER,
        Language="1033",
    )
    add(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Comments=PROPERTIES["ARPCOMMENTS"],
    )
    add(product, "Media", Id="1", Cabinet="spdesk.cab", EmbedCab="yes")
    add(product, "MajorUpgrade", DowngradeErrorMessage=NEWER)
    add(product, "Icon", Id=ICON, SourceFile=ICON)
    for name, value in PROPERTIES.items():
        add(product, "Property", Id=name, Value=value)
    add_condition(product)
    top = add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    add(top, "Directory", Id="ProgramMenuFolder")
    programs = add(top, "Directory", Id="ProgramFiles64Folder")
    components = add_files(add(programs, "Directory", Id="INSTALLDIR", Name=NAME), names)
    add_links(components[PROGRAM])
    feature = add(product, "Feature", Id="Program", Title=NAME, Level="1")
    for component in components.values():
        add(feature, "ComponentRef", Id=component.attrib["Id"])
    return wix


def add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def check_version(version: str) -> None:
    """Windows compares three numbers, of which the first two are small."""
    numbers = [int(each) for each in version.split(".") if re.fullmatch(r"\d{1,5}", each)]
    if version.count(".") != 2 or len(numbers) != 3 or max(numbers[:2]) > 255 or numbers[2] > 65535:
        raise SetUpError(f"An MSI cannot have the version {version}; it needs the form 1.2.3.")


def add_condition(product: ET.Element) -> None:
    """Refuse older systems by the registry: the installer's own VersionNT ends at Windows 8.1."""
    found = add(product, "Property", Id="WINDOWSMAJOR")
    add(
        found,
        "RegistrySearch",
        Id="WindowsMajor",
        Root="HKLM",
        Key=r"SOFTWARE\Microsoft\Windows NT\CurrentVersion",
        Name="CurrentMajorVersionNumber",
        Type="raw",
        Win64="yes",
    )
    condition = add(product, "Condition", Message=TOO_OLD)
    condition.text = "Installed OR (VersionNT64 AND WINDOWSMAJOR)"


def add_files(folder: ET.Element, names: Sequence[str]) -> dict[str, ET.Element]:
    """One component for each file, as Windows Installer's own rules want it."""
    folders = {PurePosixPath("."): folder}
    components = {}
    for name in names:
        inside = PurePosixPath(name)
        for above in reversed(inside.parents):
            if above not in folders:
                parent = folders[above.parent]
                folders[above] = add(parent, "Directory", Id=identity("d", above), Name=above.name)
        components[name] = component = add(
            folders[inside.parent],
            "Component",
            Id=identity("c", inside),
            Guid=braces(part(inside)),
            Win64="yes",
        )
        add(
            component,
            "File",
            Id=identity("f", inside),
            Name=inside.name,
            Source=f"{PAYLOAD}/{name}",
            KeyPath="yes",
        )
    return components


def add_links(program: ET.Element) -> None:
    """What leads to the program: the Start menu, and a double click on a workbook."""
    place = f"[#{identity('f', PurePosixPath(PROGRAM))}]"
    add(
        program,
        "Shortcut",
        Id="StartMenu",
        Directory="ProgramMenuFolder",
        Name=NAME,
        Description="Opens SP Desk",
        Target=place,
        Icon=ICON,
        WorkingDirectory="INSTALLDIR",
    )
    prog_id = rf"SOFTWARE\Classes\{PROG_ID}"
    for key, value in {
        r"SOFTWARE\Classes\.spdesk": PROG_ID,
        prog_id: "SP Desk workbook",
        rf"{prog_id}\DefaultIcon": f"{place},0",
        rf"{prog_id}\shell\open\command": f'"{place}" "%1"',
    }.items():
        add(program, "RegistryValue", Root="HKLM", Key=key, Type="string", Value=value)


def part(path: PurePosixPath) -> uuid.UUID:
    """The same for ever for a place below the program's folder; Windows ignores letter case."""
    return uuid.uuid5(FAMILY, f"part {path.as_posix().lower()}")


def identity(kind: str, path: PurePosixPath) -> str:
    return kind + part(path).hex


def braces(code: uuid.UUID) -> str:
    return f"{{{str(code).upper()}}}"
