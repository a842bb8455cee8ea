/**
 * Writes the tables of docs/scim.md that say what the program says: the 28 rows of errors, and what public test
 * suites find amiss on purpose. A test keeps them in step.
 *
 *   npx tsx scripts/scimErrorTable.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scimErrorIds, scimErrors, textsOf } from '../src/scim/protocol/errors';
import { sanityDeviations, scimDeviations } from '../test/support/scimDeviations';

/** The tables by the name in their marks, each a list of rows of cells, the head first. */
export const scimTables: Readonly<Record<'errors' | 'scim2-tester' | 'scim-sanity', readonly (readonly string[])[]>> = {
  errors: [
    ['row', 'status', '`scimType`', '`detail`', 'cause', 'fix'],
    ...scimErrorIds
      .filter((id) => typeof id === 'number')
      .map((id) => {
        const { status, scimType } = scimErrors[id];
        const { detail, cause, fix } = textsOf('en')[id];
        return [String(id), String(status), scimType ?? '', detail, cause, fix];
      }),
  ],
  'scim2-tester': [
    ['resource', 'check', 'attribute', 'why'],
    ...scimDeviations.map(({ resourceType, check, attribute, reason }) => [
      resourceType,
      `\`${check}\``,
      `\`${attribute}\``,
      reason,
    ]),
  ],
  'scim-sanity': [['check', 'why'], ...sanityDeviations.map(({ check, reason }) => [`\`${check}\``, reason])],
};

/** The document with its tables as they have to be; where columns end is for prettier. */
export function withScimTables(document: string): string {
  return Object.entries(scimTables).reduce((text, [name, [head = [], ...rows]]) => {
    const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
    const between = new RegExp(`(<!-- ${name}:[^\\n]*-->\\n)[^]*?(<!-- end of ${name} -->)`);
    return text.replace(between, (_, begin: string, end: string) => `${begin}\n${lines.join('\n')}\n\n${end}`);
  }, document);
}

if (require.main === module) {
  const file = path.join(__dirname, '../docs/scim.md');
  writeFileSync(file, withScimTables(readFileSync(file, 'utf8')));
}
