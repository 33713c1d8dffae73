// The layers panel: every layer with the very symbol the map draws, switched on and off.

import { makeChoice } from '../shared/choice.js';
import { make, makeSvg } from '../shared/dom.js';
import { makeFileLink } from '../shared/layer_file.js';
import { gettext, language, N_ } from '../shared/messages.js';
import { listNames } from '../shared/names.js';
import { findStorage } from '../shared/remembered.js';
import { swatch } from '../shared/symbols.js';
import { say } from '../shared/vocabulary.js';
import { BOTH, LABELS, rememberLabels } from './lettering.js';
import { makePanelMemory } from './panel_memory.js';

const GROUPS = [
  ['main', N_('Main layers')],
  ['context', N_('Context')],
];

const PANEL = N_('Layers');
const ARROW = 'M8 2.5v7.5M5 7l3 3 3-3M3.5 13h9'; // down onto a line: what can be saved
const ROOMY_PX = 680; // height of a map on which the whole list may stand open

export class Panel {
  /** `store` has the layers and their files; `onToggle(layer, isOn)` for layers, `onTiles(index, isOn)` for online tiles. */
  constructor(root, { store, tiles, isOpen, onToggle, onTiles, onResize, onLabels = null }) {
    this.onResize = onResize;
    this.memory = makePanelMemory(isOpen ? findStorage('localStorage') : null); // where it lies over the map, it begins folded
    this.rows = new Map(); // layer id -> { box, count }
    this.samples = []; // { layer, swatch }
    this.body = make('div', { class: 'km-panel-body', id: 'km-panel-body' });
    this.button = make('button', {
      type: 'button',
      class: 'km-button km-layers-button',
      text: gettext(PANEL),
      'aria-controls': 'km-panel-body',
      click: () => {
        this.open(!this.isOpen);
        this.memory.keep(PANEL, this.isOpen);
      },
    });
    this.element = make('div', { class: 'km-panel' }, this.button, this.body);
    for (const [group, title] of GROUPS) {
      const members = store.layers.filter((layer) => layer.group === group).reverse();
      const rows = members.flatMap((layer) => [this.#row(layer, store.fileOf(layer), onToggle), ...this.#explain(layer)]);
      this.add(title, rows, group === 'main' || root.clientHeight >= ROOMY_PX);
    }
    const rows = tiles.map(({ name }, i) => switchRow(name, (isOn) => onTiles(i, isOn)));
    this.add(N_('Online'), rows, false);
    if (onLabels) this.body.append(this.#makeLabels(onLabels));
    root.append(this.element);
    this.open(this.memory.isOpen(PANEL, isOpen));
  }

  /** What of it lies over the map. */
  get face() {
    return this.isOpen ? this.element : this.button;
  }

  open(isOpen) {
    this.isOpen = isOpen;
    this.element.classList.toggle('km-open', isOpen);
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.onResize();
  }

  /** Add a group of rows that know by themselves what they switch. */
  add(title, rows, isOpen = true) {
    const summary = make('summary', { text: gettext(title) });
    if (!rows.length) return;
    const group = make('details', { open: this.memory.isOpen(title, isOpen) }, summary, ...rows);
    summary.addEventListener('click', () => this.memory.keep(title, !group.open)); // it turns after the click
    group.addEventListener('toggle', () => this.onResize());
    this.body.append(group);
  }

  #makeLabels(choose) {
    const [[, all], ...others] = Object.entries(LABELS).map(([id, words]) => [id, gettext(words)]);
    const choices = { all, values: others.map(([id]) => id), titles: new Map(/** @type {[string, string][]} */ (others)) };
    this.labels = makeChoice(gettext('Names on the map'), choices, (labels) => {
      rememberLabels(labels || BOTH);
      choose(labels || BOTH);
    });
    return make('div', { class: 'km-labels-choice' }, make('span', { 'aria-hidden': 'true' }, gettext('Names')), this.labels.element);
  }

  /** Say in which languages names are written. */
  sayLabels(labels) {
    this.labels?.say(labels === BOTH ? '' : labels);
  }

  /** Tick what is shown. */
  update(shown) {
    for (const [id, { box }] of this.rows) box.checked = shown.has(id);
  }

  /** Say how many features of each layer stand at a date, of how many; null for no date. */
  count(counts) {
    for (const [id, { count }] of this.rows) {
      const found = counts?.get(id);
      count.hidden = !found;
      count.textContent = found ? gettext('{some} of {all}', { some: found.standing, all: found.all }) : '';
    }
  }

  restyle(theme, background) {
    for (const sample of this.samples) {
      const fresh = swatch(sample.layer, theme, background);
      sample.swatch.replaceWith(fresh);
      sample.swatch = fresh;
    }
  }

  #row(layer, file, onToggle) {
    const box = make('input', { type: 'checkbox', 'data-layer-switch': layer.id, change: () => onToggle(layer, box.checked) });
    const [first, second] = listNames(layer);
    const names = make('span', { class: 'km-names', lang: language() }, make('span', first));
    if (second) names.append(make('span', { class: 'km-second', ...second }));
    const count = make('span', { class: 'km-count', hidden: true });
    names.append(count);
    this.rows.set(layer.id, { box, count });
    const row = make('label', { class: 'km-row', lang: 'en', title: layer.summary || null }, box, this.#sample(layer), names);
    return make('div', { class: 'km-layer' }, row, makeFileLink(layer, file, 'km-file', makeArrow()));
  }

  /** Rows that switch nothing: how those of a layer's features look that are less sure than the others. */
  #explain(layer) {
    return (layer.variants ?? []).map(({ status, style, shape }) => {
      const words = make('span', { class: 'km-names', text: say(status) });
      return make('div', { class: 'km-row km-variant' }, this.#sample({ ...layer, style, shape }), words);
    });
  }

  #sample(layer) {
    const place = make('span', { class: 'km-swatch' });
    this.samples.push({ layer, swatch: place });
    return place;
  }
}

function makeArrow() {
  return makeSvg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, makeSvg('path', { d: ARROW }));
}

/** A row that switches what is known by its name alone. */
export function switchRow(name, onSwitch, attributes = {}) {
  const box = make('input', { type: 'checkbox', change: () => onSwitch(box.checked), ...attributes });
  const words = make('span', { class: 'km-names', text: name });
  return make('label', { class: 'km-row' }, box, make('span', { class: 'km-swatch' }), words);
}
