/** "Is this the same client?": the row of the file beside the clients it may be, answered one by one or all that are left at once. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ImportAnswers, ImportQuestion } from '../../../src/contract/import-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import type { ImportEvent } from './flow';
import { anotherPerson, unansweredCount } from './questions';

/** Questions shown at once; more are asked for by a press. */
const shownAtOnce = 5;

export interface QuestionsSectionProps {
  readonly questions: readonly ImportQuestion[];
  readonly answers: ImportAnswers;
  readonly happen: (event: ImportEvent) => void;
}

export function QuestionsSection({ questions, answers, happen }: QuestionsSectionProps): JSX.Element {
  const { words } = usePage();
  const [limit, setLimit] = useState(shownAtOnce);
  const left = unansweredCount(questions, answers);
  return (
    <section class="section" aria-labelledby="questions">
      <h2 id="questions">{words.say('import.questions')}</h2>
      <div class="line line-apart">
        <p class="second" role="status">{left === 0 ? words.say('import.questionsDone') : words.say('import.questionsLeft', { count: left })}</p>
        {left > 0 && (
          <span class="line">
            <Button kind="link" onPress={() => happen({ event: 'restAnswered', same: true })}>{words.say('import.restSame')}</Button>
            <Button kind="link" onPress={() => happen({ event: 'restAnswered', same: false })}>{words.say('import.restOther')}</Button>
          </span>
        )}
      </div>
      {questions.slice(0, limit).map((question) => (
        <Question key={question.client} question={question} answer={answers[question.client] ?? ''} onAnswer={(answer) => happen({ event: 'answered', client: question.client, answer })} />
      ))}
      {questions.length > limit && (
        <div><Button onPress={() => setLimit(limit + 4 * shownAtOnce)}>{words.say('import.questionsMore', { count: questions.length - limit })}</Button></div>
      )}
    </section>
  );
}

function Question({ question, answer, onAnswer }: { readonly question: ImportQuestion; readonly answer: string; readonly onAnswer: (answer: string) => void }): JSX.Element {
  const { words } = usePage();
  const id = useId();
  const option = (value: string, title: string, details: string): JSX.Element => (
    <label key={value} class="checkbox">
      <input type="radio" name={id} value={value} checked={answer === value} onChange={() => onAnswer(value)} />
      <span class="checkbox-text">{title}{details !== '' && <span class="second block">{details}</span>}</span>
    </label>
  );
  return (
    <fieldset class="question" aria-labelledby={id}>
      <div class="question-side">
        <p class="second">{words.say('import.questionFile', { row: String(question.rowNumber) })}</p>
        <p id={id} class="row-title">{question.title}</p>
        <p class="second">{question.details}</p>
      </div>
      <div class="question-side">
        <p class="second">{words.say('import.questionBase')}</p>
        {question.candidates.map((candidate) => option(candidate.clientId, candidate.title, candidate.details))}
        {option(anotherPerson, words.say('import.otherPerson'), '')}
      </div>
    </fieldset>
  );
}
