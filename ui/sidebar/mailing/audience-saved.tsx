/** Saved segments: save the rule at hand under a name, open one, remove one. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SavedSegment, SavedSegments } from '../../../src/contract/audience-views';
import { Button } from '../../shared/button';
import { Checkbox } from '../../shared/checkbox';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';

export interface SavedProps extends Pick<ViewProps, 'tell'> {
  readonly saved: SavedSegments;
  readonly expression: string;
  readonly onOpen: (segment: SavedSegment) => void;
  readonly onChange: (saved: SavedSegments) => void;
}

export function Saved({ saved, expression, onOpen, onChange, tell }: SavedProps): JSX.Element {
  const { server, words } = usePage();
  const [name, setName] = useState('');
  const [replace, setReplace] = useState(false);
  const acting = useActing();
  const isTaken = saved.segments.some((segment) => segment.name.toLowerCase() === name.trim().toLowerCase());
  const save = (): void => acting.act('save', () => server.call('audience.save', { name, expression, replace: isTaken && replace }), (next) => {
    onChange(next);
    setName('');
    setReplace(false);
    tell({ text: words.say('audience.savedDone', { name: name.trim() }) });
  });
  const putBack = (segment: SavedSegment): void => acting.act('save', () => server.call('audience.save', { name: segment.name, expression: segment.expression, replace: false }), onChange);
  const remove = (segment: SavedSegment): void => acting.act(`remove ${segment.name}`, () => server.call('audience.remove', segment.name), (next) => {
    onChange(next);
    tell({ text: words.say('audience.removed', { name: segment.name }), undo: () => putBack(segment) });
  });
  return (
    <section class="section" aria-labelledby="saved">
      <h2 id="saved">{words.say('audience.savedHeading')}</h2>
      <Issues issues={acting.issues} />
      {saved.segments.length === 0 ? <p class="second">{words.say('audience.savedNone')}</p> : (
        <Rows label={words.say('audience.savedHeading')}>
          {saved.segments.map((segment) => (
            <Row key={segment.name}
              title={<Button kind="link" label={words.say('audience.load', { name: segment.name })} onPress={() => onOpen(segment)}>{segment.name}</Button>}
              meta={segment.usedBy.length > 0 ? words.say('audience.usedBy', { names: segment.usedBy.join(', ') }) : ''}
              side={<Button kind="link" label={words.say('audience.removeSaved', { name: segment.name })} busy={acting.running === `remove ${segment.name}`} onPress={() => remove(segment)}>{words.say('audience.remove')}</Button>} />
          ))}
        </Rows>
      )}
      <Input label={words.say('audience.name')} value={name} onChange={setName} />
      {isTaken && <Checkbox checked={replace} onChange={setReplace}>{words.say('audience.replace')}</Checkbox>}
      <div><Button disabled={name.trim() === '' || (isTaken && !replace)} busy={acting.running === 'save'} onPress={save}>{words.say('audience.save')}</Button></div>
    </section>
  );
}
