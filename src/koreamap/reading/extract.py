"""What is read out of a file, whatever its format."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import PurePath

from koreamap.model.record import Record
from koreamap.reading.decoding import Decoded, decode
from koreamap.text.formats.blocks import Block

__all__ = ["Extract", "GivenFile", "HeadDraft"]


class HeadDraft(Record, frozen=True, kw_only=True):
    """What a file says of itself; empty where it says nothing.

    Parameters
    ----------
    date
        EDTF: of the document, not of the file.
    made
        EDTF: when the file was made, which may be another day.
    language
        BCP 47: ``en``, ``ko``.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    made: str = ""
    language: str = ""
    publisher: str = ""


class Extract(Record, frozen=True, kw_only=True):
    """A file's text and how it is divided.

    Parameters
    ----------
    name, sha256
        Of the file: as it was given, and of its bytes.
    format, title
        Name of the module of `koreamap.reading.formats` that read it, with hyphens; what people call that format.
    encoding
        In which a text file was found; empty where the format has its own.
    text, blocks
        In reading order. Whatever is no white space lies in exactly one slice of one block.
    head
        What the file says of itself.
    warnings
        What was left out, mended or guessed, a sentence each.
    """

    name: str
    sha256: str
    format: str
    title: str
    encoding: str = ""
    text: str
    blocks: tuple[Block, ...]
    head: HeadDraft
    warnings: tuple[str, ...] = ()


class GivenFile:
    """A file's name and bytes, and what can be seen of them at once."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters: ``.txt``."""
        return PurePath(self.name).suffix.lower()

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def decoded(self) -> Decoded | None:
        """Its text, where it is one."""
        return decode(self.data)
