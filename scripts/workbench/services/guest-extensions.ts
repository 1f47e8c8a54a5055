/** Code of services that runs inside the script's realm; bundled into the guest runtime. */
import type { GuestExtension } from '../runtime/guest/extension';
import { htmlServiceExtension, templateExtension } from './html/template-guest';

export const guestExtensions: readonly GuestExtension[] = [templateExtension, htmlServiceExtension];
