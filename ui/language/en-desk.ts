/** Words of home's data section, of the demo base and of the check of the base in English. */
import type { ruDesk } from './ru-desk';

export const enDesk: Readonly<Record<keyof typeof ruDesk, string>> = {
  'home.data': 'Data',
  'home.demo': 'This is a demo base',
  'home.demoWhat': 'The shop and its clients are invented. Try everything, then delete the demo data: your own rows stay.',
  'step.blank': 'Blank base',
  'step.repair': 'See what to repair',
  'step.repairWhat': 'Tabs are missing in this base. We will put them back; data do not change.',
  'repair.heading': 'Check and repair',
  'repair.what': 'We check tabs, columns, input rules, protections and formats. Data do not change.',
  'repair.found': '{count#finding|findings}',
  'repair.fix': 'Repair',
  'repair.fixing': 'Repairing',
  'repair.byHand': 'For you to put right',
  'repair.allWell': 'Everything is in place',
  'repair.allWellWhat': 'There is nothing to repair.',
  'repair.checked': 'What was checked',
  'repair.done': 'Done',
  'repair.again': 'Check again',
  'repair.place': 'Sheet “{sheet}”',
};
