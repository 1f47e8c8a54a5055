/** UrlFetchApp: addresses of this machine only, everything else answers as an unknown name (PLATFORM-FACTS §8.7). */
import { members, pending, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { decodeText } from '../utilities/bytes';
import { requestOf, type HttpRequest } from './http-request';
import { HTTPResponse, type Answer } from './http-response';

type GoogleUrlFetchApp = GoogleAppsScript.URL_Fetch.UrlFetchApp;
type GoogleResponse = GoogleAppsScript.URL_Fetch.HTTPResponse;
type Options = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions;
type Described = GoogleAppsScript.URL_Fetch.URLFetchRequest;

const RESPONSE_BYTES = 50 * 1024 * 1024;
const SHOWN_CHARACTERS = 100;

export class UrlFetchApp extends ServiceObject implements GoogleUrlFetchApp {
  static readonly interfaceName = 'URL_Fetch.UrlFetchApp';
  static readonly service = 'UrlFetchApp';
  static readonly members: MemberTable = {
    ...members('send', { partial: 'addresses of this machine only; urlFetchWhitelist is not looked at' }, ['fetch', 'fetchAll'], { looseArguments: true }),
    ...members('pure', 'exact', ['getRequest']),
  };

  fetch(url: string, params: Options = {}): GoogleResponse {
    return pending(this.send(this.request(url, params as Record<string, unknown>)));
  }

  /** All requests at once. */
  fetchAll(requests: (Described | string)[]): GoogleResponse[] {
    if (!Array.isArray(requests)) throw new ServiceError("The parameters don't match the method signature for UrlFetchApp.fetchAll.");
    const prepared = requests.map((each) => (typeof each === 'string' ? this.request(each, {}) : this.request(each.url, each as unknown as Record<string, unknown>)));
    return pending(Promise.all(prepared.map((request) => this.send(request))));
  }

  /** What fetch would send. */
  getRequest(url: string, params: Options = {}): Described {
    const request = this.request(url, params as Record<string, unknown>);
    return {
      url: request.url,
      method: request.method as GoogleAppsScript.URL_Fetch.HttpMethod,
      headers: { ...request.headers },
      ...(request.contentType === null ? {} : { contentType: request.contentType }),
      ...(request.body === null ? {} : { payload: decodeText(request.body) }),
      followRedirects: request.followRedirects,
      useIntranet: false,
      validateHttpsCertificates: params.validateHttpsCertificates !== false,
    };
  }

  private request(url: unknown, params: Readonly<Record<string, unknown>>): HttpRequest {
    return requestOf(url, params, `----boundary${this.execution.host.newId(16)}`);
  }

  private async send(request: HttpRequest): Promise<GoogleResponse> {
    const { host, effectiveUser } = this.execution;
    host.chargeQuota('urlfetch', effectiveUser.email, 1);
    if (!this.reachable(request.url)) throw new ServiceError(`DNS error: ${request.url}`);
    const answer = await this.receive(request);
    if (answer.bytes.length > RESPONSE_BYTES) throw new ServiceError('Limit Exceeded: URLFetch Response Size.');
    if (answer.status >= 400 && !request.muteHttpExceptions) {
      const text = decodeText(answer.bytes).slice(0, SHOWN_CHARACTERS);
      throw new ServiceError(
        `Request failed for ${new URL(request.url).origin} returned code ${answer.status}. Truncated server response: ${text} (use muteHttpExceptions option to examine full response)`,
      );
    }
    return new HTTPResponse(this.execution, answer);
  }

  private async receive(request: HttpRequest): Promise<Answer> {
    const { host } = this.execution;
    if (host.fetch === null) throw new ServiceError(`Address unavailable: ${request.url}`);
    const headers: Record<string, string> = { ...request.headers };
    if (request.contentType !== null && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) headers['Content-Type'] = request.contentType;
    const init: RequestInit = { method: request.method.toUpperCase(), headers, redirect: request.followRedirects ? 'follow' : 'manual' };
    if (request.body !== null && request.method !== 'get') init.body = request.body.slice();
    try {
      const response = await host.fetch(request.url, init);
      return { status: response.status, headers: headersOf(response), bytes: new Uint8Array(await response.arrayBuffer()) };
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      throw new ServiceError(`Address unavailable: ${request.url}`);
    }
  }

  private reachable(url: string): boolean {
    const { hostname } = new URL(url);
    const { webAppUrl } = this.execution.project;
    return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
      || (webAppUrl !== null && url.startsWith(webAppUrl));
  }
}

function headersOf(response: Response): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 1) headers['set-cookie'] = cookies;
  return headers;
}

export const urlFetchModule: ServiceModule = { globals: { UrlFetchApp }, classes: [UrlFetchApp, HTTPResponse] };
