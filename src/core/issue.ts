/** Issues: everything that can be wrong with data or a request, as data. Texts are in language/, places are 0-based. */

/** How much an issue matters: an error stops or rejects, a warning leaves something out, an info only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** Where an issue is. Indexes are 0-based positions in the sheet or file; the text shows them 1-based. */
export interface Place {
  readonly sheet?: string;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
  readonly columnName?: string;
}

/** Values put into the text. The end of a name says how it is written: `…Day` as a date, `…Minor` as money, numbers by language. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** The closed list of codes with the severity of each. */
export const ISSUE_SEVERITIES = {
  // files
  'file.empty': 'error',
  'file.unsupported': 'error',
  'file.encodingDoubtful': 'warning',
  'file.quoteUnclosed': 'warning',
  'file.rowRagged': 'warning',
  'file.xlsxBroken': 'error',
  'file.formulaWithoutValue': 'warning',
  'file.sheetsSeveral': 'info',
  'cell.tooLong': 'warning',
  'cell.formulaError': 'warning',
  // tables
  'table.headerMissing': 'error',
  'table.headerRepeated': 'warning',
  'table.rowsMissing': 'error',
  'table.columnMissing': 'error',
  'table.columnNameRepeated': 'warning',
  'table.columnUnknown': 'error',
  // rows
  'row.dateMissing': 'warning',
  'row.dateUnreadable': 'warning',
  'row.dateImpossible': 'warning',
  'row.amountMissing': 'warning',
  'row.amountUnreadable': 'warning',
  'row.amountRounded': 'info',
  'row.amountTooLarge': 'warning',
  'row.clientMissing': 'info',
  'row.clientUnnamed': 'warning',
  'row.afterAsOf': 'warning',
  'row.numberUnreadable': 'warning',
  'row.paidUnreadable': 'warning',
  'row.totalSkipped': 'info',
  'row.footerSkipped': 'info',
  'dates.orderAssumed': 'warning',
  'dates.formatsMixed': 'info',
  'numbers.decimalAssumed': 'warning',
  'issue.more': 'info',
  // clients and orders
  'client.keysJoined': 'info',
  'order.clientsSeveral': 'warning',
  'orders.noneUsable': 'error',
  'orders.empty': 'error',
  'order.tooManyLines': 'error',
  'import.noRoom': 'error',
  'import.titlesLong': 'error',
  'orders.amountsMissing': 'info',
  // figures
  'money.sumTooLarge': 'error',
  'abc.nothingPositive': 'warning',
  'xyz.oneClass': 'info',
  'rating.amountsMissing': 'warning',
  'rating.profitLeftOut': 'info',
  'rating.nothingToWeigh': 'warning',
  'plan.badValue': 'warning',
  'plan.sumTooLarge': 'warning',
  'elsewhere.badValue': 'warning',
  'rfm.thresholdsCoincide': 'info',
  'rfm.scaleSuggested': 'info',
  'cohorts.tooMany': 'error',
  'retention.impossible': 'error',
  'ltv.noRetention': 'warning',
  'ltv.notFinite': 'warning',
  'ltv.lifetimeCapped': 'info',
  'ltv.costPartly': 'info',
  'model.amountsMissing': 'info',
  'model.tooFewClients': 'warning',
  'model.noInnerMaximum': 'warning',
  'model.notConverged': 'warning',
  'model.meanSpendInfinite': 'warning',
  'model.spendCorrelates': 'warning',
  'history.notKept': 'info',
  'history.made': 'info',
  // settings
  'setting.unknown': 'error',
  'setting.badValue': 'error',
  // mail
  'template.syntax': 'error',
  'template.fieldUnknown': 'error',
  'template.fieldMisspelt': 'error',
  'template.changed': 'error',
  'template.gone': 'error',
  'template.keyTaken': 'error',
  'template.tooLong': 'error',
  'template.subjectEmpty': 'error',
  'template.bodyEmpty': 'error',
  'template.subjectLong': 'info',
  'address.invalid': 'warning',
  'audience.syntax': 'error',
  'audience.fieldUnknown': 'error',
  'audience.valueBad': 'error',
  'audience.columnOff': 'error',
  'automation.cellBad': 'error',
  'automation.keyMissing': 'error',
  'automation.keyRepeated': 'error',
  'automation.stepsUneven': 'error',
  'automation.earlyStep': 'error',
  'automation.columnMissing': 'error',
  'automation.stepsMissing': 'error',
  'automation.missing': 'error',
  'automation.otherOwner': 'error',
  'automation.fault': 'warning',
  'automation.capShort': 'warning',
  'audience.cycle': 'error',
  'audience.savedBroken': 'error',
  'audience.nameBad': 'error',
  'audience.nameTaken': 'error',
  'audience.savedMissing': 'error',
  'audience.savedUsed': 'error',
  'audience.selectionElsewhere': 'error',
  'audience.selectionEmpty': 'error',
  'audience.selectionHuge': 'error',
  'audience.tooLong': 'error',
  'mail.headerRefused': 'error',
  'mail.attachmentRefused': 'error',
  'mail.attachmentNoLink': 'error',
  'mail.pictureInside': 'error',
  'mail.nobody': 'warning',
  'sendLog.rowBad': 'error',
  // requests and the spreadsheet (raised by domain, adapters and entry)
  'access.refused': 'error',
  'access.expired': 'error',
  'request.bad': 'error',
  'request.methodUnknown': 'error',
  'base.missing': 'error',
  'base.copied': 'error',
  'demo.baseNotEmpty': 'error',
  'tab.columnMissing': 'error',
  'tab.missing': 'error',
  'tab.headerMissing': 'error',
  'tab.headerBelow': 'error',
  'setUp.sheetMissing': 'error',
  'setUp.columnRefused': 'error',
  'setUp.tooLarge': 'error',
  'setUp.noOpeningOrder': 'warning',
  'setUp.forgotten': 'error',
  'setUp.laterActions': 'error',
  'setUp.lettersSent': 'error',
  'lock.busy': 'error',
  'range.protected': 'error',
  'scope.missing': 'error',
  'service.failed': 'error',
  'import.unknown': 'error',
  'import.incomplete': 'error',
  'journal.actionMissing': 'error',
  'journal.lineDamaged': 'warning',
  'journal.pruned': 'info',
  'backup.tooLarge': 'error',
  'archive.returned': 'info',
  'mailing.templateMissing': 'error',
  'mailing.missing': 'error',
  'mailing.numberChanged': 'error',
  'mailing.plannedAlready': 'info',
  'mailing.letterRefused': 'error',
  'mailing.otherSender': 'error',
  'mailing.unsubscribeAddressMissing': 'error',
  'mailing.dailyLimitReached': 'warning',
  'mailing.tooFast': 'warning',
  'mailing.tooManyFailures': 'error',
  'mailing.serviceOff': 'error',
  'mailing.letterTooLarge': 'error',
  'mailing.letterFailed': 'warning',
  'mailing.letterUnknown': 'warning',
  'sendLog.missing': 'error',
  'sendLog.short': 'error',
  'consents.missing': 'error',
  'consent.pagesOff': 'error',
  'consent.addressMissing': 'error',
  'consent.refused': 'error',
  'consent.given': 'info',
  'consent.askedAlready': 'error',
  'consent.limitReached': 'error',
  'consent.clientMissing': 'error',
  'consent.changed': 'error',
  'personal.notUndone': 'error',
  'personal.confirmMissing': 'error',
  'personal.otherErasing': 'error',
  // duplicates
  'duplicates.changed': 'error',
  'duplicates.gone': 'error',
  'duplicates.countChanged': 'error',
  'duplicates.numberMissing': 'error',
  'duplicates.rowTooLong': 'error',
  'duplicates.refusalKept': 'info',
  // custom functions
  'function.lengthsDiffer': 'error',
  'function.rangeEmpty': 'error',
  'function.argumentBad': 'error',
  'function.dateBad': 'error',
  'function.amountBad': 'error',
  'function.cellError': 'error',
  'function.cellEmpty': 'error',
  'function.amountTooLarge': 'error',
  'function.argumentMissing': 'error',
  'function.phoneBad': 'error',
  'function.emailBad': 'error',
} as const satisfies Record<string, Severity>;

