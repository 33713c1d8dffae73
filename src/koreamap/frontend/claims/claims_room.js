// The Claims page: the list, the map, and the finding.

import { find } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';
import { paintLayers } from '../shared/theme.js';
import { ClaimList } from './claim_list.js';
import { isOurs, parse, reduce, write } from './claims_state.js';
import { Finding } from './finding.js';

/** What stands beside the map. */
class ClaimsPane {
  constructor({ tell, onScroll, turnPage, linkOf }) {
    const choose = (claim) => tell('choose', { claim });
    this.list = new ClaimList({
      choose,
      filter: (filter) => tell('filter', filter),
      sort: (sort) => tell('sort', { sort }),
    });
    this.finding = new Finding({
      choose,
      onScroll,
      linkOf,
      openPassage: (id) => turnPage('explore', `?${new URLSearchParams({ doc: this.known.documentOf(id), passage: id })}`),
      openPlace: (id) => turnPage('explore', `?${new URLSearchParams({ feature: id })}`),
    });
    this.elements = [this.list.root, this.finding.root];
  }

  open(corpus, known) {
    this.corpus = corpus;
    this.known = known;
    this.list.open(corpus);
    this.finding.open(corpus);
  }

  show(view, { isNew = false, scroll }) {
    this.list.show(view, { isNew });
    this.finding.show(view, this.list.order);
    if (scroll !== null) this.finding.panel.scrollTop = scroll;
  }

  restyle(theme) {
    for (const element of this.elements) paintLayers(element, theme, this.corpus?.layers.values() ?? []);
  }

  putOnPaper() {
    return this.finding.putOnPaper();
  }

  /** @returns {HTMLElement|null} Where reading begins: the finding, else the list. */
  get beginning() {
    return this.finding.root.dataset.claim ? find(this.finding.panel, 'h2') : find(this.list.root, 'h1');
  }

  /** How far the finding is scrolled, px. */
  get scroll() {
    return Math.round(this.finding.panel.scrollTop);
  }
}

/** @type {import('../explorer/explorer.js').Room} */
export const claims = {
  name: 'claims',
  parse,
  write,
  isOurs,
  reduce,
  isFlight: (event, payload) => event === 'choose' && Boolean(payload.claim),
  layersOf: ({ claim, layers }, known) => layers ?? known.layersOf(claim),
  look(view, known) {
    return {
      selected: known.corpus.findings.get(view.claim)?.selected ?? [],
      box: null,
      layers: this.layersOf(view, known),
      labels: view.labels,
    };
  },
  titleOf: ({ claim }, { findings }) => [findings.get(claim)?.title, gettext('Claims')],
  tell: ({ picked: before }, { picked }) =>
    picked === before
      ? ''
      : picked
        ? gettext('On the map: {name}.', { name: nameOf({ title: picked.name, hangul: picked.hangul }) })
        : gettext('Nothing is picked on the map.'),
  makePane: (ways) => new ClaimsPane(ways),
};
