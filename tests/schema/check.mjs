// Compares what ajv and statusgen say of files: check.mjs FOLDER, with node_modules/ and files/ in it; see run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VALUES, mutants } from './mutants.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const OUT = resolve(process.argv[2]);
const FILES = join(OUT, 'files');
const require = createRequire(join(OUT, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const SHOWN = 20; // disagreements in each group
const AT_ONCE = 100; // files for one process

let passed = 0;
let failed = 0;
function report(what, count, wrong) {
  passed += count - wrong.length;
  failed += wrong.length;
  console.log(`${wrong.length ? 'not ok' : 'ok'} - ${what}: ${count - wrong.length} of ${count}`);
  for (const line of wrong.slice(0, SHOWN)) console.log(`    ${line}`);
}

function statusgen(args) {
  const done = spawnSync(process.env.STATUSGEN, args, { cwd: FILES, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.status === 0 || done.status === 1) return done.stdout;
  throw new Error(`statusgen ${args[0]} broke down (${done.status ?? done.signal}): ${done.stderr}`);
}

// The names of those files that statusgen accepts; overlays and locales with that spec.
function accepted(names, options = []) {
  const out = new Set();
  for (let i = 0; i < names.length; i += AT_ONCE) {
    for (const line of statusgen(['validate', ...options, ...names.slice(i, i + AT_ONCE)]).split('\n')) {
      if (line.endsWith(': valid')) out.add(line.slice(0, -': valid'.length));
    }
  }
  return out;
}

const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const listed = (folder) => readdirSync(join(ROOT, folder)).sort().map((name) => `${folder}/${name}`);
function parsed(path) {
  try {
    return read(path);
  } catch {
    return null;
  }
}

// ---- The schemas ----------------------------------------------------------------------------------------------------

const KINDS = ['spec', 'overlay', 'locale', 'product', 'block', 'config'];
const judges = new Map();
const broken = [];
for (const kind of KINDS) {
  // A member may have several types; everything else of the strict mode holds.
  const ajv = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true });
  addFormats(ajv);
  try {
    judges.set(kind, ajv.compile(JSON.parse(statusgen(['schema', kind]))));
  } catch (error) {
    broken.push(`${kind}: ${error.message}`);
  }
}
report('schemas that ajv compiles in strict mode', KINDS.length, broken);
if (broken.length > 0) process.exit(1);
const kindOf = (file) => KINDS.find((kind) => file?.format === `statusgen-${kind}/1`);
const isRight = (file) => judges.get(kindOf(file))(file);

// ---- Real files -----------------------------------------------------------------------------------------------------

const real = ['spec/http-status-codes.json', ...listed('spec/locales'), 'generated-samples/statusgen.json',
  ...listed('templates/inject').filter((path) => path.endsWith('.json')),
  ...listed('templates').map((folder) => `${folder}/product.json`).filter((path) => existsSync(join(ROOT, path)))];
const valid = accepted(real.map((path) => join(ROOT, path)));
report('real files that both accept', real.length,
  real.filter((path) => !isRight(read(path)) || !valid.has(join(ROOT, path))));

// Inputs of the cases, whose spec is another one: where a case ends well, the schema accepts them; and what the schema
// refuses, statusgen does.
const cases = listed('tests/cases').flatMap((group) => listed(group));
const inputs = cases.filter((folder) => existsSync(join(ROOT, folder, 'input'))).flatMap((folder) => {
  const names = readdirSync(join(ROOT, folder, 'input')).filter((name) => name.endsWith('.json')).sort();
  const endsWell = !existsSync(join(ROOT, folder, 'stderr')) && !existsSync(join(ROOT, folder, 'exit'));
  const files = names.map((name) => ({ path: `${folder}/input/${name}`, endsWell }));
  return files.filter(({ path }) => kindOf(parsed(path)));
});
const validInputs = accepted(inputs.map(({ path }) => join(ROOT, path)));
report("inputs of tests/cases that the schema judges rightly", inputs.length, inputs.filter(({ path, endsWell }) => {
  const right = isRight(read(path));
  return endsWell ? !right : !right && validInputs.has(join(ROOT, path));
}).map(({ path }) => path));

// ---- Mutants --------------------------------------------------------------------------------------------------------

// A part of the real spec in which every member of every object has a value somewhere, and every reference its target.
function smallSpec(spec) {
  const lists = ['formerly', 'also_called', 'fields', 'grpc', 'confused_with', 'notes', 'scenarios', 'description',
    'editorial'];
  const scalars = ['product', 'support', 'situation', 'fault', 'storable', 'content', 'method_rewrite'];
  const wanted = [
    ...lists.map((name) => (code) => code[name].length > 0), ...scalars.map((name) => (code) => code[name] !== null),
    (code) => code.state === 'temporary', (code) => code.on_wire === true, (code) => typeof code.on_wire === 'string'];
  const usual = spec.codes.filter((code) => code.code >= 100 && code.code <= 599);
  const picked = new Set(wanted.map((test) => usual.find(test)).filter(Boolean));
  const codes = usual.filter((code) => picked.has(code));
  const numbers = new Set(codes.map((code) => code.code));
  const known = codes.map((code) =>
    ({ ...code, confused_with: code.confused_with.filter((other) => numbers.has(other.code)) }));
  if (!known.some((code) => code.confused_with.length > 0)) throw new Error('the small spec has no look-alikes');
  const small = { ...spec, glossary: spec.glossary.slice(0, 4), topics: spec.topics.slice(0, 3), codes: known };
  // Wherever numbers of codes are listed, those that are left.
  const isNumbers = (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isInteger);
  const left = (name, value) => (name === 'codes' && isNumbers(value) ? [...numbers] : value);
  return JSON.parse(JSON.stringify(small, left));
}

// Changes nothing, as all of it stands in the spec; but for the last term, which it takes out.
function overlayOf(spec) {
  const few = Object.entries(spec).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 3) : value]);
  const overlay = { ...Object.fromEntries(few), format: 'statusgen-overlay/1' };
  overlay.codes = spec.codes.map((code) => ({ ...code, confused_with: code.confused_with.slice(0, 1) }));
  overlay.topics = overlay.topics.map((topic) => ({ ...topic, codes: [spec.codes[0].code] }));
  overlay.glossary.push({ term: spec.glossary[3].term, remove: true });
  return overlay;
}

