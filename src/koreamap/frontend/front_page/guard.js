// Runs before anything is shown, in the page itself: the theme that was chosen, who answers Back first, who turns pages, and the head's links.

(() => {
  /** The theme that Streamlit keeps for this page; storage may be forbidden, or hold anything. */
  const readChoice = () => {
    const [, asked] = /[?&]embed_options=(light|dark)_theme\b/.exec(location.search) ?? [];
    if (asked) return asked;
    try {
      return JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`))?.toLowerCase?.();
    } catch {
      return null;
    }
  };
  const choice = readChoice();
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.koreamapTheme = isDark ? 'dark' : 'light';
})();

{
  // What a page still tells Streamlit while it is left may be answered after Back: Streamlit shows that page again and writes
  // its path. No page is turned but by Back, a link or `koreamapTurn`, so Streamlit is asked for the page that stands in the address.
  /** @param {string} path */
  const isPage = (path) => /** @type {any[]} */ ([...document.querySelectorAll('.koreamap-head a')]).some((link) => link.pathname === path);
  const push = history.pushState;
  let asking = null; // the event that asks Streamlit
  const ask = () => {
    asking = new PopStateEvent('popstate', { state: history.state });
    dispatchEvent(asking);
  };
  history.pushState = (state, title, href) => {
    const { pathname } = new URL(href ?? location.href, document.baseURI);
    const isLate = pathname !== location.pathname && isPage(pathname) && isPage(location.pathname);
    if (isLate) setTimeout(ask);
    else push.call(history, state, title, href);
  };

  // Listeners on the window run in the order in which they came: this one comes before Streamlit's, which would rerun the page.
  addEventListener('popstate', (event) => {
    if (event !== asking && globalThis.koreamapBack?.(event)) event.stopImmediatePropagation();
  });

  const isReady = () =>
    !document.getElementById('koreamap-front') &&
    document.querySelector('.stApp[data-test-connection-state="CONNECTED"]') &&
    document.querySelector('.st-key-koreamap-head');

  /** The language that was asked for goes along. */
  const carry = (href) => {
    const url = new URL(href, document.baseURI);
    const language = new URLSearchParams(location.search).get('lang');
    if (language && !url.searchParams.has('lang')) url.search += `${url.search ? '&' : '?'}lang=${language}`;
    return url.href;
  };

  /** Turn to another page: by Streamlit once it knows its pages, else as a browser does, unless the server is gone. */
  globalThis.koreamapTurn = (asked) => {
    const href = carry(asked);
    if (isReady()) {
      push.call(history, {}, '', href);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
      return;
    }
    const open = (answer) => answer.ok && location.assign(href);
    fetch(new URL('./_stcore/health', document.baseURI), { cache: 'no-store' }).then(open, () => {}); // else this page stays
  };

  // What Streamlit itself shows is shown anew in another language, also beside a standing page; those see to themselves.
  const isTheirs = () => !globalThis.koreamapBack || Boolean(document.querySelector('.st-key-documents-desk'));
  addEventListener('koreamap-language', () => document.querySelector('.stApp') && isTheirs() && ask());

  // Streamlit's own words are English in every language.
  const THEIRS = ['.stAppHeader', ...['stMainMenuPopover', 'stDialog', 'stElementToolbar'].map((part) => `[data-testid="${part}"]`)].join();
  new MutationObserver(() => {
    for (const each of document.querySelectorAll(THEIRS)) each.setAttribute('lang', 'en');
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A link of the head turns the page where Streamlit is there to turn it; before, it is a link like any other.
  document.addEventListener('click', (event) => {
    const link = /** @type {any} */ (event.target).closest?.('.koreamap-head a');
    if (!link || !document.querySelector('.stApp')) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) globalThis.koreamapTurn(link.href);
  });
}
