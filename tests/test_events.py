"""What a browser tells by an event: a text that is one is heard, anything else is nothing, and never an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest

from koreamap.app import box_map, tab_view
from koreamap.app.events import read_text
from koreamap.app.view_state import ViewState, read_view
from koreamap.atlas import Atlas, read_atlas

LIES: list[object] = [
    None,
    True,
    7,
    -1e300,
    float("nan"),
    b"text",
    ["text"],
    [["text"]],
    {"text": "text"},
    {},
    "a" * 1001,
]


@pytest.mark.parametrize("value", LIES)
def test_what_is_no_text_or_too_long_is_not_heard(value: object) -> None:
    assert read_text({"text": value}, "text") == ""


@pytest.mark.parametrize("event", [*LIES, "text", '{"text": "a"}', {"texts": "a"}, {"get": "text"}, [("text", "a")]])
def test_what_is_no_event_of_ours_is_not_heard(event: object) -> None:
    assert read_text(event, "text") == ("text" if event == {"text": "text"} else "")


@pytest.mark.parametrize("text", ["", "124,37,126,38", "\x00\ud800\u202e<b>", "가" * 1000])
def test_a_text_is_heard_as_it_is(text: str) -> None:
    assert read_text(json.loads(json.dumps({"text": text})), "text") == text


@pytest.mark.parametrize("event", [*LIES, {"box": [1]}, {"box": "1" * 1001}])
def test_no_event_makes_a_drawn_box(monkeypatch: pytest.MonkeyPatch, event: object) -> None:
    monkeypatch.setattr(box_map.st, "session_state", {"drawn": event})
    assert box_map.read_drawn("drawn") == ""
    assert box_map.read_drawn("never drawn") == ""


@pytest.mark.parametrize("event", [*LIES[:-1], {"text": [1]}, {"text": "a" * 1001}])
def test_no_event_makes_a_view_that_a_tab_remembers(monkeypatch: pytest.MonkeyPatch, event: object) -> None:
    given: dict[str, Any] = {}

    def mount(**options: Any) -> object:
        given.update(options)
        return event

    monkeypatch.setattr(tab_view.st, "session_state", {"view": event})
    monkeypatch.setattr(tab_view.st.components.v2, "component", lambda *_names, **_files: mount)
    told = tab_view.tab_view("export", key="view")
    assert told == given["data"]["known"] == ("text" if event == {"text": "text"} else "")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


def test_the_longest_view_of_ours_is_heard(atlas: Atlas) -> None:
    """What `frontend/explorer/memory.js` keeps: all layers on, the longest names, and what else an address says."""
    layers = tuple(id_ for id_, record in atlas.layers.items() if record.is_theme)
    place = max(atlas.places, key=len)
    passage = max((passage.id for d in atlas.documents.values() for passage in d.passages), key=len)
    matter = max((matter.id for matter in atlas.said.matters), key=len)
    view = f"feature={place}&doc=rusk-1951&passage={passage}&layers={'%2C'.join(layers)}&sides={matter}&others=1"
    view += "&date=1953-07-27&labels=en-ko&at=37.12345%2C125.12345%2C12.25&lang=ko"
    view += "&bbox=-124.1234%2C37.1234%2C126.1234%2C38.1234"
    assert read_text({"text": view}, "text") == view
    assert read_view(view, atlas) != ViewState()
