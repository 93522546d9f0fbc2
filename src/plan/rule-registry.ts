import type { Rule } from './rule.ts';
import { wrongBrowserProfile } from './rules/browser-profiles.ts';
import { sharedCredential, sharedGatewayToken, weakToken } from './rules/credentials.ts';
import { endpointInForeignPorts, sharedEndpoint } from './rules/endpoints.ts';
import { openToTheNetwork, plainRemoteEndpoint } from './rules/exposure.ts';
import { brokenFile, schemaMismatch, uselessIgnore } from './rules/file.ts';
import { hashedPorts } from './rules/hashed-ports.ts';
import { staleLock } from './rules/lock.ts';
import { equalNames, invalidName, reservedName } from './rules/names.ts';
import { nestedPath, sharedConfig, sharedStateDir, sharedWorkspace } from './rules/paths.ts';
import { blockTooHigh, ownCdpPort, ownFixedPort } from './rules/port-limits.ts';
import { ephemeralPort, unusablePort } from './rules/port-places.ts';
import { fixedPortInRange, overlappingRanges, sameFixedPort } from './rules/ports.ts';
import { protectedAbsent } from './rules/protection.ts';
import { dependentRescue } from './rules/rescue.ts';
import { sharedDefaults } from './rules/rescue-credentials.ts';
import { wrongRescue } from './rules/rescue-targets.ts';
import { retiredKey } from './rules/retired-keys.ts';
import { literalSecret } from './rules/secrets.ts';
import { systemPath } from './rules/system-paths.ts';
import { sharedBrowserFolder, sharedLogFile, unclearPath } from './rules/written-paths.ts';

/** Every rule, by code. Codes never change their meaning and are never used again. */
export const RULES: readonly Rule[] = [
  sameFixedPort,
  fixedPortInRange,
  overlappingRanges,
  blockTooHigh,
  ephemeralPort,
  unusablePort,
  ownCdpPort,
  hashedPorts,
  ownFixedPort,
  sharedEndpoint,
  endpointInForeignPorts,
  wrongBrowserProfile,
  plainRemoteEndpoint,
  sharedBrowserFolder,
  sharedStateDir,
  sharedConfig,
  sharedWorkspace,
  nestedPath,
  unclearPath,
  systemPath,
  sharedLogFile,
  invalidName,
  equalNames,
  reservedName,
  sharedCredential,
  sharedGatewayToken,
  literalSecret,
  openToTheNetwork,
  weakToken,
  wrongRescue,
  dependentRescue,
  sharedDefaults,
  schemaMismatch,
  brokenFile,
  uselessIgnore,
  staleLock,
  retiredKey,
  protectedAbsent,
];
