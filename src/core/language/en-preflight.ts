/** English sentences of the pre-flight. */
export const EN_PREFLIGHT = {
  'preflight.go': 'Gets it',
  'preflight.skip': 'Left out',
  'preflight.held': 'Held out',
  'preflight.nobodySkipped': 'nobody',
  'preflight.written': 'The list is on the tab “{tab}”: {count#recipient|recipients}.',
} as const;
