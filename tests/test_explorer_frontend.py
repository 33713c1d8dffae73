"""The explorer's state: what an event makes of the view, and what is written into the address and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koreamap.frontend import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page, Route

pytestmark = pytest.mark.browser

ORIGIN = "http://127.0.0.1:9"
SCRIPT = "<script>alert(1)</script>"
HOME = {
    "feature": "", "tab": "feature", "passage": "", "mention": "", "layers": None, "sides": "", "date": "",
    "others": "", "labels": "", "message": "",
}  # fmt: skip
TIME = {"years": [1945, 2026], "stops": [], "features": {}}

PLACES = ["nll", "mdl", "western-islands"]
PASSAGES = {"rusk/p1": "rusk", "rusk/p2": "rusk", "lee/1.E/p3": "lee"}
MENTIONS = {
    "rusk:1-4": {"place": "nll", "document": "rusk", "passage": "rusk/p1"},
    "rusk:9-12": {"place": "mdl", "document": "rusk", "passage": "rusk/p2"},
    "lee:3-6": {"place": "nll", "document": "lee", "passage": "lee/1.E/p3"},
}
CLAIMS = [{"id": "three-miles", "layers": ["cities"]}, {"id": "both-at-once", "layers": []}]
MATTERS = {"nll": ["sea-line"], "mdl": [], "western-islands": ["sea-line"]}
LAYERS = [("parallel", True), ("lines", True), ("cities", False)]

LOAD = """async ({ places, passages, mentions, layers, claims: records, matters, time }) => {
  const from = (name) => import(`/_stcore/c/explorer/${name}.js`);
  const [address, known, navigator, state, memory] = await Promise.all(
    ['address', 'known', 'navigator', 'state', 'memory'].map(from));
  window.claims = await import('/_stcore/c/claims/claims_state.js');
  const keys = Object.keys(mentions);
  const corpus = {
    places: new Map(places.map((id) => [id, {}])),
    documents: new Map([...new Set(Object.values(passages))].map((id) => [id, {}])),
    passages: new Map(Object.entries(passages).map(([id, document]) => [id, { document: { id: document } }])),
    mentions: new Map(Object.entries(mentions)),
    claims: new Map(records.map((claim) => [claim.id, claim])),
    findings: new Map(records.map((claim) => [claim.id, claim])),
    cards: new Map(places.map((id) => {
      return [id, { matters: matters[id], mentions: keys.filter((key) => mentions[key].place === id) }];
    })),
  };
  const described = [
    { id: 'basemap', group: 'basemap', shown: true },
    ...layers.map(([id, shown]) => ({ id, group: 'context', shown })),
    { id: 'evidence_lines', group: 'evidence', shown: false },
  ];
  Object.assign(window, { ...address, ...known, ...navigator, ...state, ...memory });
  window.known = buildKnown({ layers: described, time }, corpus);
}"""


@pytest.fixture(scope="module")
def modules(context: BrowserContext) -> Iterator[Page]:
    """Load the pure modules once, with a small world that they know."""
    page = context.new_page()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        is_script = path.endswith(".js")
        body = (
            (FOLDER / path.removeprefix("/_stcore/c/")).read_text(encoding="utf-8") if is_script else "<!doctype html>"
        )
        route.fulfill(body=body, content_type=f"text/{'javascript' if is_script else 'html'}; charset=utf-8")

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    page.evaluate(
        LOAD,
        {
            "places": PLACES,
            "passages": PASSAGES,
            "mentions": MENTIONS,
            "layers": LAYERS,
            "claims": CLAIMS,
            "matters": MATTERS,
            "time": TIME,
        },
    )
    yield page
    page.close()


def reduce(page: Page, view: dict[str, Any], *events: tuple[str, Any]) -> dict[str, Any]:
    code = "([view, events]) => events.reduce((before, event) => reduce(before, event, known), view)"
    found: dict[str, Any] = page.evaluate(code, [HOME | view, [list(event) for event in events]])
    return found


def parse(page: Page, search: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(search) => parse(search, known)", search)
    return found


def write(page: Page, view: dict[str, Any], at: list[float] | None = None, search: str = "") -> str:
    return str(page.evaluate("([view, at, search]) => write({ view, at }, search)", [HOME | view, at, search]))


def changed(view: dict[str, Any]) -> dict[str, Any]:
    """Return what differs from the first view."""
    return {name: value for name, value in view.items() if value != HOME[name]}


# --- the view


def test_click_on_the_map_opens_the_card_and_does_not_fly(modules: Page) -> None:
    before = {"tab": "lee", "passage": "lee/1.E/p3", "mention": "lee:3-6"}
    assert changed(reduce(modules, before, ("feature", {"id": "nll"}))) == {"feature": "nll"}
    flights = modules.evaluate("() => ['feature', 'place', 'mention', 'step', 'tab', 'layers'].map(isFlight)")
    assert flights == [False, True, True, True, False, False]


def test_walk_opens_the_document_at_another_place_and_flies_there(modules: Page) -> None:
    after = reduce(modules, {"feature": "mdl"}, ("walk", {"key": "lee:3-6", "isStep": True}))
    expected = {"feature": "nll", "tab": "lee", "passage": "lee/1.E/p3", "mention": "lee:3-6"}
    assert changed(after) == expected
    assert modules.evaluate("() => isFlight('walk')")
    unknown = reduce(modules, expected, ("walk", {"key": "no:1-2"}))
    assert unknown.pop("message") == "No such mention here."
    assert changed({**unknown, "message": ""}) == expected


def test_what_both_sides_drew_is_shown_with_the_place_until_it_is_taken_back(modules: Page) -> None:
    shown = reduce(modules, {"feature": "nll"}, ("sides", {"id": "sea-line"}))
    assert changed(shown) == {"feature": "nll", "sides": "sea-line"}
    assert modules.evaluate("() => isFlight('sides')")
    assert changed(reduce(modules, shown, ("sides", {"id": "sea-line"}))) == {"feature": "nll"}
    leaving = ("feature", {"id": "mdl"}), ("place", {"id": "nll"}), ("mention", {"key": "rusk:9-12"}), ("release", {})
    assert [reduce(modules, shown, event)["sides"] for event in leaving] == [""] * 4
    staying = ("step", {"key": "lee:3-6"}), ("mention", {"key": "lee:3-6"}), ("layers", {"ids": []}), ("tab", {})
    assert [reduce(modules, shown, event)["sides"] for event in staying] == ["sea-line"] * 4
    unknown = reduce(modules, {"feature": "mdl"}, ("sides", {"id": "sea-line"}))
    assert (unknown["sides"], unknown["message"].startswith("No such matter")) == ("", True)


def test_matter_in_the_address_is_one_of_the_card(modules: Page) -> None:
    assert write(modules, {"feature": "nll", "sides": "sea-line"}) == "?feature=nll&sides=sea-line"
    assert changed(parse(modules, "?feature=nll&sides=sea-line")["view"]) == {"feature": "nll", "sides": "sea-line"}
    for search in ("?feature=mdl&sides=sea-line", "?sides=sea-line", f"?feature=nll&sides={SCRIPT}"):
        view = parse(modules, search)["view"]
        assert view["sides"] == ""
        assert view["message"].startswith("No such matter between the sides.")


def test_mark_in_a_document_keeps_the_document_open(modules: Page) -> None:
    after = reduce(modules, {"tab": "lee"}, ("mention", {"key": "lee:3-6"}))
    assert changed(after) == {"feature": "nll", "tab": "lee", "passage": "lee/1.E/p3", "mention": "lee:3-6"}


def test_step_moves_on_within_the_card_or_to_the_other_document(modules: Page) -> None:
    in_card = reduce(modules, {"feature": "nll"}, ("step", {"key": "lee:3-6"}))
    assert (in_card["feature"], in_card["tab"], in_card["passage"]) == ("nll", "feature", "lee/1.E/p3")
    assert reduce(modules, {"feature": "nll", "tab": "rusk"}, ("step", {"key": "lee:3-6"}))["tab"] == "lee"


def test_other_tab_forgets_the_passage_of_this_one(modules: Page) -> None:
    view = {"feature": "nll", "tab": "lee", "passage": "lee/1.E/p3", "mention": "lee:3-6"}
    assert changed(reduce(modules, view, ("tab", {"tab": "rusk"}))) == {"feature": "nll", "tab": "rusk"}
    found = reduce(modules, view, ("tab", {"tab": "rusk", "passage": "rusk/p2"}))
    assert (found["tab"], found["passage"], found["mention"]) == ("rusk", "rusk/p2", "")
    back = reduce(modules, view, ("tab", {"tab": "feature"}))
    assert (back["tab"], back["passage"], back["mention"]) == ("feature", "lee/1.E/p3", "lee:3-6")


def test_first_layers_are_not_a_choice_and_evidence_is_none(modules: Page) -> None:
    more = reduce(modules, {}, ("layers", {"ids": ["cities", "lines", "evidence_lines", "basemap"]}))
    assert more["layers"] == ["lines", "cities"]
    assert reduce(modules, more, ("layers", {"ids": ["lines", "parallel"]}))["layers"] is None


def test_a_selection_never_changes_the_layers(modules: Page) -> None:
    for event in (("feature", {"id": "nll"}), ("place", {"id": "mdl"}), ("mention", {"key": "lee:3-6"})):
        assert reduce(modules, {"layers": []}, event)["layers"] == []


JUNK: list[Any] = [
    {},
    None,
    [],
    "x",
    7,
    {"id": 3},
    {"id": "x" * 5000},
    {"key": SCRIPT},
    {"ids": None},
    {"ids": [1, {}]},
]


@pytest.mark.parametrize("payload", JUNK, ids=lambda payload: str(payload)[:20])
def test_junk_selects_nothing(modules: Page, payload: Any) -> None:
    for name in ("feature", "place", "mention", "step", "tab", "layers", "date", "__proto__", "nothing"):
        after = reduce(modules, {"feature": "nll"}, (name, payload))
        assert after["feature"] == "nll"
        assert SCRIPT not in after["message"]


# --- the address


@pytest.mark.parametrize(
    "search",
    [
        "",
        "?feature=nll",
        "?doc=lee",
        "?feature=nll&doc=lee&passage=lee/1.E/p3",
        "?feature=nll&layers=cities",
        "?layers=none",
        "?feature=nll&at=37.9,125.1,9",
        "?at=-33.5,151.20001,7.25",
        "?date=1953",
        "?feature=nll&date=1951-02&others=dimmed&at=37.9,125.1,9",
        "?layers=cities&date=1953-07-27",
    ],
)
def test_address_survives_a_round_trip(modules: Page, search: str) -> None:
    found = parse(modules, search)
    assert found["view"]["message"] == ""
    assert write(modules, found["view"], found["at"]) == search


def test_passage_finds_its_mention_and_its_document(modules: Page) -> None:
    assert parse(modules, "?feature=nll&passage=lee/1.E/p3")["view"]["mention"] == "lee:3-6"
    assert parse(modules, "?passage=rusk/p2")["view"]["tab"] == "rusk"


@pytest.mark.parametrize(
    ("search", "word"),
    [
        ("?feature=atlantis", "feature"),
        ("?feature=%3Cscript%3E", "feature"),
        ("?feature=NLL", "feature"),
        ("?feature=__proto__", "feature"),
        (f"?feature={'x' * 3000}", "feature"),
        ("?feature=nll&doc=nobody", "document"),
        ("?passage=lee/p99", "passage"),
        ("?doc=rusk&passage=lee/1.E/p3", "passage"),
        ("?layers=lines,atlantis", "layer"),
        ("?layers=basemap", "layer"),
        ("?layers=evidence_lines", "layer"),
        ("?at=999,%3Cb%3E,9", "view"),
        ("?at=91,0,9", "view"),
        ("?at=37,125", "view"),
        ("?at=1e9,1,1", "view"),
    ],
)
def test_unknown_value_gives_a_message_and_is_left_out(modules: Page, search: str, word: str) -> None:
    found = parse(modules, search)
    assert found["view"]["message"].startswith(f"No such {word}")
    assert not any(value in found["view"]["message"] for value in ("atlantis", "%3C", "<", "__proto__", "xxx"))
    assert changed(found["view"]).keys() == {"message"}
    assert found["at"] is None
    assert write(modules, found["view"], None, f"{search}&utm=x") == "?utm=x"


@pytest.mark.parametrize("date", ["1900", "2027", "1953-13", "1953-02-30", "1953~", "27 July 1953", "<b>", "x" * 500])
def test_unknown_date_is_ignored_with_a_sentence_and_kept(modules: Page, date: str) -> None:
    search = modules.evaluate("(date) => `?${new URLSearchParams({ feature: 'nll', date, utm: 'x' })}`", date)
    found = parse(modules, search)
    assert found["view"]["feature"] == "nll"
    assert found["view"]["message"].startswith("No such date")
    assert write(modules, found["view"], None, search) == search
    assert changed(reduce(modules, found["view"], ("date", {"date": "1953"}))) == {"feature": "nll", "date": "1953"}


def test_an_unknown_feature_leaves_the_date_alone(modules: Page) -> None:
    found = parse(modules, "?feature=atlantis&date=1953")
    assert changed(found["view"]).keys() == {"date", "message"}


def test_the_ruler_sets_a_date_and_how_the_others_look(modules: Page) -> None:
    dated = reduce(modules, {"feature": "nll"}, ("date", {"date": "1953-07-27"}))
    assert changed(dated) == {"feature": "nll", "date": "1953-07-27"}
    dimmed = reduce(modules, dated, ("date", {"others": "dimmed"}))
    assert (dimmed["date"], dimmed["others"]) == ("1953-07-27", "dimmed")
    assert changed(reduce(modules, dimmed, ("date", {"date": ""}))) == {"feature": "nll"}
    refused = reduce(modules, dated, ("date", {"date": "1700"}))
    assert (refused["date"], refused["message"][:12]) == ("1953-07-27", "No such date")


def test_unknown_layers_leave_the_rest_of_a_link_alone(modules: Page) -> None:
    found = parse(modules, "?passage=lee/1.E/p3&layers=foo,lines&gclid=1")
    assert (found["view"]["passage"], found["view"]["layers"]) == ("lee/1.E/p3", None)
    assert found["view"]["message"].startswith("No such layer")


views = st.fixed_dictionaries(
    {
        "feature": st.sampled_from(["", *PLACES]),
        "tab": st.sampled_from(["feature", *set(PASSAGES.values())]),
        "layers": st.none() | st.sets(st.sampled_from([id_ for id_, _ in LAYERS])),
        "date": st.sampled_from(["", "1945", "1953-08", "2007-05-02"]),
        "labels": st.sampled_from(["", "en", "ko"]),
    }
)
positions = st.none() | st.tuples(st.floats(-89, 89), st.floats(-180, 180), st.floats(2, 16))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(view=views, at=positions)
def test_every_address_that_we_write_is_read_back(modules: Page, view: dict[str, Any], at: Any) -> None:
    ordered = None if view["layers"] is None else [id_ for id_, _ in LAYERS if id_ in view["layers"]]
    first = [id_ for id_, shown in LAYERS if shown]
    view = view | {"layers": None if ordered == first else ordered}
    found = parse(modules, write(modules, view, at and list(at)))
    assert found["view"] == HOME | view
    assert (found["at"] is None) == (at is None)
    assert at is None or found["at"] == pytest.approx(at, abs=1e-5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    given_=st.dictionaries(
        st.sampled_from(["feature", "doc", "passage", "layers", "date", "others", "labels", "at"]),
        st.text(max_size=40),
    ),
    foreign=st.dictionaries(st.sampled_from(["utm", "gclid", "claim"]), st.text(max_size=20), max_size=2),
)
def test_no_address_can_break_the_page_and_foreign_parameters_stay(
    modules: Page, given_: dict[str, str], foreign: dict[str, str]
) -> None:
    search = modules.evaluate("(pairs) => `?${new URLSearchParams(pairs)}`", [*given_.items(), *foreign.items()])
    found = parse(modules, search)
    assert found["view"]["feature"] in {"", *PLACES}
    written = write(modules, found["view"], found["at"], search)
    kept = modules.evaluate("(search) => [...new URLSearchParams(search)]", written)
    assert {name: value for name, value in kept if name in {"utm", "gclid", "claim"}} == foreign
    is_date_kept = any(name == "date" and value for name, value in kept)
    allowed = ("", "No such date") if is_date_kept else ("",)
    assert parse(modules, written)["view"]["message"][:12] in allowed
    assert not is_date_kept or "date" in given_


# --- the same for claims

NO_CLAIM = {
    "claim": "",
    "document": "",
    "verdict": "",
    "sort": "",
    "labels": "",
    "layers": None,
    "picked": None,
    "message": "",
}
VERDICTS = ["supported", "partly supported", "contradicted", "depends on the reading", "context", "not testable"]


def answer(page: Page, view: dict[str, Any], name: str, payload: Any) -> dict[str, Any]:
    code = "([view, name, payload]) => claims.reduce(view, [name, payload], known)"
    found: dict[str, Any] = page.evaluate(code, [NO_CLAIM | view, name, payload])
    return found


def test_chosen_claim_forgets_layers_and_pick_and_filter_keeps_it(modules: Page) -> None:
    before = {"layers": ["lines"], "picked": {"name": "x"}, "document": "lee"}
    chosen = answer(modules, before, "choose", {"claim": "three-miles"})
    assert chosen == NO_CLAIM | {"claim": "three-miles", "document": "lee"}
    narrowed = answer(modules, chosen, "filter", {"document": "rusk", "verdict": "supported"})
    assert narrowed == chosen | {"document": "rusk", "verdict": "supported"}
    assert answer(modules, narrowed, "choose", {"claim": ""})["claim"] == ""
    assert answer(modules, narrowed, "sort", {"sort": "-figure"}) == narrowed | {"sort": "-figure"}


def test_layer_switch_holds_until_the_usual_ones_are_on_again(modules: Page) -> None:
    view = {"claim": "three-miles"}
    assert modules.evaluate("() => known.layersOf('three-miles')") == ["parallel", "lines", "cities"]
    assert modules.evaluate("() => known.layersOf('both-at-once')") == ["parallel", "lines"]
    assert answer(modules, view, "layers", {"ids": ["lines", "basemap"]})["layers"] == ["lines"]
    assert answer(modules, view, "layers", {"ids": ["cities", "lines", "parallel"]})["layers"] is None


def test_clicked_feature_is_named_and_only_a_place_leads_on(modules: Page) -> None:
    item = {"name": "Line", "hangul": "선", "note": "drawn by us"}
    place = answer(modules, {}, "feature", {**item, "id": "nll"})["picked"]
    assert place == {"name": "Line", "hangul": "선", "note": "", "place": "nll"}
    evidence = answer(modules, {}, "feature", {**item, "id": "evidence-1"})["picked"]
    assert evidence == item | {"place": ""}


@pytest.mark.parametrize("payload", [*JUNK, {"claim": 3}, {"claim": SCRIPT}], ids=lambda payload: str(payload)[:20])
def test_junk_chooses_nothing(modules: Page, payload: Any) -> None:
    for name in ("choose", "filter", "sort", "feature", "layers", "__proto__"):
        after = answer(modules, {"claim": "three-miles"}, name, payload)
        assert after["claim"] in {"", "three-miles"}
        assert (after["document"], after["verdict"], after["sort"], after["picked"]) == ("", "", "", None)
        assert SCRIPT not in after["message"]


@pytest.mark.parametrize(
    ("search", "word"),
    [
        ("?claim=atlantis", "claim"),
        ("?claim=THREE-MILES", "claim"),
        (f"?claim={'x' * 3000}", "claim"),
        ("?claim=three-miles&document=nobody", "document"),
        ("?claim=three-miles&verdict=all", "verdict"),
        ("?claim=three-miles&sort=size", "column"),
        ("?claim=three-miles&at=x", "view"),
        ("?claim=three-miles&labels=fr", "language"),
    ],
)
def test_unknown_claim_document_or_verdict_is_left_out(modules: Page, search: str, word: str) -> None:
    found = modules.evaluate("(search) => claims.parse(search, known)", search)
    assert found["view"]["message"].startswith(f"No such {word}")
    assert not any(value in found["view"]["message"] for value in ("atlantis", "xxx", "nobody"))
    kept = {"claim": "" if word == "claim" else "three-miles"}
    assert {name: value for name, value in found["view"].items() if name != "message"} == {
        name: value for name, value in (NO_CLAIM | kept).items() if name != "message"
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    view=st.fixed_dictionaries(
        {
            "claim": st.sampled_from(["", *(claim["id"] for claim in CLAIMS)]),
            "document": st.sampled_from(["", *set(PASSAGES.values())]),
            "verdict": st.sampled_from(["", *VERDICTS]),
            "sort": st.sampled_from(["", "-document", "claim", "verdict", "-figure"]),
        }
    )
)
def test_every_address_of_a_claim_is_read_back(modules: Page, view: dict[str, str]) -> None:
    code = "(view) => claims.parse(claims.write({ view, at: null }, '?utm=x'), known)"
    assert modules.evaluate(code, view)["view"] == NO_CLAIM | view


# --- the history

FAKE = """() => {
  window.makeFake = (path = '/', search = '') => {
    const fake = new EventTarget();
    const entries = [{ state: { streamlit: 1 }, url: new URL(`http://h${path}${search}`) }];
    let at = 0;
    const calls = [];
    const put = (name, add) => (state, _title, url) => {
      calls.push(name);
      const entry = { state, url: url === undefined ? entries[at].url : new URL(url, entries[at].url) };
      entries.splice(at + add, add ? Infinity : 1, entry);
      at += add;
    };
    Object.assign(fake, { calls, entries, setTimeout: () => 1, clearTimeout() {} });
    fake.performance = { now: () => 1e6, getEntriesByType: () => [{ name: entries[0].url.href }] };
    fake.history = { pushState: put('push', 1), replaceState: put('replace', 0) };
    Object.defineProperty(fake.history, 'state', { get: () => entries[at].state });
    Object.defineProperty(fake, 'location', { get: () => entries[at].url });
    fake.go = (by) => { at += by; fake.dispatchEvent(new PopStateEvent('popstate')); };
    return fake;
  };
}"""


def run(page: Page, code: str) -> Any:
    """Run with a fake window `w` and a navigator `n` that has entered the page and notes its arrivals."""
    page.evaluate(FAKE)
    return page.evaluate(
        f"""() => {{
          const w = makeFake('/', '?utm=x');
          const n = new Navigator({{ base: 'search', path: '/', view: w }});
          const arrivals = [];
          n.enter(() => arrivals.push(w.location.search));
          {code}
        }}"""
    )


def test_a_choice_is_one_entry_and_keeps_what_others_wrote_there(modules: Page) -> None:
    calls, state, search = run(
        modules,
        "n.push({ at: [1, 2, 3] }, '?feature=nll&utm=x'); return [w.calls, w.history.state, w.location.search];",
    )
    assert calls == ["push"]
    assert state == {"streamlit": 1, "koreamap": {"at": [1, 2, 3], "page": "explore"}}
    assert search == "?feature=nll&utm=x"


def test_what_was_to_be_written_soon_is_written_before_the_next_entry(modules: Page) -> None:
    calls, first = run(
        modules,
        "n.replaceSoon(() => [{ at: 'old' }, '?a=1']); n.replaceSoon(() => [{ at: 'last' }, '?a=2']);"
        "n.push({}, '?b=1'); return [w.calls, w.entries[0]].map((x) => JSON.parse(JSON.stringify(x)));",
    )
    assert calls == ["replace", "push"]
    assert first["state"]["koreamap"]["at"] == "last"
    assert first["url"].endswith("/?a=2")


def test_nothing_is_ever_written_on_another_page(modules: Page) -> None:
    calls = run(
        modules,
        "n.replaceSoon(() => [{}, '?late=1']); w.history.pushState({}, '', '/claims?claim=x'); w.calls.length = 0;"
        "n.flush(); n.push({}, '?x=1'); n.replace({}, '?x=1'); n.leave(); n.push({}, '?x=1'); return w.calls;",
    )
    assert calls == []


def test_back_within_the_page_is_answered_and_over_its_edge_left_to_others(modules: Page) -> None:
    arrivals, answers = run(
        modules,
        "n.push({}, '?feature=nll'); n.turnPage('/claims', '?claim=x'); const answers = [w.koreamapBack()];"
        "w.go(-1); answers.push(w.koreamapBack()); n.turned = -Infinity;"
        "w.go(-1); answers.push(w.koreamapBack()); n.leave(); answers.push('koreamapBack' in w); w.go(1);"
        "return [arrivals, answers];",
    )
    assert arrivals == ["?feature=nll", "?feature=nll", "?utm=x", "?utm=x"]
    # Of a Back while the page was turning, others must hear.
    assert answers == [False, False, True, False]


def test_a_link_waits_for_what_was_to_be_written(modules: Page) -> None:
    assert (
        run(
            modules,
            "n.replaceSoon(() => [{}, '?late=1']); w.dispatchEvent(new Event('click')); return w.location.search;",
        )
        == "?late=1"
    )


def test_entries_of_another_page_are_not_ours(modules: Page) -> None:
    assert run(modules, "w.history.replaceState({ koreamap: { page: 'claims' } }, ''); return n.entry;") is None


def test_a_page_without_an_address_goes_on(modules: Page) -> None:
    modules.evaluate(FAKE)
    calls, search = modules.evaluate(
        """() => {
          const [refusing, none] = [makeFake(), makeFake()];
          refusing.history.pushState = () => { throw new DOMException('no', 'SecurityError'); };
          const n = new Navigator({ base: 'search', path: '/', view: refusing });
          n.enter(() => {});
          n.push({}, '?feature=nll');
          const m = new Navigator({ base: 'none', view: none });
          m.enter(() => {});
          m.push({}, '?feature=nll');
          return [none.calls, refusing.location.search];
        }"""
    )
    assert (calls, search) == ([], "")


def test_hash_carries_the_view_of_a_page_that_stands_alone(modules: Page) -> None:
    modules.evaluate(FAKE)
    href, search = modules.evaluate(
        """() => {
          const w = makeFake('/map.html');
          const n = new Navigator({ base: 'hash', view: w });
          n.enter(() => {});
          n.push({}, '?feature=nll&layers=a,b');
          return [w.location.href, n.search];
        }"""
    )
    assert href == "http://h/map.html#feature=nll&layers=a,b"
    assert search == "?feature=nll&layers=a,b"


def test_tab_remembers_the_address_without_the_extent(modules: Page) -> None:
    found = modules.evaluate(
        """() => {
          const kept = new Map();
          const getItem = (key) => kept.get(key) ?? null;
          const memory = makeMemory({ getItem, setItem: (key, text) => kept.set(key, text) });
          const before = memory.read();
          memory.write('?feature=nll&layers=a,b', [124.12345, 37, 126, 38]);
          const read = (text) => [...new URLSearchParams(text)];
          return [before, read(memory.read()), read(kept.get('koreamap.explore'))];
        }"""
    )
    assert found[0] is None
    assert dict(found[1]) == {"feature": "nll", "layers": "a,b"}
    assert dict(found[2]) == {"feature": "nll", "layers": "a,b", "bbox": "124.1235,37.0000,126.0000,38.0000"}
