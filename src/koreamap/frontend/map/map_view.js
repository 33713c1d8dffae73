// The map itself: panes, layers, theme, selection and flights; everything else is a part it puts together.
//
// It is told what to show and where to go, and tells of clicks, switches and moves; it keeps no state of its own but the view.

import { N_ } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';
import { MapTime } from '../time/map_time.js';
import { Basemap } from './basemap.js';
import { addButtons, addFoot, addScale, makeNotices, makeTooltip } from './controls.js';
import { Features } from './features.js';
import { Labels } from './labels.js';
import { isEvidenceId, LayerStore, tellMissed } from './layer_store.js';
import { findCovers, findLettered, recallLabels } from './lettering.js';
import { Overlays } from './overlays.js';
import { withEdge } from './painting.js';
import { Panel } from './panel.js';
import { Pointing } from './pointing.js';
import { Thematic } from './thematic.js';
import { Tiles } from './tiles.js';
import { isWide, makeMap, toBounds, watchSize } from './viewport.js';
import { Voyage } from './voyage.js';

const PAPER = { light: '#ffffff', dark: '#1b252e' }; // of the panel, as in live_map.css

/**
 * @typedef {object} MapEvents
 * @property {((value: Object) => void)|null} onClick A feature: `id`, `name`, `hangul`, `note`; null where a click means something else.
 * @property {(value: string[]) => void} onLayers The layers that are to be on after a switch.
 * @property {(value: Object) => void} onMove Where a move ended: `at` (latitude, longitude, zoom) and `by` (`person` or `map`).
 * @property {() => void} onHome Before the way home.
 * @property {(layer: Object) => void} [onLost] A layer could not be had; without it a notice says so.
 * @property {() => void} onMiss A click where nothing is.
 * @property {(value: string) => void} [onLabels] The languages that names are to be written in; without it there is no choice.
 * @property {(value: Object) => void} [onDate] What the ruler is set to; without it there is no ruler.
 */

export class MapView {
  /**
   * @param {HTMLElement} root An element of the page, now or later.
   * @param {Object} description Of the map, as Python writes it.
   * @param {MapEvents} events
   */
  constructor(root, description, events) {
    this.root = root;
    this.description = description;
    this.events = events;
    this.layers = description.layers;
    this.map = makeMap(root, description);
    this.#followMoves();
    const lose = events.onLost ?? ((layer) => this.notify(tellMissed([nameOf(layer)])));
    this.store = new LayerStore(this.layers, { onError: lose });
    const basemap = this.layers.filter((layer) => layer.group === 'basemap');
    this.basemap = new Basemap(this.map, basemap, this.store);
    this.names = basemap.find((layer) => layer.geometry_type === 'Point');
    this.features = new Features(this.map);
    this.thematic = new Thematic(this.map, {
      layers: this.layers,
      store: this.store,
      features: this.features,
      onDraw: () => this.#letter(),
    });
    /** @type {Built.Drawn[]} */
    this.marks = []; // what is named beside the features; whoever holds the map draws it
    this.#makeControls();
    /** @type {import('./voyage.js').Wish} */
    this.first = { home: true };
    this.pointing = new Pointing(
      this.map,
      { root, features: this.features },
      {
        onChoose: events.onClick && ((item) => this.#click(item)),
        onHover: (_item, names, point) => this.tip(names, point),
        onMiss: () => this.events.onMiss(),
      },
    );
    this.labels = new Labels(this.map, { obstacles: (isOnPaper) => findCovers(this, isOnPaper), content: () => findLettered(this) });
    this.voyage = new Voyage(this.map, { root, description, panel: this.panel });
    /** @type {Promise<void>} */
    this.started = new Promise((resolve) => {
      this.hasStarted = resolve;
    });
    this.size = watchSize(root, this.map, () => this.#resize());
  }

  #followMoves() {
    this.map.on('zoomstart', () => {
      this.isZooming = true;
      this.basemap.setOut();
    });
    this.map.on('moveend', () => {
      this.isZooming = false;
      this.#settle();
    });
    this.map.on('move', () => this.isZooming && this.basemap.follow());
  }

  #makeControls() {
    const { description, map, root } = this;
    this.bar = addButtons(root, map, { onHome: () => this.goHome({ animate: true }), onZoom: () => this.voyage.takeOver() });
    this.scale = addScale(root, map);
    this.foot = addFoot(root, map, description.attribution);
    this.notify = makeNotices(root);
    this.tip = makeTooltip(root);
    this.labelled = recallLabels();
    const onCredit = (lines) => {
      this.foot.credit.textContent = [description.attribution, ...lines].join(' · ');
    };
    this.tiles = new Tiles(map, description.tiles, { notify: this.notify, onCredit });
    this.panel = new Panel(root, {
      store: this.store,
      tiles: description.tiles,
      isOpen: isWide(root),
      onToggle: (layer, isOn) => this.events.onLayers(this.thematic.listAfter(layer, isOn)),
      onTiles: (index, isOn) => this.tiles.toggle(index, isOn),
      onResize: () => this.#letter(),
      onLabels: this.events.onLabels,
    });
    if (description.time && this.events.onDate) this.time = new MapTime(root, description.time, this.events.onDate);
    this.overlays = new Overlays(map, description.overlays);
    this.panel.add(N_('Added'), this.overlays.makeRows());
  }

