/** One setting as a field: its sentence, its usual value, and what is wrong with what was typed. */
import type { JSX } from 'preact';
import type { OptionalColumnView, SettingView } from '../../../src/contract/settings-views';
import { Checkbox } from '../../shared/checkbox';
import { CheckList } from '../../shared/check-list';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Select } from '../../shared/select';
import { chosenColumns, columnsValue, shownValue } from './draft';

export interface SettingFieldProps {
  readonly setting: SettingView;
  readonly value: string;
  /** The server refused the value. */
  readonly refused: boolean;
  readonly columns: readonly OptionalColumnView[];
  readonly onChange: (value: string) => void;
}

export function SettingField({ setting, value, refused, columns, onChange }: SettingFieldProps): JSX.Element {
  const { words } = usePage();
  const usual = setting.defaultValue === '' || value === setting.defaultValue ? '' : words.say('settings.usual', { value: shownValue(setting, setting.defaultValue, words, columns) });
  const field = {
    label: setting.title,
    hint: [setting.hint, usual].filter(Boolean).join(' '),
    error: refused ? words.say('settings.refused', { allowed: setting.allowed, saved: shownValue(setting, setting.value, words, columns) }) : null,
  };
  switch (setting.kind) {
    case 'choice': return <Select {...field} value={value} options={setting.options} onChange={onChange} />;
    case 'boolean': return <Checkbox checked={value === 'true'} hint={field.hint} onChange={(checked) => onChange(String(checked))}>{setting.title}</Checkbox>;
    case 'number': return <Input kind="number" {...field} value={value} onChange={onChange} />;
    // An emptied date is the usual one again, as the word in the tab ("today").
    case 'date': return <Input kind="date" {...field} value={value} onChange={(day) => onChange(day === '' ? setting.defaultValue : day)} />;
    case 'columns': {
      const chosen = chosenColumns(value, columns);
      return (
        <CheckList label={setting.title} options={columns.map(({ key, title, hint }) => ({ key, label: title, hint }))} chosen={chosen}
          onChange={(next) => onChange(columnsValue(next, columns, setting.value))}
          allText={words.say('settings.columnsAll')} noneText={words.say('settings.columnsNone')}
          countText={words.say('settings.columnsCount', { count: chosen.length, of: columns.length })} />
      );
    }
    case 'text':
    case 'list': return <Input {...field} value={value} onChange={onChange} />;
  }
}
