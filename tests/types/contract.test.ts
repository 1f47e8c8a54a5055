/** Types of the contract: JSON-safe both ways, and the server has a handler for each method. The compiler checks; the test proves it looked. */
import type { MethodName, ServerApi } from '../../src/contract/server-api';
import type { Handlers } from '../../src/entry/api';
import type { Safe, UnsafeMethods } from './json-safe';
import { ARGUMENT_CHECKS, argumentsFit, isMethod } from '../../src/contract/validators';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const everyMethodIsJsonSafe: Same<UnsafeMethods<ServerApi>, never> = true;
const aDateIsNot: Safe<{ readonly at: Date }> = false;
const aNestedFunctionIsNot: Safe<{ readonly list: readonly { readonly run: () => void }[] }> = false;
const handlersCoverTheContract: Same<keyof Handlers, MethodName> = true;

test('every method of the contract is JSON-safe and handled, and the check itself can fail', () => {
  expect([everyMethodIsJsonSafe, aDateIsNot, aNestedFunctionIsNot, handlersCoverTheContract]).toEqual([true, false, false, true]);
});

test('arguments are refused unless they fit: count, type, range and unknown keys', () => {
  expect(Object.keys(ARGUMENT_CHECKS).length).toBeGreaterThan(30);
  expect(argumentsFit('base.setUp', ['ru'])).toBe(true);
  expect(argumentsFit('base.setUp', ['de'])).toBe(false);
  expect(argumentsFit('base.setUp', [])).toBe(false);
  expect(argumentsFit('home.view', ['more'])).toBe(false);
  expect(argumentsFit('clients.show', ['x'.repeat(50_001)])).toBe(false);
  expect(argumentsFit('dormant.view', [-1])).toBe(false);
  expect(argumentsFit('import.chunk', [{ importId: 'a', chunkIndex: 0, rows: [[1, 'b', null, true, { day: 45000 }]] }])).toBe(true);
  expect(argumentsFit('import.chunk', [{ importId: 'a', chunkIndex: 0, rows: [[{ run: 1 }]] }])).toBe(false);
  expect(argumentsFit('import.chunk', [{ importId: 'a', chunkIndex: 0, rows: Array.from({ length: 5001 }, () => []) }])).toBe(false);
  expect(argumentsFit('mailing.decide', [{ mailingId: 'm', letterId: 'l', outcome: 'maybe' }])).toBe(false);
});

test('names of the prototype are no methods', () => {
  expect(['constructor', 'toString', '__proto__', '', 'rpc', 1, null].filter(isMethod)).toEqual([]);
  expect(isMethod('home.view')).toBe(true);
});
