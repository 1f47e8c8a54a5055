/** Questions "is this the same client?" and their answers, as data. */
import type { ImportAnswers, ImportQuestion } from '../../../src/contract/import-views';

/** The answer for a person the base does not know. */
export const anotherPerson = 'new';

/** Questions asked before with those asked now: one that was answered is not asked again by the server, but may be answered otherwise. */
export function keptQuestions(before: readonly ImportQuestion[], now: readonly ImportQuestion[]): readonly ImportQuestion[] {
  const asked = new Set(before.map(({ client }) => client));
  return [...before, ...now.filter(({ client }) => !asked.has(client))];
}

/** How many questions have no answer yet. */
export function unansweredCount(questions: readonly ImportQuestion[], answers: ImportAnswers): number {
  return questions.filter(({ client }) => answers[client] === undefined).length;
}

/** The answers with one for every question that has none. "The same" needs exactly one candidate: where there are several, the owner has to choose. */
export function answersOfRest(questions: readonly ImportQuestion[], answers: ImportAnswers, same: boolean): ImportAnswers {
  const rest: Record<string, string> = {};
  for (const { client, candidates } of questions) {
    const [only] = candidates;
    if (answers[client] !== undefined) continue;
    if (!same) rest[client] = anotherPerson;
    else if (only !== undefined && candidates.length === 1) rest[client] = only.clientId;
  }
  return { ...answers, ...rest };
}

/** True when the answers mean the same import: no answer and "another person" are one. */
export function sameAnswers(left: ImportAnswers, right: ImportAnswers): boolean {
  const clients = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...clients].every((client) => (left[client] ?? anotherPerson) === (right[client] ?? anotherPerson));
}
