/** What one requirement is, and a short way to write it. */

/** A test by its file and its title, or a part of the title that no other test of the file has; of test.each the text as it stands in the source. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

export interface Requirement {
  readonly id: string;
  /** What is asked, in a few words. */
  readonly text: string;
  readonly tests: readonly NamedTest[];
}

export interface Section {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** A requirement held by tests; each is `file: title`. */
export function held(id: string, text: string, ...tests: readonly string[]): Requirement {
  return {
    id,
    text,
    tests: tests.map((test) => {
      const at = test.indexOf(': ');
      return { file: `tests/${test.slice(0, at)}.test.ts`, title: test.slice(at + 2) };
    }),
  };
}
