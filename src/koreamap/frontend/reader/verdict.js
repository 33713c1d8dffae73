// What a finding says, as a sign that differs by shape as well as by colour, and in words.

import { makeSvg } from '../shared/dom.js';
import { gettext, N_ } from '../shared/messages.js';

/** The verdicts, from the best to none. */
export const VERDICTS = [
  ...[N_('supported'), N_('partly supported'), N_('contradicted'), N_('depends on the reading'), N_('context'), N_('not testable')],
];

const MARKS = {
  supported: 'm4.6 8.3 2.4 2.4 4.5-5.2',
  contradicted: 'm5.3 5.3 5.4 5.4m0-5.4-5.4 5.4',
  'depends on the reading': 'M8 12.2V8.4L4.9 4.6M8 8.4l3.1-3.8',
  context: 'M8 7.6v4.2M8 4.4v.4',
};
const FULL = ['supported', 'contradicted'];

/** Draw the sign of a verdict, 16 px: a full disc ticked or crossed, a half one, a ring with a fork or an i, or a broken ring. Decorative. */
export function drawVerdict(verdict) {
  const svg = makeSvg('svg', { class: 'verdict-sign', viewBox: '0 0 16 16', 'aria-hidden': 'true', 'data-verdict': verdict });
  const isFull = FULL.includes(verdict);
  const dash = verdict === 'not testable' ? '2.6 2' : null;
  svg.append(makeSvg('circle', { cx: 8, cy: 8, r: 6.6, class: isFull ? 'full' : 'ring', 'stroke-dasharray': dash }));
  if (verdict in MARKS) svg.append(makeSvg('path', { class: isFull ? 'mark-in' : 'mark-on', d: MARKS[verdict] }));
  if (verdict === 'partly supported') svg.append(makeSvg('path', { class: 'half', d: 'M8 1.4a6.6 6.6 0 0 0 0 13.2Z' }));
  return svg;
}

/** Write a verdict as words for a heading, with how much holds of what is partly supported. */
export function nameVerdict({ verdict, share, within_uncertainty: isWithin }) {
  const words = sayVerdict(verdict) + (share ? `: ${share}` : '');
  return isWithin ? gettext('{verdict}, within the uncertainty', { verdict: words }) : words;
}

/** A verdict in the page's language, as a heading begins. */
export function sayVerdict(verdict) {
  return capital(gettext(verdict));
}

/** Begin words with a capital. */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
