// Fetches each layer's GeoJSON when it is first needed, once per address; what could not be had is asked for again.

import { addressOf, readJson } from '../shared/fetch.js';
import { gettext } from '../shared/messages.js';

const EVIDENCE = 'evidence-'; // with which the id of a piece of evidence begins

/** Whether an id is that of a piece of evidence. */
export function isEvidenceId(id) {
  return id.startsWith(EVIDENCE);
}

/** Say which layers could not be had. */
export function tellMissed(titles) {
  return gettext('{titles} could not be loaded.', { titles: titles.map((title) => `“${title}”`).join(', ') });
}

export class LayerStore {
  /** `onError(layer)` is told once about a layer that cannot be had, until it can. */
  constructor(layers, { onError }) {
    this.layers = layers;
    this.onError = onError;
    this.pending = new Map(); // url -> Promise of features, or of null after a failure
    this.missing = new Set(); // layers that could not be had
    this.loaded = new Map(); // layer id -> features
    this.kept = new Map(); // layer id -> GeoJSON that came with the page
  }

  load(layer) {
    if (!this.pending.has(layer.url)) this.pending.set(layer.url, this.#read(layer));
    return this.pending.get(layer.url);
  }

  /** Take GeoJSON that need not be fetched. */
  keep(layer, collection) {
    this.kept.set(layer.id, collection);
    this.loaded.set(layer.id, collection.features);
    this.pending.set(layer.url, Promise.resolve(collection.features));
  }

  /** The layer's file: its GeoJSON, or the address of that. */
  fileOf(layer) {
    return this.kept.get(layer.id) ?? addressOf(layer.url);
  }

  featuresOf(layer) {
    return this.loaded.get(layer.id);
  }

  /** The layer of each feature id; layers not yet read are read until all are found, evidence only for its own ids. */
  async findLayers(ids) {
    const isOf = (group) => (layer) => (layer.group === 'evidence') === (group === 'evidence') && layer.group !== 'basemap';
    let found = this.#index(ids);
    for (const group of ids.some(isEvidenceId) ? ['evidence', 'others'] : ['others']) {
      if (ids.every((id) => found.has(id))) break;
      const unread = this.layers.filter((layer) => isOf(group)(layer) && !this.loaded.has(layer.id));
      await Promise.all(unread.map((layer) => this.load(layer)));
      found = this.#index(ids);
    }
    return found;
  }

  #index(ids) {
    const wanted = new Set(ids);
    const found = new Map();
    for (const layer of this.layers) {
      if (layer.group === 'basemap') continue;
      for (const feature of this.loaded.get(layer.id) ?? []) {
        if (wanted.has(feature.properties.feature_id)) found.set(feature.properties.feature_id, layer);
      }
    }
    return found;
  }

  async #read(layer) {
    try {
      const { features } = await readJson(layer.url);
      this.loaded.set(
        layer.id,
        features.filter((feature) => feature.geometry),
      );
      this.missing.delete(layer);
      return this.loaded.get(layer.id);
    } catch (error) {
      console.warn(error);
      this.pending.delete(layer.url);
      if (!this.missing.has(layer)) this.onError(layer);
      this.missing.add(layer);
      return null;
    }
  }
}
