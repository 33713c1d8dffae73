// Where what an archive names lies on the map.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFrame } from '../../src/koreamap/frontend/map/frame.js';

const bounds = [
  [33, 124],
  [43, 132],
];

test('a map begins around what is named, without states and what is far off', () => {
  const [islands, camp, state, tokyo] = [
    [124.5, 37, 126, 38],
    [126.6, 37.9, 126.6, 37.9],
    [124, 34, 131, 43],
    [139.7, 35.7, 139.7, 35.7],
  ];
  assert.deepEqual(findFrame([islands, camp, state, tokyo], bounds), [124.5, 37, 126.6, 38]);
});

test('a town alone is shown with a degree around it, and so are two that lie near each other', () => {
  assert.deepEqual(findFrame([[127, 38, 127, 38]], bounds), [126.5, 37.5, 127.5, 38.5]);
  assert.deepEqual(
    findFrame(
      [
        [126.5, 38, 126.5, 38],
        [127, 38.25, 127, 38.25],
      ],
      bounds,
    ),
    [126.25, 37.625, 127.25, 38.625],
  );
});

test('where nothing such is named, there is no frame', () => {
  assert.equal(findFrame([[124, 34, 131, 43]], bounds), null);
  assert.equal(findFrame([], bounds), null);
});
