// The map itself: panes, layers, theme, selection and flights; everything else is a part it puts together.

import { isStandalone } from '../shared/fetch.js';
import { Basemap, isInRange } from './basemap.js';
import { addButtons, addFoot, addScale, makeNotices, makeTooltip } from './controls.js';
import { Features } from './features.js';
import { Labels } from './labels.js';
import { LayerStore } from './layer_store.js';
import { L } from './leaflet.js';
import { Overlays } from './overlays.js';
import { Panel } from './panel.js';
import { boundsOf } from './paths.js';
import { mix, readTheme, watchTheme } from './theme.js';
import { Tiles } from './tiles.js';
import { boxesOf, closestZoom, fitBounds, isWide, keepView, makeMap, watchSize } from './viewport.js';

const EVIDENCE_MARGIN_PX = 76;
const FLIGHT_REDRAW_MS = 140;
const PAPER = { light: '#ffffff', dark: '#1b252e' }; // of the panel, as in live_map.css

const PATIENCE_MS = 250; // after a selection the lettering waits: the passages come first

export class MapView {
  constructor(root, description, { onClick, onShown }) {
    this.root = root;
    this.description = description;
    this.layers = description.layers;
    this.events = { onClick, onShown };
    this.shown = new Set();
    this.selected = new Set();
    this.reported = []; // what Python was told and has not yet answered
    this.map = makeMap(root, description);
    this.#followMoves();
    this.store = new LayerStore(this.layers, { onError: (layer) => this.notify(`“${layer.title}” could not be loaded.`) });
    this.basemap = new Basemap(this.map, this.#basemap(), this.store);
    this.features = new Features(this.map, {
      onClick: (item, latLng) => this.#click(item, latLng),
      onHover: (item, { containerPoint }) => this.tip(item?.name, containerPoint),
    });
    this.#makeControls();
    this.labels = new Labels(this.map, { obstacles: () => this.#obstacles() });
    this.#restyle();
    this.stopWatching = watchTheme(root, () => this.#restyle());
    this.size = watchSize(root, this.map);
  }

  #followMoves() {
    this.map.on('zoomstart', () => {
      this.isZooming = true;
    });
    this.map.on('moveend', () => {
      this.isZooming = false;
      this.#settle();
    });
    this.map.on('move', () => this.#redrawInFlight());
  }

  #makeControls() {
    const { description, layers, map, root } = this;
    this.bar = addButtons(root, map, { onHome: () => this.#home(true) });
    this.scale = addScale(root, map);
    this.foot = addFoot(root, map, description.attribution);
    this.notify = makeNotices(root);
    this.tip = makeTooltip(root);
    const onCredit = (lines) => {
      this.foot.credit.textContent = [description.attribution, ...lines].join(' · ');
    };
    this.tiles = new Tiles(map, description.tiles, { notify: this.notify, onCredit });
    this.panel = new Panel(root, {
      layers,
      tiles: description.tiles,
      isOpen: isWide(root),
      onToggle: (layer, isOn) => this.#toggle(layer, isOn),
      onTiles: (index, isOn) => this.tiles.toggle(index, isOn),
      onResize: () => this.#letter(),
    });
    this.overlays = new Overlays(map, description.overlays);
    this.panel.add('Added', this.overlays.makeRows());
  }

  /** Draw the first view once the element has a size. */
  async start(data) {
    this.newest = data;
    await this.size.sized;
    if (!this.map) return;
    this.#home(false);
    this.started = true;
    this.#applyShown(this.newest.shown);
    await Promise.all([this.basemap.show(this.map.getZoom()), this.#loadShown(), this.store.load(this.#labelLayer() ?? this.layers[0])]);
    if (!this.map) return;
    this.#letter();
    this.#sayWhere();
    this.root.dataset.ready = '1';
    this.update(this.newest);
    document.fonts.ready.then(() => this.#letter());
  }

  /** Take what Python says: layers on, selection, flight. */
  update(data) {
    this.newest = data;
    if (!this.started) return;
    this.#restyle();
    this.#takeShown(data.shown);
    const { ids, nonce, fly } = data.selection;
    const isNews = nonce !== this.nonce || !isSame(ids, this.selectionTaken);
    const shouldFly = fly && nonce !== this.nonce;
    this.nonce = nonce;
    this.selectionTaken = ids;
    if (isNews) this.#select(ids, shouldFly);
  }

  remove() {
    this.stopWatching();
    this.size.stop();
    this.map.remove();
    this.map = null;
    this.root.replaceChildren();
  }

  // layers

  #basemap() {
    return this.layers.filter((layer) => layer.group === 'basemap');
  }

  #labelLayer() {
    return this.#basemap().find((layer) => layer.geometry_type === 'Point');
  }

  #thematic() {
    return this.layers.filter((layer) => layer.group !== 'basemap' && !isEvidence(layer));
  }

  /** Evidence has no switch: each piece is drawn for as long as Python selects it, and no other. */
  #showEvidence(ids, layers) {
    const wanted = new Set(ids);
    const found = new Set([...layers.values()].filter(isEvidence));
    for (const layer of this.layers.filter(isEvidence)) {
      this.features.remove(layer.id);
      if (!found.has(layer)) continue;
      this.features.add(
        layer,
        this.store.featuresOf(layer).filter((feature) => wanted.has(feature.properties.feature_id)),
      );
    }
    this.#letter();
  }

  #takeShown(ids) {
    const text = ids.join();
    if (text === this.shownTaken) return;
    this.shownTaken = text;
    const echo = this.reported.indexOf(text);
    if (echo >= 0) this.reported.splice(0, echo + 1);
    else this.#applyShown(ids);
  }

  #applyShown(ids) {
    this.shownTaken ??= ids.join();
    const known = new Set(this.#thematic().map((layer) => layer.id));
    this.shown = new Set(ids.filter((id) => known.has(id)));
    this.panel.update(this.shown);
    return this.#loadShown();
  }

  /** Bring every layer that is on and in range onto the map, and take the others off. */
  async #loadShown() {
    const zoom = this.map.getZoom();
    const wants = (layer) => this.shown.has(layer.id) && isInRange(layer, zoom);
    for (const layer of this.#thematic()) if (!wants(layer)) this.features.remove(layer.id);
    await Promise.all(
      this.#thematic()
        .filter(wants)
        .map(async (layer) => {
          const features = await this.store.load(layer);
          if (features && this.map && this.shown.has(layer.id)) this.features.add(layer, features);
        }),
    );
    this.#letter();
  }

  #toggle(layer, isOn) {
    if (isOn) this.shown.add(layer.id);
    else this.shown.delete(layer.id);
    this.panel.update(this.shown);
    this.#loadShown();
    this.#report();
  }

  #report() {
    const ids = this.#thematic()
      .map((layer) => layer.id)
      .filter((id) => this.shown.has(id));
    this.reported.push(ids.join());
    this.events.onShown(ids);
  }

  // selection

  #click(item, latLng) {
    const { id, layer } = item;
    this.#highlight([id]);
    window.dispatchEvent(new CustomEvent('koreamap:select', { detail: { id } })); // the reader beside it need not wait
    this.events.onClick({ id, layer: layer.id, lat: round(latLng.lat), lng: round(latLng.lng) });
  }

