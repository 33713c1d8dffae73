// What others have put on the map: markers, lines, areas, GeoJSON and pictures, drawn from their description.
// Their words are text: they reach the page through textContent.

import { make, makeSvg } from '../shared/dom.js';
import { L } from './leaflet.js';
import { switchRow } from './panel.js';

const PANE = 'km-overlays';
const Z_INDEX = 355; // over our symbols, under the lettering
const PIN = { width: 24, height: 36, path: 'M12 35C9 26 1 21 1 12a11 11 0 0 1 22 0c0 9-8 14-11 23Z' };

/**
 * @typedef {object} Shape
 * @property {'pin'|'text'|'picture'|'dot'|'circle'|'line'|'area'|'box'|'image'|'geojson'} kind
 * @property {any} [at] Latitude and longitude, or lists of such pairs.
 * @property {Object} [look] Leaflet's options of a path.
 * @property {number} [radius] Pixels of a dot, metres of a circle.
 * @property {string} [text]
 * @property {string} [url] A picture, as data.
 * @property {number[]} [size]
 * @property {number[]} [anchor]
 * @property {number} [opacity]
 * @property {Object} [geometry]
 * @property {Shape} [point] What stands for a point of GeoJSON.
 * @property {string} [tooltip]
 * @property {string} [popup]
 */

/** @typedef {{ name: string, show: boolean, control: boolean, shapes: Shape[] }} Overlay */

export class Overlays {
  /**
   * @param {any} map Leaflet's.
   * @param {Overlay[]} descriptions As Python writes them.
   */
  constructor(map, descriptions) {
    this.map = map;
    this.descriptions = descriptions;
    const pane = map.createPane(PANE);
    pane.style.zIndex = String(Z_INDEX);
    this.renderer = L.svg({ pane: PANE, padding: 0.35 });
    this.groups = descriptions.map(({ shapes }) => L.layerGroup(shapes.map((shape) => this.#draw(shape))));
    for (const [index, { show }] of descriptions.entries()) this.toggle(index, show);
  }

  toggle(index, isOn) {
    if (isOn) this.groups[index].addTo(this.map);
    else this.groups[index].remove();
  }

  /** A switch for each overlay that has one, for the layers panel. */
  makeRows() {
    return this.descriptions.flatMap(({ name, show, control }, index) => (control ? [this.#row(name, show, index)] : []));
  }

  #row(name, show, index) {
    return switchRow(name, (isOn) => this.toggle(index, isOn), { 'data-overlay-switch': name, checked: show });
  }

  /** @param {Shape} shape */
  #draw(shape) {
    const layer = MAKERS[shape.kind](shape, { ...shape.look, pane: PANE, renderer: this.renderer });
    if (shape.tooltip) this.#tellOnHover(layer, shape.tooltip);
    if (shape.popup) this.#tellOnClick(layer, shape.popup);
    return layer;
  }

  #tellOnHover(layer, text) {
    const tip = L.tooltip({ direction: 'top', offset: [0, -6] }).setContent(wordsOf(text));
    layer.on('mouseover mousemove', ({ latlng }) => tip.setLatLng(latlng).openOn(this.map));
    layer.on('mouseout remove', () => tip.remove());
  }

  #tellOnClick(layer, text) {
    layer.on('click', ({ latlng }) => L.popup().setLatLng(latlng).setContent(wordsOf(text)).openOn(this.map));
  }
}

/** @type {Object<string, (shape: any, options: any) => any>} */
const MAKERS = {
  pin: ({ at }, options) => L.marker(at, { pane: options.pane, icon: pinIcon() }),
  text: ({ at, text }, { pane }) =>
    L.marker(at, { pane, icon: L.divIcon({ className: 'km-added-text', iconSize: undefined, html: wordsOf(text) }) }),
  picture: ({ at, url, size, anchor }, { pane }) =>
    L.marker(at, { pane, icon: L.icon({ iconUrl: url, iconSize: size, iconAnchor: anchor }) }),
  dot: ({ at, radius }, options) => L.circleMarker(at, { ...options, radius }),
  circle: ({ at, radius }, options) => L.circle(at, { ...options, radius }),
  line: ({ at }, options) => L.polyline(at, options),
  area: ({ at }, options) => L.polygon(at, options),
  box: ({ at }, options) => L.rectangle(at, options),
  image: ({ at, url, opacity }, { pane }) => L.imageOverlay(url, at, { pane, opacity, interactive: true }),
  geojson: ({ geometry, point, look }, options) =>
    L.geoJSON(geometry, {
      ...options,
      pointToLayer: (_feature, latLng) => MAKERS[point.kind]({ ...point, at: latLng }, { ...options, ...point.look, ...look }),
    }),
};

function pinIcon() {
  const { width, height, path } = PIN;
  const pin = makeSvg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  pin.append(
    makeSvg('path', { d: path, fill: '#2a81cb', stroke: '#ffffff', 'stroke-width': 1.5 }),
    makeSvg('circle', { cx: 12, cy: 12, r: 4, fill: '#ffffff' }),
  );
  const box = make('div', {}, pin);
  return L.divIcon({ className: 'km-added-pin', iconSize: [width, height], iconAnchor: [width / 2, height], html: box });
}

/** Words as elements, a line each. */
function wordsOf(text) {
  return make('div', {}, ...text.split('\n').map((line) => make('div', { text: line })));
}
