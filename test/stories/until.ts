/** How long a test waits for what must come: far longer than any machine needs, and less than the gate gives a file. */
export const PATIENCE_MS = 150_000;

/** Waits until something holds. For what is sure to come on a slow machine too; how long it takes is no test's business. */
export async function until(holds: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if ((await holds()) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Error(`waited ${PATIENCE_MS / 1_000} s in vain`);
}
