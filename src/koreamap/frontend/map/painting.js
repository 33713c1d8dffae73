// How a feature's stacked paths are painted: as a symbol, a line or an area.

import { shapeOf } from '../shared/symbols.js';
import { mix } from '../shared/theme.js';
import { boundsOf } from './paths.js';

/** @typedef {{ more: number, background: Built.Background }} Under A pixel more under the pointer, and what lies below. */

/**
 * A background with the colour of the edge around what is selected.
 *
 * @param {Built.Background} background
 * @returns {Built.Background}
 */
export function withEdge(background) {
  return { ...background, halo_edge: mix(background.halo_selected, background.label, 0.85) };
}

const NEAR_ZOOM = 6.5; // there it lies far beside the finer coast
const FINE = { west: 117, south: 28, east: 147, north: 55 }; // where the basemap has a finer coast, degrees

/**
 * Whether a state's outline is coarser than the coast of the basemap under it.
 *
 * @param {{ geometry: GeoJSON.Geometry, properties: any }} feature
 */
export function isCoarse({ geometry, properties: { kind, accuracy_m: accuracy } }) {
  if (kind !== 'state' || accuracy) return false;
  const bounds = boundsOf(geometry);
  return bounds.intersects([
    [FINE.south, FINE.west],
    [FINE.north, FINE.east],
  ]);
}

/**
 * How a feature's outline gives way as one comes nearer, where it does.
 *
 * @param {Pick<Built.Layer, 'fades'>} layer
 * @param {string} id
 */
export function fadeOf({ fades = [] }, id) {
  return fades.find(({ feature_ids: ids }) => ids.includes(id));
}

/**
 * What is left of a feature at a zoom, 0 to 1.
 *
 * @param {number} zoom
 * @param {Built.Fade} [fade]
 */
export function shareAt(zoom, fade) {
  if (!fade) return 1;
  return Math.min(1, Math.max(0, (fade.gone_zoom - zoom) / (fade.gone_zoom - fade.from_zoom)));
}

/** Whether a coarse outline still tells where a state is. */
export function isFar(zoom) {
  return zoom < NEAR_ZOOM;
}

/**
 * Paint a feature.
 *
 * @param {{ paths: Record<string, any>, layer: Built.Layer }} item
 * @param {Object} paint See `paintOf`.
 * @param {Under} under
 */
export function paintItem(item, paint, under) {
  const shape = { Point: paintPoint, LineString: paintLine, Polygon: paintArea }[item.layer.geometry_type];
  shape(item, paint, under);
}

function paintPoint({ paths, layer }, paint, { more, background }) {
  const isOpen = shapeOf(layer).is_open;
  const width = isOpen ? Math.max(1.5, paint.width) : 0;
  paths.halo.setStyle({ fill: true, fillColor: background.halo_selected, fillOpacity: 1, color: background.halo_edge, weight: 1 });
  paths.casing.setStyle({
    color: background.halo,
    weight: width + 3,
    fill: isOpen,
    fillColor: background.halo,
    fillOpacity: 1,
    lineJoin: 'miter',
  });
  paths.main.setStyle({
    stroke: isOpen || more > 0,
    color: paint.color,
    weight: width + more,
    fill: !isOpen,
    fillColor: paint.color,
    fillOpacity: 1,
    lineJoin: 'miter',
  });
  paths.hit.setStyle({ stroke: false, fill: true, fillOpacity: 0 });
}

function paintLine({ paths }, paint, { more, background }) {
  paths.halo.setStyle({ color: background.halo_selected, weight: Math.max(paint.width, paint.casing) + 11, opacity: 1 });
  paths.casing?.setStyle({ color: paint.casingColor, weight: paint.casing + more, opacity: 0.9 });
  paths.main.setStyle({ color: paint.color, weight: paint.width + more, opacity: paint.opacity, dashArray: paint.dash });
  paths.inner?.setStyle({ color: background.land, weight: paint.inner });
  paths.hit.setStyle({ opacity: 0 });
}

function paintArea({ paths }, paint, { more, background }) {
  const outline = paint.width && paint.opacity ? paint.width : 0;
  // A strong fill must not take on the halo's colour, so it gets its background back.
  const isStrong = paint.fillOpacity > 0.4;
  paths.halo.setStyle({
    color: background.halo_selected,
    weight: outline + 12,
    fill: isStrong,
    fillColor: background.land,
    fillOpacity: 1,
  });
  paths.main.setStyle({
    stroke: outline + more > 0,
    color: paint.color,
    weight: outline + more,
    opacity: outline ? paint.opacity : 0.8,
    dashArray: paint.dash,
    fill: true,
    fillColor: paint.color,
    fillOpacity: paint.fillOpacity,
  });
  paths.hit.setStyle({ stroke: false, fill: true, fillOpacity: 0 });
}
