// The lettering: collects what should be written, places it greedily by rank, and draws it as SVG.

import { svgEl } from './dom.js';
import { drawLabel } from './label_drawing.js';
import { Ink, isInside, Occupancy, resample, stretchesInView, visualCentre } from './label_geometry.js';
import { alongLine, aroundBox, besideLine, inArea, onSpot } from './label_places.js';
import { basemapLettering, basemapLines, featureVariants, measure } from './label_text.js';
import { L } from './leaflet.js';
import { boundsOf, latLngsOf } from './paths.js';
import { paintOf } from './symbols.js';

const PAD_PX = 120; // lettering is laid out beyond the frame, so that a short pan does not bare an edge
const ZOOM_GRACE = 0.25; // a small map's first view is a step further out
const MAX_COST = 13; // rather no label than one across several lines
const LEAST_RIBBON_PX = 5;
const RIBBON = 0.025; // of the area of a part in view
const SHORTER_COST = 3;
const ISLET_PX = 60;
const ISLET_INSET = 0.2; // its bounds' corners are water
const WATER_SHIFTS = [
  [0, 0],
  [0, -34],
  [0, 34],
  [-50, 0],
  [50, 0],
  [-50, -50],
  [50, 50],
  [0, -80],
  [0, 80],
];

const CAPITAL_ZOOM = 4; // a town that is lettered so far out is a capital: nobody finds his way without it
const CAPITAL_PRIORITY = 97;

const isCapital = ({ properties: { kind, min_zoom: least } }) => kind === 'city' && least <= CAPITAL_ZOOM;

export class Labels {
  /** `obstacles()` gives the boxes of the controls, in px of the map. */
  constructor(map, { obstacles }) {
    this.map = map;
    this.obstacles = obstacles;
    this.svg = svgEl('svg', { class: 'km-labels', 'aria-hidden': 'true' });
    map.getPane('km-labels').append(this.svg);
    this.before = new Map(); // label key -> where it stood last time
    map.on('zoomstart', () => this.svg.classList.add('km-hidden'));
  }

  /** Letter the map anew. */
  layOut({ drawn, selected, basemap, theme, background }) {
    const size = this.map.getSize();
    if (this.zoom !== this.map.getZoom()) this.before.clear();
    this.zoom = this.map.getZoom();
    this.family = getComputedStyle(this.svg).fontFamily;
    this.view = { x0: 0, y0: 0, x1: size.x, y1: size.y };
    this.page = { x0: -PAD_PX, y0: -PAD_PX, x1: size.x + PAD_PX, y1: size.y + PAD_PX };
    this.taken = new Occupancy();
    this.ink = new Ink();
    this.placed = [];
    this.look = { theme, background };
    for (const box of this.obstacles()) this.taken.add(box);
    this.#blot(drawn);
    const wanted = [...this.#featureItems(drawn, selected), ...this.#basemapItems(basemap)];
    wanted.sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
    for (const item of wanted) this.#place(item);
    this.before = new Map(this.placed.filter(({ key }) => key).map(({ key, latLng, index }) => [key, { latLng, index }]));
    this.#draw(size);
  }

  #project(latLng) {
    return this.map.latLngToContainerPoint(latLng);
  }

