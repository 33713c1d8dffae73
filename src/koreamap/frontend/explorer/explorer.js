// A page of the explorer: one loop from an event to the view, its address, the map and what stands beside the map.

import { readLabels } from '../map/label_items.js';
import { MapView } from '../map/map_view.js';
import { putMapOnPaper } from '../map/paper_map.js';
import { addShare } from '../map/share.js';
import { readCorpus } from '../reader/corpus.js';
import { withdrawChooser } from '../shared/chooser.js';
import { make } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { gettext } from '../shared/messages.js';
import { makeSkip } from './following.js';
import { buildKnown, buildWhole } from './known.js';
import { makeMapFold } from './map_fold.js';
import { Patience } from './patience.js';
import { makeSaying, watchEscape } from './saying.js';
import { StandingPage } from './standing_page.js';

const STILL = { reveal: false, scroll: null };

/** @typedef {import('./navigator.js').Navigator} Navigator */

/**
 * @typedef {object} Room What differs between the pages.
 * @property {string} name
 * @property {string} [dress] The class of its root, after `explorer-`; its name when left out.
 * @property {function} parse See address.js.
 * @property {function} write See address.js.
 * @property {(value: string) => boolean} isOurs Whether an address says anything of this page's.
 * @property {function} reduce See state.js.
 * @property {(event: string, payload: Object) => boolean} isFlight Whether the map moves to the selection after an event.
 * @property {function} layersOf The layers that a view has on.
 * @property {function} [timeOf] The date that a view's ruler is set to; a page without it has no ruler.
 * @property {function} [wishOf] What an event asks of the pane.
 * @property {function} look The map's part of a view: `selected` features, `layers` that are on, `box` around the selection.
 * @property {(before: Object, after: Object, known: Object, event?: {name?: string, isFollowing?: boolean}) => string} tell What became of
 *   the selection, in words; empty for nothing.
 * @property {(view: Object, corpus: Object) => (string|null|undefined|false)[]} titleOf What a view shows, for the document's title, the nearest first.
 * @property {boolean} [isPrivate] Whether no address leads to what it shows.
 * @property {(corpus: Object, bounds: number[][]) => {box: number[]|null, layers: string[], features: Map<string, number>}} [findNamed] Where a page's one document is at home: a view
 *   that was left on another document is not taken up for it.
 * @property {function} makePane What stands beside the map: `elements`, `beginning`, `open`, `show`, `restyle`, `putOnPaper`, `scroll`, `leave`.
 */

export class Explorer extends StandingPage {
  /**
   * @param {Room} room
   * @param {{paths: Record<string, string>, navigator: Navigator, linkOf: (page: string, search: string) => string, memory?: Object, turnPage?: function}} ways
   *   Where the files are served, the browser's history, the whole address of a page, what this tab remembers, and the way to another page.
   */
  constructor(room, { paths, navigator, linkOf, memory = null, turnPage = null }) {
    const life = new AbortController();
    const mapRoot = make('div', { class: 'km-map', role: 'region', 'aria-label': gettext('Map') });
    const pane = room.makePane({
      tell: (...event) => this.dispatch(...event),
      visit: (at) => this.map.voyage.visit(at),
      turnPage,
      linkOf,
      onScroll: () => this.#remember(),
      paths,
      end: life.signal,
    });
    super({ ...room, navigator, life, elements: [makeSkip(() => this.beginning), mapRoot, makeMapFold(), ...pane.elements] });
    this.saying = this.root.appendChild(makeSaying());
    watchEscape(this.root, () => this.dispatch('release', {}), life.signal);
    this.room = room;
    this.paths = paths;
    this.linkOf = linkOf;
    this.memory = memory;
    this.mapRoot = mapRoot;
    this.pane = pane;
    this.view = null;
    this.map = /** @type {MapView|null} */ (null);
    this.entry = { at: null, isMoved: false, scroll: 0 };
    this.patience = new Patience(this);
    this.said = ''; // the address of what was chosen last
    this.steps = ''; // the last event, where it was a small step: the next one of its kind joins it
  }

