// Runs before anything is shown, in the page itself: the theme that was chosen, who answers Back first, and the head's links.

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

  // Listeners on the window run in the order in which they came: this one comes before Streamlit's, which would rerun the page.
  addEventListener('popstate', (event) => {
    if (globalThis.koreamapBack?.(event)) event.stopImmediatePropagation();
  });

  const isReady = () =>
    !document.getElementById('koreamap-front') &&
    document.querySelector('.stApp[data-test-connection-state="CONNECTED"]') &&
    document.querySelector('.st-key-koreamap-head');

  /** Turn to another page: by Streamlit once it knows its pages, else as a browser does, unless the server is gone. */
  globalThis.koreamapTurn = (href) => {
    if (isReady()) {
      history.pushState({}, '', href);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
      return;
    }
    const open = (answer) => answer.ok && location.assign(href);
    fetch(new URL('./_stcore/health', document.baseURI), { cache: 'no-store' }).then(open, () => {}); // else this page stays
  };

  // A link of the head turns the page where Streamlit is there to turn it; before, it is a link like any other.
  document.addEventListener('click', (event) => {
    const link = /** @type {any} */ (event.target).closest?.('.koreamap-head a');
    if (!link || !document.querySelector('.stApp')) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) globalThis.koreamapTurn(link.href);
  });
})();
