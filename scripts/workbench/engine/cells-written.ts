/** The mutation that tells the formula engine which cells were written past its own commands. */
import type { IMutation, IUnitRange } from '@univerjs/core';
import { CommandType } from '@univerjs/core';

export const CellsWrittenMutation: IMutation<{ readonly ranges: readonly IUnitRange[] }> = {
  id: 'workbench.mutation.cells-written',
  type: CommandType.MUTATION,
  handler: () => true,
};
