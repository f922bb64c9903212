// Whether the pages are right for their readers: check.mjs FOLDER, with node_modules/ in it; see run. Two validators read
// every page, and Chromium shows a choice of them under the policy of csp.txt, as a server would send it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, serve } from './chromium.mjs';
import { SETS, make } from './pages.mjs';
import { WIDTHS, SCHEMES, accessible, direction, fits, focused, forced, printed, scheme, still } from './reader.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2]);
const require = createRequire(join(OUT, 'package.json'));
const SHOWN = 20; // messages of one check
// The pages that are looked at in every way: set, path.
const CHOICE = [['plain', 'en/404.html'], ['plain', 'de/440.html'], ['plain', 'en/418.html'], ['plain', 'index.html'], ['named', 'en/503.html'],
  ['named', 'he/429.html'], ['full', 'he/404.html'], ['full', 'he/503.html'], ['full', 'de/413.html'], ['verbose', 'de-x-long/503.html']];

let passed = 0;
let failed = 0;
function report(what, wrong) {
  wrong.length ? (failed += 1) : (passed += 1);
  console.log(`${wrong.length ? 'not ok' : 'ok'} - ${what}`);
  for (const line of wrong.slice(0, SHOWN)) console.log(`    ${line}`);
}

// What a command prints, as lines; that it failed without a word is a line, too.
function said(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = `${done.stdout ?? ''}${done.stderr ?? ''}`.split('\n').filter(Boolean);
  return lines.length === 0 && done.status !== 0 ? [`exits with ${done.status ?? done.error}`] : lines;
}

function validators(files, count) {
  report(`html-validate has nothing to say of ${count} pages`,
    said(process.execPath, [join(OUT, 'node_modules/html-validate/bin/html-validate.js'), '--config', join(HERE, 'htmlvalidate.json'), '--max-warnings', '0', ...files]));
  report(`the Nu checker has nothing to say of ${count} pages`,
    said('java', ['-jar', join(OUT, 'node_modules/vnu-jar/build/dist/vnu.jar'), '--stdout', '--format', 'gnu', ...files]));
}

// Loads pages; what the browser asks for beside them, and what it prints, are messages.
async function quiet(context, server, paths) {
  const wrong = [];
  server.requests.length = 0;
  for (const path of paths) {
    const page = await context.newPage();
    page.on('console', (message) => wrong.push(`${path}: the console says: ${message.text()}`));
    page.on('pageerror', (error) => wrong.push(`${path}: an error: ${error.message}`));
    await page.goto(`${server.origin}/${path}`);
    const display = await page.evaluate(() => getComputedStyle(document.body).display);
    if (display !== 'grid') wrong.push(`${path}: the style does not apply`);
    await page.close();
  }
  await new Promise((done) => setTimeout(done, 500)); // for what a browser asks for later, such as an icon
  const more = server.requests.filter((each, i) => each !== `/${paths[i]}`);
  return [...wrong, ...more.map((each) => `asks for ${each}`)];
}

async function policy(browser, sets, servers) {
  const context = await browser.newContext();
  for (const set of sets) {
    const paths = set.name === 'plain' ? set.files : CHOICE.filter(([name]) => name === set.name).map(([, path]) => path);
    const wrong = await quiet(context, servers[set.name], paths);
    report(`under csp.txt, ${paths.length} pages of "${set.name}" load nothing and say nothing`, wrong);
  }
  // A policy with another hash must be noticed, or the above proves nothing.
  const other = await serve({ ...sets[0], policy: sets[0].policy.replace(/sha256-..../, 'sha256-AAAA') });
  const noticed = await quiet(context, other, ['en/404.html']);
  report('a hash that is not the style\'s is noticed', noticed.length > 1 ? [] : ['nothing was noticed']);
  other.close();
  await context.close();
}

async function readers(browser, set, path, origin) {
  const wrong = { accessible: [], fits: [], scheme: [] };
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${origin}/${path}`);
      const at = (lines) => lines.map((line) => `${width} px, ${colorScheme}: ${line}`);
      wrong.scheme.push(...at(await scheme(page, colorScheme)));
      wrong.fits.push(...at(await fits(page)));
      wrong.accessible.push(...at(await accessible(page, require)));
      await context.close();
    }
  }
  report(`${set}/${path}: light and dark`, wrong.scheme);
  report(`${set}/${path}: nothing scrolls sideways at ${WIDTHS.join(', ')} px`, wrong.fits);
  report(`${set}/${path}: axe finds nothing at ${WIDTHS.join(', ')} px, light and dark`, wrong.accessible);
  for (const [what, check] of [['begins where its language begins', direction], ['nothing moves', still], ['the focus is seen', focused],
    ['forced colors keep it readable', forced], ['prints in black on white', printed]]) {
    const page = await browser.newPage({ viewport: { width: 800, height: 800 }, colorScheme: 'dark' });
    await page.goto(`${origin}/${path}`);
    report(`${set}/${path}: ${what}`, await check(page));
    await page.close();
  }
}

const sets = Object.keys(SETS).map((name) => make(name, join(OUT, 'pages')));
const files = sets.flatMap((set) => set.files.map((path) => join(set.folder, path)));
validators(files, files.length);
const browser = await launch(require);
const servers = {};
for (const set of sets) servers[set.name] = await serve(set);
await policy(browser, sets, servers);
for (const [set, path] of CHOICE) await readers(browser, set, path, servers[set].origin);
await browser.close();
for (const server of Object.values(servers)) server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
