// A sheet that Streamlit mounts: it reads the corpus once, knows the theme, and is brought up to date by Python's data.

import { readCorpus } from '../reader/corpus.js';
import { make, waitForStyle } from '../reader/dom.js';
import { applyTheme } from '../reader/theme.js';

const PATHS = ['documents', 'links', 'places', 'layers', 'findings'];

/** What a page's part extends: `build()` is called with the corpus at hand, `follow(data)` after every change. */
export class Leaf {
  constructor(parent, name) {
    this.root = make('div', { class: `reader ${name}` });
    this.root.style.backgroundColor = 'var(--st-background-color, Canvas)'; // before the style sheet arrives: for the theme
    this.root.style.visibility = 'hidden'; // until the style sheet says otherwise
    this.root.append(make('p', { class: 'waiting', role: 'status' }, 'Opening the findings …'));
    parent.append(this.root);
    this.root.addEventListener('transitionend', (event) => event.target === this.root && this.corpus && this.paint());
  }

  leave() {
    this.root.remove();
    this.gone = true;
  }

  async update(data) {
    this.data = data;
    const paths = JSON.stringify(PATHS.map((name) => data[name]));
    try {
      if (paths !== this.paths) {
        const [corpus] = await Promise.all([readCorpus(data), waitForStyle(this.root)]);
        if (this.gone || data !== this.data) return;
        this.paths = paths;
        this.corpus = corpus;
        this.build();
      }
      this.paint();
      this.follow(data);
      this.root.dataset.ready = '1';
    } catch (error) {
      if (this.gone) return;
      this.root.replaceChildren(make('p', { class: 'waiting', role: 'alert' }, `The findings could not be opened. ${error.message}`));
      console.error(error);
    }
  }

  paint() {
    applyTheme(this.root, this.corpus.layers.values());
  }
}

/** Make the function that Streamlit calls on every change of the data. */
export function mountLeaf(Kind) {
  const mounted = new WeakMap();
  return ({ data, parentElement, setTriggerValue }) => {
    if (!mounted.has(parentElement)) mounted.set(parentElement, new Kind(parentElement));
    const leaf = mounted.get(parentElement);
    leaf.fire = setTriggerValue;
    leaf.update(data);
    return () => {
      leaf.leave();
      mounted.delete(parentElement);
    };
  };
}
