// Thematic layers: drawn as SVG, each feature from a few stacked paths; hover, selection and clicks.

import { lookOf, paintOf } from '../shared/symbols.js';
import { L } from './leaflet.js';
import { paintItem } from './painting.js';
import { makePaths } from './paths.js';

const ROLES = ['casing', 'main', 'inner', 'hit']; // bottom to top within a layer
const CLIP_FROM_ZOOM = 11; // unclipped lines keep their dashes still while panning; further in they grow too long
const REACH_PX = 12; // beyond it a pointer aims at nothing else
const SMALL_AREA_PX = 90; // an island, not a zone
const POINT_LEAD_PX = 2; // a symbol under the pointer wins over a line through it
const PANE_OF = { Point: 'points', LineString: 'lines', Polygon: 'areas' };

export class Features {
  /** `onClick`, `onHover` get the drawn feature and Leaflet's event. */
  constructor(map, { onClick, onHover }) {
    this.map = map;
    this.events = { onClick, onHover };
    this.renderers = Object.fromEntries(
      ['halo', 'areas', 'lines', 'points'].map((name) => [name, L.svg({ pane: `km-${name}`, padding: 0.35 })]),
    );
    this.drawn = new Map(); // layer id -> { layer, items }
    this.selected = new Set();
    map.on('zoomend', () => this.#clipLines());
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

  remove(layerId) {
    for (const { paths } of this.drawn.get(layerId)?.items ?? []) for (const path of Object.values(paths)) path.remove();
    this.drawn.delete(layerId);
  }

  has(layerId) {
    return this.drawn.has(layerId);
  }

  restyle(theme, background) {
    this.theme = theme;
    this.background = background;
    for (const item of this.#items()) this.#paint(item);
  }

  select(ids) {
    const before = this.selected;
    this.selected = new Set(ids);
    // Only what changes is painted: the answer to a click is on its way, and the browser should be free for it.
    for (const item of this.#items()) if (before.has(item.id) !== this.selected.has(item.id)) this.#paint(item);
  }

  *#items() {
    for (const { items } of this.drawn.values()) yield* items;
  }

  #makeItem(whole, feature) {
    const { feature_id: id, name, label } = feature.properties;
    const layer = lookOf(whole, feature.properties);
    const item = { id, layer, feature, name: name || label || id, paths: makePaths(layer, feature, this.renderers), hovered: false };
    for (const path of Object.values(item.paths)) path.kmItem = item;
    return item;
  }

  #wire(item) {
    const { hit, main } = item.paths;
    const element = hit.getElement();
    const { id, name, layer } = item;
    const attributes = { 'data-feature-id': id, 'data-layer': layer.id, role: 'button', tabindex: '0', 'aria-label': name };
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    main.getElement().setAttribute('data-drawn', id);
    this.#listenWithoutPointer(item, element);
    hit.on('click', (event) => this.events.onClick(this.#nearest(item, event), event.latlng));
    hit.on('mouseover mousemove', (event) => this.#hover(this.#nearest(item, event), event));
    hit.on('mouseout', (event) => this.#hover(null, event));
  }

  /** Keyboards and assistive technology click without a position. */
  #listenWithoutPointer(item, element) {
    const click = (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.events.onClick(item, centreOf(item));
    };
    element.addEventListener('click', (event) => {
      if (!event.detail) click(event); // a pointer's click is left to Leaflet, which tells it from a drag
    });
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') click(event);
    });
  }

  /** Where hit shapes overlap, take the feature that is nearest to the pointer: an islet beside a line, say. */
  #nearest(target, event) {
    const point = this.map.latLngToLayerPoint(event.latlng);
    let [best, least] = [target, distanceTo(target, point)];
    if (least === Infinity) return target;
    least = Math.min(least, REACH_PX);
    for (const item of this.#items()) {
      const distance = distanceTo(item, point);
      if (distance < least - 0.5) [best, least] = [item, distance];
    }
    return best;
  }

  #hover(item, event) {
    if (this.hovered !== item) {
      const before = this.hovered;
      this.hovered = item;
      if (before) this.#paint(before);
      if (item) this.#paint(item);
    }
    this.events.onHover(item, event);
  }

  #paint(item) {
    const { paths, layer } = item;
    if (!this.theme || !this.drawn.has(layer.id)) return;
    const paint = paintOf(layer, this.theme, this.background);
    const more = this.hovered === item ? 1 : 0;
    paintItem(item, paint, { more, background: this.background });
    const isSelected = this.selected.has(item.id);
    paths.hit.getElement()?.setAttribute('aria-pressed', String(isSelected));
    const hasHalo = isSelected && layer.group !== 'evidence'; // evidence is on the map only because it was selected
    if (hasHalo && !this.map.hasLayer(paths.halo)) paths.halo.addTo(this.map);
    if (!hasHalo) paths.halo.remove();
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

function centreOf({ paths: { hit }, layer }) {
  return layer.geometry_type === 'Point' ? hit.getLatLng() : hit.getBounds().getCenter();
}

/** Pixels from a feature to a point of the map; Infinity for an area too large to be aimed at. */
function distanceTo({ paths: { hit }, layer }, point) {
  if (layer.geometry_type === 'Point') {
    return hit._point ? Math.max(0, hit._point.distanceTo(point) - layer.style.size_px / 2) - POINT_LEAD_PX : Infinity;
  }
  if (layer.geometry_type === 'LineString') return hit.closestLayerPoint(point)?.distance ?? Infinity;
  const bounds = hit._rawPxBounds;
  if (!bounds?.isValid()) return Infinity;
  const size = bounds.getSize();
  if (Math.max(size.x, size.y) > SMALL_AREA_PX) return Infinity;
  if (hit._containsPoint(point)) return -POINT_LEAD_PX;
  return Math.max(0, bounds.getCenter().distanceTo(point) - Math.min(size.x, size.y) / 2);
}
