/** All services of the workbench but the spreadsheet's own folder, and both together. */
import type { ServiceModule } from '../runtime/service';
import { browserModule } from './base/browser-service';
import { loggerModule } from './base/logger-service';
import { mimeTypeModule } from './base/mime-type-global';
import { Blob } from './base/blob';
import { cacheModule } from './cache/cache-service';
import { chartsModule } from './charts/charts-service';
import { contentModule } from './content/content-service';
import { gmailModule } from './gmail/gmail-app';
import { htmlModule } from './html/html-service';
import { lockModule } from './lock/lock-service';
import { mailModule } from './mail/mail-service';
import { propertiesModule } from './properties/properties-service';
import { scriptModule } from './script/script-service';
import { sessionModule } from './session/session-service';
import { urlFetchModule } from './url-fetch/url-fetch-service';
import { utilitiesModule } from './utilities/utilities-service';

/** Classes that belong to no service. */
const baseModule: ServiceModule = { globals: {}, classes: [Blob] };

/** Every service that works without a spreadsheet. */
export const COMMON_SERVICES: readonly ServiceModule[] = [
  baseModule, browserModule, cacheModule, chartsModule, contentModule, gmailModule, htmlModule, lockModule, loggerModule, mailModule, mimeTypeModule,
  propertiesModule, scriptModule, sessionModule, urlFetchModule, utilitiesModule,
];
