/** Range: one rectangle of cells of a sheet. Its members live in the chain geometry → values → format → contents → objects. */
import { members, type MemberTable } from '../../runtime/service';
import { selectRects, setCurrentCell } from './active-selection';
import type { GRange } from './google-types';
import { answerOldNames, withOldNames } from './old-names';
import { CONTENT_MEMBERS } from './range-contents';
import { FORMAT_MEMBERS } from './range-format';
import { GEOMETRY_MEMBERS } from './range-geometry';
import { OBJECT_MEMBERS, RangeObjects } from './range-objects';
import { VALUE_MEMBERS } from './range-values';

const ACTIVATION = ['activate', 'activateAsCurrentCell'] as const;

export class Range extends RangeObjects implements Pick<GRange, (typeof ACTIVATION)[number]> {
  static readonly interfaceName = 'Spreadsheet.Range';
  static readonly members: MemberTable = withOldNames(Range.interfaceName, {
    ...GEOMETRY_MEMBERS, ...VALUE_MEMBERS, ...FORMAT_MEMBERS, ...CONTENT_MEMBERS, ...OBJECT_MEMBERS, ...members('ui', 'exact', ACTIVATION, { customFunction: false }),
  });

  activate(): GRange {
    selectRects(this.execution, this.grid, [this.rect]);
    return this.self;
  }

  activateAsCurrentCell(): GRange {
    setCurrentCell(this.execution, this.grid, this.rect);
    return this.self;
  }
}

answerOldNames(Range);
