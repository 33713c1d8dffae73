// The rows as CSV for a spreadsheet: UTF-8 with a byte order mark, and no cell that could be taken for a formula.

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * @param {import('./place_rows.js').Row[]} rows
 * @param {string[]} documents Ids; each is a column of mentions.
 * @returns {string}
 */
export function writeCsv(rows, documents) {
  const head = ['id', 'name', 'name_ko', 'other_names', 'kind', 'layer', 'valid_from', 'valid_to', 'status', 'accuracy_m'];
  const box = ['west', 'south', 'east', 'north'];
  const table = [
    [...head, ...box, ...documents.map((id) => `mentions_${id}`)],
    ...rows.map((row) => [...writeRow(row), ...(row.bbox ?? ['', '', '', '']), ...documents.map((id) => row.counts.get(id) ?? 0)]),
  ];
  return `\ufeff${table.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('')}`;
}

function writeRow({ id, title, hangul, others, kind, layer, from, until, status, accuracyM }) {
  return [id, title, hangul, others.join('; '), kind, layer, from, until, status, accuracyM ?? ''];
}

function writeCell(value) {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
