// The Claims page: the list, the map, and the finding.

import { paintLayers } from '../shared/theme.js';
import { ClaimList } from './claim_list.js';
import { isOurs, parse, reduce, write } from './claims_state.js';
import { Finding } from './finding.js';

/** What stands beside the map. */
class ClaimsPane {
  constructor({ tell, onScroll, turnPage }) {
    const choose = (claim) => tell('choose', { claim });
    this.list = new ClaimList({ choose, filter: (filter) => tell('filter', filter) });
    this.finding = new Finding({
      choose,
      onScroll,
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

  show(view, { scroll }) {
    this.list.show(view);
    this.finding.show(view, this.list.order);
    if (scroll !== null) this.finding.panel.scrollTop = scroll;
  }

  restyle(theme) {
    for (const element of this.elements) paintLayers(element, theme, this.corpus?.layers.values() ?? []);
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
    return { selected: known.corpus.findings.get(view.claim)?.selected ?? [], box: null, layers: this.layersOf(view, known) };
  },
  tell: ({ picked: before }, { picked }) =>
    picked === before ? '' : picked ? `On the map: ${picked.name}.` : 'Nothing is picked on the map.',
  makePane: (ways) => new ClaimsPane(ways),
};
