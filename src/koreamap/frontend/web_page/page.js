// The page that stands alone: it plays the part that Python plays in the app, with the same two front ends.

import liveMap from '../map/live_map.js';
import mountReader from '../reader/reader.js';
import { readAddress, writeAddress } from './address.js';
import { buildEvents } from './events.js';

const files = [...document.querySelectorAll('script[type="application/json"]')];
globalThis.koreamapEmbedded = Object.fromEntries(files.map((file) => [file.dataset.path, JSON.parse(file.textContent)]));

const { cards, links, map } = globalThis.koreamapEmbedded;
const READ_BY_READER = { documents: 'documents', links: 'links', places: 'places', layers: 'layers' };
const known = {
  cards,
  mentions: new Map(links.items.map((item) => [item.id.replace('urn:koreamap:mention:', ''), readMention(item)])),
  documents: new Map(globalThis.koreamapEmbedded.documents.documents.map((record) => [record.id, record])),
  layers: map.layers.filter((layer) => layer.group !== 'basemap'),
};
const events = buildEvents(known);
let view = readAddress(location.hash, known);

function readMention({ body, target }) {
  return {
    place: body.source.replace('urn:koreamap:place:', ''),
    document: target.source.replace('urn:koreamap:document:', ''),
    passage: target['koreamap:passage'],
  };
}

/** Answer an event as Python does: the next view, shown by both and written into the address. */
function answer(name, payload) {
  view = events[name](view, payload);
  writeAddress(view, known);
  queueMicrotask(show); // a front end is told once it has done with its own part
}

function show() {
  const { feature, tab, passage, mention, message, nonce, fly, shown } = view;
  liveMap({
    parentElement: document.getElementById('map'),
    data: { map: 'map', selection: { ids: cards[feature]?.features ?? [], nonce, fly }, shown },
    setTriggerValue: answer,
    setStateValue: answer,
  });
  mountReader({
    parentElement: document.getElementById('reader'),
    data: { ...READ_BY_READER, view: { tab, card: cards[feature]?.card ?? null, message, passage, mention, nonce } },
    setTriggerValue: answer,
  });
}

// What the page says of itself lies over the reader: a click beside it or Escape puts it away.
const about = document.querySelector('.page-about');
document.addEventListener('pointerdown', (event) => about.contains(event.target) || about.removeAttribute('open'));
document.addEventListener('keydown', (event) => event.key === 'Escape' && about.removeAttribute('open'));

window.addEventListener('hashchange', () => {
  view = { ...readAddress(location.hash, known), nonce: view.nonce + 1 };
  show();
});
show();
