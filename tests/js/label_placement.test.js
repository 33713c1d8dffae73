// The rules of the lettering, each on a layout small enough to be reasoned by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';
import { area, draw, layOut, line, overlap, symbol, town, wordsOf } from './layout.js';

const HANGUL = '가나';
const SLOT = { size: [100, 30] }; // a view with room for one name, right of a symbol at (20, 15)

const wave = (height, length) =>
  Array.from({ length: 60 }, (_none, i) => [i * 10, 300 + height * Math.sin((i * 10 * 2 * Math.PI) / length)]);

// symbols

test('a name stands right of its symbol, three pixels off and level with it', () => {
  const [{ block }] = layOut([symbol(200, 200, { name: 'Kaesong' })]);
  assert.deepEqual([block.anchor, block.x0, block.x1 - block.x0], ['start', 200 + 5.5 + 3, 7 * 6]);
  assert.equal((block.y0 + block.y1) / 2, 200);
});

test('where its best side is taken a name takes the next one', () => {
  const [{ block }] = layOut([symbol(200, 200)], { controls: [{ x0: 206, y0: 199, x1: 260, y1: 203 }] });
  assert.ok(block.x0 > 200 && block.y1 < 199, 'above on the right');
  assert.ok(block.x0 < 208.5, 'at a corner it may come nearer');
});

test('a name that finds no room is left out', () => {
  assert.deepEqual(layOut([symbol(200, 200)], { controls: [{ x0: 100, y0: 100, x1: 300, y1: 300 }] }), []);
});

test('no name touches a control', () => {
  const control = { x0: 210, y0: 150, x1: 320, y1: 250 };
  const [{ block }] = layOut([symbol(200, 200)], { controls: [control] });
  assert.ok(!overlap(block, control));
});

test('no name hides the symbol of another', () => {
  const [{ block }] = layOut([symbol(200, 200), symbol(215, 200, { id: 'other', label: null })]);
  assert.ok(!overlap(block, { x0: 209.5, y0: 194.5, x1: 220.5, y1: 205.5 }));
});

test('no name hides an islet', () => {
  const islet = area([210, 180, 240, 220], { id: 'islet', label: null });
  const [{ block }] = layOut([symbol(200, 200), islet]);
  assert.ok(!overlap(block, { x0: 216, y0: 188, x1: 234, y1: 212 }));
});

test('an islet is named beside it, even where its own name would fit in', () => {
  const [{ block }, ...others] = layOut([area([200, 200, 258, 258], { name: 'Udo' })]);
  assert.deepEqual(others, []);
  assert.ok(block.x0 >= 258, 'on the right, as beside a symbol');
});

// importance

test('the more important of two names gets the only room', () => {
  const [first, second] = [symbol(20, 15, { id: 'first', label: { priority: 60 } }), symbol(20, 15, { id: 'second' })];
  assert.deepEqual(wordsOf(layOut([first, second], SLOT)), ['first']);
  assert.deepEqual(wordsOf(layOut([second, first], SLOT)), ['first']);
});

test('of two equally important names the one whose id comes first gets the only room', () => {
  const both = [symbol(20, 15, { id: 'two' }), symbol(20, 15, { id: 'one' })];
  assert.deepEqual(wordsOf(layOut(both, SLOT)), ['one']);
});

test('what is selected comes before all that is not', () => {
  const both = [symbol(20, 15, { id: 'first', label: { priority: 100 } }), symbol(20, 15, { id: 'last', label: { priority: 1 } })];
  assert.deepEqual(wordsOf(layOut(both, { ...SLOT, selected: ['last'] })), ['last']);
});

test('what the document names comes before all that it does not, but not before what is selected', () => {
  const drawn = [symbol(20, 15, { id: 'great', label: { priority: 95 } }), symbol(20, 15, { id: 'named', label: { priority: 30 } })];
  assert.deepEqual(wordsOf(layOut(drawn, { ...SLOT, named: { named: 1 } })), ['named']);
  assert.deepEqual(wordsOf(layOut(drawn, { ...SLOT, named: { named: 1 }, selected: ['great'] })), ['great']);
});

test('of what the document names, what it names more often comes first', () => {
  const both = [symbol(20, 15, { id: 'one' }), symbol(20, 15, { id: 'two' })];
  assert.deepEqual(wordsOf(layOut(both, { ...SLOT, named: { one: 2, two: 9 } })), ['two']);
});

