"""The small values that records are made of, each with what it may be; a schema and a reader say the same of it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

__all__ = [
    "MONTHS",
    "Bbox",
    "Count",
    "Edtf",
    "First",
    "Id",
    "Ids",
    "Latitude",
    "Longitude",
    "Positive",
    "RawPath",
    "Sha256",
    "Trimmed",
    "Words",
    "Written",
]

Bbox = tuple[float, float, float, float]
"""West, south, east, north in degrees, WGS 84."""

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="lower-case letters, digits and hyphens")]

Edtf = Annotated[
    str,
    Meta(
        pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[?~%]?)?$",
        description="an EDTF date, like 1953, 1953-07 or 1953-07-27",
    ),
]
"""Extended Date/Time Format, level 1, as far as it is used here; empty where no date is known."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""As English writes them, whatever the language of the machine."""

Longitude = Annotated[float, Meta(ge=-180, le=180, description="degrees between -180 and 180")]
Latitude = Annotated[float, Meta(ge=-90, le=90, description="degrees between -90 and 90")]
Positive = Annotated[float, Meta(gt=0, description="a number, more than 0")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="sha256 as 64 hexadecimal digits")]
Trimmed = Annotated[str, Meta(pattern=r"^\S(.*\S)?$", description="text without space around it")]
Written = Annotated[str, Meta(pattern=r"\S", description="text that says something")]
Words = Annotated[tuple[Trimmed, ...], Meta(min_length=1, description="a list of at least one text")]
Ids = tuple[Id, ...]
Count = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
First = Annotated[int, Meta(ge=1, description="a whole number, 1 or more")]
RawPath = Annotated[
    str, Meta(pattern=r"^(?!/)(?!(.*/)?\.\.(/|$))\S+$", description="a path below geodata/raw, with forward slashes")
]
