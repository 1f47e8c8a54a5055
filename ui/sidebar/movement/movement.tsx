/** Movement of clients in time: who changed class since a kept day, months with new, kept, returned and lost clients, cohorts. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../../shared/context';
import { Segmented } from '../../shared/segmented';
import type { MovementPart } from '../route';
import type { ViewProps } from '../sidebar';
import { Cohorts } from './cohorts';
import { Migration } from './migration';
import { Months } from './months';

export function Movement({ part: first, ...props }: ViewProps & { readonly part: MovementPart }): JSX.Element {
  const { words } = usePage();
  const [part, setPart] = useState(first);
  return (
    <>
      <Segmented label={words.say('movement.part')} value={part} onChange={setPart} options={[
        { value: 'moves', label: words.say('movement.moves') },
        { value: 'months', label: words.say('movement.months') },
        { value: 'cohorts', label: words.say('movement.cohorts') },
      ]} />
      {part === 'moves' && <Migration {...props} />}
      {part === 'months' && <Months />}
      {part === 'cohorts' && <Cohorts />}
    </>
  );
}
