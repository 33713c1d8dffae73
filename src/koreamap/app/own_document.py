"""What the Documents page holds of one document while its reader decides on its names; no widgets here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from koreamap.annotations import build_page
from koreamap.app.assets import describe_cards
from koreamap.app.session_files import SessionFile
from koreamap.built import BuiltDocuments, encode_lines
from koreamap.drafts import Draft, Linked, decide, link_draft
from koreamap.errors import KoreamapError
from koreamap.model.inputs import DecisionsFile
from koreamap.translation import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.atlas import Atlas
    from koreamap.drafts import Question, Spot
    from koreamap.model import Place

__all__ = ["Answer", "Desk", "describe_places", "describe_questions", "get_ready", "open_desk", "read_answer"]

_MOST_STEPS = 200
"""So many decisions can be taken back."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a browser tells of a question.

    Parameters
    ----------
    action
        ``decide`` or ``undo``.
    exact, kind
        The word, and what was asked of it.
    places
        Ids of what it names; none for no place.
    spot
        Which of its spots is meant alone, from 0; None for all.
    """

    action: str
    exact: str = ""
    kind: str = ""
    places: tuple[str, ...] = ()
    spot: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A document on which is being decided.

    Parameters
    ----------
    draft, linked
        What was decided, and what it comes to.
    before
        The states before it, the last one last.
    files
        What a browser reads of it.
    stands
        What its folder had when it was last read or written; None where it is not kept.
    """

    draft: Draft
    linked: Linked
    before: tuple[Draft, ...]
    files: Mapping[str, SessionFile]
    stands: DecisionsFile | None = None

    def find_paths(self) -> dict[str, str]:
        """Return the addresses of the files by stem."""
        return {stem: file.path for stem, file in self.files.items()}

    def answer(self, answer: Answer, atlas: Atlas) -> Desk:
        """Take an answer; one that fits no question is not heard."""
        if answer.action == "undo":
            return self._turn(self.before[-1], atlas, self.before[:-1]) if self.before else self
        question = next((q for q in self.linked.questions if (q.exact, q.kind) == (answer.exact, answer.kind)), None)
        if answer.action != "decide" or question is None or not atlas.places.keys() >= set(answer.places):
            return self
        spot = _find_spot(question, answer.spot)
        if answer.spot is not None and spot is None:
            return self
        return self.take(decide(self.draft, question.exact, answer.places, spot=spot), atlas)

    def take(self, draft: Draft, atlas: Atlas) -> Desk:
        """Put other decisions in the place of these, as one step that can be taken back."""
        return self._turn(draft, atlas, (*self.before, self.draft)[-_MOST_STEPS:])

    def _turn(self, draft: Draft, atlas: Atlas, before: tuple[Draft, ...]) -> Desk:
        return replace(open_desk(draft, atlas, before), stands=self.stands)


def get_ready(atlas: Atlas) -> None:
    """Link a short document of ours, so that the first of the user's does not wait until it is known how.

    What goes wrong is told when a document of the user's is linked.
    """
    document = min(atlas.documents.values(), key=lambda one: len(one.text))
    with suppress(KoreamapError):
        link_draft(
            Draft(document=document, decisions=DecisionsFile(document=document.id, text_sha256=document.sha256)),
            atlas.places,
        )


def open_desk(draft: Draft, atlas: Atlas, before: tuple[Draft, ...] = ()) -> Desk:
    """Link a draft and write what a browser reads of it.

    Stops with `KoreamapError` where the document cannot be linked.
    """
    linked = link_draft(draft, atlas.places)
    alone = replace(
        atlas,
        documents={draft.document.id: draft.document},
        links=linked.links,
        by_key={link.key: link for link in linked.links},
        claims={},
    )
    files = {
        "documents": encode_lines(BuiltDocuments(documents=(draft.document,))),
        "links": encode_lines(build_page(linked.links)),
        "cards": describe_cards(alone),
    }
    return Desk(
        draft=draft,
        linked=linked,
        before=before,
        files={stem: SessionFile(stem, body) for stem, body in files.items()},
    )


def read_answer(text: str) -> Answer | None:
    """Read what a browser sent; None where it is no answer."""
    try:
        return msgspec.json.decode(text, type=Answer)
    except msgspec.DecodeError:
        return None


def describe_questions(linked: Linked) -> list[dict[str, object]]:
    """Describe the questions for the browser, as JSON."""
    return [
        {
            "exact": question.exact,
            "kind": question.kind,
            "places": list(question.places),
            "spots": [
                {"passage": spot.passage, "label": spot.label, "prefix": spot.prefix, "suffix": spot.suffix}
                for spot in question.spots
            ],
        }
        for question in linked.questions
    ]


def describe_places(places: Mapping[str, Place]) -> list[dict[str, object]]:
    """Describe what a word may be said to name, as JSON: title, in the reader's language, and all names."""
    is_korean = spoken() == "ko"
    titles = {id_: (is_korean and place.hangul) or place.title for id_, place in places.items()}
    return [
        {"id": id_, "title": title, "names": sorted({name.text for name in places[id_].names} - {title})}
        for id_, title in sorted(titles.items(), key=itemgetter(1))
    ]


def _find_spot(question: Question, number: int | None) -> Spot | None:
    return question.spots[number] if number is not None and 0 <= number < len(question.spots) else None
