// Where along a text its mentions stand: ticks in their layers' colours, like a bar code.

import { makeSvg } from '../shared/dom.js';
import { inkOf } from '../shared/theme.js';

const [LENGTH, HEIGHT] = [1000, 20]; // of the picture, in units of its own
const QUIET = 0.45; // how high a tick stands that is not meant, as a share

/**
 * Find where the mentions of a document stand.
 *
 * @param {Object} corpus See `buildCorpus`.
 * @param {Object} document One of the corpus.
 * @returns {{at: number, mention: Object}[]} In reading order; `at` from 0, the text's beginning, to 1, its end.
 */
export function findTicks(corpus, document) {
  const length = Math.max(1, ...document.passages.flatMap(({ slices }) => slices.map(([, end]) => end)));
  const own = [...corpus.mentions.values()].filter((mention) => mention.document === document.id);
  return own.sort((a, b) => a.start - b.start).map((mention) => ({ at: mention.start / length, mention }));
}

/**
 * Draw ticks side by side, as wide as there is room.
 *
 * @param {{at: number, mention: Object}[]} ticks
 * @param {{label: string, isMeant?: (mention: Object) => boolean}} how What the picture says to who cannot see it; the ticks that
 *   are meant stand higher than the others, which are grey.
 * @returns {SVGSVGElement}
 */
export function drawTicks(ticks, { label, isMeant = () => true }) {
  const isQuiet = ({ mention }) => !isMeant(mention);
  const layers = new Set(ticks.filter((tick) => !isQuiet(tick)).map(({ mention }) => mention.layer));
  const drawn = [...layers].map((layer) =>
    drawOnes(
      ticks.filter((tick) => tick.mention.layer === layer && !isQuiet(tick)),
      1,
      inkOf(layer),
    ),
  );
  return makeSvg(
    'svg',
    { class: 'ticks', viewBox: `0 0 ${LENGTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    drawOnes(ticks.filter(isQuiet), QUIET, 'var(--ink-tick)'),
    drawn,
  );
}

function drawOnes(ticks, share, ink) {
  const d = ticks.map(({ at }) => `M${(at * LENGTH).toFixed(1)} ${HEIGHT}v${-share * HEIGHT}`).join('');
  const path = makeSvg('path', { d, 'vector-effect': 'non-scaling-stroke' });
  path.style.setProperty('stroke', ink);
  return path;
}
