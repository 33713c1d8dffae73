// Where data come from: the app that serves them or, in a page that stands alone, the page itself.

const fetched = new Map(); // path -> Promise of its JSON: names carry a hash of what they hold, so that nothing is read twice

/** The app's address without a slash at its end; modules are served below it. */
export function findRoot() {
  const [root, below] = import.meta.url.split('/_stcore/');
  return below === undefined ? new URL('.', document.baseURI ?? import.meta.url).href.replace(/\/$/, '') : root;
}

/**
 * Read JSON, once.
 *
 * @param {string} path Follows the app's root, so that it holds under any base path.
 * @returns {Promise<any>} What could not be read is asked for again the next time.
 */
export function readJson(path) {
  if (!fetched.has(path)) {
    const reading = read(path);
    reading.catch(() => fetched.delete(path));
    fetched.set(path, reading);
  }
  return fetched.get(path);
}

/**
 * Where a browser finds a picture: in a page that stands alone, an address that holds it.
 *
 * @param {string} path
 */
export function addressOf(path) {
  return globalThis.koreamapEmbedded?.[path] ?? `${findRoot()}/${path}`;
}

/** @param {string} path */
async function read(path) {
  const embedded = globalThis.koreamapEmbedded;
  if (embedded && !Object.hasOwn(embedded, path)) throw new Error(`${path}: not in this page`);
  if (embedded) return embedded[path];
  const answer = await fetch(`${findRoot()}/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Whether the app's server answers. */
export async function isServerThere() {
  try {
    return (await fetch(`${findRoot()}/_stcore/health`, { cache: 'no-store' })).ok;
  } catch {
    return false; // that is the answer
  }
}
