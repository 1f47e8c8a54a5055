/** How sure a proposal is, as a badge. */
import type { JSX } from 'preact';
import { Badge } from '../../shared/badge';
import { usePage } from '../../shared/context';

/** How sure a proposal is, in words; a correction of the owner's is his own. */
export function Sureness({ corrected, confidence }: { readonly corrected: boolean; readonly confidence: number }): JSX.Element {
  const { words } = usePage();
  if (corrected) return <Badge word={words.say('setUp.chosenByYou')} tone="accent" />;
  if (confidence >= 0.9) return <Badge word={words.say('setUp.certain')} tone="good" />;
  return confidence >= 0.5 ? <Badge word={words.say('setUp.likely')} tone="accent" /> : <Badge word={words.say('setUp.guess')} tone="waiting" />;
}
