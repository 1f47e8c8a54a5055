/** What a recalculation did, as one sentence. */
import type { RecalculateReport } from '../../src/contract/segment-views';
import type { Words } from '../language/words';

export function recalculatedText(report: RecalculateReport, words: Words): string {
  const done = words.say('recalculate.done', { clients: report.clients, orders: report.orderRowsUsed });
  const moved = report.moved === 0 ? '' : words.say('recalculate.moved', { moved: report.moved });
  const rejected = report.rejected.reduce((sum, group) => sum + group.count, 0);
  const left = rejected === 0 ? '' : words.say('recalculate.rejected', { rejected });
  return [done, moved, left].filter(Boolean).join(' ');
}
