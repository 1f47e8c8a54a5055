/** Checks of appsscript.json that must hold before anything is built or pushed. */

/** Scopes the product was designed for (README, "Permissions"); another one is a decision, not a slip. */
export const allowedScopes: readonly string[] = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.scriptapp',
  'https://www.googleapis.com/auth/gmail.send',
  'https://www.googleapis.com/auth/script.send_mail',
  'https://www.googleapis.com/auth/userinfo.email',
];

interface Manifest {
  readonly runtimeVersion?: string;
  readonly oauthScopes?: readonly string[];
  readonly webapp?: { readonly access?: string; readonly executeAs?: string };
  readonly dependencies?: { readonly enabledAdvancedServices?: readonly { readonly serviceId?: string }[] };
}

/**
 * Refuses a manifest that would make the pushed script work differently from the tested one.
 *
 * @throws Error naming what is missing or too much
 */
export function checkManifest(text: string): void {
  const manifest = JSON.parse(text) as Manifest;
  const faults: string[] = [];
  const scopes = manifest.oauthScopes ?? [];
  for (const scope of allowedScopes) if (!scopes.includes(scope)) faults.push(`the scope ${scope} is missing`);
  for (const scope of scopes) if (!allowedScopes.includes(scope)) faults.push(`the scope ${scope} is not one Clientura asks for`);
  if (manifest.runtimeVersion !== 'V8') faults.push('runtimeVersion must be V8');
  if (manifest.webapp?.access !== 'ANYONE_ANONYMOUS' || manifest.webapp.executeAs !== 'USER_DEPLOYING') {
    faults.push('webapp must be {access: ANYONE_ANONYMOUS, executeAs: USER_DEPLOYING}: the unsubscribe page is opened without a login');
  }
  if (!manifest.dependencies?.enabledAdvancedServices?.some(({ serviceId }) => serviceId === 'gmail')) faults.push('the Gmail service must be enabled');
  if (faults.length > 0) throw new Error(`appsscript.json: ${faults.join('; ')}.`);
}
