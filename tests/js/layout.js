// Layouts for the label engine: features are given in px of the frame, and each letter is half as wide as it is high.

import { basemapItems, featureItems } from '../../src/koreamap/frontend/map/label_items.js';
import { placeNames } from '../../src/koreamap/frontend/map/label_placement.js';
import { findObstacles, frameOf } from '../../src/koreamap/frontend/map/label_shapes.js';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';

const LABEL = { min_zoom: 5, max_zoom: 19, priority: 50, size_px: 12, along: false, italic: false, suffix: '' };
const STYLE = { color: '#333333', color_dark: '#dddddd', width_px: 2, casing_px: 0, dash_px: [], double: false };
const MORE_STYLE = { fill_opacity: 0.2, stroke_opacity: 1, size_px: 9 };
const BACKGROUND = { label: '#000000', label_water: '#0000ff', label_country: '#888888', casing: '#ffffff', halo: '#ffffff' };

const widthOf = ({ text, size, spacing = 0 }) => [...text].length * (size / 2 + spacing);
const turn = (coordinates) => (typeof coordinates[0] === 'number' ? [coordinates[0], -coordinates[1]] : coordinates.map(turn));

/** A layer of one feature. */
export function draw(type, coordinates, { id = 'it', label = {}, style = {}, ...properties } = {}) {
  const layer = { id: `${id}s`, geometry_type: type.replace('Multi', ''), style: { ...STYLE, ...MORE_STYLE, ...style } };
  layer.style.label = label && { ...LABEL, ...label };
  const feature = {
    type: 'Feature',
    geometry: { type, coordinates: turn(coordinates) },
    properties: { feature_id: id, name: id, ...properties },
  };
  return { layer, items: [{ id, feature }] };
}

export const symbol = (x, y, options) => draw('Point', [x, y], options);
export const line = (points, options) => draw('LineString', points, options);
export const area = ([x0, y0, x1, y1], options) =>
  draw(
    'Polygon',
    [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ],
    ],
    options,
  );

/** A name of the basemap. */
export function town(x, y, properties) {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: turn([x, y]) },
    properties: { feature_id: `base-${properties.name}`, kind: 'city', ...properties },
  };
}

/** Lay out; `before` is an earlier layout, of which it remembers where names stood. */
export function layOut(drawn, { selected = [], named = {}, basemap = [], controls = [], zoom = 8, size = [800, 600], before = [] } = {}) {
  const frame = frameOf(L.point(size), ({ lat, lng }) => L.point(lng, -lat));
  const look = { zoom, theme: 'light', background: BACKGROUND, named: new Map(Object.entries(named)), widthOf };
  const items = [...featureItems(drawn, new Set(selected), frame, look), ...basemapItems(basemap, frame, look)];
  const memory = new Map();
  for (const { key, middle, index } of before) memory.set(key, [...(memory.get(key) ?? []), { middle, index }]);
  return placeNames(items, { view: frame.view, ...findObstacles(drawn, controls, frame), before: memory });
}

/** The words of each name, as they stand under each other. */
export const wordsOf = (placed) => placed.map(({ text }) => text.lines.map(({ runs }) => runs.map((run) => run.text).join('')).join('/'));

/** The box around all that a name takes. */
export function extentOf({ boxes }) {
  const [x0, y0] = ['x0', 'y0'].map((side) => Math.min(...boxes.map((box) => box[side])));
  const [x1, y1] = ['x1', 'y1'].map((side) => Math.max(...boxes.map((box) => box[side])));
  return { x0, y0, x1, y1 };
}

export function overlap(a, b) {
  return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
}
