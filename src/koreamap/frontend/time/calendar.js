// Dates of the ruler: years, months and days as EDTF and ISO 8601 write them. What a record's date means in days comes from
// Python; here is read only what the ruler itself is set to.

import { locale } from '../shared/messages.js';

const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$/;

/**
 * @typedef {object} Days A date of the ruler.
 * @property {string} date As it was given.
 * @property {string} first The first day that it means, ISO 8601.
 * @property {string} last The last.
 */

/**
 * Read a date: a year, a month or a day.
 *
 * @param {string} text
 * @param {number[]} years The first and the last that the ruler has.
 * @returns {Days|null} Null for anything else.
 */
export function readDate(text, [from, to]) {
  const found = DATE.exec(text);
  if (!found || Number(found[1]) < from || Number(found[1]) > to) return null;
  const [, year, month, day] = found;
  const end = String(new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate());
  if (day && (Number(day) < 1 || Number(day) > Number(end))) return null;
  return { date: text, first: `${year}-${month ?? '01'}-${day ?? '01'}`, last: `${year}-${month ?? '12'}-${day ?? end}` };
}

/** Tell whether a text is a year, a month or a day. */
export function isDate(text) {
  return DATE.test(text);
}

/** Write a date in words: *27 July 1953*, *February 1951*, *1973*; anything else as it stands. */
export function writeDate(text) {
  const found = DATE.exec(text);
  if (!found) return text;
  const [, year, month, day] = found;
  const parts = { day: day && 'numeric', month: month && 'long', year: 'numeric', timeZone: 'UTC' };
  return new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))).toLocaleDateString(
    locale(),
    /** @type {Intl.DateTimeFormatOptions} */ (parts),
  );
}

/** Where a date stands, in years: its first day. */
export function placeOf({ first }) {
  const [year, month, day] = first.split('-').map(Number);
  const start = Date.UTC(year, 0, 1);
  return year + (Date.UTC(year, month - 1, day) - start) / (Date.UTC(year + 1, 0, 1) - start);
}

/**
 * The dates on which the ruler rests: every year, and the stops.
 *
 * @param {{years: number[], stops: {date: string, title: string}[]}} time
 * @returns {{days: Days, place: number, title: string, isStop: boolean}[]} In their order; a year before what lies in it.
 */
export function listRests({ years, stops }) {
  const [from, to] = years;
  const plain = Array.from({ length: to - from + 1 }, (_, i) => ({ date: String(from + i), title: '' }));
  const dates = new Map([...plain, ...stops].map((rest) => [rest.date, rest])); // a stop at a year takes its place
  const rests = [...dates.values()].map(({ date, title }) => {
    const days = readDate(date, years);
    return { days, place: placeOf(days), title, isStop: Boolean(title) };
  });
  return rests.sort((a, b) => a.place - b.place || a.days.date.length - b.days.date.length);
}
