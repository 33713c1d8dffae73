// What an event makes of the view. Pure: the same view, event and knowledge give the same answer.

import { N_ } from '../shared/messages.js';

/**
 * @typedef {object} View What a reader looks at.
 * @property {string} feature The selected place's id; empty for none.
 * @property {string} tab The open tab: `feature` or a document's id.
 * @property {string} passage The passage in view; empty for none.
 * @property {string} mention The mention in view, by its key; empty for none.
 * @property {string[]|null} layers The layers that are on, lowest first; null for those of the first view.
 * @property {string} date What the ruler is set to, a year, a month or a day; empty for all dates. From an address it may be no date at all.
 * @property {string} sides The matter of which the map shows what both sides drew; empty for none.
 * @property {string} others `dimmed` where what did not stand at the date is drawn dimmed; else it is not drawn.
 * @property {string} labels The languages of the map's names: `en`, `ko`, or empty for what the browser remembers.
 * @property {string} message What to tell the reader: ours, never words from outside.
 */

/** @typedef {import('./known.js').Known} Known */

export const FEATURE_TAB = 'feature';
export const DIMMED = 'dimmed';
export const NAMED = ['en', 'ko'];

export const UNKNOWN = {
  feature: N_('No such feature on this map. Here is the whole map instead.'),
  doc: N_('No such document here. Here is the whole map instead.'),
  passage: N_('No such passage here. Here is the whole map instead.'),
  layers: N_('No such layer on this map. Here are the usual ones instead.'),
  at: N_('No such view of the map. Here is the usual one instead.'),
  sides: N_('No such matter between the sides. Here is the place alone instead.'),
  date: N_('No such date on the ruler. Here is the map of all dates instead.'),
  labels: N_('No such language of names on the map. Here are the usual ones instead.'),
  mention: N_('No such mention here.'),
};

const FLIGHTS = new Set(['place', 'mention', 'step', 'walk', 'sides']); // after these the map moves to the selection

/** @returns {View} Nothing selected, the usual layers. */
export function firstView() {
  return {
    feature: '',
    tab: FEATURE_TAB,
    passage: '',
    mention: '',
    layers: null,
    sides: '',
    date: '',
    others: '',
    labels: '',
    message: '',
  };
}

/** @param {string} event Its name. */
export function isFlight(event) {
  return FLIGHTS.has(event);
}

const ANSWERS = {
  /** A click on the map: the map stays where it is. */
  feature: (view, { id }, known) => select(view, id, known),
  /** A click on nothing, or Escape: the selection is taken back, and what is being read stays open. */
  release(view) {
    const isReading = view.tab !== FEATURE_TAB;
    return { ...view, feature: '', sides: '', mention: '', message: '', ...(isReading ? {} : { passage: '' }) };
  },
  /** A place chosen in the reader. */
  place: (view, { id }, known) => select(view, id, known),
  /** A mark in the text: the open tab stays. */
  mention(view, { key }, known) {
    const mention = known.mentionOf(key);
    if (!mention) return { ...view, message: UNKNOWN.mention };
    const sides = mention.place === view.feature ? view.sides : '';
    return { ...view, feature: mention.place, sides, mention: key, passage: mention.passage, message: '' };
  },
  /** Next or previous: another mention of the same place. */
  step(view, { key }, known) {
    const mention = known.mentionOf(key);
    if (!mention) return { ...view, message: UNKNOWN.mention };
    const tab = view.tab === FEATURE_TAB ? FEATURE_TAB : mention.document;
    return { ...view, tab, mention: key, passage: mention.passage, message: '' };
  },
  /** Another place, in the order of a document's text, which opens. */
  walk(view, { key }, known) {
    const after = ANSWERS.mention(view, { key }, known);
    return after.message ? after : { ...after, tab: known.mentionOf(key).document };
  },
  /** A tab, or a passage in it; a passage of another document is no longer in view. */
  tab(view, { tab, passage }, known) {
    const wanted = known.hasDocument(tab) ? tab : FEATURE_TAB;
    if (passage && known.documentOf(passage) === wanted) return { ...view, tab: wanted, passage, mention: '', message: '' };
    const isInside = wanted === FEATURE_TAB || known.documentOf(view.passage) === wanted;
    return { ...view, tab: wanted, message: '', ...(isInside ? {} : { passage: '', mention: '' }) };
  },
  /** What both sides drew of a matter, together with the place; again, the place alone. */
  sides(view, { id }, known) {
    if (!known.hasMatter(view.feature, id)) return { ...view, message: UNKNOWN.sides };
    return { ...view, sides: view.sides === id ? '' : id, message: '' };
  },
  /** The ruler: a date or none, and what becomes of the things that did not stand then. */
  date(view, { date = view.date, others = view.others }, known) {
    if (date && !known.hasDate(date)) return { ...view, message: UNKNOWN.date };
    return { ...view, date, others: date && others === DIMMED ? DIMMED : '', message: '' };
  },
  /** The languages of the map's names; both are usual, and need not be said. */
  labels: (view, { labels }) => ({ ...view, labels: NAMED.includes(labels) ? labels : '', message: '' }),
  /** A layer switch; the layers of the first view are remembered as such. */
  layers: (view, { ids }, known) => ({ ...view, layers: known.takeLayers(ids), message: '' }),
};

/**
 * Answer an event.
 *
 * @param {View} view The view before.
 * @param {[string, object]} event Name and payload.
 * @param {Known} known What exists.
 * @returns {View} The next view; the very same for what is no event.
 */
export function reduce(view, [name, payload], known) {
  return Object.hasOwn(ANSWERS, name) ? ANSWERS[name](view, payload ?? {}, known) : view;
}

function select(view, id, known) {
  if (!known.hasPlace(id)) return { ...view, message: UNKNOWN.feature };
  return { ...view, feature: id, sides: '', tab: FEATURE_TAB, passage: '', mention: '', message: '' };
}
