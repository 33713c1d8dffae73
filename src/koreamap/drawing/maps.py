"""The one map: built layers in, one `folium.Map` out.

The app shows it live (`koreamap.drawing.description` walks its children into what the browser draws); an export saves
it as one page.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
import msgspec
import shapely
from branca.element import MacroElement
from folium.template import Template
from shapely.geometry import shape

from koreamap.atlas import read_atlas
from koreamap.current import atlas_dir
from koreamap.drawing.backgrounds import ATTRIBUTION, LIGHT
from koreamap.drawing.credit import credit_map
from koreamap.drawing.extents import HOME
from koreamap.drawing.folium_page import StandaloneMap
from koreamap.errors import MapError
from koreamap.ids import check_ids
from koreamap.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from koreamap.atlas import Atlas
    from koreamap.geojson import FeatureJson
    from koreamap.model import BuiltLayer

__all__ = [
    "HOME_BOUNDS",
    "ArmisticeMap",
    "LayerGeoJson",
    "OnlineTiles",
    "Preparation",
    "build_map",
    "map",
]

HOME_BOUNDS = HOME.corners
"""The first view, ((south, west), (north, east)) in degrees: Korea from the Yalu to Busan."""

ZOOM_RANGE = (2, 16)

_CLOSEST_ZOOM = 11
_ZOOM_SNAP = 0.25  # Korea fits a screen better than whole steps allow
_SHOWN = ("feature_id", "name", "name_ko", "label", "date_label", "kind", "min_zoom", "status", "mention_count")

Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineTiles:
    """A tile layer that the operator switched on by configuration.

    Parameters
    ----------
    url
        Template with ``{z}``, ``{x}`` and ``{y}``.
    attribution
        What its owner asks to be shown, as text.
    name
        For the layer switch.
    """

    url: str
    attribution: str
    name: str = "Online tiles"


class LayerGeoJson(folium.map.Layer):
    """A layer of ours on the map: its record, its address and, for a page that stands alone, its data.

    Parameters
    ----------
    record
        The layer's entry in ``layers.json``.
    url
        Where the browser fetches it; relative to the app.
    data
        The FeatureCollection itself, WGS 84. Without it the layer can only be shown live.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {%- if this.record.is_basemap %}
            koreamapFolium.addBasemap(
                {{ this.find_map().get_name() }}, {{ this.described|tojson }}, {{ this.data|tojson }});
        {%- else %}
            var {{ this.get_name() }} = koreamapFolium.makeLayer({{ this.described|tojson }}, {{ this.data|tojson }});
        {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, record: BuiltLayer, *, url: str, data: Mapping[str, object] | None = None) -> None:
        # Leaflet's layer control writes names into the page as HTML.
        super().__init__(
            name=html.escape(record.title),
            overlay=True,
            control=not record.is_basemap,
            show=record.shown and not record.is_basemap,
        )
        self._name = "LayerGeoJson"
        self.record = record
        self.described = msgspec.to_builtins(record)
        self.url = url
        self.data = data

    def find_map(self) -> folium.Map:
        """Return the map that it lies on, however deep in groups."""
        parent: Any = self._parent
        while not isinstance(parent, folium.Map):
            parent = parent._parent  # noqa: SLF001 - folium has no public access to it
        return parent

    def render(self, **kwargs: object) -> None:  # type: ignore[override]  # folium's own returns nothing
        """Render as Folium does.

        Raises
        ------
        koreamap.errors.MapError
            When it has no data, or lies on a map that knows nothing of our layers.
        """
        if self.data is None or not isinstance(self.find_map(), ArmisticeMap):
            raise MapError(
                f"layer {self.record.id}", found="no data, or a strange map", expected="a map of koreamap.map()"
            )
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # as folium has it


