/** The letter one client would get of a template that is being edited, with hints on it. */
import type { TemplateDraft, TemplatePreview } from '../../contract/template-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { contentKind, hintText, hintTodo, letterHints, utf8Bytes } from '../../core/mail/hints';
import type { Template } from '../../core/mail/template';
import { cellText } from '../cells';
import type { ListedClient } from '../client-list';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { letterContent } from './finished-letter';
import type { MailingData } from './mailing-data';
import { addressOf, lastOrders, openMailing } from './mailing-data';
import { planOfTemplate, PREVIEW_LETTER } from './preflight-draft';
import { pastLetters } from './preflight-hints';
import { longCells } from './template-desk';
import type { TemplateRow } from './templates';
import { compile, fieldValues } from './templates';
import { readWebapp } from './unsubscribe';

/**
 * The letter exactly as it would be sent, its second subject, and hints counted over all clients with an address. Reads only. Counted calls: those of
 * `openMailing`, the web app's state 1, Orders 1 for a service letter and 1 where a field asks for the last product.
 * @param clientId the client's number; '' or one who is not there: the first with an address
 */
export function previewTemplate(ports: Ports, draft: TemplateDraft, clientId: string): Outcome<TemplatePreview | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const { base, data } = mailing;
  const tooLong = longCells(draft, base);
  if (tooLong.length > 0) return outcome(null, tooLong);
  const template: TemplateRow = { ...draft, title: draft.title || draft.key };
  const compiled = compile(template, data.clients);
  if (compiled.value === null) return outcome(null, compiled.issues);
  const reachable = data.listed.filter((client) => addressOf(data, client) !== '');
  const client = data.listed.find(({ record }) => clientId !== '' && record.client === clientId) ?? reachable[0] ?? data.listed[0];
  if (client === undefined) return outcome(null, [issue('mail.nobody')]);
  const orders = template.kind === 'service' ? lastOrders(base) : new Map<string, string>();
  const order = orders.get(client.record.key) ?? '';
  const letter = letterContent(mailing, {
    plan: planOfTemplate(mailing, template), template: compiled.value, webapp: readWebapp(ports.scriptStore), record: client.record, letterId: PREVIEW_LETTER, order, variant: 'A',
  });
  const subjectB = compiled.value.hasB ? compiled.value.render(fieldValues(base, data.clients, client.record, order), 'B').subject : '';
  const hints = letterHints({
    source: template,
    kind: template.kind,
    content: contentKind(template.content, template.kind),
    subjects: [letter.subject, subjectB].filter((subject) => subject !== ''),
    letter,
    emptyFields: emptyFields(mailing, compiled.value, reachable, orders),
    past: pastLetters(mailing),
    unsubscribeUrl: letter.unsubscribeUrl,
  });
  return outcome({
    clientId: client.record.client,
    name: cellText(clientCell(data.clients, client.record, 'name')) || client.record.client,
    to: addressOf(data, client),
    subject: letter.subject,
    subjectB,
    preheader: letter.preheader,
    html: letter.html,
    text: letter.text,
    hints: hints.map((hint) => ({ code: hint.code, text: hintText(hint, base.language), todo: hintTodo(hint, base.language), blocks: hint.blocks })),
    bytes: utf8Bytes(letter.html),
    issues: issueViews(compiled.issues, base.language),
  });
}

/** How many clients have nothing in each field without a fallback. */
function emptyFields({ base, data }: MailingData, template: Template, clients: readonly ListedClient[], orders: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (template.fields.length === 0) return counts;
  for (const { record } of clients) {
    for (const field of template.emptyFields(fieldValues(base, data.clients, record, orders.get(record.key) ?? ''))) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return counts;
}
