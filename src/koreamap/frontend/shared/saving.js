// Saving a file that the page itself makes.

import { make } from './dom.js';

const KEPT_MS = 60_000; // some browsers read a file late

/**
 * @param {BlobPart} content
 * @param {{name: string, type: string}} file
 */
export function save(content, { name, type }) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
