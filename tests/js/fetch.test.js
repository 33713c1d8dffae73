// Reading the built files: from the app that serves them, or from the page itself.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { readJson } from '../../src/koreamap/frontend/shared/fetch.js';

afterEach(() => {
  globalThis.koreamapEmbedded = undefined;
});

function serve(answer) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    return answer(asked.length);
  };
  return asked;
}

const good = { ok: true, json: async () => ({ good: true }) };

test('a file is asked for once, under the app’s root', async () => {
  const asked = serve(() => good);
  const [first, second] = await Promise.all([readJson('once/map.json'), readJson('once/map.json')]);
  assert.equal(first, second);
  assert.equal(asked.length, 1);
  assert.match(asked[0], /[^/]\/once\/map\.json$/);
});

test('a file that could not be had is asked for again, and says its name and number', async () => {
  const asked = serve((count) => (count === 1 ? { ok: false, status: 503 } : good));
  await assert.rejects(readJson('again.json'), /again\.json.*503/);
  assert.deepEqual(await readJson('again.json'), { good: true });
  assert.equal(asked.length, 2);
});

test('a page that stands alone asks nobody', async () => {
  const asked = serve(() => good);
  globalThis.koreamapEmbedded = { inside: { here: 1 } };
  assert.deepEqual(await readJson('inside'), { here: 1 });
  await assert.rejects(readJson('outside'), /outside/);
  await assert.rejects(readJson('toString'), /toString/);
  assert.deepEqual(asked, []);
});
