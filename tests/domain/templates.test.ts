/** Templates on ports in memory: reading new and old tabs, the fields of a client, saving by key, taking out and putting back, starters, previews. */
import type { TemplateDraft, TemplateSaved } from '../../src/contract/template-views';
import { areTemplateKeys, isTemplateDraft } from '../../src/contract/template-validators';
import { bodyMark } from '../../src/core/mail/template-body';
import { foldFieldName } from '../../src/core/mail/template';
import { valueText } from '../../src/core/mail/template-values';
import { segmentKeyOf, segmentName } from '../../src/core/language/names';
import { openBase } from '../../src/domain/base';
import { readClients } from '../../src/domain/clients-table';
import { fieldNames, fieldValues, groupedFields } from '../../src/domain/mailing/field-values';
import { addStarters, getTemplate, listTemplates, removeTemplate, saveTemplate } from '../../src/domain/mailing/template-desk';
import { previewTemplate } from '../../src/domain/mailing/template-preview';
import { compile, contentOf, readTemplates } from '../../src/domain/mailing/templates';
import { answerCheck, saveWebapp } from '../../src/domain/mailing/unsubscribe';
import type { Ports } from '../../src/domain/ports';
import { MemoryWorld } from './in-memory-ports';
import { dormantBase, dormantRows, importRows } from './sample-base';
import { recalculate } from '../../src/domain/recalculate';

const DRAFT: TemplateDraft = {
  key: 'spring', title: 'Spring', kind: 'marketing', content: 'useful', subject: 'Hello {{Name|friend}}', subjectB: 'Spring, {{Name|friend}}', preheader: 'Tulips are here',
  body: '<p>Hello {{Name|friend}}</p>', text: 'Hello {{Name|friend}} in words', html: '', senderName: 'Anna', senderAddress: 'shop@example.com', replyTo: 'anna@example.com',
  attachments: 'https://drive.google.com/file/d/1',
};
const made = dormantBase(3);
const fresh = (): MemoryWorld => made.clone();
const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);
const save = (world: MemoryWorld, draft: TemplateDraft, fingerprint = ''): TemplateSaved | null => world.run((ports) => saveTemplate(ports, draft, fingerprint)).value?.value ?? null;
const get = (world: MemoryWorld, key: string) => world.run((ports) => getTemplate(ports, key)).value?.value ?? null;
const writes = (calls: readonly string[]): string[] => calls.filter((call) => /write|format|append|remove|set|show/.test(call));

/** A base made before the tab had its later columns. */
function olderBase(): MemoryWorld {
  const world = fresh();
  const tab = world.tab('templates');
  tab.rows.forEach((row) => row.splice(7));
  tab.marks.splice(7);
  tab.owners.splice(7);
  tab.hidden.clear();
  tab.rows.splice(4);
  return world;
}

/** Work in an opened base with its clients. */
function inBase<T>(world: MemoryWorld, work: (base: NonNullable<ReturnType<typeof openBase>['value']>, clients: NonNullable<ReturnType<typeof readClients>['value']>, ports: Ports) => T): { readonly value: T; readonly calls: readonly string[] } {
  const { value, calls } = world.run((ports) => {
    const base = openBase(ports).value;
    const clients = base === null ? null : readClients(base).value;
    if (base === null || clients === null) throw new Error('no base');
    return work(base, clients, ports);
  });
  if (value === null) throw new Error('killed');
  return { value, calls };
}

