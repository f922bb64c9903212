// The sets of pages that are looked at, and statusgen, which makes them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);

// Hebrew words of every kind of length; what is missing here stays English, and must be marked as such.
const HEBREW = {
  format: 'statusgen-locale/1', tag: 'he', name: 'עברית', dir: 'rtl',
  strings: { home: 'לדף הבית', try_again: 'לנסות שוב', code_label: 'קוד השגיאה' },
  situations: [
    { id: 'not_found', title: 'הדף לא נמצא', message: 'אין דף בכתובת הזאת. ייתכן שהדף הועבר, או שנפלה טעות בכתובת (404).',
      advice: 'אפשר לבדוק את הכתובת, או לחפש את הדף מדף הבית.' },
    { id: 'service_unavailable', title: 'השירות אינו זמין כרגע', message: 'מבלתיאפשרי'.repeat(12) },
  ],
};

// Words that no line can hold.
const LENGTHY = {
  format: 'statusgen-locale/1', tag: 'de-x-long', name: LONG, dir: 'ltr',
  strings: { home: LONG, try_again: LONG, contact: LONG, code_label: LONG, request_id: `${LONG}2` },
  situations: [{ id: 'service_unavailable', title: LONG, message: LONG, advice: LONG }],
};

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="40" height="40" rx="9" fill="#1f6feb"/>
<path d="M12 27 20 11l8 16" fill="none" stroke="#fff" stroke-width="4"/><path d="M54 13h58M54 27h40" stroke="#1f6feb" stroke-width="6"/></svg>
`;

// Name -> [locales, options]; the names of files count from the folder of the set.
export const SETS = {
  plain: ['en,de', []],
  full: ['en,de,he.json,long.json', ['name=Example & Söhne', 'contact=mailto:help@example.org', 'home=https://example.org/?a=1&b=2',
    'links=Status=https://status.example.org,Help=/help', 'logo=logo.svg', 'accent=#0b5394', 'accent_dark=#8ab4f8', 'request_id=1f0b8f5e9a7c4d21b6e3']],
  named: ['en,de,he.json,long.json', ['name=Example', 'contact=/contact', 'request_id=7d1c6a40f2e94b58']],
  verbose: ['long.json', [`name=${LONG}`, 'contact=/contact', `request_id=${LONG}`, `links=${LONG}=/a`]],
};

function statusgen(args, cwd) {
  const done = spawnSync(process.env.STATUSGEN, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`statusgen ${args.join(' ')}: ${done.stderr}`);
}

// Makes a set in FOLDER/NAME. `files` are the paths of its pages, `policy` is what csp.txt says.
export function make(name, folder) {
  const [locales, options] = SETS[name];
  const root = join(folder, name);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'he.json'), JSON.stringify(HEBREW));
  writeFileSync(join(root, 'long.json'), JSON.stringify(LENGTHY));
  writeFileSync(join(root, 'logo.svg'), LOGO);
  statusgen(['generate', 'error-pages', '-q', '-o', '.', '--locale', locales, ...options.flatMap((option) => ['--set', option])], root);
  const pages = join(root, 'error-pages');
  const files = readdirSync(pages, { recursive: true }).filter((path) => path.endsWith('.html')).sort();
  return { name, folder: pages, files, policy: readFileSync(join(pages, 'csp.txt'), 'utf8').trim() };
}
