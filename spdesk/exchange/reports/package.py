"""Office files as the same bytes for the same content: no moment of writing, no stray origin."""

import io
import re
import zipfile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can say."""

_CORE, _APP = "docProps/core.xml", "docProps/app.xml"

_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)

_APP_CONTENT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>SP Desk</Application></Properties>'
)


def steady(package: bytes) -> bytes:
    """The same package (docx, xlsx, pptx) without anything that says when or where it was made.

    Parts keep their order; every entry gets the same time and the same rights, and the core
    properties lose their dates.
    """
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == _APP:
                content = _APP_CONTENT
            elif name == _CORE:
                content = _MOMENTS.sub(b"", content)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells Windows from the others
            entry.external_attr = 0
            target.writestr(entry, content)
    return result.getvalue()
