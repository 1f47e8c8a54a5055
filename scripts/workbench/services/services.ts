/** The list of services a workbench is made with: the spreadsheet's and all others. */
import type { ServiceModule } from '../runtime/service';
import { COMMON_SERVICES } from './index';
import { spreadsheetModule } from './spreadsheet/index';

export const SERVICES: readonly ServiceModule[] = [...COMMON_SERVICES, spreadsheetModule];
