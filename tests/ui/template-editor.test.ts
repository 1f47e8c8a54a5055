/** The letter editor in a real browser: pasting, the keyboard, saving, refusals, what is kept, and the finished letter at 600 and 360 pixels. */
import type { Page } from 'playwright-core';
import { hashText } from '../../src/core/mail/hash';
import type { TemplateDraft } from '../../src/contract/template-views';
import { wordsOf } from '../../ui/language/words';
import { gmailClipboard, googleDocsClipboard, hostileHtml, wordClipboard } from './clipboard-samples';
import { called, callsOf, isKeepingPictures, rested, startStage, takePicture, type Opening, type Stage } from './page-browser';
import { letterSample, templateReplies } from './sample-template';
import { changedInSheet, editor, editorReady, removeLetter, tool } from './template-scenes';

let stage: Stage;
beforeAll(async () => { stage = await startStage(['template']); }, 120_000);
afterAll(async () => { await stage.close(); });

const words = wordsOf('en');

/** Writes the editor into the tab that is there. */
const withEditor = async (opening: Opening, work: (page: Page) => Promise<void>): Promise<void> => work(await stage.show(opening));

/** The editor in a tab of its own, closed whatever happens: an open page would keep the browser from ending. */
async function withOwnTab(opening: Opening, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await stage.open(opening);
  try {
    await work(page);
  } finally {
    await page.close();
  }
}

const empty = (body = '<h2>x</h2>'): Opening => ({ ...editor('en'), replies: { 'templates.get': { ...templateReplies('en')['templates.get'], draft: { ...letterSample('en'), body } } } });

