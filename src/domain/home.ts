/** The home view: what state the base is in, what deserves attention, what is the next sensible step; and help. */
import type { AttentionView, BaseStage, EnvironmentCheck, FigureView, HelpView, HomeView, Language, NextStep } from '../contract/base-views';
import { formatIsoDay } from '../core/calendar';
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { formatMoney, formatNumber } from '../core/language/format';
import { languageOf } from '../core/language/language';
import { majorOf } from '../core/money';
import { automationsStandStill } from './automations/automations-view';
import type { Base } from './base';
import { openBase } from './base';
import { changedFigureSettings } from './class-moves';
import type { ClientBase } from './client-list';
import { readClientBase } from './client-list';
import { demoStands } from './demo-rows';
import { issueViews } from './issue-view';
import { lettersNow } from './mailing/outbox-view';
import type { MailingData } from './mailing/mailing-data';
import { openMailing } from './mailing/mailing-data';
import { isChecked, readWebapp } from './mailing/unsubscribe';
import type { Ports } from './ports';
import { DORMANT_AUDIENCE } from './segments';
import { refreshMeaningsAtOnce } from './settings-tab';
import { REMADE_TABS } from './tab-specs';
import { say } from './words';

/** Version shown in help; the same as in package.json (a test compares them). */
export const VERSION = '0.1.0';

/** What the home view shows; on a spreadsheet that is no base yet only the first step. Sentences of Settings beside values typed since are brought in line. */
export function viewHome(ports: Ports): Outcome<HomeView> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) {
    return outcome({
      stage: 'none', language: languageOf(ports.book.locale()), spreadsheetName: ports.book.name(), figures: [], attention: [], nextStep: 'set-up',
      asOf: null, recalculatedAt: null, openMailingId: null, demo: false,
      empty: ports.book.tabs().every(({ sheetId }) => ports.book.rowCount(sheetId) === 0), issues: [],
    });
  }
  refreshMeaningsAtOnce(base);
  const { state } = base;
  const clients = readClientBase(base);
  const mailing = openMailing(ports, false);
  const open = mailing.value === null ? null : openMailings(mailing.value);
  const stage = stageOf(base);
  // The segment history is made by the recalculation itself.
  const missingTabs = REMADE_TABS.filter((key) => key !== 'segment_history').flatMap((key) => base.tab(key).issues);
  const isTold = (found: Issue): boolean => missingTabs.some(({ params }) => found.code === 'tab.missing' && found.params['tab'] === params['tab']);
  const issues: Issue[] = [...base.settingIssues, ...missingTabs, ...[...clients.issues, ...mailing.issues].filter((found) => !base.settingIssues.includes(found) && !isTold(found))];
  if (stage === 'copy') issues.push(issue('base.copied'));
  const attention = clients.value === null ? [] : attentionOf(base, clients.value, open);
  return outcome({
    stage,
    language: base.language,
    spreadsheetName: ports.book.name(),
    figures: clients.value === null ? [] : figuresOf(base, clients.value),
    attention,
    nextStep: missingTabs.length > 0 ? 'set-up' : nextStepOf(stage, attention, open),
    asOf: state.recalculated === null ? null : formatIsoDay(state.recalculated.asOfDay),
    recalculatedAt: state.recalculated === null ? null : ports.clock.timestamp(state.recalculated.atMs),
    openMailingId: open?.ids[0] ?? null,
    empty: false,
    demo: clients.value !== null && demoStands(base, clients.value.clients.table),
    issues: issueViews(issues, base.language),
  });
}

function stageOf(base: Base): BaseStage {
  if (base.copied) return 'copy';
  const { recalculated, orderRows } = base.state;
  if (orderRows === 0 && recalculated === null) return 'empty';
  if (recalculated === null || recalculated.orderRows !== orderRows) return 'stale';
  return changedFigureSettings(recalculated.settings, base.settings, base.language).length > 0 ? 'stale' : 'ready';
}

interface OpenMailings {
  readonly ids: readonly string[];
  readonly unknown: number;
}

function openMailings(mailing: MailingData): OpenMailings {
  const ids: string[] = [];
  let unknown = 0;
  for (const plan of [...mailing.log.plans.values()].sort((a, b) => b.createdMs - a.createdMs)) {
    const letters = lettersNow(mailing, plan.mailing);
    if (letters.some(({ state }) => state === 'planned')) ids.push(plan.mailing);
    unknown += letters.filter(({ state }) => state === 'unknown').length;
  }
  return { ids, unknown };
}

