/** What cleaning has to say about one cell: what is wrong, why, and the value proposed instead. */
import type { IssueParams } from '../issue';
import { EN_FINDINGS } from '../language/en-findings';
import type { Language } from '../language/language';
import { RU_FINDINGS } from '../language/ru-findings';
import { filled, paramWords } from '../language/text';

/** What a column holds for cleaning. */
export const FINDING_KINDS = ['phone', 'email', 'name', 'city', 'birthday', 'date', 'amount'] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Everything cleaning can say, by kind, the weightiest changes of a kind first. Their sentences stand in language/en-findings and ru-findings. */
export const FINDING_CODES = [
  'phone.several', 'phone.written', 'phone.unreadable', 'phone.doubtful',
  'email.domainTypo', 'email.lookAlike', 'email.strayMarks', 'email.written', 'email.invalid', 'email.role', 'email.disposable', 'email.bareTopLevel',
  'name.order', 'name.title', 'name.lookAlike', 'name.remark', 'name.initials', 'name.case', 'name.signs', 'name.spaces', 'name.parts',
  'city.spelling', 'city.shortName', 'city.prefix', 'city.case', 'city.spaces',
  'birthday.written', 'birthday.assumed', 'birthday.unreadable', 'birthday.impossible', 'birthday.future', 'birthday.tooOld', 'birthday.emptyDate',
  'date.written', 'date.assumed', 'date.unreadable', 'date.impossible', 'date.future', 'date.far',
  'amount.written', 'amount.assumed', 'amount.unreadable', 'amount.tooLarge', 'amount.rounded', 'amount.negative', 'amount.zero', 'amount.far',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One finding. JSON-safe. */
export interface Finding {
  /** 0-based row and column of the cell in the grid. */
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly kind: FindingKind;
  /** What is wrong; of several changes to one text the weightiest. */
  readonly code: FindingCode;
  /** Further changes within the same proposal. */
  readonly also: readonly FindingCode[];
  /** The cell as text. */
  readonly before: string;
  /** The value to put instead, always other than `before`; null where a person has to look. */
  readonly proposed: string | null;
  /** Values of the sentence that says why. */
  readonly params: IssueParams;
}

/** A finding without its place: what the reader of one column says of a cell. */
export type CellFinding = Pick<Finding, 'code' | 'also' | 'proposed' | 'params'>;

/** Something a person has to look at, without a proposal. */
export function remark(code: FindingCode, params: IssueParams = {}): CellFinding {
  return { code, also: [], proposed: null, params };
}

/** A proposal for one or several changes of a text; the weightiest names it. */
export function proposal(proposed: string, codes: readonly [FindingCode, ...FindingCode[]], params: IssueParams = {}): CellFinding {
  const code = FINDING_CODES.find((known) => codes.includes(known)) ?? codes[0];
  return { code, also: codes.filter((other) => other !== code), proposed, params };
}

/** Why, in words: a sentence for each change. */
export function findingWhy(finding: Pick<Finding, 'code' | 'also' | 'params'>, language: Language): string {
  const sentences = language === 'ru' ? RU_FINDINGS : EN_FINDINGS;
  const values = paramWords(finding.params, language);
  return [finding.code, ...finding.also].map((code) => filled(sentences[code], values, language)).join('. ');
}