const PRODUCT = {
  format: 'statusgen-product/1', summary: 'Lines.', where: 'code >= 400',
  options: [
    { name: 'mark', type: 'choice', choices: ['dash', 'star'], default: 'dash', help: 'What stands before a line.' },
    { name: 'names', type: 'list', default: ['a'], help: 'Some names.' },
  ],
  require: [{ that: 'options.mark != "plus"', message: 'There is no plus.' }],
  data: { facts: 'facts.json' },
  outputs: [
    { template: 'tiny/line.txt.j2', path: 'all.txt' },
    { template: 'tiny/line.txt.j2', for_each: 'code', where: 'code.code < 500', path: '{{ code.code }}.txt',
      language: 'text', newline: 'crlf' },
    { template: 'tiny/line.txt.j2', for_each: ['locale', 'code'], path: '{{ locale.tag }}/{{ code.code }}.txt' },
  ],
};
const BLOCK = { format: 'statusgen-block/1', summary: 'Lines.', where: 'code >= 400', options: PRODUCT.options, require: PRODUCT.require };
const CONFIG = {
  format: 'statusgen-config/1', spec: '../spec.json', overlays: ['../overlay.json'], templates: ['..'], locales: ['en', 'de'],
  where: 'code >= 400', options: { 'error-pages.name': 'Acme' },
  inject: ['README.md'],
  outputs: [
    { product: 'error-pages', directory: 'out', options: { accent: '#0b5394' }, where: 'code < 500', locales: ['de-AT'] },
    { product: 'docs-markdown', directory: 'docs' },
  ],
};

// Members that are also judged beyond the schema: keys, references, expressions and what depends on another member. A
// change of them that the schema accepts may be wrong nevertheless, so it is no mutant to compare.
const LINKED = {
  spec: ['id', 'ref', 'defined_by', 'situation', 'scenarios', 'chain', 'cause', 'reporter', 'name', 'code', 'codes',
    'state', 'expires', 'term', 'label', 'phrase'],
  locale: ['id', 'tag'],
  product: ['name', 'type', 'choices', 'default', 'that', 'message', 'options_of', 'where', 'data', 'template', 'path', 'for_each', 'language'],
  config: ['product', 'options', 'where', 'locales', 'spec', 'overlays', 'templates', 'outputs', 'inject'],
};
LINKED.block = LINKED.product;
LINKED.overlay = [...LINKED.spec, 'remove'];
const TOP_LISTS = new Set(['sources', 'definers', 'parties', 'situations', 'scenarios', 'fields', 'codes']);

// In values of any type only normalization is looked at.
const isAnything = (path, file) =>
  path.some((step) => step === 'default' || (step === 'options' && kindOf(file) === 'config'));
const NONCHARACTERS = /[\u{1fffe}\u{10ffff}]/u;

function isLinked(kind, { path, what }) {
  if (['product', 'block', 'config'].includes(kind) && LINKED[kind].includes(/without (\w+)$/.exec(what)?.[1])) return true;
  if (path.some((step) => LINKED[kind].includes(step) && step !== 'scenarios' && step !== 'codes')) return true;
  const last = path.filter((step) => typeof step === 'string').at(-1);
  if (LINKED[kind].includes(last)) return !/ (without .*|with a stranger|.*removed)$/.test(what) || path.at(-1) === last;
  return path.length === 1 && TOP_LISTS.has(path[0]) && kind === 'spec';
}

const says = (yes) => (yes ? 'accepts' : 'refuses');
const difference = (what, name, right, fine) =>
  `${what}: the schema ${says(right)} it, statusgen ${says(fine)} it (build/schema/files/${name})`;

