/** The global MimeType. */
import { members, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { MIME_TYPES } from './mime-types';

export class MimeType extends ServiceObject {
  static readonly interfaceName = 'Base.MimeType';
  static readonly service = '';
  static readonly members: MemberTable = members('pure', 'exact', Object.keys(MIME_TYPES));
}

for (const [name, value] of Object.entries(MIME_TYPES)) {
  Object.defineProperty(MimeType.prototype, name, { get: () => value, enumerable: true });
}

export const mimeTypeModule: ServiceModule = { globals: { MimeType }, classes: [MimeType] };
