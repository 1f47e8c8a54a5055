/** Calendar days of moments in a zone. */
import fc from 'fast-check';
import { cachedOffsets, dateCellOf, intlOffsets } from '../../src/adapters/zone-days';
import { sendFailure } from '../../src/adapters/send-failure';
import { formatIsoDay } from '../../src/core/calendar';

const ZONES = ['Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Africa/Casablanca', 'Australia/Lord_Howe'];

test('the cached table gives the very day the zone has, over changes of the clock', () => {
  fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2030, 0, 1) }), (timeZone, epochMs) => {
    const local = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(epochMs));
    expect(formatIsoDay(dateCellOf(epochMs, cachedOffsets(intlOffsets(timeZone))).day)).toBe(local);
  }), { seed: 7, numRuns: 500 });
});

test('two years of days ask the slow source less than once in three days', () => {
  let asked = 0;
  const slow = intlOffsets('America/New_York');
  const offsets = cachedOffsets((epochMs) => {
    asked += 1;
    return slow(epochMs);
  });
  for (let day = 0; day < 730; day += 1) dateCellOf(Date.UTC(2023, 0, 1) + day * 86_400_000 + 18_000_000, offsets);
  expect(asked).toBeLessThan(240);
});

test('midnight has no second of the day and noon has', () => {
  const offsets = intlOffsets('Europe/Moscow');
  expect(dateCellOf(Date.UTC(2024, 2, 4, 21), offsets)).toEqual({ day: 45356 });
  expect(dateCellOf(Date.UTC(2024, 2, 5, 9), offsets)).toEqual({ day: 45356, secondOfDay: 43_200 });
});

test('an error of sending counts as "surely not sent" only where its text says so, in both languages', () => {
  const kinds = (text: string): string => sendFailure(new Error(text)).kind;
  expect(kinds('User-rate limit exceeded. Retry after 2024-01-01')).toBe('wait');
  expect(kinds('Service invoked too many times for one day: email.')).toBe('daily-limit');
  expect(kinds('Specified permissions are not sufficient to call gmail.users.messages.send.')).toBe('no-permission');
  expect(kinds('Invalid email: x@')).toBe('failed');
  expect(kinds("We're sorry, a server error occurred. Please wait a bit and try again.")).toBe('unknown');
  expect(kinds('К сожалению, произошла ошибка сервера. Подождите немного и повторите попытку.')).toBe('unknown');
  expect(kinds('Слишком много раз за день вызвана служба: email.')).toBe('daily-limit');
});
