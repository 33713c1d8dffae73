// The document's title says what is shown, so that tabs, bookmarks and the history can be told apart.

import { gettext, N_ } from '../shared/messages.js';

const NAME = 'koreamap';

N_("koreamap: Korea's armistice on the map"); // as the front page has it
N_("The geography of Korea's armistice"); // and a page that stands alone

/** Join what is shown, the nearest first; for nothing the title of the whole. */
export function composeTitle(parts, whole = NAME) {
  const said = parts.filter(Boolean);
  return said.length ? [...said, NAME].join(' · ') : whole;
}

/**
 * Hold the title: Streamlit writes its own at each run of a page.
 *
 * @param {() => boolean} isHere Whether the browser shows the address of the page whose title it is.
 */
export function holdTitle(isHere) {
  let title = '';
  const put = () => {
    if (title && document.title !== title && isHere()) document.title = title;
  };
  const observer = new MutationObserver(put);
  return {
    enter() {
      observer.observe(document.head, { characterData: true, childList: true, subtree: true });
      put();
    },
    leave: () => observer.disconnect(),
    /** @param {(string|null|undefined|false)[]} parts */
    say(parts) {
      const whole = document.head.querySelector('meta[name="application-name"]')?.getAttribute('content');
      title = composeTitle(parts, whole ? gettext(whole) : undefined);
      put();
    },
  };
}
