/** Whether a thrown value is the operating system's refusal of that name, for example `ENOENT`. */
export function hasErrno(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === name;
}
