/**
 * Values that cross between a script's realm and the host.
 *
 * @jest-environment node
 */
import fc from 'fast-check';
import { decode, encode, EnumValue, type CodecSide } from '../../../scripts/workbench/node';
import { Bench } from './fixture';

const side: CodecSide = {
  handleOf: () => undefined,
  enumOf: (value) => (value instanceof EnumValue ? value : undefined),
  object: () => undefined,
  enumValue: (enumName, name) => EnumValue.of(enumName, name),
  date: (epochMs) => new Date(epochMs),
  dateOf: (value) => (value instanceof Date ? value.getTime() : undefined),
};

/** Anything a script may hand over: JSON values, special numbers, dates, enums, lone surrogates, odd keys. */
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: false }),
    fc.constant(EnumValue.of('Spreadsheet.BorderStyle', 'SOLID')), fc.constantFrom('\ud800', '$', '__proto__'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', 'v', '__proto__')), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test('what is encoded and decoded comes back equal, special numbers and undefined included', () => {
  fc.assert(fc.property(anyValue, (value) => {
    expect(decode(encode(value, side), side)).toStrictEqual(value);
  }), { seed: 7, numRuns: 500 });
});

test('a function becomes a marker and a cycle throws instead of looping', () => {
  expect(typeof decode(encode([() => 1], side), side)).toBe('object');
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => encode(cycle, side)).toThrow(RangeError);
});

describe('through a real execution', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = Bench.create();
    bench.install('function main(value) { return SpreadsheetApp.echo(value); }');
  });
  afterAll(() => bench.dispose());

  test('values survive the way into the realm, through a service and back', async () => {
    const samples = fc.sample(anyValue, { seed: 11, numRuns: 60 });
    const record = await bench.run('main', [samples]);
    expect(record.result).toStrictEqual(samples);
  });

  test('an answer of many megabytes arrives whole', async () => {
    bench.install('function main() { var rows = SpreadsheetApp.big(60000); var last = rows[59999]; return [rows.length, last[1], last[2].getTime(), last.length]; }');
    const record = await bench.run('main');
    expect(record.result).toEqual([60_000, 'текст 59999 😀', 59_999_000, 5]);
  });
});
