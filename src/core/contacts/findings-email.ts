/** Findings in a column of e-mail addresses; domains frequent in the column itself count as known. */
import type { EmailMark, EmailReading } from './email';
import { readEmail } from './email';
import { PROVIDERS } from './email-domains';
import { frequentDomains, rememberedSuggestions } from './email-typo';
import type { CellFinding, FindingCode } from './finding';
import { proposal, remark } from './finding';
import type { CleanedColumn } from './findings-contact';

/** Marks that say why another address was probably meant; the other marks only tell something of the address. */
const CORRECTIONS = ['domainTypo', 'lookAlike', 'strayMarks'] as const;

/** Reads a column of addresses; null for an empty cell. */
export function cleanEmails(texts: readonly string[]): CleanedColumn<EmailReading | null> {
  const ownDomains = frequentDomains(texts);
  const suggest = rememberedSuggestions(ownDomains);
  const readings = texts.map((text) => (text.trim() === '' ? null : readEmail(text, ownDomains, PROVIDERS, suggest)));
  return { readings, findings: readings.map((reading) => (reading === null ? [] : findingsOf(reading))) };
}

/** The address to put into the cell: the one probably meant, else the plain form; '' where there is none. */
export function proposedEmail({ status, email, suggestion }: EmailReading): string {
  return suggestion ?? (status === 'invalid' ? '' : email);
}

function findingsOf(reading: EmailReading): CellFinding[] {
  const { raw, status, reasons, reason } = reading;
  const proposed = proposedEmail(reading);
  if (status === 'invalid') {
    const params = { value: raw, fault: reason ?? '' };
    return [proposed === '' ? remark('email.invalid', params) : proposal(proposed, ['email.invalid'], params)];
  }
  const [first = 'email.written', ...others] = CORRECTIONS.filter((mark) => reasons.includes(mark)).map((mark): FindingCode => `email.${mark}`);
  const remarks = reasons.filter((mark): mark is Exclude<EmailMark, (typeof CORRECTIONS)[number]> => !CORRECTIONS.some((correction) => correction === mark)).map((mark) => remark(`email.${mark}`));
  return proposed === raw ? remarks : [proposal(proposed, [first, ...others], { suggestion: proposed }), ...remarks];
}
