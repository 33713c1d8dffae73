// What lies within reach of a pointer, and which of it is meant: pure geometry, in px of the map.

/** @typedef {{ reach: number, slack: number }} Hand How far it may miss; what lies so little further than the nearest is meant as well, px. */

/** @type {Hand} */
export const MOUSE = { reach: 12, slack: 4 };
/** @type {Hand} */
export const FINGER = { reach: 22, slack: 10 };

const SMALL_AREA_PX = 90; // an island, not a zone
const LEAD_PX = 2; // a mark or an island under the pointer is meant rather than a line through it
const THIN_PX = 24; // an area that is narrower on the whole is aimed at like a line

/**
 * Find the features that a pointer may mean, the likeliest first: one alone where it is clearly aimed at.
 *
 * An area that lies wide around the pointer is meant only where nothing else is, and then with all that lie there.
 *
 * @template {{ paths: { hit: any }, layer: Built.Layer, look?: string }} T
 * @param {Iterable<T>} items Drawn features.
 * @param {L.Point} point Of the layers, not of the container.
 * @param {Hand} hand
 * @returns {T[]}
 */
export function findWithin(items, point, { reach, slack }) {
  const found = [...items].map((item) => ({ item, ...aimAt(item, point, reach) })).filter(({ distance }) => distance <= reach);
  const aimed = found.filter(({ isAround }) => !isAround);
  if (!aimed.length) return found.sort((a, b) => sizeOf(a.item) - sizeOf(b.item)).map(({ item }) => item);
  const least = Math.min(...aimed.map(({ distance }) => distance));
  return aimed
    .filter(({ distance }) => distance <= least + slack)
    .sort((a, b) => a.distance - b.distance || RANKS[a.item.layer.geometry_type] - RANKS[b.item.layer.geometry_type])
    .map(({ item }) => item);
}

/** Whether a feature lies at one spot, as far as a pointer can tell. */
export function isSpot({ paths: { hit }, layer }) {
  if (layer.geometry_type !== 'Polygon') return layer.geometry_type === 'Point';
  return Boolean(hit._rawPxBounds?.isValid()) && isSmall(hit);
}

const RANKS = { Point: 0, LineString: 1, Polygon: 2 };
const NOWHERE = { distance: Infinity, isAround: false };

/**
 * @param {{ paths: { hit: any }, layer: any, look?: string }} item
 * @param {any} point
 * @param {number} reach
 */
function aimAt({ paths: { hit }, layer: { geometry_type: type, style }, look }, point, reach) {
  if (!hit._map || look === 'hidden') return NOWHERE; // not there at the date of the map
  if (type === 'Point') return { distance: Math.max(0, hit._point.distanceTo(point) - style.size_px / 2) - LEAD_PX, isAround: false };
  if (!isNear(hit, point, reach)) return NOWHERE;
  const edge = hit.closestLayerPoint(point)?.distance ?? Infinity;
  if (type === 'LineString') return { distance: Math.max(0, edge - style.width_px / 2), isAround: false };
  const isNarrow = isSmall(hit) || widthOf(hit._parts) < THIN_PX;
  if (hit._containsPoint(point)) return isSmall(hit) ? { distance: -LEAD_PX, isAround: false } : { distance: 0, isAround: edge > reach };
  return { distance: isNarrow ? edge : Infinity, isAround: false };
}

function isNear({ _rawPxBounds: bounds }, { x, y }, reach) {
  if (!bounds?.isValid()) return false;
  return x >= bounds.min.x - reach && x <= bounds.max.x + reach && y >= bounds.min.y - reach && y <= bounds.max.y + reach;
}

function isSmall({ _rawPxBounds: bounds }) {
  const { x, y } = bounds.getSize();
  return Math.max(x, y) <= SMALL_AREA_PX;
}

function sizeOf({ paths: { hit } }) {
  const { x, y } = hit._rawPxBounds.getSize();
  return x * y;
}

/** The mean width of rings: that of a strip with their area and outline. */
function widthOf(rings) {
  let [area, length] = [0, 0];
  for (const ring of rings) {
    let [last] = ring.slice(-1);
    for (const corner of ring) {
      area += last.x * corner.y - corner.x * last.y;
      length += Math.hypot(corner.x - last.x, corner.y - last.y);
      last = corner;
    }
  }
  return length ? Math.abs(area) / length : 0;
}
