/** Charts: the enums that charts of a sheet are built with (Charts.ChartType …); building chart images is not emulated. */
import { ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';

export class Charts extends ServiceObject {
  static readonly interfaceName = 'Charts.Charts';
  static readonly service = 'Charts';
  static readonly members: MemberTable = {};
}

export const chartsModule: ServiceModule = { globals: { Charts }, classes: [Charts] };
