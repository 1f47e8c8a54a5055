/** Russian words of the results of mailings. */

/** Names of columns and settings. */
export const RU_RESULTS_WORDS = {
  'column.replied': 'Ответил',
  'setting.mailing.resultDays': 'Заказы засчитываются письму {value#день|дня|дней}',
} as const;

/** Sentences of the server. */
export const RU_RESULTS = {
  'setting.mailing.resultDays': 'Сколько дней заказ засчитывается письму',
  'results.yes': 'да',
  'results.effect.tooFew': 'Людей слишком мало, чтобы сказать, принесло ли письмо заказы: в каждой группе нужно не меньше 20 человек, а в меньшей должно ожидаться около пяти покупателей.',
  'results.effect.none': 'Разницы, которую нельзя объяснить случаем, нет: без письма покупали примерно так же часто.',
  'results.effect.more': 'Письмо сработало: доля покупателей выше примерно на {points} процентного пункта (с надёжностью 95 % – от {low} до {high}), чем у тех, кому не писали.',
  'results.effect.less': 'Получившие письмо покупали реже: доля покупателей ниже примерно на {points} процентного пункта (с надёжностью 95 % – от {low} до {high}).',
  'results.extraMoney': 'Дополнительно пришло примерно {money}.',
  'results.subjects.tooFew': 'Людей слишком мало, чтобы сказать, какая тема лучше.',
  'results.subjects.none': 'Разницы между темами, которую нельзя объяснить случаем, нет.',
  'results.subjects.more': 'Тема А лучше: доля покупателей выше примерно на {points} процентного пункта (с надёжностью 95 % – от {low} до {high}).',
  'results.subjects.less': 'Тема Б лучше: доля покупателей выше примерно на {points} процентного пункта (с надёжностью 95 % – от {low} до {high}).',
} as const;
