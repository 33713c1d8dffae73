// What holds for the lettering of any map: tried on many that chance made, always the same ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, layOut, line, overlap, symbol, town, wordsOf } from './layout.js';

const PAGE = { x0: -122, y0: -122, x1: 922, y1: 722 };

/** Numbers below 1, the same for a seed on every machine. */
function chanceOf(seed) {
  let state = seed * 2654435761 + 1;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const between = (low, high) => low + Math.floor(next() * (high - low));
  const one = (of) => of[between(0, of.length)];
  return { next, between, one };
}

const NAMES = ['U', 'Kaesong', 'Yellow Sea', 'Yeonpyeongdo', 'A name of a great many words', 'Northern Limit Line'];

function optionsOf({ between, next, one }, id) {
  const words = { name: one(NAMES), ...(next() < 0.5 ? { name_ko: '연평도' } : {}), ...(next() < 0.2 ? { date_label: '1951' } : {}) };
  const label = next() < 0.1 ? null : { priority: 10 * between(1, 10), along: next() < 0.6, suffix: next() < 0.2 ? 'schematic' : '' };
  return { id, label, style: { size_px: between(5, 12), width_px: between(0, 4) }, ...words };
}

function walk({ between }) {
  const [points, dx, dy] = [[[between(-200, 900), between(-100, 700)]], between(-40, 41), between(-30, 31)];
  for (let i = 0; i < between(3, 40); i += 1) {
    const [x, y] = points.at(-1);
    points.push([x + dx + between(-15, 16), y + dy + between(-15, 16)]);
  }
  return points;
}

function featureOf(chance, i) {
  const options = optionsOf(chance, `feature-${i}`);
  const [x, y] = [chance.between(-150, 950), chance.between(-150, 750)];
  const make = chance.one(['symbol', 'symbol', 'line', 'area', 'islet']);
  if (make === 'symbol') return symbol(x, y, options);
  if (make === 'line') return line(walk(chance), options);
  const [width, height] =
    make === 'islet' ? [chance.between(4, 60), chance.between(4, 60)] : [chance.between(61, 700), chance.between(5, 400)];
  return area([x, y, x + width, y + height], options);
}

function layoutOf(seed) {
  const chance = chanceOf(seed);
  const drawn = Array.from({ length: chance.between(1, 40) }, (_none, i) => featureOf(chance, i));
  const basemap = Array.from({ length: chance.between(0, 15) }, (_none, i) =>
    town(chance.between(-100, 900), chance.between(-100, 700), {
      name: chance.one([...NAMES, `Town ${i}`]),
      feature_id: `town-${i}`,
      kind: chance.one(['city', 'city', 'water', 'country']),
      min_zoom: chance.between(3, 9),
    }),
  );
  const controls = [
    { x0: 560, y0: 10, x1: 790, y1: chance.between(40, 500) },
    { x0: 10, y0: 10, x1: 46, y1: 90 },
  ];
  const selected = chance.next() < 0.5 ? [drawn[0].items[0].id] : [];
  return { drawn, options: { basemap, controls, selected } };
}

const LAYOUTS = Array.from({ length: 60 }, (_none, seed) => {
  const { drawn, options } = layoutOf(seed);
  return { seed, drawn, options, placed: layOut(drawn, options) };
});

const onEach = (check) => LAYOUTS.forEach(check);

function positionsOf(placed) {
  return placed.map(({ key, boxes }) => `${key} ${boxes.map(({ x0, y0 }) => `${x0.toFixed(3)},${y0.toFixed(3)}`).join(' ')}`);
}

const pairsOf = (all) => all.flatMap((one, i) => all.slice(i + 1).map((other) => [one, other]));

function boundsOf({ layer, items: [{ feature }] }) {
  const points = feature.geometry.coordinates.flat(3);
  const [xs, ys] = [points.filter((_value, i) => i % 2 === 0), points.filter((_value, i) => i % 2 === 1).map((value) => -value)];
  const half = layer.geometry_type === 'Point' ? layer.style.size_px / 2 : 0;
  return { x0: Math.min(...xs) - half, y0: Math.min(...ys) - half, x1: Math.max(...xs) + half, y1: Math.max(...ys) + half };
}

test('in any layout no two names overlap', () => {
  let count = 0;
  onEach(({ seed, placed }) => {
    count += placed.length;
    for (const [one, other] of pairsOf(placed)) {
      const touch = one.boxes.some((box) => other.boxes.some((beside) => overlap(box, beside)));
      assert.ok(!touch, `layout ${seed}: ${one.key} and ${other.key}`);
    }
  });
  assert.ok(count > 5 * LAYOUTS.length, 'there is enough to be tried on');
});

test('in any layout no name lies on a control', () => {
  onEach(({ seed, options, placed }) => {
    for (const { key, boxes } of placed) {
      assert.ok(!options.controls.some((control) => boxes.some((box) => overlap(box, control))), `layout ${seed}: ${key}`);
    }
  });
});

test('in any layout no name hides a symbol or the middle of an islet', () => {
  onEach(({ seed, drawn, placed }) => {
    for (const one of drawn.filter(({ layer }) => layer.geometry_type !== 'LineString')) {
      const { x0, y0, x1, y1 } = boundsOf(one);
      if (one.layer.geometry_type === 'Polygon' && Math.max(x1 - x0, y1 - y0) > 60) continue;
      const [dx, dy] = one.layer.geometry_type === 'Polygon' ? [(x1 - x0) * 0.2, (y1 - y0) * 0.2] : [0, 0];
      const symbolBox = { x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy };
      const hiding = placed.find(({ boxes }) => boxes.some((box) => overlap(box, symbolBox)));
      assert.equal(hiding?.key, undefined, `layout ${seed}: ${one.items[0].id} is hidden`);
    }
  });
});

