// The Leaflet map as a window on the world: its panes, its flights, its size.

import { make, prefersStillness } from '../shared/dom.js';
import { L } from './leaflet.js';

const PANES = { under: 290, basemap: 300, tiles: 310, halo: 320, areas: 330, lines: 340, points: 350, labels: 360 };
const DEAF_PANES = ['under', 'basemap', 'tiles', 'halo', 'labels'];
const WIDE_PX = 700;
const NARROW_PX = 520;
const ROOMY_PX = 1100; // there is room for a wide panel
const MARGIN_PX = 48;
const LEAST_PX = 60; // what must be left between the margins for a view to mean anything
const PANEL_SHARE_PX = 190; // how far the panel may push the first view aside; what is flown to is never under it
const ZOOM_OF_POINT = 9;
const ZOOM_OF_EXTENT = 11;
const ZOOM_FAR_OFF = 5; // there the basemap is the coarse world only
export const FLIGHT_S = 1.1;

/** Make an empty Leaflet map in `root`, with a pane for each kind of thing. */
export function makeMap(root, { min_zoom: minZoom, max_zoom: maxZoom }) {
  const canvas = make('div', { class: 'km-canvas' });
  root.replaceChildren(canvas);
  const isCalm = prefersStillness();
  const map = L.map(canvas, {
    minZoom,
    maxZoom,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 110,
    wheelDebounceTime: 25,
    zoomControl: false,
    attributionControl: false,
    trackResize: false, // its element is watched instead, so that the window holds no map that has left the page
    maxBounds: [
      [-86, -220],
      [86, 220],
    ],
    fadeAnimation: !isCalm,
    zoomAnimation: !isCalm,
    inertia: !isCalm,
  });
  addPanes(map, PANES);
  map.setView([0, 0], minZoom, { animate: false }); // without any view, Leaflet never looks at its size again
  return map;
}

/** Make a pane for each kind of thing, at its height among them. */
export function addPanes(map, heights) {
  for (const [name, zIndex] of Object.entries(heights)) {
    const pane = map.createPane(`km-${name}`);
    pane.style.zIndex = String(zIndex);
    if (DEAF_PANES.includes(name)) pane.style.pointerEvents = 'none';
  }
}

export function isWide(root) {
  return root.clientWidth >= WIDE_PX;
}

/**
 * Show bounds beside the open panel and above what lies `below`, px, in a flight or, where motion is unwelcome, at once.
 *
 * @returns {boolean} Whether there was room to show them: an element that is still being laid out has none.
 */
export function fitBounds(map, bounds, { panel, root, maxZoom = undefined, margin = MARGIN_PX, below = 0, animate, isHome = false }) {
  const width = panel.isOpen && isWide(root) ? panel.element.offsetWidth : 0;
  const aside = isHome ? Math.min(PANEL_SHARE_PX, width) : width;
  const options = { maxZoom, paddingTopLeft: [margin, margin], paddingBottomRight: [margin + aside, margin + 12 + below] };
  // Not the map's own size: what Leaflet measures before its first view, it never measures again.
  if (root.clientWidth < 2 * margin + aside + LEAST_PX || root.clientHeight < 2 * margin + 12 + below + LEAST_PX) return false;
  if (animate && !prefersStillness()) map.flyToBounds(bounds, { ...options, duration: FLIGHT_S });
  else map.fitBounds(bounds, { ...options, animate: false });
  return true;
}

/** How close to come: nearer to an extent than to a bare point, and not where the basemap has no detail. */
export function closestZoom(bounds, home) {
  if (!L.latLngBounds(home).pad(1.35).contains(bounds)) return ZOOM_FAR_OFF;
  return bounds.getNorthEast().equals(bounds.getSouthWest()) ? ZOOM_OF_POINT : ZOOM_OF_EXTENT;
}

/** Follow the element's size: `onResize` is called whenever it has one. */
export function watchSize(root, map, onResize) {
  const observer = new ResizeObserver(() => {
    if (!root.clientWidth || !root.clientHeight) return;
    takeSize(root, map);
    root.classList.toggle('km-narrow', root.clientWidth < NARROW_PX);
    root.classList.toggle('km-roomy', root.clientWidth >= ROOMY_PX);
    onResize();
  });
  observer.observe(root);
  return { stop: () => observer.disconnect() };
}

/** Tell Leaflet another size; of one that moves the middle by less than a pixel it would tell nobody, though the view is another. */
export function takeSize({ clientWidth: width, clientHeight: height }, map) {
  const before = map.getSize();
  if (before.x === width && before.y === height) return; // else it forgets the exact middle
  map.invalidateSize({ animate: false, debounceMoveend: true });
  const half = ({ x, y }) => L.point(x / 2, y / 2).round();
  if (half(before).equals(half(map.getSize()))) map.fire('moveend');
}

/** Boxes of elements, in px of the root. */
export function boxesOf(root, elements) {
  const origin = root.getBoundingClientRect();
  return elements.map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { x0: left - origin.left, y0: top - origin.top, x1: right - origin.left, y1: bottom - origin.top };
  });
}

/** @param {number[]} box West, south, east, north. */
export function toBounds([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

/** What is shown, in degrees within the world: west, south, east, north. */
export function extentOf(map) {
  const bounds = map.getBounds();
  const within = (value, limit) => Math.min(limit, Math.max(-limit, value));
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180), within(bounds.getNorth(), 90)];
}
