/** The mailbox: every letter and draft of the person at the keyboard, read as in a mail program or as its source. */
import { useEffect, useState } from 'preact/hooks';
import type { Letter } from '../runtime/mail-store';
import { AttachmentIcon } from './icons';
import { useSpeech } from './language';
import { framedLetter, readLetter, type ReadableLetter } from './letter';
import type { Session } from './session';
import { Tabs } from './tabs';
import { useSession } from './view';

type Folder = 'sent' | 'drafts';
type View = 'html' | 'text' | 'headers' | 'source';
type Width = 'desktop' | 'phone';

export function MailboxPanel({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  const [folder, setFolder] = useState<Folder>('sent');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const letters = folder === 'sent' ? session.sentLetters : session.draftLetters;
  const chosen = letters.find((letter) => letter.id === chosenId) ?? null;
  return (
    <div class="split">
      <div class="split-list">
        <Tabs
          label={texts.letters}
          tabs={[
            { key: 'sent' as const, caption: texts.sentLetters, count: session.sentLetters.length },
            { key: 'drafts' as const, caption: texts.drafts, count: session.draftLetters.length },
          ]}
          active={folder}
          onChange={setFolder}
          controls="letter-list"
        />
        <div id="letter-list" role="tabpanel" aria-label={folder === 'sent' ? texts.sentLetters : texts.drafts} class="split-scroll" tabIndex={0}>
          {letters.length === 0 ? (
            <p class="empty">{folder === 'sent' ? texts.noLetters : texts.noDrafts}</p>
          ) : (
            <ul class="rows" aria-label={texts.letters}>
              {letters.map((letter) => (
                <LetterRow
                  key={letter.id}
                  session={session}
                  letter={letter}
                  chosen={letter.id === chosenId}
                  choose={() => {
                    session.readLetters.add(letter.id);
                    session.refresh();
                    setChosenId(letter.id);
                  }}
                />
              ))}
            </ul>
          )}
        </div>
      </div>
      <div class="split-main">{chosen === null ? <p class="empty">{texts.chooseLetter}</p> : <LetterView key={chosen.id} session={session} letter={chosen} />}</div>
    </div>
  );
}

interface LetterRowProps {
  readonly session: Session;
  readonly letter: Letter;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function LetterRow({ session, letter, chosen, choose }: LetterRowProps) {
  const { texts, moment } = useSpeech();
  const unread = !session.readLetters.has(letter.id);
  return (
    <li>
      <button type="button" class={unread ? 'row row-unread' : 'row'} aria-current={chosen} onClick={choose}>
        <span class="row-line">
          <span class="row-title">{letter.to.join(', ')}</span>
          <span class="row-meta">{moment(letter.timeMs, session.book?.timeZone ?? 'Etc/GMT')}</span>
        </span>
        <span class="row-second">{letter.subject === '' ? texts.noSubject : letter.subject}</span>
      </button>
    </li>
  );
}

function LetterView({ session, letter }: { readonly session: Session; readonly letter: Letter }) {
  const { texts, longMoment } = useSpeech();
  const [view, setView] = useState<View>('html');
  const [width, setWidth] = useState<Width>('desktop');
  const [readable, setReadable] = useState<ReadableLetter | null>(null);
  useEffect(() => {
    let current = true;
    void readLetter(letter).then((read) => {
      if (!current) return;
      setReadable(read);
      if (read.html === null) setView('text');
    });
    return () => {
      current = false;
    };
  }, [letter]);
  const people: readonly (readonly [string, string])[] = [
    [texts.from, letter.from],
    [texts.to, letter.to.join(', ')],
    [texts.cc, letter.cc.join(', ')],
    [texts.bcc, letter.bcc.join(', ')],
    [texts.replyTo, readable?.replyTo ?? ''],
  ];
  return (
    <article class="letter" aria-label={letter.subject === '' ? texts.noSubject : letter.subject}>
      <div class="letter-head">
        <h2>{letter.subject === '' ? texts.noSubject : letter.subject}</h2>
        <dl class="letter-people">
          {people.filter(([, value]) => value !== '').map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="second">{longMoment(letter.timeMs, session.book?.timeZone ?? 'Etc/GMT')} · {letter.via}</p>
        {readable !== null && <LetterFiles readable={readable} />}
        {readable !== null && <LetterExit session={session} readable={readable} />}
        <div class="letter-bar">
          <Tabs
            label={texts.letterViews}
            tabs={[
              { key: 'html' as const, caption: texts.html },
              { key: 'text' as const, caption: texts.plainText },
              { key: 'headers' as const, caption: texts.headers },
              { key: 'source' as const, caption: texts.source },
            ]}
            active={view}
            onChange={setView}
            controls="letter-body"
          />
          {view === 'html' && readable?.html !== null && <WidthSwitch width={width} choose={setWidth} />}
        </div>
      </div>
      <div id="letter-body" class="letter-body" role="tabpanel" aria-label={texts[view === 'text' ? 'plainText' : view]} tabIndex={0}>
        {readable !== null && <LetterBody view={view} width={width} letter={letter} readable={readable} />}
      </div>
    </article>
  );
}

/** How wide the letter is shown: as the panel allows, or as on a phone. */
function WidthSwitch({ width, choose }: { readonly width: Width; readonly choose: (width: Width) => void }) {
  const { texts } = useSpeech();
  return (
    <div class="letter-widths" role="group" aria-label={texts.letterWidth}>
      {(['desktop', 'phone'] as const).map((one) => (
        <button key={one} type="button" class="letter-width" aria-pressed={one === width} onClick={() => choose(one)}>
          {texts[one]}
        </button>
      ))}
    </div>
  );
}

interface LetterBodyProps {
  readonly view: View;
  readonly width: Width;
  readonly letter: Letter;
  readonly readable: ReadableLetter;
}

function LetterBody({ view, width, letter, readable }: LetterBodyProps) {
  const { texts } = useSpeech();
  switch (view) {
    case 'html':
      if (readable.html === null) return <p class="empty">{texts.noHtml}</p>;
      return <iframe class={width === 'phone' ? 'letter-frame letter-frame-phone' : 'letter-frame'} title={texts.letterFrame} sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc={framedLetter(readable.html)} />;
    case 'text':
      return readable.text === null ? <p class="empty">{texts.noText}</p> : <pre class="letter-text">{readable.text}</pre>;
    case 'headers':
      return (
        <table class="header-table">
          <tbody>
            {readable.headers.map((header, index) => (
              <tr key={index}>
                <th scope="row">{header.name}</th>
                <td>{header.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'source':
      return <pre class="letter-source">{letter.raw}</pre>;
  }
}

/** Files that came with the letter, to be saved. */
function LetterFiles({ readable }: { readonly readable: ReadableLetter }) {
  const { texts } = useSpeech();
  if (readable.attachments.length === 0) return null;
  return (
    <ul class="letter-extras" aria-label={texts.attachments}>
      {readable.attachments.map((file, index) => (
        <li key={index}>
          <a class="letter-file" download={file.fileName} href={URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }))}>
            <AttachmentIcon /> {file.fileName}
          </a>{' '}
          <span class="second">{texts.bytes(file.bytes.length)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What a mail program makes of List-Unsubscribe: its page opened, its one-click request sent, its mail address told. */
function LetterExit({ session, readable }: { readonly session: Session; readonly readable: ReadableLetter }) {
  const { texts } = useSpeech();
  const [address] = readable.unsubscribe;
  if (address === undefined && readable.unsubscribeMail.length === 0) return null;
  return (
    <div class="letter-extras" role="group" aria-label={texts.unsubscribeHeader}>
      <span class="second">{texts.unsubscribeHeader}</span>
      {address !== undefined && readable.oneClick && (
        <button type="button" class="link" onClick={() => void session.unsubscribe(address)}>
          {texts.unsubscribeOneClick}
        </button>
      )}
      {address !== undefined && (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {texts.unsubscribe}
        </a>
      )}
      {readable.unsubscribeMail.map((mail) => (
        <span key={mail}>{mail}</span>
      ))}
    </div>
  );
}