test('what the document names is named from afar, and no nearer than its layer is lettered', () => {
  const drawn = [symbol(20, 15, { label: { min_zoom: 9, max_zoom: 12 } })];
  assert.deepEqual(wordsOf(layOut(drawn, { ...SLOT, zoom: 6 })), []);
  assert.deepEqual(wordsOf(layOut(drawn, { ...SLOT, zoom: 6, named: { it: 1 } })), ['it']);
  assert.deepEqual(wordsOf(layOut(drawn, { ...SLOT, zoom: 13, named: { it: 1 } })), []);
});

test('a capital comes before all but the armistice line and what is selected', () => {
  const seoul = town(20, 15, { name: 'Seoul', min_zoom: 4 });
  const at = (priority, selected = []) =>
    wordsOf(layOut([symbol(20, 15, { label: { priority } })], { ...SLOT, basemap: [seoul], selected }));
  // The symbol lies on the capital's dot, which then has no room.
  assert.deepEqual(at(95), ['it']);
  const apart = (priority) =>
    wordsOf(layOut([symbol(20, 5, { label: { priority } })], { size: [100, 40], basemap: [town(20, 30, { name: 'Seoul', min_zoom: 4 })] }));
  assert.equal(apart(95)[0], 'Seoul');
  assert.equal(apart(100)[0], 'it');
});

test('a larger town of the basemap comes before a smaller one', () => {
  const towns = [town(20, 15, { name: 'Later', min_zoom: 7 }), town(90, 15, { name: 'Sooner', min_zoom: 5 })];
  assert.deepEqual(wordsOf(layOut([], { size: [110, 30], basemap: towns })), ['Sooner']);
});

// zoom

test('a layer is lettered from a quarter step before its least zoom to its greatest', () => {
  const at = (zoom) => layOut([symbol(200, 200, { label: { min_zoom: 7, max_zoom: 9 } })], { zoom }).length;
  assert.deepEqual([6.7, 6.75, 7, 9, 9.25].map(at), [0, 1, 1, 1, 0]);
});

test('what is selected is named at any zoom', () => {
  const far = symbol(200, 200, { label: { min_zoom: 9 } });
  assert.deepEqual([layOut([far]).length, layOut([far], { selected: ['it'] }).length], [0, 1]);
});

test('a basemap name comes in at its own zoom, else at its kind’s', () => {
  const at = (zoom) =>
    wordsOf(layOut([], { zoom, basemap: [town(200, 200, { name: 'own', min_zoom: 7 }), town(400, 200, { name: 'kind' })] }));
  assert.deepEqual([4.9, 5, 7].map(at), [[], ['kind'], ['kind', 'own']]);
});

// the view

test('no name is cut by the edge of the view', () => {
  const [{ block }] = layOut([symbol(780, 300, { name: 'Kaesong' })]);
  assert.ok(block.x1 < 780, 'left of its symbol');
});

test('what lies just outside the view is named there, for the next short pan', () => {
  const [{ block }] = layOut([symbol(850, 300)]);
  assert.ok(block.x0 > 800);
});

test('what lies far outside the view is not named', () => {
  assert.deepEqual(
    layOut([symbol(1000, 300), area([1000, 100, 1030, 130], { id: 'islet' }), area([1000, 100, 1300, 400], { id: 'isle' })]),
    [],
  );
});

// lines under names

test('a name goes where no line crosses it', () => {
  const border = line(
    [
      [225, 0],
      [225, 400],
    ],
    { id: 'border', label: null },
  );
  const [{ block }] = layOut([symbol(200, 200, { name: 'Kaesong' }), border]);
  assert.ok(block.x1 < 200, 'left of its symbol');
});

test('rather no name than one across several lines, but what is selected is named in any case', () => {
  const grid = Array.from({ length: 40 }, (_none, i) =>
    line(
      [
        [100 + i * 6, 0],
        [100 + i * 6, 400],
      ],
      { id: `line${i}`, label: null },
    ),
  );
  assert.deepEqual(layOut([symbol(200, 200), ...grid]), []);
  assert.deepEqual(wordsOf(layOut([symbol(200, 200), ...grid], { selected: ['it'] })), ['it']);
});