  /** Answer an event: the next view is shown, and written where a choice was made. */
  dispatch(name, payload) {
    if (!this.known) return this.patience.hold(name, payload);
    const { isMoving = false, isStep = false, isFollowing = false } = payload ?? {};
    const joins = isFollowing || (isStep && this.steps === name); // no gesture stands behind what follows a scroll
    if (!joins) this.navigator.flush();
    const before = this.view;
    this.view = this.room.reduce(before, [name, payload], this.known);
    const flies = this.room.isFlight(name, payload) && !this.view.message;
    if (flies) this.#aim({ joins });
    if (!isMoving) this.#write({ joins });
    this.#show({ ...STILL, ...this.room.wishOf?.(name, payload) });
    if (flies) this.#fly();
    this.saying.textContent = this.room.tell(before, this.view, this.known, { name, isFollowing }) || this.saying.textContent;
    if (!isMoving) this.#remember();
    if (!isFollowing) this.steps = isStep ? name : '';
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
      if (!this.map) this.#openMap(description); // else the texts alone were lost
      const corpus = await reading;
      for (const { group, id, url } of description.layers) if (group !== 'basemap') corpus.files.set(id, url);
      readLabels(this.map).then((labels) => Object.assign(corpus, { labels }));
      this.known = buildWhole(this.room, description, corpus);
      this.pane.open(corpus, this.known);
      this.restyle();
      this.arrive();
      this.patience.catchUp();
      await this.map.started;
      this.map.loadAhead();
    } catch (error) {
      this.lose(this.patience.tellLoss());
      console.error(error);
    }
  }

  #openMap(description) {
    this.map = this.#makeMap(description);
    const known = buildKnown(description, null);
    const { at, view } = this.#read(known);
    this.map.start({ at, layers: this.room.layersOf(view, known), ...this.room.timeOf?.(view) });
    this.restyle();
  }

  #makeMap(description) {
    const map = new MapView(this.mapRoot, description, {
      onClick: (item) => this.dispatch('feature', item),
      onMiss: () => this.dispatch('release', {}),
      onLayers: (ids) => this.dispatch('layers', { ids }),
      onLost: (layer) => this.patience.miss(layer),
      onLabels: (labels) => this.dispatch('labels', { labels }),
      onMove: (moved) => this.#noteMove(moved),
      onHome: () => this.#aim(),
      onDate: this.room.timeOf && ((set) => this.dispatch('date', set)),
    });
    // The whole address of what is seen, the map's view too.
    const findLink = () => this.linkOf(this.room.name, this.room.write({ view: this.view, at: this.entry.at }, ''));
    addShare(map, { findLink: this.room.isPrivate ? null : findLink });
    return map;
  }

  // from the address

  /** The view that this entry stands for: ours if we wrote it, a link's, the one left on this page, or the first one. */
  #read(known) {
    const { entry: found, isFirst, search } = this.navigator;
    const entry = found?.about === known.mark?.about ? found : null;
    const kept = this.memory?.read();
    const isBack = Boolean(kept) && !entry && !this.room.isOurs(search) && !isFirst;
    const { at, view } = this.room.parse(isBack ? kept : search, known);
    // Streamlit may have written the entry anew, at the same address but without what we had put there.
    const isSameAddress = Boolean(this.view) && search === this.#search();
    if (isSameAddress) view.message ||= this.view.message; // what was told stays told
    const own = entry ?? (isSameAddress || (isBack && this.view) ? { ...this.entry, mention: this.view.mention } : null);
    if (!own) return { at, view, isMoved: Boolean(at), scroll: null, isLink: !isBack, isBack };
    const mention = known.mentionOf?.(own.mention);
    const isSame = mention && mention.passage === view.passage && mention.place === view.feature;
    const { isMoved, scroll } = own;
    return { view: isSame ? { ...view, mention: own.mention } : view, at: own.at ?? at, isMoved, scroll, isLink: false, isBack };
  }

  arrive() {
    if (!this.known || !this.root.isConnected) return; // out of the document nothing has a size: entering arrives again
    if (!this.root.clientHeight) return requestAnimationFrame(() => this.arrive());
    withdrawChooser(this.root); // it asked about another view
    const { at, isBack, isLink, isMoved, scroll, view } = this.#read(this.known);
    this.view = view;
    this.said = this.#say(view);
    this.steps = '';
    this.entry = { at, isMoved, scroll: scroll ?? 0 };
    if (view.message || isBack) this.navigator.replace(...this.#made());
    this.#show({ reveal: scroll === null, scroll, isNew: true });
    if (at) this.map.goTo(at);
    else if (this.#look().selected.length) this.#fly({ animate: isLink });
    else if (this.#look().box) this.#fly({ animate: false });
    else this.map.goHome({ animate: false });
    this.#keep();
  }

  // into the address

  #search() {
    return this.room.write({ view: this.view, at: this.entry.isMoved ? this.entry.at : null }, this.navigator.search);
  }

  #made() {
    return [{ ...this.entry, mention: this.view.mention ?? '', ...this.known?.mark }, this.#search()];
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
    this.title.say(this.room.titleOf(this.view, this.known.corpus));
    this.entry.scroll = wish.scroll ?? this.pane.scroll;
  }

  #fly({ animate = true } = {}) {
    const { box, selected } = this.#look();
    this.map.fly(selected, { box, animate });
  }

  /** Before a flight the entry loses its view, so that coming back in its midst fits anew. */
  #aim({ joins = false } = {}) {
    if (!joins) this.navigator.flush();
    Object.assign(this.entry, { at: null, isMoved: false });
  }

  #noteMove({ at, by }) {
    if (!this.view || !this.root.isConnected) return;
    this.entry.at = at;
    if (by === 'person') this.entry.isMoved = true;
    this.#remember();
    this.#keep();
  }

  putOnPaper(how) {
    const putBack = [super.putOnPaper(how), this.map && putMapOnPaper(this.map), this.pane.putOnPaper(how)];
    return () => putBack.map((back) => back?.());
  }

  restyle() {
    const theme = super.restyle();
    this.map?.restyle(theme);
    this.pane.restyle(theme);
    return theme;
  }
}
