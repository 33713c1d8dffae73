"""The built records as tables, for whoever works in Python: layers as GeoDataFrames, the rest as DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from koreamap.atlas import read_atlas
from koreamap.drawing.dates import find_day
from koreamap.export.content import find_passages, read_layer
from koreamap.ids import check_ids
from koreamap.model.columns import Kind, find_columns_of
from koreamap.model.properties import Properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas
    import pandas as pd

    from koreamap.atlas import Atlas
    from koreamap.model import Feature, Link

__all__ = ["claims", "links", "passages", "read"]

_TYPES: dict[Kind, Literal["string", "float64", "int64"]] = {"text": "string", "real": "float64", "integer": "int64"}


def read(id_: str, *, dates: bool = False) -> geopandas.GeoDataFrame:
    """Read a layer, or one feature, as a table.

    Every column has the same type in every layer. Dates are EDTF text (``1953-08-30?``: perhaps that day), so that a
    table can be written as JSON and put on a Folium map as it is.

    Stops with `UnknownIdError` when there is no such id; the message names those that come near.

    Parameters
    ----------
    id_
        Of a layer (``"nll"``, ``"western_islands"``), a feature (``"baengnyeongdo"``) or a group of features
        (``"western-islands"``). Where a layer and a feature share an id, the layer is meant.
    dates
        Add ``first_day`` and ``last_day``, the earliest day that ``valid_from`` and the latest that ``valid_to`` may
        mean, as timestamps; then `to_json` needs ``default=str``.

    Returns
    -------
    One row a feature, by id; WGS 84 (EPSG:4326, x = longitude), lengths in km, areas in km², accuracy in m.

    Examples
    --------
    >>> import koreamap
    >>> koreamap.read("mdl").loc[0, "name"]
    'Military Demarcation Line'
    >>> len(koreamap.read("western_islands"))
    5
    """
    atlas = read_atlas()
    features = _find_features(atlas, id_)
    frame = _to_frame(features)
    if dates:
        frame["first_day"] = _to_days(frame["valid_from"], first=True)
        frame["last_day"] = _to_days(frame["valid_to"], first=False)
    return frame


def passages(id_: str) -> pd.DataFrame:
    """List the passages that mention a place.

    Stops with `UnknownIdError` when there is no such id; the message names those that come near.

    Parameters
    ----------
    id_
        Of a place or feature (``"nll"``), a group of places, or a layer.

    Returns
    -------
    One row a passage, in reading order: ``document``, ``passage`` (id), ``label``, ``page``, ``mentions`` (how many),
    ``words`` (as they stand there, with ``; `` between), ``text`` and ``citation``.

    Examples
    --------
    >>> import koreamap
    >>> koreamap.passages("nll").columns.to_list()
    ['document', 'passage', 'label', 'page', 'mentions', 'words', 'text', 'citation']
    """
    import pandas as pd  # noqa: PLC0415 - importing koreamap stays light

    atlas = read_atlas()
    words: dict[str, list[str]] = {}
    for link in _find_links(atlas, id_):
        words.setdefault(link.mention.passage_id, []).append(link.mention.exact)
    rows = [
        {
            "document": passage.document_id,
            "passage": passage.id,
            "label": passage.label,
            "page": passage.page,
            "mentions": len(words[passage.id]),
            "words": "; ".join(words[passage.id]),
            "text": passage.text,
            "citation": passage.citation,
        }
        for passage in find_passages(atlas, set(words))
    ]
    columns = ["document", "passage", "label", "page", "mentions", "words", "text", "citation"]
    return pd.DataFrame(rows, columns=columns)


def links() -> pd.DataFrame:
    """List every link: a mention in a document, the place that it names and the features that it leads to.

    Returns
    -------
    One row a mention, in reading order: ``mention`` (key), ``document``, ``passage``, ``place``, ``name``, ``layer``,
    ``features`` (ids, with ``; `` between), ``made_by``, ``grade`` (how sure it is), ``start`` and ``end`` (code points
    of the document's text, end exclusive), ``exact``, ``prefix`` and ``suffix``.

    Examples
    --------
    >>> import koreamap
    >>> "rusk-1951" in set(koreamap.links().document)
    True
    """
    import pandas as pd  # noqa: PLC0415 - importing koreamap stays light

    atlas = read_atlas()
    rows = []
    for link in atlas.links:
        mention = link.mention
        rows.append(
            {
                "mention": link.key,
                "document": mention.document_id,
                "passage": mention.passage_id,
                "place": mention.place_id,
                "name": atlas.places[mention.place_id].title,
                "layer": link.layer,
                "features": "; ".join(link.feature_ids),
                "made_by": mention.made_by,
                "grade": mention.grade,
                "start": mention.start,
                "end": mention.end,
                "exact": mention.exact,
                "prefix": mention.prefix,
                "suffix": mention.suffix,
            }
        )
    return pd.DataFrame(rows)


def claims() -> pd.DataFrame:
    """List what the documents claim, and what the geometry says of it.

    Returns
    -------
    One row a claim, in reading order: ``id``, ``title``, ``document``, ``passage``, ``exact`` (the words),
    ``restated``, ``verdict``, ``share`` (how much holds, of what is partly supported), ``within_uncertainty`` (whether
    the uncertainty could turn the verdict), ``figure``, ``summary``, ``tolerance``, ``method`` and ``places`` (ids,
    with ``; `` between).

    Examples
    --------
    >>> import koreamap
    >>> table = koreamap.claims().set_index("id")
    >>> table.loc["lee-seven-rear-bases", "verdict"]
    'supported'
    """
    import pandas as pd  # noqa: PLC0415 - importing koreamap stays light

    rows = [
        {
            "id": claim.id,
            "title": claim.title,
            "document": claim.document_id,
            "passage": claim.passage_id,
            "exact": claim.exact,
            "restated": claim.restated,
            "verdict": claim.verdict,
            "share": claim.share,
            "within_uncertainty": claim.within_uncertainty,
            "figure": claim.figure_text,
            "summary": claim.summary,
            "tolerance": claim.tolerance,
            "method": claim.method,
            "places": "; ".join(claim.place_ids),
        }
        for claim in read_atlas().claims.values()
    ]
    return pd.DataFrame(rows)


def _find_features(atlas: Atlas, id_: str) -> list[Feature]:
    """Read the features of a layer, a group or one id, by id."""
    if id_ in atlas.layers:
        return list(read_layer(atlas.layers[id_]))
    groups = {place_id for place_id in atlas.places if atlas.features_of(place_id)}
    check_ids("layer or feature", id_, dict.fromkeys([*atlas.layers, *atlas.features, *groups]))
    wanted = {id_} if id_ in atlas.features else set(atlas.features_of(id_))
    homes = sorted({atlas.features[feature_id].layer for feature_id in wanted})
    found = [feature for layer_id in homes for feature in read_layer(atlas.layers[layer_id]) if feature.id in wanted]
    return sorted(found, key=lambda feature: feature.id)


def _to_frame(features: Sequence[Feature]) -> geopandas.GeoDataFrame:
    """Make a table with every column that a feature may have, each of its type even where it is empty."""
    import geopandas  # noqa: PLC0415 - importing koreamap stays light
    import pandas as pd  # noqa: PLC0415 - as above

    columns = {
        column.name: pd.array([getattr(feature.properties, column.name) for feature in features], _TYPES[column.kind])
        for column in find_columns_of(Properties)
    }
    return geopandas.GeoDataFrame(columns, geometry=[feature.geometry for feature in features], crs="EPSG:4326")


def _find_links(atlas: Atlas, id_: str) -> list[Link]:
    """Find the links to a place, or of every feature of a layer, in reading order."""
    check_ids("place", id_, dict.fromkeys([*atlas.places, *atlas.features, *atlas.layers]))
    if id_ in atlas.places or id_ in atlas.features:
        return atlas.links_of(id_)
    ids = {feature_id for feature_id, properties in atlas.features.items() if properties.layer == id_}
    return [link for link in atlas.links if ids.intersection(link.feature_ids)]


def _to_days(dates: pd.Series, *, first: bool) -> pd.Series:
    """Turn EDTF text into the first or last day that it may mean; what is richer than a date into none."""
    import pandas as pd  # noqa: PLC0415 - importing koreamap stays light

    days = [find_day(None if pd.isna(text) else text, first=first) for text in dates]
    return pd.Series(days, index=dates.index, dtype="datetime64[ns]")
