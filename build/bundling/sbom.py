"""The software bill of materials of a bundle: CycloneDX 1.6, with the checksum of every file.

The same bundle gives the same bytes, so that two builds can be compared.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from processes import SetUpError

from bundling.components import PROGRAM, SBOM, Component
from bundling.inspection import Bundle
from bundling.notices import folder_of


def write(bundle: Bundle, components: Iterable[Component]) -> Path:
    """Write the list into the bundle's folder; everything else must be there already."""
    path = bundle.folder / SBOM
    path.write_text(_as_text(_bom(bundle.folder, components)), encoding="utf-8", newline="\n")
    return path


def _bom(folder: Path, components: Iterable[Component]) -> Bom:
    components = list(components)
    entries = {each.purl: _entry(folder, each) for each in components}
    holders = {each.name: entries[each.purl] for each in components if each.kind != "crate"}
    program = holders[PROGRAM]
    bom = Bom(components=[each for each in entries.values() if each is not program])
    bom.metadata.component = program
    for each in components:
        if each.name != PROGRAM:
            bom.register_dependency(holders[each.within or PROGRAM], [entries[each.purl]])
    return bom


def _entry(folder: Path, component: Component) -> Entry:
    program = component.kind == "application"
    return Entry(
        type=ComponentType.APPLICATION if program else ComponentType.LIBRARY,
        name=component.name,
        version=component.version,
        bom_ref=component.purl,
        purl=PackageURL.from_string(component.purl),
        description=component.purpose or None,
        supplier=OrganizationalEntity(name=component.supplier) if component.supplier else None,
        licenses=[LicenseExpression(component.licence)] if component.licence else (),
        components=[_file(folder, path) for path in component.files],
        properties=[Property(name=name, value=value) for name, value in _remarks(component)],
    )


def _remarks(component: Component) -> Iterator[tuple[str, str]]:
    if component.licence_texts:
        yield "spdesk:licence-texts", folder_of(component)
    if component.within:
        yield "spdesk:compiled-into", component.within


def _file(folder: Path, path: str) -> Entry:
    return Entry(
        type=ComponentType.FILE,
        name=path,
        bom_ref=f"file:{path}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_checksum(folder / path))],
    )


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _as_text(bom: Bom) -> str:
    """As JSON, named after its own content, and dated only where the build is."""
    data = json.loads(JsonV1Dot6(bom).output_as_string())
    del data["metadata"]["timestamp"], data["serialNumber"]
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        data["metadata"]["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()
    content = json.dumps(data, sort_keys=True)
    data["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_OID, content).urn
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def verify(folder: Path) -> list[str]:
    """Where the files on the disk are not those of the list, a sentence each."""
    listed = _listed(folder)
    there = {path for path in Bundle(folder).files if path != SBOM}
    kept = sorted(listed.keys() & there)
    return [
        *(f"The file {path} is missing." for path in sorted(listed.keys() - there)),
        *(f"The file {path} is not on the list." for path in sorted(there - listed.keys())),
        *(
            f"The file {path} has been changed."
            for path in kept
            if _checksum(folder / path) != listed[path]
        ),
    ]


def _listed(folder: Path) -> dict[str, str]:
    """The files of the list with their checksums."""
    path = folder / SBOM
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries: list[Any] = [data["metadata"]["component"], *data["components"]]
        files = [file for each in entries for file in each.get("components", ())]
        return {file["name"]: file["hashes"][0]["content"] for file in files}
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SetUpError(f"The list of files {path} cannot be read: {error!r}.") from error
