// The Documents page: a document of the reader's own, beside the map, as the Explore page shows the others.

import { explore } from './explore.js';
import { findNamed } from './framing.js';
import { FEATURE_TAB, UNKNOWN } from './state.js';

const OTHERS = [UNKNOWN.doc, UNKNOWN.passage]; // what an address says of a document that stood here before

/** @type {import('./explorer.js').Room} */
export const ownDocument = {
  ...explore,
  name: 'documents',
  dress: 'explore explorer-documents',
  isPrivate: true,
  findNamed,
  /** Where nothing is selected, the map shows where the document is at home; what it names is lettered first. */
  look(view, known) {
    const look = explore.look.call(this, view, known);
    return { ...look, box: look.box ?? known.box, named: known.named };
  },
  /** No address leads to this document; to a place's card, one does. */
  makePane({ linkOf, ...ways }) {
    return explore.makePane({ ...ways, linkOf: (page, search) => (new URLSearchParams(search).has('doc') ? '' : linkOf(page, search)) });
  },
  /** Where an address names nothing, or a document that is not the one here, the document itself is open. */
  parse(search, known) {
    const { at, view } = explore.parse(search, known);
    const first = known.corpus?.documents.keys().next().value;
    if (first && OTHERS.includes(view.message)) return { at, view: { ...view, message: '', tab: first } };
    return { at, view: first && isNothing(view) ? { ...view, tab: first } : view };
  },
};

function isNothing({ feature, tab, message }) {
  return !feature && !message && tab === FEATURE_TAB;
}
