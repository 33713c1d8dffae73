// Lines and areas that are projected once for a zoom, and without what is too fine for it to be seen.
//
// Leaflet projects every vertex of every path at each change of zoom, into two objects a vertex; a coast has tens of
// thousands, and the halo, the line and what answers the pointer are three paths of one course.

import { L } from './leaflet.js';

const FINEST_PX = 0.3; // half of what Leaflet itself then smooths away

/**
 * Vertices of a course, x and y in turn, in px of a whole zoom from the world's corner; `isWhole` where it has all of them, so that it
 * does for every closer zoom.
 *
 * @typedef {{ level: number, isWhole: boolean, flat: Float64Array }} Course
 */

/** @type {WeakMap<L.LatLng, Map<string, Course[]>>} */
const courses = new WeakMap(); // by its first vertex: each path has an array of its own, of the same vertices

/** @type {WeakMap<L.LatLng, { at: string, ring: L.Point[] }>} */
const latest = new WeakMap(); // for the next path along it

/**
 * Project a course, rounded to whole pixels as Leaflet does.
 *
 * @param {L.Map} map
 * @param {L.LatLng[]} latLngs Of which none is changed afterwards.
 * @returns {L.Point[]} In px of the map's panes; shared, and not to be changed.
 */
export function projectCourse(map, latLngs) {
  const [first] = latLngs;
  if (!first) return [];
  const { crs = L.CRS.EPSG3857 } = map.options;
  const [zoom, { x, y }] = [map.getZoom(), map.getPixelOrigin()];
  const at = `${crs.code} ${latLngs.length} ${zoom} ${x} ${y}`;
  const known = latest.get(first);
  if (known?.at === at) return known.ring;
  const { level, flat } = courseAt(crs, latLngs, Math.ceil(zoom));
  const scale = crs.scale(zoom) / crs.scale(level);
  /** @type {L.Point[]} */
  const ring = new Array(flat.length / 2);
  for (let i = 0; i < ring.length; i += 1) {
    ring[i] = new L.Point(Math.round(flat[2 * i] * scale) - x, Math.round(flat[2 * i + 1] * scale) - y);
  }
  latest.set(first, { at, ring });
  return ring;
}

/**
 * @param {L.CRS} crs
 * @param {L.LatLng[]} latLngs
 * @param {number} level
 * @returns {Course}
 */
function courseAt(crs, latLngs, level) {
  const of = courses.get(latLngs[0]) ?? new Map();
  courses.set(latLngs[0], of);
  const key = `${crs.code} ${latLngs.length}`;
  /** @type {Course[]} */
  const known = of.get(key) ?? [];
  of.set(key, known);
  const found = known.find((course) => course.level === level || (course.isWhole && course.level < level));
  if (found) return found;
  known.push(makeCourse(crs, latLngs, level));
  return known[known.length - 1];
}

/**
 * @param {L.CRS} crs
 * @param {L.LatLng[]} latLngs
 * @param {number} level
 * @returns {Course}
 */
function makeCourse(crs, latLngs, level) {
  const every = latLngs.map((latLng) => crs.latLngToPoint(latLng, level));
  const kept = L.LineUtil.simplify(every, FINEST_PX);
  return { level, isWhole: kept.length === every.length, flat: Float64Array.from(kept.flatMap(({ x, y }) => [x, y])) };
}

const ways = {
  /**
   * @param {any[]} latLngs Nested as the geometry is.
   * @param {L.Point[][]} rings
   * @param {L.Bounds} bounds
   */
  _projectLatlngs(latLngs, rings, bounds) {
    if (Array.isArray(latLngs[0])) {
      for (const inner of latLngs) this._projectLatlngs(inner, rings, bounds);
      return;
    }
    const ring = projectCourse(/** @type {any} */ (this)._map, latLngs);
    for (const point of ring) bounds.extend(point);
    rings.push(ring);
  },
};

/** @type {any} */
export const Line = L.Polyline.extend(ways);

/** @type {any} */
export const Area = L.Polygon.extend(ways);
