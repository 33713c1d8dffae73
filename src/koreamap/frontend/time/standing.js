// Whether things stood at a date. Pure: their days come from the records, the date from the ruler.

import { gettext, ngettext } from '../shared/messages.js';

/**
 * @typedef {string[]} Span The first day on which a thing may have stood, the first on which it surely did, the last of the
 *   sure ones, the last possible one, each ISO 8601 or empty for no limit (as the first sure one: never); and `dated`,
 *   `undated` or `lasting`.
 * @typedef {import('./calendar.js').Days} Days
 * @typedef {'there'|'perhaps'|'later'|'earlier'} Standing
 */

/**
 * Whether a thing stood at a date: for all that is known, on any of its days.
 *
 * @param {Span|undefined} span Nothing for what has no date here.
 * @param {Days} days
 * @returns {Standing}
 */
export function standingAt(span, days) {
  if (!span || span[4] === 'lasting') return 'there';
  const [first, firstSure, lastSure, last] = span;
  if (first && first > days.last) return 'later';
  if (last && last < days.first) return 'earlier';
  const hasBegun = Boolean(firstSure) && firstSure <= days.last;
  const goesOn = !last || (Boolean(lastSure) && lastSure >= days.first);
  return hasBegun && goesOn ? 'there' : 'perhaps';
}

/**
 * Count how things stood.
 *
 * @param {Span[]} spans
 * @param {Days} days
 */
export function countStandings(spans, days) {
  const counts = { there: 0, perhaps: 0, undated: 0, later: 0, earlier: 0 };
  for (const span of spans) {
    const standing = standingAt(span, days);
    counts[standing === 'perhaps' && span[4] === 'undated' ? 'undated' : standing] += 1;
  }
  return counts;
}

/**
 * Say what a date takes off the map, and what stays although it is not sure.
 *
 * @param {ReturnType<typeof countStandings>} counts Of the layers that are on.
 * @param {boolean} isDimmed
 */
export function tellStandings({ perhaps, undated, later, earlier }, isDimmed) {
  const over = (count) =>
    later
      ? ngettext('{count} is over by then', '{count} are over by then', count)
      : ngettext('{count} place is over by then', '{count} places are over by then', count);
  const gone = [later && ngettext('{count} place is dated later', '{count} places are dated later', later), earlier && over(earlier)];
  const stay = [
    perhaps && ngettext('{count} place is dated only roughly', '{count} places are dated only roughly', perhaps),
    undated && ngettext('{count} has no known date', '{count} have no known date', undated),
  ];
  const between = gettext(' and ');
  const how = isDimmed ? gettext('dimmed') : gettext('not drawn');
  const they = ngettext('it stays, marked “?”.', 'they stay, marked “?”.', perhaps + undated);
  return [
    later || earlier ? `${join(gone, between)}: ${how}.` : gettext('Nothing on these layers is dated otherwise.'),
    perhaps || undated ? `${join(stay, ', ')}: ${they}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function join(parts, between) {
  return parts.filter(Boolean).join(between);
}