  /** Note where symbols and lines are, so that lettering keeps off them. */
  #blot(drawn) {
    for (const { layer, items } of drawn) {
      for (const item of items) {
        if (layer.geometry_type === 'Point') {
          this.taken.add(boxAround(this.#project(latLngsOf(item.feature.geometry)), layer.style.size_px));
          continue;
        }
        if (layer.geometry_type === 'Polygon') this.#keepIslet(item.feature);
        if (layer.style.width_px && layer.style.stroke_opacity) {
          for (const stretch of this.#stretches(item.feature)) this.ink.add(item.id, resample(stretch, 4));
        }
      }
    }
  }

  /** An islet is a symbol: no other name may hide it. */
  #keepIslet({ geometry }) {
    const bounds = boundsOf(geometry);
    const [from, to] = [this.#project(bounds.getNorthWest()), this.#project(bounds.getSouthEast())];
    const [width, height] = [to.x - from.x, to.y - from.y];
    if (Math.max(width, height) > ISLET_PX) return;
    const [dx, dy] = [width * ISLET_INSET, height * ISLET_INSET];
    this.taken.add({ x0: from.x + dx, y0: from.y + dy, x1: to.x - dx, y1: to.y - dy });
  }

  #stretches({ geometry }) {
    const latLngs = latLngsOf(geometry);
    const lines = { LineString: [latLngs], MultiPolygon: latLngs.flat?.() }[geometry.type] ?? latLngs;
    return lines.flatMap((line) =>
      stretchesInView(
        line.map((latLng) => this.#project(latLng)),
        this.page,
      ),
    );
  }

  *#featureItems(drawn, selected) {
    for (const { layer, items } of drawn) {
      const { label } = layer.style;
      if (!label) continue;
      const isShown = this.zoom >= label.min_zoom - ZOOM_GRACE && this.zoom <= label.max_zoom;
      const color = paintOf(layer, this.look.theme, this.look.background).text;
      for (const { id, feature } of items) {
        const isSelected = selected.has(id);
        if (!isShown && !isSelected) continue;
        yield {
          key: id,
          id,
          layer,
          feature,
          color,
          name: feature.properties.name,
          margin: isSelected ? 12 : 0,
          priority: label.priority + (isSelected ? 100 : 0),
          variants: featureVariants(feature.properties, label, isSelected),
        };
      }
    }
  }

  *#basemapItems(features) {
    for (const feature of features) {
      const { kind, name, min_zoom: least } = feature.properties;
      const lettering = basemapLettering(kind);
      if (this.zoom < (least ?? lettering.minZoom) || !name) continue;
      const lines = basemapLines(feature.properties, lettering);
      yield {
        key: `base:${feature.properties.feature_id}`,
        kind,
        feature,
        color: this.look.background[lettering.color] ?? this.look.background.label,
        name,
        priority: isCapital(feature) ? CAPITAL_PRIORITY : lettering.priority - (least ?? 0) / 10,
        variants: kind === 'city' ? [lines, lines.slice(0, 1)] : [lines],
      };
    }
  }

  /** Write an item where it costs least; a shorter wording costs a little, and a line's course is tried first. */
  #place(item) {
    const texts = item.variants.map((lines) => measure(lines, this.family));
    for (const attempt of this.#attempts(item)) {
      const ways = texts.map((text, i) => this.#choose(item, text, { groups: attempt(text), handicap: i * SHORTER_COST }));
      const best = ways.filter(({ chosen }) => chosen.length).sort((a, b) => a.cost - b.cost)[0];
      if (!best) continue;
      for (const candidate of best.chosen) this.#take(item, best.text, candidate);
      return;
    }
  }

  #choose(item, text, { groups, handicap }) {
    const chosen = groups.map((group) => this.#best(item, group)).filter(Boolean);
    return { text, chosen, cost: handicap + Math.min(...chosen.map(({ cost }) => cost)) };
  }

  /** Ways to find candidates, to be tried one after the other. */
  #attempts(item) {
    const { kind, layer, feature } = item;
    if (kind) return [(text) => this.#basemapCandidates(item, text)];
    if (layer.geometry_type === 'LineString') return this.#lineAttempts(item);
    if (layer.geometry_type === 'Point') {
      const box = boxAround(this.#project(latLngsOf(feature.geometry)), layer.style.size_px + item.margin);
      return [(text) => [aroundBox(text, box)]];
    }
    const ring = this.#largestRing(feature);
    if (!ring) return [];
    const inside = (text) => [inArea(text, ring, item.margin)];
    const isLong = isRibbon(ring);
    if (isLong && (2 * areaOf(ring)) / outlineOf(ring) < LEAST_RIBBON_PX) return [];
    return layer.style.label.along || isLong ? [(text) => this.#alongEdge(text, ring), inside] : [inside];
  }

  #alongEdge(text, ring) {
    const first = { ...text, width: text.lines[0].width, lines: text.lines.slice(0, 1) };
    const sides = stretchesInView([...ring, ring[0]], this.view);
    return [sides.flatMap((stretch) => alongLine(first, stretch, { clearance: 3, outward: outwardOf(ring) }).flat())];
  }

  #lineAttempts({ layer, feature, margin }) {
    const { style } = layer;
    const stretches = this.#stretches(feature);
    const clearance = style.width_px / 2 + style.casing_px + 1.5 + margin / 2;
    const along = (text) => stretches.flatMap((stretch) => alongLine(text, stretch, { clearance }));
    const beside = (text) => (stretches.length === 1 ? [besideLine(text, stretches[0])] : []);
    return style.label.along ? [along, beside] : [beside];
  }

