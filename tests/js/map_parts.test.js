// What the map decides without drawing: positions, bounds, zooms, and when a layer is fetched.

import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Basemap } from '../../src/koreamap/frontend/map/basemap.js';
import { LayerStore } from '../../src/koreamap/frontend/map/layer_store.js';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';
import { boundsOf, latLngsOf } from '../../src/koreamap/frontend/map/paths.js';
import { boxesOf, closestZoom, fitBounds, takeSize } from '../../src/koreamap/frontend/map/viewport.js';

// positions

test('positions are turned from longitude and latitude, at any depth', () => {
  const at = ({ lat, lng }) => [lat, lng];
  const bar = [
    [125, 37],
    [126, 38],
  ];
  assert.deepEqual(at(latLngsOf({ type: 'Point', coordinates: [125, 37] })), [37, 125]);
  assert.deepEqual(latLngsOf({ type: 'LineString', coordinates: bar }).map(at), [
    [37, 125],
    [38, 126],
  ]);
  assert.deepEqual(latLngsOf({ type: 'MultiLineString', coordinates: [bar] })[0].map(at)[1], [38, 126]);
  assert.deepEqual(latLngsOf({ type: 'Polygon', coordinates: [bar] })[0].map(at)[1], [38, 126]);
  assert.deepEqual(latLngsOf({ type: 'MultiPolygon', coordinates: [[bar]] })[0][0].map(at)[1], [38, 126]);
});

test('a geometry is turned once', () => {
  const geometry = {
    type: 'LineString',
    coordinates: [
      [125, 37],
      [126, 38],
    ],
  };
  assert.equal(latLngsOf(geometry), latLngsOf(geometry));
});

test('bounds hold every part of a geometry', () => {
  const parts = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [125, 37],
          [126, 37],
          [126, 38],
        ],
      ],
      [
        [
          [128, 39],
          [129, 39],
          [129, 40],
        ],
      ],
    ],
  };
  assert.equal(boundsOf(parts).toBBoxString(), '125,37,129,40');
  assert.equal(boundsOf({ type: 'Point', coordinates: [125, 37] }).toBBoxString(), '125,37,125,37');
});

// the view

const HOME = [
  [33, 124],
  [43, 131],
];

test('one comes nearer to an extent than to a bare point, and stays far off where the basemap has no detail', () => {
  const zoomOf = (corners) => closestZoom(L.latLngBounds(corners), HOME);
  const [extent, point, farOff] = [
    [
      [37, 125],
      [38, 126],
    ],
    [
      [37, 125],
      [37, 125],
    ],
    [
      [51, -1],
      [52, 0],
    ],
  ].map(zoomOf);
  assert.ok(extent > point && point > farOff);
});

function fit({ size, panelWidth = 0, rootWidth = size[0], ...options }) {
  const calls = [];
  const map = {
    getSize: () => L.point(size),
    fitBounds: (_bounds, given) => calls.push(given),
    flyToBounds: (_bounds, given) => calls.push({ ...given, isFlight: true }),
  };
  const panel = { isOpen: panelWidth > 0, element: { offsetWidth: panelWidth } };
  fitBounds(map, L.latLngBounds(HOME), { panel, root: { clientWidth: rootWidth }, ...options });
  return calls;
}

test('what is flown to lies beside the open panel', () => {
  const [{ paddingTopLeft, paddingBottomRight, isFlight }] = fit({ size: [1000, 700], panelWidth: 300, margin: 40, animate: true });
  assert.ok(isFlight);
  assert.deepEqual([paddingTopLeft[0], paddingBottomRight[0]], [40, 340]);
});

test('the first view is pushed aside only so far', () => {
  const [{ paddingBottomRight }] = fit({ size: [1000, 700], panelWidth: 300, margin: 4, isHome: true });
  assert.ok(paddingBottomRight[0] < 304 && paddingBottomRight[0] > 4);
});

test('on a narrow map the panel lies over it and pushes nothing', () => {
  const [{ paddingBottomRight }] = fit({ size: [400, 700], panelWidth: 300, margin: 40 });
  assert.equal(paddingBottomRight[0], 40);
});

test('boxes are measured from the corner of the map', () => {
  const element = (left, top, right, bottom) => ({ getBoundingClientRect: () => ({ left, top, right, bottom }) });
  assert.deepEqual(boxesOf(element(100, 50, 900, 650), [element(110, 60, 150, 90)]), [{ x0: 10, y0: 10, x1: 50, y1: 40 }]);
});

// layers

let layers = [];
let asked = [];
let missing = [];
let round = 0;

