/** Words of the list of letters in Russian. */
export const ruTemplateList = {
  'templates.heading': 'Шаблоны писем',
  'templates.new': 'Написать письмо',
  'templates.none': 'Шаблонов пока нет',
  'templates.noneWhat': 'Напишите своё письмо или возьмите готовое ниже.',
  'templates.marketing': 'рекламное',
  'templates.service': 'служебное',
  'templates.two': 'две темы',
  'templates.faulty': 'нужно исправить',
  'templates.starters': 'Готовые письма: {count}',
  'templates.startersWhat': 'Письмо появится на листе «Шаблоны», и вы сможете его переделать. Ничего не отправится.',
  'templates.take': 'Добавить',
  'templates.takeNamed': 'Добавить: {title}',
  'templates.taken': 'Письмо «{title}» добавлено.',
} as const;
