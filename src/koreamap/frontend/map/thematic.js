// The thematic layers on the map: those that are on and in range, and of the others what is selected, as guests.

import { isInRange } from './basemap.js';
import { L } from './leaflet.js';
import { boundsOf } from './paths.js';

export class Thematic {
  /** `onDraw()` is called when something came onto the map or left it. */
  constructor(map, { layers, store, features, onDraw }) {
    this.map = map;
    this.layers = layers;
    this.store = store;
    this.features = features;
    this.onDraw = onDraw;
    this.switchable = layers.filter(({ group }) => group !== 'basemap' && group !== 'evidence');
    this.shown = new Set(); // ids of the layers that are on
    this.selected = [];
    this.isDrawing = false; // before the first view nothing can be drawn
    this.guests = new Set(); // ids of layers of which the selection alone is drawn
    this.invited = ''; // layers and features of the guests
  }

  /** The ids that are on when one layer is switched, lowest first. */
  listAfter(layer, isOn) {
    return this.switchable.map(({ id }) => id).filter((id) => (id === layer.id ? isOn : this.shown.has(id)));
  }

  /** Whether a layer is drawn whole. */
  isDrawn(layer) {
    return this.shown.has(layer.id) && isInRange(layer, this.map.getZoom());
  }

  /** Bring every layer that is on and in range onto the map, and take the others off. */
  async draw() {
    this.isDrawing = true;
    for (const layer of this.switchable) if (!this.isDrawn(layer) && !this.guests.has(layer.id)) this.features.remove(layer.id);
    await Promise.all(this.switchable.filter((layer) => this.isDrawn(layer)).map((layer) => this.#drawWhole(layer)));
    await this.select(this.selected);
    this.onDraw();
  }

  async #drawWhole(layer) {
    const features = await this.store.load(layer);
    if (!features || !this.isDrawn(layer)) return;
    if (this.guests.delete(layer.id)) this.features.remove(layer.id);
    this.features.add(layer, features);
  }

  /** What is selected but lies in a layer that is not drawn is drawn alone, for as long as it is selected. */
  async select(ids) {
    this.selected = ids;
    const found = ids.length ? await this.store.findLayers(ids) : new Map();
    if (ids !== this.selected || !this.isDrawing) return;
    const layers = [...new Set(found.values())].filter((layer) => !this.isDrawn(layer));
    const invited = [...layers.map(({ id }) => id), ...ids].join(' ');
    if (invited === this.invited && layers.every(({ id }) => this.guests.has(id))) return;
    this.invited = invited;
    for (const id of this.guests) this.features.remove(id);
    this.guests = new Set(layers.map(({ id }) => id));
    for (const layer of layers) {
      this.features.remove(layer.id);
      this.features.add(layer, this.featuresOf(layer, ids));
    }
    this.onDraw();
  }

  /** The bounds of features, in degrees; what is needed for it is fetched. */
  async findBounds(ids) {
    const layers = await this.store.findLayers(ids);
    const found = [...new Set(layers.values())].flatMap((layer) => this.featuresOf(layer, ids));
    return found.reduce((sum, feature) => sum.extend(boundsOf(feature.geometry)), L.latLngBounds([]));
  }

  /** Those features of a layer, as far as it is loaded. */
  featuresOf(layer, ids) {
    return (this.store.featuresOf(layer) ?? []).filter((feature) => ids.includes(feature.properties.feature_id));
  }
}
