/** Where the sidebar is: one of the views of the menu, or a place reached from one of them. */
import type { SidebarView } from '../../src/contract/base-views';
import type { CleaningKind } from '../../src/contract/cleaning-views';
import type { MailingRequest } from '../../src/contract/mailing-views';

/** Parts of the view of movement. */
export type MovementPart = 'moves' | 'months' | 'cohorts';

/** A place in the sidebar. */
export type Route =
  | { readonly view: SidebarView }
  | { readonly view: 'movement'; readonly part: MovementPart }
  | { readonly view: 'forecast' }
  | { readonly view: 'clients'; readonly audience: string; readonly title: string }
  | { readonly view: 'duplicateGroup'; readonly id: string }
  | { readonly view: 'download'; readonly audience: string }
  | { readonly view: 'findings'; readonly kind: CleaningKind; readonly code: string; readonly title: string; readonly ids: readonly string[] }
  /** With the key of an automation ('' for a new one) the rule is taken back to it. */
  | { readonly view: 'audience'; readonly expression: string; readonly automation?: string }
  | { readonly view: 'automationEdit'; readonly key: string }
  | { readonly view: 'automationToday'; readonly key: string }
  | { readonly view: 'compose'; readonly audience: string | null }
  | { readonly view: 'check'; readonly request: MailingRequest }
  | { readonly view: 'sending'; readonly mailingId: string; readonly start: boolean }
  | { readonly view: 'letters'; readonly mailingId: string }
  | { readonly view: 'results' }
  | { readonly view: 'result'; readonly mailingId: string }
  | { readonly view: 'templates' }
  | { readonly view: 'consents' }
  | { readonly view: 'consentClient'; readonly clientId: string }
  | { readonly view: 'consentsDue' }
  | { readonly view: 'consentsLaw' }
  | { readonly view: 'unsubscribe' };

/** Moves through the sidebar: forward to a place, back to where one came from. */
export interface Travel {
  readonly go: (route: Route) => void;
  readonly back: () => void;
}

/** The way back after a step forward: home starts it anew, the same place is not kept twice. */
export function wayAfter(way: readonly Route[], next: Route): readonly Route[] {
  if (next.view === 'home') return [next];
  // A mailing that was confirmed is not made a second time by going back.
  if (next.view === 'sending') return [...way.filter((route) => route.view !== 'compose' && route.view !== 'check'), next];
  const last = way[way.length - 1];
  return last !== undefined && JSON.stringify(last) === JSON.stringify(next) ? way : [...way, next];
}

/** The way back after a step back: home is never left empty. */
export function wayBack(way: readonly Route[]): readonly Route[] {
  return way.length > 1 ? way.slice(0, -1) : [{ view: 'home' }];
}
