// Starts the explorer before Streamlit, Streamlit once the map is drawn, and takes the front page away when its place is taken.

const PATIENCE_MS = 10000; // for so long Streamlit waits for the map: until then the links lead on without it
const OTHER = '[data-testid="stAlert"], [data-testid="stException"]'; // what Streamlit shows in place of an explorer
const HEAD = '.st-key-koreamap-head .koreamap-head';
const DONE = '[data-test-script-state="notRunning"]'; // Streamlit's page is all there
const BOX = '[data-testid="stDialog"]';

const front = document.getElementById('koreamap-front');
const place = front.querySelector('.place');
const root = document.getElementById('root');
const { explorer, lost, streamlit } = JSON.parse(document.getElementById('koreamap-start').textContent);

function addLink(parent, rel, href, attributes = {}) {
  const link = Object.assign(document.createElement('link'), { rel, href, ...attributes });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve, { once: true });
    link.addEventListener('error', () => reject(new Error(`${href} could not be loaded`)), { once: true });
  });
  parent.append(link);
  return loaded;
}

/** Start the explorer in a shadow root, as Streamlit will hold it; resolves when the map is drawn. */
async function startExplorer() {
  const shadow = place.attachShadow({ mode: 'open' });
  const module = import(new URL(explorer.module, document.baseURI).href);
  const [{ start }] = await Promise.all([module, addLink(shadow, 'stylesheet', explorer.sheet)]);
  if (!front.isConnected) return; // Streamlit was faster
  const room = document.createElement('div');
  room.style.height = '100%';
  shadow.append(room);
  const { opening } = await start(room, explorer);
  front.dataset.started = '1';
  await opening;
  // Its names are written in this frame, and are to be seen before Streamlit's scripts take the processor.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
  front.dataset.drawn = '1';
}

function startStreamlit() {
  for (const href of streamlit.modules) addLink(document.head, 'modulepreload', href, { crossOrigin: '' }).catch(() => {}); // the script tells
  addLink(document.head, 'stylesheet', streamlit.sheet, { crossOrigin: '' }).catch(console.error);
  const script = Object.assign(document.createElement('script'), { type: 'module', crossOrigin: '', src: streamlit.script });
  script.addEventListener('error', sayLost);
  document.head.append(script);
}

/** Say that nothing more comes by itself. */
function sayLost(error) {
  console.error(error);
  const { again, words } = lost[document.documentElement.lang];
  const status = front.querySelector('[role="status"]');
  if (status.querySelector('button')) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: again });
  button.addEventListener('click', () => location.reload());
  status.replaceChildren(words, document.createElement('br'), button);
}

/** Whether Streamlit's page stands behind the front page, or something that must be seen. */
function isTaken() {
  if (root.querySelector(OTHER)) return true;
  if (front.dataset.started) return !place.shadowRoot.querySelector('.explorer');
  return Boolean((root.querySelector(HEAD) && root.querySelector(DONE)) || document.querySelector(BOX));
}

function watchPlace() {
  root.ariaHidden = 'true'; // or whoever listens hears two pages at once
  const observer = new MutationObserver(() => {
    if (!isTaken()) return;
    observer.disconnect();
    root.ariaHidden = null;
    front.remove();
  });
  observer.observe(document.body, { attributeFilter: ['data-test-script-state'], childList: true, subtree: true });
  if (place.shadowRoot) observer.observe(place.shadowRoot, { childList: true, subtree: true });
}

// Back may lead to another page before Streamlit is there to show it: then that page is opened as any other.
const { pathname } = location;
addEventListener('popstate', () => {
  if (front.isConnected && location.pathname !== pathname) location.reload();
});

async function run() {
  const patience = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  const drawn = explorer ? startExplorer().catch(sayLost) : null;
  watchPlace();
  await Promise.race([drawn, patience]);
  startStreamlit();
}

run();
