// What is known of a layer as a whole, gathered from the cards of its places. Pure.

import { writeLatitude, writeLongitude } from '../shared/degrees.js';
import { gettext, locale, ngettext } from '../shared/messages.js';
import { sayAll, told } from '../shared/vocabulary.js';

/**
 * @typedef {object} Fact
 * @property {string} words
 * @property {string[]} places To which it applies, by id; empty for the whole layer.
 */

/**
 * Gather how a layer was made, how exact it is and what it claims to be: each once, with the places to which it applies.
 *
 * @param {Object} layer From the corpus.
 * @param {Object} corpus With its cards.
 * @returns {{methods: Fact[], accuracies: Fact[], statuses: Fact[]}}
 */
export function gatherFacts(layer, { cards }) {
  const own = [...cards.values()].filter((card) => card.layer?.id === layer.id);
  return {
    methods: group(own, ({ method }) => method),
    accuracies: group(own, (card) => told(card, 'accuracy')),
    statuses: group(own, ({ status }) => sayAll(status)),
  };
}

function group(cards, wordsOf) {
  const found = new Map();
  for (const card of cards) {
    const words = wordsOf(card);
    if (words) found.set(words, [...(found.get(words) ?? []), card.id]);
  }
  return [...found].map(([words, places]) => ({ words, places: places.length === cards.length ? [] : places }));
}

/**
 * Say what the build holds a layer to.
 *
 * @param {Object} expectations As a layer's record has them.
 * @param {(id: string) => string} titleOf A feature's.
 * @returns {string[]} A sentence each.
 */
export function tellExpectations({ count: [least, most], bbox, length_km: lengths = {}, area_km2: areas = {} }, titleOf) {
  const [west, south, east, north] = bbox;
  const features =
    least === most ? ngettext('{count} feature', '{count} features', most) : gettext('{least} to {most} features', { least, most });
  return [
    gettext('{features}, all between {west} and {east}, {south} and {north}.', {
      features,
      west: writeLongitude(west, writeDegrees(west)),
      east: writeLongitude(east, writeDegrees(east)),
      south: writeLatitude(south, writeDegrees(south)),
      north: writeLatitude(north, writeDegrees(north)),
    }),
    ...Object.entries(lengths).map(([id, [from, to]]) =>
      gettext('{name}: {from} to {to} km long.', { name: titleOf(id), from: write(from), to: write(to) }),
    ),
    ...Object.entries(areas).map(([id, [from, to]]) =>
      gettext('{name}: {from} to {to} km².', { name: titleOf(id), from: write(from), to: write(to) }),
    ),
  ];
}

function writeDegrees(value) {
  return `${Math.abs(value)}°`;
}

function write(value) {
  return value.toLocaleString(locale());
}