function figuresOf(base: Base, { listed }: ClientBase): FigureView[] {
  const { language, settings } = base;
  const moneyMinor = listed.reduce((sum, { figures }) => sum + (figures.moneyMinor ?? 0), 0);
  const dormant = listed.filter(({ figures }) => figures.dormancy === 'dormant' || figures.dormancy === 'lost');
  const riskMinor = dormant.reduce((sum, { figures }) => sum + (figures.moneyAtRiskMinor ?? 0), 0);
  return [
    { key: 'clients', value: listed.length, shown: formatNumber(listed.length, language), unit: say(language, 'figure.clientsUnit') },
    { key: 'money', value: majorOf(moneyMinor), shown: formatMoney(moneyMinor, settings.currency, language), unit: say(language, 'figure.moneyUnit') },
    { key: 'dormant', value: dormant.length, shown: formatNumber(dormant.length, language), unit: say(language, 'figure.dormantUnit') },
    { key: 'risk', value: majorOf(riskMinor), shown: formatMoney(riskMinor, settings.currency, language), unit: say(language, 'figure.riskUnit', { days: settings['dormancy.riskDays'] }) },
  ];
}

function attentionOf(base: Base, { listed }: ClientBase, open: OpenMailings | null): AttentionView[] {
  const { language } = base;
  const dormant = listed.filter(({ figures }) => figures.dormancy === 'dormant' || figures.dormancy === 'lost').length;
  const late = listed.filter(({ figures }) => figures.dormancy === 'late').length;
  const rows: AttentionView[] = [
    { key: 'unknown', text: say(language, 'attention.unknown', { count: open?.unknown ?? 0 }), count: open?.unknown ?? 0, audience: null, view: 'mailing' },
    { key: 'automations', text: say(language, 'attention.automations'), count: automationsStandStill(base) ? 1 : 0, audience: null, view: 'automations' },
    { key: 'open', text: say(language, 'attention.open', { count: open?.ids.length ?? 0 }), count: open?.ids.length ?? 0, audience: null, view: 'mailing' },
    { key: 'dormant', text: say(language, 'attention.dormant', { count: dormant }), count: dormant, audience: DORMANT_AUDIENCE, view: 'dormant' },
    { key: 'late', text: say(language, 'attention.late', { count: late }), count: late, audience: 'dormancy = late', view: 'dormant' },
  ];
  return rows.filter(({ count }) => count > 0);
}

function nextStepOf(stage: BaseStage, attention: readonly AttentionView[], open: OpenMailings | null): NextStep {
  if (stage === 'copy') return 'unfreeze-copy';
  if (stage === 'empty' || stage === 'none') return stage === 'none' ? 'set-up' : 'import';
  if (stage === 'stale') return 'recalculate';
  if ((open?.unknown ?? 0) > 0) return 'decide-unknown';
  if ((open?.ids.length ?? 0) > 0) return 'continue-mailing';
  return attention.some(({ key }) => key === 'dormant') ? 'mail-dormant' : 'none';
}

/** What help explains, in its order. */
const HELP_TOPICS = ['data', 'colours', 'send', 'fields', 'consent', 'automations', 'opens'] as const;

/** Help: environment check, formulas to try, what happens with data, who gets letters. */
export function viewHelp(ports: Ports, hasTrigger: boolean): Outcome<HelpView> {
  const base = openBase(ports).value;
  const language: Language = base?.language ?? languageOf(ports.book.locale());
  const check = (key: 'triggers' | 'mail' | 'email' | 'webapp' | 'copy' | 'spreadsheet', ok: boolean, text: string): EnvironmentCheck => ({ key, ok, title: say(language, `help.check.${key}`), text });
  const email = ports.person.email();
  const webapp = isChecked(readWebapp(ports.scriptStore));
  const copied = base?.copied ?? false;
  const separator = /^(ru|de|fr|es|it|uk|be|kk|pt|pl|tr)/.test(ports.book.locale()) ? ';' : ',';
  return outcome({
    version: VERSION,
    checks: [
      check('spreadsheet', true, ports.book.name()),
      check('email', email !== '', email === '' ? say(language, 'help.email') : email),
      check('mail', ports.mailer.kind === 'gmail', ports.mailer.kind === 'gmail' ? say(language, 'help.ok') : say(language, 'help.mailapp')),
      check('webapp', webapp, webapp ? say(language, 'help.ok') : say(language, 'help.webapp')),
      check('copy', !copied, copied ? say(language, 'help.copy') : say(language, 'help.ok')),
      check('triggers', hasTrigger, hasTrigger ? say(language, 'help.ok') : say(language, 'help.triggers')),
    ],
    formulas: [
      { formula: `=RFM(A2:A${separator} B2:B${separator} C2:C)`, text: say(language, 'help.formula.rfm') },
      { formula: `=ABCXYZ(A2:A${separator} B2:B${separator} C2:C)`, text: say(language, 'help.formula.abcxyz') },
      { formula: `=DORMANCY(A2:A${separator} B2:B${separator} C2:C)`, text: say(language, 'help.formula.dormancy') },
    ],
    topics: [
      ...HELP_TOPICS.map((topic) => ({ title: say(language, `help.topic.${topic}`), text: say(language, `help.topic.${topic}Text`) })),
    ],
  });
}
