// Takes the pictures of tests/browser/screenshots: screenshots.mjs FOLDER, with node_modules/ in it; see run.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, serve } from './chromium.mjs';
import { make } from './pages.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2]);
const TO = resolve(process.argv[3] ?? join(HERE, 'screenshots'));

// Name of the file, set, page, width and height, color scheme
const PICTURES = [
  ['404-light', 'named', 'en/404.html', 1000, 620, 'light'],
  ['503-dark', 'named', 'en/503.html', 1000, 620, 'dark'],
  ['404-rtl', 'named', 'he/404.html', 1000, 620, 'light'],
  ['413-phone', 'full', 'de/413.html', 360, 780, 'light'],
  ['429-phone-dark', 'full', 'de/429.html', 360, 830, 'dark'],
];

mkdirSync(TO, { recursive: true });
const browser = await launch(createRequire(join(OUT, 'package.json')));
const servers = {};
for (const [file, name, path, width, height, colorScheme] of PICTURES) {
  servers[name] ??= await serve(make(name, join(OUT, 'pages')));
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(`${servers[name].origin}/${path}`);
  await page.screenshot({ path: join(TO, `${file}.png`) });
  await page.close();
}
await browser.close();
for (const server of Object.values(servers)) server.close();
