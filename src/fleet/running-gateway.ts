/** File in the state folder in which a running gateway says where it serves, so that commands ask the right port. */
export const RUNNING_FILE = 'gateway.running.json';

/** Written when all ports serve, removed when it stops. What it says is proven by asking, never believed. */
export type RunningRecord = { readonly pid: number; readonly port: number };