  #basemapCandidates({ kind, feature, name }, text) {
    const point = this.#project(latLngsOf(feature.geometry));
    const reach = kind === 'city' ? 60 : Infinity;
    if (this.placed.some((other) => other.name === name && other.middle.distanceTo(point) < reach)) return [];
    if (kind !== 'city') return [onSpot(text, point, kind === 'water' ? WATER_SHIFTS : WATER_SHIFTS.slice(0, 5))];
    const dot = boxAround(point, 4);
    return this.taken.isFree(dot, 0) ? [aroundBox(text, dot).map((candidate) => ({ ...candidate, dot: point }))] : [];
  }

  #largestRing({ geometry }) {
    const latLngs = latLngsOf(geometry);
    const rings = geometry.type === 'Polygon' ? [latLngs[0]] : latLngs.map((polygon) => polygon[0]);
    const bounds = L.bounds([this.page.x0, this.page.y0], [this.page.x1, this.page.y1]);
    let best = null;
    for (const ring of rings) {
      const points = L.PolyUtil.clipPolygon(
        ring.map((latLng) => this.#project(latLng)),
        bounds,
        false,
      );
      if (points.length < 3) continue;
      const area = areaOf(points);
      if (!best || area > best.area) best = { points, area };
    }
    return best && L.LineUtil.simplify(best.points, 1.5);
  }

  #best(item, candidates) {
    const last = this.before.get(item.key);
    const lastPoint = last && this.#project(last.latLng);
    const ranked = candidates
      .filter(({ boxes }) => this.#isWhole(boxes))
      .map((candidate) => ({ ...candidate, cost: this.#costOf(item, candidate, last, lastPoint) }))
      .sort((a, b) => a.cost - b.cost);
    const greatest = item.margin ? Infinity : MAX_COST; // what is selected is named in any case
    return ranked.find(({ boxes, cost, rows }) => (rows || cost <= greatest) && boxes.every((box) => this.taken.isFree(box)));
  }

  #costOf(item, { boxes, cost, index, rows, middle }, last, lastPoint) {
    const ownId = rows || item.layer?.geometry_type === 'Polygon' ? item.id : null;
    const ink = boxes.reduce((sum, box) => sum + this.ink.under(box, ownId), 0);
    const isSame = last && (rows ? middle.distanceTo(lastPoint) < 25 : last.index === index);
    return cost + ink * (rows ? 0.3 : 1.5) - (isSame ? 3 : 0);
  }

  /** Wholly in the frame or wholly outside: nothing is cut by its edge. */
  #isWhole(boxes) {
    const isIn = ({ x0, y0, x1, y1 }) => x0 > 3 && y0 > 3 && x1 < this.view.x1 - 3 && y1 < this.view.y1 - 3;
    const isOut = ({ x0, y0, x1, y1 }) => x1 < 0 || y1 < 0 || x0 > this.view.x1 || y0 > this.view.y1;
    return boxes.every(isIn) || boxes.every(isOut);
  }

  #take(item, text, candidate) {
    for (const box of candidate.boxes) this.taken.add(box);
    if (candidate.dot) this.taken.add(boxAround(candidate.dot, 4));
    const latLng = this.map.containerPointToLatLng(candidate.middle);
    this.placed.push({ ...candidate, key: item.key, id: item.id, name: item.name, color: item.color, text, latLng });
  }

  #draw(size) {
    const origin = this.map.containerPointToLayerPoint([-PAD_PX, -PAD_PX]);
    L.DomUtil.setPosition(this.svg, origin);
    const [width, height] = [size.x + 2 * PAD_PX, size.y + 2 * PAD_PX];
    for (const [key, value] of Object.entries({ width, height, viewBox: `${-PAD_PX} ${-PAD_PX} ${width} ${height}` })) {
      this.svg.setAttribute(key, value);
    }
    this.svg.replaceChildren(...this.placed.map((label) => drawLabel(label, this.look.background)));
    this.svg.classList.remove('km-hidden');
  }
}

function boxAround({ x, y }, size) {
  const half = size / 2 + 1;
  return { x0: x - half, y0: y - half, x1: x + half, y1: y + half };
}

function areaOf(points) {
  const twice = points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Long and narrow, however ragged: the largest disc inside is small against the area. */
function isRibbon(points) {
  return visualCentre(points).radius ** 2 < RIBBON * areaOf(points);
}

function outlineOf(points) {
  return points.reduce((sum, point, i) => sum + point.distanceTo(points[(i + 1) % points.length]), 0);
}

/** For lettering along an area's edge: whether `up` leads out of it. */
function outwardOf(ring) {
  const bounds = L.bounds(ring);
  return ({ x, y }, up) => !bounds.contains([x + up.x * 6, y + up.y * 6]) || !isInside(ring, x + up.x * 6, y + up.y * 6);
}
