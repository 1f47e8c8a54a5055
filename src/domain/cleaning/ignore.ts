/** What cleaning leaves out for ever: single findings and whole codes, listed and taken back. */
import type { CleaningIgnore, IgnoredList } from '../../contract/cleaning-views';
import type { FindingCode } from '../../core/contacts/finding';
import { FINDING_CODES } from '../../core/contacts/finding';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { openBase } from '../base';
import type { Decision, DecisionKind, StoredDecision } from '../decisions';
import { addDecisions, readDecisions, removeDecisions } from '../decisions';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import { foundOf, lookThrough } from './found';
import { codeTitle } from './scan';

const KINDS: readonly DecisionKind[] = ['clean.finding', 'clean.code'];
const LISTED = 200;
const LONGEST_VALUE = 100;

/**
 * Ignores findings by their ids, or a whole code. Ids that name no finding any more are passed over. Counted calls: lock, Settings,
 * 3 for the tab of the kind where single findings are ignored, those of `addDecisions`, state, flush, release.
 */
export function ignoreFindings(ports: Ports, request: CleaningIgnore): Outcome<number | null> {
  return underLock(ports, () => ignored(ports, request));
}

function ignored(ports: Ports, { part, ids }: CleaningIgnore): Outcome<number | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { language } = base;
  const decisions: Decision[] = [];
  if (ids.length === 0) {
    const code = codeOf(part.code);
    if (code === null) return outcome(null, [issue('request.bad', { detail: part.code })]);
    decisions.push({ kind: 'clean.code', key: code, details: `${say(language, `clean.kind.${part.kind}`)}: ${codeTitle(code, language)}` });
  } else {
    const { value: looked, issues } = lookThrough(base, [part.kind]);
    if (looked === null) return outcome(null, issues);
    const asked = new Set(ids);
    for (const { id, ignoreKey, client, table, columnIndex, finding, code } of foundOf(looked, part)) {
      if (!asked.has(id)) continue;
      const details = say(language, 'clean.ignoredCell', { client, column: table.titles[columnIndex] ?? '', value: finding.before.slice(0, LONGEST_VALUE) });
      decisions.push({ kind: 'clean.finding', key: ignoreKey, details: `${codeTitle(code, language)}. ${details}` });
    }
  }
  const kept = addDecisions(base, decisions);
  if (kept.value === null) return outcome(null, kept.issues);
  base.saveState();
  return outcome(ofCleaning(kept.value).length);
}

/** Everything ignored, the newest first. 2 counted calls, 1 without any. */
export function listIgnored(ports: Ports): Outcome<IgnoredList | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const entries = ofCleaning(readDecisions(base)).reverse();
  return outcome({
    total: entries.length,
    entries: entries.slice(0, LISTED).map(({ kind, key, details, time }) => ({ key, title: kind === 'clean.code' ? say(base.language, 'clean.ignoredAll') : '', details, time })),
    issues: [],
  });
}

/** Takes entries off the list. Counted calls: lock, Settings, decisions, 1 for each run of rows, flush, release. */
export function unignoreFindings(ports: Ports, keys: readonly string[]): Outcome<number | null> {
  return underLock(ports, () => {
    const opened = openBase(ports);
    const base = opened.value;
    if (base === null) return outcome(null, opened.issues);
    const left = removeDecisions(base, KINDS, keys);
    return left.value === null ? outcome(null, left.issues) : outcome(ofCleaning(left.value).length);
  });
}

function ofCleaning(decisions: readonly StoredDecision[]): StoredDecision[] {
  return decisions.filter(({ kind }) => KINDS.includes(kind));
}

function codeOf(text: string): FindingCode | null {
  return FINDING_CODES.find((code) => code === text) ?? null;
}
