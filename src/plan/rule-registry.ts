import type { Rule } from './rule.ts';
import { endpointInForeignPorts, sharedEndpoint, wrongBrowserProfile } from './rules/endpoints.ts';
import { brokenFile, schemaMismatch } from './rules/file.ts';
import { equalNames, invalidName, reservedName } from './rules/names.ts';
import { nestedPath, sharedConfig, sharedStateDir, sharedWorkspace, systemPath } from './rules/paths.ts';
import { blockTooHigh, fixedPortInRange, overlappingRanges, ownCdpPort, sameFixedPort } from './rules/ports.ts';
import { dependentRescue, wrongRescue } from './rules/rescue.ts';
import { literalSecret } from './rules/secrets.ts';

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