beforeEach(() => {
  round += 1; // what was read under a name is not read again
  layers = ['nll lines', 'cities points', 'korea basemap', 'proof evidence'].map((words) => {
    const [id, group] = words.split(' ');
    return { id, group, url: `${round}/${id}.json` };
  });
  asked = [];
  missing = [];
  globalThis.fetch = async (address) => {
    const name = address.slice(address.lastIndexOf('/') + 1).replace('.json', '');
    asked.push(name);
    const id = name === 'proof' ? 'evidence-1' : `${name}-1`;
    const features = [
      { geometry: {}, properties: { feature_id: id } },
      { geometry: null, properties: { feature_id: 'nowhere' } },
    ];
    return { ok: !missing.includes(name), status: 404, json: async () => ({ features }) };
  };
});

const storeOf = (onError = () => {}) => new LayerStore(layers, { onError });

test('a layer is fetched once, and what has no geometry is left out', async () => {
  const store = storeOf();
  const [first, second] = await Promise.all([store.load(layers[0]), store.load(layers[0])]);
  assert.equal(first, second);
  assert.deepEqual([asked, first.map(({ properties }) => properties.feature_id)], [['nll'], ['nll-1']]);
});

test('a layer that cannot be had is told once', async (context) => {
  context.mock.method(console, 'warn', () => {});
  missing = ['nll'];
  const told = [];
  const store = storeOf((layer) => told.push(layer.id));
  assert.equal(await store.load(layers[0]), null);
  await store.load(layers[0]);
  assert.deepEqual(told, ['nll']);
});

test('features are looked for in layers at hand before any is fetched', async () => {
  const store = storeOf();
  await store.load(layers[1]);
  asked = [];
  const found = await store.findLayers(['cities-1']);
  assert.deepEqual([found.get('cities-1').id, asked], ['cities', []]);
});

test('evidence is fetched only for its own ids, the basemap for none', async () => {
  await storeOf().findLayers(['nll-1']);
  assert.deepEqual(asked.sort(), ['cities', 'nll']);
  asked = [];
  const found = await storeOf().findLayers(['evidence-1']);
  assert.deepEqual([found.get('evidence-1').id, asked], ['proof', ['proof']]);
});

test('the file of a layer is what came with the page, or where the layer is read', () => {
  const store = storeOf();
  const collection = { title: 'Cities', features: [] };
  store.keep(layers[1], collection);
  assert.equal(store.fileOf(layers[1]), collection);
  assert.match(store.fileOf(layers[0]), new RegExp(`/${layers[0].url}$`));
});

test('an id that nothing has is not found', async () => {
  assert.equal((await storeOf().findLayers(['nothing'])).size, 0);
});

// the basemap in a move

test('a flight is drawn on its way now and then, a jump once it is over', () => {
  let [now, drawn] = [1000, 0];
  const clock = mock.method(performance, 'now', () => now);
  const [near, far] = [L.latLngBounds([37, 125], [38, 126]), L.latLngBounds([33, 120], [44, 131])];
  let seen = near;
  const map = { getBounds: () => seen, getZoom: () => 8 };
  const basemap = new Basemap(map, [], new LayerStore([], { onError() {} }));
  basemap.refresh = () => {
    drawn += 1;
  };
  const move = (later) => {
    now += later;
    seen = far;
    basemap.follow();
    return drawn;
  };
  basemap.settle();
  basemap.setOut();
  assert.equal(move(0), 0); // a jump is there at once
  assert.deepEqual([move(100), move(100), move(10), move(200)], [0, 1, 1, 2]);
  seen = near;
  now += 1000;
  basemap.follow();
  assert.equal(drawn, 2); // nothing came into sight
  clock.mock.restore();
});

// the size of the map

/** As Leaflet's map where it is asked for its size and told another. */
function mapOf(x, y) {
  const told = [];
  let root = { clientWidth: x, clientHeight: y };
  let size = L.point(x, y);
  const map = {
    getSize: () => size,
    invalidateSize() {
      told.push('invalidated');
      size = L.point(root.clientWidth, root.clientHeight);
    },
    fire: (event) => told.push(event),
  };
  const resize = (width, height) => {
    root = { clientWidth: width, clientHeight: height };
    takeSize(root, map);
    return told.splice(0);
  };
  return { resize };
}

test('a size that is none other leaves the exact middle', () => {
  assert.deepEqual(mapOf(840, 856).resize(840, 856), []);
});

test('a size that moves the middle by less than a pixel is told as any other', () => {
  const { resize } = mapOf(839, 856);
  assert.deepEqual(resize(840, 856), ['invalidated', 'moveend']); // its half is rounded up to the same
  assert.deepEqual(resize(700, 856), ['invalidated']); // Leaflet tells of this one itself
  assert.deepEqual(resize(700, 900), ['invalidated']);
});
