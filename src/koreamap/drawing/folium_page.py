"""Let a page that Folium renders stand alone: Leaflet, our look and every picture inside it, and no address of a host.

Folium writes links to a dozen files on other machines; one that cannot be had leaves the page blank. Here Leaflet
comes from beside the front end, the two things for which Folium wants jQuery are done in two lines, and a script that
is there as a file is taken in. What cannot work without a network is refused by name, unless the map was made for use
online.
"""

from __future__ import annotations

import base64
import functools
import os
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

import folium
from branca.element import CssLink, Element, JavascriptLink
from folium.elements import JSCSSMixin

from koreamap.errors import MapError
from koreamap.frontend import FOLDER, LEAFLET
from koreamap.frontend.bundle import join_scripts, join_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Figure

__all__ = ["StandaloneMap", "walk"]

_JQUERY = """
// Folium asks jQuery for two things only: an element made of markup, and to wait for the document.
globalThis.$ ??= (what) => (what === document
  ? { ready: (run) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', run) : run()) }
  : [new DOMParser().parseFromString(what, 'text/html').body.firstElementChild]);
"""
_PICTURE = re.compile(r"url\((images/[\w.-]+)\)")
_END_OF_SCRIPT = re.compile(r"</(script|style)", re.IGNORECASE)
_OWN = {"leaflet", "leaflet_css"}
_INSTEAD = "a marker without icon, DivIcon, CustomIcon of a file, GeoJson with its data, or a map made with online=True"
_ALL_CURES = (
    "what needs no file of another host, a copy of the file in its `default_js`, or a map made with online=True"
)


class _Text(Element):
    """Text that goes into the page as it is: no template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Return the text."""
        return self.text


class StandaloneMap(folium.Map):
    """A `folium.Map` whose page needs no other file.

    Parameters
    ----------
    online
        Leave the links of what others add as they are, Folium's own icons among them: the page then needs a network.
    **options
        As for `folium.Map`.
    """

    def __init__(self, *, online: bool = False, **options: Any) -> None:  # noqa: ANN401 - folium's own options
        self.online = online
        # On the instance: `add_js_link` would otherwise change every map of the process.
        self.default_js = [pair for pair in folium.Map.default_js if online and pair[0] not in _OWN]
        self.default_css = [pair for pair in folium.Map.default_css if online and pair[0] not in _OWN]
        super().__init__(**options)

    def render(self, **kwargs: object) -> None:  # type: ignore[override]  # folium's own returns nothing
        """Render as Folium does, with the page's files inside.

        Stops with `MapError` when something on the map cannot work without a network.
        """
        figure = cast("Figure", self.get_root())
        figure.header.add_child(_Text(_read_head()), name="koreamap_head")
        if not self.online:
            _refuse_fetching(self)
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # as folium has it
        _take_in_links(self, figure)

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:  # noqa: ANN401
        """Save the page, with the options of `folium.Map.save`; nothing is written where it cannot be made.

        Stops with `MapError` when something on the map cannot work without a network.
        """
        page = self.get_root().render(**kwargs).encode()
        if isinstance(outfile, str | bytes | Path):
            Path(os.fsdecode(outfile)).write_bytes(page)
            return
        outfile.write(page)
        if close_file:
            outfile.close()


def walk(element: Element) -> Iterator[Element]:
    """Yield all that lies on a map or in a group, in the order added: each child, then its own children."""
    for child in element._children.values():  # noqa: SLF001 - folium has no public access to its children
        yield child
        yield from walk(child)


@functools.cache
def _read_head() -> str:
    """Join Leaflet, its pictures and our drawing of the layers into a head."""
    sheet = _PICTURE.sub(
        lambda found: f"url({_to_data(LEAFLET / found[1])})", (LEAFLET / "leaflet.css").read_text("utf-8")
    )
    icons = {
        option: _to_data(LEAFLET / "images" / name)
        for option, name in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    }
    default_icon = f"L.Icon.Default.imagePath = '';\nL.Icon.Default.mergeOptions({icons});\n"
    script = join_scripts(FOLDER / "map" / "folium_map.js")
    own_sheet = join_styles(FOLDER / "map" / "live_map.css", FOLDER / "shared" / "chooser.css")
    return f"<style>{sheet}{own_sheet}</style>\n<script>{script}{default_icon}{_JQUERY}</script>"


def _to_data(path: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}"


def _take_in_links(map_: StandaloneMap, figure: Figure) -> None:
    """Put files in the place of links; refuse a link to another host, or leave it where the map may go online."""
    for key, link in list(figure.header._children.items()):  # noqa: SLF001 - as above
        if not isinstance(link, JavascriptLink | CssLink):
            continue
        path = _find_file(link.url)
        if path:
            tag = "script" if isinstance(link, JavascriptLink) else "style"
            # Under the same key, so that it stays where it was: scripts run in their order.
            figure.header._children[key] = _Text(f"<{tag}>{_read_asset(path)}</{tag}>")  # noqa: SLF001 - as above
        elif key in _OWN or (key == "jquery" and not map_.online):
            figure.header._children[key] = _Text("")  # noqa: SLF001 - it is in the head already
        elif not map_.online:
            raise MapError(
                f"map element {_name_owner(map_, link.url)}", found=f"a link to {link.url}", expected=_ALL_CURES
            )


def _find_file(url: str) -> Path | None:
    """Find what a link names on this machine: a file of that path, or one that Folium itself brings along."""
    if urlsplit(url).scheme in {"", "file"} and (path := Path(urlsplit(url).path)).is_file():
        return path
    own = Path(str(files("folium"))) / "templates" / url.rsplit("/", 1)[-1]
    return own if own.is_file() else None


def _read_asset(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if found := _END_OF_SCRIPT.search(text):
        raise MapError("map asset", found=repr(found[0]), expected="nothing that ends its element", file=path)
    return text


def _name_owner(map_: StandaloneMap, url: str) -> str:
    """Name the element that brought a link."""
    for element in walk(map_):
        if isinstance(element, JSCSSMixin) and url in dict((*element.default_js, *element.default_css)).values():
            return f"{element.get_name()} ({type(element).__name__})"
    return url.rsplit("/", 1)[-1]


def _refuse_fetching(map_: StandaloneMap) -> None:
    """Refuse what would fetch something when the page is open: icon fonts, pictures of markers, data by address."""
    for element in walk(map_):
        if found := _find_fetching(element):
            raise MapError(f"map element {element.get_name()}", found=found, expected=_INSTEAD)


def _find_fetching(element: Element) -> str:
    """Say what an element would fetch; empty when nothing that it cannot do without."""
    match element:
        case folium.CustomIcon():
            address = str(element.options.get("icon_url", ""))
            return f"CustomIcon at {address}" if urlsplit(address).scheme in {"http", "https"} else ""
        case folium.Icon():
            return f"{type(element).__name__}, which needs an icon font"
        case folium.GeoJson(embed=False):
            return f"GeoJson at {element.embed_link}"
    return ""
