// The date of the map: which of the drawn features stand, how the others look, and what the ruler and the panel say of it.

import { gettext } from '../shared/messages.js';
import { Ruler } from './ruler.js';
import { countStandings, standingAt, tellStandings } from './standing.js';

/** @typedef {'there'|'perhaps'|'dimmed'|'hidden'} Look */

export class MapTime {
  /**
   * @param {HTMLElement} root Of the map.
   * @param {{years: number[], stops: {date: string, title: string}[], features: Record<string, Record<string, string[]>>}} time
   * @param {(set: Object) => void} onSet What a person sets the ruler to.
   */
  constructor(root, time, onSet) {
    this.spans = time.features;
    this.ruler = new Ruler(time, onSet);
    this.days = null;
    this.isDimmed = false;
    this.shown = '';
    root.classList.add('km-has-time');
    root.append(this.ruler.element);
  }

  /**
   * Take on a date.
   *
   * @param {{date: string, isDimmed: boolean, layers: string[], selected?: string[]}} look An empty or unknown date for all dates; the
   *   layers that are on, and the selected features.
   * @returns {boolean} Whether anything changes.
   */
  show({ date, isDimmed, layers, selected = [] }) {
    const asked = [date, isDimmed, ...layers, '', ...selected].join();
    if (asked === this.shown) return false;
    this.shown = asked;
    this.days = this.ruler.read(date);
    this.isDimmed = isDimmed;
    const { days } = this;
    const spans = layers.flatMap((id) => Object.values(this.spans[id] ?? {}));
    const words = days
      ? [tellStandings(countStandings(spans, days), isDimmed), this.#tellSelected(selected)].filter(Boolean).join(' ')
      : '';
    this.ruler.show(days, { words, isDimmed });
    return true;
  }

  #tellSelected(ids) {
    const spans = ids.map((id) => Object.values(this.spans).find((layer) => layer[id])?.[id]).filter(Boolean);
    const gone = spans.filter((span) => ['later', 'earlier'].includes(standingAt(span, this.days)));
    if (!gone.length) return '';
    return gone.length < spans.length
      ? gettext('{count} of the selected did not stand then: drawn dimmed.', { count: gone.length })
      : gettext('What is selected did not stand then: drawn dimmed.');
  }

  /** How a feature looks at the date; what is selected is never hidden. */
  lookOf({ id, layer }, isSelected) {
    if (!this.days) return 'there';
    const standing = standingAt(this.spans[layer.id]?.[id], this.days);
    if (standing === 'there' || standing === 'perhaps') return standing;
    return this.isDimmed || isSelected ? 'dimmed' : 'hidden';
  }

  /** How many features of each layer stand, of how many; null for all dates. */
  count() {
    const { days } = this;
    if (!days) return null;
    return new Map(
      Object.entries(this.spans).map(([id, spans]) => {
        const { earlier, later, ...stand } = countStandings(Object.values(spans), days);
        const standing = stand.there + stand.perhaps + stand.undated;
        return [id, { standing, all: standing + earlier + later }];
      }),
    );
  }

  /** What is lettered: what stands, a doubtful name with a question mark, and what is selected. */
  letter(drawn, selected) {
    if (!this.days) return drawn;
    return drawn.map(({ layer, items }) => ({ layer, items: items.flatMap((item) => this.#letterItem(item, selected)) }));
  }

  #letterItem(item, selected) {
    const look = this.lookOf(item, selected.has(item.id));
    if (look === 'there') return [item];
    if (look === 'perhaps') return [{ ...item, feature: withDoubt(item.feature) }];
    return selected.has(item.id) ? [item] : [];
  }
}

/** @type {WeakMap<Built.Feature, Built.Feature>} */
const doubted = new WeakMap();

function withDoubt(feature) {
  if (!doubted.has(feature)) {
    const { properties } = feature;
    const label = `${properties.label || properties.name} ?`;
    doubted.set(feature, { ...feature, properties: { ...properties, label } });
  }
  return doubted.get(feature);
}
