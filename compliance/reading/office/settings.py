"""The settings of LibreOffice for files of unknown origin: nothing runs, nothing is fetched, nothing is kept."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Value = bool | int | str

# Names and meanings as in LibreOffice's own registry schema (officecfg); what a version does not know it passes over.
_SETTINGS: dict[str, dict[str, Value]] = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3,  # very high: only macros from trusted places, and there are none
        "DisableMacrosExecution": True,
        "DisablePythonRuntime": True,
        "DisableOLEAutomation": True,
        "DisableActiveContent": True,
        # No file is trusted, so no picture, template or text that one links to is loaded, from a disk or a network.
        "BlockUntrustedRefererLinks": True,
    },
    "/org.openoffice.Office.Common/Security": {"LoadExoticFileFormats": 0},  # never
    "/org.openoffice.Office.Writer/Content/Update": {"Link": 0, "Field": False, "Chart": False},  # 0: never
    "/org.openoffice.Office.Calc/Content/Update": {"Link": 1},  # never; 0 would be always
    "/org.openoffice.Office.Java/VirtualMachine": {"Enable": False},
    "/org.openoffice.Office.Common/Misc": {"CrashReport": False, "UseOpenCL": False, "FirstRun": False},
    "/org.openoffice.Office.Common/Load": {"DetectWebDAVRedirection": False},
    "/org.openoffice.Office.Recovery/RecoveryInfo": {"Enabled": False},
    "/org.openoffice.Office.Recovery/AutoSave": {"Enabled": False},
    "/org.openoffice.Office.Update/Update": {"Enabled": False},
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments": {
        "AutoCheckEnabled": False,
        "AutoDownloadEnabled": False,
    },
    # Should anything ask for a page all the same, it asks a proxy that does not answer: port 9 of this machine.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": 2,  # as set here, whatever the system has
        "ooInetNoProxy": "",
        **{f"ooInet{scheme}ProxyName": "127.0.0.1" for scheme in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{scheme}ProxyPort": 9 for scheme in ("HTTP", "HTTPS", "FTP")},
    },
    "/org.openoffice.Setup/Office": {"ooSetupInstCompleted": True},
}
_NAMESPACES = (
    'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def write_settings(profile: Path) -> None:
    """Write the settings into a user profile that LibreOffice has not seen yet. Raises OSError."""
    folder = profile / "user"
    folder.mkdir(mode=0o700, parents=True)
    (folder / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")


def _registry() -> str:
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{_value(value)}</value></prop></item>\n"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {_NAMESPACES}>\n{items}</oor:items>\n'


def _value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
