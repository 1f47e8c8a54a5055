/** FilterCriteria and its builder: what a column of a filter shows. */
import type { Book } from '../../engine/book';
import type { FilterCriteria as CriteriaState } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, members, ServiceObject, type MemberTable } from '../../runtime/service';
import { conditionOf, criterionOf, WHEN_NAMES, WhenBuilder, type Criterion } from './criteria';
import type { GFilterCriteria, GFilterCriteriaBuilder } from './google-types';
import type { ObjectMaker } from './sheet-object';

type BooleanCriteria = GoogleAppsScript.Spreadsheet.BooleanCriteria;

interface State {
  readonly criterion: Criterion | null;
  readonly hidden: readonly string[] | null;
  readonly visible: readonly string[] | null;
}

const GETTERS = ['copy', 'getCriteriaType', 'getCriteriaValues', 'getHiddenValues', 'getVisibleValues'] as const;

function criteriaType(state: State): BooleanCriteria {
  // null when the column is filtered by values only.
  if (state.criterion === null) return null as unknown as BooleanCriteria;
  return enumMember<BooleanCriteria>('Spreadsheet.BooleanCriteria', state.criterion.type);
}

export class FilterCriteria extends ServiceObject implements Pick<GFilterCriteria, (typeof GETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.FilterCriteria';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GETTERS);

  constructor(execution: Execution, private readonly state: State) {
    super(execution);
  }

  static ofStored(execution: Execution, stored: CriteriaState, book: Book, make: ObjectMaker): FilterCriteria {
    return new FilterCriteria(execution, {
      criterion: stored.condition === undefined ? null : criterionOf(stored.condition, execution, book, make, false),
      hidden: stored.hiddenValues ?? null,
      visible: stored.visibleValues ?? null,
    });
  }

  /** What the engine stores for an argument; null for null. */
  static stored(value: unknown, book: Book): CriteriaState | null {
    if (!(value instanceof FilterCriteria)) return null;
    const { criterion, hidden, visible } = value.state;
    return {
      ...(criterion === null ? {} : { condition: conditionOf(criterion, book) }),
      ...(hidden === null ? {} : { hiddenValues: hidden }),
      ...(visible === null ? {} : { visibleValues: visible }),
    };
  }

  copy(): GFilterCriteriaBuilder {
    return new FilterCriteriaBuilder(this.execution, this.state);
  }

  getCriteriaType(): BooleanCriteria {
    return criteriaType(this.state);
  }

  getCriteriaValues(): unknown[] {
    return [...(this.state.criterion?.values ?? [])];
  }

  getHiddenValues(): string[] {
    return [...(this.state.hidden ?? [])];
  }

  getVisibleValues(): string[] {
    return [...(this.state.visible ?? [])];
  }
}

export class FilterCriteriaBuilder extends WhenBuilder<GFilterCriteriaBuilder>
  implements Pick<GFilterCriteriaBuilder, (typeof GETTERS)[number] | (typeof WHEN_NAMES)[number] | 'build' | 'setHiddenValues' | 'setVisibleValues'> {
  static readonly interfaceName = 'Spreadsheet.FilterCriteriaBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', [...GETTERS, ...WHEN_NAMES, 'build', 'setHiddenValues', 'setVisibleValues']),
  };

  constructor(execution: Execution, private state: State = { criterion: null, hidden: null, visible: null }) {
    super(execution);
  }

  protected override when(type: string, values: readonly unknown[]): GFilterCriteriaBuilder {
    this.state = { ...this.state, criterion: { type, values } };
    return this;
  }

  build(): GFilterCriteria {
    return new FilterCriteria(this.execution, this.state);
  }

  copy(): GFilterCriteriaBuilder {
    return new FilterCriteriaBuilder(this.execution, this.state);
  }

  setHiddenValues(values: string[]): GFilterCriteriaBuilder {
    this.state = { ...this.state, hidden: values.map(String), visible: null };
    return this;
  }

  setVisibleValues(values: string[]): GFilterCriteriaBuilder {
    this.state = { ...this.state, visible: values.map(String), hidden: null };
    return this;
  }

  getCriteriaType(): BooleanCriteria {
    return criteriaType(this.state);
  }

  getCriteriaValues(): unknown[] {
    return [...(this.state.criterion?.values ?? [])];
  }

  getHiddenValues(): string[] {
    return [...(this.state.hidden ?? [])];
  }

  getVisibleValues(): string[] {
    return [...(this.state.visible ?? [])];
  }
}
