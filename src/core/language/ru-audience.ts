/** Russian words of audiences and saved segments: names of tabs and columns, issues, sentences of the server. */
import type { EN_AUDIENCE_ISSUES, EN_AUDIENCE_SERVER, EN_AUDIENCE_WORDS } from './en-audience';

/** Names of the tab of saved segments and of computed fields. */
export const RU_AUDIENCE_WORDS: Readonly<Record<keyof typeof EN_AUDIENCE_WORDS, string>> = {
  'tab.saved_segments': 'Сохранённые отборы',
};

/** Issues. */
export const RU_AUDIENCE_ISSUES: Readonly<Record<keyof typeof EN_AUDIENCE_ISSUES, { readonly cause: string; readonly next: string }>> = {
  'audience.cycle': { cause: 'отбор «{name}» содержал бы сам себя', next: 'Уберите его название из его правила или из отборов, из которых он составлен.' },
  'audience.savedBroken': { cause: 'сохранённый отбор «{name}» применить нельзя', next: 'Откройте его в списке сохранённых и исправьте правило.' },
  'audience.nameBad': { cause: 'отбор нельзя назвать «{name}»', next: 'Возьмите от 1 до 60 букв, цифр и пробелов, но не слово из правил: и, или, не.' },
  'audience.nameTaken': { cause: 'отбор «{name}» уже есть', next: 'Возьмите другое название или сохраните вместо прежнего.' },
  'audience.savedMissing': { cause: 'сохранённого отбора «{name}» нет', next: 'Возможно, его удалили; откройте список ещё раз.' },
  'audience.savedUsed': { cause: 'отбор «{name}» входит в {users}', next: 'Сначала уберите его оттуда.' },
  'audience.selectionElsewhere': { cause: 'выделены ячейки не на листе «{tab}»', next: 'Выделите там строки клиентов: щёлкните первую, затем последнюю, держа Shift, или отдельные, держа Ctrl.' },
  'audience.selectionEmpty': { cause: 'не выделено ни одной строки с клиентом', next: 'Выделите строки клиентов на листе «{tab}» и нажмите ещё раз.' },
  'audience.selectionHuge': { cause: 'выделено {count#строка|строки|строк}, а с листа под фильтром можно взять не больше {limit} за раз', next: 'Выделите меньше строк или опишите этих клиентов условием.' },
  'audience.tooLong': { cause: 'в правиле {length#знак|знака|знаков}, а сохранить можно {limit}', next: 'Опишите этих клиентов условием, а не поимённо.' },
};

/** Sentences. */
export const RU_AUDIENCE_SERVER: Readonly<Record<keyof typeof EN_AUDIENCE_SERVER, string>> = {
  'audience.saved': 'Сохранённый отбор',
  'audience.client': 'Клиент',
  'audience.birthday': 'Дней до дня рождения',
  'audience.lastLetter': 'Дней после последнего письма',
  'audience.never': 'писем ещё не было',
  'audience.picked': '{count#клиент|клиента|клиентов} из выделенных строк',
  'audience.pickedHidden': '{count#клиент|клиента|клиентов} из выделенных строк. Фильтр скрывает {hidden#строку|строки|строк}: они не взяты.',
  'audience.pickedName': 'Выделенные строки {time}',
  'audience.pickedSaved': 'Список длинный, поэтому он сохранён как отбор «{name}».',
  'audience.yes': 'да',
  'audience.no': 'нет',
};
