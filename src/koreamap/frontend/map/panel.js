// The layers panel: every layer with the very symbol the map draws, switched on and off.

import { make } from '../shared/dom.js';
import { findStorage } from '../shared/remembered.js';
import { swatch } from '../shared/symbols.js';
import { makePanelMemory } from './panel_memory.js';

const GROUPS = [
  ['main', 'Main layers'],
  ['context', 'Context'],
];

const PANEL = 'Layers';
const ROOMY_PX = 680; // height of a map on which the whole list may stand open

export class Panel {
  /** `onToggle(layer, isOn)` for layers, `onTiles(index, isOn)` for online tiles. */
  constructor(root, { layers, tiles, isOpen, onToggle, onTiles, onResize }) {
    this.onResize = onResize;
    this.memory = makePanelMemory(isOpen ? findStorage('localStorage') : null); // where it lies over the map, it begins folded
    this.rows = new Map(); // layer id -> { box, count }
    this.samples = []; // { layer, swatch }
    this.body = make('div', { class: 'km-panel-body', id: 'km-panel-body' });
    this.button = make('button', {
      type: 'button',
      class: 'km-button km-layers-button',
      text: 'Layers',
      'aria-controls': 'km-panel-body',
      click: () => {
        this.open(!this.isOpen);
        this.memory.keep(PANEL, this.isOpen);
      },
    });
    this.element = make('div', { class: 'km-panel' }, this.button, this.body);
    for (const [group, title] of GROUPS) {
      const members = layers.filter((layer) => layer.group === group).reverse();
      const rows = members.flatMap((layer) => [this.#row(layer, onToggle), ...this.#explain(layer)]);
      this.add(title, rows, group === 'main' || root.clientHeight >= ROOMY_PX);
    }
    const rows = tiles.map(({ name }, i) => switchRow(name, (isOn) => onTiles(i, isOn)));
    this.add('Online', rows, false);
    root.append(this.element);
    this.open(this.memory.isOpen(PANEL, isOpen));
  }

  open(isOpen) {
    this.isOpen = isOpen;
    this.element.classList.toggle('km-open', isOpen);
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.onResize();
  }

  /** Add a group of rows that know by themselves what they switch. */
  add(title, rows, isOpen = true) {
    const summary = make('summary', { text: title });
    if (!rows.length) return;
    const group = make('details', { open: this.memory.isOpen(title, isOpen) }, summary, ...rows);
    summary.addEventListener('click', () => this.memory.keep(title, !group.open)); // it turns after the click
    group.addEventListener('toggle', () => this.onResize());
    this.body.append(group);
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
      count.textContent = found ? `${found.standing} of ${found.all}` : '';
    }
  }

  restyle(theme, background) {
    for (const sample of this.samples) {
      const fresh = swatch(sample.layer, theme, background);
      sample.swatch.replaceWith(fresh);
      sample.swatch = fresh;
    }
  }

  #row(layer, onToggle) {
    const box = make('input', { type: 'checkbox', 'data-layer-switch': layer.id, change: () => onToggle(layer, box.checked) });
    const names = make('span', { class: 'km-names' }, make('span', { text: layer.title }));
    if (layer.title_ko) names.append(make('span', { class: 'km-hangul', lang: 'ko', text: layer.title_ko }));
    const count = make('span', { class: 'km-count', hidden: true });
    names.append(count);
    this.rows.set(layer.id, { box, count });
    return make('label', { class: 'km-row', title: layer.summary || null }, box, this.#sample(layer), names);
  }

  /** Rows that switch nothing: how those of a layer's features look that are less sure than the others. */
  #explain(layer) {
    return (layer.variants ?? []).map(({ status, style, shape }) => {
      const words = make('span', { class: 'km-names', text: status });
      return make('div', { class: 'km-row km-variant' }, this.#sample({ ...layer, style, shape }), words);
    });
  }

  #sample(layer) {
    const place = make('span', { class: 'km-swatch' });
    this.samples.push({ layer, swatch: place });
    return place;
  }
}

/** A row that switches what is known by its name alone. */
export function switchRow(name, onSwitch, attributes = {}) {
  const box = make('input', { type: 'checkbox', change: () => onSwitch(box.checked), ...attributes });
  const words = make('span', { class: 'km-names', text: name });
  return make('label', { class: 'km-row' }, box, make('span', { class: 'km-swatch' }), words);
}
