"""The manifest of the built files: the SHA-256 of each, by which a file that the build did not write is refused.

It is written as ``sha256sum`` writes it, so that ``sha256sum --check SHA256SUMS`` in ``layers/`` tells the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["MANIFEST", "Manifest", "read_manifest", "write_manifest"]

MANIFEST = "SHA256SUMS"
"""Its file name, beside the files that it names."""

_LINES = re.compile(r"(?:[0-9a-f]{64}  [^\s\\]+\n)+")
_ANEW = "run `koreamap build`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the build wrote into a folder; files that it does not name are somebody else's, and nobody reads them.

    Parameters
    ----------
    folder
        Where the files lie.
    digests
        File name, relative to the folder -> its SHA-256 in hexadecimal digits.
    """

    folder: Path
    digests: Mapping[str, str]

    def read(self, name: str) -> bytes:
        """Read a built file, whole.

        Raises
        ------
        koreamap.errors.BuildError
            When it is missing, differs from what the build wrote, or is not named.
        """
        file = self.folder / name
        if name not in self.digests:
            raise BuildError(name, found=f"no line for it in {MANIFEST}", expected=f"one; {_ANEW}", file=file)
        data = _read(file)
        if hashlib.sha256(data).hexdigest() != self.digests[name]:
            expected = f"those that the build wrote; {_ANEW}"
            raise BuildError(name, found=f"other bytes than {MANIFEST} names", expected=expected, file=file)
        return data


def write_manifest(files: Mapping[str, bytes]) -> bytes:
    """Write the manifest of files, by name, in their order by name."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises
    ------
    koreamap.errors.BuildError
        When it is missing or is no list of digests and names.
    """
    file = folder / MANIFEST
    text = _read(file).decode(errors="replace")
    if not _LINES.fullmatch(text):
        raise BuildError(MANIFEST, found="another text", expected=f"a digest and a name a line; {_ANEW}", file=file)
    pairs = (line.split("  ") for line in text.splitlines())
    return Manifest(folder=folder, digests={name: digest for digest, name in pairs})


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise BuildError(file.name, found="no such file", expected=f"a built one; {_ANEW}", file=file) from error
    except OSError as error:
        found = error.strerror or str(error)
        raise BuildError(file.name, found=found, expected=f"a built file; {_ANEW}", file=file) from error
