// Runs before anything is shown: which language the page speaks, and who may change it.
//
// A link's `lang` has the first word, then what this tab or this browser was set to, then the browser's own wishes. Whatever was
// asked for or chosen stands in the address, after the hash where a page stands alone, and stays there.

{
  const KEY = 'koreamap.language';
  const SPOKEN = ['en', 'ko'];
  const root = document.documentElement;
  const part = root.hasAttribute('data-alone') ? 'hash' : 'search';

  /** @param {'localStorage'|'sessionStorage'} kind A page in a frame may have none. */
  const find = (kind) => {
    try {
      return window[kind];
    } catch {
      return null;
    }
  };
  const stores = [find('sessionStorage'), find('localStorage')];
  const spoken = (/** @type {string|null|undefined} */ name) => SPOKEN.find((language) => language === name);
  const readAddress = () => spoken(new URLSearchParams(location[part].slice(1)).get('lang'));
  const recall = () => stores.map((store) => spoken(store?.getItem(KEY))).find(Boolean);
  const wish = () => navigator.languages.map((name) => spoken(name.slice(0, 2))).find(Boolean) ?? SPOKEN[0];

  /** An entry that we wrote does not ask: it says what was spoken then. */
  const isOurs = () => Boolean(history.state?.koreamap ?? history.state?.koreamapLanguage);

  const writeAddress = () => {
    if (readAddress() === root.lang) return;
    const others = location[part].slice(1).split('&');
    const kept = others.filter((other) => other && !other.startsWith('lang='));
    const url = new URL(location.href);
    url[part] = [...kept, `lang=${root.lang}`].join('&');
    try {
      history.replaceState({ ...history.state, koreamapLanguage: true }, '', url);
    } catch {
      // a page without an address goes on without it
    }
  };

  let isChosen = false;
  const speak = (language) => {
    isChosen = true;
    root.lang = language;
    stores[0]?.setItem(KEY, language);
    writeAddress();
  };

  const said = isOurs() ? (recall() ?? readAddress()) : (readAddress() ?? recall());
  if (said) speak(said);
  else root.lang = wish();

  /** Speak another language from now on, in this browser. */
  const choose = (language) => {
    if (!spoken(language) || language === root.lang) return;
    stores[1]?.setItem(KEY, language);
    speak(language);
    dispatchEvent(new Event('koreamap-language'));
  };

  // Back may lead to an entry from before the choice; an address that a person types into a page that stands alone is a wish.
  addEventListener('popstate', () => {
    const asked = readAddress();
    if (asked && asked !== root.lang && !isOurs()) choose(asked);
    else if (isChosen) writeAddress();
  });

  document.addEventListener('click', (event) => {
    const button = /** @type {any} */ (event.target).closest?.('[data-speak]');
    if (button) choose(button.dataset.speak);
  });
}
