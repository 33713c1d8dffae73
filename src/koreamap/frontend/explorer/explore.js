// The Explore page: the map, and beside it the reader.

import { Reader } from '../reader/reader.js';
import { isOurs, parse, write } from './address.js';
import { tellSelection } from './saying.js';
import { DIMMED, isFlight, reduce } from './state.js';

/** @type {import('./explorer.js').Room} */
export const explore = {
  name: 'explore',
  parse,
  write,
  isOurs: (search) => isOurs(search),
  reduce,
  isFlight,
  layersOf: ({ layers }, known) => layers ?? known.firstLayers,
  timeOf: ({ date, others }) => ({ date, isDimmed: others === DIMMED }),
  look(view, known) {
    const card = known.corpus.cards.get(view.feature);
    return { selected: card?.features ?? [], box: card?.bbox ?? null, layers: this.layersOf(view, known), ...this.timeOf(view) };
  },
  tell: (before, after, { corpus }) => tellSelection(before.feature, after.feature, corpus.cards),
  /** What the reader is to bring into view: a passage that was chosen. */
  wishOf: (event, payload) => ({ reveal: event === 'tab' && Boolean(payload.passage) }),
  makePane: ({ tell, visit, onScroll, turnPage }) =>
    new Reader({ tell, visit, onScroll, openClaim: (id) => turnPage('claims', `?claim=${encodeURIComponent(id)}`) }),
};
