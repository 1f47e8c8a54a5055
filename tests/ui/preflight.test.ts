/** What the views of a mailing decide without a screen: the choice, the recipients, the letter's frame, whether a mailing goes on. */
import type { MailingProgress } from '../../src/contract/mailing-views';
import { framedLetter } from '../../ui/shared/mailing/letter-frame';
import { namesOf } from '../../ui/shared/mailing/hints';
import { firstDayOf, foundRecipients, recipientsOf } from '../../ui/shared/mailing/recipients';
import { isOthers, mayGoOn, standingKind } from '../../ui/shared/mailing/standing';
import { readMailingRequest } from '../../ui/shared/opening';
import { sortedItems } from '../../ui/shared/table';
import { composeChoices, holdOutShare, requestOf } from '../../ui/sidebar/mailing/choice';
import { mailingRoute } from '../../ui/sidebar/mailing/mailing';
import { brokenMailing, mailingReplies } from './sample-mailing';

const replies = mailingReplies('en');
const { rows } = replies['mailing.preflight'];

test('a mailing opens where it can be dealt with', () => {
  const row = { ...replies['mailing.home'].mailings[0]!, unknown: 0, state: 'finished' as const };
  expect(mailingRoute(row)).toMatchObject({ view: 'result' });
  expect(mailingRoute({ ...row, state: 'waiting' })).toMatchObject({ view: 'sending', start: false });
  expect(mailingRoute({ ...row, state: 'waiting', unknown: 1 })).toMatchObject({ view: 'letters' });
});

describe('a new mailing', () => {
  const { templates, audiences } = replies['mailing.home'];

  test('begins with a good template and the audience asked for', () => {
    const broken = [{ ...templates[0]!, key: 'broken', ok: false }, ...templates];
    expect(composeChoices({ templates: broken }, audiences, 'all')).toMatchObject({ templateKey: 'return', audience: 'all', holdOut: 'none' });
    expect(composeChoices({ templates: [] }, [{ ...audiences[0]!, withEmail: 0 }, audiences[1]!], null)).toMatchObject({ templateKey: '', audience: 'all' });
  });

  test('keeps what was chosen before the way to the check and back, but not over a group asked for', () => {
    const before = { templateKey: 'ready', audience: 'all', holdOut: 'own', ownPercent: '25' } as const;
    expect(composeChoices({ templates }, audiences, null, before)).toEqual(before);
    expect(composeChoices({ templates }, audiences, audiences[0]!.expression, before)).toEqual({ ...before, audience: audiences[0]!.expression });
    expect(composeChoices({ templates: [templates[0]!] }, audiences, null, before)).toMatchObject({ templateKey: 'return' });
  });

  test('holds out a tenth, an own share up to a half, or nobody', () => {
    const shares = ['', '0', '1', '12,5', '50 %', '51', 'ten', '-5', '1e1'].map((ownPercent) => holdOutShare({ holdOut: 'own', ownPercent }));
    expect(shares).toEqual([null, null, 0.01, 0.125, 0.5, null, null, null, null]);
    expect(holdOutShare({ holdOut: 'tenth', ownPercent: 'ten' })).toBe(0.1);
    expect(holdOutShare({ holdOut: 'none', ownPercent: 'ten' })).toBe(0);
  });

  test('asks the server for no share where nobody is held out, and for none in a service letter', () => {
    const choice = { templateKey: 'return', audience: 'all', holdOut: 'tenth', ownPercent: '' } as const;
    expect(requestOf(choice, true)).toEqual({ templateKey: 'return', audience: 'all', holdOutShare: 0.1 });
    expect(requestOf(choice, false)).toEqual({ templateKey: 'return', audience: 'all' });
    expect(requestOf({ ...choice, holdOut: 'none' }, true)).toEqual({ templateKey: 'return', audience: 'all' });
    expect(requestOf({ ...choice, holdOut: 'own', ownPercent: '80' }, true)).toBeNull();
  });

  test('a preflight page takes only a whole request', () => {
    expect(readMailingRequest('{"templateKey":"a","audience":"b","more":1}')).toEqual({ templateKey: 'a', audience: 'b' });
    expect(readMailingRequest('{"templateKey":"a","audience":"b","holdOutShare":0.1}')).toEqual({ templateKey: 'a', audience: 'b', holdOutShare: 0.1 });
    for (const bad of ['', 'null', '[]', '{"templateKey":"a"}', '{']) expect(readMailingRequest(bad)).toBeNull();
  });
});

