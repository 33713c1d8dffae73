// A page of the explorer: one loop from an event to the view, its address, the map and what stands beside the map.

import { readLabels } from '../map/label_items.js';
import { MapView } from '../map/map_view.js';
import { readCorpus } from '../reader/corpus.js';
import { make } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { buildKnown } from './known.js';
import { makeSaying, watchEscape } from './saying.js';
import { StandingPage } from './standing_page.js';

const STILL = { reveal: false, scroll: null };

/** @typedef {import('./navigator.js').Navigator} Navigator */

/**
 * @typedef {object} Room What differs between the pages.
 * @property {string} name
 * @property {function} parse See address.js.
 * @property {function} write See address.js.
 * @property {(value: string) => boolean} isOurs Whether an address says anything of this page's.
 * @property {function} reduce See state.js.
 * @property {(event: string, payload: Object) => boolean} isFlight Whether the map moves to the selection after an event.
 * @property {function} layersOf The layers that a view has on.
 * @property {function} [timeOf] The date that a view's ruler is set to; a page without it has no ruler.
 * @property {function} [wishOf] What an event asks of the pane.
 * @property {function} look The map's part of a view: `selected` features, `layers` that are on, `box` around the selection.
 * @property {(before: Object, after: Object, known: Object) => string} tell What became of the selection, in words; empty for nothing.
 * @property {function} makePane What stands beside the map: `elements`, `open`, `show`, `restyle`, `scroll`, `leave`.
 */

export class Explorer extends StandingPage {
  /**
   * @param {Room} room
   * @param {{paths: Record<string, string>, navigator: Navigator, memory?: Object, turnPage?: function}} ways
   *   Where the files are served, the browser's history, what this tab remembers, and the way to another page.
   */
  constructor(room, { paths, navigator, memory = null, turnPage = null }) {
    const mapRoot = make('div', { class: 'km-map' });
    const pane = room.makePane({
      tell: (...event) => this.dispatch(...event),
      visit: (at) => this.map.voyage.visit(at),
      turnPage,
      onScroll: () => this.#remember(),
      paths,
    });
    super({ name: room.name, navigator, elements: [mapRoot, ...pane.elements] });
    this.saying = makeSaying();
    this.root.append(this.saying);
    watchEscape(this.root, () => this.dispatch('release', {}));
    this.room = room;
    this.paths = paths;
    this.memory = memory;
    this.mapRoot = mapRoot;
    this.pane = pane;
    this.view = null;
    this.map = /** @type {MapView|null} */ (null);
    this.entry = { at: null, isMoved: false, scroll: 0 };
    this.said = ''; // the address of what was chosen last
    this.isStepping = false; // whether the last event was a small step, which the next one may join
  }

  /** Answer an event: the next view is shown, and written where a choice was made. */
  dispatch(name, payload) {
    if (!this.known) return;
    const { isMoving = false, isStep = false } = payload ?? {};
    const joins = isStep && this.isStepping;
    if (!joins) this.navigator.flush();
    const before = this.view;
    this.view = this.room.reduce(before, [name, payload], this.known);
    const flies = this.room.isFlight(name, payload) && !this.view.message;
    if (flies) this.#aim();
    if (!isMoving) this.#write({ joins });
    this.#show({ ...STILL, ...this.room.wishOf?.(name, payload) });
    if (flies) this.#fly();
    this.saying.textContent = this.room.tell(before, this.view, this.known) || this.saying.textContent;
    if (!isMoving) this.#remember();
    this.isStepping = isStep;
  }

  // opening

  get isOpen() {
    return Boolean(this.known);
  }

  async open() {
    try {
      const reading = readCorpus(this.paths);
      reading.catch(() => {}); // told below
      const description = await readJson(this.paths.map);
      this.#openMap(description);
      const corpus = await reading;
      for (const { group, id, url } of description.layers) if (group !== 'basemap') corpus.files.set(id, url);
      readLabels(this.map).then((labels) => Object.assign(corpus, { labels }));
      this.known = { ...buildKnown(description, corpus), corpus };
      this.pane.open(corpus, this.known);
      this.restyle();
      this.arrive();
      await this.map.started;
      this.map.loadAhead();
    } catch (error) {
      this.opening = null; // the next time that the page is entered tries again
      this.say('The map could not be loaded. Reload the page to try again.');
      console.error(error);
    }
  }

