/** What every use of one person's data reads first: the base, its clients, the Send log. */
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Base } from '../base';
import { openBase } from '../base';
import type { ClientsRead } from '../clients-table';
import { readClients } from '../clients-table';
import type { SendLog } from '../mailing/send-log';
import { readSendLog } from '../mailing/send-log';
import type { Ports } from '../ports';

/** All of it as read. */
export interface PersonalBase {
  readonly base: Base;
  readonly clients: ClientsRead;
  readonly log: SendLog;
}

/** Reads it. 3 counted calls: Settings, Clients, Send log. */
export function openPersonalBase(ports: Ports): Outcome<PersonalBase | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  const log = readSendLog(base);
  return log.value === null ? outcome(null, log.issues) : outcome({ base, clients: clients.value, log: log.value });
}