  /**
   * Draw the first view as soon as the element has a size.
   *
   * @param {{at: number[]|null, box?: number[]|null, layers: string[], date?: string, isDimmed?: boolean}} first Where to begin, if not at home;
   *   west, south, east, north of a home of its own; the layers that are on, and the date.
   */
  start({ at, box, layers, date, isDimmed }) {
    this.#switch(layers);
    this.#date({ date, isDimmed, layers });
    this.first = box ? { bounds: toBounds(box) } : { home: true };
    this.voyage.wish(at ? { at } : this.first);
    this.#resize();
  }

  /** The last step of `start`, once there is room for the first view. */
  async #begin() {
    this.begun = true;
    await Promise.all([this.basemap.show(this.map.getZoom()), this.thematic.draw(), this.store.load(this.names ?? this.layers[0])]);
    this.#letter();
    this.#sayWhere();
    this.root.dataset.ready = '1';
    this.hasStarted();
    document.fonts.ready.then(() => this.#letter());
  }

  /**
   * Show what is selected, which layers are on, and what stood at a date.
   *
   * @param {{selected: string[], layers: string[], date?: string, isDimmed?: boolean, labels?: string, named?: Map<string, number>}} look Ids of
   *   features and layers; the languages of the names, where not the usual ones; what the map's document names, and how often.
   */
  show({ selected, layers, date, isDimmed, labels, named }) {
    this.named = named;
    this.#write(labels);
    this.#date({ date, isDimmed, layers, selected });
    if (layers.join() !== [...this.thematic.shown].join()) {
      this.#switch(layers);
      if (this.begun) this.thematic.draw();
    }
    if (isSame(selected, this.thematic.selected)) return;
    this.features.select(selected);
    this.root.dataset.selected = selected.join(' ');
    this.labels.requestLater();
    this.thematic.select(selected);
  }

  #switch(layers) {
    this.thematic.shown = new Set(layers);
    this.panel.update(this.thematic.shown);
  }

  #write(labels = '') {
    this.labelled = labels || recallLabels();
    this.panel.sayLabels(this.labelled);
    this.#letter();
  }

  #date(look) {
    if (!this.time?.show(look)) return;
    this.features.date((item, isSelected) => this.time.lookOf(item, isSelected));
    this.panel.count(this.time.count());
    this.#letter();
  }

  /** Take on a theme's colours. */
  restyle(theme) {
    if (theme === this.theme) return;
    this.theme = theme;
    /** @type {Built.Background} */
    this.colours = { ...withEdge(this.description.backgrounds[theme]), panel: PAPER[theme] };
    this.root.dataset.theme = theme;
    this.root.style.setProperty('--km-water', this.colours.water);
    this.root.style.setProperty('--km-halo-edge', this.colours.halo_edge);
    this.basemap.restyle(this.colours);
    this.features.restyle(theme, this.colours);
    this.panel.restyle(theme, this.colours);
    this.#letter();
  }

  /** Fetch what a click may ask for later, while nothing else is to be done. */
  loadAhead() {
    const later = window.requestIdleCallback ?? window.setTimeout;
    for (const layer of this.thematic.switchable) later(() => this.store.load(layer));
  }

  // where to

  /** Go to an exact view: latitude, longitude, zoom. */
  goTo(at) {
    if (!this.voyage.wish({ at })) this.#sayWhere();
  }

  goHome({ animate }) {
    if (animate) this.events.onHome();
    if (!this.voyage.wish({ ...this.first, animate })) this.#sayWhere();
  }

  /**
   * Go to features.
   *
   * @param {string[]} ids Of the features.
   * @param {{box: number[]|null, animate: boolean}} how West, south, east, north around them, where known: then nothing is waited for.
   */
  async fly(ids, { box, animate }) {
    const wanted = [...ids];
    const bounds = box ? toBounds(box) : await this.thematic.findBounds(wanted);
    if (!bounds.isValid() || !isSame(wanted, this.thematic.selected)) return;
    if (!isWide(this.root)) this.panel.open(false); // it would lie over what is flown to
    this.voyage.wish({ bounds, animate, isEvidence: wanted.some(isEvidenceId) });
  }

  /** The extent shown last, in degrees: west, south, east, north. */
  get extent() {
    return this.voyage.extent;
  }

  // layers

  #click({ feature, id }) {
    const { name, label, name_ko: hangul = '', note = '' } = feature.properties;
    this.events.onClick({ id, name: name || label || id, hangul, note });
  }

  // the view

  #resize() {
    if (!this.voyage.settle() && !this.begun) return;
    if (!this.begun) this.#begin();
  }

  async #settle() {
    if (!this.begun) return;
    this.#sayWhere();
    await Promise.all([this.basemap.show(this.map.getZoom()), this.thematic.draw()]);
  }

  /** Note the view where a move ended, tell of it, and state it on the element for tests. */
  #sayWhere() {
    if (!this.begun) return;
    const at = this.voyage.land();
    this.basemap.settle();
    const [lat, lng, zoom] = at;
    Object.assign(this.root.dataset, { center: `${lat.toFixed(5)},${lng.toFixed(5)}`, zoom: String(zoom) });
    this.events.onMove({ at, by: this.voyage.isByPerson ? 'person' : 'map' });
  }

  // lettering

  #letter() {
    this.labels?.request(); // the parts are made one after another
  }
}

function isSame(first, second) {
  return first.length === second.length && first.every((id, i) => id === second[i]);
}
