/** Reads yes/no cells: paid, consent, unsubscribed. */
import { isDateCell } from './cell';
import type { Cell } from './cell';
import { cellText } from './client-key';
import { readDate } from './dates';

const YES = [
  'true', 'yes', 'y', '1', '+', 'x', 'v', '✓', '✔', '☑', 'ok', 'paid', 'complete', 'completed', 'subscribed', 'истина', 'да', 'д', 'есть',
  'оплачен', 'оплачено', 'оплачена', 'согласен', 'согласна', 'получено', 'дано',
];
const NO = [
  'false', 'no', 'n', '0', '-', '–', '—', '☐', 'unpaid', 'pending', 'not paid', 'voided', 'unsubscribed', 'ложь', 'нет', 'н', 'не оплачен',
  'не оплачено', 'не оплачена', 'ожидает оплаты', 'ждет оплаты', 'отказ', 'не согласен', 'не согласна',
];

/** true, false, null for an empty cell, undefined for anything else. A date counts as yes ("consent given on"). */
export function readFlag(cell: Cell | undefined): boolean | null | undefined {
  if (typeof cell === 'boolean') return cell;
  if (isDateCell(cell)) return true;
  const word = cellText(cell).toLowerCase().replace(/ё/g, 'е');
  if (word === '') return null;
  if (YES.includes(word)) return true;
  if (NO.includes(word)) return false;
  return typeof cell === 'string' && readDate(cell).state === 'ok' ? true : undefined;
}
