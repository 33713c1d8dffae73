// The way from a passage to the map as it was when the text was written.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { isDate, writeDate } from './calendar.js';

/**
 * Make the button that sets the map to the date of a passage's document; null where that has none that a map can be set to.
 *
 * @param {{document: {date: string}}} passage From the corpus.
 * @param {(date: string) => void} setDate
 */
export function makeDateButton({ document: { date } }, setDate) {
  if (!isDate(date)) return null;
  const click = (event) => {
    event.stopPropagation();
    setDate(date);
  };
  const title = gettext("The map as of the text's date, {date}", { date: writeDate(date) });
  return make(
    'button',
    { type: 'button', class: 'map-then', title, 'aria-label': title, click },
    gettext('Map {year}', { year: date.slice(0, 4) }),
  );
}