/** Puts HTML on the clipboard of one event and pastes it in place of everything. */
async function paste(page: Page, html: string): Promise<void> {
  await page.locator('.writing-body').click();
  await page.keyboard.press('Control+A');
  await page.locator('.writing-body').evaluate((element, given) => {
    const data = new DataTransfer();
    data.setData('text/html', given);
    data.setData('text/plain', 'plain');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** Saves and gives what went to the server. */
async function saved(page: Page, nth = 0): Promise<{ draft: TemplateDraft; fingerprint: string }> {
  await page.getByRole('button', { name: words.say('template.save'), exact: true }).click();
  // What says so may stand there from the saving before.
  await called(page, 'templates.save', nth + 1);
  await rested(page);
  await page.getByText(words.say('template.saved'), { exact: true }).waitFor();
  const call = (await callsOf(page)).filter(({ method }) => method === 'templates.save')[nth];
  return { draft: call?.args[0] as TemplateDraft, fingerprint: call?.args[1] as string };
}

test.each([
  ['Gmail', gmailClipboard, '<p>Hello, <b>Mary</b>!</p>\n<p>Our <a href="https://shop.example.com/spring?x=1&amp;y=2">spring list</a> is <i>here</i>.</p>\n<ul><li>peonies</li><li><b>ranunculus</b></li></ul>\n<p style="text-align:center">See you</p>'],
  ['Word', wordClipboard, '<h2>Price of the week</h2>\n<p>Dear <b>friends</b>, the <a href="https://shop.example.com/">shop</a> is <u>open</u>.</p>\n<ul><li>Peonies</li><li>Ranunculus</li></ul>\n<ol><li>Order</li><li>Pay</li></ol>\n<table><tbody><tr><td>Rose</td><td>250</td></tr></tbody></table>'],
  ['Google Docs', googleDocsClipboard, '<h2>News</h2>\n<p>We are <b>open</b> on <i>Sunday</i>.</p>'],
])('what is pasted from %s keeps its meaning and loses its make-up', async (_, html, body) => {
  await withEditor(empty(), async (page) => {
    await page.locator('.writing-body h2').waitFor();
    await paste(page, html);
    await page.waitForFunction(() => document.querySelectorAll('.writing-body > *').length > 1);
    expect((await saved(page)).draft.body).toBe(body);
  });
});

test('nothing of a stored or pasted letter runs in the editor', async () => {
  await withOwnTab(empty(hostileHtml), async (page) => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
    await page.locator('.letter iframe').waitFor();
    await paste(page, hostileHtml);
    await page.keyboard.type('end');
    const { draft } = await saved(page);
    expect(draft.body).toContain('harmless');
    for (const text of [draft.body, draft.html]) expect(text).not.toMatch(/<script|<iframe|<svg|\son[a-z]+\s*=|javascript:|data:text/i);
    expect(await page.evaluate(() => [document.title, (globalThis as { ran?: unknown }).ran ?? null])).toEqual(['Clientura', null]);
    expect(dialogs).toEqual([]);
    expect(await page.locator('.letter iframe').getAttribute('sandbox')).toBe('');
  });
});

test('a saved letter holds the finished HTML of its body, and the next saving knows the state it wrote', async () => {
  await withEditor(editor('en'), async (page) => {
    await editorReady(page);
    await page.locator('.writing-body p').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Come {{First name|friend}} & see.');
    const first = await saved(page);
    expect(first.fingerprint).toBe('print of return');
    expect(first.draft.body).toContain('Come {{First name|friend}} &amp; see.');
    expect(first.draft.html.startsWith(`<!--clientura:${hashText(first.draft.body)}-->`)).toBe(true);
    expect(first.draft.html).toContain('{{#if City}}');
    expect(first.draft.html).toContain('href="https://example.com/?from=letter&amp;who={{Client code}}"');
    expect(first.draft.html).toContain('<!--[if mso');
    expect(first.draft).toMatchObject({ key: 'return', kind: 'marketing', content: 'useful', subject: letterSample('en').subject });
    await page.getByLabel(words.say('template.subject'), { exact: true }).fill('New subject');
    expect((await saved(page, 1)).fingerprint).toBe('next print');
  });
});

test('everything is done by keyboard: the toolbar is one stop, arrows move in it, a field goes where the cursor was', async () => {
  await withEditor(editor('en'), async (page) => {
    await editorReady(page);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('data-tool') ?? document.activeElement?.className ?? '');
    await page.locator('.writing-body').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Alt+F10');
    expect(await focused()).toBe('bold');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.writing-body h2 i') !== null);
    await page.locator('[data-tool="italic"][aria-pressed="true"]').waitFor();
    expect(await page.locator('.tools [tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('End');
    expect(await focused()).toBe('condition');
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('writing-body');
    // Tab leaves the text instead of indenting it.
    await page.keyboard.press('Tab');
    expect(await focused()).not.toContain('writing-body');
    const subject = page.getByLabel(words.say('template.subject'), { exact: true });
    await subject.fill('Hello, ');
    await page.locator('[data-tool="field"]').focus();
    await page.keyboard.press('Enter');
    await page.getByText(words.say('template.fieldInto', { place: words.say('template.subject') })).waitFor();
    await page.keyboard.type('city');
    await page.keyboard.press('Enter');
    await page.keyboard.type('friend');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => Array.from(document.querySelectorAll('input')).some((input) => input.value === 'Hello, {{City|friend}}'));
    expect(await subject.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

test('buttons, pictures, lines, conditions and links are put in as blocks that the finished letter knows', async () => {
  await withEditor(empty('<p>Begin</p>'), async (page) => {
    await page.locator('.letter iframe').waitFor();
    await page.locator('.writing-body p').first().click();
    const fill = async (values: Readonly<Record<string, string>>): Promise<void> => {
      for (const [label, value] of Object.entries(values)) await page.locator('.insert').getByLabel(label, { exact: true }).fill(value);
      await page.locator('.insert button[type="submit"]').click();
    };
    await tool(page, 'button');
    await fill({ [words.say('template.buttonText')]: 'Buy & go', [words.say('template.address')]: 'shop.com/?a=1&b=2' });
    await tool(page, 'divider');
    await tool(page, 'picture');
    const form = page.locator('.insert');
    await form.getByLabel(words.say('template.pictureAddress')).fill('https://shop.com/a.png');
    // A picture without words is not put in.
    expect(await form.locator('button[type="submit"]').isDisabled()).toBe(true);
    await fill({ [words.say('template.alt')]: 'A "rose"' });
    await tool(page, 'condition');
    await page.locator('.insert select').selectOption({ label: 'City' });
    await fill({ [words.say('template.conditionThen')]: 'To {{City}}', [words.say('template.conditionElse')]: 'Anywhere' });
    const { draft } = await saved(page);
    expect(draft.body).toBe('<p>Begin</p>\n<p style="text-align:center"><a href="https://shop.com/?a=1&amp;b=2" class="button">Buy &amp; go</a></p>\n<hr>\n<p><img src="https://shop.com/a.png" alt="A &quot;rose&quot;"></p>\n<p>{{#if City}}</p>\n<p>To {{City}}</p>\n<p>{{else}}</p>\n<p>Anywhere</p>\n<p>{{/if}}</p>');
    expect(draft.html).toContain('bgcolor="#0b6b72"');
  });
});

test('a letter changed in the sheet is not overwritten: both are shown, and keeping mine saves over the state that was seen', async () => {
  const theirs = { ...letterSample('en'), subject: 'Changed in the sheet' };
  await withEditor({ ...editor('en'), failures: changedInSheet('en') }, async (page) => {
    await editorReady(page);
    await page.getByLabel(words.say('template.subject'), { exact: true }).fill('Mine');
    await page.evaluate((letter) => { (globalThis as unknown as { replies: Record<string, unknown> }).replies['templates.get'] = letter; }, { draft: theirs, fingerprint: 'their print', rowNumber: 4, issues: [] });
    await page.getByRole('button', { name: words.say('template.save'), exact: true }).click();
    await page.getByText(words.say('template.conflict')).first().waitFor();
    expect(await page.locator('.conflict-text').allTextContents()).toEqual(['Mine', 'Changed in the sheet']);
    await page.getByRole('button', { name: words.say('template.takeMine') }).click();
    await called(page, 'templates.save', 2);
    const saves = (await callsOf(page)).filter(({ method }) => method === 'templates.save').map(({ args }) => [(args[0] as TemplateDraft).subject, args[1]]);
    expect(saves).toEqual([['Mine', 'print of return'], ['Mine', 'their print']]);
  });
});

test('what was typed and not saved is offered when the window is opened again, and forgotten once it is saved', async () => {
  await withEditor(editor('en'), async (page) => {
    await editorReady(page);
    await page.getByLabel(words.say('template.subject'), { exact: true }).fill('Not saved yet');
    await page.locator('.writing-body p').first().click();
    await page.keyboard.type('Kept. ');
    await page.waitForFunction(() => (sessionStorage.getItem('clientura.letter.return') ?? '').includes('Kept. '));
    // The window is left and opened again. (The browser of the tests forgets the store of a tab when it loads anew, others do not.)
    await page.getByRole('button', { name: words.say('template.all') }).click();
    await page.getByRole('button', { name: letterSample('en').title }).click();
    await page.getByRole('button', { name: words.say('template.keptTake') }).click();
    await page.locator('.writing-body', { hasText: 'Kept. ' }).waitFor();
    expect(await page.getByLabel(words.say('template.subject'), { exact: true }).inputValue()).toBe('Not saved yet');
    expect((await saved(page)).draft.body).toContain('Kept. ');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

test('a body with a layout of its own goes back as it was until it is edited', async () => {
  const own = '<div style="background:#eee"><p class="lead">{{First name}}</p></div>';
  await withEditor(empty(own), async (page) => {
    await page.getByText(words.say('template.layoutKept')).waitFor();
    await page.getByLabel(words.say('template.title'), { exact: true }).fill('Another title');
    expect((await saved(page)).draft).toMatchObject({ body: own, html: '', title: 'Another title' });
    await page.locator('.writing-body p').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' and more');
    await page.getByText(words.say('template.layoutKept')).waitFor({ state: 'detached' });
    expect((await saved(page, 1)).draft.body).toBe('<p>{{First name}} and more</p>');
  });
});

test('a letter typed as plain text is changed only while its text differs from what was opened', async () => {
  await withEditor(empty('Hello {{Name|there}},\n\nSee you soon.'), async (page) => {
    await page.locator('.letter iframe').waitFor();
    const save = page.getByRole('button', { name: words.say('template.save'), exact: true });
    await page.locator('.writing-body').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x');
    await page.getByText(words.say('template.unsaved'), { exact: true }).waitFor();
    expect(await save.isEnabled()).toBe(true);
    await page.keyboard.press('Backspace');
    await page.getByText(words.say('template.unsaved'), { exact: true }).waitFor({ state: 'detached' });
    expect(await save.isDisabled()).toBe(true);
  });
});

test('a removed letter is put back whole with one press; a ready letter is taken into the tab before it is edited', async () => {
  await withEditor(editor('en'), async (page) => {
    await editorReady(page);
    await removeLetter(page, words);
    await page.getByRole('button', { name: words.say('toast.undo') }).click();
    await editorReady(page);
    await page.getByRole('button', { name: words.say('template.all') }).click();
    await page.getByRole('button', { name: /Survey/ }).click();
    await editorReady(page);
    const calls = (await callsOf(page)).filter(({ method }) => !['templates.list', 'templates.preview', 'clients.list'].includes(method)).map(({ method, args }) => [method, ...args]);
    expect(calls).toEqual([['templates.get', 'return'], ['templates.remove', 'return'], ['templates.save', letterSample('en'), ''], ['templates.get', 'return'], ['templates.addStarters', ['survey']], ['templates.get', 'survey']]);
  });
});

test('typing asks for no preview until it rests, and does not wait for the letter maker', async () => {
  await withEditor(editor('en'), async (page) => {
    await editorReady(page);
    const before = (await callsOf(page)).filter(({ method }) => method === 'templates.preview').length;
    const { longest, after } = await page.locator('.writing-body').evaluate(async (element) => {
      let worst = 0;
      for (let key = 0; key < 40; key += 1) {
        const begun = performance.now();
        element.querySelector('p')?.append('x');
        element.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((go) => { setTimeout(go, 5); });
        worst = Math.max(worst, performance.now() - begun);
      }
      // Counted here: on the way back the typing would have rested.
      return { longest: worst, after: (globalThis as unknown as { calls: { method: string }[] }).calls.filter(({ method }) => method === 'templates.preview').length };
    });
    // Generous, for a machine at work on other things; on a free one it is about 10 ms.
    expect(longest).toBeLessThan(250);
    expect(after).toBe(before);
    await called(page, 'templates.preview', before + 1);
    await rested(page);
    expect((await callsOf(page)).filter(({ method }) => method === 'templates.preview')).toHaveLength(before + 1);
  });
});

test('the finished letter fits 600 and 360 pixels in light and dark', async () => {
  await withOwnTab(editor('ru'), async (page) => {
    await editorReady(page);
    const call = (await callsOf(page)).find(({ method }) => method === 'templates.preview');
    const { html } = call?.args[0] as TemplateDraft;
    for (const [width, scheme] of [[680, 'light'], [360, 'light'], [680, 'dark'], [360, 'dark']] as const) {
      await page.setViewportSize({ width, height: 620 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.setContent(html);
      const look = await page.evaluate(() => {
        const card = document.querySelector('.card');
        const box = card?.getBoundingClientRect();
        return { sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth, width: box?.width ?? 0, background: card === null ? '' : getComputedStyle(card).backgroundColor };
      });
      expect(look).toEqual({ sideways: false, width: Math.min(600, width), background: scheme === 'dark' ? 'rgb(30, 36, 39)' : 'rgb(255, 255, 255)' });
      if (isKeepingPictures) await takePicture(page, `template-finished-${width}-${scheme}`);
    }
  });
});
