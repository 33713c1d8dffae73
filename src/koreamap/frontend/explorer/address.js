// The view in the address: `?feature=nll&sides=sea-line&doc=lee-2007&passage=...&layers=a,b&date=1953-07&labels=ko&at=37.9,125.1,9`. Whatever
// stands there is checked against what exists; what is not ours stays as it is, and so does a date that the ruler does not have.

import { FEATURE_TAB, firstView, NAMED, UNKNOWN } from './state.js';

/** @typedef {import('./known.js').Known} Known */
/** @typedef {import('./state.js').View} View */
/** @typedef {[number, number, number]} At Latitude and longitude in degrees (WGS 84), zoom. */

const PARAMETERS = ['feature', 'doc', 'passage', 'layers', 'sides', 'date', 'others', 'labels', 'at'];
export const FIRST = 'explore'; // the page that an address without one leads to
export const PAGES = [FIRST, 'claims', 'compare', 'places', 'sources', 'help']; // that share one path where a page stands alone
const LONGEST = 1000;
const GREATEST = [90, 360, 24]; // of latitude, longitude, zoom

/**
 * Read the address; anything unknown gives the first view and a message.
 *
 * @param {string} search As in `location.search`.
 * @param {Known} known What exists.
 * @returns {{view: View, at: At|null}} Only with ids that exist; `at` where the address names the map's view.
 */
export function parse(search, known) {
  const given = readParameters(search, PARAMETERS);
  const home = known.documentOf(given.passage);
  const problem = [
    given.feature && !known.hasPlace(given.feature) && 'feature',
    given.doc && !known.hasDocument(given.doc) && 'doc',
    given.passage && !(home && (!given.doc || given.doc === home)) && 'passage',
  ].find(Boolean);
  const { date, others } = given;
  const labels = NAMED.includes(given.labels) ? given.labels : '';
  if (problem) return { view: { ...firstView(), date, others, labels, message: UNKNOWN[problem] }, at: null };
  const { layers, isKnown } = readLayers(given.layers, known);
  const at = readAt(given.at);
  const sides = known.hasMatter(given.feature, given.sides) ? given.sides : '';
  const faults = {
    layers: !isKnown,
    sides: given.sides && !sides,
    at: given.at && !at,
    date: date && !known.hasDate(date),
    labels: given.labels !== labels,
  };
  const message = UNKNOWN[Object.keys(faults).find((name) => faults[name])] ?? '';
  const tab = given.doc || (given.passage && !given.feature && home) || FEATURE_TAB;
  const mention = known.firstMention(given.feature, given.passage);
  return { view: { feature: given.feature, tab, passage: given.passage, mention, layers, sides, date, others, labels, message }, at };
}

/**
 * Write the address of a view; `parse` reads it back.
 *
 * @param {{view: View, at: At|null}} look The view, and the map's where the address should name it.
 * @param {string} search The address before, for what is not ours.
 * @returns {string} As in `location.search`; empty for the first view.
 */
export function write({ view, at }, search) {
  const { feature, tab, passage, layers, sides, date, others, labels } = view;
  const doc = tab === FEATURE_TAB ? '' : tab;
  const switched = layers && (layers.join() || 'none');
  return writeParameters(
    search,
    { feature, doc, passage, layers: switched, sides, date, others, labels, at: at && writeAt(at) },
    PARAMETERS,
  );
}

/** Whether an address says anything of ours. */
export function isOurs(search, names = PARAMETERS) {
  const given = new URLSearchParams(search);
  return names.some((name) => given.has(name));
}

/** The page that an address names where all pages share a path; for any other name the first one. */
export function pageOf(search) {
  const { page } = readParameters(search, ['page']);
  return PAGES.includes(page) ? page : FIRST;
}

/** The address of a page where all share a path, from its hash on. */
export function hashOf(page, search) {
  return `#${writeParameters(search, { page: page === FIRST ? '' : page }, ['page']).slice(1)}`;
}

/** Read our parameters; one that is missing or far too long counts as empty or as unknown. */
export function readParameters(search, names) {
  const given = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, (given.get(name) ?? '').slice(0, LONGEST)]));
}

/** Write our parameters before those that are not ours. */
export function writeParameters(search, values, names) {
  const foreign = [...new URLSearchParams(search)].filter(([name]) => !names.includes(name));
  const own = Object.entries(values).filter(([, value]) => value);
  const text = new URLSearchParams([...own, ...foreign]).toString();
  return text && `?${text.replaceAll('%2F', '/').replaceAll('%2C', ',')}`;
}

/** @returns {At|null} From `37.9,125.1,9`; null for anything else. */
export function readAt(text) {
  if (!/^-?\d{1,3}(\.\d{1,9})?,-?\d{1,3}(\.\d{1,9})?,\d{1,2}(\.\d{1,9})?$/.test(text)) return null;
  const [lat, lng, zoom] = text.split(',').map(Number);
  return [lat, lng, zoom].every((value, i) => Math.abs(value) <= GREATEST[i]) ? [lat, lng, zoom] : null;
}

/** Write a view of the map; zeros at the end are left out. */
export function writeAt(at) {
  return at.map((value) => String(Number(value.toFixed(5)))).join();
}

// Nothing means the first view, `none` the bare basemap.
function readLayers(text, known) {
  if (!text) return { layers: null, isKnown: true };
  const names = text === 'none' ? [] : text.split(',').filter(Boolean);
  const isKnown = names.every((name) => known.layers.includes(name));
  return { layers: isKnown ? known.takeLayers(names) : null, isKnown };
}
