// Leaflet paths that Leaflet itself lacks: markers of other shapes, and areas that stay clickable when tiny.

import { CIRCLE, isCrisp, markerPath, shapeOf } from '../shared/symbols.js';
import { L } from './leaflet.js';
import { Area, Line } from './projecting.js';

const HIT = { interactive: true, className: 'km-hit', bubblingMouseEvents: false };
const HIT_PX = 24; // least width of what can be clicked
const TINY_PX = 14;

/**
 * A marker of any shape, drawn as an SVG path around a whole pixel.
 *
 * @type {any}
 */
export const Mark = L.CircleMarker.extend({
  _updatePath() {
    const { shape, size } = this.options;
    this._path?.setAttribute('d', markerPath(shape, this._point.x, this._point.y, size));
  },
});

/**
 * An area's hit shape: its outline, or a disc around it where that is smaller than a fingertip.
 *
 * @type {any}
 */
export const AreaHit = Area.extend({
  _updatePath() {
    /** @type {any} */ (L.Polygon.prototype)._updatePath.call(this);
    const bounds = this._rawPxBounds;
    if (!this._path || !bounds?.isValid()) return;
    const size = bounds.getSize();
    if (Math.max(size.x, size.y) >= TINY_PX) return;
    const centre = bounds.getCenter();
    this._path.setAttribute('d', markerPath(CIRCLE, centre.x, centre.y, HIT_PX));
  },
});

/** @type {Record<string, number>} */
const DEPTH = { Point: 0, LineString: 0, MultiPoint: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };

/** @type {WeakMap<GeoJSON.Geometry, unknown>} */
const converted = new WeakMap(); // geometry -> Leaflet's positions, which the lettering asks for at every move

/**
 * A geometry's positions, nested as it is.
 *
 * @param {GeoJSON.Geometry} geometry
 * @returns {any}
 */
export function latLngsOf(geometry) {
  if (!converted.has(geometry)) converted.set(geometry, convert(geometry));
  return converted.get(geometry);
}

/** @param {any} geometry */
function convert({ type, coordinates }) {
  return type === 'Point' ? L.GeoJSON.coordsToLatLng(coordinates) : L.GeoJSON.coordsToLatLngs(coordinates, DEPTH[type]);
}

/**
 * Bounds of a geometry in degrees.
 *
 * @param {GeoJSON.Geometry} geometry
 */
export function boundsOf(geometry) {
  const latLngs = latLngsOf(geometry);
  return L.latLngBounds(Array.isArray(latLngs) ? latLngs.flat(3) : [latLngs]);
}

/** @typedef {Record<string, L.Renderer>} Renderers By pane. */

/**
 * The paths that draw one feature, by role; `hit` alone answers the pointer.
 *
 * @param {Built.Layer} layer
 * @param {Built.Feature} feature
 * @param {Renderers} renderers
 */
export function makePaths(layer, feature, renderers) {
  const latLngs = latLngsOf(feature.geometry);
  const make = { Point: pointPaths, LineString: linePaths, Polygon: areaPaths }[layer.geometry_type];
  return make(layer, latLngs, renderers);
}

/**
 * @param {Built.Layer} layer
 * @param {L.LatLng} latLng
 * @param {Renderers} renderers
 */
function pointPaths(layer, latLng, { points, halo }) {
  const { style } = layer;
  const shape = shapeOf(layer);
  /** @type {(size: number, options: Object) => any} */
  const mark = (size, options) => new Mark(latLng, { renderer: points, interactive: false, shape, size, ...options });
  return {
    halo: new Mark(latLng, { renderer: halo, interactive: false, shape: CIRCLE, size: style.size_px + 14 }),
    casing: mark(style.size_px, { className: 'km-crisp' }),
    main: mark(style.size_px, { className: isCrisp(shape) ? 'km-crisp' : '' }),
    hit: mark(Math.max(HIT_PX, style.size_px + 8), { shape: CIRCLE, ...HIT }),
  };
}

/**
 * @param {Built.Layer} layer
 * @param {L.LatLng[]} latLngs
 * @param {Renderers} renderers
 */
function linePaths({ style }, latLngs, { lines, halo }) {
  /** @param {L.PolylineOptions} [options] */
  const line = (options) => new Line(latLngs, { renderer: lines, interactive: false, smoothFactor: 0.5, noClip: true, ...options });
  return {
    halo: line({ renderer: halo }),
    ...(style.casing_px ? { casing: line() } : {}),
    main: line({ lineCap: 'butt' }),
    ...(style.double ? { inner: line({ lineCap: 'butt' }) } : {}),
    hit: line({ weight: 16, ...HIT }),
  };
}

/**
 * @param {Built.Layer} _layer
 * @param {L.LatLng[][]} latLngs
 * @param {Renderers} renderers
 */
function areaPaths(_layer, latLngs, { areas, halo }) {
  /** @param {L.PolylineOptions} [options] */
  const area = (options) => new Area(latLngs, { renderer: areas, interactive: false, smoothFactor: 0.5, ...options });
  return {
    halo: area({ renderer: halo, className: 'km-halo-under' }),
    main: area(),
    hit: new AreaHit(latLngs, { renderer: areas, stroke: false, smoothFactor: 0.5, ...HIT }),
  };
}
