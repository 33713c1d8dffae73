// Thematic layers: drawn as SVG, each feature from a few stacked paths; what a hand on them means stands in pointing.js.

import { N_ } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';
import { lookOf, paintOf } from '../shared/symbols.js';
import { L } from './leaflet.js';
import { fadeOf, isCoarse, isFar, paintItem, shareAt } from './painting.js';
import { makePaths } from './paths.js';

const ROLES = ['casing', 'main', 'inner', 'hit']; // bottom to top within a layer
const CLIP_FROM_ZOOM = 11; // unclipped lines keep their dashes still while panning; further in they grow too long
const SAYS = { perhaps: N_('perhaps there at this date'), dimmed: N_('not there at this date') };
const PANE_OF = { Point: 'points', LineString: 'lines', Polygon: 'areas' };

export class Features {
  constructor(map) {
    this.map = map;
    /** @type {{onPress: (item: any) => void, onFocus: (item: any) => void}} */
    this.events = { onPress: () => {}, onFocus: () => {} };
    this.renderers = Object.fromEntries(
      ['under', 'halo', 'areas', 'lines', 'points'].map((name) => [name, L.svg({ pane: `km-${name}`, padding: 0.35 })]),
    );
    this.drawn = new Map(); // layer id -> { layer, items }
    this.selected = new Set();
    this.hovered = null;
    this.focused = null; // by the keyboard
    this.lookOf = (_item, _isSelected) => 'there'; // at the date of the map
    map.on('zoomend', () => {
      this.#clipLines();
      for (const item of this.items()) if (item.fade || item.isCoarse) this.#paint(item);
    });
  }

  add(layer, features) {
    if (this.drawn.has(layer.id)) return;
    const items = features.map((feature) => this.#makeItem(layer, feature));
    this.drawn.set(layer.id, { layer, items });
    for (const role of ROLES) for (const item of items) item.paths[role]?.addTo(this.map);
    for (const item of items) this.#wire(item);
    for (const item of items) this.#paint(item);
    this.#restack();
  }

  /** `onPress(item)` without a pointer, `onFocus(item)` by the keyboard, with null when it is gone. */
  listen(events) {
    this.events = events;
  }

  /** A drawn feature by its id. */
  find(id) {
    return [...this.items()].find((item) => item.id === id);
  }

  remove(layerId) {
    if (this.drawn.get(layerId)?.items.includes(this.focused)) this.#focus(null);
    for (const { paths } of this.drawn.get(layerId)?.items ?? []) for (const path of Object.values(paths)) path.remove();
    this.drawn.delete(layerId);
  }

  has(layerId) {
    return this.drawn.has(layerId);
  }

  restyle(theme, background) {
    this.theme = theme;
    this.background = background;
    for (const item of this.items()) this.#paint(item);
  }

  select(ids) {
    const before = this.selected;
    this.selected = new Set(ids);
    // Only what changes is painted: the answer to a click is on its way, and the browser should be free for it.
    for (const item of this.items()) if (before.has(item.id) !== this.selected.has(item.id)) this.#paint(item);
  }

  /**
   * Let features look as they stand at a date.
   *
   * @param {(item: any, isSelected: boolean) => import('../time/map_time.js').Look} lookOf
   */
  date(lookOf) {
    this.lookOf = lookOf;
    for (const item of this.items()) this.#stand(item);
  }

  /** What is drawn. */
  *items() {
    for (const { items } of this.drawn.values()) yield* items;
  }

  #makeItem(whole, feature) {
    const { feature_id: id, name, label, name_ko: hangul } = feature.properties;
    const layer = lookOf(whole, feature.properties);
    const item = {
      id,
      layer,
      feature,
      name: nameOf({ title: name || label || id, hangul }),
      paths: makePaths(layer, feature, this.#renderersOf(feature)),
      isCoarse: isCoarse(feature),
      fade: fadeOf(whole, id),
    };
    return item;
  }

  /** Under the basemap a coarse halo shines around the finer coast, and never over it. */
  #renderersOf(feature) {
    return isCoarse(feature) ? { ...this.renderers, halo: this.renderers.under } : this.renderers;
  }

  #wire(item) {
    const { hit, main } = item.paths;
    const element = hit.getElement();
    const { id, name, layer } = item;
    const attributes = { 'data-feature-id': id, 'data-layer': layer.id, role: 'button', tabindex: '0', 'aria-label': name };
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    main.getElement().setAttribute('data-drawn', id);
    this.#listenWithoutPointer(item, element);
  }

  #listenWithoutPointer(item, element) {
    const press = (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.events.onPress(item);
    };
    element.addEventListener('click', (event) => {
      if (!event.detail) press(event); // a pointer's click is left to Leaflet, which tells it from a drag
    });
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') press(event);
    });
    element.addEventListener('focus', () => element.matches(':focus-visible') && this.#focus(item));
    element.addEventListener('blur', () => this.focused === item && this.#focus(null));
  }

  #focus(item) {
    const before = this.focused;
    this.focused = item;
    for (const one of [before, item]) if (one) this.#paint(one);
    this.events.onFocus(item);
  }

  /** Draw a feature as under the pointer, and no other; null for none. */
  hover(item) {
    if (this.hovered === item) return;
    const before = this.hovered;
    this.hovered = item;
    for (const one of [before, item]) if (one) this.#paint(one);
  }

  #paint(item) {
    const { paths, layer } = item;
    if (!this.theme || !this.drawn.has(layer.id)) return;
    const paint = paintOf(layer, this.theme, this.background);
    const more = this.hovered === item ? 1 : 0;
    const share = shareAt(this.map.getZoom(), item.fade);
    paintItem(
      item,
      { ...paint, opacity: paint.opacity * share, fillOpacity: paint.fillOpacity * share },
      { more, background: this.background },
    );
    if (item.isCoarse) paths.halo.setStyle({ opacity: isFar(this.map.getZoom()) ? 1 : 0 });
    const isSelected = this.selected.has(item.id);
    paths.hit.getElement()?.setAttribute('aria-pressed', String(isSelected));
    // Evidence is on the map only because it was selected.
    const hasHalo = this.focused === item || (isSelected && layer.group !== 'evidence');
    if (hasHalo && !this.map.hasLayer(paths.halo)) paths.halo.addTo(this.map);
    if (!hasHalo) paths.halo.remove();
    this.#stand(item);
  }

  #stand(item) {
    item.look = this.lookOf(item, this.selected.has(item.id));
    for (const [role, path] of Object.entries(item.paths)) {
      const element = path.getElement();
      const isWhole = !ROLES.includes(role) && item.look !== 'hidden'; // a halo that is seen through shows its edge under itself
      if (element) element.dataset.time = isWhole ? 'there' : item.look;
    }
    const says = SAYS[item.look];
    const hit = item.paths.hit.getElement();
    if (says) hit?.setAttribute('aria-description', says);
    else hit?.removeAttribute('aria-description');
  }

  #restack() {
    const ordered = [...this.drawn.values()].sort((a, b) => a.layer.order - b.layer.order || (a.layer.id < b.layer.id ? -1 : 1));
    for (const { items } of ordered) {
      for (const role of ROLES) for (const { paths } of items) paths[role]?.bringToFront();
    }
  }

  #clipLines() {
    const noClip = this.map.getZoom() < CLIP_FROM_ZOOM;
    for (const { layer, items } of this.drawn.values()) {
      if (PANE_OF[layer.geometry_type] !== 'lines') continue;
      for (const { paths } of items) for (const path of Object.values(paths)) path.options.noClip = noClip;
    }
  }
}
