/** Saved segments as the pages use them: listed, saved, removed, and offered as audiences. */
import type { SavedSegments, SegmentDraft } from '../../contract/audience-views';
import type { AudienceOption } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { isShortName } from '../../core/mail/audience';
import { quoted } from '../../core/mail/audience-syntax';
import { foldFieldName } from '../../core/mail/template';
import { openBase } from '../base';
import type { ClientBase } from '../client-list';
import { audienceOption, ownSegmentsOf, readClientBase, selectClients } from '../client-list';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import type { StoredSegment } from './segments';
import { dropSegment, LONGEST_SEGMENT, readSegments, segmentNamed, writeSegment } from './segments';

const LONGEST_NAME = 60;

/** Saved segments by name. 1 counted call, 1 more where some are saved. */
export function viewSegmentsSaved(ports: Ports): Outcome<SavedSegments | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  return outcome(savedView(readSegments(opened.value), opened.value.settingIssues, opened.value.language));
}

function savedView(segments: readonly StoredSegment[], issues: readonly Issue[], language: Language): SavedSegments {
  return {
    segments: segments.map(({ name, expression, made }) => ({ name, expression, made, usedBy: usersOf(segments, name) })),
    issues: issueViews(issues, language),
  };
}

/** Names of the segments that name this one. */
function usersOf(segments: readonly StoredSegment[], name: string): string[] {
  return segments.filter((other) => other.name !== name && namesOf(other.expression).includes(foldFieldName(name))).map((other) => other.name);
}

/** Folded texts of an expression that may be a name: those in quotation marks, single words, and the whole. A value that reads like the name counts too: a segment rather stays than goes. */
function namesOf(expression: string): string[] {
  const inQuotes = expression.match(/"[^"]*"|«[^»]*»|'[^']*'/g) ?? [];
  const words = expression.replace(/"[^"]*"|«[^»]*»|'[^']*'/g, ' ').match(/[^\s()=<>!,;]+/g) ?? [];
  return [...inQuotes.map((text) => foldFieldName(text.slice(1, -1))), ...words.map(foldFieldName), foldFieldName(expression)];
}

/**
 * Saves a segment. Refused: a name that is none or is taken, a rule that is not understood, one that would contain itself. Under the
 * document lock; the counted calls of reading the base (2 or 3), of `writeSegment`, and 4 for lock, state and flush.
 */
export function saveSegment(ports: Ports, draft: SegmentDraft): Outcome<SavedSegments | null> {
  return underLock(ports, () => {
    const opened = openBase(ports);
    if (opened.value === null) return outcome(null, opened.issues);
    const base = opened.value;
    const read = readClientBase(base);
    if (read.value === null) return outcome(null, read.issues);
    const saved = read.value.saved();
    const name = draft.name.replace(/[\s\u00a0]+/g, ' ').trim();
    const expression = draft.expression.trim() === '' ? 'all' : draft.expression.trim();
    const wrong = nameIssue(read.value, name, draft.replace, saved) ?? (expression.length > LONGEST_SEGMENT ? issue('audience.tooLong', { length: expression.length, limit: LONGEST_SEGMENT }) : null);
    if (wrong !== null) return outcome(null, [wrong]);
    const kept = { name, expression, made: '', rowIndexes: [] };
    const others = saved.filter((segment) => foldFieldName(segment.name) !== foldFieldName(name));
    const alone = selectClients(read.value, expression, others);
    const whole = selectClients(read.value, quoted(name), [...others, kept]);
    // A mistake in the rule is told by itself; one that comes of the name standing in it is told with the name.
    if (whole.value === null) return outcome(null, alone.value === null && !whole.issues.some(({ code }) => code === 'audience.cycle') ? alone.issues : whole.issues);
    const written = writeSegment(base, name, expression);
    if (written.value === null) return outcome(null, written.issues);
    base.saveState();
    return outcome(savedView(written.value, base.settingIssues, base.language));
  });
}

function nameIssue(data: ClientBase, name: string, replace: boolean, saved: readonly StoredSegment[]): Issue | null {
  if (name === '' || name.length > LONGEST_NAME || /[\n\r"'«»()<>=!,;]/.test(name) || /^(and|or|not|in|contains|и|или|не|из|среди|содержит|содержат)$/i.test(name)) return issue('audience.nameBad', { name });
  if (isShortName(name, ownSegmentsOf(data))) return issue('audience.nameTaken', { name });
  return !replace && segmentNamed(saved, name) !== undefined ? issue('audience.nameTaken', { name }) : null;
}

/** Removes a saved segment; one that others are made of stays. Under the document lock; the reading of the base (1 or 2 counted calls), `dropSegment`, and 4 for lock, state and flush. */
export function removeSegment(ports: Ports, name: string): Outcome<SavedSegments | null> {
  return underLock(ports, () => {
    const opened = openBase(ports);
    if (opened.value === null) return outcome(null, opened.issues);
    const base = opened.value;
    const saved = readSegments(base);
    const segment = segmentNamed(saved, name);
    if (segment === undefined) return outcome(null, [issue('audience.savedMissing', { name })]);
    const users = usersOf(saved, segment.name);
    if (users.length > 0) return outcome(null, [issue('audience.savedUsed', { name: segment.name, users: users.map((user) => `"${user}"`).join(', ') })]);
    const left = dropSegment(base, segment);
    if (left.value === null) return outcome(null, left.issues);
    base.saveState();
    return outcome(savedView(left.value, base.settingIssues, base.language));
  });
}

/** Saved segments as audiences to choose from; one whose rule is broken by now is left out. Counted calls of `selectClients`. */
export function savedAudiences(data: ClientBase): AudienceOption[] {
  return data.saved().reduce<AudienceOption[]>((all, { name }) => {
    const option = audienceOption(data, quoted(name), name).value;
    return option === null ? all : [...all, option];
  }, []);
}
