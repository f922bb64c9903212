// Mutants of a JSON file: at every place of its schema, values of all kinds that are nearly or not at all right. A
// fixed seed makes the same ones in every run.

// mulberry32
export function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const VALUES = [
  null, true, false, [], {}, [null], { x: 1 },
  0, 1, 6, 99, 999, 1000, -1, 1959, 1960, 2999, 3000, 2.5, 1e300,
  // texts
  '', ' ', ' x', 'x ', 'a\tb', 'a\nb', 'x\u0000', 'x\u007f', 'x\u0085', 'x\u061c', 'x\u200e', 'x\u2028',
  'x\u202ey', 'x\u2066',
  'x\ufdd0', 'x\uffff', 'x', 'X', 'two words', 'Ünï', '\u00a0x', '見つかりません', '\u{1f600}', 'x'.repeat(2000),
  // ids, identifiers, names of fields
  'a-b', 'a_b', 'a.b', '-a', '_a', '9a', 'Retry-After', 'Retry After', 'a\n',
  // dates, versions, language tags
  '2024-02-29', '2025-02-29', '2025-02-30', '2025-13-01', '2025-00-10', '2025-2-3', '20250203',
  '2025-02-03T00:00:00Z', '2025-02-03\n',
  '1.0.0', '1.0', '01.0.0', '1.0.0-rc', '1.0.0\n', 'de', 'de-AT', 'DE', 'd', 'en-', 'en_GB', 'abcdefghi', 'zh-Hant-TW',
  // addresses
  'https://example.org/a?b=c#d', 'https://example.org/%20', 'http://e', 'https://',
  'ftp://example.org', 'https://e.org/ ', 'https://e.org/ä', 'https://e.org/"',
  'https://e.org/#{section}', 'https://e.org/{section}/{section}', 'https://{section}', '//e.org',
  'javascript:alert(1)',
  // choices
  'cr', 'rtl', 'MUST', 'SHALL', 'http', 'none',
];

// What no schema can say, and what the loader refuses: texts that are not normalized, and characters that only a
// regular expression with a flag could name.
const BEYOND = ['Cafe\u0301', '\u212a', 'x\u{1fffe}', 'x\u{10ffff}'];

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

// [steps…] of every value; those in lists and maps of one kind are alike, and have one name.
function places(value, maps, path = [], name = '') {
  const out = [{ path, name }];
  if (Array.isArray(value)) value.forEach((item, i) => out.push(...places(item, maps, [...path, i], `${name}[]`)));
  if (isObject(value)) {
    const isMap = maps.has(path.at(-1));
    for (const key of Object.keys(value)) {
      out.push(...places(value[key], maps, [...path, key], `${name}.${isMap ? '*' : key}`));
    }
  }
  return out;
}

export const at = (file, path) => path.reduce((value, step) => value[step], file);

function changed(file, path, change) {
  const copy = structuredClone(file);
  if (path.length === 0) return change(copy);
  const holder = at(copy, path.slice(0, -1));
  holder[path.at(-1)] = change(holder[path.at(-1)]);
  return copy;
}

function* mutantsAt(file, { path, name }, maps) {
  const value = at(file, path);
  const mutant = (what, change, kind = 'near') =>
    ({ what: `${name || 'the file'} ${what}`, path, kind, file: changed(file, path, change) });
  // Values of another type are many and tell little, and so do most strings.
  const type = (json) => (Array.isArray(json) ? 'array' : typeof json);
  const isNear = (other) => typeof other !== 'string' && type(other) === type(value);
  for (const other of VALUES) {
    yield mutant(`= ${JSON.stringify(other).slice(0, 60)}`, () => other, isNear(other) ? 'near' : 'far');
  }
  for (const other of BEYOND) yield mutant(`= ${JSON.stringify(other)}`, () => other, 'beyond');
  if (typeof value === 'string') {
    yield mutant('with an x', (text) => `${text}x`);
    yield mutant('in capitals', (text) => text.toUpperCase());
  }
  if (Array.isArray(value)) {
    yield mutant('with a null', (list) => [...list, null]);
    yield mutant('with a number', (list) => [...list, 7]);
    yield mutant('with an empty object', (list) => [...list, {}]);
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    if (maps.has(path.at(-1))) continue;
    yield mutant(`without ${key}`, ({ [key]: _, ...rest }) => rest);
    yield mutant(`with ${key} misspelled`, ({ [key]: member, ...rest }) => ({ ...rest, [`${key}x`]: member }));
  }
  yield mutant('with a stranger', (object) => ({ ...object, 'a stranger': 1 }));
  yield mutant('removed', (object) => ({ ...object, remove: true }));
  yield mutant('not removed', (object) => ({ ...object, remove: false }));
}

// `count` mutants, or as many as there are, the telling ones first; `maps` are the members with names of any kind.
export function mutants(file, maps, count, seed) {
  const random = randomNumbers(seed);
  const groups = new Map();
  for (const place of places(file, maps)) groups.set(place.name, [...(groups.get(place.name) ?? []), place]);
  const all = [];
  for (const alike of groups.values()) {
    // Values that are null in one item are texts in another: two of them show more than one.
    const first = alike[Math.floor(random() * alike.length)];
    const other = alike.find((place) => (at(file, place.path) === null) !== (at(file, first.path) === null));
    for (const place of other ? [first, other] : [first]) all.push({ order: random(), place });
  }
  const out = all.flatMap(({ place }) => [...mutantsAt(file, place, maps)])
    .map((mutant) => ({ order: random() + (mutant.kind === 'near' ? 0 : 1), mutant }));
  return out.sort((a, b) => a.order - b.order).slice(0, count).map(({ mutant }) => mutant);
}
