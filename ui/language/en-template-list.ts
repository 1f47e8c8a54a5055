/** Words of the list of letters in English. */
import type { ruTemplateList } from './ru-template-list';

export const enTemplateList: Readonly<Record<keyof typeof ruTemplateList, string>> = {
  'templates.heading': 'Letters',
  'templates.new': 'Write a letter',
  'templates.none': 'No letters yet',
  'templates.noneWhat': 'Write your own or take a ready one below.',
  'templates.marketing': 'marketing',
  'templates.service': 'service',
  'templates.two': 'two subjects',
  'templates.faulty': 'needs a correction',
  'templates.starters': 'Ready letters: {count}',
  'templates.startersWhat': 'Put a letter on the Templates tab and make it yours. Nothing is sent.',
  'templates.take': 'Add',
  'templates.takeNamed': 'Add: {title}',
  'templates.taken': 'The letter “{title}” is added.',
};
