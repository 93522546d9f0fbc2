/** What a profile appends to names; nothing for the unnamed one. */
export function profileSuffix(profile: string, separator: string): string {
  return profile === 'default' ? '' : `${separator}${profile}`;
}
