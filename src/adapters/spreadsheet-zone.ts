/** Offsets of the spreadsheet's time zone: by the language's tables, else by Utilities. */
import type { OffsetAt } from './zone-days';
import { cachedOffsets, intlOffsets } from './zone-days';

/** Asks the spreadsheet for its zone once (1 call, not counted as reading cells) and builds the offset table. */
export function spreadsheetOffsets(): OffsetAt {
  const timeZone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone();
  try {
    return cachedOffsets(intlOffsets(timeZone));
  } catch {
    return cachedOffsets((epochMs) => {
      const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(Utilities.formatDate(new Date(epochMs), timeZone, 'Z')) ?? [];
      const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
      return sign === '-' ? -size : size;
    });
  }
}

/** The offsets, asked for once and only when somebody needs them. */
export function lazyOffsets(): () => OffsetAt {
  let offsets: OffsetAt | null = null;
  return () => {
    offsets ??= spreadsheetOffsets();
    return offsets;
  };
}
