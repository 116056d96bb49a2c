"""The list of everything in a bundle: valid, always the same, and true to the files."""

import hashlib
import json
from pathlib import Path

import pytest
from bundling import sbom
from bundling.components import Component
from bundling.inspection import Bundle
from processes import SetUpError

COMPONENTS = [
    Component(
        "Qt",
        "6.1",
        "LGPL-3.0-only",
        "part",
        "pkg:generic/qt@6.1",
        "The Qt Company",
        "the window",
        files=("_internal/q.so",),
        licence_texts=(("LGPL-3.0.txt", "text"),),
    ),
    Component("SP Desk", "1.0", "MIT", "application", "pkg:generic/sp-desk@1.0", files=("spdesk",)),
    Component(
        "pip_core", "2", "GPL-2.0-or-later WITH Bootloader-exception", "package", "pkg:pypi/c@2"
    ),
    Component("syn", "2", "MIT OR Apache-2.0", "crate", "pkg:cargo/syn@2", within="pip_core"),
    Component("syn", "3", "MIT OR Apache-2.0", "crate", "pkg:cargo/syn@3", within="pip_core"),
    Component("liblzma", "unknown", "LicenseRef-Public-Domain", "system", "pkg:generic/liblzma"),
]


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    for path, content in (("spdesk", b"program"), ("_internal/q.so", b"library")):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return Bundle(tmp_path)


class TestWrite:
    def test_it_is_valid(self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("jsonschema", reason="the validator needs it")
        from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
        from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        text = sbom.write(bundle, COMPONENTS).read_text("utf-8")
        validator = JsonStrictValidator(SchemaVersion.V1_6)
        assert validator.validate_str(text) is None
        assert validator.validate_str(text.replace('"file"', '"folder"')) is not None

    def test_what_it_says(self, bundle: Bundle) -> None:
        data = json.loads(sbom.write(bundle, COMPONENTS).read_text("utf-8"))
        assert (data["bomFormat"], data["specVersion"]) == ("CycloneDX", "1.6")
        assert data["metadata"]["component"]["name"] == "SP Desk"
        assert len(data["components"]) == len(COMPONENTS) - 1
        qt = next(each for each in data["components"] if each["name"] == "Qt")
        assert qt["licenses"] == [{"expression": "LGPL-3.0-only"}]
        assert qt["purl"] == "pkg:generic/qt@6.1"
        (file,) = qt["components"]
        assert file["name"] == "_internal/q.so"
        checksum = hashlib.sha256(b"library").hexdigest()
        assert file["hashes"] == [{"alg": "SHA-256", "content": checksum}]

    def test_the_program_depends_on_all_and_a_package_on_its_crates(self, bundle: Bundle) -> None:
        data = json.loads(sbom.write(bundle, COMPONENTS).read_text("utf-8"))
        depends = {each["ref"]: each.get("dependsOn", []) for each in data["dependencies"]}
        assert depends["pkg:generic/sp-desk@1.0"] == [
            "pkg:generic/liblzma",
            "pkg:generic/qt@6.1",
            "pkg:pypi/c@2",
        ]
        assert depends["pkg:pypi/c@2"] == ["pkg:cargo/syn@2", "pkg:cargo/syn@3"]

    def test_the_same_bundle_gives_the_same_bytes(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        first = sbom.write(bundle, COMPONENTS).read_bytes()
        assert sbom.write(bundle, reversed(COMPONENTS)).read_bytes() == first
        assert b"timestamp" not in first
        (bundle.folder / "spdesk").write_bytes(b"another program")
        second = sbom.write(bundle, COMPONENTS).read_bytes()
        assert json.loads(first)["serialNumber"] != json.loads(second)["serialNumber"]

    def test_the_build_sets_the_date(self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        data = json.loads(sbom.write(bundle, COMPONENTS).read_text("utf-8"))
        assert data["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"


class TestVerify:
    def test_nothing_has_changed(self, bundle: Bundle) -> None:
        sbom.write(bundle, COMPONENTS)
        assert sbom.verify(bundle.folder) == []

    def test_each_change_is_named(self, bundle: Bundle) -> None:
        sbom.write(bundle, COMPONENTS)
        (bundle.folder / "spdesk").write_bytes(b"Program")
        assert sbom.verify(bundle.folder) == ["The file spdesk has been changed."]
        (bundle.folder / "spdesk").rename(bundle.folder / "new")
        assert sbom.verify(bundle.folder) == [
            "The file spdesk is missing.",
            "The file new is not on the list.",
        ]

    @pytest.mark.parametrize("text", ["", "{}", "[]", '{"metadata": 1}'])
    def test_a_list_that_cannot_be_read(self, bundle: Bundle, text: str) -> None:
        (bundle.folder / "sbom.cdx.json").write_text(text)
        with pytest.raises(SetUpError, match=r"sbom\.cdx\.json cannot be read"):
            sbom.verify(bundle.folder)

    def test_no_list_at_all(self, bundle: Bundle) -> None:
        with pytest.raises(SetUpError, match="cannot be read"):
            sbom.verify(bundle.folder)
