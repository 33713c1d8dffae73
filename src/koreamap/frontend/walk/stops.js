// A walk through a document: its mentions in the order in which they are read, where a step leads, and which is being read.

import { gettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';

/** @typedef {{place: string, passage: string, keys: string[], from: number, to: number}} Stop Mentions of one place in a row, within a passage, and their numbers. */
/** @typedef {{top: number, height: number, all: number}} Part The part of a text that is on screen, and the whole text's height, px. */

const walks = new WeakMap(); // of a corpus: document -> walk

/**
 * Group a document's passages as they are set: footnotes follow the section in which their marks stand; those without a mark
 * come at the very end.
 *
 * @param {{passages: Object[]}} record
 * @returns {{areNotes: boolean, passages: Object[]}[]}
 */
export function inReadingOrder({ passages }) {
  const notes = new Map(passages.filter(({ kind }) => kind === 'footnote').map((note) => [note.id, note]));
  const groups = [];
  let called = new Set();
  let section = null;
  const close = () => {
    const now = [...called].map((id) => notes.get(id)).filter(Boolean);
    for (const { id } of now) notes.delete(id);
    if (now.length) groups.push({ areNotes: true, passages: now });
    called = new Set();
  };
  for (const passage of passages) {
    if (passage.kind === 'footnote') continue;
    if (passage.section !== section) close();
    section = passage.section;
    groups.push({ areNotes: false, passages: [passage] });
    for (const [, id] of passage.notes ?? []) called.add(id);
  }
  close();
  called = new Set(notes.keys());
  close();
  return groups;
}

/**
 * Find the walk through a document; each is made once.
 *
 * @param {Object} corpus
 * @param {string} id The document's.
 * @returns {{mentions: Object[], stops: Stop[]}}
 */
export function findWalk(corpus, id) {
  if (!walks.has(corpus)) walks.set(corpus, new Map());
  const made = walks.get(corpus);
  if (!made.has(id)) {
    const passages = inReadingOrder(corpus.documents.get(id)).flatMap((group) => group.passages);
    const mentions = passages.flatMap((passage) => inTextOrder(corpus.mentionsIn(passage.id)));
    made.set(id, { mentions, stops: listStops(mentions) });
  }
  return made.get(id);
}

function inTextOrder(mentions) {
  return [...mentions].sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * Put mentions of the same place that follow each other in a passage into one stop.
 *
 * @param {{key: string, place: string, passage: string}[]} mentions In reading order.
 * @returns {Stop[]}
 */
export function listStops(mentions) {
  const stops = [];
  for (const [index, { key, passage, place }] of mentions.entries()) {
    const last = stops.at(-1);
    if (last?.place === place && last.passage === passage) {
      last.keys.push(key);
      last.to = index + 1;
    } else stops.push({ place, passage, keys: [key], from: index + 1, to: index + 1 });
  }
  return stops;
}

/** The number of the stop that holds a mention; -1 for none. */
export function indexOfStop(stops, key) {
  return stops.findIndex(({ keys }) => keys.includes(key));
}

/**
 * Where a step leads: from the present stop to its neighbour or, when a person has scrolled away from it, from what is on
 * screen.
 *
 * @param {number[]} tops Of the stops, px from the beginning of the text.
 * @param {{at: number, isElsewhere: boolean, part: Part}} now The present stop, -1 for none; whether the text was scrolled since.
 * @param {1|-1} way
 * @returns {number} -1 where the text has no further stop.
 */
export function nextStop(tops, { at, isElsewhere, part }, way) {
  const isSeen = at >= 0 && tops[at] >= part.top && tops[at] < part.top + part.height;
  if (at >= 0 && (isSeen || !isElsewhere)) return at + way < tops.length ? at + way : -1;
  return way > 0 ? tops.findIndex((top) => top >= part.top) : tops.findLastIndex((top) => top < part.top);
}

/**
 * Which stop is being read: the last above a line that sinks from the screen's top at the text's beginning to its foot at the
 * end, so that scrolling comes by each; where that one is no longer on screen, the next one that is.
 *
 * @param {number[]} tops
 * @param {Part} part
 * @returns {number} -1 where none is on screen.
 */
export function stopRead(tops, { top, height, all }) {
  const line = top + (all > height ? (height * top) / (all - height) : 0);
  const read = tops.findLastIndex((at) => at <= line);
  if (read >= 0 && tops[read] >= top) return read;
  const next = tops.findIndex((at) => at > line);
  return next >= 0 && tops[next] < top + height ? next : -1;
}

/**
 * Say where a walk is: which mention, of how many, and of which place.
 *
 * @param {{tab: string, mention: string}} view A document's tab, and a mention in it.
 * @param {Object} corpus
 * @returns {string} Empty where there is none.
 */
export function tellWalk({ tab, mention }, corpus) {
  if (!corpus.documents.has(tab)) return '';
  const { mentions, stops } = findWalk(corpus, tab);
  const at = indexOfStop(stops, mention);
  if (at < 0) return '';
  const { from, place, to } = stops[at];
  const all = mentions.length;
  const which =
    from === to ? gettext('Mention {from} of {all}', { from, all }) : gettext('Mentions {from} to {to} of {all}', { from, to, all });
  const end = at === stops.length - 1 ? gettext(', the last') : '';
  return `${which}${end}: ${nameOf(corpus.places.get(place) ?? { title: place })}`;
}
