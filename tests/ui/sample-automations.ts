/** What the server would answer about automations. */
import type { AutomationDraft, AutomationPreview, AutomationsView } from '../../src/contract/automation-views';
import type { Language } from '../../src/contract/base-views';
import { changeText } from '../../src/core/automations/automation-cells';
import { segmentName, SEGMENT_KEYS } from '../../src/core/language/names';
import { issue } from '../../src/core/issue';
import { issueViews } from '../../src/domain/issue-view';
import { say } from '../../src/domain/words';

const DRAFT: AutomationDraft = {
  key: 'win-back', kind: 'win_back', title: '', audience: 'days_silent <= 365', steps: [{ templateKey: 'win-back-1', days: 0 }, { templateKey: 'win-back-2', days: 10 }],
  start: 'first_order', change: { by: 'segment', from: '', to: 'at_risk' }, column: '', hour: 10, repeat: 'days', repeatDays: 90, sunset: 2, holdOutPercent: 10,
};

/** A list with one that is on, two that are off, and one whose row has a wrong cell. */
export function automationsSample(language: Language): AutomationsView {
  const t = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const when = (event: string, days: string): string => say(language, 'automation.when', { event: event.charAt(0).toUpperCase() + event.slice(1), days, hour: '10' });
  const row = { nextText: '', lastText: '', resultText: '', today: 0, on: false, issues: [] };
  const after = (days: number): string => say(language, 'automation.day.after', { days });
  const titles = { winBack: say(language, 'automation.starter.winBack'), birthday: say(language, 'automation.starter.birthday'), risk: t('Очень заботливое письмо клиентам, которые перешли в зону риска', 'A very caring letter to clients who moved to at risk lately') };
  return {
    rows: [
      {
        ...row, key: 'win-back', title: titles.winBack, on: true, today: 12,
        whenText: when(say(language, 'automation.when.silenceDays', { count: 2, days: 90 }), `${say(language, 'automation.day.atOnce')}, ${after(10)}`),
        nextText: say(language, 'automation.next.today'), lastText: say(language, 'automation.last', { time: t('21 ноября, 10:04', '21 November, 10:04') }),
        resultText: `${say(language, 'automation.result', { count: 9 })} ${say(language, 'automation.resultHeld', { count: 1 })}`, draft: { ...DRAFT, title: titles.winBack },
      },
      {
        ...row, key: 'birthday', title: titles.birthday, whenText: when(say(language, 'automation.when.birthday'), say(language, 'automation.day.before', { days: 3 })),
        draft: { ...DRAFT, key: 'birthday', kind: 'birthday', title: titles.birthday, audience: '', repeat: 'each', repeatDays: 0, steps: [{ templateKey: 'birthday', days: -3 }] },
      },
      {
        ...row, key: 'at-risk', title: titles.risk, whenText: when(changeText({ by: 'segment', from: '', to: 'at_risk' }, language), say(language, 'automation.day.atOnce')),
        draft: { ...DRAFT, key: 'at-risk', kind: 'class_changed', title: titles.risk, repeat: 'each', repeatDays: 0, steps: [{ templateKey: 'win-back-1', days: 0 }] },
      },
      {
        ...row, key: 'survey', title: say(language, 'automation.starter.survey'), whenText: '', draft: null,
        issues: issueViews([issue('automation.cellBad', { value: t('в обед', 'noon'), allowed: '0–23' }, { sheet: t('Автоматизации', 'Automations'), rowIndex: 4, columnName: t('С какого часа', 'From hour') })], language),
      },
    ],
    today: 12,
    owner: 'shop@example.com',
    isMine: true,
    lastRunText: say(language, 'automation.ran', { time: t('сегодня, 09:04', 'today, 09:04') }),
    standstill: [],
    templates: [
      { value: 'win-back-1', label: t('Мы скучаем: первое письмо', 'We miss you: first letter') }, { value: 'win-back-2', label: t('Мы скучаем: второе письмо', 'We miss you: second letter') },
      { value: 'birthday', label: t('С днём рождения', 'Happy birthday') },
    ],
    dateColumns: [{ value: t('Договор до', 'Contract until'), label: t('Договор до', 'Contract until') }],
    classes: { segment: SEGMENT_KEYS.map((value) => ({ value, label: segmentName(value, language) })), abc: [{ value: 'A', label: 'A' }], xyz: [{ value: 'X', label: 'X' }], lifecycle: [{ value: 'lost', label: t('потерян', 'lost') }] },
    issues: [],
  };
}

/** Twelve letters of today and two clients without one. */
export function previewSample(language: Language): AutomationPreview {
  const t = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const cause = say(language, 'automation.cause.silence', { day: t('5 августа', '5 August') });
  const line = (index: number, name: string): AutomationPreview['rows'][number] => ({
    clientId: `c${index}`, name, email: `client${index}@example.com`, subject: t(`${name}, мы соскучились`, `${name}, we miss you`), cause, go: true, reason: '',
  });
  return {
    key: 'birthday', title: say(language, 'automation.starter.birthday'), go: 12, skip: 2, issues: [],
    rows: [
      line(0, t('Константинопольская Александра Вениаминовна-Преображенская', 'Alexandra Wolfeschlegelsteinhausen-Featherstonehaugh the Elder')),
      ...Array.from({ length: 11 }, (_unused, index) => line(index + 1, t(`Мария Иванова ${index + 1}`, `Mary Bell ${index + 1}`))),
      { ...line(20, t('Пётр Кузнецов', 'Peter Smith')), go: false, reason: say(language, 'skip.consent_missing') },
      { ...line(21, t('ООО «Ландыш»', 'Lily & Co')), go: false, reason: say(language, 'automation.reason.sameDay') },
    ],
  };
}

/** Replies by method. */
export function automationsReplies(language: Language) {
  const view = automationsSample(language);
  return {
    'automations.view': view,
    'automations.save': view,
    'automations.switch': view,
    'automations.takeOver': view,
    'automations.preview': previewSample(language),
    'automations.runNow': { planned: 12, missed: 0, mailingIds: ['A-win-back-20261122'], text: say(language, 'automation.run.planned', { count: 12 }), issues: [] },
  };
}
