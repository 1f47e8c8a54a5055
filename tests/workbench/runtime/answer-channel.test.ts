/**
 * The way back from the host to a blocked worker.
 *
 * @jest-environment node
 */
import { AnswerReader, AnswerWriter, createAnswerMemory } from '../../../scripts/workbench/node';

afterEach(() => jest.restoreAllMocks());

test('a late wake-up of the former answer never passes it off as the next one', () => {
  const memory = createAnswerMemory();
  const writer = new AnswerWriter(memory);
  const reader = new AnswerReader(memory);
  const ask = (): string => reader.request(() => undefined, () => writer.next());
  // The worker saw the first answer without sleeping; the host's wake-up for it comes while the worker waits for the second one.
  const turns: (() => void)[] = [];
  jest.spyOn(Atomics, 'wait').mockImplementation(() => {
    turns.shift()?.();
    return 'ok';
  });
  turns.push(() => writer.answer('first'));
  expect(ask()).toBe('first');
  turns.push(() => undefined, () => undefined, () => writer.answer('second'));
  expect(ask()).toBe('second');
});

test('an answer longer than the shared memory arrives in chunks', () => {
  const memory = createAnswerMemory(7);
  const writer = new AnswerWriter(memory);
  const text = 'длинный ответ 😀 in several chunks';
  expect(new AnswerReader(memory).request(() => writer.answer(text), () => writer.next())).toBe(text);
});
