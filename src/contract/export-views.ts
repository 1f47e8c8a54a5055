/** Clients taken out of the base: a segment as CSV, and lists of digests for advertising platforms. */
import type { AdIdentifier, AdPlatform } from '../core/ad-list';
import type { IssueView } from './issue-view';

/** Most clients in one answer; a longer segment comes in parts. */
export const EXPORT_PART_CLIENTS = 2000;

/** Which clients, from which one on (0 = with the header). */
export type SegmentExport = { readonly audience: string; readonly offset: number };

/** A part of the CSV text. `nextOffset` null: the last one. `done` of `total` clients stand in the parts up to this one. */
export type SegmentPart = {
  readonly fileName: string;
  readonly text: string;
  readonly done: number;
  readonly total: number;
  readonly nextOffset: number | null;
  readonly issues: readonly IssueView[];
};

/** A list for a platform. `only` counts where the platform takes one kind of values a list. */
export type AdListRequest = { readonly audience: string; readonly platform: AdPlatform; readonly only: AdIdentifier };

/**
 * What the list would hold. `listed` clients agreed to it and have a value; the others are left out: `noConsent` without a yes in the column of
 * the consent to advertising, `optedOut` asked for no letters, `noContact` without a good address or number.
 */
export type AdListCheck = {
  readonly total: number;
  readonly listed: number;
  readonly noConsent: number;
  readonly optedOut: number;
  readonly noContact: number;
  /** Name of the column of that consent; where it is missing, how it is called once it is made. */
  readonly consentColumn: string;
  readonly hasConsentColumn: boolean;
  readonly issues: readonly IssueView[];
};

/** The list as a file: digests only. */
export type AdListFile = AdListCheck & { readonly fileName: string; readonly text: string };
