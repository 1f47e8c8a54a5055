/** How long an operation waits for another one to end. */
export const LOCK_WAIT_MS = 5000;
