// What an event makes of the Claims page's view, and how it stands in the address:
// `?claim=lee-nll-three-miles&document=lee-2007&verdict=contradicted&sort=-figure`. Pure.

import { readAt, readParameters, writeAt, writeParameters } from '../explorer/address.js';
import { UNKNOWN as EXPLORE, NAMED } from '../explorer/state.js';
import { N_ } from '../shared/messages.js';
import { isOrder } from './claim_order.js';

/**
 * @typedef {object} ClaimsView
 * @property {string} claim The chosen claim's id; empty for none.
 * @property {string} document What the list is narrowed to; empty for all.
 * @property {string} verdict The same.
 * @property {string} sort The column that the list is sorted by, with a minus before it for the last first; empty for document and verdict.
 * @property {string[]|null} layers The layers that a person switched on, lowest first; null for those that the claim asks for.
 * @property {string} labels The languages of the map's names, as on Explore.
 * @property {Object|null} picked The feature that was clicked on the map: `name`, `hangul`, `note`, `place` (empty for evidence).
 * @property {string} message What to tell the reader: ours, never words from outside.
 */

const PARAMETERS = ['claim', 'document', 'verdict', 'sort', 'labels', 'at'];

export const UNKNOWN = {
  claim: N_('No such claim. Here is the whole list instead.'),
  document: N_('No such document. Here are the claims of all.'),
  verdict: N_('No such verdict. Here are the claims of every verdict.'),
  sort: N_('No such column. Here they stand by document and verdict.'),
  labels: EXPLORE.labels,
  at: N_('No such view of the map. Here is the usual one instead.'),
};

const ANSWERS = {
  /** A chosen row; no claim at all leads back to the list. */
  choose(view, { claim = '' }, known) {
    if (claim && !known.hasClaim(claim)) return { ...view, message: UNKNOWN.claim };
    return { ...view, claim, message: '', layers: null, picked: null };
  },
  /** The list is narrowed, and what is chosen stays. */
  filter: (view, { document, verdict }, known) => ({
    ...view,
    document: known.hasDocument(document) ? document : '',
    verdict: known.hasVerdict(verdict) ? verdict : '',
    message: '',
  }),
  /** A click on a column's head. */
  sort: (view, { sort = '' }) => ({ ...view, sort: isOrder(String(sort)) ? String(sort) : '', message: '' }),
  /** A click on the map: the feature is named, and the map stays where it is. */
  feature: (view, { id, name, hangul, note }, known) => {
    const place = known.hasPlace(id) ? id : '';
    return { ...view, picked: name ? { name, hangul, note: place ? '' : note, place } : null, message: '' };
  },
  /** A click on nothing, or Escape: what was clicked is named no longer. */
  release: (view) => ({ ...view, picked: null, message: '' }),
  /** The languages of the map's names. */
  labels: (view, { labels }) => ({ ...view, labels: NAMED.includes(labels) ? labels : '', message: '' }),
  /** A layer switch; it holds until another claim is chosen. */
  layers(view, { ids }, known) {
    const layers = known.layers.filter((id) => Array.isArray(ids) && ids.includes(id));
    return { ...view, layers: layers.join() === known.layersOf(view.claim).join() ? null : layers };
  },
};

/** Answer an event; see `reduce` of the Explore page. */
export function reduce(view, [name, payload], known) {
  return Object.hasOwn(ANSWERS, name) ? ANSWERS[name](view, payload ?? {}, known) : view;
}

/** Read the address; what is unknown is left out, with a message. */
export function parse(search, known) {
  const given = readParameters(search, PARAMETERS);
  given.verdict = given.verdict.replaceAll('-', ' ');
  const at = readAt(given.at);
  const isKnown = {
    claim: known.hasClaim(given.claim),
    document: known.hasDocument(given.document),
    verdict: known.hasVerdict(given.verdict),
    sort: isOrder(given.sort),
    labels: NAMED.includes(given.labels),
    at,
  };
  const problems = PARAMETERS.filter((name) => given[name] && !isKnown[name]);
  const [claim, document, verdict, sort, labels] = PARAMETERS.slice(0, 5).map((name) => (problems.includes(name) ? '' : given[name]));
  const message = problems.length ? UNKNOWN[problems[0]] : '';
  return { view: { claim, document, verdict, sort, labels, layers: null, picked: null, message }, at };
}

/** Write the address of a view; `parse` reads it back. */
export function write({ view: { claim, document, verdict, sort, labels }, at }, search) {
  const said = verdict.replaceAll(' ', '-');
  return writeParameters(search, { claim, document, verdict: said, sort, labels, at: at && writeAt(at) }, PARAMETERS);
}

/** Whether an address says anything of this page's. */
export function isOurs(search) {
  return PARAMETERS.some((name) => new URLSearchParams(search).has(name));
}