function write(name, file) {
  const path = join(FILES, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(file));
  if (kindOf(file) === 'config') writeFileSync(join(dirname(path), 'README.md'), '# BEGIN statusgen:table\n# END statusgen:table\n');
  if (kindOf(file) !== 'product') return;
  writeFileSync(join(dirname(path), 'line.txt.j2'), 'line\n');
  writeFileSync(join(dirname(path), 'facts.json'), '{}\n');
}

function judge(kind, base, maps, count, seed) {
  const compared = [];
  const seen = new Set();
  for (const mutant of mutants(base, maps, count, seed)) {
    const text = JSON.stringify(mutant.file);
    const right = judges.get(kind)(mutant.file);
    const isBeyond = mutant.kind === 'beyond';
    if (kindOf(mutant.file) !== kind || seen.has(text) || (right && !isBeyond && isLinked(kind, mutant))) continue;
    if (right && isBeyond && isAnything(mutant.path, base) && NONCHARACTERS.test(text)) continue;
    seen.add(text);
    const name = `${kind}/${compared.length}${kind === 'product' ? '/tiny/product' : ''}.json`;
    write(name, mutant.file);
    compared.push({ name, what: mutant.what, right, beyond: right && isBeyond });
  }
  const fine = accepted(compared.map(({ name }) => name), ['--spec', 'spec.json']);
  const wrong = compared.filter(({ name, right, beyond }) => fine.has(name) !== (right && !beyond));
  const both = compared.filter(({ right, beyond }) => right && !beyond).length;
  const beyond = compared.filter((mutant) => mutant.beyond).length;
  const refused = compared.length - both - beyond;
  report(`${kind} mutants, ${both} to accept, ${refused} to refuse, ${beyond} to refuse beyond the schema`,
    compared.length,
    wrong.map(({ name, what, right }) => difference(what, name, right, fine.has(name))));
}

const NO_MAPS = new Set();
const spec = smallSpec(read('spec/http-status-codes.json'));
const bases = [
  ['spec', spec, NO_MAPS, 2000],
  ['overlay', overlayOf(spec), NO_MAPS, 1500],
  ['locale', read('spec/locales/de.json'), new Set(['strings']), 1000],
  ['product', PRODUCT, new Set(['data']), 900],
  ['block', BLOCK, NO_MAPS, 500],
  ['config', CONFIG, new Set(['options']), 800],
];
for (const [index, [kind, base, maps, count]] of bases.entries()) {
  const file = { product: 'tiny/product.json', config: 'config/base.json' }[kind] ?? `${kind}.json`;
  write(file, base);
  const isFine = isRight(base) && accepted([file]).has(file);
  report(`${kind} that the mutants are made of`, 1, isFine ? [] : [
    `see "statusgen validate build/schema/files/${file}"`, JSON.stringify(judges.get(kind).errors)]);
  judge(kind, base, maps, count, 9110 + index);
}

// ---- Forms of strings -----------------------------------------------------------------------------------------------

// For each form a place where nothing but the form counts.
const emptied = ([name, value]) => [name, Array.isArray(value) ? [] : value];
const empty = Object.fromEntries(Object.entries(spec).map(emptied));
const source = { id: 'a', title: 'A', full_title: null, url: 'https://a.example', section_url: null, year: null };
const definer = { id: 'a', name: 'A', product: null, url: null, summary: 'A.' };
const field = { name: 'A', syntax: 'a', example: 'a', source: { ref: 'a', section: null } };
const FORMS = {
  text: (text) => ({ ...empty, title: text }),
  id: (text) => ({ ...CONFIG, outputs: [{ product: text, directory: 'out' }] }),
  identifier: (text) => ({ ...PRODUCT, data: JSON.parse(`{${JSON.stringify(text)}: "facts.json"}`) }),
  date: (text) => ({ ...empty, updated: text }),
  url: (text) => ({ ...empty, definers: [{ ...definer, url: text }] }),
  section_url: (text) => ({ ...empty, sources: [{ ...source, section_url: text }] }),
  field_name: (text) => ({ ...empty, sources: [source], fields: [{ ...field, name: text }] }),
  version: (text) => ({ ...empty, version: text }),
  language_tag: (text) => ({ ...CONFIG, locales: [text] }),
};
for (const [form, fileWith] of Object.entries(FORMS)) {
  const compared = VALUES.filter((value) => typeof value === 'string').map((text, i) => {
    const file = fileWith(text);
    const name = `${form}/${i}${form === 'identifier' ? '/tiny/product' : ''}.json`;
    write(name, file);
    return { name, text, right: isRight(file) };
  });
  const fine = accepted(compared.map(({ name }) => name));
  const wrong = compared.filter(({ name, right }) => fine.has(name) !== right);
  const right = compared.filter((one) => one.right).length;
  report(`${form} in ${compared.length} strings, ${right} to accept`, compared.length, wrong.map((one) =>
    difference(JSON.stringify(one.text).slice(0, 60), one.name, one.right, fine.has(one.name))));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
