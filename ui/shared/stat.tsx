/** The one number that matters with its unit; when it stands for clients it opens them. */
import type { JSX } from 'preact';
import { Button } from './button';

/** Longer figures take a line of their own, so that a currency sign never stands alone. */
const longFigure = 10;

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
    <div class={figure.length > longFigure ? 'stat stat-wide' : 'stat'}>
      <div class="stat-figure">
        {onOpen === undefined ? figure : <Button kind="link" onPress={onOpen} label={openLabel ?? `${figure} ${unit}`}>{figure}</Button>}
      </div>
      <div class="stat-label">{unit}</div>
      {change !== undefined && change !== '' && <div class="second">{change}</div>}
    </div>
  );
}