class ArmisticeMap(StandaloneMap):
    """A `StandaloneMap` that draws our layers as the app does; the features whose ids are `selected` are marked.

    `credit` is the text that says whose the map is.
    """

    def __init__(
        self,
        *,
        selected: Sequence[str] = (),
        credit: str = ATTRIBUTION,
        **options: Any,  # noqa: ANN401 - folium's own options
    ) -> None:
        super().__init__(tiles=None, min_zoom=ZOOM_RANGE[0], max_zoom=ZOOM_RANGE[1], zoom_snap=_ZOOM_SNAP, **options)
        setting = {
            "background": msgspec.to_builtins(LIGHT),
            "attribution": html.escape(credit),
            "selected": selected,
        }
        self.credit = credit
        self.add_child(Preparation(setting))


class Preparation(MacroElement):
    """Makes the Leaflet map ready for our layers, before the first of them."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            koreamapFolium.prepare({{ this._parent.get_name() }}, {{ this.setting|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, setting: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # as branca has it
        self._name = "Preparation"
        self.setting = setting


def build_map(
    atlas: Atlas,
    *,
    url_of: Callable[[str], str],
    data_of: Callable[[str], Mapping[str, object]] | None = None,
    tiles: OnlineTiles | None = None,
) -> folium.Map:
    """Put every built layer on one map, lowest first.

    Parameters
    ----------
    atlas
        What the build made.
    url_of
        Layer id -> address of its GeoJSON.
    data_of
        Layer id -> FeatureCollection, for a page that must stand alone.
    tiles
        Drawn over the basemap and under the layers; off at first.

    Returns
    -------
    Fresh, since rendering changes it. WGS 84, shown in Web Mercator.

    Raises
    ------
    koreamap.errors.MapError
        When there is no layer at all.
    """
    if not atlas.layers:
        raise MapError("map", found="no layers", expected="the built layers; run `koreamap build`")
    (south, west), (north, east) = HOME_BOUNDS
    map_ = ArmisticeMap(location=((south + north) / 2, (west + east) / 2))
    for layer_id, record in sorted(atlas.layers.items(), key=lambda item: (item[1].order, item[0])):
        data = data_of(layer_id) if data_of else None
        LayerGeoJson(record, url=url_of(layer_id), data=data).add_to(map_)
    if tiles:
        folium.TileLayer(
            tiles=tiles.url,
            attr=html.escape(tiles.attribution),
            name=html.escape(tiles.name),
            overlay=True,
            show=False,
        ).add_to(map_)
    map_.fit_bounds([list(corner) for corner in HOME_BOUNDS])
    return map_


def map(  # noqa: A001 - `koreamap.map` is the name that people look for
    layers: str | Iterable[str] | None = None,
    features: str | Iterable[str] | None = None,
    *,
    basemap: bool = True,
    online: bool = False,
    **options: Any,  # noqa: ANN401 - folium's own options
) -> folium.Map:
    """Make a map of layers, or of single features, that shows itself in a notebook and is saved as one file.

    What is added to it (markers, lines, polygons, GeoJSON, groups, a layer control) is drawn by Folium. The saved page
    opens without a network. Tiles stay blank there; an icon font or a plugin that loads its script from another host is
    refused by name, unless the script lies on this machine (its path in the element's ``default_js``).

    Stops with `UnknownIdError` when an id is unknown; the message names those that come near.

    Parameters
    ----------
    layers
        Ids of layers, drawn whole. By default those of the explorer's first view, or none where `features` are given.
    features
        Ids of features, or of a group of them. The map comes close to them; among whole layers they are marked.
    basemap
        Draw land, coasts, rivers, borders and names under the layers (2 MB).
    online
        Allow what needs a network: `folium.Icon`, plugins from other hosts.
    **options
        As for `folium.Map`: ``height``, ``control_scale`` and so on.

    Returns
    -------
    WGS 84, shown in Web Mercator.

    Examples
    --------
    >>> import folium, koreamap
    >>> map_ = koreamap.map(layers=["mdl", "dmz"], features="panmunjom")
    >>> marker = folium.Marker((37.956, 126.677), tooltip="Panmunjom").add_to(map_)
    """
    atlas = read_atlas()
    feature_ids = _find_features(atlas, features)
    chosen = _choose_layers(atlas, layers, feature_ids)
    records = [
        record
        for record in sorted(atlas.layers.values(), key=lambda record: (record.order, record.id))
        if record.id in chosen or (basemap and record.is_basemap)
    ]
    data = {record.id: _read_data(atlas, record, chosen.get(record.id)) for record in records}
    is_first_view = layers is None and not feature_ids
    bounds = HOME_BOUNDS if is_first_view else _find_bounds([data[id_] for id_ in chosen], feature_ids)
    map_ = ArmisticeMap(
        location=[sum(degrees) / 2 for degrees in zip(*bounds, strict=True)],
        selected=feature_ids if layers is not None else (),
        credit=credit_map(records, atlas.sources),
        online=online,
        **options,
    )
    for record in records:
        collection = {"type": "FeatureCollection", "features": data[record.id]}
        LayerGeoJson(msgspec.structs.replace(record, shown=True), url=record.file, data=collection).add_to(map_)
    map_.fit_bounds([list(corner) for corner in bounds], max_zoom=_CLOSEST_ZOOM)
    return map_


def _find_features(atlas: Atlas, asked: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the ids of the features asked for, those of a group's members among them."""
    drawn = [id_ for id_ in atlas.places if atlas.features_of(id_)] + [*atlas.features]
    ids = check_ids("feature", asked or (), dict.fromkeys(drawn))
    found = (id_ if id_ in atlas.features else atlas.features_of(id_) for id_ in ids)
    return tuple(dict.fromkeys(id_ for item in found for id_ in ([item] if isinstance(item, str) else item)))


def _choose_layers(
    atlas: Atlas, asked: str | Iterable[str] | None, feature_ids: Sequence[str]
) -> dict[str, frozenset[str] | None]:
    """Return the layers to draw; None means whole, else the features to draw of it."""
    themes = {id_: record for id_, record in atlas.layers.items() if not record.is_basemap}
    if asked is None and not feature_ids:
        asked = [id_ for id_, record in themes.items() if record.shown]
    whole: dict[str, frozenset[str] | None] = dict.fromkeys(check_ids("layer", asked or (), themes))
    homes: dict[str, set[str]] = {}
    for id_ in feature_ids:
        homes.setdefault(atlas.features[id_].layer, set()).add(id_)
    return {layer_id: frozenset(ids) for layer_id, ids in homes.items()} | whole


def _read_data(atlas: Atlas, record: BuiltLayer, ids: frozenset[str] | None) -> list[FeatureJson]:
    """Read a layer, or some features of it, with what a map says of each; all text stays text until the browser."""
    passages: dict[str, set[str]] = {}
    for link in atlas.links:
        for id_ in link.feature_ids:
            passages.setdefault(id_, set()).add(link.mention.passage_id)
    features: list[FeatureJson] = json.loads(read_manifest(atlas_dir()).read(record.file))["features"]
    kept = [feature for feature in features if ids is None or feature["id"] in ids]
    for feature in kept:
        said = {key: value for key, value in feature["properties"].items() if key in _SHOWN}
        feature["properties"] = said | {"passage_count": len(passages.get(feature["id"], ()))}
    return kept


def _find_bounds(layers: Iterable[Sequence[FeatureJson]], feature_ids: Sequence[str]) -> Bounds:
    """Return ((south, west), (north, east)) of the features asked for, or of all."""
    chosen = [f for features in layers for f in features if not feature_ids or f["id"] in feature_ids]
    geometries = [shape(dict(feature["geometry"])) for feature in chosen]
    west, south, east, north = (float(degrees) for degrees in shapely.total_bounds(geometries))
    return (south, west), (north, east)
