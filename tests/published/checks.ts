/** Every check of every published set, in the order of the table. */
import { ABC_XYZ_TEXTBOOK } from './abc-xyz-textbook';
import { BTYD_SMALL } from './btyd';
import { CDNOW_SAMPLE } from './cdnow';
import { CRR_LTV_FORMULAS } from './crr-ltv-formulas';
import { ONLINE_RETAIL } from './online-retail';
import type { PublishedCheck } from './published';
import { RFM_MINI } from './rfm-mini';
import { RFM_ORDERS } from './rfm-orders';

export const CHECKS: readonly PublishedCheck[] = [...RFM_ORDERS, ...RFM_MINI, ...ONLINE_RETAIL, ...ABC_XYZ_TEXTBOOK, ...CRR_LTV_FORMULAS, ...BTYD_SMALL, ...CDNOW_SAMPLE];
