import { join } from 'node:path';
import { observeConfig } from '../../drivers/config-file.ts';
import { type ProbeAnswer, probeGateway } from '../../drivers/gateway-prober.ts';
import { readKey } from '../../drivers/key-file.ts';
import { INSTANCE_SECRET_FILE } from '../../fleet/gateway-proof.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { includeWay } from '../../fleet/runtime.ts';
import { readRunningRecord } from '../../gateway/running-record.ts';
import { findListener } from '../../os/listeners.ts';
import { fieldAt } from '../../plan/desired-config.ts';
import { jsonText } from '../../render/json-text.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readHost } from '../read-host.ts';
import { readInstance } from '../read-instance.ts';

const TIMEOUT_MS = 3_000;

/** 0 proven with the config that is on the disk, 1 not. No token is sent: only the signature of the answer counts. */
export async function runGatewayProbe(call: Call): Promise<number> {
  const { profile, stateDir, configPath, port: given } = readInstance(call);
  const [config, secret, record] = await Promise.all([
    observeConfig(profile, configPath, { way: includeWay('omniclaw', readHost(call.environment).home), givenIn: () => [] }),
    readKey(join(stateDir, INSTANCE_SECRET_FILE)),
    readRunningRecord(stateDir),
  ]);
  const written = fieldAt(config?.value ?? {}, ['gateway', 'port']);
  const configured = typeof written === 'number' ? written : null;
  const port = given ?? record?.port ?? configured;
  if (port === null) {
    throw new OmniclawError('OCE_REFUSED', `nothing says on which port "${profile}" is: "${configPath}" names none`, {
      hint: '--port 18789',
    });
  }
  const answer = await probeGateway(port, secret ?? '', { timeoutMs: TIMEOUT_MS });
  const holder = answer.kind === 'proven' || answer.kind === 'silent' ? null : await findListener(port);
  const sameConfig = answer.kind === 'proven' && answer.proof.configHash === config?.hash;
  const verdict = answer.kind === 'proven' ? (sameConfig ? 'proven' : 'other-config') : answer.kind;
  const elsewhere = configured === null || configured === port ? '' : ` (its config says port ${configured})`;
  const message = `${describe(answer, { profile, port, verdict })}${elsewhere}`;
  const by = holder === null || holder.pid === null ? '' : `: process ${holder.pid} (${holder.command})`;
  if (call.has('json')) {
    const proof = answer.kind === 'proven' ? answer.proof : null;
    const facts = {
      pid: proof?.pid ?? holder?.pid ?? null,
      startId: proof?.startId ?? null,
      configHash: { file: config?.hash ?? null, process: proof?.configHash ?? null },
      command: holder?.command ?? null,
    };
    call.terminal.out(
      jsonText({
        schema: 'omniclaw.probe.v1',
        formatVersion: '1.0',
        profile,
        port,
        configuredPort: configured,
        verdict,
        message: `${message}${by}`,
        ...facts,
      }),
    );
  } else call.terminal.out(`${printable(`${message}${by}`)}\n`);
  return verdict === 'proven' ? 0 : 1;
}

type Asked = { readonly profile: string; readonly port: number; readonly verdict: string };

function describe(answer: ProbeAnswer, { profile, port, verdict }: Asked): string {
  switch (answer.kind) {
    case 'proven':
      return `"${profile}" answers on port ${port} as process ${answer.proof.pid}, ${verdict === 'proven' ? 'with the config on the disk' : 'but with another config than the one on the disk'}`;
    case 'stranger':
      return `port ${port} is answered by a gateway that says it is profile "${answer.claims}", and cannot prove to be "${profile}"`;
    case 'foreign':
      return `port ${port} is held by something else than a gateway: ${answer.problem}`;
    case 'silent':
      return `nothing listens on port ${port}`;
    default:
      return answer satisfies never;
  }
}
