// A mailing of 200 letters over step and allowance borders, killed at every call and on both sides of it in `npm run fuzz`, at some calls otherwise.
import { expectSafe, killableMailing } from '../domain/mailing-kill-runs';
import { killPoints } from '../entry/kill-points';

const LETTERS = 200;
const USUAL_STEP = 131;

test('a mailing of 200 letters killed at any call sends nobody twice, loses nobody, and shows what nobody knows', () => {
  const mailing = killableMailing(LETTERS, { 'mailing.dailyLimit': '120', 'mailing.perMinute': '60' });
  expect(mailing.calls).toBeGreaterThan(LETTERS * 4);
  for (const point of killPoints(mailing.calls, 7, USUAL_STEP)) expectSafe(mailing, [{ at: point.killAt, moment: point.moment }]);
}, 7_200_000);
