/** Words of the choices of an automation. */
import type { AutomationDraft, AutomationKind, ClassChange } from '../../../src/contract/automation-views';
import type { WordKey } from '../../language/ru';

/** What it answers to, in the order in which it is offered. */
export const KIND_WORDS: Readonly<Record<AutomationKind, WordKey>> = {
  win_back: 'automations.kind.win_back',
  birthday: 'automations.kind.birthday',
  welcome: 'automations.kind.welcome',
  after_order: 'automations.kind.after_order',
  survey: 'automations.kind.survey',
  class_changed: 'automations.kind.class_changed',
  date: 'automations.kind.date',
};

/** From what a welcome series is counted. */
export const START_WORDS: Readonly<Record<AutomationDraft['start'], WordKey>> = { first_order: 'automations.start.first_order', registered: 'automations.start.registered' };

/** The classes that may be watched. */
export const CLASS_WORDS: Readonly<Record<ClassChange['by'], WordKey>> = {
  segment: 'automations.by.segment',
  abc: 'automations.by.abc',
  xyz: 'automations.by.xyz',
  lifecycle: 'automations.by.lifecycle',
};

/** How often, by event and by silence. */
export const REPEAT_WORDS: Readonly<Record<AutomationDraft['repeat'], WordKey>> = { each: 'automations.repeat.each', once: 'automations.repeat.once', days: 'automations.repeat.days' };
export const SILENCE_WORDS: Readonly<Record<AutomationDraft['repeat'], WordKey>> = { each: 'automations.silence.each', once: 'automations.silence.each', days: 'automations.silence.days' };
