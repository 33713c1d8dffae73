// What exists, as far as the view must know: places, documents, passages, mentions, and the layers that can be switched.

import { VERDICTS } from '../reader/verdict.js';
import { readDate } from '../time/calendar.js';

/**
 * @typedef {object} Known
 * @property {string[]} layers Those that can be switched, lowest first.
 * @property {string[]} firstLayers Those of the first view, lowest first.
 * @property {(value: unknown) => string[]|null} takeLayers In their order, without those that nobody can switch; null for the first ones.
 * @property {(value: string) => string[]} layersOf The layers that a claim asks for, lowest first; those of the first view for none.
 * @property {(value: string) => boolean} hasPlace
 * @property {(place: string, matter: string) => boolean} hasMatter Whether the place's card tells what each side said of it.
 * @property {(value: string) => boolean} hasClaim
 * @property {(value: string) => boolean} hasVerdict
 * @property {(value: string) => boolean} hasDate Whether the ruler has it.
 * @property {(value: string) => boolean} hasDocument
 * @property {(value: string) => string} documentOf The document that holds a passage; empty for none.
 * @property {(value: string) => ({place: string, document: string, passage: string}|undefined)} mentionOf By its key.
 * @property {(value: string, other: string) => string} firstMention The mention that a link to a place's passage most likely means.
 */

/**
 * Gather what exists.
 *
 * @param {Object} description The map's; its layers lie lowest first.
 * @param {Object|null} corpus As `buildCorpus` makes it; before it is here, every name is believed.
 * @param {string[]} [more] Layers of the first view beside the usual ones.
 * @returns {Known}
 */
export function buildKnown(description, corpus, more = []) {
  const switchable = description.layers.filter(({ group }) => group !== 'basemap' && group !== 'evidence');
  const layers = switchable.map(({ id }) => id);
  const firstLayers = switchable.filter(({ id, shown }) => shown || more.includes(id)).map(({ id }) => id);
  const takeLayers = (ids) => {
    const taken = layers.filter((id) => Array.isArray(ids) && ids.includes(id));
    return taken.join() === firstLayers.join() ? null : taken;
  };
  const layersOf = (claim) => {
    const asked = corpus?.findings.get(claim)?.layers ?? [];
    return layers.filter((id) => firstLayers.includes(id) || asked.includes(id));
  };
  const { time } = description;
  const hasDate = (text) => Boolean(time && readDate(text, time.years));
  return { layers, firstLayers, takeLayers, layersOf, hasDate, ...(corpus ? readCorpus(corpus) : believeAll()) };
}

/**
 * Gather all that exists, once the texts are here.
 *
 * @param {import('./explorer.js').Room} room
 * @param {Object} description
 * @param {Object} corpus
 * @returns {Known & {corpus: Object, box: number[]|null, named?: Map<string, number>, mark: {about?: string}}} Of a page of one document also where what that names lies, and what
 *   tells its entries of the history from another's.
 */
export function buildWhole({ findNamed }, description, corpus) {
  const named = findNamed?.(corpus, description.bounds);
  const [document] = named ? corpus.documents.values() : [];
  const mark = document?.sha256 ? { about: document.sha256 } : {};
  return { ...buildKnown(description, corpus, named?.layers), corpus, box: named?.box ?? null, named: named?.features, mark };
}

function readCorpus({ cards, claims, documents, mentions, passages, places }) {
  return {
    hasPlace: (id) => places.has(id),
    hasMatter: (place, matter) => Boolean(cards.get(place)?.matters?.includes(matter)),
    hasClaim: (id) => claims.has(id),
    hasVerdict: (verdict) => VERDICTS.includes(verdict),
    hasDocument: (id) => documents.has(id),
    documentOf: (passage) => passages.get(passage)?.document.id ?? '',
    mentionOf: (key) => mentions.get(key),
    firstMention: (place, passage) => (passage && cards.get(place)?.mentions.find((key) => mentions.get(key)?.passage === passage)) || '',
  };
}

function believeAll() {
  const isThere = () => true;
  return {
    hasPlace: isThere,
    hasMatter: isThere,
    hasClaim: isThere,
    hasVerdict: isThere,
    hasDocument: isThere,
    documentOf: () => 'any',
    mentionOf: () => undefined,
    firstMention: () => '',
  };
}
