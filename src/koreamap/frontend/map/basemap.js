// The basemap: quiet polygons and hairlines on one canvas, under everything and deaf to the pointer.

import { L } from './leaflet.js';
import { latLngsOf } from './paths.js';
import { Area, Line } from './projecting.js';

const FLIGHT_REDRAW_MS = 140;

/** Draws basemap layers within their zoom range and swaps scales only when the finer one has arrived. */
export class Basemap {
  constructor(map, layers, store) {
    this.map = map;
    this.store = store;
    this.layers = layers.filter((layer) => layer.geometry_type !== 'Point');
    this.renderer = /** @type {any} */ (L.canvas({ pane: 'km-basemap', padding: 0.35 })); // its own refresh is no public part of Leaflet
    this.redrawn = 0; // when, ms
    this.drawn = new Map(); // layer id -> L.FeatureGroup
  }

  /** Bring in what belongs to this zoom; resolves when it is drawn. */
  async show(zoom) {
    const wanted = this.layers.filter((layer) => isInRange(layer, zoom));
    this.wanted = new Set(wanted.map((layer) => layer.id));
    await Promise.all(wanted.map((layer) => this.store.load(layer)));
    for (const layer of wanted) if (this.wanted.has(layer.id)) this.#add(layer);
    if (wanted.every((layer) => this.store.featuresOf(layer))) this.#dropUnwanted(); // a coarse coast is better than none
  }

  /** A flight begins, of which the first picture is soon due; or it is a jump, which is over by then. */
  setOut() {
    this.redrawn = performance.now();
  }

  /** In a long flight, draw what comes into sight; Leaflet itself would only stretch the last picture. */
  follow() {
    if (!this.settled || performance.now() - this.redrawn < FLIGHT_REDRAW_MS) return;
    const { bounds, zoom } = this.settled;
    if (bounds.contains(this.map.getBounds()) && Math.abs(this.map.getZoom() - zoom) < 2) return;
    this.redrawn = performance.now();
    this.show(this.map.getZoom());
    this.refresh();
  }

  /** Note the view from which the next flight begins. */
  settle() {
    this.settled = { zoom: this.map.getZoom(), bounds: this.map.getBounds().pad(0.3) };
  }

  restyle(colours) {
    this.colours = colours;
    for (const [id, drawn] of this.drawn) drawn.setStyle(this.#styleOf(this.layers.find((layer) => layer.id === id)));
  }

  /** Draw anew at once, on a colour or on nothing. */
  refresh({ ground = '' } = {}) {
    const { renderer } = this;
    if (!renderer._map) return;
    if (ground) renderer._clear = () => fill(renderer._ctx, ground);
    else delete renderer._clear;
    renderer._onViewPreReset();
    renderer._reset();
  }

  /** What is drawn, from below: rings in px of the map's panes, whether they are closed, and how Leaflet paints them. */
  shapes() {
    const paths = this.layers.flatMap(({ id }) => this.drawn.get(id)?.getLayers() ?? []);
    return paths
      .filter(({ _parts: rings }) => rings?.length)
      .map((path) => ({ rings: path._parts, isClosed: path instanceof L.Polygon, options: path.options }));
  }

  #add(layer) {
    const features = this.store.featuresOf(layer);
    if (!features || this.drawn.has(layer.id)) return;
    const options = {
      renderer: this.renderer,
      pane: 'km-basemap',
      interactive: false,
      smoothFactor: 0.6,
      ...this.#styleOf(layer),
    };
    const Path = layer.geometry_type === 'Polygon' ? Area : Line;
    const paths = features.map(({ geometry }) => new Path(latLngsOf(geometry), options));
    this.drawn.set(layer.id, L.featureGroup(paths).addTo(this.map));
    for (const { id } of this.layers) this.drawn.get(id)?.bringToFront();
  }

  #dropUnwanted() {
    for (const [id, drawn] of this.drawn) {
      if (this.wanted.has(id)) continue;
      drawn.remove();
      this.drawn.delete(id);
    }
  }

  #styleOf(layer) {
    const { colours } = this;
    if (layer.geometry_type === 'LineString') {
      const isBorder = layer.id.includes('border');
      return { color: isBorder ? colours.border : colours.river, weight: 1, dashArray: isBorder ? '5 3' : null, fill: false };
    }
    const base = { stroke: true, color: colours.coast, weight: 0.8, fill: true, fillOpacity: 1 };
    if (layer.id.includes('water')) return { ...base, fillColor: colours.water };
    return { ...base, fillColor: layer.id.includes('korea') ? colours.land : colours.neighbour };
  }
}

function fill(context, colour) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colour;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

export function isInRange({ min_zoom: least, max_zoom: greatest }, zoom) {
  return zoom >= least && (zoom < greatest || greatest >= 20);
}
