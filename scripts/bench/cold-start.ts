/** Compile and first call of the pushed bundle in a bare context: what each execution on Google's side pays at least. */
import vm from 'node:vm';
import { medianOf, table } from './measure';

const runs = 15;

/** Prints medians of compiling, evaluating and the first call of `Code.js`. */
export function benchColdStart(code: string): string {
  const compile: number[] = [];
  const evaluate: number[] = [];
  const firstCall: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    let started = performance.now();
    // A different last line keeps V8 from answering out of its compilation cache.
    const script = new vm.Script(`${code}\n// ${run}`);
    compile.push(performance.now() - started);
    const context = vm.createContext(Object.create(null) as object);
    started = performance.now();
    script.runInContext(context);
    evaluate.push(performance.now() - started);
    started = performance.now();
    const answer: unknown = vm.runInContext(`RFM([['a'],['b']], [[45000],[45010]], [[10],[20]], 45020)`, context);
    firstCall.push(performance.now() - started);
    if (!JSON.stringify(answer).includes('"a"')) throw new Error(`the first call answered ${JSON.stringify(answer)}`);
  }
  const shown = (values: readonly number[]): string => `${medianOf(values).toFixed(1)} ms`;
  return table([
    [`Cold start of Code.js (${Math.round(code.length / 1024)} kB), median of ${runs}`, ''],
    ['  compile', shown(compile)],
    ['  evaluate (declarations only)', shown(evaluate)],
    ['  first call (loads the bundle)', shown(firstCall)],
  ]);
}