  #highlight(ids) {
    if (isSame(ids, [...this.selected])) return;
    this.selected = new Set(ids);
    this.features.select(ids);
    this.root.dataset.selected = ids.join(' ');
    this.#letterLater();
  }

  async #select(ids, shouldFly) {
    this.#highlight(ids);
    const layers = await this.store.findLayers(ids);
    if (!this.map || !isSame(ids, this.selectionTaken)) return;
    this.#showEvidence(ids, layers);
    if (!ids.length) return;
    const off = [...new Set(layers.values())].filter((layer) => !isEvidence(layer) && !this.shown.has(layer.id));
    for (const layer of off) this.shown.add(layer.id);
    if (off.length) {
      this.panel.update(this.shown);
      await this.#loadShown();
      this.#report();
    }
    if (shouldFly) this.#flyTo(ids, layers);
  }

  #flyTo(ids, layers) {
    const wanted = new Set(ids);
    const found = [...new Set(layers.values())].flatMap((layer) =>
      this.store.featuresOf(layer).filter((feature) => wanted.has(feature.properties.feature_id)),
    );
    if (!found.length) return;
    const bounds = found.reduce((sum, feature) => sum.extend(boundsOf(feature.geometry)), L.latLngBounds([]));
    const margin = [...layers.values()].some(isEvidence) ? EVIDENCE_MARGIN_PX : undefined; // what it is about lies around it
    this.#fit(bounds, { maxZoom: closestZoom(bounds, this.description.detailed ?? this.description.bounds), margin, animate: true });
  }

  // view

  #home(animate) {
    this.#fit(L.latLngBounds(this.description.bounds), { margin: 4, animate, isHome: true });
  }

  #fit(bounds, options) {
    fitBounds(this.map, bounds, { panel: this.panel, root: this.root, ...options });
  }

  async #settle() {
    if (!this.started) return;
    const zoom = this.map.getZoom();
    this.#sayWhere();
    await Promise.all([this.basemap.show(zoom), this.#loadShown()]);
  }

  /** Note the view where a move ended, and state it on the element for tests. */
  #sayWhere() {
    this.settled = { zoom: this.map.getZoom(), bounds: this.map.getBounds().pad(0.3) };
    if (!isStandalone()) keepView(this.map);
    const { lat, lng } = this.map.getCenter();
    Object.assign(this.root.dataset, { center: `${lat.toFixed(5)},${lng.toFixed(5)}`, zoom: String(this.map.getZoom()) });
  }

  /** In a long flight, draw what comes into sight; Leaflet itself would only stretch the last picture. */
  #redrawInFlight() {
    if (!this.isZooming || !this.settled || performance.now() - (this.redrawn ?? 0) < FLIGHT_REDRAW_MS) return;
    const { bounds, zoom } = this.settled;
    if (bounds.contains(this.map.getBounds()) && Math.abs(this.map.getZoom() - zoom) < 2) return;
    this.redrawn = performance.now();
    this.basemap.show(this.map.getZoom());
    this.basemap.refresh();
  }

  // look

  #restyle() {
    const theme = readTheme(this.root);
    if (theme === this.theme) return;
    this.theme = theme;
    const colours = this.description.backgrounds[theme];
    const edge = mix(colours.halo_selected, colours.label, 0.3);
    this.colours = { ...colours, halo_edge: edge, panel: PAPER[theme] };
    this.root.dataset.theme = theme;
    this.root.style.setProperty('--km-water', colours.water);
    this.root.style.setProperty('--km-halo-edge', edge);
    this.basemap.restyle(this.colours);
    this.features.restyle(theme, this.colours);
    this.panel.restyle(theme, this.colours);
    this.#letter();
  }

  /** Letter anew, once for many causes in a frame. */
  #letter() {
    if (!this.started || this.lettering) return;
    this.lettering = requestAnimationFrame(() => {
      this.lettering = 0;
      if (!this.map || this.isZooming) return; // the end of the move letters anew
      const layer = this.#labelLayer();
      this.labels.layOut({
        drawn: [...this.features.drawn.values()],
        selected: this.selected,
        basemap: (layer && this.store.featuresOf(layer)) ?? [],
        theme: this.theme,
        background: this.colours,
      });
    });
  }

  #letterLater() {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.map && this.#letter(), PATIENCE_MS);
  }

  #obstacles() {
    const { isOpen, element, button } = this.panel;
    return boxesOf(this.root, [this.bar, this.scale, this.foot.credit, isOpen ? element : button]);
  }
}

function isEvidence(layer) {
  return layer.group === 'evidence';
}

function isSame(first, second) {
  return first.length === second?.length && first.every((id, i) => id === second[i]);
}

function round(degrees) {
  return Math.round(degrees * 1e5) / 1e5;
}
