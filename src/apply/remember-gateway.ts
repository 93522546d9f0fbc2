import { createHash } from 'node:crypto';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { readFileSafely } from '../os/read-file.ts';
import { realPath } from '../os/real-path.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { GenerationContent, Generations } from './generations.ts';
import { type Ledger, ledgerEntry, rememberedFields } from './ledger.ts';

/** A gateway that is as declared. `content`: its declaration; `null`: no copy of it may be kept. */
export type Remembered = {
  readonly fleet: string;
  readonly desired: DesiredGateway;
  readonly content: GenerationContent | null;
  /** `done`: it was changed and proven just now. */
  readonly outcome: 'done' | 'unchanged';
};

/**
 * Keeps the declaration of a gateway that runs, then writes down what was applied. The ledger names the declaration that is
 * kept, so a run that ended between the proof and the record is made good by the next one, which finds nothing to do.
 */
export async function rememberGateway(
  { ledger, generations }: { readonly ledger: Ledger; readonly generations: Generations },
  { fleet, desired, content, outcome }: Remembered,
): Promise<void> {
  const { gateway, state } = desired;
  const known = ledger.entry(gateway)?.generation ?? '';
  if (content === null || state !== 'running') return ledger.record(gateway, ledgerEntry(fleet, desired, known));
  const hash = createHash('sha256')
    .update(canonicalJson({ fleet: content.fleet, document: content.document }))
    .digest('hex')
    .slice(0, 16);
  if (outcome === 'done' || hash !== known) {
    await generations.record(gateway, content);
    const proven = runtimeOf(desired.runtime).hasConfig ? await readFileSafely(realPath(desired.config.id)) : null;
    if (proven !== null) await generations.keepConfig(gateway, proven.text);
  }
  return ledger.record(gateway, ledgerEntry(fleet, desired, hash));
}

/** Writes down the fields that are about to be written into a config, so that they can be taken out again however that ends. */
export async function rememberTrial(ledger: Ledger, fleet: string, desired: DesiredGateway): Promise<void> {
  const entry = ledger.entry(desired.gateway);
  const known = new Set(rememberedFields(entry).map((field) => JSON.stringify(field)));
  const news = desired.config.fields.filter((field) => !known.has(JSON.stringify(field)));
  if (news.length === 0) return;
  const base = entry ?? { ...ledgerEntry(fleet, desired, ''), fields: [] };
  await ledger.record(desired.gateway, { ...base, tried: [...base.tried, ...news] });
}
