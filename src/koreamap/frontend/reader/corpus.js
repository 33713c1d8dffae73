// What the build made, fetched once under content-hashed names, and the ways into it: by place, by passage, by mention.

import { readJson } from '../shared/fetch.js';

const PLACE = 'urn:koreamap:place:';
const MENTION = 'urn:koreamap:mention:';
const DOCUMENT = 'urn:koreamap:document:';

// A layer named more often than this is marked quietly in a document: loud marks in every sentence would drown the text.
const MANY = 40;

/**
 * Read the documents, links, places and layers, and the findings, cards and findings' cards where there are any.
 *
 * @param {Object} paths `documents`, `links`, `places`, `layers`, `findings`, `cards`, `finding_cards`, `citations`, relative to the app's address.
 * @returns {Promise<Object>} See `buildCorpus`; with the path of the citations, which are read when they are asked for.
 */
export async function readCorpus(paths) {
  const names = ['documents', 'links', 'places', 'layers', 'findings', 'cards', 'finding_cards'].filter((name) => paths[name]);
  const files = await Promise.all(names.map((name) => readJson(paths[name])));
  const corpus = buildCorpus(/** @type {any} */ (Object.fromEntries(names.map((name, index) => [name, files[index]]))));
  return Object.assign(corpus, { citations: paths.citations ?? '' });
}

/**
 * Index the built files.
 *
 * @param {Object} files `documents`, `links`, `places`, `layers`, and where there are any `findings` and `cards`.
 * @returns {Object} `documents`, `passages`, `mentions`, `places`, `layers`, `claims`, `cards`, `matters`, `findings`, `sources` (Maps by id), `mentionsOf(placeId)`
 *   (itself, or through a group), `mentionsIn(passageId)`, `claimsIn(passageId)`, `layerOf(placeId)` (a group's is its first member's), `isLoud(layerId)` and `misfits`, the number of links whose quote is not in the text.
 */
export function buildCorpus({ documents, links, places, layers, findings, cards, finding_cards: found }) {
  const sources = withIds({ ...cards?.sources, ...found?.sources });
  const corpus = {
    documents: new Map(documents.documents.map((record) => [record.id, withSlices(record)])),
    passages: new Map(),
    mentions: new Map(),
    places: new Map(places.places.map((place) => [place.id, withTitle(place)])),
    layers: new Map((layers.layers ?? layers).map((layer) => [layer.id, layer])),
    claims: new Map(),
    cards: indexCards(cards?.cards, sources),
    matters: indexMatters(cards?.matters, sources),
    findings: indexCards(found?.findings, sources),
    sources,
    files: new Map(), // layer -> where its GeoJSON is read; the map's description tells
    labels: [], // of the basemap; the map tells
    misfits: 0,
  };
  for (const document of corpus.documents.values()) {
    for (const passage of document.passages) corpus.passages.set(passage.id, { ...passage, document });
  }
  for (const item of links.items) addMention(corpus, readMention(item));
  for (const claim of findings?.claims ?? []) addClaim(corpus, claim);
  const byClaim = groupBy(corpus.claims.values(), (claim) => [claim.passage]);
  const byPlace = groupBy(corpus.mentions.values(), (mention) => [mention.place, ...mention.features]);
  const byPassage = groupBy(corpus.mentions.values(), (mention) => [mention.passage]);
  const byLayer = groupBy(corpus.mentions.values(), (mention) => [mention.layer]);
  corpus.mentionsOf = (placeId) => byPlace.get(placeId) ?? [];
  corpus.mentionsIn = (passageId) => byPassage.get(passageId) ?? [];
  corpus.claimsIn = (passageId) => byClaim.get(passageId) ?? [];
  corpus.layerOf = (placeId) => {
    const place = corpus.places.get(placeId);
    return corpus.layers.get(place?.layer || corpus.places.get(place?.members?.[0])?.layer);
  };
  corpus.isLoud = (layerId) => (byLayer.get(layerId) ?? []).length <= MANY;
  return corpus;
}

/** Cards by id, each with the sources that it names. */
function indexCards(cards, sources) {
  return new Map((cards ?? []).map((card) => [card.id, { ...card, sources: card.sources.map((id) => sources.get(id)) }]));
}

function withIds(sources) {
  return new Map(Object.entries(sources).map(([id, source]) => [id, { id, ...source }]));
}

/** Matters by id; each statement with the sources that it names. */
function indexMatters(matters, sources) {
  const told = (statement) => ({ ...statement, sources: statement.sources.map((id) => sources.get(id)) });
  return new Map((matters ?? []).map((matter) => [matter.id, { ...matter, statements: matter.statements.map(told) }]));
}

function addMention(corpus, mention) {
  const document = corpus.documents.get(mention.document);
  const fits = document && document.slice(mention.start, mention.end) === mention.exact;
  if (fits) corpus.mentions.set(mention.key, mention);
  else corpus.misfits += 1; // a mark is never shifted: it is left out, and the reader is told
}

function addClaim(corpus, claim) {
  const document = corpus.documents.get(claim.document);
  const fits = document && document.slice(claim.start, claim.end) === claim.exact;
  if (fits) corpus.claims.set(claim.id, { ...claim, key: `claim:${claim.id}` });
  else corpus.misfits += 1;
}

function readMention(item) {
  const [position, quote] = ['TextPositionSelector', 'TextQuoteSelector'].map((type) =>
    item.target.selector.find((selector) => selector.type === type),
  );
  return {
    key: item.id.slice(MENTION.length),
    place: item.body.source.slice(PLACE.length),
    features: item['koreamap:features'] ?? [],
    layer: item['koreamap:layer'] ?? '',
    madeBy: item['koreamap:made_by'] ?? 'rule',
    grade: item['koreamap:grade'] ?? 'exact', // how sure it is: a listed name, a variant of one, the people of a place
    note: item['koreamap:note'] ?? '',
    differs: item.motivation === 'linking', // the words mean something else than the place; the note says what
    document: item.target.source.slice(DOCUMENT.length),
    passage: item.target['koreamap:passage'],
    start: position.start,
    end: position.end,
    exact: quote.exact,
  };
}

function withTitle(place) {
  const hangul = place.names.find((name) => name.system === 'hangul')?.text ?? '';
  return { ...place, title: place.title ?? place.names[0].text, hangul: place.hangul ?? hangul };
}

function withSlices(record) {
  const at = indexOffsets(record.text);
  return { ...record, slice: (start, end) => record.text.slice(at(start), at(end)) };
}

/**
 * Find where code points lie in a string, which JavaScript counts in UTF-16 units.
 *
 * @param {string} text Any text.
 * @returns {(value: number) => number} From a code point's number to a string index.
 */
export function indexOffsets(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (offset) => offset;
  const starts = [];
  let index = 0;
  for (const character of text) {
    starts.push(index);
    index += character.length;
  }
  return (offset) => starts[offset] ?? text.length;
}

function groupBy(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      if (groups.has(key)) groups.get(key).push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
