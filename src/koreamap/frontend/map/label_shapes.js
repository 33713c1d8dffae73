// What is drawn, as it lies in the frame: what names belong to, and what they keep off.

import { areaOf, boxAround, resample, stretchesIn } from './label_geometry.js';
import { areClose, Ink, Occupancy } from './label_obstacles.js';
import { L } from './leaflet.js';
import { boundsOf, latLngsOf } from './paths.js';

const PAD_PX = 120; // lettering is laid out beyond the view, so that a short pan does not bare an edge
const ISLET_PX = 60;
const ISLET_INSET = 0.2; // its bounds' corners are water

/**
 * The frame of a map.
 *
 * @param {{x: number, y: number}} size
 * @param {(latLng: L.LatLng) => L.Point} project
 * @returns {Lettering.Frame}
 */
export function frameOf({ x, y }, project) {
  const page = { x0: -PAD_PX, y0: -PAD_PX, x1: x + PAD_PX, y1: y + PAD_PX };
  return { view: { x0: 0, y0: 0, x1: x, y1: y }, page, project };
}

/**
 * What a feature's name belongs to; null where nothing of it lies on the page.
 *
 * @param {Built.Layer} layer
 * @param {Built.Feature} feature
 * @param {number} margin Of what is selected: its halo is wider.
 * @param {Lettering.Frame} frame
 * @returns {Lettering.Shape|null}
 */
export function shapeOf({ geometry_type: type, style }, feature, margin, frame) {
  const along = Boolean(style.label?.along);
  if (type === 'LineString') {
    const clearance = style.width_px / 2 + style.casing_px + 1.5 + margin / 2;
    return { type: 'line', stretches: stretchesOf(feature, frame), clearance, along };
  }
  const box = type === 'Point' ? markerBox(style, feature, frame) : boundsBox(feature, frame);
  if (type === 'Point' || isIslet(box)) return areClose(box, frame.page, 0) ? { type: 'symbol', box: grow(box, margin / 2) } : null;
  const ring = largestRing(feature, frame);
  return ring && { type: 'area', ring, margin, along, view: frame.view };
}

/**
 * Note where symbols, islets and lines are, so that lettering keeps off them.
 *
 * @param {Built.Drawn[]} drawn
 * @param {Lettering.Box[]} controls
 * @param {Lettering.Frame} frame
 */
export function findObstacles(drawn, controls, frame) {
  const [taken, ink] = [new Occupancy(), new Ink()];
  for (const box of controls) taken.add(box);
  for (const { layer, items } of drawn) {
    const isInked = layer.geometry_type !== 'Point' && layer.style.width_px > 0 && layer.style.stroke_opacity > 0;
    for (const { id, feature } of items) {
      const symbol = symbolBox(layer, feature, frame);
      if (symbol) taken.add({ ...symbol, ownerId: id });
      for (const stretch of isInked ? stretchesOf(feature, frame) : []) ink.add(id, resample(stretch, 4));
    }
  }
  return { taken, ink };
}

/**
 * The box of a symbol; null for what is none.
 *
 * @param {Built.Layer} layer
 * @param {Built.Feature} feature
 * @param {Lettering.Frame} frame
 */
function symbolBox({ geometry_type: type, style }, feature, frame) {
  if (type === 'Point') return markerBox(style, feature, frame);
  return type === 'Polygon' ? isletBox(boundsBox(feature, frame)) : null;
}

/**
 * An islet is a symbol: no name may hide it.
 *
 * @param {Lettering.Box} bounds
 */
function isletBox(bounds) {
  const { x0, y0, x1, y1 } = bounds;
  return isIslet(bounds) ? grow(bounds, -ISLET_INSET * (x1 - x0), -ISLET_INSET * (y1 - y0)) : null;
}

/** @param {Lettering.Box} box */
function isIslet({ x0, y0, x1, y1 }) {
  return Math.max(x1 - x0, y1 - y0) <= ISLET_PX;
}

/**
 * @param {Lettering.Box} box
 * @param {number} dx
 */
function grow({ x0, y0, x1, y1 }, dx, dy = dx) {
  return { x0: x0 - dx, y0: y0 - dy, x1: x1 + dx, y1: y1 + dy };
}

/**
 * @param {Built.Style} style
 * @param {Built.Feature} feature
 * @param {Lettering.Frame} frame
 */
function markerBox({ size_px: size }, { geometry }, { project }) {
  return boxAround(project(latLngsOf(geometry)), size);
}

/**
 * @param {Built.Feature} feature
 * @param {Lettering.Frame} frame
 * @returns {Lettering.Box}
 */
function boundsBox({ geometry }, { project }) {
  const bounds = boundsOf(geometry);
  const [from, to] = [project(bounds.getNorthWest()), project(bounds.getSouthEast())];
  return { x0: from.x, y0: from.y, x1: to.x, y1: to.y };
}

/**
 * The stretches of a line, or of an area's outline, on the page.
 *
 * @param {Built.Feature} feature
 * @param {Lettering.Frame} frame
 */
function stretchesOf({ geometry }, { page, project }) {
  const latLngs = latLngsOf(geometry);
  /** @type {L.LatLng[][]} */
  const lines = geometry.type === 'LineString' ? [latLngs] : geometry.type === 'MultiPolygon' ? latLngs.flat() : latLngs;
  return lines.flatMap((line) => stretchesIn(line.map(project), page));
}

/**
 * The largest of an area's parts on the page, cut to it.
 *
 * @param {Built.Feature} feature
 * @param {Lettering.Frame} frame
 */
function largestRing({ geometry }, { page, project }) {
  const latLngs = latLngsOf(geometry);
  /** @type {L.LatLng[][]} */
  const rings = geometry.type === 'Polygon' ? [latLngs[0]] : latLngs.map((/** @type {L.LatLng[][]} */ polygon) => polygon[0]);
  const bounds = L.bounds([page.x0, page.y0], [page.x1, page.y1]);
  const parts = rings.map((ring) => L.PolyUtil.clipPolygon(ring.map(project), bounds, false)).filter(({ length }) => length >= 3);
  if (!parts.length) return null;
  const largest = parts.reduce((best, part) => (areaOf(part) > areaOf(best) ? part : best));
  return L.LineUtil.simplify(largest, 1.5);
}
