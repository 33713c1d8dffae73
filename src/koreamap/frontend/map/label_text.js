// What a label says and how large it is: lines of runs, measured on a canvas.

const context = document.createElement('canvas').getContext('2d');

const BASEMAP = {
  city: { size: 11.5, weight: 400, priority: 30, color: 'label', minZoom: 5 },
  water: { size: 13, weight: 400, priority: 28, color: 'label_water', italic: true, spacing: 1.6, minZoom: 5 },
  country: { size: 11.5, weight: 500, priority: 26, color: 'label_country', upper: true, spacing: 2.2, minZoom: 3 },
};

/** How a basemap label of a kind is lettered. */
export function basemapLettering(kind) {
  return BASEMAP[kind] ?? BASEMAP.city;
}

/** Lines of a basemap label. */
export function basemapLines({ name, name_ko: hangul }, lettering) {
  const { size, weight, italic, spacing, upper } = lettering;
  const written = upper ? wrap(name.toUpperCase()) : [name];
  const lines = written.map((text) => [{ text, size, weight, italic, spacing }]);
  if (hangul) lines.push([{ text: hangul, size: size * 0.86, weight: 400, lang: 'ko' }]);
  return lines;
}

/** Break a long name at the space nearest its middle. */
function wrap(name) {
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index);
  if (name.length <= 18 || !spaces.length) return [name];
  const at = spaces.reduce((best, index) => (Math.abs(index - name.length / 2) < Math.abs(best - name.length / 2) ? index : best));
  return [name.slice(0, at), name.slice(at + 1)];
}

/** Variants of a feature's label, the fullest first; the engine takes the first that fits. */
export function featureVariants({ name, name_ko: hangul, label, date_label: date }, style, isSelected) {
  const size = style.size_px;
  const weight = isSelected ? 700 : 600;
  const { italic } = style;
  const words = label || name || '';
  const dated = date && !words.includes(date) ? `${date} ${words}` : words;
  const english = [{ text: dated, size, weight, italic }];
  if (style.suffix) english.push({ text: ` ${style.suffix}`, size: size * 0.92, weight: 400, italic: true, light: true });
  const korean = hangul ? [{ text: hangul, size: size * 0.9, weight: 500, lang: 'ko' }] : null;
  const variants = korean ? [[english, korean], [english]] : [[english]];
  if (date) variants.push([[{ text: date, size, weight }]]);
  return variants;
}

/** Measure lines for a font family: { lines, width, height }, each line with its own width and height. */
export function measure(lines, family) {
  const measured = lines.map((runs) => ({
    runs,
    width: runs.reduce((sum, run) => sum + widthOf(run, family), 0),
    height: Math.max(...runs.map((run) => run.size)) * 1.14,
    size: Math.max(...runs.map((run) => run.size)),
  }));
  return {
    lines: measured,
    width: Math.max(...measured.map((line) => line.width)),
    height: measured.reduce((sum, line) => sum + line.height, 0),
  };
}

function widthOf({ text, size, weight, italic, spacing = 0 }, family) {
  context.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${family}`;
  return context.measureText(text).width + spacing * [...text].length;
}
