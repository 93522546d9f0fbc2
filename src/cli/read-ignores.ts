import type { LoadedFleet } from '../load/load-fleet.ts';
import type { Ignore } from '../plan/apply-ignores.ts';
import { type Finding, pointer } from '../plan/finding.ts';

/** Every ignore of a fleet: comments, and the `ignore` lists of its gateways. `findings` say which files may hold comments. */
export async function readIgnores({ path, spec, locate, ignoreComments }: LoadedFleet, findings: readonly Finding[]): Promise<Ignore[]> {
  if (spec === null) return [];
  const listed = spec.gateways.flatMap(({ name, ignore }) =>
    ignore.map(({ rule, reason }, at): Ignore => {
      const place = locate(pointer('gateways', name, 'ignore', at));
      return { code: rule, reason, place, target: { kind: 'gateway', name } };
    }),
  );
  const files = findings.flatMap(({ locations }) => locations.map(({ file }) => file)).filter((file) => file !== path);
  const comments = await ignoreComments(new Set(files));
  if (comments.length === 0) return listed;
  const keys = spec.gateways.map(({ name }) => locate(pointer('gateways', name)));
  const written = comments.flatMap(({ codes, reason, file, place, line }) => {
    const gateways = keys.flatMap((key, at) => (key.file === file && key.line === line ? [spec.gateways[at]?.name ?? ''] : []));
    const location = { pointer: '', file, ...place };
    return codes.map((code): Ignore => ({ code, reason, place: location, target: { kind: 'line', file, line, gateways } }));
  });
  return [...listed, ...written];
}
