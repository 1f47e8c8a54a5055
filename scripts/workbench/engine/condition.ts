/** Conditions of filters, validation and conditional formats: evaluation, and translation to a formula. Pure. */
import type { Condition, Scalar } from './values';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URL_TEXT = /^(?:https?|ftp|mailto):\S+$|^(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;

const number = (value: unknown): number => (typeof value === 'number' ? value : Number(value));
const lower = (value: Scalar | undefined): string => String(value ?? '').toLowerCase();

/** True when a cell value with its displayed text satisfies the condition (formulas and lists in ranges excepted). */
export function satisfies(condition: Condition, value: Scalar, shown: string): boolean {
  const { type, values } = condition;
  const [a, b] = values;
  const text = shown.toLowerCase();
  const numeric = typeof value === 'number';
  const x = numeric ? value : Number.NaN;
  const day = Math.floor(x);
  switch (type) {
    case 'CELL_EMPTY': return value === null || value === '';
    case 'CELL_NOT_EMPTY': return value !== null && value !== '';
    case 'NUMBER_GREATER_THAN': return x > number(a);
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO': return x >= number(a);
    case 'NUMBER_LESS_THAN': return x < number(a);
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO': return x <= number(a);
    case 'NUMBER_EQUAL_TO': return x === number(a);
    case 'NUMBER_NOT_EQUAL_TO': return x !== number(a);
    case 'NUMBER_BETWEEN': return x >= number(a) && x <= number(b);
    case 'NUMBER_NOT_BETWEEN': return numeric && (x < number(a) || x > number(b));
    case 'TEXT_CONTAINS': return text.includes(lower(a));
    case 'TEXT_DOES_NOT_CONTAIN': return !text.includes(lower(a));
    case 'TEXT_EQUAL_TO': return text === lower(a);
    case 'TEXT_NOT_EQUAL_TO': return text !== lower(a);
    case 'TEXT_STARTS_WITH': return text.startsWith(lower(a));
    case 'TEXT_ENDS_WITH': return text.endsWith(lower(a));
    case 'TEXT_IS_VALID_EMAIL': return EMAIL.test(shown);
    case 'TEXT_IS_VALID_URL': return URL_TEXT.test(shown);
    case 'DATE_EQUAL_TO': return day === Math.floor(number(a));
    case 'DATE_NOT_EQUAL_TO': return day !== Math.floor(number(a));
    case 'DATE_AFTER': return day > Math.floor(number(a));
    case 'DATE_ON_OR_AFTER': return day >= Math.floor(number(a));
    case 'DATE_BEFORE': return day < Math.floor(number(a));
    case 'DATE_ON_OR_BEFORE': return day <= Math.floor(number(a));
    case 'DATE_BETWEEN': return day >= Math.floor(number(a)) && day <= Math.floor(number(b));
    case 'DATE_NOT_BETWEEN': return numeric && (day < Math.floor(number(a)) || day > Math.floor(number(b)));
    case 'DATE_IS_VALID_DATE': return numeric;
    case 'VALUE_IN_LIST': return values.some((item) => lower(item) === text);
    case 'CHECKBOX': return values.length ? values.some((item) => item === value) : typeof value === 'boolean';
    case 'CUSTOM_FORMULA':
    case 'VALUE_IN_RANGE':
      return true;
  }
}

function literal(value: Scalar | undefined): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const text = String(value ?? '');
  return text.startsWith('=') ? text.slice(1) : `"${text.replaceAll('"', '""')}"`;
}

/** Formula without `=` for a condition on the cell `ref`; a number condition's operand may be a formula itself. */
export function conditionFormula(condition: Condition, ref: string): string {
  const { type, values } = condition;
  const a = literal(values[0]);
  const b = literal(values[1]);
  const amount = (test: string): string => `AND(ISNUMBER(${ref}),${test})`;
  switch (type) {
    case 'CUSTOM_FORMULA': return a.startsWith('"') ? a.slice(1, -1).replaceAll('""', '"') : a;
    case 'CELL_EMPTY': return `LEN(${ref})=0`;
    case 'CELL_NOT_EMPTY': return `LEN(${ref})>0`;
    case 'NUMBER_GREATER_THAN': return amount(`${ref}>${a}`);
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO': return amount(`${ref}>=${a}`);
    case 'NUMBER_LESS_THAN': return amount(`${ref}<${a}`);
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO': return amount(`${ref}<=${a}`);
    case 'NUMBER_EQUAL_TO': return amount(`${ref}=${a}`);
    case 'NUMBER_NOT_EQUAL_TO': return amount(`${ref}<>${a}`);
    case 'NUMBER_BETWEEN': return amount(`${ref}>=${a},${ref}<=${b}`);
    case 'NUMBER_NOT_BETWEEN': return amount(`OR(${ref}<${a},${ref}>${b})`);
    case 'TEXT_CONTAINS': return `ISNUMBER(SEARCH(${a},${ref}))`;
    case 'TEXT_DOES_NOT_CONTAIN': return `ISERROR(SEARCH(${a},${ref}))`;
    case 'TEXT_EQUAL_TO': return `LOWER(${ref})=LOWER(${a})`;
    case 'TEXT_NOT_EQUAL_TO': return `LOWER(${ref})<>LOWER(${a})`;
    case 'TEXT_STARTS_WITH': return `LOWER(LEFT(${ref},LEN(${a})))=LOWER(${a})`;
    case 'TEXT_ENDS_WITH': return `LOWER(RIGHT(${ref},LEN(${a})))=LOWER(${a})`;
    case 'TEXT_IS_VALID_EMAIL': return `REGEXMATCH(${ref}&"","^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$")`;
    case 'TEXT_IS_VALID_URL': return `REGEXMATCH(${ref}&"","^(https?|ftp)://\\S+$")`;
    case 'DATE_EQUAL_TO': return amount(`INT(${ref})=INT(${a})`);
    case 'DATE_NOT_EQUAL_TO': return amount(`INT(${ref})<>INT(${a})`);
    case 'DATE_AFTER': return amount(`INT(${ref})>INT(${a})`);
    case 'DATE_ON_OR_AFTER': return amount(`INT(${ref})>=INT(${a})`);
    case 'DATE_BEFORE': return amount(`INT(${ref})<INT(${a})`);
    case 'DATE_ON_OR_BEFORE': return amount(`INT(${ref})<=INT(${a})`);
    case 'DATE_BETWEEN': return amount(`INT(${ref})>=INT(${a}),INT(${ref})<=INT(${b})`);
    case 'DATE_NOT_BETWEEN': return amount(`OR(INT(${ref})<INT(${a}),INT(${ref})>INT(${b}))`);
    case 'DATE_IS_VALID_DATE': return `ISNUMBER(${ref})`;
    case 'VALUE_IN_LIST': return values.length ? `OR(${values.map((item) => `${ref}&""=${literal(String(item))}`).join(',')})` : 'FALSE';
    case 'VALUE_IN_RANGE': return `COUNTIF(${a},${ref})>0`;
    case 'CHECKBOX': return values.length ? `OR(${values.map((item) => `${ref}=${literal(item)}`).join(',')})` : `ISLOGICAL(${ref})`;
  }
}
