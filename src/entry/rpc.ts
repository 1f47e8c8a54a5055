/** The one endpoint of our pages: token first, then method, then arguments, then work. */
import { judgeToken } from '../adapters/page-tokens';
import { SessionPerson } from '../adapters/person';
import type { RpcReply } from '../contract/server-api';
import { argumentsFit, isMethod } from '../contract/validators';
import type { Issue } from '../core/issue';
import { hasError, issue } from '../core/issue';
import type { Language } from '../core/language/language';
import { issueViews } from '../domain/issue-view';
import { HANDLERS } from './api';
import type { Handlers } from './api';
import { createPorts, readerLanguage } from './app';

/**
 * Answers a call of the sidebar or a dialog. Without the token that a menu gave to the page nothing is read, written or sent.
 *
 * @param request JSON text with token, method and args.
 */
export function rpc(request: unknown): string {
  const language = readerLanguage();
  const call = parseRequest(request);
  if (call === null) return refusal([issue('access.refused')], language);
  const verdict = judgeToken(call.token, new SessionPerson().email());
  if (verdict !== 'good') return refusal([issue(verdict === 'expired' ? 'access.expired' : 'access.refused')], language);
  if (!isMethod(call.method)) return refusal([issue('request.methodUnknown', { method: String(call.method).slice(0, 50) })], language);
  if (!argumentsFit(call.method, call.args)) return refusal([issue('request.bad', { detail: call.method })], language);
  try {
    const run = HANDLERS[call.method] as (...args: readonly unknown[]) => ReturnType<Handlers[keyof Handlers]>;
    const { value, issues } = run(createPorts(), ...call.args);
    if (value === null && hasError(issues)) return refusal(issues, language);
    return reply({ ok: true, value });
  } catch (error) {
    return refusal([issue('service.failed', { detail: error instanceof Error ? error.message : String(error) })], language);
  }
}

function parseRequest(request: unknown): { readonly token: string; readonly method: unknown; readonly args: readonly unknown[] } | null {
  if (typeof request !== 'string') return null;
  try {
    const value: unknown = JSON.parse(request);
    if (typeof value !== 'object' || value === null) return null;
    const { token, method, args } = value as { readonly token?: unknown; readonly method?: unknown; readonly args?: unknown };
    return typeof token === 'string' && Array.isArray(args) ? { token, method, args: args as readonly unknown[] } : null;
  } catch {
    return null;
  }
}

function refusal(issues: readonly Issue[], language: Language): string {
  return reply({ ok: false, issues: issueViews(issues, language) });
}

function reply(value: RpcReply<unknown>): string {
  return JSON.stringify(value);
}
