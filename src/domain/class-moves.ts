/** Who changed class since the last recalculation, and which settings did. */
import type { ChangedSetting, DimensionMoves, MoveView } from '../contract/segment-views';
import type { Language } from '../core/language/language';
import { formatDay, formatMoney } from '../core/language/format';
import { columnName, dormancyKeyOf, dormancyName, lifecycleKeyOf, lifecycleName, segmentName } from '../core/language/names';
import { migrate } from '../core/migration';
import { majorOf } from '../core/money';
import { settingText } from '../core/setting-text';
import type { SettingKey, Settings } from '../core/settings';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../core/settings';
import type { Base } from './base';
import { say } from './words';

/** Dimensions in the order in which moves are told. */
export const MOVE_DIMENSIONS = ['segment', 'abc', 'xyz', 'lifecycle', 'dormancy'] as const;
export type MoveDimension = (typeof MOVE_DIMENSIONS)[number];
export type Classes = Readonly<Record<MoveDimension, string>>;

/** A client's classes before and after. `former` is null where no figures stood there. */
export interface MovedClient {
  readonly client: string;
  readonly former: Classes | null;
  readonly now: Classes;
  readonly moneyMinor: number | null;
}

const MOVES_SHOWN = 5;
/** An audience names at most so many clients one by one. */
const CLIENTS_NAMED = 200;

/** The name of a class in a dimension; '' = the client has no such class. */
export function classLabel(dimension: MoveDimension, key: string, language: Language): string {
  if (key === '') return say(language, 'movement.noClass');
  if (dimension === 'segment') return segmentName(key, language);
  if (dimension === 'lifecycle') return lifecycleName(lifecycleKeyOf(key) ?? 'new', language);
  const band = dimension === 'dormancy' ? dormancyKeyOf(key) : undefined;
  return band === undefined ? key : dormancyName(band, language);
}

/** Moves of every dimension that has any, the greatest groups first. */
export function classMovesOf(base: Base, clients: readonly MovedClient[]): DimensionMoves[] {
  const { language, settings } = base;
  const known = clients.filter(({ former }) => former !== null);
  const result: DimensionMoves[] = [];
  for (const dimension of MOVE_DIMENSIONS) {
    const moved = known.filter(({ former, now }) => former !== null && former[dimension] !== now[dimension]);
    if (moved.length === 0) continue;
    const byClient = new Map(moved.map((entry) => [entry.client, entry]));
    const sideOf = (read: (entry: MovedClient) => string): Map<string, string> => new Map(moved.map((entry) => [entry.client, read(entry)]));
    const routes = migrate(sideOf(({ former }) => former?.[dimension] ?? ''), sideOf(({ now }) => now[dimension]), (client) => byClient.get(client)?.moneyMinor ?? null)
      .sort((left, right) => right.clients - left.clients);
    const moves = routes.slice(0, MOVES_SHOWN).map(({ from, to, clients: count, moneyMinor }): MoveView => ({
      from, fromLabel: classLabel(dimension, from, language), to, toLabel: classLabel(dimension, to, language), clients: count,
      money: majorOf(moneyMinor ?? 0), moneyShown: moneyMinor === null ? '' : formatMoney(moneyMinor, settings.currency, language),
      audience: clientsAudience(moved.filter(({ former, now }) => former?.[dimension] === from && now[dimension] === to).map(({ client }) => client)),
    }));
    const shown = moves.reduce((sum, move) => sum + move.clients, 0);
    result.push({ dimension, title: columnName(dimension, language), clients: moved.length, moves, others: moved.length - shown });
  }
  return result;
}

/** An audience that names clients one by one, or null when there are too many or a name cannot be quoted. */
function clientsAudience(clients: readonly string[]): string | null {
  if (clients.length > CLIENTS_NAMED) return null;
  const quoted = clients.map((client) => (!client.includes('"') ? `"${client}"` : !client.includes("'") ? `'${client}'` : null));
  return quoted.includes(null) ? null : `client_id in (${quoted.join(', ')})`;
}

/** Settings that change figures: all but money signs, dates, mailings, colours and what views show first. */
const FIGURE_SETTINGS: readonly SettingKey[] = SETTING_KEYS.filter((key) => !/^(currency|asOf|columns|mailing\.|highlight\.|cohorts\.|migration\.|plan\.)/.test(key));

/** Texts of the figure settings that are not the default. */
export function figureSettings(settings: Settings): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const key of FIGURE_SETTINGS) {
    const text = settingText(key, settings[key]);
    if (text !== settingText(key, DEFAULT_SETTINGS[key])) texts[key] = text;
  }
  return texts;
}

/** Figure settings that are not as they were. @param former as `figureSettings` gave them then */
export function changedFigureSettings(former: Readonly<Record<string, string>>, settings: Settings, language: Language): ChangedSetting[] {
  return FIGURE_SETTINGS.flatMap((key) => {
    const from = former[key] ?? settingText(key, DEFAULT_SETTINGS[key]);
    const to = settingText(key, settings[key]);
    return from === to ? [] : [{ key, title: say(language, `setting.${key}`), from, to }];
  });
}

/** What moved and which settings changed, in a sentence or two. @param sinceDay the day of the figures before; null = there were none */
export function movesText(moves: readonly DimensionMoves[], changed: readonly ChangedSetting[], sinceDay: number | null, language: Language): string {
  if (sinceDay === null) return say(language, 'moves.first');
  const since = formatDay(sinceDay, language);
  const parts = moves.map(({ title, clients, moves: [top] }) =>
    say(language, 'moves.dimension', { title, count: clients, from: top?.fromLabel ?? '', to: top?.toLabel ?? '', top: top?.clients ?? 0 }));
  const moved = parts.length === 0 ? say(language, 'moves.none', { since }) : `${say(language, 'moves.since', { since })} ${parts.join('; ')}.`;
  return changed.length === 0 ? moved : `${moved} ${say(language, 'moves.settings', { names: changed.map(({ title }) => title).join(', ') })}`;
}
