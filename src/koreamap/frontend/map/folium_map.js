// Our layers on a map that Folium itself draws, in a notebook or a saved page: the look, the basemap and the lettering.
// Folium's own script calls what hangs on `koreamapFolium`; everything else on the map is Folium's and Leaflet's.

import { make } from '../shared/dom.js';
import { Basemap } from './basemap.js';
import { Features } from './features.js';
import { Labels } from './labels.js';
import { L } from './leaflet.js';
import { withEdge } from './painting.js';
import { boundsOf } from './paths.js';
import { Pointing } from './pointing.js';
import { addPanes } from './viewport.js';

const THEME = 'light'; // a saved page and a print of it look the same everywhere
const PANES = { under: 140, basemap: 150, halo: 320, areas: 330, lines: 340, points: 350, labels: 360 }; // Leaflet's own: tiles 200, overlays 400

/** @typedef {{ id: string, title: string, group: string, geometry_type: string, order: number, style: object }} LayerRecord */
/** @typedef {{ features: Array<{ properties: object, geometry: object }> }} Collection */

const prepared = new WeakMap(); // Leaflet map -> what draws our layers on it

/** Draws our layers on one Leaflet map. */
class Drawing {
  constructor(map, { background, attribution, selected }) {
    this.map = map;
    addPanes(map, PANES);
    this.background = withEdge(background);
    this.selected = new Set(selected);
    map.getContainer().style.background = background.water;
    map.attributionControl?.addAttribution(attribution);
    this.collections = new Map(); // id of a basemap layer -> features
    const store = { load: async () => {}, featuresOf: ({ id }) => this.collections.get(id) };
    this.basemap = new Basemap(map, [], store);
    this.basemap.restyle(this.background);
    this.tip = L.tooltip({ direction: 'top', offset: [0, -6] });
    this.features = new Features(map);
    this.pointing = new Pointing(
      map,
      { root: map.getContainer(), features: this.features },
      {
        onChoose: (item, latLng) => L.popup().setLatLng(latLng).setContent(cardOf(item)).openOn(map),
        onHover: (_item, names, point) => this.#hover(names, point),
        onMiss: () => {},
      },
    );
    this.features.restyle(THEME, this.background);
    this.features.select([...this.selected]);
    this.labels = new Labels(map, { obstacles: () => [], content: () => this.#findLettered() });
    map.on('zoomend', () => this.basemap.show(map.getZoom()));
    map.on('moveend resize', () => this.labels.request());
  }

  addBasemap(layer, { features }) {
    this.collections.set(layer.id, features);
    if (layer.geometry_type !== 'Point') this.basemap.layers.push(layer);
    this.basemap.show(this.map.getZoom());
    this.labels.request();
  }

  add(layer, features) {
    this.features.add(layer, features);
    this.labels.request();
  }

  remove(layer) {
    this.features.remove(layer.id);
    this.labels.request();
  }

  #hover(names, point) {
    if (!names) return this.tip.close();
    const latLng = this.map.containerPointToLatLng(point);
    this.tip
      .setLatLng(latLng)
      .setContent(make('span', { text: names }))
      .openOn(this.map);
  }

  #findLettered() {
    const basemap = [...this.collections.values()].flat().filter(({ geometry }) => geometry.type === 'Point');
    return { drawn: [...this.features.drawn.values()], selected: this.selected, basemap, theme: THEME, background: this.background };
  }
}

/** A layer of ours as Leaflet sees it: its control switches it, a group of Folium's may hold it. */
/** @type {any} */
const ThemeLayer = L.Layer.extend({
  initialize(layer, { features }) {
    this.layer = layer;
    this.features = features;
  },
  onAdd(map) {
    prepared.get(map).add(this.layer, this.features);
  },
  onRemove(map) {
    prepared.get(map).remove(this.layer);
  },
  getBounds() {
    return this.features.reduce((sum, { geometry }) => sum.extend(boundsOf(geometry)), L.latLngBounds([]));
  },
});

/** What a click on a feature shows: text, never markup. */
function cardOf({ name, layer, feature: { properties } }) {
  const { name_ko: hangul, status, mention_count: mentions, passage_count: passages } = properties;
  const lines = [layer.title, hangul, status, passages ? `${count(mentions, 'mention')} in ${count(passages, 'passage')}` : null];
  const rows = lines.filter(Boolean).map((text) => make('div', { text }));
  return make('div', { class: 'km-card' }, make('strong', { text: name }), ...rows);
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

globalThis.koreamapFolium = {
  /** Make a Leaflet map ready for our layers. */
  prepare: (map, options) => prepared.set(map, new Drawing(map, options)),
  /** Lay basemap polygons, lines or names under everything. */
  addBasemap: (map, layer, collection) => prepared.get(map).addBasemap(layer, collection),
  /** Make a layer that Leaflet can add and take away. */
  makeLayer: (layer, collection) => Reflect.construct(ThemeLayer, [layer, collection]),
};
