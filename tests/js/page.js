// What Leaflet and our modules ask of a page when they are loaded in Node, where nothing is drawn.

const element = () => ({ style: {}, getContext: () => null });
const answers = { matches: false, addEventListener() {} };

Object.assign(globalThis, {
  window: globalThis,
  screen: { deviceXDPI: 1, logicalXDPI: 1 },
  document: { documentElement: element(), createElement: element, createElementNS: element },
  matchMedia: () => answers,
});
