/** What the law asks of letters to clients, in plain words. */
import type { JSX } from 'preact';
import type { WordKey } from '../../language/ru';
import { usePage } from '../../shared/context';

const parts: readonly (readonly [title: WordKey, text: WordKey])[] = [
  ['consents.lawAd', 'consents.lawAdWhat'], ['consents.lawData', 'consents.lawDataWhat'], ['consents.lawAbroad', 'consents.lawAbroadWhat'], ['consents.lawEu', 'consents.lawEuWhat'],
  ['consents.lawGdpr', 'consents.lawGdprWhat'],
];

export function ConsentsLaw(): JSX.Element {
  const { words } = usePage();
  return (
    <>
      <p>{words.say('consents.lawWhat')}</p>
      {parts.map(([title, text]) => (
        <section key={title} class="section" aria-labelledby={title}>
          <h2 id={title}>{words.say(title)}</h2>
          <p>{words.say(text)}</p>
        </section>
      ))}
    </>
  );
}
