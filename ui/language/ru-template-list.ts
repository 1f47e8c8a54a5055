/** Words of the list of letters in Russian. */
export const ruTemplateList = {
  'templates.heading': 'Письма',
  'templates.new': 'Написать письмо',
  'templates.none': 'Писем пока нет',
  'templates.noneWhat': 'Напишите своё или возьмите готовое ниже.',
  'templates.marketing': 'рекламное',
  'templates.service': 'служебное',
  'templates.two': 'две темы',
  'templates.faulty': 'нужно исправить',
  'templates.starters': 'Готовые письма: {count}',
  'templates.startersWhat': 'Добавьте письмо на лист шаблонов и переделайте под себя. Ничего не отправится.',
  'templates.take': 'Добавить',
  'templates.takeNamed': 'Добавить: {title}',
  'templates.taken': 'Письмо «{title}» добавлено.',
} as const;
