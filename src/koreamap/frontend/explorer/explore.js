// The Explore page: the map, and beside it the reader.

import { joinBoxes } from '../map/frame.js';
import { locate } from '../reader/passages.js';
import { Reader } from '../reader/reader.js';
import { nameOf } from '../shared/names.js';
import { writeDate } from '../time/calendar.js';
import { tellWalk } from '../walk/stops.js';
import { isOurs, parse, write } from './address.js';
import { tellSelection, tellSides } from './saying.js';
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
    const { cards, matters } = known.corpus;
    const shown = [cards.get(view.feature), matters.get(view.sides)].filter(Boolean);
    const selected = [...new Set(shown.flatMap(({ features }) => features))];
    return {
      selected,
      box: joinBoxes(shown.map(({ bbox }) => bbox)),
      layers: this.layersOf(view, known),
      labels: view.labels,
      ...this.timeOf(view),
    };
  },
  titleOf({ feature, tab, passage, date }, { cards, documents, passages }) {
    const document = documents.get(tab);
    const where = passages.get(passage);
    const read = document && [document.short_title, where?.document.id === tab && locate(where)].filter(Boolean).join(', ');
    const card = cards.get(feature);
    return [read, card && nameOf(card), date && writeDate(date)];
  },
  tell(before, after, { corpus }, { isFollowing = false, name = '' } = {}) {
    if (isFollowing) return ''; // who scrolls is reading
    if (name === 'walk') return tellWalk(after, corpus);
    return tellSelection(before.feature, after.feature, corpus.cards) || tellSides(before.sides, after.sides, corpus);
  },
  /** What the reader is to bring into view: a passage that was chosen, or the next place of a walk. */
  wishOf: (event, payload) => ({ reveal: (event === 'tab' && Boolean(payload.passage)) || (event === 'walk' && !payload.isFollowing) }),
  makePane: ({ tell, visit, onScroll, turnPage, linkOf, end }) =>
    new Reader({
      tell,
      visit,
      onScroll,
      linkOf,
      end,
      openClaim: (id) => turnPage('claims', `?claim=${encodeURIComponent(id)}`),
      compare: (id) => turnPage('compare', `?place=${encodeURIComponent(id)}`),
    }),
};
