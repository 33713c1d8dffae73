// Degrees as an atlas writes them: 37.956 N, 126.677 E.

import { gettext } from './messages.js';

/**
 * @param {number} value Degrees north.
 * @param {string} degrees The same without a sign, as it is to be written.
 */
export function writeLatitude(value, degrees) {
  return value < 0 ? gettext('{degrees} S', { degrees }) : gettext('{degrees} N', { degrees });
}

/**
 * @param {number} value Degrees east.
 * @param {string} degrees The same without a sign, as it is to be written.
 */
export function writeLongitude(value, degrees) {
  return value < 0 ? gettext('{degrees} W', { degrees }) : gettext('{degrees} E', { degrees });
}