test('what the document names may cross more lines than another name, but not any number', () => {
  const grid = (step) =>
    Array.from({ length: Math.ceil(800 / step) }, (_none, i) =>
      line(
        [
          [i * step, 0],
          [i * step, 600],
        ],
        { id: `line${i}`, label: null },
      ),
    );
  const isLettered = (step, named) => layOut([symbol(200, 200, { name: 'Kaesong' }), ...grid(step)], { named }).length === 1;
  const steps = [2, 4, 6, 8, 10, 12, 16, 20, 30, 40];
  assert.ok(steps.find((step) => isLettered(step, { it: 1 })) < steps.find((step) => isLettered(step, {})));
  assert.ok(!isLettered(2, { it: 1 }));
});

test('an area without an outline is no line', () => {
  const zone = area([225, 0, 700, 500], { id: 'zone', label: null, style: { width_px: 0 } });
  const [{ block }] = layOut([symbol(200, 200, { name: 'Kaesong' }), zone]);
  assert.ok(block.x0 > 200);
});

test('what is selected wears a halo, off which its name keeps', () => {
  const leftOf = (selected) => layOut([symbol(200, 200)], { selected })[0].block.x0;
  assert.equal(leftOf(['it']) - leftOf([]), 6);
});

// areas

test('an area holds its name in its middle', () => {
  const [{ middle, block }] = layOut([area([200, 200, 400, 300], { name: 'Island' })]);
  assert.deepEqual([Math.round(middle.x / 10), Math.round(middle.y)], [30, 250]);
  assert.ok(block.x0 > 200 && block.x1 < 400);
});

test('where its middle is taken, a name stands higher or lower in its area', () => {
  const [{ block }] = layOut([area([200, 200, 300, 300], { name: 'Island' })], { controls: [{ x0: 200, y0: 248, x1: 300, y1: 252 }] });
  assert.ok(block.y0 > 200 && block.y1 < 248);
});

test('no name leaves an area that can hold it', () => {
  const controls = [{ x0: 195, y0: 195, x1: 405, y1: 305 }];
  assert.deepEqual(layOut([area([200, 200, 400, 300], { name: 'Island' })], { controls }), []);
});

test('beside a small area that cannot hold its name', () => {
  const [{ block }] = layOut([area([200, 200, 300, 220], { name: 'a name of many letters' })]);
  assert.ok(block.x0 >= 300 || block.x1 <= 200 || block.y1 <= 200 || block.y0 >= 220);
});

test('across the middle of a large area that cannot hold its name', () => {
  const placed = layOut([area([200, 200, 500, 260], { name: 'x'.repeat(60) })]);
  assert.equal(placed.length, 1);
  assert.ok(Math.abs(placed[0].middle.y - 230) < 3);
});

test('a ribbon is named along its edge, outside and in one line', () => {
  const [{ rows, boxes }] = layOut([area([100, 300, 700, 312], { name: 'Zone', name_ko: HANGUL })]);
  assert.deepEqual(
    rows.map(({ line: { runs } }) => runs[0].text),
    ['Zone'],
  );
  assert.ok(boxes.every(({ y0, y1 }) => y1 <= 300 || y0 >= 312));
});

test('a ribbon as thin as a line has no name', () => {
  assert.deepEqual(layOut([area([100, 300, 700, 304])]), []);
});

test('an area of which only a part is on the page is named on that part', () => {
  const [{ block }] = layOut([area([-3000, 200, 300, 400], { name: 'Sea' })]);
  assert.ok(block.x0 >= 0 && block.x1 <= 300);
});

test('of an area in parts the largest is named', () => {
  const ring = ([x0, y0, x1, y1]) => [
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ],
  ];
  const parts = draw('MultiPolygon', [ring([100, 100, 200, 200]), ring([300, 100, 600, 400]), ring([650, 100, 750, 200])]);
  const [{ block }] = layOut([parts]);
  assert.ok(block.x0 > 300 && block.x1 < 600);
});

// lines

const level = [
  [100, 300],
  [700, 300],
];

