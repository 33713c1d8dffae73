"""Links as W3C Web Annotations: the form in which they are written down, and back.

References
----------
W3C Web Annotation Data Model: TextPositionSelector and TextQuoteSelector on a document; *identifying* a place, or
*linking* to one that the words do not mean but come nearest to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import UNSET, UnsetType, field

from koreamap.model import Grade, MadeBy, Record
from koreamap.model.links import Link, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Annotation", "AnnotationPage", "build_page", "read_page"]

Motivation = Literal["identifying", "linking"]

_DOCUMENT, _MENTION, _PLACE = (f"urn:koreamap:{kind}:" for kind in ("document", "mention", "place"))


class Position(Record, frozen=True, kw_only=True):
    """Where the words stand: code points of the document's text, end exclusive."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Quote(Record, frozen=True, kw_only=True):
    """The words, with what stands before and after them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class Target(Record, frozen=True, kw_only=True):
    """The span of a document."""

    source: str
    passage_id: str = field(name="koreamap:passage")
    selector: tuple[Position, Quote]


class Body(Record, frozen=True, kw_only=True):
    """The place that is named or comes nearest."""

    type: Literal["SpecificResource"] = "SpecificResource"
    source: str
    purpose: Motivation = "identifying"


class Annotation(Record, frozen=True, kw_only=True):
    """A link; what the standard has no word for stands under ``koreamap:``.

    How sure it is (``koreamap:grade``) is left out where the words are a listed name or a person said so.
    """

    id: str
    type: Literal["Annotation"] = "Annotation"
    motivation: Motivation = "identifying"
    body: Body
    feature_ids: tuple[str, ...] = field(name="koreamap:features")
    layer: str = field(name="koreamap:layer")
    made_by: MadeBy = field(name="koreamap:made_by")
    note: str = field(name="koreamap:note")
    grade: Grade | UnsetType = field(name="koreamap:grade", default=UNSET)
    target: Target


class AnnotationPage(Record, frozen=True, kw_only=True):
    """``links.json``: one annotation for each span and place, in reading order."""

    context: tuple[str, dict[str, str]] = field(
        name="@context",
        default_factory=lambda: ("http://www.w3.org/ns/anno.jsonld", {"koreamap": "urn:koreamap:vocabulary:"}),
    )
    id: str = "urn:koreamap:links"
    type: Literal["AnnotationPage"] = "AnnotationPage"
    items: tuple[Annotation, ...]


def build_page(links: Iterable[Link]) -> AnnotationPage:
    """Write links down, in their order."""
    return AnnotationPage(items=tuple(map(_to_annotation, links)))


def read_page(page: AnnotationPage) -> tuple[Link, ...]:
    """Read the links of a page back."""
    return tuple(map(_to_link, page.items))


def _to_annotation(link: Link) -> Annotation:
    mention = link.mention
    position = Position(start=mention.start, end=mention.end)
    quote = Quote(exact=mention.exact, prefix=mention.prefix, suffix=mention.suffix)
    source = _DOCUMENT + mention.document_id
    motivation: Motivation = "linking" if mention.differs else "identifying"
    return Annotation(
        id=_MENTION + link.key,
        motivation=motivation,
        body=Body(source=_PLACE + mention.place_id, purpose=motivation),
        feature_ids=link.feature_ids,
        layer=link.layer,
        made_by=mention.made_by,
        note=mention.note,
        grade=UNSET if mention.grade == "exact" else mention.grade,
        target=Target(source=source, passage_id=mention.passage_id, selector=(position, quote)),
    )


def _to_link(annotation: Annotation) -> Link:
    position, quote = annotation.target.selector
    mention = Mention(
        document_id=annotation.target.source.removeprefix(_DOCUMENT),
        passage_id=annotation.target.passage_id,
        start=position.start,
        end=position.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        place_id=annotation.body.source.removeprefix(_PLACE),
        made_by=annotation.made_by,
        note=annotation.note,
        differs=annotation.motivation == "linking",
        grade="exact" if annotation.grade is UNSET else annotation.grade,
    )
    key = annotation.id.removeprefix(_MENTION)
    return Link(key=key, mention=mention, feature_ids=annotation.feature_ids, layer=annotation.layer)
