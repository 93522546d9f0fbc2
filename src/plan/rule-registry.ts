import type { Rule } from './rule.ts';
import { wrongBrowserProfile } from './rules/browser-profiles.ts';
import { sharedCredential, sharedGatewayToken, weakToken } from './rules/credentials.ts';
import { dividedGateway } from './rules/divided-gateways.ts';
import { endpointInForeignPorts, sharedEndpoint } from './rules/endpoints.ts';
import { openToTheNetwork, plainRemoteEndpoint } from './rules/exposure.ts';
import { brokenFile, schemaMismatch, uselessIgnore } from './rules/file.ts';
import { foreignBrowser } from './rules/foreign-browsers.ts';
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
import { loosePath, wrongKind } from './rules/seen-paths.ts';
import { missingSecret } from './rules/seen-secrets.ts';
import { deadUnit, noLinger } from './rules/services.ts';
import { overridingVariable } from './rules/shell-variables.ts';
import { severalSupervisors } from './rules/supervisors.ts';
import { systemPath } from './rules/system-paths.ts';
import { ambiguousLocalhost, takenPort } from './rules/taken-ports.ts';
import { sharedBrowserFolder, sharedLogFile, unclearPath } from './rules/written-paths.ts';

/** Every rule, by code. Codes never change their meaning and are never used again. */
export const RULES: readonly Rule[] = [
  sameFixedPort,
  fixedPortInRange,
  overlappingRanges,
  blockTooHigh,
  ephemeralPort,
  unusablePort,
  takenPort,
  ambiguousLocalhost,
  ownCdpPort,
  hashedPorts,
  ownFixedPort,
  sharedEndpoint,
  endpointInForeignPorts,
  wrongBrowserProfile,
  plainRemoteEndpoint,
  foreignBrowser,
  sharedBrowserFolder,
  sharedStateDir,
  sharedConfig,
  sharedWorkspace,
  nestedPath,
  unclearPath,
  systemPath,
  wrongKind,
  loosePath,
  sharedLogFile,
  invalidName,
  equalNames,
  reservedName,
  severalSupervisors,
  dividedGateway,
  overridingVariable,
  deadUnit,
  noLinger,
  sharedCredential,
  sharedGatewayToken,
  literalSecret,
  openToTheNetwork,
  weakToken,
  missingSecret,
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
