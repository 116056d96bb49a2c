"""What belongs to macOS only: the program's description to the system, and the disk image."""

import shutil
import tempfile
from pathlib import Path

import environment
from processes import SetUpError

# .local is kept free for names that nobody owns on the internet.
IDENTIFIER = "local.spdesk.desktop"
WORKBOOK_TYPE = "local.spdesk.workbook"


def info_plist(version: str) -> dict[str, object]:
    """The keys of Info.plist that PyInstaller's BUNDLE does not set by itself."""
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": "SP Desk",
        "CFBundleDisplayName": "SP Desk",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en_GB",
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "The SP Desk developers. MIT licence.",
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "SP Desk workbook",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [WORKBOOK_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": WORKBOOK_TYPE,
                "UTTypeDescription": "SP Desk workbook",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {"public.filename-extension": ["spdesk"]},
            }
        ],
    }


def make_dmg(app: Path, out: Path) -> Path:
    """Put the program into a disk image, beside the folder where people drag it."""
    if not shutil.which("hdiutil"):
        raise SetUpError("A disk image can be made on macOS only: it needs hdiutil.")
    if not app.is_dir():
        raise SetUpError(f"There is no {app}.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="spdesk-dmg-") as scratch:
        # ditto keeps what a signature may depend on: links and extended attributes.
        carry_out("ditto", str(app), str(Path(scratch) / app.name))
        (Path(scratch) / "Applications").symlink_to("/Applications")
        image = ["-volname", "SP Desk", "-srcfolder", scratch, "-format", "UDZO", "-ov"]
        carry_out("hdiutil", "create", *image, str(out))
    return out


def carry_out(*command: str) -> None:
    environment.carry_out("The disk image could not be made", command)
