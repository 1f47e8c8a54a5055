/** Words of the list of letters in English. */
import type { ruTemplateList } from './ru-template-list';

export const enTemplateList: Readonly<Record<keyof typeof ruTemplateList, string>> = {
  'templates.heading': 'Letter templates',
  'templates.new': 'Write a letter',
  'templates.none': 'No templates yet',
  'templates.noneWhat': 'Write your own or take a ready-made one below.',
  'templates.marketing': 'marketing',
  'templates.service': 'service',
  'templates.two': 'two subjects',
  'templates.faulty': 'needs correcting',
  'templates.starters': 'Ready-made letters: {count}',
  'templates.startersWhat': 'The letter is put on the Templates tab for you to change. Nothing is sent.',
  'templates.take': 'Add',
  'templates.takeNamed': 'Add: {title}',
  'templates.taken': 'The letter “{title}” has been added.',
};
