/** Protection of a range or of a sheet. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { Execution } from '../../runtime/execution';
import { enumMember, members, ServiceError, type MemberTable } from '../../runtime/service';
import { User } from '../base/user';
import { documentOf, type ProtectionState } from './document-model';
import type { GNamedRange, GProtection, GRange, GUser } from './google-types';
import { namedPlace } from './named-range';
import { RangeGeometry } from './range-geometry';
import { editorsOf, errorTexts, ownerOf, SheetObject, wholeGrid } from './sheet-object';
import { emailOf } from './user-object';

type ProtectionType = GoogleAppsScript.Spreadsheet.ProtectionType;

const NAVIGATION = [
  'canEdit', 'getDescription', 'getEditors', 'getProtectionType', 'getRange', 'getRangeName', 'getUnprotectedRanges', 'isWarningOnly',
] as const;
const WRITES = [
  'addEditor', 'addEditors', 'remove', 'removeEditor', 'removeEditors', 'setDescription', 'setNamedRange', 'setRange', 'setRangeName',
  'setUnprotectedRanges', 'setWarningOnly',
] as const;
const withoutDomains = { partial: 'remembered; the host has no domains' } as const;

type Names = (typeof NAVIGATION)[number] | (typeof WRITES)[number] | 'canDomainEdit' | 'setDomainEdit';

export class Protection extends SheetObject implements Pick<GProtection, Names> {
  static readonly interfaceName = 'Spreadsheet.Protection';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', NAVIGATION, { drains: true }),
    ...members('write', 'exact', WRITES, { drains: true }),
    ...members('navigate', withoutDomains, ['canDomainEdit'], { drains: true }),
    ...members('write', withoutDomains, ['setDomainEdit'], { drains: true }),
  };

  constructor(execution: Execution, private readonly book: Book, private readonly entry: ProtectionState) {
    super(execution);
  }

  /** Protects a range (`rect`) or a sheet (null): a new protection lets the document's editors edit. */
  static add(execution: Execution, grid: Grid, kind: 'RANGE' | 'SHEET', rect: ProtectionState['rect']): Protection {
    const document = documentOf(grid.book);
    // A sheet has one protection: protecting it again gives the same one.
    const present = kind === 'SHEET' ? document.protections.find((entry) => entry.kind === 'SHEET' && entry.sheetId === grid.id) : undefined;
    if (present !== undefined) return new Protection(execution, grid.book, present);
    const owner = ownerOf(execution, document);
    const entry: ProtectionState = {
      id: `protection-${String(document.nextId())}`, kind, sheetId: grid.id, rect, rangeName: null, description: '', warningOnly: false,
      domainEdit: false, editors: editorsOf(execution, document).filter((email) => email !== owner), unprotected: [],
    };
    document.protections.push(entry);
    return new Protection(execution, grid.book, entry);
  }

  private get state(): ProtectionState {
    if (!documentOf(this.book).protections.includes(this.entry)) throw new ServiceError('The protection no longer exists.');
    return this.entry;
  }

  private grid(): Grid {
    const grid = this.book.sheet(this.state.sheetId);
    if (grid === null) throw new ServiceError('Sheet not found');
    return grid;
  }

  /** Only who may edit the protected cells may change the protection. */
  private changeable(): ProtectionState {
    if (!this.canEdit()) throw new ServiceError(errorTexts.protectedCell);
    return this.state;
  }

  private change(change: Partial<ProtectionState>): GProtection {
    Object.assign(this.changeable(), change);
    return this;
  }

  private editors(): string[] {
    const document = documentOf(this.book);
    const owner = ownerOf(this.execution, document);
    return this.state.editors ?? editorsOf(this.execution, document).filter((email) => email !== owner);
  }

  canEdit(): boolean {
    const { email } = this.execution.effectiveUser;
    const { warningOnly } = this.state;
    return email === ownerOf(this.execution, documentOf(this.book)) || warningOnly || this.editors().includes(email);
  }

  getDescription(): string { return this.state.description; }
  setDescription(description: string): GProtection { return this.change({ description }); }
  isWarningOnly(): boolean { return this.state.warningOnly; }
  setWarningOnly(warningOnly: boolean): GProtection { return this.change({ warningOnly }); }
  canDomainEdit(): boolean { return this.state.domainEdit; }
  setDomainEdit(domainEdit: boolean): GProtection { return this.change({ domainEdit }); }
  getRangeName(): string | null { return this.state.rangeName; }
  getEditors(): GUser[] { return this.editors().map((email) => new User(this.execution, email)); }

  getProtectionType(): ProtectionType {
    return enumMember<ProtectionType>('Spreadsheet.ProtectionType', this.state.kind);
  }

  getRange(): GRange {
    const grid = this.grid();
    return this.make.range(this.execution, grid, this.state.rect ?? wholeGrid(grid));
  }

  getUnprotectedRanges(): GRange[] {
    const grid = this.grid();
    return this.state.unprotected.map((rect) => this.make.range(this.execution, grid, rect));
  }

  addEditor(user: string | GUser): GProtection {
    return this.addEditors([user]);
  }

  addEditors(users: readonly (string | GUser)[]): GProtection {
    const state = this.changeable();
    if (state.warningOnly) throw new ServiceError('Editors cannot be changed on a warning-only protection.');
    const owner = ownerOf(this.execution, documentOf(this.book));
    state.editors = [...new Set([...this.editors(), ...users.map(emailOf)])].filter((email) => email !== owner);
    return this;
  }

  removeEditor(user: string | GUser): GProtection {
    return this.removeEditors([user]);
  }

  removeEditors(users: readonly (string | GUser)[]): GProtection {
    const state = this.changeable();
    const removed = new Set(users.map(emailOf));
    // Who edits the protection keeps his own right, as Google does.
    removed.delete(this.execution.effectiveUser.email);
    state.editors = this.editors().filter((email) => !removed.has(email));
    return this;
  }

  setRange(range: GRange): GProtection {
    const { grid, rect } = RangeGeometry.partsOf(range);
    return this.change({ sheetId: grid.id, rect, rangeName: null });
  }

  setNamedRange(namedRange: GNamedRange): GProtection {
    return this.setRangeName(namedRange.getName());
  }

  setRangeName(rangeName: string): GProtection {
    const place = namedPlace(this.book, rangeName);
    if (place === null) throw new ServiceError(errorTexts.rangeNotFound);
    return this.change({ sheetId: place.grid.id, rect: place.rect, rangeName: place.name });
  }

  setUnprotectedRanges(ranges: GRange[]): GProtection {
    if (this.state.kind !== 'SHEET') throw new ServiceError('Unprotected ranges can only be set on sheet protections.');
    return this.change({ unprotected: ranges.map((range) => RangeGeometry.partsOf(range).rect) });
  }

  remove(): void {
    const state = this.changeable();
    const document = documentOf(this.book);
    document.protections = document.protections.filter((entry) => entry !== state);
  }
}
