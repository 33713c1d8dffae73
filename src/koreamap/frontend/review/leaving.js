// Before what was decided on a document is lost, the browser asks: it is kept nowhere, and goes with the page.

/** @typedef {{root: {isConnected: boolean}, path: string, isAtRisk: boolean}} Held The document that is open, maybe behind another page of the app. */

let held = /** @type {Held|null} */ (null);

/** Hold what is open, and whether something decided on it is not kept. */
export function hold(root, isAtRisk) {
  held = { root, path: window.location.pathname, isAtRisk };
}

/** Let go of what is out of the document: it was closed, unless another page of the app has come before it. */
export function letGo(root) {
  if (held?.root === root && !root.isConnected && held.path === window.location.pathname) held = null;
}

/**
 * Whether to ask before the page is left. What is not on its own page was closed.
 *
 * @param {Held|null} what
 * @param {string} path At which the app is.
 */
export function mustAsk(what, path) {
  return Boolean(what?.isAtRisk) && (what.root.isConnected || what.path !== path);
}

globalThis.addEventListener?.('beforeunload', (event) => {
  if (mustAsk(held, window.location.pathname)) event.preventDefault();
});
