// What Leaflet and our modules ask of a page when they are loaded in Node, where nothing is drawn.

const element = () => ({ style: {}, getContext: () => null });
const media = new Map(); // a query's answer is always the same object, so that a test may change it

Object.assign(globalThis, {
  window: globalThis,
  screen: { deviceXDPI: 1, logicalXDPI: 1 },
  document: { baseURI: 'http://127.0.0.1/', documentElement: element(), createElement: element, createElementNS: element },
  matchMedia(query) {
    if (!media.has(query)) media.set(query, { matches: false, addEventListener() {} });
    return media.get(query);
  },
});
