// What a browser remembers of how a page was left; where it refuses a storage, as long as the page is open.

/** @typedef {Pick<Storage, 'getItem'|'setItem'>} Kept */

const refused = holdWhileOpen();

/** @returns {Kept} What is kept while the page is open, and no longer. */
export function holdWhileOpen() {
  const held = new Map();
  return { getItem: (name) => held.get(name) ?? null, setItem: (name, text) => held.set(name, text) };
}

/**
 * The browser's storage; a page in a frame may have none.
 *
 * @param {'localStorage'|'sessionStorage'} kind
 * @returns {Kept}
 */
export function findStorage(kind) {
  try {
    return window[kind];
  } catch {
    return refused;
  }
}

/** @returns {string|null} What this tab remembers under a name. */
export function recall(name) {
  return findStorage('sessionStorage').getItem(name);
}

/** Remember a text under a name, in this tab. */
export function remember(name, text) {
  findStorage('sessionStorage').setItem(name, text);
}