test('along a line English stands above and Hangul below it, near the middle', () => {
  const [{ rows, middle }] = layOut([line(level, { name: 'Limit Line', name_ko: HANGUL, label: { along: true } })]);
  const [english, hangul] = rows;
  assert.deepEqual([english.line.runs[0].text, hangul.line.runs[0].text], ['Limit Line', HANGUL]);
  assert.ok(english.boxes.every(({ y1 }) => y1 <= 300) && hangul.boxes.every(({ y0 }) => y0 >= 300));
  assert.ok(Math.abs(middle.x - 400) < 30);
});

test('letters never stand on their heads', () => {
  const forth = layOut([line(level, { label: { along: true } })]);
  const back = layOut([line([...level].reverse(), { label: { along: true } })]);
  for (const [{ rows }] of [forth, back]) {
    const [{ baseline, boxes }] = rows;
    assert.ok(baseline[0].x < baseline.at(-1).x && boxes.every(({ y1 }) => y1 <= 300));
  }
});

test('a long line is named again after so much of it, and no name lies on another', () => {
  const long = line(
    [
      [0, 300],
      [1500, 300],
    ],
    { label: { along: true } },
  );
  const placed = layOut([long], { size: [1500, 600] });
  assert.equal(placed.length, 2);
  assert.ok(placed[1].middle.x - placed[0].middle.x > 400);
});

test('two courses of one line close to each other are not named on top of each other', () => {
  const course = (y) => level.map(([x]) => [x, y]);
  const placed = layOut([draw('MultiLineString', [course(300), course(306)], { label: { along: true } })]);
  const boxes = placed.map(({ boxes: all }) => all);
  for (const box of boxes[0] ?? []) for (const other of boxes[1] ?? []) assert.ok(!overlap(box, other));
  assert.ok(placed.length >= 1);
});

test('a gentle bend is followed, a sharp one is not', () => {
  const [gentle] = layOut([line(wave(20, 600), { name: 'Line', label: { along: true } })]);
  assert.ok(gentle.rows);
  const [sharp] = layOut([line(wave(60, 60), { name: 'A line of many words', label: { along: true } })]);
  assert.equal(sharp?.rows, undefined);
  const [corner] = layOut([
    line(
      [
        [300, 200],
        [300, 300],
        [400, 300],
      ],
      { name: 'A line of many words', label: { along: true } },
    ),
  ]);
  assert.ok(corner.block, 'beside it instead');
});

test('a line that is not lettered along its course has its name beside it, off its own ink', () => {
  const [{ block }] = layOut([line(level, { name: 'Road' })]);
  assert.ok(block.y1 <= 300 || block.y0 >= 300);
});

test('a line that is far shorter than its name has none', () => {
  const short = [
    [300, 300],
    [340, 300],
  ];
  assert.deepEqual(layOut([line(short, { name: 'a name of very many letters' })]), []);
});

// the basemap

test('a town of the basemap has a dot, and is named beside it', () => {
  const [{ dot, block }] = layOut([], { basemap: [town(200, 200, { name: 'Haeju' })] });
  assert.deepEqual([dot.x, dot.y], [200, 200]);
  assert.ok(block.x0 > 203);
});

test('a town whose dot has no room is left out', () => {
  assert.deepEqual(layOut([symbol(200, 200, { label: null })], { basemap: [town(202, 200, { name: 'Haeju' })] }), []);
});

test('no name hides a town’s dot', () => {
  const [{ block: first }, second] = layOut([], {
    basemap: [town(200, 200, { name: 'Haeju', min_zoom: 5 }), town(230, 200, { name: 'Ongjin', min_zoom: 7 })],
  });
  assert.equal(second, undefined, 'its dot lies under the name of the larger town');
  assert.ok(first.x1 > 230);
});

test('the basemap does not repeat a town that is named as a feature nearby', () => {
  const named = (x) => layOut([symbol(200, 200, { name: 'Seoul' })], { basemap: [town(x, 240, { name: 'Seoul' })] }).length;
  assert.deepEqual([named(210), named(500)], [1, 2]);
});

test('the basemap does not repeat a sea or a country that is named as a feature anywhere', () => {
  const sea = town(700, 500, { name: 'Yellow Sea', kind: 'water' });
  assert.equal(layOut([area([100, 100, 400, 400], { name: 'Yellow Sea' })], { basemap: [sea] }).length, 1);
});

