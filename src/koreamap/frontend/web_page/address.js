// The view in the address, after the #: whatever stands there is checked against what the page holds.

const UNKNOWN = 'The address names something that is not on this page. Here is the whole map instead.';

/** The layers that are on at first, lowest first. */
function firstLayers({ layers }) {
  return layers.filter((layer) => layer.shown).map(({ id }) => id);
}

/** Read the view from an address such as `#feature=nll&layers=mdl,nll`; anything unknown gives the first view. */
export function readAddress(hash, known) {
  const first = {
    feature: null,
    tab: 'feature',
    passage: null,
    mention: null,
    message: null,
    nonce: 0,
    fly: false,
    shown: firstLayers(known),
  };
  const given = new URLSearchParams(hash.slice(1));
  const [feature, doc, passage, layers] = ['feature', 'doc', 'passage', 'layers'].map((name) => given.get(name));
  const shown = layers === null ? first.shown : layers.split(',').filter((id) => id && id !== 'none');
  const home = [...known.documents.values()].find((record) => record.passages.some(({ id }) => id === passage))?.id;
  const isKnown =
    (!feature || Object.hasOwn(known.cards, feature)) &&
    (!doc || known.documents.has(doc)) &&
    (!passage || (home && (!doc || doc === home))) &&
    shown.every((id) => known.layers.some((layer) => layer.id === id));
  if (!isKnown) return { ...first, message: UNKNOWN };
  const tab = doc || (passage && !feature && home) || 'feature';
  const mention = known.cards[feature]?.card.mentions.find((key) => known.mentions.get(key).passage === passage) ?? null;
  return { ...first, feature, tab, passage, mention, shown, fly: Boolean(feature) };
}

/** Write the view into the address, without a step in the browser's history. */
export function writeAddress({ feature, tab, passage, shown }, known) {
  const isFirst = shown.join() === firstLayers(known).join();
  const values = { feature, doc: tab === 'feature' ? null : tab, passage, layers: isFirst ? null : shown.join() || 'none' };
  const given = Object.entries(values).filter(([, value]) => value);
  const text = new URLSearchParams(given).toString().replaceAll('%2F', '/').replaceAll('%2C', ',');
  history.replaceState(null, '', `#${text}`);
}
