/** The services of this user under every driver of this host. One service has one driver: each step first ends it under the others. */
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { ancestryOf } from '../os/descendants.ts';
import type { ServiceStep } from '../plan/diff-service.ts';
import type { ObservedService } from '../plan/observed-gateway.ts';
import type { ServiceDriverKind, ServiceResource } from '../plan/resource.ts';
import { type BatchedQuery, batchQueries } from './batch-queries.ts';
import type { AskAll } from './questions.ts';
import type { DriverAccess, Observed, ServiceDriver } from './service-driver.ts';

export type WantedService = Pick<ServiceResource, 'id' | 'driver'>;

export type Services = {
  observe(wanted: WantedService): Promise<Pick<ObservedService, 'registration' | 'elsewhere' | 'supervisor'>>;
  /** The supervisor, where it was asked for services and runs. */
  asker(): Promise<AskAll | null>;
  /** The main processes that a service has, under any driver. */
  processesOf(wanted: WantedService): Promise<readonly number[]>;
  /** Name of the service that has started a process, or whose main process it is; `null`: none of ours. */
  serviceOf(pid: number): string | null;
  /** Why a service will not come up by itself; `null` while it may. */
  failure(wanted: WantedService): Promise<string | null>;
  carryOut(step: ServiceStep, lockFile: string | null): Promise<void>;
  close(): void;
};

type Opened = { readonly driver: ServiceDriver; readonly look: BatchedQuery<Observed> };

export function openServices(accesses: readonly DriverAccess[]): Services {
  const opening = new Map<ServiceDriverKind, Promise<Opened>>();
  const opened: ServiceDriver[] = [];
  const open = (kind: ServiceDriverKind): Promise<Opened> => {
    const known = opening.get(kind);
    if (known !== undefined) return known;
    const next = openOne(accesses, kind).then((driver) => {
      opened.push(driver);
      return { driver, look: batchQueries((names) => driver.observe(names)) };
    });
    opening.set(kind, next);
    return next;
  };
  const others = async ({ id, driver }: WantedService): Promise<Opened[]> => {
    const asked = accesses.filter(({ kind }) => kind !== driver);
    const answers = await Promise.all(asked.map(async (access) => ((await access.mayKnow(id)) === 'maybe' ? [access.kind] : [])));
    return Promise.all(answers.flat().map(open));
  };
  const observe: Services['observe'] = async (wanted) => {
    const [own, rest] = await Promise.all([open(wanted.driver), others(wanted)]);
    const [registration = null, ...found] = await Promise.all([own, ...rest].map(({ look }) => look(wanted.id)));
    if (registration instanceof OmniclawError) throw registration;
    const elsewhere = rest.flatMap(({ driver }, at) => {
      const other = found[at] ?? null;
      // What is not ours there is left alone: it is no registration that we could end.
      return other === null || other instanceof OmniclawError ? [] : [{ driver: driver.kind, registration: other }];
    });
    return { registration, elsewhere, supervisor: own.driver.manager() };
  };
  return {
    observe,
    processesOf: async (wanted) => {
      const { registration, elsewhere } = await observe(wanted);
      return [registration, ...elsewhere.map((other) => other.registration)].flatMap((one) => one?.pid ?? []);
    },
    serviceOf: (pid) => {
      for (const at of ancestryOf(pid)) {
        const name = opened.map((driver) => driver.serviceOf(at)).find((one) => one !== null) ?? null;
        if (name !== null) return name;
      }
      return null;
    },
    asker: async () => (await opening.get('supervisor'))?.driver.asker?.() ?? null,
    failure: async (wanted) => (await open(wanted.driver)).driver.failure(wanted.id),
    carryOut: async (step, lockFile) => {
      for (const { driver, look } of await others(step.resource)) {
        const known = await look(step.resource.id);
        if (known !== null && !(known instanceof OmniclawError)) await driver.carryOut(asDeletion(step), lockFile);
      }
      await (await open(step.resource.driver)).driver.carryOut(step, lockFile);
    },
    close: () => {
      for (const driver of opened) driver.close();
    },
  };
}

function openOne(accesses: readonly DriverAccess[], wanted: ServiceDriverKind): Promise<ServiceDriver> {
  const access = accesses.find(({ kind }) => kind === wanted);
  if (access !== undefined) return access.open();
  throw new OmniclawError('OCE_UNSUPPORTED', `"service.driver" "${wanted}" is not to be had on this platform`, {
    hint: 'set service.driver to "auto"',
  });
}

function asDeletion({ change, resource }: ServiceStep): ServiceStep {
  return { kind: 'service', resource, change: { ...change, action: 'delete', after: null } };
}
