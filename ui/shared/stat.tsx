/** The one number that matters with its unit; when it stands for clients it opens them. */
import type { ComponentChildren, JSX } from 'preact';
import { Button } from './button';

export interface StatProps {
  /** The number as shown, with thousands spaces or a currency sign. */
  readonly figure: string;
  /** Unit in words, agreeing with the number. */
  readonly unit: string;
  /** Change since the last snapshot, in words. */
  readonly change?: string;
  readonly onOpen?: () => void;
  readonly openLabel?: string;
}

export function Stat({ figure, unit, change, onOpen, openLabel }: StatProps): JSX.Element {
  return (
    <div class="stat">
      <div class="stat-figure">
        {onOpen === undefined ? figure : <Button kind="link" onPress={onOpen} label={openLabel ?? `${figure} ${unit}`}>{figure}</Button>}
      </div>
      <div class="stat-label">{unit}</div>
      {change !== undefined && change !== '' && <div class="second">{change}</div>}
    </div>
  );
}

/** Figures side by side. @param wide for dialogs, three in a line */
export function Stats({ children, wide = false }: { readonly children: ComponentChildren; readonly wide?: boolean }): JSX.Element {
  return <div class="figures-frame"><div class={wide ? 'figures figures-wide' : 'figures'}>{children}</div></div>;
}
