/** Every check of every published set, in the order of the table. */
import { ABC_XYZ_TEXTBOOK } from './abc-xyz-textbook';
import { BTYD_SMALL } from './btyd';
import { CDNOW_SAMPLE } from './cdnow';
import { CLIENTS_RU_NAMES } from './clients-ru-names';
import { CLIENTS_RU } from './clients-ru';
import { CRR_LTV_FORMULAS } from './crr-ltv-formulas';
import { EMAIL_TYPOS } from './email-typos';
import { FORMATS } from './formats';
import { FEBRL } from './febrl';
import { ISEMAIL } from './isemail';
import { NAMES_TITLES } from './names-titles';
import { ONLINE_RETAIL } from './online-retail';
import { ONLINE_RETAIL_LINES } from './online-retail-lines';
import { PHONES } from './phones';
import type { PublishedCheck } from './published';
import { RFM_MINI } from './rfm-mini';
import { RFM_ORDERS } from './rfm-orders';

export const CHECKS: readonly PublishedCheck[] = [...RFM_ORDERS, ...RFM_MINI, ...ONLINE_RETAIL, ...ONLINE_RETAIL_LINES, ...ABC_XYZ_TEXTBOOK, ...CRR_LTV_FORMULAS, ...BTYD_SMALL, ...CDNOW_SAMPLE, ...PHONES, ...ISEMAIL, ...EMAIL_TYPOS, ...FORMATS, ...NAMES_TITLES, ...CLIENTS_RU_NAMES, ...FEBRL, ...CLIENTS_RU];