describe('recipients', () => {
  test('stand in three kinds, whose numbers make up the list', () => {
    const groups = recipientsOf(rows);
    expect([groups.go.length, groups.skip.length, groups.held.length]).toEqual([68, 3, 7]);
    expect(firstDayOf(groups.go)).toBe('2026-11-22');
    expect(firstDayOf(groups.held)).toBeNull();
  });

  test('are found by name, address, subject and reason within their kind', () => {
    const { skip, go } = recipientsOf(rows);
    expect(foundRecipients(skip, '')).toHaveLength(3);
    expect(foundRecipients(skip, 'CONSENT').map((row) => row.name)).toEqual(['Lily & Co']);
    expect(foundRecipients(go, 'consent')).toEqual([]);
    expect(foundRecipients(go, 'client7@').map((row) => row.clientId)).toEqual(['c7']);
  });

  test('5,000 of them are sorted and searched within a blink', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({ ...rows[1]!, clientId: `c${index}`, name: `Client ${(index * 7_919) % 5_000}`, email: `c${index}@example.com` }));
    const columns = [{ key: 'name', title: 'Name', cell: () => null, sortBy: (row: (typeof many)[number]) => row.name }];
    const started = performance.now();
    const sorted = sortedItems(foundRecipients(recipientsOf(many).go, 'client'), columns, { key: 'name', falling: false });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(sorted.slice(0, 3).map(({ name }) => name)).toEqual(['Client 0', 'Client 1', 'Client 10']);
  });
});

test('a hint names the first clients and counts the others', () => {
  const [long, empty] = replies['mailing.preflight'].hints;
  expect(namesOf(empty!, 'and 9 more')).toBe('Mary Bell 2, Mary Bell 3, Mary Bell 7 and 9 more');
  expect(namesOf(long!, 'and 0 more')).not.toContain('more');
});

describe('the frame of a letter', () => {
  const html = '<!DOCTYPE html><html><style>@media ( prefers-color-scheme : dark ){p{color:#fff}}@media (prefers-color-scheme:light){p{color:#000}}</style><p>Hello</p></html>';

  test('leaves a light letter as it is, with its doctype first, and lets no link carry it away', () => {
    expect(framedLetter(html, false)).toBe(`${html}<base target="_blank">`);
  });

  test('shows the dark look of the letter itself', () => {
    const dark = framedLetter(html, true);
    expect(dark).toContain('@media (min-width: 0){p{color:#fff}}@media (max-width: 0){p{color:#000}}');
    expect(dark.indexOf('<!DOCTYPE')).toBe(0);
  });
});

describe('a mailing that is not being sent', () => {
  const progress = replies['mailing.progress'];
  const at = (change: Partial<MailingProgress>): MailingProgress => ({ ...progress, ...change });

  test('goes on by a press when it was stopped or something may leave, not when it waits or is finished', () => {
    expect(mayGoOn(brokenMailing('en'))).toBe(true);
    expect(mayGoOn(at({ state: 'stopped', canContinue: false, left: 0 }))).toBe(false);
    expect(mayGoOn(at({ state: 'waiting', canContinue: false }))).toBe(false);
    expect(mayGoOn(at({ state: 'running', canContinue: true }))).toBe(true);
  });

  test('that another person sends is told apart from one that waits or was stopped', () => {
    expect(isOthers(at({ canContinue: false }))).toBe(true);
    expect(isOthers(progress)).toBe(false);
    expect(isOthers(at({ canContinue: false, waitText: 'tomorrow' }))).toBe(false);
    expect(isOthers(replies['mailing.stop'])).toBe(false);
    expect(isOthers(at({ canContinue: false, left: 0, state: 'finished' }))).toBe(false);
  });

  test('says by its tone whether something is wrong', () => {
    expect(standingKind(at({ state: 'finished', failed: 0, unknown: 0 }))).toBe('good');
    expect(standingKind(at({ state: 'finished', failed: 1 }))).toBe('warning');
    expect(standingKind(at({ state: 'waiting' }))).toBe('info');
    expect(standingKind(replies['mailing.stop'])).toBe('warning');
    expect(standingKind(brokenMailing('ru'))).toBe('error');
  });
});
