import type { Prisma } from '../../db';
import { newId } from '../../newId';
import type { Planned } from './sitePlan';
import type { TrackingCodeState } from './siteState';

/** Writes what becomes of a tracking code. Of a list, which may be long, only what differs is written. */
export async function writeTrackingCode(
  tx: Prisma.TransactionClient,
  siteId: string,
  { before, after }: Planned<TrackingCodeState>,
): Promise<void> {
  if (after === null) {
    if (before !== null) await removeTrackingCode(tx, siteId, before.number);
    return;
  }
  const { values, ...fields } = after;
  const { number } = fields;
  if (before === null) await tx.trackingCode.create({ data: { siteId, ...fields } });
  else await tx.trackingCode.update({ where: { siteId_number: { siteId, number } }, data: fields });
  await writeValues(tx, { siteId, number }, before?.values ?? [], values);
}

/** Should the number be used again, it would mean something else: nobody keeps a value of it. */
async function removeTrackingCode(tx: Prisma.TransactionClient, siteId: string, number: number): Promise<void> {
  await tx.trackingCode.delete({ where: { siteId_number: { siteId, number } } });
  await tx.$executeRaw`
    UPDATE accounts SET tracking_codes = tracking_codes - ${`TC${number}`}::text
    WHERE site_id = ${siteId}::uuid AND tracking_codes ? ${`TC${number}`}::text`;
}

type Values = TrackingCodeState['values'];

async function writeValues(
  tx: Prisma.TransactionClient,
  code: { readonly siteId: string; readonly number: number },
  before: Values,
  after: Values,
): Promise<void> {
  const known = new Map(before.map(({ value, active }, position) => [value, { active, position }]));
  const placed = after.map((listed, position) => ({ ...listed, position }));
  const added = placed.filter(({ value }) => !known.has(value));
  const changed = placed.filter(({ value, active, position }) => {
    const was = known.get(value);
    return was !== undefined && (was.active !== active || was.position !== position);
  });
  const kept = new Set(after.map(({ value }) => value));
  const gone = before.flatMap(({ value }) => (kept.has(value) ? [] : [value]));
  if (gone.length > 0) await tx.trackingCodeValue.deleteMany({ where: { ...code, value: { in: gone } } });
  if (changed.length > 0) {
    const { siteId, number } = code;
    await tx.$executeRaw`
      UPDATE tracking_code_values v SET active = c.active, position = c.position
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS c(value text, active boolean, position integer)
       WHERE v.site_id = ${siteId}::uuid AND v.number = ${number}::integer AND v.value = c.value`;
  }
  if (added.length > 0) {
    await tx.trackingCodeValue.createMany({ data: added.map((value) => ({ id: newId(), ...code, ...value })) });
  }
}