test('a sea or a country is named on its spot, or a little off it', () => {
  const at = (kind, controls) => layOut([], { basemap: [town(400, 300, { name: 'Name', kind })], controls })[0]?.middle;
  const spot = [{ x0: 390, y0: 290, x1: 410, y1: 310 }];
  for (const kind of ['water', 'country']) {
    assert.deepEqual({ ...at(kind, []) }, { x: 400, y: 300 });
    assert.ok(Math.abs(at(kind, spot).y - 300) === 34 && at(kind, spot).x === 400);
  }
});

test('a sea may be named askance of its spot, a country not', () => {
  const around = [
    { x0: 392, y0: 215, x1: 408, y1: 385 },
    { x0: 330, y0: 292, x1: 470, y1: 308 },
  ];
  const count = (kind) => layOut([], { basemap: [town(400, 300, { name: 'N', kind })], controls: around }).length;
  assert.deepEqual(['water', 'country'].map(count), [1, 0]);
});

test('a name without words is not set', () => {
  assert.deepEqual(layOut([], { basemap: [town(200, 200, { name: '' })] }), []);
});

// wordings

test('Hangul stands under English', () => {
  assert.deepEqual(wordsOf(layOut([symbol(200, 200, { name: 'Kaesong', name_ko: '개성' })])), ['Kaesong/개성']);
});

test('where both find no room English stands alone', () => {
  const both = symbol(20, 11, { name: 'Kaesong', name_ko: '개성' });
  assert.deepEqual(wordsOf(layOut([both], { size: [100, 22] })), ['Kaesong']);
});

test('where the words find no room the date stands alone', () => {
  const dated = symbol(20, 15, { name: 'Battle of a long name', date_label: '1951' });
  assert.deepEqual(wordsOf(layOut([dated], { size: [60, 30] })), ['1951']);
});

test('a fuller wording is worth a corner, but not a place above or below', () => {
  const both = symbol(200, 200, { name: 'Kaes', name_ko: HANGUL });
  const [over, under] = [188, 210].map((y) => ({ x0: 216, y0: y, x1: 260, y1: y + 2 }));
  assert.deepEqual(wordsOf(layOut([both], { controls: [over] })), [`Kaes/${HANGUL}`]);
  const left = [over, under].map((box) => ({ ...box, x0: 140, x1: 184 }));
  assert.deepEqual(wordsOf(layOut([both], { controls: [over, under, ...left] })), ['Kaes']);
});

test('a town may do without its Hangul', () => {
  const inHeight = (height) =>
    wordsOf(layOut([], { size: [100, height], basemap: [town(20, height / 2, { name: 'Haeju', name_ko: HANGUL })] }));
  assert.deepEqual([22, 40].map(inHeight), [['Haeju'], [`Haeju/${HANGUL}`]]);
});

// from one layout to the next

test('a name stays where it stood, though its best side is free again', () => {
  const before = layOut([symbol(200, 200)], { controls: [{ x0: 206, y0: 199, x1: 260, y1: 203 }] });
  const [{ block }] = layOut([symbol(200, 200)], { before });
  assert.deepEqual(block, before[0].block);
});

test('a name along a line stays where it stood among candidates about as good', () => {
  const long = line(level, { label: { along: true } });
  const [first] = layOut([long]);
  const [moved] = layOut([long], { before: [{ ...first, middle: L.point(first.middle.x + 48, 300) }] });
  assert.deepEqual({ ...moved.middle }, { x: first.middle.x + 48, y: 300 });
});

test('a wording that was too dear is not let in because a shorter one stood there', () => {
  const strokes = [
    [220, 193, 207],
    [230, 193, 207],
    [240, 199, 203],
    [226, 211, 215],
    [236, 211, 215],
  ].map(([x, y0, y1], i) =>
    line(
      [
        [x, y0],
        [x, y1],
      ],
      { id: `stroke${i}`, label: null },
    ),
  );
  const only = [
    { x0: 100, y0: 100, x1: 194, y1: 300 },
    { x0: 194, y0: 100, x1: 320, y1: 184 },
    { x0: 194, y0: 216, x1: 320, y1: 300 },
  ];
  const drawn = [symbol(200, 200, { name: 'Kaesong', name_ko: HANGUL }), ...strokes];
  const before = layOut(drawn, { controls: only });
  assert.deepEqual(wordsOf(before), ['Kaesong']);
  assert.deepEqual(wordsOf(layOut(drawn, { controls: only, before })), ['Kaesong']);
});
