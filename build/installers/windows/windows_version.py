"""The version resource of a Windows program, in the form that PyInstaller reads."""

MAKER = "The SP Desk developers"
BRITISH, UNICODE = 0x0809, 0x04B0  # Windows' numbers for the language and the encoding


def version_file_text(name: str, description: str, version: str) -> str:
    """What Explorer shows of the program called name; the text is for EXE(version=FILE)."""
    numbers = (*map(int, version.split(".")), 0, 0, 0)[:4]
    strings = {
        "CompanyName": MAKER,
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": f"{MAKER}. MIT licence.",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "SP Desk",
        "ProductVersion": version,
    }
    rows = ",\n".join(f"   StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return f"""\
VSVersionInfo(
 ffi=FixedFileInfo(
  filevers={numbers}, prodvers={numbers},
  # A finished 32-bit or 64-bit program for Windows NT and what came after it.
  mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0, date=(0, 0)),
 kids=[
  StringFileInfo([StringTable('{BRITISH:04X}{UNICODE:04X}', [
{rows}])]),
  VarFileInfo([VarStruct('Translation', [{BRITISH}, {UNICODE}])])])
"""
