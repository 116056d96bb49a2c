"""A workbook of ballots as small as one can be, to try the bundle's reader of workbooks with.

Written out here, because a packaged program is also tried where nothing is installed.
"""

import zipfile
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": f"""\
<Types xmlns="{_OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "xl/workbook.xml": f"""\
<workbook xmlns="{_OFFICE}/spreadsheetml/2006/main"
 xmlns:r="{_OFFICE}/officeDocument/2006/relationships">
<sheets><sheet name="Ballots" sheetId="1" r:id="rId1"/></sheets>
</workbook>""",
    "xl/_rels/workbook.xml.rels": f"""\
<Relationships xmlns="{_OFFICE}/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="{_OFFICE}/officeDocument/2006/relationships/worksheet"/>
</Relationships>""",
    "xl/worksheets/sheet1.xml": f"""\
<worksheet xmlns="{_OFFICE}/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Capabilities</t></is></c></row>
<row r="2"><c r="A2"><v>6</v></c></row>
<row r="3"><c r="A3"><v>7</v></c></row>
</sheetData></worksheet>""",
}


def write_ballots(path: Path) -> None:
    """Write two ballots on one question."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
