/** Letters of an automation that answered to an event already under another name: of a client merged or numbered anew since, or of another client at the same address. */
import type { Automation } from '../../core/automations/automation';
import { CATCH_UP_DAYS } from '../../core/automations/automation';
import type { Occurrence } from '../../core/automations/occurrences';
import { automationLetterId } from '../../core/automations/still-due';
import { mergedIds } from '../archive';
import type { ListedClient } from '../client-list';
import type { ClientRecord } from '../clients-table';
import type { MailingData } from '../mailing/mailing-data';
import { addressOf } from '../mailing/mailing-data';

/** Two events of one client within the days of catching up are two: another date, another change of class. Only the id of the letter tells them apart. */
const SEVERAL_EVENTS: readonly Automation['kind'][] = ['date', 'class_changed'];
/** Events told apart by the order. */
const OF_ORDERS: readonly Automation['kind'][] = ['after_order', 'survey'];

/**
 * Looked at for as long as a letter may still be caught up on; afterwards nothing is due a second time. Calls nothing, but for kinds of several events
 * where a client has such letters: then the Archive tells who was merged into him (1 counted call for an open base).
 */
export class FormerLetters {
  /** `occurrence, order, who`: a client by his key, an address by its hash where its client is gone. */
  private readonly answered = new Set<string>();
  /** Ids of letters by the key of the client under whom they stand in the log now. */
  private readonly standing = new Map<string, string[]>();
  private parts: ReadonlyMap<string, readonly string[]> | null = null;
  private neighbours: ReadonlyMap<string, readonly ClientRecord[]> | null = null;

  constructor(private readonly mailing: MailingData, private readonly automation: Automation, todayDay: number) {
    const { log, base, data } = mailing;
    const { key, kind } = automation;
    log.plans.forEach((plan) => {
      if (plan.automation !== key || base.ports.clock.dayOf(plan.createdMs) < todayDay - CATCH_UP_DAYS[kind]) return;
      for (const { letterId, clientKey, addressHash, order = '' } of log.lettersOf(plan.mailing)) {
        if (SEVERAL_EVENTS.includes(kind)) this.standing.set(clientKey, [...(this.standing.get(clientKey) ?? []), letterId]);
        else this.answered.add(this.nameOf(plan.occurrence, order, clientKey));
        if (addressHash !== '' && !data.clients.recordOf.has(clientKey)) this.answered.add(this.nameOf(plan.occurrence, order, `@${addressHash}`));
      }
    });
  }

  /** True when the letter was planned before, though not under this client's id. */
  has({ record }: ListedClient, { id, plan, event }: Occurrence): boolean {
    if (this.isOfMerged(record, id)) return true;
    const address = addressOf(this.mailing.data, { record });
    if (!OF_ORDERS.includes(this.automation.kind) || event.order !== '') {
      const who = [record.key, ...(address === '' || this.answered.size === 0 ? [] : [`@${this.mailing.hashOf(address)}`])];
      if (who.some((name) => this.answered.has(this.nameOf(plan, event.order, name)))) return true;
    }
    return address !== '' && this.neighboursAt(address).some((other) => other.key !== record.key
      && [other.id, other.key].some((clientId) => clientId !== '' && this.mailing.log.knows(automationLetterId(this.automation.key, clientId, id))));
  }

  /** True when a client who was merged into this one got the letter: the merge put the key of the one who stays into the log, the id of the letter is the other's. */
  private isOfMerged({ key, id: own }: ClientRecord, occurrence: string): boolean {
    const standing = this.standing.get(key);
    if (standing === undefined) return false;
    this.parts ??= mergedIds(this.mailing.base, this.mailing.data.clients);
    return (this.parts.get(key) ?? []).some((id) => id !== own && standing.includes(automationLetterId(this.automation.key, id, occurrence)));
  }

  private nameOf(occurrence: string, order: string, who: string): string {
    return `${occurrence}\n${OF_ORDERS.includes(this.automation.kind) ? order : ''}\n${who}`;
  }

  private neighboursAt(address: string): readonly ClientRecord[] {
    if (this.neighbours === null) {
      const found = new Map<string, ClientRecord[]>();
      for (const record of this.mailing.data.clients.records) {
        const at = addressOf(this.mailing.data, { record });
        const known = found.get(at);
        if (known === undefined) found.set(at, [record]);
        else known.push(record);
      }
      this.neighbours = found;
    }
    return this.neighbours.get(address) ?? [];
  }
}
