import type { Rule } from './rule.ts';
import { wrongBrowserProfile } from './rules/browser-profiles.ts';
import { endpointInForeignPorts, sharedEndpoint } from './rules/endpoints.ts';
import { brokenFile, schemaMismatch } from './rules/file.ts';
import { equalNames, invalidName, reservedName } from './rules/names.ts';
import { nestedPath, sharedConfig, sharedStateDir, sharedWorkspace } from './rules/paths.ts';
import { blockTooHigh, ownCdpPort } from './rules/port-limits.ts';
import { fixedPortInRange, overlappingRanges, sameFixedPort } from './rules/ports.ts';
import { dependentRescue } from './rules/rescue.ts';
import { wrongRescue } from './rules/rescue-targets.ts';
import { literalSecret } from './rules/secrets.ts';
import { systemPath } from './rules/system-paths.ts';

/** Every rule, by code. Codes never change their meaning and are never used again. */
export const RULES: readonly Rule[] = [
  sameFixedPort,
  fixedPortInRange,
  overlappingRanges,
  blockTooHigh,
  ownCdpPort,
  sharedEndpoint,
  endpointInForeignPorts,
  wrongBrowserProfile,
  sharedStateDir,
  sharedConfig,
  sharedWorkspace,
  nestedPath,
  systemPath,
  invalidName,
  equalNames,
  reservedName,
  literalSecret,
  wrongRescue,
  dependentRescue,
  schemaMismatch,
  brokenFile,
];
