/** Russian sentences of the pre-flight. */
import type { EN_PREFLIGHT } from './en-preflight';

export const RU_PREFLIGHT: Readonly<Record<keyof typeof EN_PREFLIGHT, string>> = {
  'preflight.go': 'Уйдёт',
  'preflight.skip': 'Пропуск',
  'preflight.held': 'Контроль',
  'preflight.nobodySkipped': 'никто',
  'preflight.written': 'Список на листе «{tab}»: {count#получатель|получателя|получателей}.',
};
