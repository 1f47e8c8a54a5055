/** A view whose data come from the server: placeholders first, then the data, or why there are none with a button to try again. */
import type { ComponentChildren, JSX } from 'preact';
import { Button } from './button';
import { usePage } from './context';
import { Issues } from './issues';
import type { Loaded } from './loading';
import { Placeholder } from './placeholder';

export interface LoadedViewProps<Value> {
  readonly loaded: Loaded<Value>;
  readonly children: (value: Value) => ComponentChildren;
  readonly lines?: number;
}

export function LoadedView<Value>({ loaded, children, lines = 6 }: LoadedViewProps<Value>): JSX.Element {
  const { words } = usePage();
  const retry = <Button onPress={loaded.again} busy={loaded.loading}>{words.say('action.again')}</Button>;
  return (
    <>
      {loaded.issues.length > 0 && <Issues issues={loaded.issues} action={retry} />}
      {loaded.value === null ? loaded.loading && loaded.issues.length === 0 && <Placeholder lines={lines} label={words.say('page.loading')} /> : children(loaded.value)}
    </>
  );
}