  #openMap(description) {
    this.map ??= new MapView(this.mapRoot, description, {
      onClick: (item) => this.dispatch('feature', item),
      onMiss: () => this.dispatch('release', {}),
      onLayers: (ids) => this.dispatch('layers', { ids }),
      onMove: (moved) => this.#noteMove(moved),
      onHome: () => this.#aim(),
      onDate: this.room.timeOf && ((set) => this.dispatch('date', set)),
    });
    const known = buildKnown(description, null);
    const { at, view } = this.#read(known);
    this.map.start({ at, layers: this.room.layersOf(view, known), ...this.room.timeOf?.(view) });
    this.restyle();
  }

  // from the address

  /** The view that this entry stands for: ours if we wrote it, a link's, the one left on this page, or the first one. */
  #read(known) {
    const { entry, isFirst, search } = this.navigator;
    const kept = this.memory?.read();
    const isBack = Boolean(kept) && !entry && !this.room.isOurs(search) && !isFirst;
    const { at, view } = this.room.parse(isBack ? kept : search, known);
    // Streamlit may have written the entry anew, at the same address but without what we had put there.
    const isSameAddress = Boolean(this.view) && search === this.#search();
    const own = entry ?? (isSameAddress || (isBack && this.view) ? { ...this.entry, mention: this.view.mention } : null);
    if (!own) return { at, view, isMoved: Boolean(at), scroll: null, isLink: !isBack, isBack };
    const mention = known.mentionOf?.(own.mention);
    const isSame = mention && mention.passage === view.passage && mention.place === view.feature;
    return {
      view: isSame ? { ...view, mention: own.mention } : view,
      at: own.at ?? at,
      isMoved: own.isMoved,
      scroll: own.scroll,
      isLink: false,
      isBack,
    };
  }

  arrive() {
    if (!this.known || !this.root.isConnected) return; // out of the document nothing has a size: entering arrives again
    if (!this.root.clientHeight) return requestAnimationFrame(() => this.arrive());
    const { at, isBack, isLink, isMoved, scroll, view } = this.#read(this.known);
    this.view = view;
    this.said = this.#say(view);
    this.isStepping = false;
    this.entry = { at, isMoved, scroll: scroll ?? 0 };
    if (view.message || isBack) this.#replace();
    this.#show({ reveal: scroll === null, scroll });
    if (at) this.map.goTo(at);
    else if (this.#look().selected.length) this.#fly({ animate: isLink });
    else this.map.goHome({ animate: false });
    this.#keep();
  }

  // into the address

  #search() {
    return this.room.write({ view: this.view, at: this.entry.isMoved ? this.entry.at : null }, this.navigator.search);
  }

  #made() {
    const { mention = '' } = this.view;
    return [{ ...this.entry, mention }, this.#search()];
  }

  /** Write a choice as a new entry; a small step that joins the one before it becomes the same choice. */
  #write({ joins }) {
    const says = this.#say(this.view);
    if (says === this.said) return this.#remember();
    this.said = says;
    if (joins) this.#remember();
    else this.navigator.push(...this.#made());
    return this.#keep();
  }

  #say(view) {
    return this.room.write({ view, at: null }, '');
  }

  #replace() {
    this.navigator.replace(...this.#made());
  }

  #remember() {
    if (!this.view || !this.root.clientHeight) return;
    this.entry.scroll = this.pane.scroll;
    this.navigator.replaceSoon(() => this.#made());
  }

  /** Keep in this tab what other pages may ask for. */
  #keep() {
    this.memory?.write(this.#search(), this.map.extent);
  }

  // the map and what stands beside it

  #look() {
    return this.room.look(this.view, this.known);
  }

  #show(wish) {
    this.map.show(this.#look());
    this.pane.show(this.view, wish);
    this.entry.scroll = wish.scroll ?? this.pane.scroll;
  }

  #fly({ animate = true } = {}) {
    const { box, selected } = this.#look();
    this.map.fly(selected, { box, animate });
  }

  /** Before a flight the entry loses its view, so that coming back in its midst fits anew. */
  #aim() {
    this.navigator.flush();
    Object.assign(this.entry, { at: null, isMoved: false });
  }

  #noteMove({ at, by }) {
    if (!this.view || !this.root.isConnected) return;
    this.entry.at = at;
    if (by === 'person') this.entry.isMoved = true;
    this.#remember();
    this.#keep();
  }

  restyle() {
    const theme = super.restyle();
    this.map?.restyle(theme);
    this.pane.restyle(theme);
    return theme;
  }
}
