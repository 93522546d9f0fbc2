import type { ServiceRegistration } from './observed-gateway.ts';
import type { ServiceProgram, ServiceResource } from './resource.ts';

/**
 * How a service that somebody else has set up differs from what is declared. It may start its gateway in its own way as
 * long as that is the same gateway: the same folder and config file, no other port, no other program than a `pinned` one.
 */
export function foreignDifferences(
  { program, port }: ServiceResource,
  { program: theirs }: ServiceRegistration,
  pinned: 'yes' | 'no',
): string[] {
  if (theirs === null) return ['its unit was not made by omniclaw and cannot be read'];
  const places = Object.entries(program.env).filter(([name]) => /_(?:STATE_DIR|CONFIG_PATH)$/.test(name));
  const others = places.flatMap(([name, path]) =>
    theirs.env[name] === undefined || theirs.env[name] === path ? [] : [`its unit, which omniclaw did not make, says another ${name}`],
  );
  const started = portOf(theirs);
  return [
    ...others,
    ...(started === null || started === port ? [] : [`its unit, which omniclaw did not make, starts it on port ${started}`]),
    ...(pinned === 'no' || isSameProgram(program, theirs) ? [] : ['its unit, which omniclaw did not make, starts another program']),
  ];
}

/** Whether both start something of one installation: its own unit may start another file of it, with another Node. */
function isSameProgram({ argv: [first = '', second = ''] }: ServiceProgram, { argv }: ServiceProgram): boolean {
  const script = second.startsWith('/') ? second : first;
  const folder = script.slice(0, script.lastIndexOf('/') + 1);
  return argv.some((word) => word.startsWith(folder));
}

/** The port that a command line or an environment insists on; `null`: the config decides. */
function portOf({ argv, env }: ServiceProgram): number | null {
  const word =
    argv.find((one) => one.startsWith('--port='))?.slice('--port='.length) ?? argv.find((_, index) => argv[index - 1] === '--port');
  const variable = Object.entries(env).find(([name]) => name.endsWith('_GATEWAY_PORT'))?.[1];
  const text = word ?? variable ?? '';
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
}
