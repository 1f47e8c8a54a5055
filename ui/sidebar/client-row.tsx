/** One client in a list: name (a press goes to the row in the sheet), class with its reason, money and silence. */
import type { JSX } from 'preact';
import type { ClientRow } from '../../src/contract/segment-views';
import { Badge, type BadgeTone } from '../shared/badge';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Row } from '../shared/row';
import { Why } from '../shared/why';

const bandTones: Readonly<Record<string, BadgeTone>> = { on_time: 'good', due: 'accent', late: 'waiting', dormant: 'waiting', lost: 'danger' };

/** Tone of a dormancy band; bands of the owner's own making stay plain. */
export function bandTone(band: string): BadgeTone {
  return bandTones[band] ?? 'plain';
}

export interface ClientItemProps {
  readonly client: ClientRow;
  /** Which figure stands at the right. */
  readonly figure: 'money' | 'atRisk';
  readonly onLocate: (client: ClientRow) => void;
}

export function ClientItem({ client, figure, onLocate }: ClientItemProps): JSX.Element {
  const { words } = usePage();
  const silence = client.daysSilent === null ? '' : words.say('client.silent', { days: client.daysSilent });
  return (
    <Row
      title={<Button kind="link" onPress={() => onLocate(client)} label={words.say('client.locate', { name: client.name })}>{client.name}</Button>}
      meta={(
        <>
          <span class="line client-classes">
            <Why text={client.why}>
              {figure === 'atRisk' && client.bandLabel !== '' ? <Badge word={client.bandLabel} tone={bandTone(client.band)} /> : <Badge letter={client.abcxyz} word={client.segmentLabel} />}
            </Why>
          </span>
          <span>{[words.say('client.orders', { orders: client.orders }), silence].filter(Boolean).join(' · ')}</span>
        </>
      )}
      side={(
        <>
          <span>{figure === 'atRisk' ? client.moneyAtRiskShown : client.moneyShown}</span>
          {figure === 'atRisk' && <span class="second block">{words.say('client.atRisk')}</span>}
        </>
      )}
    />
  );
}