/** One of the closed list of issue codes. */
export type IssueCode = keyof typeof ISSUE_SEVERITIES;

/** One thing that is wrong, with its place and the values its text needs. JSON-safe. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly place?: Place;
  readonly params: IssueParams;
}

/** A result beside what could not be used on the way to it. */
export interface Outcome<T> {
  readonly value: T;
  readonly issues: readonly Issue[];
}

/** Makes an issue; its severity comes from the list of codes. */
export function issue(code: IssueCode, params: IssueParams = {}, place?: Place): Issue {
  const severity = ISSUE_SEVERITIES[code];
  return place === undefined ? { code, severity, params } : { code, severity, params, place };
}

/** Puts a value and its issues together. */
export function outcome<T>(value: T, issues: readonly Issue[] = []): Outcome<T> {
  return { value, issues };
}

/** True when at least one issue is an error. */
export function hasError(issues: readonly Issue[]): boolean {
  return issues.some((entry) => entry.severity === 'error');
}

/** Collects issues row by row and keeps only the first few of a kind, so that a bad file of 100,000 rows stays readable. */
export class IssueLog {
  private readonly kept: Issue[] = [];
  private readonly counts = new Map<string, { code: IssueCode; count: number; place: Place }>();

  /** @param keptPerKind how many issues of one code in one column are kept word for word */
  constructor(private readonly keptPerKind: number = 20) {}

  /** Adds one issue; past the limit of its kind it is only counted. */
  add(code: IssueCode, params: IssueParams = {}, place: Place = {}): void {
    const kind = `${code}\n${String(place.columnIndex ?? '')}`;
    const entry = this.counts.get(kind);
    if (entry === undefined) this.counts.set(kind, { code, count: 1, place });
    else entry.count += 1;
    if ((entry?.count ?? 1) <= this.keptPerKind) this.kept.push(issue(code, params, place));
  }

  /** Adds issues made elsewhere, without counting them by kind. */
  append(issues: readonly Issue[]): void {
    for (const entry of issues) this.kept.push(entry);
  }

  /** How many times each code was added. */
  countByCode(): Partial<Record<IssueCode, number>> {
    const result: Partial<Record<IssueCode, number>> = {};
    this.counts.forEach(({ code, count }) => {
      result[code] = (result[code] ?? 0) + count;
    });
    return result;
  }

  /** The kept issues, then one `issue.more` for each kind that was cut. */
  list(): Issue[] {
    const result = this.kept.slice();
    this.counts.forEach(({ code, count, place }) => {
      if (count <= this.keptPerKind) return;
      const { rowIndex: _, ...column } = place;
      result.push(issue('issue.more', { code, count: count - this.keptPerKind }, column));
    });
    return result;
  }
}