test('in any layout no name hides the dot of a town', () => {
  onEach(({ seed, placed }) => {
    for (const { dot } of placed) {
      const hiding =
        dot &&
        placed.find(({ boxes }) => boxes.some((box) => overlap(box, { x0: dot.x - 2, y0: dot.y - 2, x1: dot.x + 2, y1: dot.y + 2 })));
      assert.equal(hiding?.key, undefined, `layout ${seed}`);
    }
  });
});

test('in any layout each name is wholly in the view or wholly outside it', () => {
  onEach(({ seed, placed }) => {
    for (const { key, boxes } of placed) {
      const isIn = boxes.every(({ x0, y0, x1, y1 }) => x0 >= 0 && y0 >= 0 && x1 <= 800 && y1 <= 600);
      const isOut = boxes.every(({ x0, y0, x1, y1 }) => x1 <= 0 || y1 <= 0 || x0 >= 800 || y0 >= 600);
      assert.ok(isIn || isOut, `layout ${seed}: ${key}`);
    }
  });
});

test('in any layout each name belongs to something that lies on the page', () => {
  onEach(({ seed, drawn, options, placed }) => {
    const ids = new Set(drawn.filter(({ layer }) => layer.style.label).flatMap(({ items }) => items.map(({ id }) => id)));
    for (const feature of options.basemap) ids.add(`base:${feature.properties.feature_id}`);
    assert.deepEqual(
      placed.filter(({ key }) => !ids.has(key)),
      [],
      `layout ${seed}`,
    );
    const far = drawn.filter((one) => !overlap(boundsOf(one), PAGE)).map(({ items: [{ id }] }) => id);
    assert.deepEqual(
      placed.filter(({ key }) => far.includes(key)).map(({ key }) => key),
      [],
      `layout ${seed}`,
    );
  });
});

test('in any layout only a line is named more than once', () => {
  onEach(({ seed, drawn, placed }) => {
    const lines = drawn.filter(({ layer }) => layer.geometry_type === 'LineString').map(({ items: [{ id }] }) => id);
    const once = placed.map(({ key }) => key).filter((key) => !lines.includes(key));
    assert.equal(new Set(once).size, once.length, `layout ${seed}`);
  });
});

test('the same layout is lettered the same, whatever comes first', () => {
  onEach(({ seed, drawn, options, placed }) => {
    const other = layOut([...drawn].reverse(), { ...options, basemap: [...options.basemap].reverse() });
    assert.deepEqual(positionsOf(other), positionsOf(placed), `layout ${seed}`);
  });
});

test('no name gives way to a less important one', () => {
  onEach(({ seed, drawn, options, placed }) => {
    const lowest = Math.min(...drawn.map(({ layer }) => layer.style.label?.priority ?? Infinity));
    const isLow = ({ layer, items: [{ id }] }) => layer.style.label?.priority === lowest && !options.selected.includes(id);
    // What is not named any more is drawn all the same: only its name leaves the contest.
    const mute = (one) => (isLow(one) ? { ...one, layer: { ...one.layer, style: { ...one.layer.style, label: null } } } : one);
    const higher = drawn.filter((one) => !isLow(one) && one.layer.style.label).map(({ items: [{ id }] }) => id);
    const of = (all) => positionsOf(all.filter(({ key }) => higher.includes(key)));
    assert.deepEqual(of(layOut(drawn.map(mute), options)), of(placed), `layout ${seed}`);
  });
});

test('a name that got no room would get none on an emptier map either, or another name took it', () => {
  onEach(({ seed, drawn, options, placed }) => {
    const named = new Set(placed.map(({ key }) => key));
    const left = drawn.find(({ layer, items: [{ id }] }) => layer.geometry_type === 'Point' && layer.style.label && !named.has(id));
    if (!left) return;
    const alone = drawn.map((one) =>
      one === left ? one : { ...one, layer: { ...one.layer, style: { ...one.layer.style, label: null } } },
    );
    const again = layOut(alone, { ...options, basemap: [] });
    const took =
      again.length &&
      placed.some(({ boxes }) =>
        boxes.some((box) =>
          again[0].boxes.some((own) => overlap(box, { ...own, x0: own.x0 - 2, y0: own.y0 - 2, x1: own.x1 + 2, y1: own.y1 + 2 })),
        ),
      );
    assert.ok(!again.length || took, `layout ${seed}: ${left.items[0].id} has room`);
  });
});

test('a second layout of the same view changes nothing', () => {
  onEach(({ seed, drawn, options, placed }) => {
    assert.deepEqual(positionsOf(layOut(drawn, { ...options, before: placed })), positionsOf(placed), `layout ${seed}`);
  });
});

test('in any layout Hangul stands under English', () => {
  onEach(({ seed, placed }) => {
    for (const words of wordsOf(placed)) {
      const [first, ...others] = words.split('/');
      assert.ok(
        !/[가-힣]/.test(first) && others.every((line) => /[가-힣]/.test(line) || /^[A-Z ]+$/.test(line)),
        `layout ${seed}: ${words}`,
      );
    }
    for (const { rows } of placed.filter((one) => one.rows?.length === 2)) {
      const heights = rows.map(({ boxes }) => boxes.reduce((sum, { y0 }) => sum + y0, 0) / boxes.length);
      assert.ok(heights[0] < heights[1], `layout ${seed}`);
    }
  });
});
