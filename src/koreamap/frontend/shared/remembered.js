// What this tab remembers of how a page was left; where the browser refuses a storage, as long as the page is open.

const held = new Map();

/** @returns {string|null} What was remembered under a name. */
export function recall(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return held.get(name) ?? null;
  }
}

/** Remember a text under a name. */
export function remember(name, text) {
  held.set(name, text);
  try {
    sessionStorage.setItem(name, text);
  } catch {
    // a page in a frame may have none
  }
}