describe('reading', () => {
  test('a new base has the whole starter set with all columns, the finished letter hidden', () => {
    const world = fresh();
    const rows = inBase(world, (base) => readTemplates(base).value ?? []).value;
    expect(rows).toHaveLength(18);
    expect(rows[3]).toMatchObject({ key: 'win-back-1', kind: 'marketing', content: 'useful', preheader: 'It has been a while, so we thought we would ask', subjectB: '', html: '', text: '' });
    const tab = world.tab('templates');
    expect([...tab.hidden]).toEqual([tab.marks.indexOf('html')]);
  });

  test('an older tab without the later columns goes on', () => {
    const rows = inBase(olderBase(), (base) => readTemplates(base).value ?? []).value;
    expect(rows.map(({ key, content, html, senderAddress }) => [key, content, html, senderAddress])).toEqual([['come-back', '', '', ''], ['thank-you', '', '', ''], ['order-ready', '', '', '']]);
    const { value } = olderBase().run(listTemplates);
    expect(value?.value?.templates.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(value?.value?.starters.map(({ key }) => key)).toContain('welcome-6');
  });

  test('the kind of content is read in both languages', () => {
    expect(['useful', 'Польза', 'полезное', 'promo', 'Offer', 'Предложение', 'реклама', '', 'x'].map(contentOf)).toEqual(['useful', 'useful', 'useful', 'promo', 'promo', 'promo', 'promo', '', '']);
  });
});

describe('the fields of a client', () => {
  /** Orders with products, one client with a birthday. */
  function shop(): MemoryWorld {
    const world = new MemoryWorld();
    const rows = dormantRows(3).map((row, index) => [...row, index % 5 === 4 ? `Tulips ${index}` : index % 5 === 3 ? 'Roses' : '']);
    importRows(world, rows, { header: ['Order', 'Date', 'Client', 'Amount', 'Email', 'Consent', 'Shop', 'Product'], mapping: { order: 0, date: 1, client: 2, amount: 3, email: 4, consent: 5, product: 7 } }, 50);
    world.run((ports) => recalculate(ports));
    return world;
  }

  const shown = (world: MemoryWorld, template: string): { readonly text: string; readonly calls: readonly string[] } => {
    const { value, calls } = inBase(world, (base, clients) => {
      const { value: compiled, issues } = compile({ subject: 's', body: template }, clients);
      if (compiled === null) throw new Error(codes({ issues }).join());
      const record = clients.records[1];
      return record === undefined ? '' : compiled.render(fieldValues(base, clients, record, '2-5')).text.replace(/\u00a0/g, ' ');
    });
    return { text: value, calls };
  };

  test('figures keep their types, so that formats and comparisons work; names are known in both languages', () => {
    const world = shop();
    expect(shown(world, '{{Days silent}} / {{Дней без покупок:number}} / {{average_bill}} / {{Средний чек:число}} / {{Last purchase:day}} / {{Purchases:plural:order|orders}}').text)
      .toBe('407 days / 407 / $200.50 / 200.5 / 5 May / 5 orders');
    expect(shown(world, '{{#if Segment = Потерянные}}lost{{else}}{{Segment}}{{/if}}').text).toMatch(/^[A-Z]/);
    expect(shown(world, '{{#if Purchases > 4}}often{{/if}} {{Name}} {{First name}} {{order}}').text).toBe('often Client 2 Client 2 2-5');
    const segment = world.column('clients', 'segment')[1] as string;
    for (const name of [segment, segmentName(segmentKeyOf(segment), 'ru'), segmentKeyOf(segment)]) expect(shown(world, `{{#if Сегмент = ${name}}}same{{/if}}`).text).toBe('same');
  });

  test('the last product is that of the newest order, read from Orders only when a template asks for it', () => {
    const world = shop();
    const without = shown(world, '{{Name}} {{Revenue|0}}'.replace('Revenue', 'Money'));
    const known = shown(world, '{{Last product|nothing}} {{Последний товар|nothing}}');
    expect(known.text).toBe('Tulips 9 Tulips 9');
    expect(known.calls.length - without.calls.length).toBe(1);
    expect(shown(made.clone(), '{{last_product|nothing}}').text).toBe('nothing');
  });

  test('one read of Orders serves all clients', () => {
    const world = shop();
    const { value, calls } = inBase(world, (base, clients) => clients.records.map((record) => fieldValues(base, clients, record, '').find('last product')));
    expect(value).toEqual(['Tulips 4', 'Tulips 9', 'Tulips 14']);
    expect(calls.filter((call) => call === 'read')).toHaveLength(3);
  });

  test('a column of the owner keeps its name against a computed field, and every field is known by name', () => {
    const world = shop();
    const clients = world.tab('clients');
    const at = clients.rows[0]?.length ?? 0;
    clients.rows.forEach((row, index) => { row[at] = index === 0 ? 'Last product' : `Own ${index}`; });
    expect(shown(world, '{{Last product}} / {{Последний товар}}').text).toBe('Own 2 / Tulips 9');
    const { value } = inBase(world, (base, read) => fieldNames(read).filter((name) => fieldValues(base, read, read.records[0]!, '1').find(foldFieldName(name)) === undefined));
    expect(value).toEqual([]);
  });

  test('the picker groups fields with an example each, and reads nothing more for it', () => {
    const { value: groups, calls } = inBase(shop(), (base, clients) => groupedFields(base, clients));
    const field = (key: string) => groups.flatMap(({ fields }) => fields).find((candidate) => candidate.key === key);
    expect(groups.map(({ group, label }) => [group, label])).toEqual([['client', 'The client'], ['figures', 'Figures'], ['letter', 'This letter']]);
    expect(field('name')).toMatchObject({ group: 'client', example: 'Client 1', insert: '{{Name|friend}}', kind: 'text' });
    expect(field('revenue')).toMatchObject({ group: 'figures', kind: 'money', insert: '{{Money}}' });
    expect(field('last_order')).toMatchObject({ kind: 'date' });
    expect(field('last_product')).toMatchObject({ group: 'figures', example: '' });
    expect(field('order')).toMatchObject({ group: 'letter' });
    for (const hidden of ['id', 'consent', 'unsubscribed']) expect(field(hidden)).toBeUndefined();
    expect(calls.filter((call) => call === 'read')).toHaveLength(2);
  });
});

describe('saving', () => {
  test('a new letter is put under the last row as text, comes back as it was written, and counts its calls', () => {
    const world = fresh();
    const { value, calls } = world.run((ports) => saveTemplate(ports, { ...DRAFT, subject: '=1+1 {{Name|friend}}', senderName: '+7 900' }, ''));
    expect(value?.value).toMatchObject({ key: 'spring', rowNumber: 20, issues: [] });
    const back = get(world, 'spring');
    expect(back).toMatchObject({ fingerprint: value?.value?.fingerprint, rowNumber: 20, issues: [], draft: { ...DRAFT, subject: '=1+1 {{Name|friend}}', senderName: '+7 900' } });
    const tab = world.tab('templates');
    const formats = tab.extras?.get(tab.rows[19] ?? [])?.formats;
    expect(tab.rows[19]?.every((cell, index) => cell === '' || formats?.get(index) === '@')).toBe(true);
    expect(calls).toEqual(['lock', 'read', 'read', 'format', 'write', 'read', 'flush', 'unlock']);
  });

  test('a letter without a key gets the first free one', () => {
    const world = fresh();
    expect([save(world, { ...DRAFT, key: '' })?.key, save(world, { ...DRAFT, key: ' ' })?.key]).toEqual(['letter-1', 'letter-2']);
  });

  test('one row is written by its key, wherever it was moved to and however it was sorted', () => {
    const world = fresh();
    const before = save(world, DRAFT);
    const { rows } = world.tab('templates');
    rows.splice(1, rows.length - 1, ...rows.slice(1).reverse());
    const others = JSON.stringify(rows.filter((row) => row[0] !== 'spring'));
    const after = save(world, { ...DRAFT, subject: 'Changed' }, before?.fingerprint);
    expect(after?.rowNumber).toBe(2);
    expect(get(world, 'spring')?.draft.subject).toBe('Changed');
    expect(JSON.stringify(world.tab('templates').rows.filter((row) => row[0] !== 'spring'))).toBe(others);
    expect(get(world, 'spring')?.fingerprint).toBe(after?.fingerprint);
  });

  test('columns of the owner and his words for the kind are left alone', () => {
    const world = fresh();
    const saved = save(world, { ...DRAFT, kind: 'service', content: 'promo' });
    const tab = world.tab('templates');
    const at = tab.rows[0]?.length ?? 0;
    tab.rows.forEach((row, index) => { row[at] = index === 0 ? 'My note' : `note ${index}`; });
    const row = tab.rows.find((cells) => cells[0] === 'spring') ?? [];
    row[tab.marks.indexOf('kind')] = 'Служебное';
    row[tab.marks.indexOf('content')] = 'Акция';
    const again = save(world, { ...DRAFT, kind: 'service', content: 'promo', title: 'Other' }, saved?.fingerprint);
    expect([row[at], row[tab.marks.indexOf('kind')], row[tab.marks.indexOf('content')], row[tab.marks.indexOf('title')]]).toEqual(['note 19', 'Служебное', 'Акция', 'Other']);
    save(world, { ...DRAFT, kind: 'marketing', content: '' }, again?.fingerprint);
    expect([row[tab.marks.indexOf('kind')], row[tab.marks.indexOf('content')]]).toEqual(['marketing', '']);
  });

  test('a row that was changed, or is gone, or a key that is taken is refused, and nothing is written', () => {
    const world = fresh();
    const saved = save(world, DRAFT);
    const tab = world.tab('templates');
    const row = tab.rows.find((cells) => cells[0] === 'spring') ?? [];
    row[tab.marks.indexOf('preheader')] = 'A colleague was here';
    const refused = (draft: TemplateDraft, fingerprint: string): string[] => {
      const { value, calls } = world.run((ports) => saveTemplate(ports, draft, fingerprint));
      expect([value?.value, writes(calls)]).toEqual([null, []]);
      return codes(value);
    };
    expect(refused(DRAFT, saved?.fingerprint ?? '')).toEqual(['template.changed']);
    expect(refused(DRAFT, '')).toEqual(['template.keyTaken']);
    expect(refused({ ...DRAFT, key: 'never' }, 'abc')).toEqual(['template.gone']);
    expect(row[tab.marks.indexOf('preheader')]).toBe('A colleague was here');
  });

  test('a cell takes 50,000 characters and no more', () => {
    const world = fresh();
    const body = 'x'.repeat(40_000);
    const long = (html: string): TemplateDraft => ({ ...DRAFT, body, html: bodyMark(body) + html });
    const { value, calls } = world.run((ports) => saveTemplate(ports, long('y'.repeat(50_000)), ''));
    expect([codes(value), writes(calls)]).toEqual([['template.tooLong'], []]);
    expect(value?.issues[0]?.params).toEqual({ column: 'Finished letter', length: 50_000 + bodyMark(body).length, limit: 50_000 });
    expect(save(world, long('y'.repeat(50_000 - bodyMark(body).length)))).not.toBeNull();
    expect(codes(world.run((ports) => saveTemplate(ports, { ...DRAFT, key: 'other', body: 'x'.repeat(50_001) }, '')).value)).toEqual(['template.tooLong']);
  });

  test('finished HTML is kept with its body, also where the cell gives the body back without spaces at its ends, and left out when it is of another', () => {
    const world = fresh();
    const body = '\r\n<p>Hello\r\nthere</p> \n';
    save(world, { ...DRAFT, body, html: `${bodyMark(body)}<table>{{Name|friend}}</table>` });
    const kept = get(world, 'spring')?.draft;
    expect(kept?.body).toBe('<p>Hello\nthere</p>');
    expect(kept?.html).toBe(`${bodyMark('<p>Hello\nthere</p>')}<table>{{Name|friend}}</table>`);
    save(world, { ...DRAFT, key: 'other', html: `${bodyMark('another body')}<table></table>` });
    expect(get(world, 'other')?.draft.html).toBe('');
  });

  test('a letter with mistakes is kept, and the mistakes come back', () => {
    const saved = save(fresh(), { ...DRAFT, subject: 'Hi {{Naem}}', body: '{{#if Name}}x' });
    expect(saved?.issues.map(({ code }) => code)).toEqual(['template.syntax', 'template.fieldMisspelt']);
  });

  test('columns that an older base lacks are made, the finished letter hidden; the former letters stay', () => {
    const world = olderBase();
    const before = JSON.stringify(world.tab('templates').rows.slice(0, 4).map((row) => row.slice(0, 7)));
    expect(save(world, { ...DRAFT, body: 'b', html: `${bodyMark('b')}<b>b</b>` })).not.toBeNull();
    const tab = world.tab('templates');
    expect(JSON.stringify(tab.rows.slice(0, 4).map((row) => row.slice(0, 7)))).toBe(before);
    expect([...tab.hidden]).toEqual([tab.marks.indexOf('html')]);
    expect(get(world, 'spring')?.draft).toEqual({ ...DRAFT, body: 'b', html: `${bodyMark('b')}<b>b</b>` });
  });

  test('a protected tab and a busy lock refuse whole', () => {
    const world = fresh();
    world.protectedSheet = world.tab('templates').sheetId;
    expect(codes(world.run((ports) => saveTemplate(ports, DRAFT, '')).value)).toEqual(['range.protected']);
    expect(codes(world.run((ports) => removeTemplate(ports, 'come-back')).value)).toEqual(['range.protected']);
    expect(codes(world.run((ports) => addStarters(ports, ['news'])).value)).toEqual([]);
    world.protectedSheet = null;
    world.locked = true;
    for (const work of [(ports: Ports) => saveTemplate(ports, DRAFT, ''), (ports: Ports) => removeTemplate(ports, 'news'), (ports: Ports) => addStarters(ports, ['news'])]) {
      const { value, calls } = world.run((ports) => codes(work(ports)));
      expect([value, calls]).toEqual([['lock.busy'], ['lock']]);
    }
  });

  test('killed at any call it leaves the letter whole, as before or as after, and saving again works', () => {
    const begin = fresh();
    const saved = save(begin, DRAFT);
    const changed = { ...DRAFT, subject: 'Changed', preheader: 'Also changed' };
    const count = begin.clone().run((ports) => saveTemplate(ports, changed, saved?.fingerprint ?? '')).calls.length;
    for (let killAt = 1; killAt <= count; killAt += 1) {
      const world = begin.clone();
      world.run((ports) => saveTemplate(ports, changed, saved?.fingerprint ?? ''), killAt);
      const now = get(world, 'spring')?.draft;
      expect([DRAFT, changed]).toContainEqual(now);
      expect(save(world, changed, get(world, 'spring')?.fingerprint)).not.toBeNull();
    }
  });
});

describe('taking out and putting in', () => {
  test('a letter that was taken out can be saved again, with the owner’s own columns', () => {
    const world = fresh();
    save(world, DRAFT);
    const tab = world.tab('templates');
    const at = tab.rows[0]?.length ?? 0;
    tab.rows.forEach((row, index) => { row[at] = index === 0 ? 'My note' : index === 19 ? 'for May' : ''; });
    const rows = tab.rows.length;
    const { value, calls } = world.run((ports) => removeTemplate(ports, 'spring'));
    expect(value?.value?.draft).toEqual({ ...DRAFT, own: { 'My note': 'for May' } });
    expect([tab.rows.length, codes(world.run((ports) => getTemplate(ports, 'spring')).value)]).toEqual([rows - 1, ['template.gone']]);
    expect(calls.filter((call) => call !== 'marks')).toEqual(['lock', 'read', 'read', 'removeRows', 'flush', 'unlock']);
    expect(save(world, value?.value?.draft ?? DRAFT)).toMatchObject({ key: 'spring', rowNumber: 20 });
    expect(get(world, 'spring')?.draft).toEqual(DRAFT);
    expect(world.tab('templates').rows[19]?.[at]).toBe('for May');
    expect(codes(world.run((ports) => removeTemplate(ports, 'nobody')).value)).toEqual(['template.gone']);
  });

  test('starters that the tab lacks are offered and put in, others are left as they are', () => {
    const world = olderBase();
    world.tab('templates').rows.splice(3, 1);
    const offered = world.run(listTemplates).value?.value?.starters.map(({ key }) => key) ?? [];
    expect(offered).toHaveLength(16);
    expect(offered).toContain('order-ready');
    const edited = world.tab('templates').rows[1];
    if (edited !== undefined) edited[3] = 'My own subject';
    const { value } = world.run((ports) => addStarters(ports, ['welcome-1', 'welcome-2', 'come-back', 'nothing']));
    expect(value?.value?.templates.map(({ key, ok }) => [key, ok])).toEqual([['come-back', true], ['thank-you', true], ['welcome-1', true], ['welcome-2', true]]);
    expect(value?.value?.starters).toHaveLength(14);
    expect(get(world, 'come-back')?.draft.subject).toBe('My own subject');
    expect(get(world, 'welcome-1')?.draft).toMatchObject({ title: 'Welcome 1: nice to meet you', content: 'useful', preheader: 'Thank you for your first order' });
    expect(writes(world.run((ports) => addStarters(ports, ['welcome-1'])).calls)).toEqual([]);
  });

  test('the list is read in three calls and tells formats with examples that compile', () => {
    const { value, calls } = fresh().run(listTemplates);
    expect(calls.filter((call) => call !== 'marks')).toEqual(['read', 'read', 'read']);
    const formats = value?.value?.formats ?? [];
    expect(formats.map(({ name }) => name)).toEqual(['day', 'date', 'money', 'number', 'percent', 'days', 'plural']);
    const known = ['Birthday', 'Last purchase', 'Money', 'Purchases', 'Days silent'];
    for (const { example } of formats.filter(({ name }) => name !== 'percent')) expect([example, known.some((name) => example.startsWith(`{{${name}:`))]).toEqual([example, true]);
    expect(value?.value).toMatchObject({ senderEmail: 'owner@example.com', issues: [] });
  });
});

test('what a page sends is checked before any work', () => {
  expect([isTemplateDraft(DRAFT), isTemplateDraft({ ...DRAFT, own: { Note: 'x' } }), isTemplateDraft({ ...DRAFT, body: 'x'.repeat(300_000) }), areTemplateKeys(['a', 'b'])]).toEqual([true, true, true, true]);
  const { body: _body, ...withoutBody } = DRAFT;
  for (const bad of [
    null, [], withoutBody, { ...DRAFT, kind: 'spam' }, { ...DRAFT, content: 'x' }, { ...DRAFT, subject: 1 }, { ...DRAFT, subject: 'x'.repeat(5_001) }, { ...DRAFT, html: 'x'.repeat(400_001) },
    { ...DRAFT, own: ['x'] }, { ...DRAFT, own: { Note: 1 } },
  ]) expect(isTemplateDraft(bad)).toBe(false);
  for (const bad of ['a', [1], Array.from({ length: 101 }, () => 'a')]) expect(areTemplateKeys(bad)).toBe(false);
});

describe('preview', () => {
  function readyWorld(): MemoryWorld {
    const world = fresh();
    world.run((ports) => saveWebapp(ports, 'https://example.com/exec'));
    world.run((ports) => answerCheck(ports.scriptStore, world.scriptStore.get('webapp.check') ?? '', ports.clock.now()));
    return world;
  }
  const preview = (world: MemoryWorld, draft: Partial<TemplateDraft>, client = '') => world.run((ports) => previewTemplate(ports, { ...DRAFT, ...draft }, client));

  test('shows the letter of one client as it would be sent, both subjects, and writes nothing', () => {
    const { value, calls } = preview(readyWorld(), {}, 'Client 2');
    const shown = value?.value;
    expect(shown).toMatchObject({ clientId: 'Client 2', name: 'Client 2', to: 'c2@example.com', subject: 'Hello Client 2', subjectB: 'Spring, Client 2', preheader: 'Tulips are here', hints: [], issues: [] });
    expect(shown?.html).toContain('<p>Hello Client 2</p>');
    expect(shown?.html).toContain('Tulips are here');
    expect(shown?.html).toContain('https://example.com/exec?');
    expect(shown?.text).toContain('Hello Client 2 in words');
    expect(shown?.text).toContain('https://example.com/exec?');
    expect(shown?.bytes).toBe(Buffer.byteLength(shown?.html ?? '', 'utf8'));
    expect(writes(calls)).toEqual([]);
  });

  test('takes the first client with an address when none is named', () => {
    const world = readyWorld();
    const tab = world.tab('clients');
    const row = tab.rows.find((cells) => cells.includes('Client 1')) ?? [];
    row[tab.marks.indexOf('email')] = '';
    expect(preview(world, {}).value?.value?.clientId).toBe('Client 2');
  });

  test('counts the clients for whom a field is empty, and tells other hints in words', () => {
    const world = readyWorld();
    const tab = world.tab('clients');
    tab.rows.forEach((row, index) => { if (index > 1) row[tab.marks.indexOf('phone')] = ''; });
    const hints = preview(world, { body: '<p>{{Phone}} {{Name|friend}}, your letter is here for you to read</p>', preheader: '' }).value?.value?.hints ?? [];
    expect(hints.map(({ code, blocks }) => [code, blocks])).toEqual([['fieldsEmpty', false], ['preheaderMissing', false]]);
    expect([hints[0]?.text.replace(/\u00a0/g, ' '), hints[0]?.todo]).toEqual(['3 letters have nothing in the field Phone.', 'Give it a fallback: {{Phone|…}}.']);
  });

  test('a field without a fallback gives a hint wherever it stands, once a client who has an address lacks it', () => {
    const world = readyWorld();
    const tab = world.tab('clients');
    tab.rows.forEach((cells, index) => { if (index > 0) cells[tab.marks.indexOf('phone')] = '+79990001122'; });
    const row = tab.rows.find((cells) => cells.includes('Client 1')) ?? [];
    row[tab.marks.indexOf('phone')] = ' ';
    const texts = (draft: Partial<TemplateDraft>): string[] => (preview(world, draft).value?.value?.hints ?? []).filter(({ code }) => code === 'fieldsEmpty').map(({ text }) => text.replace(/\u00a0/g, ' '));
    const told = ['1 letter has nothing in the field Phone.'];
    expect(texts({ body: '<p>{{Phone}}</p>' })).toEqual(told);
    expect(texts({ subject: 'Call {{Phone}}' })).toEqual(told);
    expect(texts({ subjectB: 'Call {{Phone}}' })).toEqual(told);
    expect(texts({ preheader: 'Call {{Phone}}' })).toEqual(told);
    expect(texts({ body: '<p>{{Phone|none}} {{#if Phone}}{{Phone}}{{/if}}</p>' })).toEqual([]);
    row[tab.marks.indexOf('email')] = '';
    expect(texts({ body: '<p>{{Phone}}</p>' })).toEqual([]);
  });

  test('a letter over 200 kB is refused, one with mistakes comes back with them', () => {
    const world = readyWorld();
    const tab = world.tab('clients');
    const row = tab.rows.find((cells) => cells.includes('Client 1')) ?? [];
    row[tab.marks.indexOf('name')] = 'я'.repeat(10_000);
    const heavy = preview(world, { body: '<p>{{Name}}</p>'.repeat(12) }, 'Client 1').value?.value?.hints ?? [];
    expect(heavy.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual(['weightRefused']);
    expect(codes(preview(readyWorld(), { body: '{{#if Name}}' }).value)).toEqual(['template.syntax']);
    expect(codes(preview(readyWorld(), { body: 'x'.repeat(50_001) }).value)).toEqual(['template.tooLong']);
  });

  test('a service letter shows the last order of the client', () => {
    const { value } = preview(readyWorld(), { kind: 'service', subject: 'Order {{Order|none}}' }, 'Client 3');
    expect(value?.value?.subject).toBe('Order 3-5');
    expect(value?.value?.html).not.toContain('example.com/exec');
  });
});

test('texts of values are written by the language of the base', () => {
  const { value } = inBase(fresh(), (base, clients) => valueText({ figure: 1234.5, as: 'money' }, null, fieldValues(base, clients, clients.records[0]!, '').locale));
  expect(value).toBe('$1,234.50');
});
