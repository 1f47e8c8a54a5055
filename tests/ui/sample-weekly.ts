/** Replies of the weekly letter for looking at pages. */
import type { Language } from '../../src/contract/base-views';
import type { ServerApi } from '../../src/contract/server-api';

type WeeklyReplies = { [Method in Extract<keyof ServerApi, `weekly.${string}`>]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function weeklyReplies(language: Language): WeeklyReplies {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const view = {
    weekday: 1, owner: 'owner@example.com', isMine: true, email: 'owner@example.com', lastSentOn: '2026-11-16', subject: t('Цветы на Лесной: неделя на 22 ноября', 'Flowers on the corner: the week of 22 November'),
    html: `<div><h1 style="font-size:20px">${t('Кому позвонить', 'Whom to call')}</h1><ul><li>${t('Константинопольская-Преображенская Александра', 'Bartholomew Featherstonehaugh')}</li></ul></div>`,
    text: t('Кому позвонить\n• Иванов Пётр', 'Whom to call\n• Peter Smith'),
  };
  return { 'weekly.view': view, 'weekly.switch': view, 'weekly.send': 'owner@example.com' };
}
