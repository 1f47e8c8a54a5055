/** Sheet: one tab of a spreadsheet. Its members live in the chain handle → cells → structure → objects. */
import type { MemberTable } from '../../runtime/service';
import { answerOldNames, withOldNames } from './old-names';
import { SHEET_CELL_MEMBERS } from './sheet-cells';
import { SHEET_OBJECT_MEMBERS, SheetObjects } from './sheet-objects';
import { SHEET_STRUCTURE_MEMBERS } from './sheet-structure';

export class Sheet extends SheetObjects {
  static readonly interfaceName = 'Spreadsheet.Sheet';
  static readonly members: MemberTable = withOldNames(Sheet.interfaceName, { ...SHEET_CELL_MEMBERS, ...SHEET_STRUCTURE_MEMBERS, ...SHEET_OBJECT_MEMBERS });
}

answerOldNames(Sheet);
