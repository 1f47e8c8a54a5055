/** Settings of the workbench: the person, the languages, the place, how the script is installed and what it may do. */
import type { ComponentChildren } from 'preact';
import { useSpeech } from './language';
import type { Session } from './session';
import { PEOPLE, type ScriptForm } from './settings-state';
import { useSession } from './view';

const LOCALES = ['ru_RU', 'en_US', 'en_GB', 'de_DE'];
const TIME_ZONES = [
  'Europe/Kaliningrad', 'Europe/Moscow', 'Europe/Samara', 'Asia/Yekaterinburg', 'Asia/Omsk', 'Asia/Novosibirsk', 'Asia/Krasnoyarsk', 'Asia/Irkutsk',
  'Asia/Yakutsk', 'Asia/Vladivostok', 'Asia/Kamchatka', 'Asia/Almaty', 'Europe/Minsk', 'Europe/London', 'Europe/Berlin', 'America/New_York',
  'America/Los_Angeles', 'Etc/GMT',
];
const FORMS: readonly ScriptForm[] = ['bound', 'addon', 'published'];
const LATENCIES_MS = [0, 50, 200];

export function SettingsPanel({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  const { settings, book } = session;
  const zones = book === null || TIME_ZONES.includes(book.timeZone) ? TIME_ZONES : [book.timeZone, ...TIME_ZONES];
  return (
    <div class="sheet sheet-settings">
      <section class="fields">
        <Choice
          label={texts.person}
          value={settings.userEmail}
          options={PEOPLE.map(({ email, names }) => ({ value: email, caption: `${names[settings.language]} · ${email}` }))}
          onChange={(email) => void session.switchUser(email)}
        />
        <Choice
          label={texts.language}
          value={settings.language}
          options={[{ value: 'ru', caption: 'Русский' }, { value: 'en', caption: 'English' }]}
          onChange={(language) => void session.switchLanguage(language === 'ru' ? 'ru' : 'en')}
        />
        <Choice
          label={texts.spreadsheetLocale}
          value={book?.locale ?? 'en_US'}
          options={LOCALES.map((locale) => ({ value: locale, caption: texts.localeNames[locale] ?? locale }))}
          onChange={(locale) => session.setBook({ locale })}
        />
        <Choice
          label={texts.timeZone}
          value={book?.timeZone ?? 'Etc/GMT'}
          options={zones.map((zone) => ({ value: zone, caption: zone.replace('_', ' ') }))}
          onChange={(timeZone) => session.setBook({ timeZone })}
        />
        <Choice
          label={texts.scriptForm}
          value={settings.scriptForm}
          options={FORMS.map((form) => ({ value: form, caption: texts.forms[form] }))}
          onChange={(form) => void session.switchForm(FORMS.find((known) => known === form) ?? 'bound')}
        />
        <Choice
          label={texts.latency}
          value={String(settings.latencyMs)}
          options={LATENCIES_MS.map((milliseconds) => ({ value: String(milliseconds), caption: texts.latencies[milliseconds] ?? `${milliseconds}` }))}
          onChange={(milliseconds) => void session.switchLatency(Number(milliseconds))}
        />
      </section>
      <Scopes session={session} />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly caption: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Labelled label={label}>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.caption}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      {children}
    </label>
  );
}

function Scopes({ session }: { readonly session: Session }) {
  const { texts } = useSpeech();
  const { project } = session;
  const scopes = project?.manifest.oauthScopes ?? [];
  const denied = session.settings.deniedScopes[session.settings.userEmail] ?? [];
  return (
    <section class="scopes">
      <fieldset>
        <legend>{texts.scopes(session.settings.userEmail)}</legend>
        {scopes.length === 0 && <p class="second">{texts.noScopes}</p>}
        {scopes.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" checked={!denied.includes(scope)} onChange={(event) => session.scripts.allowScope(scope, event.currentTarget.checked)} />
            <span class="scope">{scope.replace('https://www.googleapis.com/auth/', '')}</span>
          </label>
        ))}
      </fieldset>
      {project?.webAppUrl !== null && project?.webAppUrl !== undefined && (
        <p class="second">
          {texts.webApp}: <a href={project.webAppUrl} target="_blank" rel="noopener noreferrer">{project.webAppUrl}</a>
        </p>
      )}
    </section>
  );
}
