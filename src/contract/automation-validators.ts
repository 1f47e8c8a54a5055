/** Validators of what the automations view sends. */
import type { AutomationDraft, AutomationKind, AutomationStepDraft, ClassChange } from './automation-views';

const KINDS: readonly AutomationKind[] = ['birthday', 'welcome', 'after_order', 'win_back', 'class_changed', 'survey', 'date'];
const CLASSES: readonly ClassChange['by'][] = ['segment', 'abc', 'xyz', 'lifecycle'];
const LONGEST_NAME = 200;
const LONGEST_AUDIENCE = 20_000;
const MOST_STEPS = 12;
const MOST_DAYS = 3_650;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, longest = LONGEST_NAME): value is string => typeof value === 'string' && value.length <= longest;
const isWhole = (value: unknown, least: number, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const isStep = (value: unknown): value is AutomationStepDraft => isRecord(value) && isText(value['templateKey']) && isWhole(value['days'], -MOST_DAYS, MOST_DAYS);

const isChange = (value: unknown): value is ClassChange =>
  isRecord(value) && CLASSES.some((by) => by === value['by']) && isText(value['from']) && isText(value['to']);

/** The key of an automation. */
export const isAutomationKey = (value: unknown): value is string => isText(value) && value !== '';

/** An automation as the page edits it; whether it makes sense is told by the server in words. */
export const isAutomationDraft = (value: unknown): value is AutomationDraft =>
  isRecord(value) && isText(value['key']) && KINDS.some((kind) => kind === value['kind']) && isText(value['title']) && isText(value['audience'], LONGEST_AUDIENCE)
  && Array.isArray(value['steps']) && value['steps'].length <= MOST_STEPS && value['steps'].every(isStep)
  && (value['start'] === 'first_order' || value['start'] === 'registered') && isChange(value['change']) && isText(value['column'])
  && isWhole(value['hour'], 0, 23) && (value['repeat'] === 'each' || value['repeat'] === 'once' || value['repeat'] === 'days')
  && isWhole(value['repeatDays'], 0, MOST_DAYS) && isWhole(value['sunset'], 0, 100) && isWhole(value['holdOutPercent'], 0, 100);
