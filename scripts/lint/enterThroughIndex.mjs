// ESLint rule: a folder of src is entered through its index.ts. Resolves import paths by name; reads no file's content.
import { existsSync } from 'node:fs';
import path from 'node:path';

const sources = path.join(import.meta.dirname, '../../src');

/** Nested folders that are doors of their own for everybody. */
const ownDoors = [
  'sso/catalogue',
  'saml/gate',
  'accounts/change',
  'scim/brake',
  'scim/calls',
  'scim/credentials',
  'scim/protocol/errors',
  'scim/routes',
];

export const enterThroughIndex = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { enter: 'Enter src/{{folder}} through its index.ts.' },
  },
  create(context) {
    const importer = path.dirname(context.filename);
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const folder = folderPassedBy(importer, path.resolve(importer, specifier));
      if (folder) context.report({ node: node.source, messageId: 'enter', data: { folder } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: (node) => check({ source: node.source ?? node.argument?.literal }),
    };
  },
};

/** The folder whose index.ts this import goes around, relative to src; null when it does not. */
function folderPassedBy(importer, target) {
  const to = path.relative(sources, target).split(path.sep);
  if (to[0] === '..') return null;
  const from = path.relative(sources, importer).split(path.sep);
  // Walk down from src towards the target; folders the importer lies in are its own.
  for (let depth = 1; depth < to.length; depth += 1) {
    const folder = to.slice(0, depth).join('/');
    const isOwn = to.slice(0, depth).every((name, index) => from[index] === name);
    if (isOwn) continue;
    const door = ownDoors.find((name) => `${to.join('/')}/`.startsWith(`${name}/`) && name.startsWith(`${folder}/`));
    if (door) continue;
    const last = to.slice(depth).join('/');
    const isIndex = last === 'index';
    // Below the first level a folder without an index only divides its parent.
    if (!isIndex && (depth === 1 || existsSync(path.join(sources, folder, 'index.ts')))) return folder;
  }
  return null;
}
