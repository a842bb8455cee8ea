import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settingsDocument } from '../../scripts/settingsDocument';

const root = path.join(__dirname, '../..');
const ignored = new Set(['node_modules', 'dist', 'data', 'coverage', '.git']);

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : markdownBelow(file);
    return entry.name.endsWith('.md') ? [path.relative(root, file)] : [];
  });
}

/** Links to files of the repository, without their anchors. */
function linksOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

const files = markdownBelow(root);

test('there are documents to look at', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/settings.md']));
  expect(linksOf('README.md')).toContain('docs/settings.md');
});

test.each(files)('every link of %s leads to a file', (file) => {
  const lost = linksOf(file).filter((target) => !existsSync(path.resolve(root, path.dirname(file), target)));
  expect(lost).toEqual([]);
});

test('docs/settings.md says what src/settings.ts says; "npm run docs:settings" writes it', () => {
  expect(readFileSync(path.join(root, 'docs/settings.md'), 'utf8')).toBe(settingsDocument());
});

test('every command the documents tell to run is there', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  const told = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? ''),
  );
  expect(told).toContain('usher');
  expect(told.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
